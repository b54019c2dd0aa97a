"""数据的规则：每条规则一个函数，逐个报出不合规则的地方。

写法上的错误由 source 报，逐字核对由 verify 报，手写页面由 handwritten 报；
problems 把它们合在一起，按文件和行号排好。规则遇到空值就跳过：空值已经报过了。
"""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from macros import claims, handwritten, render, verify, words
from macros.model import MAX_YEARS, Erratum, Measure, Paragraph, Plan, Priority, Row, Task, load
from macros.pages import VERIFY
from macros.pieces import FOLDER, Leaflet
from macros.sounds import readings
from macros.source import Node, Problem, Table

# 汉字和全角标点；官方文字里它们旁边不该有半角标点，它们之间不该有空格。
WIDE = r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e“”]"
HALF = re.compile(rf"(?<={WIDE})[,;:!?()]|[,;:!?()](?={WIDE})")
GAP = re.compile(rf"(?<={WIDE})\s+(?={WIDE})")


# 生成的页面里小标题的锚点和目录页的文件名。
RESERVED = frozenset({"index", "tasks", "plan", "others", "by-priority", "by-unit", "restored", "sic"})


def problems(root: Path, expanded: dict[str, str] | None = None) -> tuple[Plan | None, list[Problem]]:
    """读 root 下的数据和手写页面，返回计划和全部错误，按位置排好。

    给了 expanded 就把手写页面展开的结果放进去（正文 → 展开后的正文），构建时不必再展开一遍。
    """
    plan, found = load(root)
    if plan is not None:
        for rule in RULES:
            found += rule(plan)
        found += snapshot_unchanged(plan, root)
        found += tokens_used(plan, root)
        found += art_present(plan, root)
        found += questions_lead_somewhere(plan, root)
        # 紧挨着已报的错的地方不再核对：序号没读出来，那一条的文字自然对不上。
        near = {(problem.path, problem.line + step) for problem in found for step in (-1, 0, 1)}
        compared = verify.compare(plan, changes_only=bool(found))
        found += [problem for problem in compared if (problem.path, problem.line) not in near]
        # 数据有错时不展开宏：那时页面里的错多半是数据错引起的，说出来只会添乱。
        found += handwritten.problems(plan, root, expand=not found, expanded={} if expanded is None else expanded)
    return plan, sorted(set(found))


def references_resolve(plan: Plan) -> Iterator[Problem]:
    """引用的 id 都要有。"""
    priorities = {priority.id for priority in plan.priorities}
    tasks = {task.id for task in plan.tasks}
    for task in plan.tasks:
        yield from _missing(task.priorities, priorities, task.at.at("priorities"), "工作重点")
    for measure in plan.measures:
        yield from _missing(measure.serves, tasks, measure.at.at("serves"), "重点任务")
    for erratum in plan.errata:
        yield from _missing(erratum.places, plan.rows, erratum.at.at("places"), "段落、任务或举措")
    for priority in plan.priorities:
        yield from _missing([priority.paragraph], plan.rows, priority.at.at("paragraph"), "段落")
    yield from _missing(plan.source.documents, plan.documents, plan.source.at.at("documents"), "公文")
    for document in plan.documents.values():
        if document.card:
            yield from _missing([document.card.basis], plan.rows, document.card.at.at("basis"), "段落")
        if document.base:
            yield from _missing([document.base], plan.documents, document.at.at("base"), "公文")
    colors = plan.tokens.colors
    for pair in plan.tokens.contrast:
        yield from _missing([pair.text], colors, pair.at.at("text"), "颜色")
        yield from _missing([pair.on], colors, pair.at.at("on"), "颜色")


def _missing(ids: Sequence[str], known: object, node: Node, what: str) -> Iterator[Problem]:
    items = getattr(node, "items", None)
    for n, id in enumerate(ids):
        if id and id not in known:  # type: ignore[operator]  # known 是集合或映射
            place = items[n] if items else node
            yield place.problem(f"没有 id 为 {id} 的{what}", "检查拼写，或先把它加上")


