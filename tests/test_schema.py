"""JSON Schema 和记录类说的是一回事：编辑器里划红线的，检查也报；编辑器放过的写法，只有写明的几种。"""

import re
from collections import Counter

import pytest
from conftest import ROOT
from jsonschema import Draft7Validator, FormatChecker
from test_mutations import field, left_out, mutants, untraced, walk, yaml_part  # noqa: F401  # untraced 是夹具

from macros import pieces, schema
from macros.source import Reader, Scalar, Sequence, _implicit, parse_yaml

# Schema 看的是值，看不见怎样写；这几种由 check 报。
SPELLING = ("分成了几行", "会被当成日期", "的字段名 的")
DATA = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
PAGES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if not left_out(path)]
FILES = [*DATA, *(path.relative_to(ROOT).as_posix() for path in PAGES)]


def plain(node):
    """编辑器看到的值：没有引号、像数字、是否、空值的，就是数字、是否、空值。"""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {name: plain(value) for name, (_, value) in node.entries.items()}
    if node.quoted or not node.one_line:
        return node.text
    kind = _implicit(node.text)
    if kind == "数字" and re.fullmatch(r"\d+", node.text):
        return int(node.text)
    if kind == "是或否":
        return node.text.lower() in ("true", "yes", "on")
    return {"数字": 0.5, "空值": None}.get(kind, node.text)


def validator(label):
    if label.startswith("data/"):
        name = schema.comment(label).rpartition("/")[2].removesuffix(".json")
    else:
        name = "publicity" if label.startswith(pieces.FOLDER) and not label.endswith("index.md") else "page"
    return Draft7Validator(schema.schemas()[name], format_checker=FormatChecker())


def structural(label, node):
    """检查说的结构上的错，和 Schema 说的错。"""
    reader = Reader()
    reader.value(schema.kind_of(label, node), node, "文件")
    return [p for p in reader.problems if not any(said in p.message for said in SPELLING)], reader.problems


def test_written_files_are_current():
    """schema/ 和片段是生成的，和记录类对不上就是忘了运行 python -m macros schema。"""
    for name, content in schema.written().items():
        assert (ROOT / name).read_text(encoding="utf-8") == content, name
    assert {path.name for path in (ROOT / "schema").iterdir()} == {f"{name}.json" for name in schema.schemas()}


def test_every_field_is_explained():
    """每个字段都有中文的名称、说明；已经没有的字段不留说明，免得写错了也没人知道。"""
    used = set()

    class Watched(dict):
        def get(self, key, default=None):
            used.update({key} if key in self else ())
            return super().get(key, default)

        def __getitem__(self, key):
            used.add(key)
            return super().__getitem__(key)

    patch = pytest.MonkeyPatch()
    patch.setattr(schema, "WORDS", Watched(schema.WORDS))
    for content in schema.schemas().values():
        Draft7Validator.check_schema(content)
        for record in content["definitions"].values():
            assert record["description"]
            for name, spec in record["properties"].items():
                assert re.search("[\u4e00-\u9fff]", spec["title"]), name
                assert spec["description"].endswith("。"), name
    patch.undo()
    assert set(schema.WORDS) - used == set()


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


@pytest.mark.parametrize("label", FILES)
def test_schema_and_check_agree(label):
    """逐项改坏每个文件，凡读得成 YAML 的，两边要么都说对，要么都说错。"""
    text = (ROOT / label).read_text(encoding="utf-8")
    lines, checker = text.split("\n"), validator(label)
    assert list(checker.iter_errors(plain(yaml_part(label, text)))) == []
    seen, differ = 0, []
    for name, key, value, _ in first_of_each_kind(yaml_part(label, text)):
        for how, changed in [*mutants(lines, name, key, value), *hostile(lines, value)]:
            part = "\n".join(changed)
            front = None if label.endswith(".yml") else pieces.split_front(part)
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


@pytest.mark.parametrize("name", ["新建传单", "新建教案、讲话等"])
def test_snippets_are_right_as_they_come(name):
    """片段里的例子一个不改，就是合规则的元数据：少一个字段、错一个类型，编辑刚写完就报错。"""
    body = "\n".join(schema.snippets()[name]["body"])
    filled = re.sub(r"\$\{\d+:(.*)\}$", r"\1", re.sub(r"\$\{\d+\|(\w+),.*\|\}", r"\1", body), flags=re.MULTILINE)
    node, found = parse_yaml(pieces.split_front(filled)[0], "docs/publicity/new.md")
    assert not found
    assert structural("docs/publicity/new.md", node)[1] == []
    assert list(validator("docs/publicity/new.md").iter_errors(plain(node))) == []
