"""写坏的输入：damage/ 下一例一条，改坏小城的一个文件，检查要在那个文件那一行用一句中文说出来。

一个 YAML 文件一类，里面是一串：

    - name: 这一例是什么           # 在一个文件里不重复
      file: docs/about.md          # 改坏哪个文件，从项目的文件夹算起
      old: 关于                    # 把文件里唯一的一处 old 换成 new
      new: 关 于
      at: mkdocs.yml               # 报在别的文件时才写
      line: 2                      # 报在第几行
      column: 5                    # 第几列；不要紧就不写
      says: 话里要有的一截
    count: 1                     # 一共报几条；不要紧就不写
    also:                        # 同时改坏的别的文件，各把一处 old 换成 new
    - {file: data/facts.yml, old: 甲, new: 乙}
    county: true                 # 改坏的是章条式的那个县，不是小城

不是改一处的，不写 old、new，写下面的一样：

    append: 接在文件末尾的字       # 前面空一行
    write: 全文                    # 新建，或整个换掉
    bytes: "b0a1"                  # 同上，十六进制写的字节
    size: 3000000                  # 同上，这么多个字节
    link: ../mkdocs.yml            # 同上，是一个链接，指着这里
    delete: true                   # 删掉

`says: ""` 是好的写法：改了以后一条也不报。

断言：报出的第一条在那个文件那一行，有那句话；话和改法都是中文，没有英文句子，没有调用栈。
"""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from project import COUNTY, copy_city

from macros.checks.run import check

FOLDER = Path(__file__).parent / "damage"
FIELDS = {"name", "file", "at", "line", "column", "says", "count", "also", "county"}
OPTIONAL = {"at", "column", "count", "also", "county"}
WAYS = ({"old", "new"}, {"append"}, {"write"}, {"bytes"}, {"size"}, {"link"}, {"delete"})
CHINESE = re.compile("[\u4e00-\u9fff]")
# 连着三个英文词，或者程序自己的话。
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}|Traceback|Error|Exception|\bNone\b")


def cases():
    for path in sorted(FOLDER.glob("*.yml")):
        if path.stem == "env":  # 写坏的环境变量，test_settings 查
            continue
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}:{case['name']}")


CASES = list(cases())


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """小城的一份副本，各例轮流改坏，改完还原。"""
    return copy_city(tmp_path_factory.mktemp("damage") / "city")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """县的一份副本。"""
    return copy_city(tmp_path_factory.mktemp("damage") / "county", COUNTY)


@pytest.fixture
def damaged(city, county, request):
    """改坏了的小城或县；用完还原。"""
    case = request.param
    if case.get("county"):
        city = county
    parts = [case, *case.get("also", [])]
    paths = [city / part["file"] for part in parts]
    before = {path: path.read_bytes() if path.is_file() else None for path in paths}
    made = [folder for folder in paths[0].parents if not folder.exists()]
    for path, part in zip(paths, parts, strict=True):
        damage(path, part)
    yield city, case
    for path, content in before.items():
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
    for folder in reversed(made):
        shutil.rmtree(folder, ignore_errors=True)


def damage(path, case):
    """照一例写的改坏一个文件。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "old" in case:
        text = path.read_bytes().decode()
        assert text.count(case["old"]) == 1, f"“{case['old']}”出现了 {text.count(case['old'])} 次"
        path.write_bytes(text.replace(case["old"], case["new"]).encode())
    elif "append" in case:
        path.write_bytes(path.read_bytes() + f"\n{case['append']}\n".encode())
    elif "write" in case:
        path.write_bytes(case["write"].encode())
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "size" in case:
        path.write_bytes(b"\x00" * case["size"])
    elif "link" in case:
        path.unlink(missing_ok=True)
        path.symlink_to(case["link"])
    else:
        path.unlink()


@pytest.mark.parametrize("damaged", CASES, indirect=True)
def test_damage_is_said_in_chinese_on_its_line(damaged):
    """一处写坏，第一条就说的是它：哪个文件哪一行，一句中文，怎样改。"""
    city, case = damaged
    problems = check(city)[1]
    said = "\n".join(map(str, problems))
    if not case["says"]:
        assert problems == [], said
        return
    assert problems, "没有报"
    first = problems[0]
    assert (first.path, first.line) == (case.get("at", case["file"]), case["line"]), said
    assert first.column == case.get("column", first.column), said
    assert case["says"] in str(first), said
    assert len(problems) == case.get("count", len(problems)), said
    for problem in problems:
        assert CHINESE.search(problem.message), problem
        assert CHINESE.search(problem.help), problem
        assert not ENGLISH.search(f"{problem.message}（{problem.help}）"), problem


def test_cases_are_written_as_the_docstring_says():
    """每一例的字段写对，名字不重复：写漏了的一例什么也不证明。"""
    names = [case.id for case in CASES]
    assert len(set(names)) == len(names)
    for param in CASES:
        (case,) = param.values
        wanted = FIELDS - OPTIONAL - ({"line"} if not case["says"] else set())
        assert wanted <= case.keys(), param.id
        assert case.keys() - FIELDS in WAYS, param.id


def test_the_city_itself_is_sound(city):
    """没有改坏的小城一条也不报。"""
    assert check(city)[1] == []
