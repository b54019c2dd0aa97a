"""改了什么：两个版本的数据和页面各读一遍，把差别写成给人看的 Markdown。

先逐条记录比，再把每一页、每份下载的原料各算一个指纹，指纹不同的就是会变的。
页脚里的提交号、行号和文件大小每次都可能变，不算。
"""

import datetime
import difflib
import functools
import hashlib
import io
import os
import re
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from macros import changelog, export, handwritten, pages, render, verify, words
from macros.model import Erratum, Insertion, Measure, Paragraph, Period, Plan, Priority, Task, Unit, load
from macros.pieces import AUDIENCES, FOLDER, Leaflet, Piece, split_front
from macros.printing import sheets
from macros.printing.engine import Unprintable
from macros.printing.outputs import LEAFLET, PAPER, PROSE
from macros.source import Problem, parse_yaml

MOST_PAGES = 12
CODE = re.compile(r"(macros|overrides|tests|\.github|\.ci)/|(mkdocs\.yml|Makefile|pyproject\.toml|requirements[^/]*)$")
LOOKS = re.compile(r"(macros|overrides)/|mkdocs\.yml$")
DATA = re.compile(r"(data|docs)/")
SNAPSHOT = re.compile(r"data/source/[^/]+\.txt$")
# 记录读不成时，只能按文件猜哪些里面有官方文字。
OFFICIAL_FILES = re.compile(r"data/(source/|documents/|units/|periods\.yml$|priorities\.yml$)")
# 原文里有的字段；这几种记录增删、挪动也是动了原文。
OFFICIAL: Mapping[type, frozenset[str]] = {
    Paragraph: frozenset({"text"}),
    Insertion: frozenset({"text"}),
    Unit: frozenset({"name"}),
    Task: frozenset({"text", "number"}),
    Measure: frozenset({"text", "number"}),
    Period: frozenset({"printed"}),
    Priority: frozenset({"title"}),
}
# 代表一条记录的字段，取第一个有的。
LEADS = ("text", "says", "printed", "title", "term", "name")
# 每种记录、每个字段给人看的名字。
KINDS: Mapping[str, str] = dict(
    re.findall(
        r"(\w+)=(\S+)",
        """Source=原网页的登记 Furniture=网页零件 Joined=断行 Document=公文 Paragraph=段 Insertion=插入的段
    Card=公文卡片 Unit=单位 Task=任务 Measure=举措 Period=时段 Priority=工作重点 Erratum=勘误 Hotline=热线 Fact=事实
    Term=名词 Alignment=对照 Event=时间线 Occasion=宣传日历 Synonym=近义词 Question=问法 Tokens=颜色和字号 Shade=颜色
    Palette=印刷颜色 Contrast=对比度 Leaflet=传单 Prose=宣传资料 Step=步骤 Box=框 Item=条目""",
    )
)
FIELDS: Mapping[str, str] = dict(
    re.findall(
        r"(\w+)=(\S+)",
        """accent=强调色 address=网址 alt=插图说明 also=别的写法 appendix=是否带推进表 article=条号 asks=问法
    audience=给谁 band=标题底色 base=照抄的公文 basis=依据 before=插在哪段之前 body=正文 boxes=框 card=卡片
    card_fields=随身卡要填的 colors=颜色 contrast=对比度 dark=深色 date=日期 dates=各年日期 description=摘要
    detail=细目 documents=公文 end=止 exit=快速离开 explained_by=解读谈到的段（编者归类） fact=所据事实
    facts=所据事实 fetched=抓取情况 file=文件 first=起 form=种类 full_name=全称（编者补充） furniture=网页零件
    head=问题或误会 headline=大标题 hours=服务时间 id=编号 inserts=插入的段 issuer=发文机关 items=条目 joined=断行
    kicker=眉题 kind=种类 last=止 law=依据的话 lead=引子 least=至少几比一 light=浅色 line=行 means=解释 measures=举措
    minutes=用时 name=名称 note=理由 number=序号或号码 occasions=日子 on=底色 page=所在的页 palette=颜色
    palettes=印刷颜色 paragraph=所在的段 paragraphs=段 passages=所据的段 phones=电话 places=所在的段 plan=方案里写到的
    printed=原文印的 priorities=归入的工作重点（编者归类） publisher=发布者 reading=应作 review=复核期限 says=说明
    see=指向 seen=见到的 serves=服务的任务（编者归类） sha256=指纹 short=短名 since=施行日期 sizes=字号和间距
    slogan=口号 sound=读音 source=出处 start=起 steps=步骤 subtitle=副标题 tasks=任务 term=名词 text=文字 tint=底色
    tint2=底色二 title=标题 use=怎样用 version=版本 why=理由 words=说法""",
    )
)


