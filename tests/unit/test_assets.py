"""macros/assets.py：样式和脚本的名字带指纹。"""

import pytest

from macros.publishing.assets import fingerprinted, renamed
from macros.publishing.headers import IMMUTABLE

FILES = {
    "site.js": 'load("assets/search.js"); load("assets/places.js")',
    "search.js": "load('assets/search-text.js')",
    "search-text.js": "1",
    "places.js": "2",
    "site.css": "a{}",
}


def test_names_follow_contents():
    """内容一样名字就一样，内容变了名字就变：浏览器留着的旧文件不会被当成新的。"""
    first, again = fingerprinted(FILES), fingerprinted(dict(reversed(FILES.items())))
    assert first == again
    other = fingerprinted({**FILES, "site.css": "a{color:red}"})
    assert {name for name in FILES if first[name] != other[name]} == {"site.css"}


def test_a_change_reaches_whoever_mentions_it():
    """被提到的文件变了，提到它的也换名字，一层一层往上：否则旧脚本会去取已经不在的文件。"""
    first, other = fingerprinted(FILES), fingerprinted({**FILES, "search-text.js": "3"})
    assert {name for name in FILES if first[name][0] != other[name][0]} == {
        "search-text.js",
        "search.js",
        "site.js",
    }


def test_every_mention_is_an_existing_file():
    """改名之后，脚本里提到的每个文件都在。"""
    made = fingerprinted(FILES)
    names = {name for name, _ in made.values()}
    assert (
        made["site.js"][1]
        == f'load("assets/{made["search.js"][0]}"); load("assets/{made["places.js"][0]}")'
    )
    assert all(name in names for name in made["search.js"][1].split("'")[1::2][0].split("/")[1:])


def test_a_name_inside_another_is_left_alone():
    """search.js 和 search-text.js、my-site.js 互不相混；正文里没有引号的字不动。"""
    names = {"site.js": "site.1.js"}
    assert renamed('"my-site.js" site.js "assets/site.js" "site.json"', names) == (
        '"my-site.js" site.js "assets/site.1.js" "site.json"'
    )


def test_files_that_mention_each_other_are_refused():
    """互相提到的没法定名字，要说出是哪几个，不能死循环。"""
    with pytest.raises(ValueError, match=r"a\.js、b\.js"):
        fingerprinted({"a.js": '"b.js"', "b.js": '"a.js"', "c.js": ""})


def test_every_name_may_be_kept_forever():
    """名字里的指纹就是响应头认的那么长：短一位、长一位，浏览器每次都要来问一声。"""
    for name, _ in fingerprinted(FILES).values():
        assert IMMUTABLE.search(f"assets/{name}"), name
