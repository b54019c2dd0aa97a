"""环境变量：写错的一句中文说是哪个、错在哪、怎样改，什么也不写；写对的读成规范的样子。"""

from pathlib import Path

import pytest
import yaml
from project import CITY, build

from macros.corpus.webaddress import WrongAddress, web_address
from macros.settings import BadSetting, Settings

CASES = yaml.safe_load((Path(__file__).parent / "damage/env.yml").read_text(encoding="utf-8"))
GIVEN = {"config": CITY / "mkdocs.yml", "name": "云汀防拐", "rights": "许可"}
FIELDS = {
    "SITE_URL": "url",
    "REPO_URL": "repository",
    "SOURCE_DATE_EPOCH": "epoch",
    "PRINT": "printing",
    "PIECES": "pieces",
}


def settings(url="", **environment):
    return Settings.from_environment(**GIVEN, url=url, environment=environment)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_variable_is_read_or_refused_in_one_sentence(case):
    """写错的：一行，先说是哪个变量，再说错在哪，括号里是怎样改。写对的：读出来是什么。"""
    variable = case["variable"]
    if "says" not in case:
        made = settings(**{variable: case["value"]})
        given = getattr(made, FIELDS[variable])
        if isinstance(given, tuple):
            given = list(given)
        assert given == case["gives"]
        return
    with pytest.raises(BadSetting) as refused:
        settings(**{variable: case["value"]})
    said = str(refused.value).replace(case["value"], "", 1)
    assert said.startswith(f"{variable}：")
    assert case["says"] in said
    assert said.endswith("）")
    assert "\n" not in said


def test_cases_differ():
    """一例一个名字：重了的一例什么也不证明。"""
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


def test_where_the_address_comes_from():
    """先照 SITE_URL，没有才照 mkdocs.yml；边改边看时照 MkDocs 给的，链接才点得开。"""
    written = "https://example.org/a/"
    assert settings(url=written).url == written
    assert settings(url=written, SITE_URL="").url == written
    assert settings(url=written, SITE_URL="https://example.net/").url == "https://example.net/"
    served = settings(url="http://127.0.0.1:8000/", SITE_URL=written, LIVE="1")
    assert served.url == "http://127.0.0.1:8000/"
    with pytest.raises(BadSetting, match=r"^mkdocs\.yml 的 site_url：ftp:"):
        settings(url="ftp://example.org/")


def test_an_address_that_is_only_linked_to_may_ask():
    """“快速离开”去的网页可以带查询串，别的照样查。"""
    asked = "https://example.org/s?wd=天气#a"
    assert web_address(asked, bare=False) == "https://example.org/s?wd=%E5%A4%A9%E6%B0%94#a"
    with pytest.raises(WrongAddress, match="用户名或密码"):
        web_address("https://a:b@example.org/s?wd=1", bare=False)


@pytest.mark.parametrize(
    ("variable", "value"), [("SITE_URL", "not a url"), ("SOURCE_DATE_EPOCH", "abc")]
)
def test_a_bad_variable_stops_the_build_before_anything_is_written(
    city_project, tmp_path, variable, value
):
    """建站时写错了：一句中文，退出码 1，文件夹里什么也没有。"""
    code, output = build(city_project, tmp_path / "site", **{variable: value})
    assert code == 1
    assert f"{variable}：{value} " in output
    assert "Traceback" not in output
    assert not (tmp_path / "site").exists()
    assert not (city_project / "build").exists()
