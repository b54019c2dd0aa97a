"""资料的元数据里，哪些是印出来的话。"""

from collections.abc import Iterator

from macros.corpus.yaml import Node, Scalar, Sequence, Table

# 不印出来的字段：编号、日期、选项。
UNPRINTED = frozenset(
    {
        "form",
        "audience",
        "occasions",
        "serves",
        "minutes",
        "briefing",
        "palette",
        "phones",
        "facts",
        "version",
        "date",
        "review",
        "exit",
        "rank",
        "label",
    }
)


def printed_texts(node: Node, *, myth: bool) -> Iterator[tuple[Node, str, bool]]:
    """一个值里的全部文字；kind: myth 的框里是误会。"""
    if isinstance(node, Scalar):
        yield node, node.text, myth
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from printed_texts(item, myth=myth)
    elif isinstance(node, Table):
        kind = node.of("kind")
        if isinstance(kind, Scalar) and kind.text == "myth":
            myth = True
        for name, (_, value) in node.entries.items():
            if name != "kind":
                yield from printed_texts(value, myth=myth)
