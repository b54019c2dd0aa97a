"""事实和共用的步骤：有出处，有人用。"""

import re
from collections import defaultdict
from collections.abc import Iterable

from macros.checks.claims import ARTICLE, article_name, claims
from macros.checks.fields import Placed, later, odd_one, problem_in
from macros.checks.handwritten import Pages, with_front
from macros.corpus.chinese import number
from macros.corpus.facts import Fact
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# 说得出是哪部法律、哪份文件，或者是谁发布的。
_DOCUMENT = re.compile(
    r"《[^》]{2,}》|〔\d{4}〕"
    r"|(?:法|法典|条例|规定|规则|细则|办法|解释|意见|通知|决定|公告|守则|纲要|计划|方案|标准)"
    r"(?=$|[（；，、第《的及]|\d)"
)
_PUBLISHER = re.compile(
    r"联合国|[\u4e00-\u9fff](?:部(?![署分门位])|委(?![托员])|[局厅署](?!部)|政府|检察|高检|妇联|残联|团委"
    r"|团中央|公安|法院|协会|中心|电视台|(?<!举)报(?![道告名案警社])|[华新]社|报社|视频"
    r"|网(?![络上友传站]))"
)
# 说不出是谁的。
_HEARSAY = re.compile(
    "网上看|网友|网传|听说|据说|群里|朋友圈|百度|来源页|有人|大家都|不详|(?:法律|有关|相关)规定"
)

# 法名加条号的 id，如 criminal-law-236-1；四位的年份不是条号。
_NUMBERED = re.compile(r"(?P<law>[a-z][a-z0-9-]*?)-(?P<numbers>\d+(?:-\d+)?)")
_ARTICLES = re.compile(r"第[^第、]+条(?:之[^第、]+)?(?:、第[^第、]+条(?:之[^第、]+)?)*")
_DIGITS = re.compile("[0-9零一二三四五六七八九十百千]+")
_YEAR = re.compile(r"\d{4}")
_CALL = re.compile(r"打(\d{3,})")


def facts_grounded(plan: Plan) -> Problems:
    """一条事实或者写出处，或者写由哪些事实得出。"""
    for fact in plan.facts:
        if bool(fact.source) == bool(fact.basis):
            yield later(fact, "source", "basis").problem(
                "source 和 basis 要写一个，也只写一个", "有出处写 source，由别的事实得出写 basis"
            )


def facts_end_in_sources(plan: Plan) -> Problems:
    """由别的事实得出的，追到底有出处。"""
    for fact in plan.facts:
        complete = all(id in plan.fact for id in fact.basis)
        if fact.basis and complete and not plan.grounds(fact):
            yield problem_in(
                fact,
                "basis",
                "追到底没有一条有出处",
                "basis 里至少一条，最后要落到写着 source 的事实",
            )


def bases_are_others(plan: Plan) -> Problems:
    """一条事实不由它自己得出。"""
    for fact in plan.facts:
        if fact.id in fact.basis:
            place = fact.place.of("basis", fact.basis.index(fact.id))
            yield place.problem("由它自己得出", "写别的事实的 id")


def bases_not_circular(plan: Plan) -> Problems:
    """事实之间不互相依据：绕成一圈的，哪一条也没有出处；一圈只报一处。"""
    told: set[str] = set()
    for fact in plan.facts:
        for n, id in enumerate(fact.basis):
            chain = _behind(plan, id)
            is_circle = id != fact.id and fact.id in chain
            if not is_circle or fact.id in told:
                continue
            told |= chain
            message = f"{fact.id} 由 {id} 得出，{id} 追下去又由 {fact.id} 得出，绕成了一圈"
            help = "拿掉一头：basis 里写自己有出处的事实"
            yield fact.place.of("basis", n).problem(message, help)


def _behind(plan: Plan, id: str) -> set[str]:
    """一条事实一层一层所据的全部事实；它自己在里面，就是绕成了圈。"""
    if id not in plan.fact:
        return set()
    return _with_bases(plan, plan.fact[id].basis)


