"""CONTRIBUTING 里的每一件事，照写的一步步真做一遍，检查都通过：写了做不成的事，编者头一回就走了。

例子取自 CONTRIBUTING 的文字；改哪一条，取数据里的头一条，编者改了内容也照样做得成。
"""

import re

import pytest
from changing import commit, git
from project import ROOT, build, copy_project
from pypinyin import lazy_pinyin

from macros.checks.run import check
from macros.corpus.loading import load
from macros.editing.changes.report import change_report

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def example(name):
    """CONTRIBUTING 里一个文件的头一个例子，不带说明。"""
    text = re.search(
        rf"^```yaml\n# {re.escape(name)}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL
    )[1]
    lines = [line.partition("  # ")[0].rstrip() for line in text.splitlines()]
    return "\n".join(line for line in lines if not line.lstrip().startswith("# ")) + "\n"


def first_row(name):
    """例子里的头一条。"""
    return "- " + example(name).split("\n- ")[0].removeprefix("- ").rstrip("\n") + "\n"


def read(path):
    return path.read_text(encoding="utf-8")


def write(path, text):
    path.write_text(text, encoding="utf-8")


def append(path, text):
    write(path, read(path) + text)


def swap(path, old, new):
    """把头一处 old 换成 new。"""
    assert old in read(path), f"{path.name} 里没有“{old}”"
    write(path, read(path).replace(old, new, 1))


def fix_a_typo(root, plan):
    """手写的页里换一个字。"""
    swap(root / "docs/about.md", "网站", "站点")


def record_an_erratum(root, plan):
    """照例子登记一条：换成另一段，抄它开头的几个字，不写 reading。"""
    marked = {place for erratum in plan.errata for place in erratum.places}
    passage = next(
        row
        for row in plan.rows.values()
        if row.id not in marked
        and row.id.startswith("plan-3-")
        and row.text.count(row.text[:6]) == 1
    )
    row = first_row("data/errata.yml").replace("police-strive", "new-erratum")
    row = re.sub(r"places: .*", f"places: [{passage.id}]", row)
    row = re.sub(r"printed: .*", f"printed: {passage.text[:6]}", row)
    append(root / "data/errata.yml", re.sub(r"  reading: .*\n", "", row))


def explain_a_measure(root, plan):
    """一条举措改成没有对应的任务，写上为什么。"""
    measure = next(one for one in plan.measures if one.serves)
    path = root / measure.place.path
    lines = read(path).split("\n")
    at = measure.place.line - 1
    while "serves: [" not in lines[at]:
        at += 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    lines[at] = f"{indent}serves: []"
    lines.insert(at + 1, f"{indent}note: 本单位的任务里没有讲这件事的")
    write(path, "\n".join(lines))


def add_a_piece(root, plan):
    """抄一份传单，连同插图，换个文件名、题目、摘要、插图的话。"""
    folder = root / "docs/publicity"
    old = next(piece for piece in plan.pieces if (folder / f"art/{piece.slug}.svg").is_file())
    text = read(folder / f"{old.slug}.md")
    for field, words in (("title", "新的一份"), ("description", "新的摘要。"), ("alt", "新的一幅")):
        text = re.sub(f"(?m)^{field}: .*$", f"{field}: {words}", text, count=1)
    write(folder / "new-piece.md", text)
    write(folder / "art/new-piece.svg", read(folder / f"art/{old.slug}.svg"))


def spoken(number):
    """广播稿里一个字一个字念的号码。"""
    return "、".join("零幺二三四五六七八九"[int(digit)] for digit in number)


def change_a_hotline(root, plan):
    """一个号码换了，处处都换。"""
    number = next(line.number for line in plan.hotlines if len(line.number) == 5)
    other = number[:3] + "90"
    for path in [*root.glob("data/*.yml"), *root.glob("docs/**/*.md")]:
        text = re.sub(rf"(?<![\d-]){number}(?!\d)", other, read(path))
        write(path, text.replace(spoken(number), spoken(other)))


def add_a_fact(root, plan):
    """照例子加一条事实，写进一份资料的 facts。"""
    row = first_row("data/facts.yml").replace("criminal-law-241", "new-fact")
    append(root / "data/facts.yml", row)
    swap(root / plan.pieces[0].path, "\nfacts: [", "\nfacts: [new-fact, ")


def add_a_term(root, plan):
    """照例子加一个公文里有的词。"""
    known = {name for term in plan.terms for name in (term.term, *term.also)}
    word = next(
        word
        for word in re.findall(r"[\u4e00-\u9fff]{4}", plan.rows["plan-3-1"].text)
        if word not in known
    )
    sound = " ".join(lazy_pinyin(word))
    row = re.sub(r"- id: .*", "- id: new-term", first_row("data/terms.yml"))
    row = re.sub(r"term: .*", f"term: {word}", row)
    row = re.sub(r"  also: .*\n", "", row)
    row = row.replace("means: ", "means: 说白了，")
    append(root / "data/terms.yml", re.sub(r"sound: .*", f"sound: {sound}", row))


