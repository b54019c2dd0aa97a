"""搜索索引：每一条都链得到、说的是那里的话、不重复；同样的输入写出同样的字节。"""

import json
import shutil
import subprocess
from pathlib import Path

import brotli
import pytest
import yaml
from lxml import html
from project import ROOT, asset

from macros.corpus import proof
from macros.search.characters import characters_in, sounds_of, traditional_pairs
from macros.search.index import PART_BYTES, _shortest, index_files
from macros.search.searchable import PAGE_KINDS, page_kind
from macros.search.sections import HEADINGS, sections

SETS = ROOT / "tests/search"


def loaded(site):
    """照浏览器的次序读全部索引，并成一份。"""

    def part(name):
        text = (site / "search" / name).read_text(encoding="utf-8")
        assert text.startswith("searchPart(")
        assert text.endswith(")")
        return json.loads(text.removeprefix("searchPart(").removesuffix(")"))

    first = part("index.js")
    parts = [first, *map(part, first["parts"])]
    assert {path.name for path in (site / "search").glob("*.js")} == {"index.js", *first["parts"]}
    every = {}
    for one in reversed(parts):
        every |= one
    return every | {"pages": [page for one in parts for page in one.get("pages", [])]}


@pytest.fixture(scope="module")
def index(site):
    return loaded(site)


def test_every_record_leads_where_its_words_are(index, site):
    """每条记录的地址打得开、锚点在，那里的字和记录相同：搜到的一定看得到。"""
    for address, title, _kind, passages, *_cover in index["pages"]:
        root = html.parse(str(site / address), html.HTMLParser(encoding="utf-8")).getroot()
        (article,) = root.xpath("//article")
        for mark in root.xpath("//sup"):
            mark.drop_tree()  # 勘误的记号，不是原文
        page = proof.normalized(article.text_content())
        for anchor, _heading, text, *_ in passages:
            if not anchor:
                continue
            (element,) = article.xpath("//*[@id=$id]", id=anchor)
            if element.tag in HEADINGS or "→" in text:
                continue
            assert proof.normalized(text) in proof.normalized(element.text_content()), (
                f"{address}#{anchor}"
            )
        assert title
        assert page


def test_every_page_and_row_can_be_found(index, site, plan):
    """每一页都在索引里；每段公文、每项任务、每条举措只在一处。"""
    addresses = [page[0] for page in index["pages"]]
    built = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.parent.name not in "ptm"
    }
    built -= {"404.html", *(row.address for row in plan.moved)}
    assert sorted(addresses) == sorted(built)
    texts = [passage[2] for page in index["pages"] for passage in page[3]]
    for row in [*plan.tasks, *plan.measures]:
        assert texts.count(proof.reading(plan, row)) == sum(
            proof.reading(plan, other) == proof.reading(plan, row)
            for other in [*plan.tasks, *plan.measures]
        )
    for document in plan.documents.values():
        for paragraph in document.paragraphs if not document.base else ():
            assert proof.reading(plan, paragraph) in texts, paragraph.id


def test_help_comes_first_and_long_pages_last():
    """先取求助，后取长的宣传材料和本站自己的页：第一份取到，正在出事的人就用得上。"""
    kinds = list(PAGE_KINDS)
    assert kinds[0] == page_kind("help.html") == "求助"
    assert kinds[-2:] == [page_kind("publicity/leaflet.html"), page_kind("about.html")]
    assert page_kind("plan/index.html") == page_kind("table.html") == "方案"
    assert page_kind("units/health.html") == "单位"
    assert page_kind("calendar.html") == "日历"


def test_the_first_part_alone_knows_what_is_urgent(site):
    """急话和求助页都在第一份里：网慢的人打出“孩子不见了”，不等别的就看见 110。"""
    text = (site / "search/index.js").read_text(encoding="utf-8")
    first = json.loads(text.removeprefix("searchPart(").removesuffix(")"))
    assert [page[0] for page in first["pages"]] == ["help.html"]
    sees = {rule[0] for rule in first["urgent"]}
    known = {f"help.html#{passage[0]}" for passage in first["pages"][0][3]}
    assert sees <= known
    assert len(first["needs"]) == 5
    assert {address for _title, address in first["needs"]} <= sees


