"""公文照原网页：各篇的次序、排版、登记的网页零件、文号卡片、抓取的文件。

逐字核对在 corpus.proof，勘误在 errata。
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from macros.checks.fields import problem_in
from macros.checks.handwritten import Pages
from macros.corpus import proof
from macros.corpus.chinese import full_date
from macros.corpus.corpus import Row
from macros.corpus.documents import SPACED_KINDS, Card, Joined, Paragraph
from macros.corpus.origins import from_each, listed_documents
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.rearranged import rearranged

# 汉字和全角标点；官方文字里它们旁边不该有半角标点，它们之间不该有空格。
WIDE = r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e“”]"
HALF = re.compile(rf"(?<={WIDE})[,;:!?()]|[,;:!?()](?={WIDE})")
_CLAUSE = re.compile("（[一二三四五六七八九十]+）")
GAP = re.compile(rf"(?<={WIDE})\s+(?={WIDE})")
# 行号写错了，原来的一行多半就在前后这么几行里。
_NEAR = 9


def documents_ordered(plan: Plan) -> Problems:
    """每篇公文在各来源的次序里恰好出现一次。"""
    for name in plan.documents:
        times = listed_documents(plan).count(name)
        if times != 1:
            message = f"公文 {name} 在次序里出现了 {times} 次"
            yield problem_in(plan.source, "documents", message, "每篇公文写一次")


def passages_in_place(plan: Plan) -> Problems:
    """字一个不差、只是换了位置的：勘误、序号跟着错，只说换了位置。"""
    yield from rearranged(plan)


def documents_have_text(plan: Plan) -> Problems:
    """一篇公文或者自己有全文，或者照抄另一篇。"""
    for document in plan.documents.values():
        own = document.place.of("paragraphs") is not document.place
        if own == bool(document.base):
            yield document.place.problem(
                "paragraphs 和 base 要写一个，也只写一个", "照抄另一篇用 base，否则用 paragraphs"
            )


def bases_have_text(plan: Plan) -> Problems:
    """照抄的那一篇自己要有全文。"""
    for document in plan.documents.values():
        base = plan.documents.get(document.base or "")
        has_text = base is not None and not base.base
        if document.base and not has_text:
            yield problem_in(document, "base", "base 要指向一篇自己有全文的公文", "改成那一篇的 id")


def clauses_alike(plan: Plan) -> Problems:
    """一节里（一）（二）（三）往下排的各条，种类都一样：错了一条，别处就说找不到它。"""
    for document in plan.documents.values():
        clauses = defaultdict[str, list[Paragraph]](list)
        for paragraph in document.paragraphs:
            if _CLAUSE.match(paragraph.text):
                section = paragraph.id.rpartition("-")[0]
                clauses[section].append(paragraph)
        for rows in clauses.values():
            yield from _odd_one(rows)


def _odd_one(rows: Sequence[Paragraph]) -> Problems:
    """几条里种类和别的都不同的一条。"""
    kinds = Counter(row.kind for row in rows)
    usual, times = kinds.most_common(1)[0]
    if times < len(rows) - 1 or times < 2:
        return
    for row in rows:
        if row.kind and row.kind != usual:
            message = f"种类是 {row.kind}，同一节的别的各条是 {usual}"
            yield problem_in(row, "kind", message, f"写 {usual}")


def full_width_marks(plan: Plan) -> Problems:
    """公文用全角标点。"""
    for passage in _typeset(plan):
        half = HALF.search(passage.text)
        if half:
            message = f"半角标点“{half[0]}”"
            yield proof.problem_at(passage, half.start(), message, "改成全角")


def no_gaps(plan: Plan) -> Problems:
    """公文的汉字之间没有空格；章、节、条的照原网页，chapters 看。"""
    for passage in _typeset(plan):
        gap = GAP.search(passage.text)
        if gap and not _spaced(passage.row):
            yield proof.problem_at(passage, gap.start(), "汉字之间有空格", "删掉空格")


def _spaced(row: Row) -> bool:
    """编号后面、章名中间照原网页空格的段。"""
    return isinstance(row, Paragraph) and row.kind in SPACED_KINDS


def _typeset(plan: Plan) -> Iterator[proof.Passage]:
    """照中文排版的各段；网页上的元信息一行照原样。"""
    for passage in proof.printed_passages(plan):
        if not (isinstance(passage.row, Paragraph) and passage.row.kind == "meta"):
            yield passage


@from_each
def furniture_once(plan: Plan) -> Problems:
    """一行网页零件只登记一次。"""
    seen: set[int] = set()
    for row in plan.source.furniture:
        if row.line and row.line in seen:
            message = f"第 {row.line} 行登记了两遍"
            yield problem_in(row, "line", message, "只留一个")
        seen.add(row.line)


@from_each
def furniture_in_page(plan: Plan) -> Problems:
    """登记的行号不超过原网页的行数。"""
    count = len(_page_lines(plan))
    for row in plan.source.furniture:
        if row.line > count:
            message = f"原网页只有 {count} 行"
            yield problem_in(row, "line", message, "改成真有的行号")


@from_each
def furniture_as_printed(plan: Plan) -> Problems:
    """登记的网页零件和原网页那一行相同。"""
    lines = _page_lines(plan)
    for row in plan.source.furniture:
        is_known = 1 <= row.line <= len(lines)
        if not row.text or not is_known or _same_line(lines, row.line, row.text):
            continue
        message = f"和原网页第 {row.line} 行不同"
        near = _found_near(lines, row.line, row.text)
        if near:
            help = f"“{row.text}”在第 {near} 行"
            yield problem_in(row, "line", message, help)
        else:
            line = lines[row.line - 1].strip()
            help = f"那一行是“{line[:20]}”"
            yield problem_in(row, "text", message, help)


def _found_near(lines: Sequence[str], line: int, text: str) -> int:
    """前后几行里是这几个字的，最近的一行；没有是 0。"""
    for distance in range(1, _NEAR + 1):
        for number in (line - distance, line + distance):
            if 1 <= number <= len(lines) and _same_line(lines, number, text):
                return number
    return 0


def _same_line(lines: Sequence[str], number: int, text: str) -> bool:
    """原网页的第 number 行是不是这几个字。"""
    line = lines[number - 1]
    return proof.normalized(line) == proof.normalized(text)


@from_each
def joined_once(plan: Plan) -> Problems:
    """一处断行只登记一次。"""
    seen: set[int] = set()
    for joined in plan.source.joined:
        if joined.first in seen:
            message = f"第 {joined.first} 行登记了两遍"
            yield joined.place.problem(message, "只留一个")
        seen.add(joined.first)


@from_each
def joined_in_page(plan: Plan) -> Problems:
    """断行是原网页里相连的几行。"""
    count = len(_page_lines(plan))
    for joined in plan.source.joined:
        if _astray(joined, count):
            yield joined.place.problem("断行的起止不对", "first 小于 last，都不超过原网页的行数")


@from_each
def joined_ends_written(plan: Plan) -> Problems:
    """断行的头尾两行都有字。"""
    lines = _page_lines(plan)
    for joined in plan.source.joined:
        if _astray(joined, len(lines)):
            continue
        ends = (joined.first, joined.last)
        if any(_is_empty(lines, number) for number in ends):
            yield joined.place.problem("断行的头尾有一行是空的", "first、last 写有字的两行")


def _is_empty(lines: Sequence[str], number: int) -> bool:
    """原网页的第 number 行没有字；没有这一行不算。"""
    if not 1 <= number <= len(lines):
        return False
    return not lines[number - 1].strip()


def _astray(joined: Joined, count: int) -> bool:
    """起止都写了，却不是 count 行里相连的几行。"""
    written = joined.first and joined.last
    return bool(written) and not joined.first < joined.last <= count


def _page_lines(plan: Plan) -> list[str]:
    return plan.source.text.split("\n")


def card_numbers(plan: Plan) -> Problems:
    """公文卡片的文号见于它所据的那一段。"""
    for card in _cards(plan):
        basis = plan.rows.get(card.basis or "")
        if basis is None or not card.number:
            continue
        if _stands_in(plan, basis, card.number):
            continue
        message = f"{card.basis} 里没有 {card.number}"
        there = [row.id for row in plan.paragraphs if _stands_in(plan, row, card.number)]
        if there:
            help = f"写着它的是 {there[0]}"
            yield problem_in(card, "basis", message, help)
        else:
            yield problem_in(card, "number", message, "照那一段写")


def _stands_in(plan: Plan, row: Row, words: str) -> bool:
    """一段补上缺字以后，有没有这几个字。"""
    text = proof.normalized(proof.reading(plan, row))
    return proof.normalized(words) in text


def card_numbers_with_basis(plan: Plan) -> Problems:
    """公文卡片的文号和它见于哪一段，要写都写，要不写都不写。"""
    for card in _cards(plan):
        if card.number and card.basis is None:
            yield problem_in(card, "number", "没有写 basis", "写上字号见于哪一段")
        if card.basis and card.number is None:
            yield problem_in(card, "basis", "没有写 number", "写上字号；原文没有字号，两行都删掉")


def card_issuers(plan: Plan) -> Problems:
    """公文卡片的发文机关见于公文。"""
    text = _whole_text(plan)
    for card in _cards(plan):
        if card.issuer and proof.normalized(card.issuer) not in text:
            message = f"公文里没有 {card.issuer}"
            yield problem_in(card, "issuer", message, "照落款写")


def card_above(plan: Plan) -> Problems:
    """公文卡片的上级文件，原文书名号里写到它，一份只写一次。"""
    for document in plan.documents.values():
        text = "".join(proof.normalized(row.text) for row in document.paragraphs)
        seen: set[str] = set()
        for above in document.card.above if document.card else ():
            title = proof.normalized(above.title)
            if title in seen:
                yield problem_in(above, "title", f"《{above.title}》写了两遍", "删掉一条")
            elif title and f"《{title}》" not in text:
                message = f"这一篇没有写到《{above.title}》"
                yield problem_in(above, "title", message, "照原文书名号里的写；没有写到的删掉")
            seen.add(title)


def card_dates(plan: Plan) -> Problems:
    """公文卡片的成文日期见于公文。"""
    text = _whole_text(plan)
    for card in _cards(plan):
        day = full_date(card.date)
        if card.date.year > 1 and day not in text:  # 没读出来的日期是公元 1 年
            yield problem_in(card, "date", f"公文里没有 {day}", "照落款写")


def _cards(plan: Plan) -> Iterator[Card]:
    for document in plan.documents.values():
        if document.card:
            yield document.card


def _whole_text(plan: Plan) -> str:
    """全部公文连在一起，去掉空白。"""
    texts = [passage.text for passage in proof.printed_passages(plan)]
    return "".join(map(proof.normalized, texts))


@from_each
def snapshot_is_a_name(plan: Plan, _root: Path) -> Problems:
    """抓取的原网页只写文件名，不写文件夹。"""
    if "/" in plan.source.file:
        yield problem_in(plan.source, "file", "file 只写文件名", "文件放在 data/source/ 里")


@from_each
def snapshot_unchanged(plan: Plan, _pages: Pages, root: Path) -> Problems:
    """抓取的原网页一个字节都不能变：变了，逐字核对就没有了依据。"""
    path = root / "data/source" / plan.source.file
    if "/" in plan.source.file or not plan.source.sha256 or not path.is_file():
        return
    sha256 = hashlib.sha256(path.read_bytes())
    if sha256.hexdigest() != plan.source.sha256:
        message = f"{plan.source.page}文件的 sha256 不是这个值"
        help = "用 git checkout 取回原来的文件；网页真的重抓了才改这里"
        yield problem_in(plan.source, "sha256", message, help)


CARD_RULES: tuple[Callable[[Plan], Problems], ...] = (
    card_numbers,
    card_numbers_with_basis,
    card_issuers,
    card_above,
    card_dates,
)
