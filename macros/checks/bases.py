"""勘误的依据：说哪一项、哪一条、哪一部分写着什么的，那里真写着。"""

import re
from collections.abc import Iterator

from macros.corpus import proof
from macros.corpus.chinese import number
from macros.corpus.editorial import Erratum
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Measure, Unit

_SAME_COLUMN = "同栏"
# 某局重点任务第2项作“发现……的，及时通报”；任务、举措照这份计划的叫法。
_QUOTED = (
    r"(?:{task}第(?P<task>\d+)项|(?P<period>\d{{4}}(?:-\d{{4}})?)年{measure}第(?P<measure>\d+)条)"
    r"作“(?P<words>[^”]+)”"
)
# 起草说明第二部分有同一句话。
_SAME = re.compile(r"第(?P<part>[一二三四五六七八九十]+)部分有同一句话")
# 2022年一栏的序号是1、2、3、5，没有4。
_NUMBERS = re.compile(r"序号是(?P<numbers>\d+(?:、\d+)+)(?:，没有(?P<missing>\d+))?")
# 方案第四部分的标题是“保障措施”，方案第三部分第（四）项作“自我保护能力”。
_TITLED = re.compile(
    r"第(?P<part>[一二三四五六七八九十]+)部分"
    r"(?:的标题是“(?P<title>[^”]+)”|(?:第（(?P<item>[一二三四五六七八九十]+)）项)?作“(?P<words>[^”]+)”)"
)
_GAP = "……"
# 长名的公文，依据里写末尾四个字：起草说明。
_LAST_WORDS = -4


def bases_as_printed(plan: Plan) -> Problems:
    """依据指错了一项，来核对的人就找不到。"""
    for erratum in plan.errata:
        yield from _misquoted(plan, erratum)
        yield from _misplaced(plan, erratum)
        yield from _misnumbered(plan, erratum)
        yield from _mistitled(plan, erratum)


def _misnumbered(plan: Plan, erratum: Erratum) -> Problems:
    """说一栏的序号是几、几，没有几的，那一栏印的就是那样。"""
    told = _NUMBERS.search(erratum.basis)
    row = plan.rows.get(erratum.places[0]) if erratum.places else None
    if told is None or not isinstance(row, Measure):
        return
    printed = [
        one.number for one in plan.measures if (one.unit, one.period) == (row.unit, row.period)
    ]
    numbers = [int(one) for one in told["numbers"].split("、")]
    missing = int(told["missing"] or 0)
    if numbers == printed and missing not in printed:
        return
    listed = "、".join(map(str, printed))
    message = f"那一栏印的序号是 {listed}"
    yield erratum.place.of("basis").problem(message, "照推进表写", told.start())


def _mistitled(plan: Plan, erratum: Erratum) -> Problems:
    """说一篇第几部分的标题是什么、第几部分第几项作什么的，那里真是。"""
    for told in _TITLED.finditer(erratum.basis):
        before = erratum.basis[: told.start()]
        part = number(told["part"])
        texts = list(_part(plan, before, part, _item(told)))
        words = told["title"] or told["words"]
        if not texts or any(_has(text, words) for text in texts):
            continue
        message = f"{before[_LAST_WORDS:]}那一处没有“{words}”"
        yield erratum.place.of("basis").problem(message, "看看在第几部分、第几项", told.start())


def _item(told: re.Match[str]) -> str:
    """所说的是一部分里的哪些段：标题，第几项，或者哪一段都行。"""
    if told["title"]:
        return "$"
    if told["item"]:
        return f"-{number(told['item'])}$"
    return ""


def _misquoted(plan: Plan, erratum: Erratum) -> Problems:
    """说某一项、某一条作什么的。"""
    task = re.escape(plan.words.task)
    measure = re.escape(plan.words.measure)
    pattern = _QUOTED.format(task=task, measure=measure)
    for quoted in re.finditer(pattern, erratum.basis):
        before = erratum.basis[: quoted.start()]
        unit = _unit(plan, before, erratum)
        if unit is None:
            continue
        row = plan.rows.get(_row_id(unit, quoted))
        words = quoted["words"]
        if row is not None and _has(proof.printed(row), words):
            continue
        message = f"{unit.name}的这一处没有“{words}”"
        help = "照推进表改序号，或改引的字"
        yield erratum.place.of("basis").problem(message, help, quoted.start())


def _unit(plan: Plan, before: str, erratum: Erratum) -> Unit | None:
    """说的是哪个单位；“同栏”是勘误所在的那个。"""
    for unit in plan.units:
        if before.endswith(unit.name):
            return unit
        if before.endswith(_SAME_COLUMN) and erratum.places[0].startswith(f"{unit.id}-"):
            return unit
    return None


def _row_id(unit: Unit, quoted: re.Match[str]) -> str:
    """那一项、那一条的编号。"""
    if quoted["task"]:
        return f"{unit.id}-{quoted['task']}"
    return f"{unit.id}-{quoted['period']}-{quoted['measure']}"


def _has(text: str, words: str) -> bool:
    """各段照先后都在 text 里。"""
    start = 0
    for part in words.split(_GAP):
        start = text.find(part, start)
        if start < 0:
            return False
        start += len(part)
    return True


def _misplaced(plan: Plan, erratum: Erratum) -> Problems:
    """说某一篇的某一部分有同一句话的，读法在那里。"""
    same = _SAME.search(erratum.basis)
    if same is None or not erratum.reading:
        return
    before = erratum.basis[: same.start()]
    texts = list(_part(plan, before, number(same["part"]), "-"))
    if not texts or any(erratum.reading in text for text in texts):
        return
    message = f"{before}第{same['part']}部分没有“{erratum.reading}”"
    node = erratum.place.of("basis")
    yield node.problem(message, "看看在第几部分", same.start())


def _part(plan: Plan, name: str, part: int, rest: str) -> Iterator[str]:
    """一篇公文第几部分各段的读法，段的 id 接着是 rest 的；name 的末尾是公文的短名。"""
    for document in plan.documents.values():
        if not name.endswith(document.short or document.title[_LAST_WORDS:]):
            continue
        for paragraph in document.paragraphs:
            if re.match(f"{document.id}-{part}(?!\\d){rest}", paragraph.id):
                yield proof.reading(plan, paragraph)
