"""海报的记录：远处的人看的几句话。"""

from macros.corpus.record import Record, described, record
from macros.corpus.refs import Phone


@record("海报")
class Poster(Record):
    """海报上的话：题目、一句话、几步、最大的号码和什么时候打。远处看，越少越好。"""

    title: tuple[str, ...] = described(
        "题目", "两行，一行一项；不写就用大标题。", ["孩子走失", "怎么办"], default=()
    )
    sentence: str = described("一句话", "题目下面最要紧的一句。", "马上打 110，一边报一边找")
    steps: tuple[str, ...] = described(
        "几步",
        "最多五条，一条一行；不写就用各步的短话。",
        ["请工作人员广播、守出口"],
        default=(),
    )
    call: str = described("什么时候打", "印在号码前面。", "孩子不见了，马上打")
    number: Phone = described("最大的号码", "加引号，phones 里的一个。", "110")
