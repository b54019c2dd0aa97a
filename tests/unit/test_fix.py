"""机械的改正：每种毛病各一例；把仓库的文件弄乱，要改得和原来一个字节不差；公文的字不变。"""

import datetime
import random
from typing import get_origin

import pytest
import yaml
from project import CITY, edit

from macros.corpus import proof
from macros.corpus.loading import load
from macros.corpus.publicity import split_front
from macros.corpus.reader import Reader, misread_as
from macros.corpus.yaml import Scalar, Table, parse_yaml
from macros.editing import fix
from macros.editing.schema import kind_of

SEED = 20220406
FILES = sorted(
    path.relative_to(CITY).as_posix()
    for path in [*CITY.glob("data/**/*.yml"), *CITY.glob("docs/**/*.md")]
)  # fmt: skip


@pytest.fixture
def one(tmp_path):
    """只有一个文件的项目：给文件名和字，返回改好的字。"""

    def mend(label, text):
        path = tmp_path / label
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        changes = fix.fixed(tmp_path)
        after = changes.get(label, ("", text))[1]
        path.write_bytes(after if isinstance(after, bytes) else after.encode())
        assert fix.fixed(tmp_path) == {}, "改好的再改一遍，不该还有要改的"
        return after

    return mend


def test_files_well_written_are_kept():
    """写得好的文件都不用改：命令一改就动到没人碰过的文件，编者就不敢用了。"""
    assert fix.fixed(CITY) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeff- name: 甲\n", "- name: 甲\n"),
        ("- name: 甲\r\n  use: 乙\r\r\n", "- name: 甲\n  use: 乙\n"),
        ("- name: 甲  \n  use: 乙\t\n   \n", "- name: 甲\n  use: 乙\n\n"),
        ("- name: 甲", "- name: 甲\n"),
        ("- name: 甲\u200b乙\u2060\n", "- name: 甲乙\n"),
        ("- name: 拨打\u00a0110\n", "- name: 拨打 110\n"),
        ("- name: 甲\u3000乙\n", "- name: 甲乙\n"),
        ("- name:\t甲\n", "- name: 甲\n"),
        ("- name: 甲\u202e乙 \n", "- name: 甲\u202e乙\n"),
        ("-\tname: [甲 \n", "- name: [甲\n"),
        ("\t- name: 甲 \n", "\t- name: 甲\n"),
        ("", ""),
    ],
)
def test_invisible(one, before, after):
    """看不见的毛病照约定清掉；改变字序的字符和缩进里的制表符要人判断，留着让 check 报。"""
    assert one("data/hotlines.yml", before) == after


def test_page_body_is_kept(one):
    """页面正文只改换行：行尾两个空格是换行的写法，全角空格是填空的地方，删了印出来就走样。"""
    body = "# 题 \n\n第一行  \n姓名：\u3000\u3000  \n甲,乙 \u200b"
    page = "\ufeff---\ntitle: 题,目 \ndescription: 说 明\n---\n\n" + body
    wanted = "---\ntitle: 题，目\ndescription: 说明\n---\n\n" + body + "\n"
    assert one("docs/x.md", page) == wanted
    assert one("docs/x.md", page.replace("\n", "\r\n")) == wanted
    assert one("docs/y.md", "没有元数据 \t") == "没有元数据 \t\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("甲,乙;丙:丁!戊?", "甲，乙；丙：丁！戊？"),
        ("甲(乙)丙", "甲（乙）丙"),
        ("使用DNA(血样)", "使用DNA（血样）"),
        ("甲(DNA)", "甲（DNA）"),
        ("甲,,b", "甲，，b"),
        ("1)甲", "1)甲"),
        ("8:30—11:30,每天", "8:30—11:30，每天"),
        ("call(110), ok", "call(110), ok"),
        ("甲 乙， 丙", "甲乙，丙"),
        ("打 110 报警", "打 110 报警"),
        ("寻亲 · 采血", "寻亲 · 采血"),
    ],
)
def test_widened(before, after):
    """汉字旁边的半角标点改成全角，数字和英文之间的不动：比分、时刻、英文里的标点本来就是半角。"""
    assert fix.widened(before) == after
    assert proof.normalized(after) == proof.normalized(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('name: " 甲 "', 'name: "甲"'),
        ("name: '甲: 乙,丙'", "name: '甲：乙，丙'"),
        (r'name: "甲,\"乙\""', r'name: "甲,\"乙\""'),
        ("name: '甲,''乙'", "name: '甲,''乙'"),
        ("use: 见 https://x.cn/?q=甲,乙", "use: 见 https://x.cn/?q=甲,乙"),
        ('name: "  "', 'name: "  "'),
        ("name: |\n    甲,乙", "name: |\n    甲,乙"),
        ("name: 甲, # 注,解", "name: 甲， # 注,解"),
        ("number: 110", 'number: "110"'),
        ("name: no", 'name: "no"'),
        ("name: 2022-04-06", 'name: "2022-04-06"'),
        ("name:", "name:"),
        ("name: ~", "name: ~"),
    ],
)
def test_values(one, before, after):
    """值照约定改，引号照旧；文件里的写法和读出来的不同、要人来填的，一律不动。"""
    assert one("data/hotlines.yml", f"- {before}\n") == f"- {after}\n"