def documents_in_order(plan: Plan) -> Iterator[Problem]:
    """每篇公文都要在 SOURCE.yml 的次序里出现一次；正文恰好一篇，草稿的插入点要在原文里。"""
    order = plan.source.documents
    for name, document in plan.documents.items():
        if order.count(name) != 1:
            yield plan.source.at.at("documents").problem(
                f"公文 {name} 在次序里出现了 {order.count(name)} 次", "每篇公文写一次"
            )
        base = plan.documents.get(document.base or "")
        for row in document.inserts:
            if base and row.before and all(row.before != paragraph.id for paragraph in base.paragraphs):
                yield row.at.at("before").problem(f"{base.id} 里没有 {row.before} 这一段", "检查拼写")
        if bool(document.base) == bool(document.at.at("paragraphs") is not document.at):
            yield document.at.problem("paragraphs 和 base 要写一个，也只写一个", "照抄另一篇用 base，否则用 paragraphs")
        if document.base and (base is None or base.base):
            yield document.at.at("base").problem("base 要指向一篇自己有全文的公文", "改成那一篇的 id")
    main = [document for document in plan.documents.values() if document.appendix and not document.base]
    if len(main) != 1:
        tables = [d for d in plan.documents.values() if not d.base and any(p.kind == "column" for p in d.paragraphs)]
        for node in [document.at for document in main or tables] or [plan.source.at]:
            yield node.problem(f"带推进表的正文有 {len(main)} 篇", "恰好一篇公文写 appendix: true")
    for document in main:
        columns = [paragraph for paragraph in document.paragraphs if paragraph.kind == "column"]
        if len(columns) != 3:
            yield document.at.problem(
                f"推进表的栏头有 {len(columns)} 个", "写三段 kind: column，依次是单位、任务、举措"
            )


def ids_unique(plan: Plan) -> Iterator[Problem]:
    """同一个 id 只能用一次；段落的 id 以篇名开头。"""
    paragraphs = [p for document in plan.documents.values() for p in document.paragraphs]
    rows: list[Row | Priority | Erratum] = [*paragraphs, *plan.units, *plan.tasks, *plan.measures, *plan.periods]
    for group in ([*rows, *plan.priorities], plan.errata):
        first: dict[str, Node] = {}
        for row in group:
            if row.id and row.id in first:
                where = f"{first[row.id].path} 第 {first[row.id].line} 行"
                yield row.at.at("id").problem(f"id {row.id} 重复，{where}已经用了", "换一个")
            first.setdefault(row.id, row.at)
    for paragraph in paragraphs:
        if paragraph.id and not paragraph.id.startswith(f"{paragraph.document}-"):
            yield paragraph.at.at("id").problem(f"id {paragraph.id} 没有以篇名开头", f"改成 {paragraph.document}-…")


def units_complete(plan: Plan) -> Iterator[Problem]:
    """单位的次序从 1 连着排；每个单位各时段都有举措，没有多余的时段；名称不重复。"""
    names: dict[str, str] = {}
    for n, unit in enumerate(plan.units, 1):
        if unit.order and unit.order != n:
            yield unit.at.at("order").problem(f"次序是 {unit.order}，应是 {n}", "各单位的 order 从 1 起，不重不漏")
        if unit.name and unit.name in names:
            yield unit.at.at("name").problem(f"名称和 {names[unit.name]} 相同", "改成推进表里的名称")
        names.setdefault(unit.name, unit.at.path)
        if not unit.tasks and unit.at.at("tasks") is not unit.at:
            yield unit.at.at("tasks").problem("没有重点任务", "至少写一项")
        periods = [period.id for period in plan.periods]
        measures = unit.at.at("measures")
        for period in periods:
            if period and period not in unit.measures and measures is not unit.at:
                yield measures.problem(f"缺少 {period} 这一时段的举措", f'补上；原表那一格空着就写 "{period}": []')
        for period in unit.measures:
            if period and period not in periods:
                yield _key(measures, period).problem(
                    f"periods.yml 里没有时段 {period}", f"可用的时段：{'、'.join(periods)}"
                )
        if list(unit.measures) != [period for period in periods if period in unit.measures]:
            yield measures.problem("时段的先后和 periods.yml 不同", "照 periods.yml 的次序排")


