"""CONTRIBUTING“页面里能用的写法”：每个例子照着文本真的建一遍，网页、纸上、Word、纯文本里都有。"""

import io
import re

import docx
import pytest
from project import ROOT, build, copy_city

from macros.checks.markup import forbidden
from macros.corpus.loading import load
from macros.printing import sheets
from macros.printing.docx import Writer
from macros.printing.docx_style import Look
from macros.printing.engine import Engine
from macros.printing.text import text

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTION = GUIDE.split("\n## 页面里能用的写法\n", 1)[1].split("\n## ", 1)[0]
# 小标题 → 例子。
EXAMPLES = dict(
    re.findall(r"^### (\S+)\n.*?^```markdown\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
)
# 每种写法在网页里的样子。
MADE = {
    "提示框": '<div class="admonition">\n<p class="admonition-title">先听孩子说</p>',
    "折叠": '<details class="foldout details">\n<summary>这些话是怎样选的</summary>',
    "标签页": 'type="radio">走路去</label>',
    "任务列表": '<label><input type="checkbox" disabled checked> 定好日子</label>',
    "图标": '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewbox="0 0 24 24" aria-hidden="true"><path',
    "卡片": '<div class="grid">\n<ul>',
}
ALL = "\n".join(EXAMPLES.values())
PIECE = "docs/publicity/ferry-talk.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """小城的副本：一页手写的、一份资料，末尾放进全部例子。"""
    city = copy_city(tmp_path_factory.mktemp("markdown") / "city")
    for name in ("docs/about.md", PIECE):
        with (city / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{ALL}\n")
    return city


@pytest.fixture(scope="module")
def pages(folder, tmp_path_factory):
    """建好的网站。"""
    site = tmp_path_factory.mktemp("markdown-site") / "site"
    code, output = build(folder, site)
    assert code == 0, output
    assert "WARNING" not in output, output
    return site


@pytest.fixture(scope="module")
def body(folder):
    """那份资料的正文，拆成块。"""
    plan, problems = load(folder)
    assert not problems
    return sheets.body(plan, plan.piece["ferry-talk"])


def words():
    """例子里给人看的话。"""
    plain = re.sub(
        r"</?div[^>]*>|:material-[a-z-]+:|^---$|^=== |^(!!!|\?\?\?) \w+",
        "",
        ALL,
        flags=re.MULTILINE,
    )
    plain = re.sub(r"^\s*- +(\[.\])?|[*\"]", "", plain, flags=re.MULTILINE)
    plain = re.sub(r"^\s*---$", "", plain, flags=re.MULTILINE)
    return [line.strip() for line in plain.splitlines() if line.strip()]


def test_each_kind_has_an_example():
    """六种写法各有一个例子；求助的话不许藏起来，写明了。"""
    assert EXAMPLES.keys() == MADE.keys()
    assert "求助的话不许藏进折叠和标签页" in SECTION
    assert len(words()) == 18


@pytest.mark.parametrize("page", ["about.html", "publicity/ferry-talk.html"])
def test_the_page_shows_them(pages, page):
    """网页里各样都在，字都在；没有标签之外的东西，没有站外的请求，没有主题的脚本和样式。"""
    html = (pages / page).read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    for name, made in MADE.items():
        assert made in article, name
    for line in words():
        assert line in article, line
    loaded = re.findall(
        r"<(?:link rel=\"stylesheet\"|script|img)[^>]* (?:href|src)=\"([^\"]+)", html
    )
    assert loaded
    for address in loaded:
        assert not re.match(r"https?:|//", address), address
        assert not re.search(r"bundle|palette|material", address), address


def test_only_their_page_carries_their_styles(pages):
    """有这些写法的页才带它们的样式，别的页不重一个字节。"""
    assert re.search(r"assets/markdown\.\w+\.css", (pages / "about.html").read_text("utf-8"))
    talk = (pages / "publicity/ferry-talk.html").read_text("utf-8")
    assert re.search(r"assets/handout\.\w+\.css", talk)
    assert "markdown." not in (pages / "verify.html").read_text("utf-8")


def test_plain_text_keeps_every_word(body):
    """纯文本：字都在，任务列表以方框开头，标签页先写名字。"""
    printed = text("题", body)
    for line in words():
        assert line in printed, line
    assert "\n■ 定好日子\n□ 借好场地\n□ 备好孩子的近照\n" in printed
    assert "\n\n走路去\n\n大人走外边" in printed
    assert "\n· 上船\n  牵好手" in printed


def test_word_keeps_every_word(body):
    """Word：字都在，提示框和折叠是一格的表。"""
    writer = Writer("题", Look(), "脚")
    writer.blocks(body)
    made = docx.Document(io.BytesIO(writer.save()))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    paragraphs = [paragraph.text for paragraph in made.paragraphs]
    everything = "\n".join(cells + paragraphs)
    for line in words():
        assert line in everything, line
    assert "先听孩子说\n不追问，不评判，让孩子慢慢说。" in cells
    assert "□ 借好场地" in paragraphs


def test_paper_sets_them(folder):
    """纸上排得出来，没有缺字。"""
    plan, _ = load(folder)
    sheet = sheets.prose(plan, plan.piece["ferry-talk"], sheets.Site(name="站", url=""))
    assert Engine().pdf("prose.typ", sheet).startswith(b"%PDF")


def test_pictures_from_elsewhere_are_refused():
    """表情是站外的图，别处的图也是：打开页面就告诉了别处，不许。"""
    assert forbidden('<img class="twemoji" src="https://cdn.example.org/a.svg">') == [
        '<img src="https://cdn.example.org/a.svg">'
    ]
    assert forbidden('<img src="\\\\example.org/a.png">') == ['<img src="//example.org/a.png">']
    assert forbidden('<img src="art/boat.svg" alt="船">') == []
    assert forbidden('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>') == []
    assert forbidden('<svg onload="1"><use href="x"/></svg>') == ["onload=", "<use>"]
