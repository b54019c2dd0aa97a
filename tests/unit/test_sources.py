"""宣传资料里的硬话：没有出处的条号、年龄、刑期、金额、日期、电话，一个字也放不过去。"""

import re
from dataclasses import replace

import pytest
from checking import assert_says_in
from project import with_paragraph

from macros.checks import sources
from macros.checks.claims import claims
from macros.corpus.chinese import number
from macros.corpus.loading import load

# 一处硬话里的数。
NUMBER = re.compile(r"\d+|[〇零一二两三四五六七八九十百]+")


def said(plan, text, **changes):
    """讲话的正文换成 text，查出的话。"""
    piece = replace(plan.piece["ferry-talk"], body=text, **changes)
    return [str(problem) for problem in sources.piece_sourced(plan, piece)]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("data/steps.yml", "打 110，同时", "打 12399，同时", "“12399”没有出处"),
        ("data/steps.yml", "short: 抛到他身边", "short: 满八周岁", "“八周岁”没有出处"),
        ("data/terms.yml", "means: 被解救出来的人。", "means: 满八周岁的人。", "“八周岁”没有出处"),
        ("docs/help.md", "{{ hotlines() }}", "满八周岁，打 110。", "“八周岁”没有出处"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """改坏一处，就报在那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


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
    [
        "《云汀市渡船守则》第三条",
        "第三条",
        "打 110",
        "2031年4月6日",
        "2031年4月",
        "2031 年",
        "4月6日",
        "走 3 步",
    ],
)
def test_a_claim_with_a_source_passes(city, words):
    """事实里有的条号、日期，热线表里的电话，配的日子，都可以写；说到日的出处，可以只说年、月。"""
    assert said(city, f"大家注意，{words}，记住。") == []


def test_numerals_mean_the_same(city):
    """十四周岁就是 14 岁：事实里写汉字，资料里写数字，一样算有出处。"""
    fact = replace(city.facts[0], says="不满十四周岁的，判五年以上。")
    plan = replace(city, facts=(fact,))
    assert said(plan, "不满 14 岁，判 5 年以上。") == []
    assert [number(word) for word in ("8", "十", "十四", "二十", "二百四十", "三千")] == [
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
    fact = replace(
        city.facts[0], says="照它写。", source=None, article=None, since=None, basis=("base",)
    )
    plan = replace(city, facts=(base, fact))
    assert said(plan, "满八周岁") == []


def test_the_basis_of_a_basis_counts(city):
    """由别的事实得出的事实，再得出一条，追到底的出处也算：不然“由下面几条得出”后面会是空的。"""
    base = replace(city.facts[0], id="base", says="满八周岁。")
    middle = replace(
        base, id="middle", says="中间。", source=None, article=None, since=None, basis=("base",)
    )
    top = replace(middle, id=city.facts[0].id, basis=("middle",))
    plan = replace(city, facts=(base, middle, top))
    assert said(plan, "满八周岁") == []
    assert plan.grounds(top) == (base,)


def test_steps_bring_their_facts(city):
    """取用共用的步骤，就有了那些步骤的依据：正文不必再列一遍。"""
    talk = city.piece["ferry-talk"]
    assert talk.procedures == ("man-overboard",)
    assert city.cited_by(replace(talk, facts=())) == (city.fact["police-line"],)


def test_a_percentage_needs_a_date(city):
    """百分比要说是哪年的数：出处没有日期就不许写。"""
    fact = replace(city.facts[0], says="有 30% 的人。")
    plan = replace(city, facts=(fact,))
    assert said(plan, "有 30% 的人") == []
    undated = replace(fact, since=None)
    assert "没有日期" in said(replace(plan, facts=(undated,)), "有 30% 的人")[0]


def test_changing_any_number_of_the_real_pieces_is_noticed(plan):
    """真实资料里随便哪个年龄、刑期、条号改成别的，都查得出来。"""
    tried = 0
    for piece in plan.pieces:
        for node, text, _ in piece.passages():
            for claim in claims(text):
                if claim.kind in ("年龄", "刑期"):
                    words = NUMBER.sub("97", claim.words, count=1)
                    changed = text.replace(claim.words, words, 1)
                    one = replace(piece, body=changed, body_line=1, facts=piece.facts)
                    found = [
                        p
                        for p in sources.piece_sourced(plan, one)
                        if p.path == piece.path and "97" in p.message
                    ]
                    assert found, (node, text)
                    tried += 1
    assert tried > 10


def test_a_page_may_name_what_the_official_text_names(city_project):
    """公文点名的法律，名词的解释里可以提：那是转述，不是编者的主张。"""
    plan, _ = load(city_project)
    row = plan.main.paragraphs[0]
    named = replace(row, text=row.text + "照《云汀市渡口条例》办。")
    plan = with_paragraph(plan, named)
    term = replace(plan.terms[0], means="照《云汀市渡口条例》办。")
    assert list(sources.terms_sourced(replace(plan, terms=(term,)))) == []
    term = replace(plan.terms[0], means="照《云汀市港口条例》办。")
    assert len(list(sources.terms_sourced(replace(plan, terms=(term,))))) == 1