def _key(node: Node, name: str) -> Node:
    """映射里字段名的位置。"""
    return node.entries[name][0] if isinstance(node, Table) and name in node.entries else node


def numbers_run_on(plan: Plan) -> Iterator[Problem]:
    """印出的序号从 1 连着排，或者整栏都没有序号；原文真跳号的要登记勘误。"""
    for unit in plan.units:
        columns: list[Sequence[Task | Measure]] = [unit.tasks, *unit.measures.values()]
        for rows in columns:
            if not any(row.number for row in rows):
                continue
            for wanted, row in enumerate(rows, 1):
                registered = any(e.printed == f"{row.number}." for e in plan.errata_of.get(row.id, ()))
                if row.number not in (wanted, 0) and not registered:
                    node = row.at.at("number")
                    said = "没有序号" if row.number is None else f"序号是 {row.number}"
                    yield node.problem(f"{said}，应是 {wanted}", "照原表改；原表真跳号就登记勘误")


def periods_run_on(plan: Plan) -> Iterator[Problem]:
    """时段一个接一个，不重叠、不留空。"""
    for period in plan.periods:
        if not 0 <= period.last - period.first < MAX_YEARS:
            yield period.at.at("last").problem(
                f"从 {period.first} 到 {period.last} 不是一段年份", f"last 不早于 first，不超过 {MAX_YEARS} 年"
            )
        years = [int(year) for year in re.findall(r"\d{4}", period.printed)]
        if years and period.first and period.last and (years[0], years[-1]) != (period.first, period.last):
            yield period.at.problem(f"起止年份和原表的 {period.printed} 不同", "改 first、last")
    for one, other in itertools.pairwise(plan.periods):
        if other.first != one.last + 1:
            yield other.at.at("first").problem(
                f"从 {other.first} 年开始，接不上前一时段的 {one.last} 年", f"应是 {one.last + 1}"
            )
    if not plan.periods:
        yield Problem("data/periods.yml", 1, 1, "没有时段", "至少写一个")


def classification_reasoned(plan: Plan) -> Iterator[Problem]:
    """任务至少归入一项工作重点；举措不服务任何任务时要写理由，服务了就不用写。"""
    for task in plan.tasks:
        if not task.priorities and task.at.at("priorities") is not task.at:
            yield task.at.at("priorities").problem("没有归入工作重点", "至少写一项")
        yield from _repeated(task.priorities, task.at.at("priorities"))
    for measure in plan.measures:
        if not measure.serves and not measure.note and measure.at.at("serves") is not measure.at:
            yield measure.at.at("serves").problem("不服务任何重点任务，却没有理由", "加一行 note 说明，或补上任务的 id")
        if any(measure.serves) and measure.note:
            yield measure.at.at("note").problem("已经有了所服务的任务，不用 note", "删掉 note")
        yield from _repeated(measure.serves, measure.at.at("serves"))
    for priority in plan.priorities:
        row = plan.rows.get(priority.paragraph)
        if isinstance(row, Paragraph) and priority.title not in row.text:
            yield priority.at.at("title").problem(f"{row.id} 里没有这几个字", "照正文的原话写")


def _repeated(ids: Sequence[str], node: Node) -> Iterator[Problem]:
    items = getattr(node, "items", ())
    for n, id in enumerate(ids):
        if id and id in ids[:n]:
            yield items[n].problem(f"{id} 写了两遍", "只留一个")


