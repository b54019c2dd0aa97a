"""发布过的地址怎样留着：从前的锚点。"""

from macros.corpus.record import Record, described, record


@record("从前的锚点")
class OldAnchors(Record):
    """一页里从前的锚点：标题的锚点换了，旧的链接照样到那一节。"""

    page: str = described("哪一页", "docs/ 下的文件名。", "publicity/lesson-primary.md")
    now: dict[str, str] = described(
        "从前的锚点 → 现在的", "一行一个，两边都加引号。", {"_1": "班会目标"}
    )