def test_pieces_are_found_by_what_people_see(index, plan):
    """资料的种类、给谁、日子、怎样用、各种版式都搜得到；封面跟着。"""
    pages = {page[0]: page for page in index["pages"]}
    for piece in plan.pieces:
        page = pages[piece.url]
        words = json.dumps(page[3], ensure_ascii=False)
        assert piece.kind in words
        assert all(line in words for line in piece.use)
        assert "Word DOCX" in words
        assert page[4].startswith("publicity/")
    assert "A3 海报 PDF" in json.dumps(pages["publicity/missing-child.html"], ensure_ascii=False)


def test_hotlines_are_found_by_number_name_and_use(index, plan):
    """每个电话一处，号码、名称、什么时候打都搜得到，链到那一行。"""
    (page,) = [page for page in index["pages"] if page[0] == "help.html"]
    rows = {passage[0]: passage[2] for passage in page[3]}
    for line in plan.hotlines:
        text = rows[f"tel-{line.number}"]
        assert line.number in text
        assert line.name in text
        assert line.use in text


def test_units_are_called_by_other_names(index):
    """单位的简称、从前的叫法都认得。"""
    names = dict(zip(index["units"], index["names"], strict=True))
    assert {"卫健委", "卫生局", "六安市卫生健康委员会"} <= set(names["市卫健委"])
    assert "妇儿工委办" in names["市政府妇儿工委办"]


def test_sections_of_a_page():
    """手写页面按小标题切；公文和标明不搜的跳过；标签不把一个词切开，段落之间留空。"""
    found = sections(
        """<h1>页名</h1><p>开头<br>一句</p><p data-official="a">公文<span>里</span></p>
        <h2 id="x">甲 &amp; 乙</h2><p>第<strong>一</strong>段</p><p>第二段</p>
        <div data-search-exclude><div>重复</div>的话</div><h2>没有锚点的</h2><dl><dt id="y">词</dt><dd>解释</dd></dl>"""
    )
    assert [(p.anchor, p.title, p.text) for p in found] == [
        ("", "", "开头 一句"),
        ("x", "甲 & 乙", "第一段 第二段 没有锚点的"),
        ("y", "词", "解释"),
    ]


def test_urgent_words_are_not_said_twice():
    """含着另一个说法的不写进索引：隔几个字的、“/”隔开的也认得出。"""
    words = ["走/跑+丢", "跑丢了", "打…我", "天天打骂我", "拿…照片…吓", "照片", "跑", "丢"]
    assert _shortest(words) == "走/跑+丢|打…我|照片|跑|丢"


def test_questions_are_listed_where_they_lead(index, plan):
    """问法指到的地址都有记录：写了却搜不到，等于没写。"""
    known = {
        f"{page[0]}#{passage[0]}".rstrip("#") for page in index["pages"] for passage in page[3]
    }
    assert set(index["asks"]) <= known
    assert sum(map(len, index["asks"].values())) == sum(
        len(question.asks) for question in plan.questions
    )


def test_tables_hold_only_what_occurs():
    """繁简表和读音表只收站内有的字；本来就有的繁体字不改。"""
    characters = characters_in(["拐卖儿童", "重，a"])
    assert characters == set("拐卖儿童重")
    assert traditional_pairs(characters) == "兒儿枴拐柺拐賣卖"
    sounds = sounds_of(characters)
    assert sounds["guai"] == "拐"
    assert "重" in sounds["chong"]
    assert "重" in sounds["zhong"]
    assert set("".join(sounds.values())) == characters
    assert traditional_pairs({"賣", "卖"}) == ""


@pytest.fixture(scope="module")
def blank(plan):
    """手写页面都在，正文空着。"""
    pages = {document.page.removesuffix("md") + "html" for document in plan.documents.values()}
    return dict.fromkeys({*pages, "table.html", "verify.html"}, ("页名", ""))


