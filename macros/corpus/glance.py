"""编者概括的话：一图读懂的各句，问答的各条；每一句都写着它依据哪几段。"""

from macros.corpus.record import Id, Record, described, record
from macros.corpus.refs import FactId, PeriodId, Phone, RowId


@record("概括的一句")
class Saying(Record):
    """一句概括：自己的话，依据哪几段。"""

    text: str = described("文字", "编者用自己的话写，不添原文没有的。", "市里由联席会议统筹。")
    rests: tuple[RowId, ...] = described("依据", "这句话是从哪几段来的。", ["plan-2-1"])


@record("带小标题的一句")
class Headed(Record):
    """一句概括，前面有几个字的小标题：做哪一件、说给谁。"""

    head: str = described("小标题", "几个字，一眼看完。", "家长")
    text: str = described("文字", "编者用自己的话写，不添原文没有的。", "学校要教孩子防拐。")
    rests: tuple[RowId, ...] = described("依据", "这句话是从哪几段来的。", ["education-sports-1"])


@record("一段时间的一句")
class Stage(Record):
    """一个时段要做什么的一句概括。"""

    period: PeriodId = described("时段", "像数字的加引号。", "2030")
    text: str = described("文字", "编者用自己的话写，不添原文没有的。", "各单位做总结和宣传。")
    rests: tuple[RowId, ...] = described("依据", "这句话是从哪几段来的。", ["health-2030-1"])


@record("一图读懂")
class Glance(Record):
    """一页看完一份计划，照人会问的先后：要做什么、谁做、什么时候、跟我有什么关系、钱和考核、找谁。"""

    wants: tuple[Headed, ...] = described("要做什么", "最多四句。")
    leads: tuple[Saying, ...] = described("谁牵头", "谁统筹，谁配合。")
    stages: tuple[Stage, ...] = described("什么时候", "一个时段一句，照先后。")
    people: tuple[Headed, ...] = described("跟谁有关", "一种人一句，小标题写是谁。")
    upkeep: tuple[Headed, ...] = described("钱和考核", "钱从哪里来，做得怎样谁来管。")
    phones: tuple[Phone, ...] = described("打哪几个电话", "第一个是报警。", ["110"])
    contact: tuple[Saying, ...] = described("还能找谁", "方案和解读里写到的。", default=())


@record("问答")
class Answer(Record):
    """读者会问的一句，两句以内的回答，依据哪几段；说到法律的，facts 是依据的事实。"""

    id: Id = described("编号", "发布后不改，别处会链接到它。", "who-leads")
    who: str = described("谁会问", "相同的挨着写，页面上归成一组。", "家长")
    question: str = described("问题", "读者自己的话，以问号结尾。", "学校教不教孩子防拐？")
    answer: str = described("回答", "两句以内；原文没有回答的，照直说没有写。", "教。")
    rests: tuple[RowId, ...] = described("依据", "回答是从哪几段来的。", ["education-sports-1"])
    facts: tuple[FactId, ...] = described(
        "依据的事实", "说到法律、年龄、金额、电话的才写。", ["criminal-law-241"], default=()
    )