def errata_found(plan: Plan) -> Iterator[Problem]:
    """勘误的原文要在所指的段里恰好出现一次，互不重叠；restored 只加字，sic 的 reading 与原文不同。"""
    taken: dict[str, list[tuple[int, int]]] = {}
    for erratum in plan.errata:
        node = erratum.at.at("printed")
        for n, place in enumerate(erratum.places):
            row = plan.rows.get(place)
            if row is None or not erratum.printed:
                continue
            text = verify.printed(row)
            if text.count(erratum.printed) != 1:
                yield erratum.at.at("places", n).problem(
                    f"“{erratum.printed}”在 {place} 里出现了 {text.count(erratum.printed)} 次",
                    "printed 要在那一段里恰好出现一次",
                )
                continue
            start = text.index(erratum.printed)
            span = (start, start + len(erratum.printed))
            if any(start < end and begin < span[1] for begin, end in taken.get(place, ())):
                yield node.problem(f"和同一段的另一处勘误重叠：{place}", "合成一条，或缩短 printed")
            taken.setdefault(place, []).append(span)
        if not erratum.places and erratum.at.at("places") is not erratum.at:
            yield erratum.at.at("places").problem("没有写在哪一段", "写上段落、任务或举措的 id")
        yield from _reading(erratum)


def _reading(erratum: Erratum) -> Iterator[Problem]:
    if not erratum.printed or not erratum.kind:
        return
    if erratum.kind == "restored":
        if not erratum.reading or not verify.only_adds(erratum.printed, erratum.reading):
            yield erratum.at.at("reading").problem("restored 的 reading 要比 printed 只多字", "只把丢的字加回去")
    elif erratum.reading == erratum.printed:
        yield erratum.at.at("reading").problem("reading 和 printed 相同", "写出应作什么；没有把握就删掉 reading")


def official_typography(plan: Plan) -> Iterator[Problem]:
    """公文用全角标点，汉字之间没有空格；网页上的元信息一行照原样。"""
    for passage in verify.passages(plan):
        if isinstance(passage.row, Paragraph) and passage.row.kind == "meta":
            continue
        if found := HALF.search(passage.text):
            yield verify.problem_at(passage, found.start(), f"半角标点“{found[0]}”", "改成全角")
        if found := GAP.search(passage.text):
            yield verify.problem_at(passage, found.start(), "汉字之间有空格", "删掉空格")


def source_lines(plan: Plan) -> Iterator[Problem]:
    """登记的网页零件要和原网页那一行相同；断行要是相连的几行。"""
    lines = plan.source.text.split("\n")
    seen: set[int] = set()
    for row in plan.source.furniture:
        if row.line in seen and row.line:
            yield row.at.at("line").problem(f"第 {row.line} 行登记了两遍", "只留一个")
        seen.add(row.line)
        if row.line and not 1 <= row.line <= len(lines):
            yield row.at.at("line").problem(f"原网页只有 {len(lines)} 行", "改成真有的行号")
        elif row.line and row.text and verify.normalized(lines[row.line - 1]) != verify.normalized(row.text):
            yield row.at.at("text").problem(
                f"和原网页第 {row.line} 行不同", f"那一行是“{lines[row.line - 1].strip()[:20]}”"
            )
    for n, joined in enumerate(plan.source.joined):
        if joined.first in [other.first for other in plan.source.joined[:n]]:
            yield joined.at.problem(f"第 {joined.first} 行登记了两遍", "只留一个")
        if joined.first and joined.last and not 1 <= joined.first < joined.last <= len(lines):
            yield joined.at.problem("断行的起止不对", "first 小于 last，都不超过原网页的行数")
        elif not all(lines[number - 1].strip() for number in (joined.first, joined.last) if 0 < number <= len(lines)):
            yield joined.at.problem("断行的头尾有一行是空的", "first、last 写有字的两行")


def cards_agree(plan: Plan) -> Iterator[Problem]:
    """公文卡片的字号见于它的依据那一段，机关和日期见于公文。"""
    texts = "".join(verify.normalized(passage.text) for passage in verify.passages(plan))
    for document in plan.documents.values():
        card = document.card
        if card is None:
            continue
        basis = plan.rows.get(card.basis)
        if (
            basis
            and card.number
            and verify.normalized(card.number) not in verify.normalized(verify.reading(plan, basis))
        ):
            yield card.at.at("number").problem(f"{card.basis} 里没有 {card.number}", "照那一段写")
        if card.issuer and verify.normalized(card.issuer) not in texts:
            yield card.at.at("issuer").problem(f"公文里没有 {card.issuer}", "照落款写")
        day = f"{card.date.year}年{card.date.month}月{card.date.day}日"
        if card.date.year > 1 and day not in texts:
            yield card.at.at("date").problem(f"公文里没有 {day}", "照落款写")


