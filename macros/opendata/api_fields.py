"""接口里每种记录输出什么字段：名字、样子、说明。怎样从计划里取，见 api_values.py。

编者写在 YAML 里的字段，说明用记录上的名称；推出来的字段说明写在这里。
字段只增不减，不改名，不改意思；tests/golden/api-v1.txt 记着已经发布的。
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from macros.corpus.documents import Card, Document, Paragraph
from macros.corpus.editorial import Erratum, Term
from macros.corpus.pieces import Piece
from macros.corpus.record import written_fields
from macros.corpus.reports import Report
from macros.corpus.tasks import Measure, Period, Reform, Task, Unit
from macros.opendata.shapes import (
    ANY_TEXT,
    COUNT,
    FLAG,
    IDENTIFIER,
    ISO_DAY,
    PAGE_ADDRESS,
    Shape,
    closed_object,
    list_of,
    nullable,
)

Strings = tuple[str, ...]
Numbers = tuple[int, ...]
StringsBy = Mapping[str, Strings]
Downloads = tuple[Mapping[str, str], ...]
Reforms = tuple[Mapping[str, str | None], ...]


def told(cls: type, name: str, more: str = "") -> str:
    """记录的一个字段的说明：它的名称，和接口要补的话。"""
    title = written_fields(cls)[name].title
    if more:
        return f"{title}：{more}"
    return title


IDENTIFIERS = list_of(IDENTIFIER)
TEXTS = list_of(ANY_TEXT)
COUNTS = list_of(COUNT)
DOWNLOADS = list_of(closed_object({"format": ANY_TEXT, "address": ANY_TEXT}))
BY_PERIOD = {"type": "object", "additionalProperties": IDENTIFIERS}
REFORMS = list_of(
    closed_object(
        {
            "was": {**nullable(ANY_TEXT), "description": told(Reform, "was", "新设的是 null")},
            "now": {**ANY_TEXT, "description": told(Reform, "now")},
            "date": {**ANY_TEXT, "description": told(Reform, "date", "年-月-日或年-月")},
            "how": {"enum": ["renamed", "merged", "added"], "description": told(Reform, "how")},
            "source": {**ANY_TEXT, "description": told(Reform, "source")},
            "address": {**nullable(ANY_TEXT), "description": told(Reform, "address")},
        }
    )
)
ERRATUM_KINDS = {"enum": ["restored", "sic"]}

# 几种记录都有的、推出来的字段的说明。
_ID_SAYS = "编号，不变，也是网页上的锚点"
_PAGE_SAYS = "在网站上的地址，从网站根算起"
_PRINTED_SAYS = "原文，带印的序号"
_READING_SAYS = "补上缺字以后的读法；没有缺字就是 null"
_ERRATA_SAYS = "这里的勘误，见 errata.json"
# 接在记录上的名称后面。
_AS_PRINTED = "照原文，不含序号"
_IF_PRINTED = "照原表；没有印就是 null"


def published(shape: Shape, says: str) -> Any:
    """一个字段：值的样子和说明。"""
    return _field({**shape, "description": says}, editorial=False)


def editorial(shape: Shape, says: str) -> Any:
    """一个编者归类或补充的字段，原文没有。"""
    return _field({**shape, "description": f"{says}（编者归类或补充，原文没有）"}, editorial=True)


def _field(shape: Shape, *, editorial: bool) -> Any:
    return dataclasses.field(metadata={"shape": shape, "editorial": editorial})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFields:
    """一篇公文，不含各段。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    title: str = editorial(
        ANY_TEXT, told(Document, "title", "网站用的；印的标题在 kind 是 title 的那一段")
    )
    number: str | None = published(nullable(ANY_TEXT), told(Card, "number", "没有就是 null"))
    issuer: str | None = published(nullable(ANY_TEXT), told(Card, "issuer", "没有就是 null"))
    date: str | None = published(nullable(ISO_DAY), told(Card, "date", "没有就是 null"))
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)
    appendix: bool = published(FLAG, told(Document, "appendix"))
    data: str = published(ANY_TEXT, "各段在哪个文件，从网站根算起")
    source: str = published(ANY_TEXT, "出自哪个网页，网址")
    snapshot: str = published(ANY_TEXT, "那个网页抓取的文字，从网站根算起")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFields:
    """公文的一段。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    kind: str = editorial(ANY_TEXT, told(Paragraph, "kind", "是标题、条款、落款还是别的"))
    text: str = published(ANY_TEXT, told(Paragraph, "text", "照原文"))
    reading: str | None = editorial(nullable(ANY_TEXT), _READING_SAYS)
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)
    errata: Strings = editorial(IDENTIFIERS, _ERRATA_SAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFields:
    """一个单位。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    order: int = published(COUNT, told(Unit, "order", "在原表里，从 1 起"))
    name: str = published(ANY_TEXT, told(Unit, "name", "照原表"))
    full_name: str = editorial(ANY_TEXT, told(Unit, "full_name"))
    tasks: Strings = published(IDENTIFIERS, told(Unit, "tasks", "编号"))
    measures: StringsBy = published(BY_PERIOD, told(Unit, "measures", "编号"))
    reforms: Reforms = editorial(REFORMS, told(Unit, "reforms", "照先后，没有是空的"))
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)
    errata: Strings = editorial(IDENTIFIERS, _ERRATA_SAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFields:
    """一项重点任务。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    unit: str = published(IDENTIFIER, "哪个单位的")
    number: int | None = published(nullable(COUNT), told(Task, "number", _IF_PRINTED))
    text: str = published(ANY_TEXT, told(Task, "text", _AS_PRINTED))
    printed: str = published(ANY_TEXT, _PRINTED_SAYS)
    reading: str | None = editorial(nullable(ANY_TEXT), _READING_SAYS)
    priorities: Strings = editorial(IDENTIFIERS, told(Task, "priorities", "归入哪几项"))
    label: str = editorial(ANY_TEXT, "给人看的短名")
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)
    errata: Strings = editorial(IDENTIFIERS, _ERRATA_SAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFields:
    """一条推进举措。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    unit: str = published(IDENTIFIER, "哪个单位的")
    period: str = published(IDENTIFIER, "哪个时段的")
    years: Numbers = published(COUNTS, "时段里的各年")
    number: int | None = published(nullable(COUNT), told(Measure, "number", _IF_PRINTED))
    text: str = published(ANY_TEXT, told(Measure, "text", _AS_PRINTED))
    printed: str = published(ANY_TEXT, _PRINTED_SAYS)
    reading: str | None = editorial(nullable(ANY_TEXT), _READING_SAYS)
    serves: Strings = editorial(IDENTIFIERS, told(Measure, "serves", "服务哪几项重点任务"))
    label: str = editorial(ANY_TEXT, "给人看的短名")
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)
    errata: Strings = editorial(IDENTIFIERS, _ERRATA_SAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFields:
    """一个年度。"""

    year: int = published(COUNT, "公历年")
    period: str = published(IDENTIFIER, "在哪个时段")
    printed: str = published(ANY_TEXT, told(Period, "printed"))
    measures: Strings = published(IDENTIFIERS, "这一年的推进举措")
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFields:
    """一个名词。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    term: str = published(ANY_TEXT, told(Term, "term", "照原文的写法"))
    also: Strings = published(TEXTS, told(Term, "also"))
    sound: str = editorial(ANY_TEXT, told(Term, "sound", "不标声调"))
    means: str | None = editorial(nullable(ANY_TEXT), told(Term, "means"))
    source: str | None = editorial(nullable(ANY_TEXT), told(Term, "source"))
    page: str = published(PAGE_ADDRESS, "在网站上的地址")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErratumFields:
    """一处勘误。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    kind: str = editorial(
        ERRATUM_KINDS,
        told(Erratum, "kind", "restored 是抓取的网页缺字，补上；sic 是原文如此，只加注"),
    )
    places: Strings = published(IDENTIFIERS, told(Erratum, "places", "记录的编号"))
    printed: str = published(ANY_TEXT, told(Erratum, "printed"))
    reading: str | None = editorial(
        nullable(ANY_TEXT), told(Erratum, "reading", "没有把握的是 null")
    )
    basis: str = editorial(ANY_TEXT, told(Erratum, "basis"))
    page: str = published(PAGE_ADDRESS, "在网站上的地址")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFields:
    """一条落实情况：公开报道里说到的，全是编者写的。"""

    id: str = published(IDENTIFIER, _ID_SAYS)
    date: str = editorial(ANY_TEXT, told(Report, "date", "年、年-月或年-月-日"))
    says: str = editorial(ANY_TEXT, told(Report, "says", "编者的话，不是官方文字"))
    rows: Strings = editorial(IDENTIFIERS, told(Report, "rows", "编号"))
    publisher: str = published(ANY_TEXT, told(Report, "publisher"))
    address: str = published(ANY_TEXT, told(Report, "address"))
    reported: str | None = published(nullable(ISO_DAY), told(Report, "reported", "不知道是 null"))
    where: str | None = editorial(nullable(ANY_TEXT), told(Report, "where", "没有写是 null"))
    passage: str | None = editorial(
        nullable(IDENTIFIER), told(Report, "passage", "不在公文里是 null")
    )
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFields:
    """一份宣传资料，全是编者写的。"""

    id: str = published(IDENTIFIER, "编号，不变")
    title: str = published(ANY_TEXT, told(Piece, "title"))
    description: str = published(ANY_TEXT, told(Piece, "description"))
    form: str = published(IDENTIFIER, told(Piece, "form"))
    form_name: str = published(ANY_TEXT, "种类的名称")
    audience: Strings = published(IDENTIFIERS, told(Piece, "audience"))
    audience_names: Strings = published(TEXTS, "给谁，名称")
    occasions: Strings = published(IDENTIFIERS, told(Piece, "occasions"))
    serves: Strings = published(IDENTIFIERS, told(Piece, "serves"))
    minutes: int = published(COUNT, told(Piece, "minutes", "分钟"))
    facts: Strings = published(IDENTIFIERS, told(Piece, "facts"))
    version: str = published(ANY_TEXT, told(Piece, "version"))
    date: str = published(ISO_DAY, told(Piece, "date"))
    review: str = published(ISO_DAY, told(Piece, "review", "最晚哪一天"))
    page: str = published(PAGE_ADDRESS, _PAGE_SAYS)
    downloads: Downloads = published(DOWNLOADS, "下载的文件，地址从网站根算起")
