"""JSON Schema 和记录类说的是一回事：编辑器里划红线的，检查也报；编辑器放过的写法，只有写明的几种。"""

import dataclasses
import re
from collections import Counter
from itertools import pairwise

import pytest
from jsonschema import Draft7Validator, FormatChecker
from project import ROOT
from test_mutations import field, mutants, spread, targets, untraced, walk, yaml_part  # noqa: F401  # untraced 是夹具

from macros.corpus.pieces import FOLDER, Taken
from macros.corpus.publicity import split_front
from macros.corpus.reader import Reader, misread_as
from macros.corpus.record import field_title
from macros.corpus.tasks import Task
from macros.corpus.yaml import Scalar, Sequence, parse_yaml
from macros.editing import schema
from macros.opendata.api_fields import TaskFields
from macros.opendata.appendix import COLUMNS

# Schema 看的是值，看不见怎样写；这几种由 check 报。
SPELLING = ("分成了几行", "会被当成日期", "的字段名 的")
DATA = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))


def plain(node):
    """编辑器看到的值：没有引号、像数字、是否、空值的，就是数字、是否、空值。"""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {name: plain(value) for name, (_, value) in node.entries.items()}
    if node.quoted or not node.one_line:
        return node.text
    kind = misread_as(node.text)
    if kind == "数字" and re.fullmatch(r"\d+", node.text):
        return int(node.text)
    if kind == "是或否":
        return node.text.lower() in ("true", "yes", "on")
    return {"数字": 0.5, "空值": None}.get(kind, node.text)


def validator(label):
    if label.startswith("data/"):
        name = schema.comment(label).rpartition("/")[2].removesuffix(".json")
    else:
        name = (
            "publicity" if label.startswith(FOLDER) and not label.endswith("index.md") else "page"
        )
    return Draft7Validator(schema.schemas()[name], format_checker=FormatChecker())


def structural(label, node):
    """检查说的结构上的错，和 Schema 说的错。"""
    reader = Reader()
    reader.value(schema.kind_of(label, node), node, "文件")
    return [
        p for p in reader.problems if not any(said in p.message for said in SPELLING)
    ], reader.problems


def test_written_files_are_current():
    """schema/ 是生成的，和记录类对不上就是忘了运行 python -m macros schema。"""
    for name, content in schema.written().items():
        assert (ROOT / name).read_text(encoding="utf-8") == content, name
    assert {path.name for path in (ROOT / "schema").iterdir()} == {
        f"{name}.json" for name in schema.schemas()
    }


def test_every_field_is_explained():
    """每个字段都有中文的名称、说明，每种记录都有一句话：编辑器里指上去就看得到。"""
    for content in schema.schemas().values():
        Draft7Validator.check_schema(content)
        for record in content["definitions"].values():
            assert record["description"]
            for name, spec in record["properties"].items():
                assert re.search("[\u4e00-\u9fff]", spec["title"]), name
                assert spec["description"].endswith("。"), name


def test_a_field_has_one_name_everywhere():
    """摘要、接口、表格里字段的中文名都从记录上取：和编辑器里看到的是同一个。"""
    title = field_title(Task, "priorities")
    assert title == "工作重点（编者归类）"
    assert field_title(Taken, "from_") == "取哪一套步骤"
    units = schema.schemas()["units"]["definitions"]
    assert units["Task"]["properties"]["priorities"]["title"] == title
    assert title in {column.title for column in COLUMNS}
    (said,) = {
        field.metadata["shape"]["description"]
        for field in dataclasses.fields(TaskFields)
        if field.name == "priorities"
    }
    assert said.startswith("工作重点：")


def test_examples_are_valid():
    """说明里的例子照它写就对：例子自己不合规则，会教人写错。"""
    for content in schema.schemas().values():
        for record in content["definitions"].values():
            for name, spec in record["properties"].items():
                checker = Draft7Validator(
                    spec | {"definitions": content["definitions"]}, format_checker=FormatChecker()
                )
                for example in spec.get("examples", ()):
                    assert list(checker.iter_errors(example)) == [], name


@pytest.mark.parametrize("label", DATA)
def test_every_data_file_names_its_schema(label):
    """每个数据文件第一行指到自己的 Schema，编辑器才会补全和说明；路径不对，编辑器一声不响。"""
    first = (ROOT / label).read_text(encoding="utf-8").split("\n")[0]
    assert first == schema.comment(label)
    assert ((ROOT / label).parent / first.partition("=")[2]).resolve().is_file()


@pytest.mark.parametrize("label", [*DATA, *PAGES])
def test_every_real_file_is_valid(label):
    """真的数据和页面，编辑器一处红线也不划。"""
    text = (ROOT / label).read_text(encoding="utf-8")
    assert list(validator(label).iter_errors(plain(yaml_part(label, text)))) == []


@pytest.mark.parametrize("label", targets())
def test_schema_and_check_agree(label):
    """逐项改坏虚构城市的每个文件，凡读得成 YAML 的，两边要么都说对，要么都说错。"""
    text = with_few_rows(label, spread(label))
    lines, checker = text.split("\n"), validator(label)
    assert list(checker.iter_errors(plain(yaml_part(label, text)))) == []
    seen, differ = 0, []
    for name, key, value, _ in first_of_each_kind(yaml_part(label, text)):
        for how, changed in [*mutants(lines, name, key, value), *hostile(lines, value)]:
            part = "\n".join(changed)
            front = None if label.endswith(".yml") else split_front(part)
            if label.endswith(".md") and front is None:
                continue
            node, _ = parse_yaml(front[0] if front else part, label)
            if node is None:
                continue
            ours, everything = structural(label, node)
            theirs = checker.is_valid(plain(node))
            seen += 1
            if ours if theirs else not everything:
                differ.append(f"{label}:{key.line} {name} {how} {ours[:1]}")
    assert seen
    assert differ == []


def with_few_rows(label, text):
    """几百行的文件只留头两次出现各种字段的那些行：改坏一处要整个文件重读一遍。"""
    tree = yaml_part(label, text)
    if not isinstance(tree, Sequence):
        return text
    wanted = {value.line for _, value, _, _ in first_of_each_kind(tree)}
    starts = [item.line for item in tree.items] + [text.count("\n") + 1]
    lines = text.split("\n")
    kept = lines[: starts[0] - 1]
    for start, end in pairwise(starts):
        if wanted.intersection(range(start, end)):
            kept += lines[start - 1 : end - 1]
    return "\n".join(kept) + "\n"


def first_of_each_kind(tree):
    """几百条一个样子，每种字段改坏头两处就够。"""
    count = Counter()
    for item in walk(tree):
        name, _, _, parents = item
        count[name, field(name, parents), len(parents)] += 1
        if count[name, field(name, parents), len(parents)] <= 2:
            yield item


# 一个值换成各种不该在这里的东西。
SWAPS = (
    "~",
    "true",
    "-1",
    "3.5",
    "[]",
    "{}",
    "[[甲]]",
    "{甲: 乙}",
    "''",
    "'  '",
    "'1'",
    "2022-02-30",
    "甲 乙",
    "ok",
    "1e3",
)


def hostile(lines, value):
    if not isinstance(value, Scalar) or lines[value.line - 1].count("[") or not value.one_line:
        return
    line, at = lines[value.line - 1], value.column - 1
    end = at + len(value.text) + 2 * value.quoted
    if line[end:].strip():
        return
    for swap in SWAPS:
        yield f"换成 {swap}", [*lines[: value.line - 1], line[:at] + swap, *lines[value.line :]]