def alignment_complete(plan: Plan) -> Iterator[Problem]:
    """对照要两边都全：正文每段恰好一行，解读每段至少一处；一头空着的写明理由。"""
    main = plan.main
    kinds = ("paragraph", "clause", "attachment")
    wanted = {row.id for row in main.paragraphs if row.kind in kinds} if main else set()
    paragraphs = {row.id: row for row in plan.rows.values() if isinstance(row, Paragraph)}
    seen: set[str] = set()
    reached = Counter(id for row in plan.alignment for id in set(row.explained_by))
    for row in plan.alignment:
        if row.paragraph:
            yield from _missing([row.paragraph], wanted, row.at.at("paragraph"), "正文段落")
            if row.paragraph in seen:
                yield row.at.at("paragraph").problem(f"{row.paragraph} 写了两行", "并成一行")
        seen.add(row.paragraph or "")
        node = row.at.at("explained_by")
        yield from _missing(row.explained_by, paragraphs, node, "段落")
        yield from _repeated(row.explained_by, node)
        for id in row.explained_by:
            if not row.paragraph and reached[id] > 1:
                yield node.problem(f"{id} 已经对上了别的行", "没有对应的段，才写在这里；对上了就删掉")
        both = bool(row.paragraph and row.explained_by)
        if both == bool(row.note) or not (row.paragraph or row.explained_by):
            yield row.at.problem("两头都写了就不用 note，有一头空着才写", "补上 note、段落的 id，或删掉多的")
    line = plan.alignment[0].at.line if plan.alignment else 1
    file = Problem("data/alignment.yml", line, 1, "", "加一行；没有对应的写 explained_by: [] 和 note")
    for id in sorted(wanted - seen):
        yield replace(file, message=f"正文的 {id} 没有写")
    documents = {paragraphs[id].document for id in reached if id in paragraphs}
    for document in sorted(documents):
        for paragraph in plan.documents[document].paragraphs:
            if paragraph.kind in ("paragraph", "clause") and paragraph.id not in reached:
                yield replace(file, message=f"解读的 {paragraph.id} 没有写")


def terms_found(plan: Plan) -> Iterator[Problem]:
    """名词要在原文里有，写法不重复，读音对得上字；有解释就有出处。"""
    standing = words.occurrences(plan)
    seen: dict[str, int] = {}
    for term in plan.terms:
        for form in term.forms:
            if form and form not in standing:
                yield term.at.at("term").problem(f"原文里没有“{form}”", "照原文的写法写，不要只写长词的一截")
        for name in (term.id, *term.forms):
            if name in seen:
                yield term.at.problem(f"{name} 第 {seen[name]} 行已经有了", "留一处")
            seen[name] = term.at.line
        if bool(term.means) != bool(term.source):
            yield term.at.problem("means 和 source 要一起写", "补上出处；没见到出处就两个都不写")
        wanted = re.findall(r"[a-z]+|[\u4e00-\u9fff]", term.term.lower())
        sounds = term.sound.split()
        wrong = [c for c, sound in zip(wanted, sounds, strict=False) if sound not in readings(c)]
        if wrong or len(wanted) != len(sounds):
            said = f"“{wrong[0]}”没有这样的读音" if wrong else f"有 {len(wanted)} 个字，写了 {len(sounds)} 个读音"
            yield term.at.at("sound").problem(said, "一个字一个音节，英文字母连写")


