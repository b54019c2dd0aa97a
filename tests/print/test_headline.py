"""标题断行：字一个不少，不拆词，不出框，断在人会停顿的地方。"""

import random
import re

import pytest
from paper import city

from macros.corpus import addresses
from macros.corpus.chinese import width
from macros.printing import headline
from macros.printing.headline import LEADING, ROOM, TALL, TITLE_SIZES, Breaker, Words


def words(*titles):
    """云汀的词，加上这些标题。"""
    return Words(city(), titles)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("市渡运局要做的事第2项", ["市渡运局", "要做的事第2项"]),
        ("2031年推进举措", ["2031年", "推进举措"]),
        ("等一等，问一问，站一站", ["等一等，", "问一问，", "站一站"]),
        ("名词", ["名词"]),
        ("通知和方案", ["通知和方案"]),
    ],
)
def test_lines_break_where_people_would(title, lines):
    """断在词和标点后面，短的一行写完。"""
    assert words(*(page.title for page in addresses.generated(city()))).layout(
        title
    ).lines == tuple(lines)


def test_lines_keep_the_rules():
    """随便什么标题：字一个不少（太长的末尾是“…”），不宽不高，一行不止一个字，标点不到行首，号码、单位不拆开。"""
    found, chance = words(), random.Random(1)
    parts = [
        "渡",
        "船",
        "的",
        "看好",
        "，",
        "：",
        "。",
        "“",
        "”",
        "（",
        "）",
        "市渡运局",
        "第12项",
        "2031年",
        "Word ",
        "9",
    ]
    for _ in range(300):
        title = " ".join(("船" + "".join(chance.choices(parts, k=chance.randint(1, 40)))).split())
        layout = found.layout(title)
        size, lines = layout.size, layout.lines
        text, whole = "".join(lines).replace(" ", ""), title.replace(" ", "")
        assert text == whole or (text[-1] == "…" and whole.startswith(text[:-1])), title
        assert size in TITLE_SIZES
        assert len(lines) * size * LEADING <= TALL
        assert all(width(line) * size <= ROOM for line in lines), title
        marks = "，：。”）…"
        assert len(lines) == 1 or min(len(line.rstrip(marks)) for line in lines) > 1, title
        assert max(map(len, found.units(title))) >= 12 or not [
            line for line in lines if line[0] in marks
        ], title
        for one in ("市渡运局", "第12项"):
            assert text.count(one) == sum(line.count(one) for line in lines), title


def test_a_long_title_ends_with_dots(monkeypatch):
    """太长的标题末尾是“…”，字号是最小的；再长也不多试：有人把一整段写成标题，构建不能停在这里。"""
    tried = []
    monkeypatch.setattr(
        headline, "Breaker", lambda **given: tried.append(given) or Breaker(**given)
    )
    long = words().layout("说也说不完" * 400)
    assert (long.size, long.lines[-1][-1], "…" in "".join(long.lines)[:-1]) == (
        TITLE_SIZES[-1],
        "…",
        False,
    )
    assert len(tried) < 4000


def test_breaking_tries_every_way():
    """挑的断法，是全部断法里最不难看的：和笨办法一个个试的一样。"""
    text, chance = "一二三四五六七八", random.Random(2)
    for _ in range(50):
        ugly = {end: chance.random() for end in range(1, 8)} | {8: 0}
        two = [
            (ugly[cut] + 4 * (cut / 4 - 1) ** 2, (text[:cut], text[cut:])) for cut in range(2, 7)
        ]
        best = Breaker(text=text, ugly=ugly, room=6, count=2).best()
        assert (pytest.approx(best.ugliness), best.lines) == min(two)
    assert Breaker(text=text, ugly=ugly, room=3, count=2).best() is None


def test_real_titles_fit_whole(plan):
    """真实的网站：每一页的标题都排得下，不用省略；单位、任务、年度的标题断在词后面。"""
    titles = [page.title for page in addresses.generated(plan)] + [
        piece.title for piece in plan.pieces
    ]
    found = Words(plan, titles)
    broken_at = {title: found.layout(title).lines for title in titles}
    assert [title for title, lines in broken_at.items() if "".join(lines) != title] == []
    for page in addresses.generated(plan):
        first, *rest = broken_at[page.title]
        assert first in {
            page.title,
            *(unit.name for unit in plan.units),
            *(f"{year}年" for year in plan.years),
        }
        assert all(re.fullmatch("重点任务(第[0-9]+项)?|推进举措", line) for line in rest)


@pytest.mark.parametrize(
    ("title", "room", "lines"),
    [
        ("云汀市防拐方案", 20, ("云汀市防拐方案",)),
        ("云汀市防拐方案", 5, ("云汀市", "防拐方案")),
        ("关于印发云汀市防拐方案的通知", 10, ("关于印发", "云汀市防拐方案的通知")),
        ("市渡运局", 2, ("市渡运局",)),
    ],
)
def test_a_title_of_fixed_size_takes_few_lines(title, room, lines):
    """字号定好的标题：行数最少，不拆词；一个词就比一行宽的，还是一行。"""
    assert words(title).lines(title, room) == lines
