"""易读版：读字不多的人自己看，句子长了、字难了、没有图，就白做了。"""

from dataclasses import replace

import pytest
from checking import assert_says_in
from lxml import html
from project import edit

from macros.checks.run import check
from macros.corpus.chinese import sentences
from macros.corpus.loading import load
from macros.pages.macros import leaflet_text
from macros.pages.view import View
from macros.printing.sheets import body_size

LEAFLET = "docs/publicity/ferry-leaflet.md"
ART = "docs/publicity/art/ferry-leaflet.svg"
# 云汀的传单改成易读版。
EASY = (
    ("minutes: 2", "easy: true\nminutes: 2"),
    (
        "lead: 渡口人多，孩子一转身就看不见。上船、坐船、下船，各做一件事。",
        "lead: 三件事，一件一件做。",
    ),
    ("text: 排队的时候就牵住孩子的手，让孩子走在大人身边。", "text: 牵住孩子的手。一起走。"),
    ("text: 大人坐外边，孩子坐里边，认清穿蓝衣的船工在哪里。", "text: 大人坐外边。孩子坐里边。"),
    (
        "text: 等船停稳，数一数自家的人，一起下船，在码头上不分开走。",
        "text: 等船停好。数一数人。一起下船。",
    ),
    ("找不到人，马上喊船工]", "找不到人，马上叫人]"),
    ("text: 喊船工停船，打 110，说清孩子的样子。", "text: 请人打 110。"),
)


@pytest.fixture
def easy_project(city_project):
    """云汀，传单是合格的易读版，插图有三格。"""
    for old, new in EASY:
        edit(city_project / LEAFLET, old, new)
    groups = "".join(f'<g id="step-{n}"></g>' for n in (1, 2, 3))
    edit(city_project / ART, "</svg>", f"{groups}</svg>")
    return city_project


def easy_problems(project):
    """说易读版不合的各句。"""
    found = [str(problem) for problem in check(project)[1]]
    return [said for said in found if "易读版" in said or "没有图" in said]


def test_a_sound_one_passes(easy_project):
    """合格的一个字也不报：编者照着写，不该再被拦。"""
    assert easy_problems(easy_project) == []


def test_others_are_left_alone(city_project):
    """没有写 easy 的传单不管：平常的传单一句可以说两件事。"""
    assert easy_problems(city_project) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "text: 牵住孩子的手。",
            "text: 牵住孩子的手让孩子走在大人的身边去。",
            "有 17 个字",
        ),
        ("text: 牵住孩子的手。", "text: 牵手，站好，别动。", "说了几件事"),
        ("text: 牵住孩子的手。", "text: 牵手（一起）走。", "说了几件事"),
        ("text: 牵住孩子的手。", "text: 攥住孩子的手。", "“攥”不在 2500 个常用字里"),
        ("一起下船。", "一起下船。往前走。", "一步有 4 句"),
        ("text: 请人打 110。", "text: 请人打 110。等人来。", "不止一句"),
        ("headline: [上下渡船, 牵紧手]", "headline: [上下舢板, 牵紧手]", "“舢”不在"),
        ("card: 过渡三件事", "card: 过渡的时候要一件一件做好的三件大事", "个字"),
    ],
)
def test_each_rule_speaks_up(easy_project, old, new, expected):
    """句子长、说几件事、字不常用、句子多，各有一句话。"""
    assert_says_in(easy_project, LEAFLET, old, new, expected)


def test_every_step_has_its_picture(easy_project):
    """少画一格就说是哪一步：图是给读不了字的人的。"""
    edit(easy_project / ART, '<g id="step-2"></g>', "")
    (said,) = easy_problems(easy_project)
    assert said.startswith(f"{ART}:")
    assert "第 2 步" in said
    assert "step-2" in said


def test_the_page_shows_one_picture_and_one_line_at_a_time(easy_project):
    """网页上每一步有自己的一格图，一句一行。"""
    plan, _ = load(easy_project)
    piece = plan.piece["ferry-leaflet"]
    page = html.fromstring(leaflet_text(View(plan=plan, root="../"), piece, ()))
    steps = page.xpath("//ol[@class='steps']/li")
    views = [step.xpath("img/@src")[0].partition("#")[2] for step in steps]
    assert views == [f"svgView(viewBox({x},0,160,200))" for x in (0, 160, 320)]
    assert [len(step.xpath("br")) for step in steps] == [2, 2, 3]


def test_the_words_in_word_are_large(easy_project):
    """Word 里的字也大：打印出来给人看的，十磅半的字读不了。"""
    plan, _ = load(easy_project)
    piece = plan.piece["ferry-leaflet"]
    assert body_size(piece) == 14
    assert body_size(replace(piece, easy=False)) < 12


def test_sentences_keep_their_quotes():
    """后引号跟着前一句；没有句号的一截也算一句，不丢字。"""
    text = "他说：“走吧。”你先问。再看"
    assert sentences(text) == ("他说：“走吧。”", "你先问。", "再看")
    assert "".join(sentences(text)) == text
