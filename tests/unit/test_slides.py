"""课件的规则：记号和各张一一对上，字放得下，一张只讲一件事。"""

import pytest
from checking import messages
from decked import add_slides

from macros.corpus.loading import load
from macros.corpus.slides import LAST, parted

TALK = "docs/publicity/ferry-talk.md"
LONG = "牵好手" * 30


def test_a_good_deck_passes(city_project):
    """写对了的课件，检查一句不说。"""
    add_slides(city_project)
    assert messages(city_project) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("- id: again", "- id: hands", 27, "代号和第 19 行的一样"),
        ('{{ slide("again") }}\n\n', "", 27, "正文里没有讲到 again 的记号"),
        ('{{ slide("again") }}', '{{ slide("agian") }}', 55, "课件里没有 agian 这一张"),
        ('{{ slide("again") }}\n\n先', '先{{ slide("again") }}', 55, "记号要单独写一行"),
        ("发卡片。", '{{ slide("down") }}', 61, "次序不对，或写了两次"),
        ("title: 上船三件事", f"title: {LONG}", 20, "一行放不下"),
        ("title: 上船三件事\n  lines: [牵好手", f"title: 上船\n  lines: [{LONG}", 21, "字放不下"),
        ("lines: [先喊人]", "lines: [先喊人，打 12355]", 29, "12355 正文里没有，phones 里也没有"),
        ("ask: 数到几", f"ask: {LONG}", 38, "字放不下"),
        ("title: 开渡讲话", f"title: {LONG[:27]}", 2, "课件的"),
        ("cards: [1, 2]", "cards: [1, 3]", 32, "没有这么多张卡片"),
        ("cards: [1, 2]", "cards: [0, 1]", 32, "没有这么多张卡片"),
        ("cards: [1, 2]", "cards: [1, 2, 1, 2, 1]", 32, "最多 4 张"),
        ("cards: [1, 2]", "cards: [1, 2]\n  board: true", 31, "要放一样"),
        ("  ask: 数到几\n", "", 37, "要放一样"),
        ('<div class="board" markdown>', '<div class="note" markdown>', 35, "正文里没有板书"),
        ("drawing: ferry-leaflet", "drawing: ferry-talk", 23, "ferry-talk"),
        (
            "两张卡片\n  cards: [1, 2]",
            "卡片一至二\n  cards: [1]",
            32,
            "题目写的是一至二，放的是第 1 张",
        ),
        ("cards: [1, 2]", "cards: [1, 1]", 32, "第 1 张卡片，“两张卡片”那一张放过了"),
        ("- id: down\n  title: 下船\n  ask: 数到几\n", "", 19, "有 7 张"),
    ],
)
def test_each_rule_speaks_up(city_project, old, new, line, says):
    """写错一处，头一句就是它，在那一行；放不下的说出是哪一张。"""
    add_slides(city_project, old, new)
    first, *_ = messages(city_project)
    assert first.startswith(f"{TALK}:{line}:"), first
    assert says in first


def test_marks_without_slides(city_project):
    """只有记号、没有课件：说先写 slides，不会悄悄没有课件。"""
    path = city_project / TALK
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\n{{{{ slide("hands") }}}}\n', encoding="utf-8")
    (said,) = messages(city_project)
    assert "先在元数据里写 slides" in said


def test_nothing_is_lost_between_marks(city_project):
    """照记号切开再接上，除了记号一个字不少：少一段，讲的人就少一段稿子。"""
    add_slides(city_project)
    plan, _ = load(city_project)
    body = plan.piece["ferry-talk"].body
    first, parts = parted(body)
    marked = [f'{{{{ slide("{id}") }}}}\n{after}' for id, after in parts.items()]
    assert first + "".join(marked) == body
    assert list(parts)[-1] == LAST
