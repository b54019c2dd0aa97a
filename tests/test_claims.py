"""宣传资料里的硬话：没有出处的条号、年龄、刑期、金额、日期、电话，一个字也放不过去。"""

import datetime
import re
from dataclasses import replace

import pytest
from conftest import ROOT, edit

from macros import check, claims, model

CITY = ROOT / "tests/city"


@pytest.fixture(scope="module")
def city():
    """虚构城市的计划：一条事实（《云汀市渡船守则》第三条，2031-04-06 起施行），一份传单，一份讲话。"""
    plan, problems = model.load(CITY)
    assert not problems
    return plan


def said(plan, text, **changes):
    """讲话的正文换成 text，查出的话。"""
    piece = replace(plan.piece["ferry-talk"], body=text, **changes)
    return [str(problem) for problem in claims.problems(plan, piece)]


@pytest.mark.parametrize(
    "words",
    [
        "《渡船守则》第三条",
        "《云汀市渡船守则》第四条",
        "照第九条办",
        "《民法典》说过",
        "打 12399",
        "打 0123-4567890",
        "满十四周岁",
        "不满 8 岁",
        "判五年以上",
        "处有期徒刑",
        "罚款",
        "交 500 元",
        "赔十倍",
        "有 30% 的人",
        "百分之三十的人",
        "2030年4月",
        "2031-04-07",
        "5月9日",
    ],
)
def test_a_hard_claim_without_a_source_is_refused(city, words):
    """每一种硬话，所引的事实里没有，就报，说出原来的写法和在第几行。"""
    (problem, *_) = said(city, f"开头。\n\n大家注意，{words}，记住。")
    assert re.fullmatch(r"docs/publicity/ferry-talk\.md:\d+:\d+: .+（.+）", problem)
    assert f":{city.piece['ferry-talk'].body_line + 2}:" in problem


@pytest.mark.parametrize(
    "words",
    ["《云汀市渡船守则》第三条", "第三条", "打 110", "2031年4月6日", "2031年4月", "2031 年", "4月6日", "走 3 步"],
)
def test_a_claim_with_a_source_passes(city, words):
    """事实里有的条号、日期，热线表里的电话，配的日子，都可以写；说到日的出处，可以只说年、月。"""
    assert said(city, f"大家注意，{words}，记住。") == []


def test_numerals_mean_the_same(city):
    """十四周岁就是 14 岁：事实里写汉字，资料里写数字，一样算有出处。"""
    fact = replace(city.facts[0], says="不满十四周岁的，判五年以上。")
    plan = replace(city, facts=(fact,), fact={fact.id: fact})
    assert said(plan, "不满 14 岁，判 5 年以上。") == []
    assert [claims.number(word) for word in ("8", "十", "十四", "二十", "二百四十", "三千")] == [
        8,
        10,
        14,
        20,
        240,
        3000,
    ]


def test_the_basis_of_a_fact_counts(city):
    """由别的事实得出的，那些事实写着的也算出处。"""
    base = replace(city.facts[0], id="base", says="满八周岁。")
    fact = replace(city.facts[0], says="照它写。", source=None, article=None, since=None, basis=("base",))
    plan = replace(city, facts=(base, fact), fact={"base": base, fact.id: fact})
    assert said(plan, "满八周岁") == []


def test_a_percentage_needs_a_date(city):
    """百分比要说是哪年的数：出处没有日期就不许写。"""
    fact = replace(city.facts[0], says="有 30% 的人。")
    plan = replace(city, facts=(fact,), fact={fact.id: fact})
    assert said(plan, "有 30% 的人") == []
    undated = replace(fact, since=None)
    assert "没有日期" in said(replace(plan, facts=(undated,), fact={fact.id: undated}), "有 30% 的人")[0]


@pytest.mark.parametrize(
    "words", ["买卖同罪", "失踪 24 小时后才能报案", "等满 24 小时", "可以不追究刑事责任", "拐卖人口罪"]
)
def test_what_must_not_be_said(city, words):
    """这些话是错的，写上去会害人。"""
    assert any("不能写" in problem for problem in said(city, words))


def test_a_wrong_belief_may_be_quoted_as_one(city):
    """“误会”里可以引 24 小时那句错话，为的是说它不对；别处说不用等，也可以。"""
    assert said(city, "误会：失踪 24 小时后才能报案") == []
    assert said(city, "不用等 24 小时，马上报") == []
    assert said(city, "误会：买卖同罪") != []


def test_changing_any_number_of_the_real_pieces_is_noticed(plan):
    """真实资料里随便哪个年龄、刑期、条号改成别的，都查得出来。"""
    tried = 0
    for piece in plan.pieces:
        for node, text, _ in piece.passages():
            for claim in claims.claims(text):
                if claim.kind in ("年龄", "刑期"):
                    changed = text.replace(claim.words, "97 周岁" if claim.kind == "年龄" else "97 年", 1)
                    one = replace(piece, body=changed, body_line=1, facts=piece.facts)
                    found = [p for p in claims.problems(plan, one) if p.path == piece.path and "97" in p.message]
                    assert found, (node, text)
                    tried += 1
    assert tried > 10


