"""补出网页丢的字：只许比印的多出几个字，多出的各成一截，好单独标明。"""


def only_adds(printed: str, reading: str) -> bool:
    """reading 是不是只比 printed 多了字。"""
    kept = [text for text, new in additions(printed, reading) if not new]
    if len(reading) <= len(printed):
        return False
    return "".join(kept) == printed


def additions(printed: str, reading: str) -> list[tuple[str, bool]]:
    """把 reading 切成几截，标出哪些是比 printed 多的：203149号 → 2031、〕（多）、49号。"""
    pieces: list[tuple[str, bool]] = []
    rest = printed
    for character in reading:
        new = not rest.startswith(character)
        if not new:
            rest = rest[1:]
        if pieces and pieces[-1][1] == new:
            character = pieces.pop()[0] + character  # noqa: PLW2901  # 和前一截接上
        pieces.append((character, new))
    return pieces
