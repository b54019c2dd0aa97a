"""每条规则各有一个违反它的例子：没有例子的规则，不知道管不管用。"""

import time

import pytest
from conftest import ROOT, edit

from macros import check
from macros.check import contrast

HEALTH = "data/units/health.yml"
POLICE = "data/units/public-security.yml"
PLAN = "data/documents/plan.yml"
ALIGNMENT = "data/alignment.yml"
TERMS = "data/terms.yml"
BAO_YANG = "抱养\n  sound: bao yang"
TIMELINE = "data/timeline.yml"
TOKENS = "data/tokens.yml"


def found(project):
    """检查一遍，返回错误的文字。"""
    return [str(problem) for problem in check.problems(project)[1]]


def test_the_real_data_has_no_problem():
    """仓库里的数据自己要过关。"""
    assert check.problems(ROOT)[1] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (HEALTH, "- number: 4\n    text: 关爱", "- number: 6\n    text: 关爱", "health.yml:43:13: 序号是 6，应是 4"),
        (HEALTH, "order: 7", "order: 8", "次序是 8，应是 7"),
        (HEALTH, "name: 市卫健委\nfull", "name: 市公安局\nfull", "名称和 data/units/public-security.yml 相同"),
        (HEALTH, '  "2022":', '  "2021":', "periods.yml 里没有时段 2021"),
        (HEALTH, '  "2022":', '  "2021":', "缺少 2022 这一时段的举措"),
        (
            HEALTH,
            "serves: [health-3]\n  - number: 5",
            "serves: [health-9]\n  - number: 5",
            "没有 id 为 health-9 的重点任务",
        ),
        (HEALTH, "priorities: [assistance]", "priorities: [asistance]", "没有 id 为 asistance 的工作重点"),
        (HEALTH, "priorities: [assistance]", "priorities: []", "没有归入工作重点"),
        (HEALTH, "serves: [health-4]\n", "serves: []\n", "不服务任何重点任务，却没有理由"),
        (HEALTH, "serves: [health-4]\n", "serves: [health-4]\n    note: 多余\n", "已经有了所服务的任务，不用 note"),
        (HEALTH, "serves: [health-4]\n", "serves: [health-4, health-4]\n", "health-4 写了两遍"),
        (PLAN, "- id: plan-1-1\n", "- id: plan-1\n", "id plan-1 重复"),
        (PLAN, "- id: plan-1-1\n", "- id: goal\n", "id goal 没有以篇名开头"),
        (PLAN, "appendix: true", "appendix: false", "带推进表的正文有 0 篇"),
        (PLAN, "page: plan/index.md", "page: plan/none.md", "docs/ 里没有 plan/none.md"),
        (PLAN, "basis: interpretation-3-1", "basis: interpretation-9", "没有 id 为 interpretation-9 的段落"),
        (PLAN, "text: 附件：重点", "text: 附件:重点", "半角标点“:”"),
        (PLAN, "text: 一、工作目标", "text: 一、工作 目标", "汉字之间有空格"),
        ("data/documents/draft.yml", "base: plan", "base: paln", "没有 id 为 paln 的公文"),
        ("data/documents/draft.yml", "before: plan-title", "before: plan-tilte", "plan 里没有 plan-tilte 这一段"),
        ("data/documents/draft.yml", "base: plan\n", "", "paragraphs 和 base 要写一个"),
        ("data/source/SOURCE.yml", "notice, plan,", "plan,", "公文 notice 在次序里出现了 0 次"),
        ("data/source/SOURCE.yml", "line: 428\n", "line: 429\n", "和原网页第 429 行不同"),
        ("data/source/SOURCE.yml", "line: 848", "line: 9999", "原网页只有"),
        ("data/source/SOURCE.yml", "first: 74\n  last: 76", "first: 76\n  last: 74", "断行的起止不对"),
        ("data/periods.yml", "first: 2023\n", "first: 2024\n", "接不上前一时段的 2022 年"),
        ("data/periods.yml", "last: 2029\n", "last: 999999999\n", "不是一段年份"),
        ("data/priorities.yml", "title: 强化宣传教育引导", "title: 强化宣传", ""),
        ("data/priorities.yml", "title: 强化宣传教育引导", "title: 宣传为先", "plan-3-4 里没有这几个字"),
        ("data/errata.yml", "printed: 立争\n", "printed: 力争\n", "“力争”在 public-security-2022-2 里出现了 0 次"),
        ("data/errata.yml", "reading: 力争\n", "reading: 立争\n", "reading 和 printed 相同"),
        (
            "data/errata.yml",
            "reading: 2022年1月启动\n  basis: 同段",
            "reading: 2022年2月启动\n  basis: 同段",
            "restored 的 reading 要比 printed 只多字",
        ),
        ("data/errata.yml", "printed: 打拐犯罪", "printed: 研究本地打拐犯罪形势，结合", ""),
        (TOKENS, 'light: "#4c463c"', 'light: "#8a95a3"', "light 下 muted 写在 paper 上只有"),
        (TOKENS, "{text: urgent, on: paper", "{text: ugent, on: paper", "没有 id 为 ugent 的颜色"),
        (TOKENS, "  line:\n", "  lines:\n", "样式用到 line，这里没有"),
        (TOKENS, "  touch: 44px\n", "", "样式用到 touch，这里没有"),
        (TOKENS, 'lake: {band: "#0c4a56"', 'lake: {band: "#9fd6e0"', "#ffffff 写在 #9fd6e0 上只有"),
        (TOKENS, 'lake: {band: "#0c4a56"', 'lake: {band: "#5e6a6d"', "#f4bd5b 写在 #5e6a6d 上只有"),
        (TOKENS, 'accent: "#0b4c58"', 'accent: "#8a95a3"', "#ffffff 写在 #8a95a3 上只有"),
        (TOKENS, 'accent: "#0b4c58"', 'accent: "#8a95a3"', "#8a95a3 写在 #fffdf8 上只有"),
        (
            TOKENS,
            'tint: "#fbe9cf", tint2: "#d9efec"',
            'tint: "#7f7f7f", tint2: "#d9efec"',
            "#0b4c58 写在 #7f7f7f 上只有",
        ),
        (TOKENS, 'tint2: "#d9efec"', 'tint2: "#5f5f5f"', "#221f1a 写在 #5f5f5f 上只有"),
        (TOKENS, 'tint2: "#d9efec"', 'tint2: "#c0d8d4"', ""),
        (TOKENS, 'tint2: "#d9efec"', 'tint2: "#D9EFEC"', "tint2 写法不对：#D9EFEC"),
        ("data/synonyms.yml", "[坐牢, 出狱,", "[坐牢, 坐牢,", "“坐牢”已经列在"),
        ("data/synonyms.yml", "[坐牢, 出狱,", "[坐牢, 。,", "“。”里没有字"),
        ("data/questions.yml", "see: plan-1-1,", "see: plan-1-9,", "没有 id 为 plan-1-9 的记录"),
        ("data/questions.yml", "see: plan-1-1,", "see: plan-preamble,", "plan-preamble 已经有一条"),
        ("data/questions.yml", "see: about.html#privacy,", "see: abuot.html,", "没有 abuot.html 这一页"),
        ("data/questions.yml", "see: about.html#privacy,", "see: about.html#privcy,", "about.html 里没有 #privcy"),
        (ALIGNMENT, "paragraph: plan-4-2", "paragraph: plan-4-1", "plan-4-1 写了两行"),
        (ALIGNMENT, "paragraph: plan-4-2", "paragraph: plan-4-1", "正文的 plan-4-2 没有写"),
        (ALIGNMENT, "paragraph: plan-4-2", "paragraph: notice-1", "没有 id 为 notice-1 的正文段落"),
        (ALIGNMENT, "[interpretation-6-2]", "[interpretation-9]", "没有 id 为 interpretation-9 的段落"),
        (ALIGNMENT, "[interpretation-6-2]", "[health-1]", "没有 id 为 health-1 的段落"),
        (ALIGNMENT, "[interpretation-6-2]", "[interpretation-6-1]", "解读的 interpretation-6-2 没有写"),
        (ALIGNMENT, "[interpretation-6-2]", "[]", "有一头空着才写"),
        (ALIGNMENT, "[interpretation-6-2]", "[interpretation-6-2]\n  note: 多余", "有一头空着才写"),
        (ALIGNMENT, "[interpretation-6-2]", "[interpretation-6-2, interpretation-6-2]", "interpretation-6-2 写了两遍"),
        (ALIGNMENT, "[interpretation-1-1]", "[interpretation-6-1]", "interpretation-6-1 已经对上了别的行"),
        (TERMS, "term: 抱养", "term: 抱样", "原文里没有“抱样”"),
        (TERMS, "[检验入库比对, ", "[检验入库对比, ", "原文里没有“检验入库对比”"),
        (TERMS, BAO_YANG, "失踪快速查找\n  sound: shi zong kuai su cha zhao", "原文里没有“失踪快速查找”"),
        (TERMS, "[检验入库比对, ", "[抱养, ", "抱养 第 3 行已经有了"),
        (TERMS, "id: blood-sampling-and-matching", "id: informal-adoption", "informal-adoption 第 3 行已经有了"),
        (TERMS, "sound: bao yang", "sound: bao yan", "“养”没有这样的读音"),
        (TERMS, "sound: bao yang", "sound: bao", "有 2 个字，写了 1 个读音"),
        (TERMS, "  source: 公安部2011年4月12日部署\n", "", "means 和 source 要一起写"),
        (TERMS, "  sound: can ji ping ding\n", "  sound: can ji ping ding\n  source: 甲\n", "means 和 source 要一起写"),
        (TIMELINE, 'first: "2022-01"', 'first: "2022-05"', "2022-02-01 早于前一件的 2022-05"),
        (TIMELINE, 'first: "2022-01"', 'first: "2022年1月"', "写成 2022-04-06 或 2022-01"),
        (TIMELINE, 'last: "2022-03-03"', 'last: "2022-01-03"', "截止早于开始"),
        (TIMELINE, 'last: "2022-03-03"', 'last: "2022-03-04"', "announcement-1-1 里没有 2022年3月4日"),
        (TIMELINE, "[feedback-summary-1]", "[]", "没有写在哪一段"),
        (TIMELINE, "[feedback-summary-1]", "[feedback-summary-9]", "没有 id 为 feedback-summary-9 的段落"),
        (TIMELINE, "[feedback-summary-1]", "[feedback-summary-1, feedback-summary-1]", "feedback-summary-1 写了两遍"),
        (TIMELINE, "[feedback-summary-1]", "[notice-date]", "notice-date 里没有 2022年4月1日"),
        (TIMELINE, 'first: "2022-04-06"', 'first: "2023-04-06"', "notice-date 里没有 2023年4月6日"),
        (TIMELINE, 'first: "2022-03-17"', 'first: "2021-03-17"', "drafting-note-2-1 里没有 2021年3月17日"),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话；空的期望表示这样改不违规，规则不能乱报。"""
    edit(project / path, old, new)
    problems = found(project)
    assert any(expected in problem for problem in problems) if expected else problems == [], problems


def test_overlapping_errata_are_refused(project):
    """两处勘误不能圈住同一个字，否则标不出来。"""
    edit(
        project / "data/errata.yml",
        "printed: 立争\n  reading: 力争",
        "printed: 立争通过查找失踪人员\n  reading: 力争通过查找失踪人员",
    )
    assert any("和同一段的另一处勘误重叠" in problem for problem in found(project))


def test_a_printed_gap_needs_an_erratum(project):
    """原表跳号靠勘误放行；拿掉勘误就要报。"""
    path = project / "data/errata.yml"
    text = path.read_text(encoding="utf-8")
    block = text[text.index("- id: health-number") : text.index("- id: health-double-comma")]
    double = text[text.index("- id: health-double-comma") : text.index("- id: education-comma")]
    path.write_text(text.replace(block, "").replace(double, ""), encoding="utf-8")
    assert any("序号是 5，应是 4" in problem for problem in found(project))


def test_unknown_files_are_named(project):
    """扩展名写成 .yaml 的文件不会被悄悄忽略。"""
    (project / HEALTH).rename(project / "data/units/health.yaml")
    assert any("data/units/health.yaml:1:1: 不认识的文件" in problem for problem in found(project))


def test_an_unreadable_file_does_not_raise_false_alarms(project):
    """一个文件读不成 YAML 时，别的文件里引用它的地方不跟着报错。"""
    (project / HEALTH).write_text("name: [", encoding="utf-8")
    problems = found(project)
    assert len(problems) == 1
    assert problems[0].startswith("data/units/health.yml:")


def test_problems_are_sorted_and_unique(project):
    """错误按文件、行、列排好，同一处不说两遍。"""
    edit(project / HEALTH, "order: 7", "order: 8")
    edit(project / POLICE, "order: 1\n", "order: 2\n")
    problems = check.problems(project)[1]
    assert problems == sorted(set(problems))
    assert len({problem.path for problem in problems}) > 1


@pytest.mark.parametrize(
    ("path", "row", "expected"),
    [
        (ALIGNMENT, "- explained_by: [interpretation-1-1]", "interpretation-1-1 已经对上了别的行"),
        (TERMS, "- id: informal-adoption", "informal-adoption 第 3 行已经有了"),
        (TIMELINE, '- first: "2022-01"', "和前面的一件相同"),
    ],
)
def test_the_same_row_twice_is_refused(project, path, row, expected):
    """一条抄了两遍就要报：页面上会把同一件事说两次，改的人只改得到一处。"""
    text = (project / path).read_text(encoding="utf-8")
    block = row + text.partition(row)[2].partition("\n- ")[0] + "\n"
    edit(project / path, block, block + block)
    assert any(expected in problem for problem in found(project))


def test_two_things_may_happen_on_one_day(project):
    """同一天可以有两件事：不能把它们当成重复。"""
    edit(
        project / TIMELINE,
        '- first: "2022-01"',
        '- first: "2022-01"\n  text: 甲\n  passages: [interpretation-3-1]\n- first: "2022-01"',
    )
    assert found(project) == []


def test_without_hotlines_there_is_no_emergency_number(project):
    """电话全删了要报：每一页的页头页脚都靠第一个。"""
    (project / "data/hotlines.yml").write_text("[]\n", encoding="utf-8")
    assert any("一个电话也没有" in problem for problem in found(project))


def test_contrast_follows_wcag():
    """黑白是 21，同色是 1，与 WCAG 的算法一致。"""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_check_builds_nothing(project):
    """检查不写任何文件。"""
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}
    time.sleep(0.01)
    check.problems(project)
    assert before == {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}


def test_required_pages_and_reserved_names(project):
    """生成的页面要链接到的页不能缺；页面自己用的锚点不能作 id。"""
    edit(project / "data/errata.yml", "id: police-strive", "id: sic")
    (project / "docs/verify.md").unlink()
    problems = found(project)
    assert any("docs/verify.md:1:1: 缺少这个页面" in problem for problem in problems)
    assert any("sic 是页面自己用的名字" in problem for problem in problems)


def test_a_period_may_be_empty_on_purpose(project):
    """原表一格真空着，可以写明 []；在这份数据里，核对会发现少了原文。"""
    path = project / "data/units/health.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('  "2030":')] + '  "2030": []\n', encoding="utf-8")
    asked = project / "data/questions.yml"
    kept = [line for line in asked.read_text(encoding="utf-8").splitlines() if "health-2030-1," not in line]
    asked.write_text("\n".join(kept), encoding="utf-8")
    problems = found(project)
    assert problems
    assert all("缺少原网页第" in problem for problem in problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [("order: 7", "order: 八"), ("order: 7\n", ""), ("- number: 3\n  text: 配合", "- number: 三\n  text: 配合")],
)
def test_one_slip_is_one_problem(project, old, new):
    """一处手误只报一处：次序没读出来，不该带出几十段“位置不同”。"""
    edit(project / HEALTH, old, new)
    assert len(found(project)) <= 2