def timeline_found(plan: Plan) -> Iterator[Problem]:
    """时间线照先后排，每个日期都真的写在所指的段里。"""
    for one, other in itertools.pairwise(plan.timeline):
        if other.first < one.first:
            yield other.at.at("first").problem(f"{other.first} 早于前一件的 {one.first}", "照先后排")
    seen: set[tuple[object, ...]] = set()
    for event in plan.timeline:
        same = (event.first, event.last, event.text, event.passages)
        if same in seen:
            yield event.at.problem("和前面的一件相同", "删掉一条")
        seen.add(same)
        node = event.at.at("passages")
        if not event.passages and node is not event.at:
            yield node.problem("没有写在哪一段", "写上段落的 id")
        if event.last and event.last < event.first:
            yield event.at.at("last").problem("截止早于开始", "改对日期")
        yield from _missing(event.passages, plan.rows, node, "段落")
        yield from _repeated(event.passages, node)
        for n, id in enumerate(event.passages):
            row = plan.rows.get(id)
            dates = _dates(verify.reading(plan, row)) if row else set()
            for day in filter(None, (event.first, event.last)) if row else ():
                if (full := render.event_day(day)) not in dates:
                    yield event.at.at("passages", n).problem(f"{id} 里没有 {full}", "改对日期或段落")


def _dates(text: str) -> set[str]:
    """一段里写的日期和月份；没写年份的，承前面最近的一个年份。"""
    year, found = "", set()
    for match in re.finditer(r"(?<!\d)(?:(\d{4})年)?(\d{1,2}月(?:\d{1,2}日)?)", text):
        year = match[1] or year
        found.add(f"{year}年{match[2]}")
    return found


def hotline_first(plan: Plan) -> Iterator[Problem]:
    """至少有一个电话：首页和每页页脚都要用第一个。"""
    if not plan.hotlines:
        yield Problem("data/hotlines.yml", 1, 1, "一个电话也没有", "至少写上报警电话")


def synonyms_once(plan: Plan) -> Iterator[Problem]:
    """一个说法只列一次：列两次，后一次会悄悄盖掉前一次。"""
    seen: dict[str, str] = {}
    for synonym in plan.synonyms:
        for word in synonym.words:
            if not any(character.isalnum() for character in word):
                yield synonym.at.at("words").problem(f"“{word}”里没有字", "删掉它")
            elif word.casefold() in seen:
                yield synonym.at.at("words").problem(f"“{word}”已经列在{seen[word.casefold()]}", "留一处")
            seen.setdefault(word.casefold(), f"第 {synonym.at.line} 行")


def questions_lead_somewhere(plan: Plan, root: Path) -> Iterator[Problem]:
    """问法指到的段落或页面都在，一处只写一条。"""
    seen: set[str] = set()
    for question in plan.questions:
        at = question.at.at("see")
        page, _, anchor = question.see.partition("#")
        if question.see in seen:
            yield at.problem(f"{question.see} 已经有一条", "并到那一条里")
        elif page.endswith(".html"):
            path = root / "docs" / f"{page.removesuffix('.html')}.md"
            if not path.is_file():
                yield at.problem(f"没有 {page} 这一页", f"写已有的页，如 {VERIFY}")
            elif anchor and f"#{anchor} " not in path.read_text(encoding="utf-8"):
                yield at.problem(f"{page} 里没有 #{anchor}", "照那一页小标题后面的 {: #名字 } 写")
        else:
            yield from _missing([question.see], plan.rows, at, "记录")
        seen.add(question.see)


def snapshot_unchanged(plan: Plan, root: Path) -> Iterator[Problem]:
    """抓取的原网页一个字节都不能变。"""
    path = root / "data/source" / plan.source.file
    if "/" in plan.source.file:
        yield plan.source.at.at("file").problem("file 只写文件名", "文件放在 data/source/ 里")
    elif plan.source.sha256 and path.is_file() and _sha256(path) != plan.source.sha256:
        yield plan.source.at.at("sha256").problem(
            "原网页文件的 sha256 不是这个值", "用 git checkout 取回原来的文件；网页真的重抓了才改这里"
        )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def contrast_enough(plan: Plan) -> Iterator[Problem]:
    """写明的对比度要求，深浅两套颜色都要达到。"""
    colors = plan.tokens.colors
    for pair in plan.tokens.contrast:
        if pair.text in colors and pair.on in colors:
            for scheme in ("light", "dark"):
                one, other = getattr(colors[pair.text], scheme), getattr(colors[pair.on], scheme)
                if one and other and (ratio := contrast(one, other)) < pair.least:
                    yield pair.at.problem(
                        f"{scheme} 下 {pair.text} 写在 {pair.on} 上只有 {ratio:.2f}:1",
                        f"至少要 {pair.least}:1，把颜色调深或调浅",
                    )


