"""一图读懂的课件：三张，要做什么、谁做和什么时候、跟谁有关；全部的话和电话在备注里。"""

import datetime
from collections.abc import Iterable, Iterator

from macros.corpus.glance import Headed
from macros.corpus.plan import Plan
from macros.printing.deck import Deck, Page, TextBox
from macros.printing.slideshow import PLACES, Colors, largest

TITLE = "一图读懂"
# 坐着开会看的，不是上课放的：放不下的时候，字可以小到二十磅。
_SIZES = (36, 32, 28, 26, 24, 22, 20)
# 备注里先说清楚。
_OURS = "句子是编者概括的，以方案原文为准。"


def glance_deck(plan: Plan) -> Deck | None:
    """一图读懂的课件；没有写一图读懂，或者没有正文，是 None。"""
    main = plan.main
    if main is None or not plan.glance.wants:
        return None
    date = datetime.date(2000, 1, 1)
    if main.card:
        date = main.card.date
    colors = plan.tokens.colors
    return Deck(
        title=f"{TITLE}：{main.title}",
        kicker=TITLE,
        pages=tuple(_pages(plan)),
        colors=Colors(
            band=colors["band"].light,
            accent=colors["brand"].light,
            lamp=colors["lamp"].light,
            paper=colors["paper"].light,
        ),
        date=date,
    )


def _pages(plan: Plan) -> Iterator[Page]:
    glance = plan.glance
    main = plan.main
    about = [main.title] if main else []
    yield _page("方案要做什么", _headed(glance.wants), about)
    leads = [saying.text for saying in glance.leads]
    stages = [f"{plan.period[stage.period].label}：{stage.text}" for stage in glance.stages]
    yield _page("谁来做，什么时候做", [*leads[:1], *stages], leads[1:])
    more = [*_headed(glance.upkeep), "该找谁："]
    for number in glance.phones:
        hotline = plan.hotline[number]
        more.append(f"{number}　{hotline.name}：{hotline.use}")
    more += [saying.text for saying in glance.contact]
    yield _page("跟你有什么关系", _headed(glance.people), more)


def _headed(rows: Iterable[Headed]) -> list[str]:
    """一条一行，前面是小标题。"""
    return [f"{row.head}：{row.text}" for row in rows]


def _page(title: str, lines: list[str], more: list[str]) -> Page:
    """一张；more 是只写在备注里的。放不下的，字号是 0。"""
    frame = PLACES["lines"]
    size = largest(lines, frame, _SIZES, bullet=True)
    text = TextBox(lines=tuple(lines), size=size, frame=frame)
    notes = "\n\n".join([_OURS, *lines, *more])
    return Page(kind="points", title=title, texts=(text,), notes=notes)