def test_quotes_follow_the_model(one):
    """要不要引号看字段的类型：order 是数字，时段的名字是文字，在花括号里也一样。"""
    before = (
        "order: '7'\nname: 110\nmeasures:\n  2022: [{number: \"3\", text: 1.5, serves: [12]}]\n"
    )
    after = (
        'order: 7\nname: "110"\nmeasures:\n  "2022": [{number: 3, text: "1.5", serves: ["12"]}]\n'
    )
    assert one("data/units/x.yml", before) == after
    assert one("data/units/x.yml", "measures:\n  '甲,乙': []\n") == "measures:\n  '甲,乙': []\n", (
        "别处要靠字段名来找"
    )


def test_order_and_comments_are_kept(one):
    """字段的先后和注释由编者定，一样不动。"""
    text = "# 开头\n- name: 甲\n  # 注\n  id: x\n- {name: 甲, id: x}\n"
    assert one("data/priorities.yml", text) == text


def test_snapshot_and_unknown_files_are_kept(one):
    """抓取的原网页一个字节都不碰；不认识的数据文件只清理看不见的字符。"""
    assert one("data/source/x.txt", "甲,乙 \r\n") == "甲,乙 \r\n"
    assert one("data/rows.yml", "name: 甲,乙 \n") == "name: 甲,乙\n"


def test_meta_line_is_kept(city_project):
    """网页元信息那一行里的空格照原样，它和勘误引它的字都不能动。"""
    edit(city_project / "data/errata.yml", "printed: 立既", "printed: 浏览次数： 征集单位")
    assert "data/errata.yml" in fix.fixed(city_project)
    notice = city_project / "data/documents/notice.yml"
    text = notice.read_text(encoding="utf-8")
    meta = "- id: notice-meta\n  kind: meta\n  text: 浏览次数： 征集单位：市渡运局\n"
    notice.write_text(text + meta, encoding="utf-8")
    assert fix.fixed(city_project) == {}


@pytest.mark.parametrize("label", FILES)
def test_spoiled_file_is_restored(one, label):
    """把一个文件的空白、标点、引号全弄乱，改完和原来一个字节不差；内容一样才算真的弄乱的是写法。"""
    original = (CITY / label).read_bytes().decode()
    text = spoiled(label, original, random.Random(f"{SEED}{label}"))
    assert one(label, text) == original


def spoiled(label, original, chance):
    """换掉标点、引号，行尾加空格，换行改成 CRLF，开头加 BOM，末尾的换行去掉。"""
    front = (split_front(original) or ("",))[0] if label.endswith(".md") else original
    start = original.index(front)
    lines = front.split("\n")
    for node, is_key in sorted(scalars(label, front), key=lambda pair: -pair[0].column):
        marks = "，；！？"[flow(lines, node) :]
        wrong = unquoted(node) or (None if is_key else halved(node, marks, chance))
        if wrong:
            line = lines[node.line - 1]
            left, right = node.column - 1, node.column - 1 + len(node.text) + 2 * node.quoted
            lines[node.line - 1] = line[:left] + wrong + line[right:]
    mixed = "\n".join(lines)
    assert not front or parse_yaml(mixed, "")[0], "弄乱的只该是写法，还要读得成"
    if front:
        mixed = "\n".join(f"{line}{chance.choice(['', ' ', chr(9)])}" for line in lines)
    if start:
        mixed = mixed.rstrip(" \t")
    text = original[:start] + mixed + original[start + len(front) :]
    return "\ufeff" + text.removesuffix("\n").replace("\n", "\r\n")