def palettes_readable(plan: Plan) -> Iterator[Problem]:
    """印刷的颜色：白字和灯色写在标题底上，深色写在纸和框底上，都不低于 4.5 比 1。"""
    colors = plan.tokens.colors
    ink, paper, lamp = (colors[name].light if name in colors else "" for name in ("ink", "paper", "lamp"))
    for palette in plan.tokens.palettes.values():
        pairs = [("#ffffff", palette.band), (lamp, palette.band), ("#ffffff", palette.accent), (palette.accent, paper)]
        pairs += [(one, on) for one in (palette.accent, ink) for on in (palette.tint, palette.tint2)]
        for text, on in pairs:
            if text and on and (ratio := contrast(text, on)) < 4.5:
                yield palette.at.problem(f"{text} 写在 {on} 上只有 {ratio:.2f}:1", "至少要 4.5:1，把颜色调深或调浅")


def pieces_grounded(plan: Plan) -> Iterator[Problem]:
    """每份宣传资料：引用都在，排得下，硬话都有出处，不说错话。"""
    for piece in plan.pieces:
        yield from claims.shape(plan, piece)
        yield from claims.problems(plan, piece)


def art_present(plan: Plan, root: Path) -> Iterator[Problem]:
    """每份传单都有自己的插图。"""
    for piece in plan.pieces:
        if isinstance(piece, Leaflet) and not (root / FOLDER / f"art/{piece.slug}.svg").is_file():
            yield piece.at.at("alt").problem(
                f"没有插图 {FOLDER}/art/{piece.slug}.svg", "画一幅 480×400 的 SVG 放在那里"
            )


def tokens_used(plan: Plan, root: Path) -> Iterator[Problem]:
    """样式里用到的颜色和尺寸，tokens.yml 里都要有。"""
    paths = [root / "overrides/assets/site.css", root / "overrides/help.html"]
    text = "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
    body = re.search(r"^body \{(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    own = set(re.findall(r"--([a-z-]+):", body[1] if body else ""))
    used = set(re.findall(r"var\(--([a-z-]+)\)", text))
    for name in sorted(used - own - set(plan.tokens.colors) - set(plan.tokens.sizes)):
        yield plan.tokens.at.problem(f"样式用到 {name}，这里没有", "加上它，或改对名字")


def contrast(one: str, other: str) -> float:
    """两个 #rrggbb 颜色的对比度，1 到 21（WCAG 2.2 的 contrast ratio）。"""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def reserved_names(plan: Plan) -> Iterator[Problem]:
    """目录页和各页小标题的锚点已经用掉的名字，不能再作 id。"""
    rows: list[Row | Priority | Erratum] = [*plan.units, *plan.periods, *plan.priorities, *plan.errata]
    for row in rows:
        if row.id in RESERVED:
            yield row.at.at("id").problem(f"{row.id} 是页面自己用的名字，不能作 id", "换一个；单位的 id 是文件名")


RULES = (
    references_resolve,
    documents_in_order,
    ids_unique,
    units_complete,
    numbers_run_on,
    periods_run_on,
    classification_reasoned,
    errata_found,
    official_typography,
    source_lines,
    cards_agree,
    alignment_complete,
    terms_found,
    timeline_found,
    hotline_first,
    synonyms_once,
    contrast_enough,
    palettes_readable,
    claims.facts_sound,
    claims.calendar_sound,
    pieces_grounded,
    reserved_names,
)