# Markdown 和 HTML 的记号，和会被自动变成链接的网址里的记号。
_MARKS = re.compile(r"[\\`*\[\]{}<>&#|~!$@]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)


# 数据有错时，页和下载备不出来的各种样子；错由 check 报，这里只管改了什么。
_FAILURES = (TemplateError, Unprintable, *handwritten.FAILURES)


class Refused(Exception):
    """做不了；文字是给人看的一句话。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """一个版本：各文件的字节、读出的计划、写法上的错；有错时不看计划。"""

    files: Mapping[str, bytes]
    plan: Plan | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """同一条记录的前后；新增的没有 old，删除的没有 new。shift 是在列表里往后挪了几位。"""

    old: Any
    new: Any
    label: str
    moved: bool = False
    shift: int = 0

    @property
    def record(self) -> Any:
        """拿来说事的那一头。"""
        return self.new if self.new is not None else self.old


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """一条改动：哪一条、怎样改、前后的字、在哪些文件、是不是官方文字。"""

    label: str
    says: str
    lines: tuple[str, ...] = ()
    paths: frozenset[str] = field(default_factory=frozenset)
    official: bool = False
    erratum: bool = False

    def __str__(self) -> str:
        return "\n".join([f"- {self.label}：{self.says}", *(f"    - {line}" for line in self.lines)])


@dataclass(frozen=True, slots=True)
class Shown:
    """一页或一份下载：给人看的名字、原料的指纹；groups 是一份资料给哪几种人。"""

    title: str
    fingerprint: str
    groups: tuple[str, ...] = ()


def report(root: Path, base: str, head: str | None = None) -> tuple[str, int]:
    """root 里从 base 到 head（不给就是眼下的文件）改了什么：Markdown，退出码（0，拒绝时 1）。"""
    try:
        with tempfile.TemporaryDirectory() as folder:
            before = _revision(root, base, Path(folder) / "base")
            after = _revision(root, head, Path(folder) / "head") if head is not None else _working(root)
            return _compared(before, after)
    except Refused as refused:
        return f"{refused}\n", 1


def _git(root: Path, *arguments: str) -> bytes | None:
    """git 的输出；出错是 None。"""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603, S607  # 只调用 git，版本名先换成提交号
    except OSError as error:
        raise Refused("运行不了 git：先装好 git，并确认文件夹在。") from error
    return done.stdout if done.returncode == 0 else None


def _revision(root: Path, name: str, folder: Path) -> Tree:
    """取出一个版本的文件。版本名可能以连字符开头，所以先换成提交号。"""
    if _git(root, "rev-parse", "--git-dir") is None:
        raise Refused("这里不是 git 仓库，没有版本可比。")
    found = None if "\0" in name else _git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    packed = found and _git(root, "archive", "--format=tar", found.decode().split()[-1])
    if not packed:
        raise Refused(f"git 不认识 {_safe(name)} 这个版本：检查拼写，或先 git fetch 取回来。")
    folder.mkdir()
    names = []
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None  # 符号链接不跟着走
            if content:
                (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / member.name).write_bytes(content.read())
                names.append(member.name)
    return _tree(folder, names)


def _working(root: Path) -> Tree:
    """眼下的文件，连还没提交的；.gitignore 里的不算。"""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard") or b""
    names = [name for name in dict.fromkeys(os.fsdecode(listed).split("\0")) if name]
    return _tree(root, [name for name in names if (root / name).is_file() and not (root / name).is_symlink()])


def _tree(root: Path, names: Sequence[str]) -> Tree:
    plan, problems = load(root)
    files = {name: (root / name).read_bytes() for name in sorted(names)}
    return Tree(files=files, plan=None if problems else plan, problems=tuple(problems))


def _compared(before: Tree, after: Tree) -> tuple[str, int]:
    """比两个版本，写出全文。"""
    names = sorted({*before.files, *after.files})
    touched = [name for name in names if before.files.get(name) != after.files.get(name)]
    if not touched:
        return "没有改动。\n", 0
    if after.plan is None:
        raise Refused(f"改后的数据读不成，先改好再比：{_safe(str(after.problems[0]))}")
    readable = before.plan is not None
    records = list(_records(before.plan, after.plan)) if before.plan else []
    explained = {path for change in records for path in change.paths}
    changes = [*records, *_files(before, after, [name for name in touched if name not in explained], readable)]
    top, code = _top(after.plan, touched, records, readable)
    parts = [*top, _section("改了什么", map(str, changes))]
    if before.plan:
        parts += _pages(_shown_pages(before.plan, before.files), _shown_pages(after.plan, after.files))
        parts.append(_downloads(_shown_downloads(before.plan, before.files), _shown_downloads(after.plan, after.files)))
    if any(map(LOOKS.match, touched)) or (before.plan and _look(before.plan) != _look(after.plan)):
        parts.append("程序或样式变了，所有页面都可能变。")
    return "\n\n".join(part for part in parts if part) + "\n", code


def _section(title: str, lines: Iterable[str]) -> str:
    """一节；没有内容的是空的。"""
    text = "\n".join(lines)
    return f"## {title}\n\n{text}" if text else ""


def _top(plan: Plan, touched: Sequence[str], records: Sequence[Change], readable: bool) -> tuple[list[str], int]:
    """开头要先看的几句话，和退出码。"""
    said, code = [], 0
    official = [change.label for change in records if change.official]
    official += [
        _safe(name) for name in touched if (name.startswith("data/source/") if readable else OFFICIAL_FILES.match(name))
    ]
    if official:
        said.append(f"**改动涉及官方文字**：{'、'.join(dict.fromkeys(official))}。{_verified(plan)}")
    registered = any(change.erratum for change in records) if readable else "data/errata.yml" in touched
    if any(map(SNAPSHOT.match, touched)) and not registered:
        code = 1
        said.append(
            "**不能这样改**：原网页的快照变了，data/errata.yml 却没有新增或改动。"
            "把 data/source/ 里的快照恢复原样；确实要换快照，就把改动的依据登记到 data/errata.yml。"
        )
    if any(map(DATA.match, touched)) and any(map(CODE.match, touched)):
        said.append("**数据和程序一起改了**：建议分成两次提交，一次只改数据和页面，一次只改程序，评审时看得清。")
    if not readable:
        said.append("改前的数据用现在的程序读不成，下面只列出文件名。")
    return said, code


def _verified(plan: Plan) -> str:
    """改后的官方文字和抓取的原网页比。"""
    found = list(verify.compare(plan))
    return f"和原网页不同，共 {len(found)} 处，如 {_safe(str(found[0]))}" if found else "和原网页逐字相同。"


def _look(plan: Plan) -> str:
    """网站样式用的颜色、字号；印刷用的颜色跟着下载走。"""
    return repr(({name: _content(one) for name, one in plan.tokens.colors.items()}, plan.tokens.sizes))


# ---- 记录 ----


def _records(before: Plan, after: Plan) -> Iterator[Change]:
    """逐条记录的改动。id 是位置的记录先对上，引用它们的字段才不会跟着显得都变了。"""
    pairs = [pair for old, new in _groups(before, after) for pair in _pairs((before, after), old, new, "")]
    pairs = list(_relocated(pairs))
    placed = [pair for pair in pairs if isinstance(pair.old, Task | Measure)]
    renamed = {pair.old.id: pair.new.id if pair.new else f"{pair.old.id}（已删）" for pair in placed}
    for pair in pairs:
        change = _change(pair, renamed)
        if change:
            yield change


def _groups(before: Plan, after: Plan) -> Iterator[tuple[list[Any], list[Any]]]:
    """计划里人写的各种记录；后面的是由它们建的索引，不比。"""
    names = [one.name for one in fields(Plan)]
    for name in names[: names.index("rows")]:
        yield _listed(getattr(before, name)), _listed(getattr(after, name))


def _listed(records: Any) -> list[Any]:
    """一种记录的列表；照另一篇抄来的段不是人写的，不比。"""
    found = records.values() if isinstance(records, Mapping) else records if isinstance(records, tuple) else [records]
    return [replace(one, paragraphs=()) if getattr(one, "base", None) else one for one in found]


def _content(record: Any) -> Any:
    """一条记录连同下级的全部内容，不含它在文件里的位置。"""
    values, lists = _parts(record)
    return _id(record), values, {name: [_content(one) for one in rows] for name, rows in lists.items()}


def _parts(record: Any) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """一条记录里人写的：一个个的值，和一列列的下级记录。order 说的就是先后，由“移动”说。"""
    values: dict[str, Any] = {"body": record.body} if isinstance(record, Piece) else {}
    lists: dict[str, list[Any]] = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if "derived" in one.metadata or one.name in ("order", "id"):
            continue
        entries = {f"{one.name}.{key}": item for key, item in value.items()} if isinstance(value, Mapping) else {}
        for name, item in (entries or {one.name: value}).items():
            rows = list(item) if isinstance(item, tuple) else [item]
            if rows and all(map(is_dataclass, rows)):
                lists[name] = rows
            elif not isinstance(item, Mapping):
                values[name] = item
    return values, lists


def _id(record: Any) -> str:
    """人起的编号或文件名；任务、举措的 id 只是位置，不算。"""
    return "" if isinstance(record, Task | Measure) else getattr(record, "id", "") or getattr(record, "slug", "")


def _lead(record: Any) -> str:
    """代表一条记录的字段名；没有这样的字段是空的。"""
    return next((name for name in LEADS if name in _parts(record)[0]), "")


def _own(record: Any) -> str:
    """代表一条记录的字。"""
    values, _ = _parts(record)
    return _said(values[_lead(record)] if _lead(record) else [_said(value) for value in values.values()])


def _text(record: Any) -> str:
    """一条记录连同下级的字，拿来认出它是不是同一条。"""
    _, lists = _parts(record)
    return "\n".join(
        [_own(record), getattr(record, "body", ""), *(_text(one) for rows in lists.values() for one in rows)]
    )


def _said(value: Any) -> str:
    """一个值给人看的写法。"""
    if isinstance(value, tuple | list):
        return "、".join(map(str, value))
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else "" if value is None else str(value)


def _pairs(plans: tuple[Plan, Plan], old: list[Any], new: list[Any], where: str) -> Iterator[Pair]:
    """把两列记录对上，再对上各自的下级。"""
    matched = _aligned(old, new)
    still = _in_order(list(matched.values()))
    gone = [(i, None) for i in range(len(old)) if i not in matched]
    came = [(None, j) for j in range(len(new)) if j not in matched.values()]
    for i, j in [*matched.items(), *gone, *came]:
        a, b = (None if i is None else old[i]), (None if j is None else new[j])
        plan, record, place = (plans[0], a, i) if b is None else (plans[1], b, j)
        label = _label(plan, record, where, (place or 0) + 1 if max(len(old), len(new)) > 1 else 0)
        renamed = a is not None and b is not None and _id(a) != _id(b)
        shift = j - i if i is not None and j is not None else 0
        moved = i is not None and j is not None and j not in still and not renamed
        yield Pair(old=a, new=b, label=label, moved=moved, shift=shift)
        before, after = (_parts(one)[1] if one is not None else {} for one in (a, b))
        for name in dict.fromkeys([*before, *after]):  # colors.paper 里的 paper 写进名字
            yield from _pairs(
                plans, before.get(name, []), after.get(name, []), f"{label} · {_safe(name.partition('.')[2])}"
            )


def _label(plan: Plan, record: Any, where: str, position: int) -> str:
    """一条记录给人看的名字；position 是在列表里第几条，只有一条的是 0。"""
    if isinstance(record, Task | Measure | Unit | Period | Paragraph) and getattr(record, "period", "") in (
        "",
        *plan.period,
    ):
        return _safe(pages.label(plan, record) + (f"（{record.id}）" if isinstance(record, Paragraph) else ""))
    kind, order = KINDS[type(record).__name__], f"第 {position} 条" if position else ""
    if where:
        return f"{where.removesuffix(' · ')} · {kind}{order}"
    values, _ = _parts(record)
    name = next((values[key] for key in ("term", "name", "title") if key in values), _id(record))
    return f"{kind}“{_safe(name)}”" if name else f"{kind}{order}"


def _aligned(old: list[Any], new: list[Any]) -> dict[int, int]:
    """两列里哪条对哪条：先认编号，再认字完全相同的，最后认像的。"""
    matched: dict[int, int] = {}
    for key in (_id, _text):
        free: dict[tuple[type, str], list[int]] = defaultdict(list)
        for j in range(len(new)):
            if j not in matched.values() and key(new[j]):
                free[type(new[j]), key(new[j])].append(j)
        for i in range(len(old)):
            if i not in matched and (found := free.get((type(old[i]), key(old[i])))):
                matched[i] = found.pop(0)
    rest = [(i, j) for i in range(len(old)) for j in range(len(new)) if i not in matched and j not in matched.values()]
    scores = [(_similar(old[i], new[j]), i, j) for i, j in rest]
    for score, i, j in sorted(scores, key=lambda one: (-one[0], abs(one[1] - one[2]))):
        if score >= 0.5 and i not in matched and j not in matched.values():
            matched[i] = j
    return dict(sorted(matched.items()))


def _similar(a: Any, b: Any) -> float:
    """两条有多像，0 到 1；不是一种记录的不像。"""
    if type(a) is not type(b):
        return 0
    return difflib.SequenceMatcher(None, _text(a), _text(b), autojunk=False).ratio()


def _in_order(positions: list[int]) -> frozenset[int]:
    """对上的各条里先后没变的：最长的递增的一串。"""
    runs: list[tuple[int, ...]] = [()]
    for position in positions:
        before = [run for run in runs if not run or run[-1] < position]
        runs.append((*before[_longest(before)], position))
    return frozenset(runs[_longest(runs)])


def _longest(runs: list[tuple[int, ...]]) -> int:
    lengths = [len(run) for run in runs]
    return lengths.index(max(lengths))


def _relocated(pairs: list[Pair]) -> Iterator[Pair]:
    """一处删、一处增，字完全一样，就是挪了地方。"""
    gone: dict[tuple[type, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.new is None:
            gone[type(pair.old), _text(pair.old)].append(pair)
    for pair in pairs:
        left = gone.get((type(pair.new), _text(pair.new))) if pair.old is None else None
        if left:
            from_ = left.pop(0)
            yield replace(pair, old=from_.old, moved=True, label=f"{from_.label} → {pair.label}")
        elif pair.new is not None:
            yield pair
    yield from (pair for rest in gone.values() for pair in rest)


def _change(pair: Pair, renamed: Mapping[str, str]) -> Change | None:
    """一对记录的改动；没有改动是 None。"""
    old, new, record = pair.old, pair.new, pair.record
    official = OFFICIAL.get(type(record), frozenset())
    paths = frozenset(one.at.path for one in (old, new) if one is not None)
    if old is None or new is None:
        side, how = ("后", "新增") if old is None else ("前", "删除")
        registered = old is None and isinstance(record, Erratum)
        line = f"{side}：{_safe(_own(record))}"
        return Change(
            label=pair.label, says=how, lines=(line,), paths=paths, official=bool(official), erratum=registered
        )
    differ = dict(_differences(pair, renamed))
    says = ["移动"] * pair.moved
    if _id(old) != _id(new):
        says.append(f"改名，{_safe(_id(old))} → {_safe(_id(new))}")
    says += [_how(record, name, *values) for name, values in differ.items()]
    if not says:
        return None
    touched = bool(official & differ.keys()) or (pair.moved and bool(official))
    return Change(
        label=pair.label,
        says="，".join(says),
        lines=tuple(line for name, values in differ.items() for line in _shown(record, name, *values)),
        paths=paths,
        official=touched,
        erratum=isinstance(record, Erratum),
    )


def _differences(pair: Pair, renamed: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """前后不同的字段。引用照现在的编号比：别处插了一条、编号跟着变的不算；该跟着变而没变的，指的就是另一条了，要算。"""
    before, after = _parts(pair.old)[0], _parts(pair.new)[0]
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        follows = tuple(renamed.get(one, one) for one in old) if isinstance(old, tuple) else renamed.get(str(old), old)
        counted = name == "number" and isinstance(old, int) and isinstance(new, int) and pair.shift == new - old
        if _said(follows) != _said(new) and not counted:
            yield name, (_said(follows), _said(new))


def _field(name: str) -> str:
    """字段的中文名，如“浅色”“字号和间距 text”。"""
    first, _, key = name.partition(".")
    return FIELDS[first] + (f" {_safe(key)}" if key else "")


def _how(record: Any, name: str, old: str, new: str) -> str:
    """一个字段怎样改的。"""
    if name == "body":
        return f"正文{_lines_changed(old, new)}"
    what = "" if name == _lead(record) else _field(name)
    if "".join(old.split()) == "".join(new.split()):
        return f"{what}只改了空白"
    return f"改了{what}" if what else f"改 {_count(old, new)} 字"


def _lines_changed(old: str, new: str) -> str:
    """一篇文字改了几行。"""
    if old.split() == new.split():
        return "只改了空白"
    return f"改了 {_count(old.splitlines(), new.splitlines())} 行"


def _codes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    return list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _count(old: Sequence[str], new: Sequence[str]) -> int:
    """改了几个字或几行：一处换成另一处，取多的那头。"""
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in _codes(old, new) if tag != "equal")


def _shown(record: Any, name: str, old: str, new: str) -> Iterator[str]:
    """前后两行，改动的字标出来；正文只说几行，前后不列。"""
    if name == "body":
        return
    what = "" if name == _lead(record) else f"（{_field(name)}）"
    codes = _codes(old, new)
    for side, text, mark, places in (
        ("前", old, "del", [(code[0], *code[1:3]) for code in codes]),
        ("后", new, "ins", [(code[0], *code[3:5]) for code in codes]),
    ):
        runs = [_run(text[start:end], "" if tag == "equal" else mark) for tag, start, end in places]
        yield f"{side}{what}：{''.join(runs) or '（空）'}"


def _run(text: str, mark: str) -> str:
    if mark:
        return f"<{mark}>{_safe(text)}</{mark}>" if text else ""
    return _safe(text if len(text) <= 60 else f"{text[:25]}……{text[-25:]}")


def _safe(text: str) -> str:
    """数据里的字照样显示，当不成 Markdown 和 HTML：记号写成字符引用，换行写成 ⏎。前面总有别的字，行首的记号不用管。"""
    return _MARKS.sub(
        lambda found: f"&#{ord(found[0])};", "⏎".join(text.encode(errors="replace").decode().splitlines())
    )


# ---- 文件 ----


def _files(before: Tree, after: Tree, names: Sequence[str], readable: bool) -> Iterator[Change]:
    """记录之外的文件：页面、图片、程序。字节一样、只换了名字的算改名。"""
    came = {after.files[name]: name for name in reversed(names) if name not in before.files}
    moves = {name: came[before.files[name]] for name in names if name not in after.files and before.files[name] in came}
    for name in names:
        if name in moves:
            label = f"{_file_label(before, name)} → {_safe(moves[name])}"
            yield Change(label=label, says="改名")
        elif name not in moves.values():
            label = _file_label(after if name in after.files else before, name)
            yield Change(label=label, says=_file_says(before.files.get(name), after.files.get(name), name, readable))


def _file_label(tree: Tree, name: str) -> str:
    """一个文件的种类和名字；页面写标题。"""
    text = _decoded(tree.files[name])
    if text is None:
        return f"二进制文件 {_safe(name)}"
    if name.startswith("docs/") and name.endswith(".md"):
        return f"页面“{_safe(_front_title(text) or name)}”（{_safe(name)}）"
    kind = "程序" if CODE.match(name) else "数据文件" if re.match(r"data/.+\.(yml|txt)$", name) else "其他文件"
    return f"{kind} {_safe(name)}"


def _file_says(old: bytes | None, new: bytes | None, name: str, readable: bool) -> str:
    """一个文件怎样改的。readable 表示记录都比过了：比过而没说到的数据文件，改的就不是记录。"""
    if old is None or new is None:
        return "新增" if old is None else "删除"
    before, after = _decoded(old), _decoded(new)
    if before is None or after is None:
        return f"换了内容，{len(old)} 字节 → {len(new)} 字节"
    said = _lines_changed(before, after)
    unsaid = readable and name.startswith("data/") and name.endswith(".yml") and said != "只改了空白"
    return f"{said}，只动了注释、写法或跟着变的编号" if unsaid else said


def _decoded(content: bytes) -> str | None:
    """文字；不是文字是 None。"""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _front_title(text: str) -> str:
    """页面开头写的标题；没有是空的。"""
    parts = split_front(text)
    node = parse_yaml(parts[0], "")[0] if parts else None
    return getattr(node.at("title"), "text", "") if node is not None and hasattr(node, "at") else ""


# ---- 页面和下载 ----


def _pages(old: Mapping[str, Shown], new: Mapping[str, Shown]) -> Iterator[str]:
    """会变的、多出的、不见了的页。"""
    changed = [name for name in new if name in old and old[name].fingerprint != new[name].fingerprint]
    lost = [f"- {_page(old, name)}" for name in old if name not in new]
    yield _section("不见了的页（警告：地址发布以后不该再变）", lost)
    yield _section("新增的页", [f"- {_page(new, name)}" for name in new if name not in old])
    more = [f"- ……共 {len(changed)} 页。"] if len(changed) > MOST_PAGES else []
    yield _section("会变的页", [f"- {_page(new, name)}" for name in changed[:MOST_PAGES]] + more)


def _page(known: Mapping[str, Shown], address: str) -> str:
    return f"{_safe(known[address].title)}（{_safe(address)}）"


def _shown_pages(plan: Plan, files: Mapping[str, bytes]) -> dict[str, Shown]:
    """一个版本的每一页，地址 → 标题和指纹。"""
    history = changelog.releases(files.get("CHANGELOG.md", b"").decode(errors="replace"))
    beside = _beside(plan)
    found = {}
    for page in pages.generated(plan):
        text = _explained(render.View(plan=plan, root="../"), f"{{{{ {page.call} }}}}")
        found[pages.html(page.uri)] = _fingerprinted(plan, page.title, page.description, text, beside[page.uri])
    for name in files:
        if name.startswith("docs/") and name.endswith(".md"):
            uri = name.removeprefix("docs/")
            view = render.View(plan=plan, root="../" * uri.count("/"), releases=history)
            text = files[name].decode(errors="replace")
            found[pages.html(uri)] = _written_page(view, uri, text, beside.get(uri))
    return found


def _written_page(view: render.View, uri: str, text: str, near: object) -> Shown:
    """一个手写的页，包括宣传资料。求助、名词、搜索、核对页和资料页不给词加解释。"""
    plan, address = view.plan, pages.html(uri)
    piece = next((piece for piece in plan.pieces if piece.path == f"docs/{uri}"), None)
    front, body, _ = split_front(text) or ("", text, 0)
    plain = piece or address in (pages.HELP, pages.TERMS, pages.SEARCH, pages.VERIFY)
    shown = _expanded(view, body) if plain else _explained(view, body)
    more = _try(functools.partial(_piece_page, view, piece)) if piece else _listing(plan, address)
    return _fingerprinted(plan, _front_title(text) or uri, front, shown, more, near)


def _beside(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """生成的页和资料页的前后页：页末印着它们的标题。"""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in pages.generated(plan):
        groups[page.parent].append((page.uri, page.title))
    groups[FOLDER] = [(piece.path.removeprefix("docs/"), piece.title) for piece in plan.pieces]
    return {
        uri: [*group[max(n - 1, 0) : n], *group[n + 1 : n + 2]]
        for group in groups.values()
        for n, (uri, _) in enumerate(group)
    }


def _fingerprinted(plan: Plan, title: str, *material: object) -> Shown:
    """一页的指纹：页上的字，加上每页页脚都有的第一个电话和来源。"""
    foot = [_content(line) for line in plan.hotlines[:1]]
    return Shown(title, _hash(title, *material, foot, plan.source.publisher, plan.source.address))


def _hash(*material: object) -> str:
    return hashlib.sha256(repr(material).encode()).hexdigest()


def _expanded(view: render.View, body: str) -> str:
    """展开宏；展开不了的页用错误的话代替，check 会报。"""
    try:
        return render.sandbox(render.bound(lambda: view)).from_string(body).render()
    except _FAILURES as error:
        return f"{body}\n{error}"


def _explained(view: render.View, body: str) -> str:
    """展开，加上名词的解释：页上用到的词，解释变了，这一页点开也变。"""
    marked = words.explained(view.plan, _expanded(view, body), view.root)
    meanings = words.meanings(view.plan)
    used = dict.fromkeys(re.findall(r'<a class="term" href="([^"]+)"', marked))
    return "\n".join([marked, *(meanings.get(one.removeprefix(view.root), "") for one in used)])


def _piece_page(view: render.View, piece: Piece) -> object:
    """宣传资料页上正文以外的：元数据、依据的事实、日子、电话。"""
    plan = view.plan
    facts = [plan.fact[id] for id in piece.facts if id in plan.fact]
    facts += [plan.fact[id] for fact in facts for id in fact.basis if id in plan.fact]
    lines = [plan.hotline[number] for number in piece.phones if number in plan.hotline]
    days = [day.name for day in plan.calendar if day.id in piece.occasions]
    written = render.leaflet_text(view, piece, sheets.FILLS) if isinstance(piece, Leaflet) else ""
    return _content(piece), [_content(one) for one in (*facts, *lines)], days, written


def _listing(plan: Plan, address: str) -> object:
    """资料目录页由模板列出各份资料和日子。"""
    if address != pages.PUBLICITY:
        return None
    rows = [(one.title, one.form, one.url, one.audience, one.occasions, one.minutes) for one in plan.pieces]
    return rows, [(day.id, day.name) for day in plan.calendar]


def _downloads(old: Mapping[str, Shown], new: Mapping[str, Shown]) -> str:
    """会变的下载，一份资料、一篇公文一行。"""
    changed = [name for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name)]
    lines = [f"- {new[name].title if name in new else old[name].title + '（不再有）'}" for name in changed]
    groups = {group for name in changed for side in (old, new) if name in side for group in side[name].groups}
    kits = [f"给{name}的资料" for id, name in AUDIENCES.items() if id in groups]
    if any("/" in name for name in changed):
        lines.append(f"- 合在一起的压缩包（ZIP）：{'、'.join([*kits, '全部资料'])}")
    return _section("会变的下载", lines)


def _shown_downloads(plan: Plan, files: Mapping[str, bytes]) -> dict[str, Shown]:
    """一个版本的每份下载的原料的指纹；网站的名称和网址属于样式，这里不看。"""
    found = {"source": Shown("抓取的原网页：TXT", _hash(plan.source.file, plan.source.text))}
    for piece in plan.pieces:
        formats = _formats([one.suffix for one in (LEAFLET if isinstance(piece, Leaflet) else PROSE)])
        title = f"宣传资料“{_safe(piece.title)}”：{formats}、ZIP"
        art = files.get(f"{FOLDER}/art/{piece.slug}.svg", b"").decode(errors="replace")
        found[piece.path] = Shown(title, _try(functools.partial(_piece_material, plan, piece, art)), piece.audience)
    for paper in sheets.papers(plan):
        title = f"公文“{_safe(paper.title)}”：{_formats([one.suffix for one in PAPER])}"
        found[f"documents/{paper.id}"] = Shown(title, _try(functools.partial(sheets.official, plan, paper)))
    stamp = datetime.datetime.fromtimestamp(0, datetime.UTC)
    if plan.calendar:
        found["calendar.ics"] = Shown("宣传日历：ICS", _try(lambda: export.calendar(plan, "", "", stamp)))
    return found


def _formats(suffixes: Sequence[str]) -> str:
    return "、".join(dict.fromkeys(suffix.upper() for suffix in suffixes))


def _piece_material(plan: Plan, piece: Piece, art: str) -> object:
    """印一份资料用到的全部原料，和 printing 用的一样。"""
    site = sheets.Site(name="", url="")
    if isinstance(piece, Leaflet):
        sheet = sheets.leaflet(plan, piece, site, art, "color")
    else:
        sheet = sheets.prose(plan, piece, site)
    return [piece.form, sheet, sheets.body(piece), sheets.closing(plan, piece, site)]


def _try(make: Callable[[], object]) -> str:
    """原料的指纹；备不出来的用错误的话代替，构建时会报。"""
    try:
        return _hash(make())
    except _FAILURES as error:
        return _hash(error)