def test_index_is_safe_inside_a_script(plan, blank):
    """文字里的 </script> 和怪换行不会弄坏索引脚本。"""
    files = index_files(plan, blank | {"about.html": ("关于", "<p>&lt;/script&gt;\u2028</p>")})
    script = next(text for text in files.values() if "script" in text)
    assert "</" not in script
    assert "\u2028" not in script


def test_long_sites_come_in_parts(plan, blank):
    """页多了就分几份，第一份不变大；名字带内容的指纹，内容变了名字就变。"""
    written = blank | {
        f"publicity/{n}.html": (f"材料{n}", f"<p>{'字' * 5000}{n}</p>") for n in range(20)
    }
    files = index_files(plan, written)
    assert len(files) > 4
    assert all(
        len(text.encode()) < PART_BYTES + 40_000
        for name, text in files.items()
        if name != list(files)[-1]
    )
    again = index_files(plan, written | {"publicity/9.html": ("材料9", f"<p>{'改' * 5000}9</p>")})
    assert len(set(files) - set(again)) in (1, 2)


def test_worker_stays_small(site):
    """Worker 的脚本合起来不到 34 KB，先取的几个 brotli 后不到 11 KB：便宜手机上也是一眨眼。"""
    paths = [asset(site, f"search-{name}.js") for name in (*ENGINE, *LATER)]
    assert sum(path.stat().st_size for path in paths) < 34_000
    assert sum(map(packed, paths[: len(ENGINE)])) < 11_000


def test_later_scripts_come_after_the_first_part(site):
    """后取的脚本写在引擎里，取到第一份索引以后才取：不拖慢第一条结果。"""
    engine = asset(site, "search-engine.js").read_text(encoding="utf-8")
    for name in LATER:
        assert asset(site, f"search-{name}.js").name in engine


def test_first_result_needs_little(site):
    """出第一条结果之前要下载的（脚本、样式、第一份索引），brotli 后不到 30 KB。"""
    paths = [site / "search/index.js", asset(site, "search.js"), asset(site, "search.css")]
    paths += [asset(site, f"search-{name}.js") for name in ENGINE]
    assert sum(map(packed, paths)) < 30 * 1024


# 引擎的几个文件；第一条结果用不着的，后取。
ENGINE = ("text", "store", "query", "engine")
LATER = ("alike", "cards")


def packed(path):
    """brotli 后多大。"""
    return len(brotli.compress(path.read_bytes(), quality=9))


@pytest.mark.parametrize("built", [False, True])
def test_engine_in_node(site, built, tmp_path):
    """引擎的单元测试，源码和压缩后的都跑：压缩不能改变它做的事。"""
    folder = tmp_path / "tests/search"
    shutil.copytree(SETS, folder)
    (tmp_path / "overrides/assets").mkdir(parents=True)
    for path in (ROOT / "overrides/assets").glob("search*.js"):
        (tmp_path / "overrides/assets" / path.name).symlink_to(
            asset(site, path.name) if built else path
        )
    done = subprocess.run(
        ["node", "--test", folder],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PATH": _path()},
    )
    assert done.returncode == 0, done.stdout[-3000:]


def _path():
    return str(Path(shutil.which("node")).parent)


@pytest.mark.parametrize("name", ["tuning", "heldout"])
def test_queries_are_well_formed(name):
    """标准问法写得齐：没有重复的，每种问法都有理由；留作检验的不少于一百句，一半是问句。"""
    rows = yaml.safe_load((SETS / f"{name}.yml").read_text(encoding="utf-8"))
    assert len({row["query"] for row in rows}) == len(rows) >= 150
    assert all(set(row) == {"query", "kind", "expect", "why"} for row in rows)
    assert all(bool(row["expect"]) == (row["kind"] != "nonsense") for row in rows)
    if name == "heldout":
        assert sum(row["kind"] == "question" for row in rows) * 2 >= len(rows)