def test_when_a_review_is_due(city):
    """到期那天还不算过期，第二天算；往后 60 天内的算快到期。"""
    fact, piece = city.facts[0], city.piece["ferry-talk"]
    day = datetime.timedelta(days=1)
    assert claims.overdue(city, fact.review) == ([], sorted(claims.overdue(city, fact.review)[1]))
    assert len(claims.overdue(city, piece.review + day)[0]) == len(city.pieces) + len(city.facts)
    assert claims.overdue(city, piece.review - 61 * day) == ([], [])
    assert claims.overdue(city, piece.review - 60 * day)[1] != []


@pytest.fixture
def project(tmp_path):
    """虚构城市的副本，可以随便改坏。"""
    import shutil

    shutil.copytree(CITY, tmp_path / "city")
    for name in ("macros", "overrides"):
        (tmp_path / "city" / name).symlink_to(ROOT / name)
    return tmp_path / "city"


LEAFLET, TALK = "docs/publicity/ferry-leaflet.md", "docs/publicity/ferry-talk.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (LEAFLET, "headline: [上下渡船, 牵紧手]", "headline: [上下渡船]", "headline 有 1 条"),
        (LEAFLET, "card_fields: [孩子姓名]", "card_fields: [甲, 乙, 丙]", "card_fields 有 3 条"),
        (LEAFLET, "kind: avoid", "kind: myth", "head 写得不对"),
        (LEAFLET, "palette: lake", "palette: gold", "没有颜色 gold"),
        (LEAFLET, 'phones: ["110"]', 'phones: ["12399"]', "没有电话 12399"),
        (LEAFLET, "facts: [police-line]", "facts: [police-line, police-line]", "写了两遍"),
        (LEAFLET, "facts: [police-line]", "facts: []", "没有依据任何事实"),
        (LEAFLET, "occasions: [ferry-day]", "occasions: [no-day]", "没有日子 no-day"),
        (LEAFLET, "review: 2032-04-01", "review: 2031-04-06", "复核期限不晚于"),
        (LEAFLET, "alt: 一条渡船停在码头边。", "alt: ", "alt"),
        (LEAFLET, "card: 过渡三件事", "cards: 过渡三件事", "未知字段 cards"),
        (TALK, "## 二、三件事", '{{ fill("") }}\n\n## 二、三件事', "fill"),
        ("data/facts.yml", "source: 云汀市渡船守则", "basis: [police-line]", "没有事实 police-line"),
        ("data/facts.yml", "  seen: 原文", "  basis: [other]\n  seen: 原文", "source 和 basis 要写一个"),
        ("data/hotlines.yml", "fact: police-line", "fact: no-line", "没有事实 no-line"),
        ("data/calendar.yml", 'start: "04-06"', 'start: "04-31"', "没有 04-31 这一天"),
        ("data/calendar.yml", 'start: "04-06"', "dates: []", "start 和 dates 要写一个"),
        ("data/calendar.yml", 'start: "04-06"', 'start: "04-06"\n  dates: [2032-04-06]', "start 和 dates 要写一个"),
        ("data/calendar.yml", "plan: []", "plan: [no-row]", "没有 no-row"),
    ],
)
def test_each_rule_about_pieces_speaks_up(project, file, old, new, message):
    """资料、事实、热线、日历各条规则，改坏一处就报在那个文件里。"""
    edit(project / file, old, new)
    found = [str(problem) for problem in check.problems(project)[1]]
    assert any(problem.startswith(f"{file}:") and message in problem for problem in found), found


def test_a_leaflet_keeps_its_words_in_the_front_matter(project):
    """传单的话都在元数据里：写进正文的不会印，所以不许写。"""
    path = project / LEAFLET
    path.write_text(path.read_text(encoding="utf-8") + "\n多写的一段。\n", encoding="utf-8")
    assert any("正文要空着" in str(problem) for problem in check.problems(project)[1])


def test_an_unused_fact_is_reported(project):
    """没有一处用到的事实，留着没有人复核。"""
    path = project / "data/facts.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("police-line", "spare-line"), encoding="utf-8")
    assert any("没有一处用到 spare-line" in str(problem) for problem in check.problems(project)[1])


def test_long_sentences_are_refused(project):
    """传单的句子平均不到 30 个字，站着看也看得懂。"""
    edit(
        project / LEAFLET,
        "lead: 渡口人多，孩子一转身就看不见。上船、坐船、下船，各做一件事。",
        "lead: " + "长" * 2000 + "。",
    )
    assert any("句子平均有" in str(problem) for problem in check.problems(project)[1])