def move_a_review(root, plan):
    """同一出处的各条都对过了，复核期限往后写，写同一天。"""
    source = plan.facts[0].source
    path = root / "data/facts.yml"
    rows = read(path).split("\n- id: ")
    for at, row in enumerate(rows):
        if f"\n  source: {source}\n" in row:
            rows[at] = re.sub(r"review: \d{4}-\d\d-\d\d", "review: 2027-10-21", row)
    write(path, "\n- id: ".join(rows))


def add_a_day(root, plan):
    """照例子加一个每年的日子。"""
    row = first_row("data/calendar.yml").replace("womens-day", "new-day")
    row = row.replace("says: ", "says: 这一天，")
    append(root / "data/calendar.yml", row.replace("三八维权月", "新的日子"))


def take_back_a_change(root, plan):
    """改错了一次，用 git revert 退回。"""
    start = read(root / "docs/about.md")
    fix_a_typo(root, plan)
    number = commit(root)
    git(root, "revert", "--no-edit", number)
    assert read(root / "docs/about.md") == start


def change_several_files(root, plan):
    """同一件事写在五个文件里：热线、关于页、名词、问法、时间线，一次提交里改完。"""
    swap(root / "data/hotlines.yml", "  use: ", "  use: 有急事，")
    swap(root / "docs/about.md", "网站", "站点")
    swap(root / "data/terms.yml", "  means: ", "  means: 说白了，")
    swap(root / "data/questions.yml", "asks: [", "asks: [从前没人这样问过, ")
    swap(root / "data/timeline.yml", "  text: ", "  text: 这一天，")


def add_a_page(root, plan):
    """手写一页，放进导航。"""
    write(
        root / "docs/new-page.md",
        "---\ntitle: 新的一页\ndescription: 这一页讲什么。\n---\n\n# 新的一页\n\n先读一遍。\n",
    )
    swap(
        root / "mkdocs.yml",
        "    - 名词解释: terms.md\n",
        "    - 名词解释: terms.md\n    - 新的一页: new-page.md\n",
    )


TASKS = {
    "改一个错字（编者的文字）": fix_a_typo,
    "发现官方文字有误（登记勘误）": record_an_erratum,
    "加一条举措说明": explain_a_measure,
    "加一份宣传资料": add_a_piece,
    "改热线": change_a_hotline,
    "加一条事实": add_a_fact,
    "加一个名词": add_a_term,
    "改复核期限": move_a_review,
    "加一个宣传日子": add_a_day,
    "退回改错的一次": take_back_a_change,
    "一件事改好几个文件": change_several_files,
    "加一页": add_a_page,
}


def section(title):
    """CONTRIBUTING 里一个二级标题下面的文字。"""
    return GUIDE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """仓库的克隆；每件事做完都退回原样。"""
    root = copy_project(tmp_path_factory.mktemp("tasks") / "clone")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


@pytest.fixture
def clone(repository):
    """没有动过的克隆。"""
    git(repository, "reset", "-q", "--hard", "main")
    git(repository, "clean", "-q", "-fd")
    return repository


def test_every_task_of_the_guide_is_done_here():
    """CONTRIBUTING 里写的每件事，这里都真做一遍，一件不多一件不少。"""
    assert re.findall(r"^### (.+)$", section("十二件常做的事"), re.MULTILINE) == list(TASKS)


@pytest.mark.parametrize("title", TASKS)
def test_a_task_done_as_written_passes(clone, title):
    """照写的做完，检查一处错也不说，并且真的改了东西。"""
    plan, problems = load(clone)
    assert not problems
    before = git(clone, "rev-parse", "HEAD")
    TASKS[title](clone, plan)
    assert [str(problem) for problem in check(clone)[1]] == []
    assert git(clone, "status", "--porcelain") or git(clone, "rev-parse", "HEAD") != before


def test_all_tasks_together_build(clone, tmp_path):
    """十二件事一起做完，网站也建得成，“改了什么”说得出改到哪几页：一件一件都对，合起来不一定。"""
    plan, _ = load(clone)
    start = git(clone, "rev-parse", "HEAD")
    for title, task in TASKS.items():
        if title != "退回改错的一次":
            task(clone, plan)
    commit(clone)
    assert [str(problem) for problem in check(clone)[1]] == []
    text, code = change_report(clone, start)
    assert code == 0, text
    assert "新的一页" in text
    code, output = build(clone, tmp_path / "site", PRINT="")
    assert code == 0, output
    assert (tmp_path / "site/new-page.html").is_file()
    assert (tmp_path / "site/publicity/new-piece.html").is_file()