def sources_named(plan: Plan) -> Problems:
    """出处说得出是哪部法律、哪份文件，或者是谁发布的：名词、单位变动的出处也是。"""
    for fact in plan.facts:
        if fact.source:
            yield from _unnamed(fact, fact.source)
    for term in plan.terms:
        yield from _unnamed(term, term.source)
    for unit in plan.units:
        for reform in unit.reforms:
            yield from _unnamed(reform, reform.source)


def _unnamed(row: Placed, source: str) -> Problems:
    """row 的出处没有说是谁的。"""
    hearsay = _HEARSAY.search(source)
    if hearsay:
        message = f"出处写着“{hearsay[0]}”，查不到是谁说的"
    elif not source or _DOCUMENT.search(source) or _PUBLISHER.search(source):
        return
    else:
        message = "出处没有说是哪部法律、哪份文件，也没有说是谁发布的"
    help = "写法律、文件的全称，或发布的单位和日子；找不到，就不要写这一条"
    yield problem_in(row, "source", message, help)


def articles_as_named(plan: Plan) -> Problems:
    """id 末尾写着第几条的，article 就是那一条：同一部法的别的各条都是这样写的。"""
    for facts in _named_after_laws(plan).values():
        numbered = [fact for fact in facts if _article_numbers(fact)]
        wrong = [fact for fact in numbered if not _agrees(fact)]
        if len(numbered) <= 2 * len(wrong):
            continue
        for fact in wrong:
            message = f"{fact.article} 和 id {fact.id} 里的条号对不上"
            yield problem_in(fact, "article", message, "看看原文，抄错的那一个改过来")


def _named_after_laws(plan: Plan) -> dict[str, list[Fact]]:
    """id 写成“法律-第几条”的各条事实，照法律分开。"""
    named = defaultdict[str, list[Fact]](list)
    for fact in plan.facts:
        found = _NUMBERED.fullmatch(fact.id)
        if found:
            law = found["law"]
            named[law].append(fact)
    return named


def _agrees(fact: Fact) -> bool:
    """article 写的条号，id 里有。"""
    found = _NUMBERED.fullmatch(fact.id)
    if found is None:
        return False
    numbers = map(int, found["numbers"].split("-"))
    return not _article_numbers(fact).isdisjoint(numbers)


def laws_as_named(plan: Plan) -> Problems:
    """id 开头一样的几条，说的是同一部法：出处和别的都不同的一条，是抄错了。"""
    for law, named in _named_after_laws(plan).items():
        facts = [fact for fact in named if fact.article and fact.source]
        odd = odd_one([fact.name for fact in facts])
        if odd is not None:
            fact = facts[odd]
            usual = facts[odd - 1].name
            rest = len(facts) - 1
            message = f"出处是{fact.name}，id 也以 {law} 开头的另外 {rest} 条是{usual}"
            yield problem_in(fact, "source", message, "看看抄错了出处，还是 id")


def _article_numbers(fact: Fact) -> set[int]:
    """article 是“第二百三十六条之一”的，是 236、1；不是这样写的是空的。"""
    article = fact.article or ""
    if not _ARTICLES.fullmatch(article):
        return set()
    return {number(digits) for digits in _DIGITS.findall(article)}


def articles_dated(plan: Plan) -> Problems:
    """引了条文的，写明从哪天起施行。"""
    for fact in plan.facts:
        if fact.article and not _YEAR.search(fact.since or ""):
            yield fact.place.problem(
                "引了条文，没有写从哪天起施行", "写 since：所引的条文现在的文字从哪天起施行"
            )


