"""给人看的资料、页面、名词里不许这样说的话：照做会出事的、法律上不对的、念着像禁令的。

每条规则只看一段文字；sources 查出处，这里查说法。
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.checks.glance import sayings
from macros.checks.handwritten import Pages, with_front
from macros.corpus.pieces import Leaflet, Piece, Step
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

# 给孩子自己看的资料。
CHILDREN = frozenset({"preschool", "primary", "secondary"})

# 步骤和横幅里，每千字最多几个“不、别、勿、莫”。
MOST_NEGATIONS = 25

# 给人看的正文里，汉字才算字数。
_HAN = re.compile(r"[\u4e00-\u9fff]")
# “别人、特别、区别”里的“别”不是叫人别做，“不满十四周岁”是法律的话。
_NEGATION = re.compile("不(?!满)|勿|莫|(?<![特区分识性级类告个])别(?![人的处家样])")


@dataclass(frozen=True, slots=True)
class Ban:
    """一种不许的说法：样子、说明、改法。

    but 也在同一段里就算说全了；children 是只管给孩子的资料；in_myth 是“误会”里可以引。
    """

    pattern: re.Pattern[str]
    says: str
    help: str
    but: re.Pattern[str] | None = None
    children: bool = False
    in_myth: bool = False


BANS: tuple[Ban, ...] = (
    Ban(re.compile("买卖同罪"), "卖方和买方的刑罚不同，不能说买卖同罪", "写“买也是犯罪”"),
    Ban(
        re.compile(
            r"(?:24|二十四) ?个?小时.{0,6}(?:后|才|再).{0,4}(?:报案|报警|立案)"
            r"|(?<!不用)(?<!不必)(?<!不要)等?满 ?(?:24|二十四) ?个?小时"
            r"|(?<!不用)(?<!不必)(?<!不要)(?<![别不])[等过]上?"
            r"(?:\d+|[一二两三四五六七八九十几半]+) ?个?(?:小时|钟头|天|夜|晚上).{0,4}[再才].{0,6}"
            r"(?:报案|报警|立案|打 ?110)"
        ),
        "报案不用等 24 小时，只有“误会”里能提这句错话",
        "写“马上报，不用等”",
        in_myth=True,
    ),
    Ban(
        re.compile("不追究刑事责任|不予追究"),
        "收买被拐卖的人只可能从宽，没有不追究的规定",
        "写“可以从轻”等法律上的说法",
        in_myth=True,
    ),
    Ban(
        re.compile("[拐贩买]卖人口罪|人口贩卖罪|贩卖(?:妇女|儿童)罪"),
        "刑法里没有这个罪名",
        "写“拐卖妇女、儿童罪”",
    ),
    Ban(
        re.compile("110.{0,6}或者?.{0,4}(?:告诉|报告|找)村"),
        "有人被关、被卖，先告诉村里可能走漏消息",
        "只写打 110",
    ),
    Ban(
        re.compile("截图|截屏"),
        "身体的照片、视频不截、不存、不转，等民警在那部手机上看",
        "写“屏幕关上，手机原样放着，叫信得过的大人来”",
        but=re.compile("[不别没](?:要)?截"),
        children=True,
    ),
    Ban(
        re.compile("[不别](?:要|急着)?(?:洗|换衣)"),
        "只说先别洗、别换，受了伤的人会耽误",
        "同一处写上受伤先就医",
        but=re.compile("医|救护车"),
    ),
    Ban(
        re.compile("脚不动|客客气气|很有礼貌|有礼貌地"),
        "孩子遇到要带他走的人，要退开、喊、跑，可以不讲礼貌",
        "换成退开、大声说、回到大人身边",
        children=True,
    ),
    Ban(
        re.compile("国家另有规定的除外"),
        "法条的尾巴，孩子看不懂",
        "写孩子用得上的那半句",
        children=True,
    ),
    Ban(
        re.compile("接住|求助手|接转人"),
        "这是行话，一般人听不懂",
        "写“听他说完”“跟进人”这样的平常话",
    ),
    Ban(
        re.compile(r"打\d{3,}"),
        "号码和字连在一起，各处写法不同，搜也搜不齐",
        "号码前面空一格",
    ),
    Ban(
        re.compile("12110"),
        "短信可能收不到，各地写法也不一，不能单独写",
        "同一处写上别的办法，和短信里写什么",
        but=re.compile(r"(?<!\d)110(?!\d).*写|写.*(?<!\d)110(?!\d)"),
    ),
)


# 大人看的，不管孩子的那几条。
FOR_ALL = tuple(ban for ban in BANS if not ban.children)

# 一段里一个也没有，就不必逐条看。
_ANY_BAN = re.compile("|".join(f"(?:{ban.pattern.pattern})" for ban in BANS))


def procedures_worded(plan: Plan) -> Problems:
    """共用步骤里没有不许的说法：取用它的资料有给孩子的，一律照孩子的规矩。"""
    for row in plan.procedures:
        yield from _banned(BANS, row.place.of("brief"), row.brief)
        for step in row.steps:
            yield from _banned(BANS, step.place.of("text"), step.text)


def data_texts_worded(plan: Plan) -> Problems:
    """名词、问答、日子、电话、一图读懂里没有不许的说法。"""
    for node, text in _told(plan):
        yield from _banned(FOR_ALL, node, text)


def _told(plan: Plan) -> Iterator[tuple[Node, str]]:
    """data 里说给读者听的各句话；步骤另查，照孩子的规矩。"""
    for term in plan.terms:
        yield term.place.of("means"), term.means
    for answer in plan.answers:
        yield answer.place.of("answer"), answer.answer
    for day in plan.calendar:
        yield day.place.of("says"), day.says
    for line in plan.hotlines:
        if not line.sms:  # 短信那一行说的就是短信可能收不到
            yield line.place.of("use"), line.use
    for saying in sayings(plan):
        yield saying.place.of("text"), saying.text


def pieces_worded(plan: Plan) -> Problems:
    """宣传资料里没有不许的说法。"""
    for piece in plan.pieces:
        yield from piece_worded(piece)


def pages_worded(_plan: Plan, pages: Pages) -> Problems:
    """手写页面里没有不许的说法：求助页是出了事的人看的，更不能说错。"""
    for page in with_front(pages):
        for node, text in page.lines():
            yield from _banned(FOR_ALL, node, text)


def piece_worded(piece: Piece) -> Problems:
    """一份资料里不许的说法。"""
    bans = BANS
    if CHILDREN.isdisjoint(piece.audience):
        bans = FOR_ALL
    outside_myth = tuple(ban for ban in bans if not ban.in_myth)
    for node, text, myth in piece.passages():
        if myth:
            yield from _banned(outside_myth, node, text)
        else:
            yield from _banned(bans, node, text)


def _banned(bans: Sequence[Ban], node: Node, text: str) -> Problems:
    """一段文字里不许的说法，一种报一处。"""
    if not _ANY_BAN.search(text):
        return
    for ban in bans:
        match = ban.pattern.search(text)
        if match and not (ban.but and ban.but.search(text)):
            message = f"不能写“{match[0]}”：{ban.says}"
            yield node.problem(message, ban.help, match.start())


def negations(text: str) -> float:
    """每千字有几个“不、别、勿、莫”；只数汉字。"""
    characters = len(_HAN.findall(text))
    if not characters:
        return 0
    return len(_NEGATION.findall(text)) * 1000 / characters


def action_first(plan: Plan) -> Problems:
    """传单的步骤、标语的横幅，先说做什么，再说不做什么。"""
    for piece in plan.pieces:
        yield from piece_action_first(piece)


def piece_action_first(piece: Piece) -> Problems:
    """一份资料里太多的“不”。"""
    if isinstance(piece, Leaflet):
        lines = [piece.lead, *_step_lines(piece.steps)]
        field = "steps"
    elif piece.form == "slogans":
        lines = _banners(piece)
        field = "form"
    else:
        return
    count = negations("".join(lines))
    if count > MOST_NEGATIONS:
        message = f"“不、别、勿、莫”每千字有 {count:.0f} 个，念着像禁令"
        help = f"先说做什么，每千字至多 {MOST_NEGATIONS} 个"
        yield piece.place.of(field).problem(message, help)


def _step_lines(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        yield step.title
        yield step.text


def _banners(piece: Piece) -> list[str]:
    """标语表第一栏的字。"""
    rows = [line for line in piece.body.split("\n") if line.startswith("| ")]
    return [row.split("|")[1] for row in rows]


def phones_explained(plan: Plan) -> Problems:
    """印上的每个电话，资料里有一句话说什么时候打：不相干的号，会让人先打错。"""
    for piece in plan.pieces:
        yield from piece_phones_explained(plan, piece)


def piece_phones_explained(plan: Plan, piece: Piece) -> Problems:
    """一份资料印了却没有说明的电话。"""
    told = "\n".join(told_text(plan, piece))
    for n, number in enumerate(piece.phones):
        if not re.search(rf"(?<!\d){number}(?!\d)", told):
            message = f"印了 {number}，正文没有说什么时候打"
            yield piece.place.of("phones", n).problem(
                message, "在正文里写一句，或把它从 phones 里拿掉"
            )


def told_text(plan: Plan, piece: Piece) -> Iterator[str]:
    """一份资料说给人听的话：传单的步骤和框，文章的正文，取用的步骤。

    依据、电话那几行不算。
    """
    for id in piece.procedures:
        if id in plan.procedure:
            yield plan.procedure[id].brief
            yield from (step.text for step in plan.procedure[id].steps)
    if isinstance(piece, Leaflet):
        yield from _step_lines(piece.steps)
        yield from _box_lines(piece)
    yield piece.body


def _box_lines(piece: Leaflet) -> Iterator[str]:
    for box in piece.boxes:
        for item in box.items:
            yield item.head or ""
            yield item.text