class Texts(Reader):
    """照模型读一遍，记下要写成文字的值，和人起的字段名。"""

    def __init__(self):
        super().__init__()
        self.texts, self.keys = set(), set()

    def visit(self, kind, node):
        """日期、数字、是或否不算文字。"""
        if isinstance(node, Table) and get_origin(kind) is dict:
            self.keys |= {key for key, _ in node.entries.values()}
        if isinstance(node, Scalar) and kind not in (int, bool, datetime.date):
            self.texts.add(node)


def scalars(label, front):
    """YAML 里的每个文字值，和它是不是字段名。"""
    node, reader = parse_yaml(front, label)[0], Texts()
    kind = node and kind_of(label, node)
    if kind:
        reader.value(kind, node, label)
    return [(node, False) for node in reader.texts] + [(node, True) for node in reader.keys]


def unquoted(node):
    """会被读成数字、日期的文字，去掉引号。"""
    risky = misread_as(node.text) in ("数字", "是或否", "日期")
    return node.text if node.quoted and risky else None


def flow(lines, node):
    """写在方括号、花括号里又没有引号：那里的半角逗号是分隔，写错了就是另一个意思，改不回来。"""
    return not node.quoted and bool({"[", "{"} & set(lines[node.line - 1][: node.column - 1]))


def halved(node, marks, chance):
    """把一个汉字后面的全角标点写成半角；写成半角就读不成的，不写。"""
    for mark in marks:
        at = node.text.find(mark)
        if at > 0 and "\u4e00" <= node.text[at - 1] <= "\u9fff" and chance.random() < 0.7:
            text = node.text[:at] + chr(ord(mark) - 0xFEE0) + node.text[at + 1 :]
            quote = '"' if node.quoted and '"' not in text else ""
            return f"{quote}{text}{quote}" if bool(quote) == node.quoted else None
    return None


@pytest.mark.parametrize("comma", [",", ", ", " ,", "， "])
def test_official_wording_never_changes(city_project, comma):
    """公文里的逗号写成半角、旁边塞进空格，改完再读，核对用的字和改之前完全一样。"""
    before, _ = load(CITY)
    official = list(city_project.glob("data/documents/*.yml"))
    for path in official:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        # 一个字段一行：花括号里的半角逗号是分隔，不是标点。
        text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text.replace("，", comma), encoding="utf-8")
    changes = fix.fixed(city_project)
    assert len(changes) == len(official), "每篇都有逗号"
    for label, (_, text) in changes.items():
        (city_project / label).write_text(text, encoding="utf-8")
    after, problems = load(city_project)
    assert not problems
    assert [p.text for p in proof.printed_passages(after)] == [
        p.text for p in proof.printed_passages(before)
    ]


def test_hostile_input(one):
    """再怪的文件也不出调用栈：命令在编者机器上跑，出了调用栈他不知道该怎么办。"""
    chance = random.Random(SEED)
    pieces = ["- ", "  ", "\n", "name: ", "number: ", "#", "{", "}", "[", "]", '"', "'", "|", "甲", ",", "(", ")",
              "\t", "\r", "\ufeff", "\u200b", "\u3000", "? ", ": ", "---\n", "...\n", "110", "&a ", "*a", "!x ", "\u2028"]  # fmt: skip
    for label in (
        "data/hotlines.yml",
        "data/tokens.yml",
        "data/units/x.yml",
        "docs/publicity/x.md",
    ):
        head = "---\n" if label.endswith(".md") else ""
        for _ in range(60):
            one(
                label,
                head
                + "".join(chance.choices(pieces, k=chance.randrange(40)))
                + ("\n---\n" if head else ""),
            )
        one(label, head + "[" * 5000)
    assert one("data/terms.yml", b"\xff\xfe-\x00") == b"\xff\xfe-\x00"


def test_diff_shows_what_cannot_be_seen():
    """差异里看不见的字符要有名字，不然两行看着一样，编者不知道改了什么；CRLF 不把整个文件都列出来。"""
    shown = fix.diff({"data/x.yml": ("a: 甲\u200b \r\nb: 1\r\nc: 2", "a: 甲\nb: 1\nc: 2\n")})
    assert shown.splitlines() == [
        "data/x.yml：换行由 CRLF 改成 LF",
        "--- data/x.yml（原来）",
        "+++ data/x.yml（改后）",
        "@@ -1,3 +1,3 @@",
        "-a: 甲⟨U+200B⟩⟨空格⟩",
        "+a: 甲",
        " b: 1",
        "-c: 2⟨末尾没有换行⟩",
        "+c: 2",
    ]
    assert fix.diff({}) == ""