def term_articles_match(plan: Plan) -> Problems:
    """名词的出处和引的事实说的是同一条：出处里的条号哪条事实也没有，引的那条又不在出处里，是抄错了。"""
    known = defaultdict[str, set[str]](set)
    for fact in plan.facts:
        known[fact.name] |= _articles(fact.article or "")
    for term in plan.terms:
        cited = _cited_articles(term.source)
        for fact in plan.cited(term.facts, ()):
            articles = _articles(fact.article or "")
            written = cited.get(fact.name, set())
            strange = written - known[fact.name]
            if not strange or not articles.isdisjoint(written):
                continue
            first = min(strange)
            message = f"出处里的{first}，和 facts 里的 {fact.id} 对不上"
            help = f"照那条事实写成{fact.article}；真是另一条，先写一条事实"
            node = term.place.of("source")
            yield node.problem(message, help, term.source.find(first))


def _cited_articles(source: str) -> dict[str, set[str]]:
    """出处里的各部法律，和各引了哪几条。"""
    laws: dict[str, set[str]] = {}
    for claim in claims(source):
        law, mark, _ = claim.words.removeprefix("《").partition("》")
        if claim.kind == "条号" and mark:
            name = law.removeprefix("中华人民共和国")
            laws.setdefault(name, set()).update(_articles(claim.words))
    return laws


def _articles(text: str) -> set[str]:
    """一段话里的条号，规范的写法。"""
    return {article_name(found) for found in ARTICLE.findall(text)}


def numbers_apart(plan: Plan) -> Problems:
    """叫人打的号码前面空一格，和资料里一样：同一句话各处写法不同，搜也搜不齐。"""
    for fact in plan.facts:
        close = _CALL.search(fact.says)
        if close:
            node = fact.place.of("says")
            message = f"“{close[0]}”连在一起"
            help = f"写成“打 {close[1]}”"
            yield node.problem(message, help, close.start())


def procedures_taken(plan: Plan, pages: Pages) -> Problems:
    """共用的步骤都有资料或页面取用。"""
    taken = _taken(plan, pages)
    for row in plan.procedures:
        if row.id and row.id not in taken:
            message = f"没有一处取用 {row.id}"
            yield problem_in(row, "id", message, "删掉它，或在资料里取用")


def facts_used(plan: Plan, pages: Pages) -> Problems:
    """事实都有一处用到；只被没用到的事实所依据，也算没用到。"""
    used = _with_bases(plan, _cited(plan, pages))
    for fact in plan.facts:
        if fact.id and fact.id not in used:
            message = f"没有一处用到 {fact.id}"
            yield problem_in(
                fact,
                "id",
                message,
                "抄错了引用它的一处，改回去；在资料、页面、名词、步骤的 facts 里引用，或删掉它",
            )


def _taken(plan: Plan, pages: Pages) -> set[str]:
    """资料和页面取用了哪几套步骤。"""
    taken: set[str] = set()
    for piece in plan.pieces:
        taken.update(piece.procedures)
    for page in with_front(pages):
        taken.update(page.procedures)
    return taken


def _cited(plan: Plan, pages: Pages) -> set[str]:
    """资料、热线、日历、名词、问答、页面、取用的步骤直接引用的事实。"""
    cited = {line.fact for line in plan.hotlines}
    for piece in plan.pieces:
        cited.update(fact.id for fact in plan.cited_by(piece))
    for day in plan.calendar:
        cited.update(day.facts)
    for term in plan.terms:
        cited.update(term.facts)
    for answer in plan.answers:
        cited.update(answer.facts)
    for page in with_front(pages):
        cited.update(page.facts)
    taken = _taken(plan, pages)
    for row in plan.procedures:
        if row.id in taken:
            cited.update(row.facts)
    return cited


def _with_bases(plan: Plan, ids: Iterable[str]) -> set[str]:
    """ids 和它们一层一层所据的事实。"""
    used: set[str] = set()
    waiting = list(ids)
    while waiting:
        id = waiting.pop()
        if id in plan.fact and id not in used:
            used.add(id)
            waiting += plan.fact[id].basis
    return used
