"""印刷的全程：同样的原料印出同样的字节，每份资料每种版式都在，页面上说的和文件一样。

别的印刷测试也用这里的夹具：虚构的小城云汀，资料少，一秒印完。
"""

import functools
import hashlib
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest
from conftest import ROOT
from test_site import tree

from macros import model
from macros.pieces import AUDIENCES, Leaflet
from macros.printing.outputs import LEAFLET, PAPER, PROSE, print_all, size
from macros.printing.sheets import Site, papers

pytestmark = pytest.mark.xdist_group("printing")

CITY = Path(__file__).parent / "city"
NAME, URL = "云汀防拐", "https://yunting.example/"


@functools.cache
def city():
    """云汀的计划；各测试共用，不改它。"""
    plan, problems = model.load(CITY)
    assert not problems
    return plan


@functools.cache
def art():
    """云汀的插图。"""
    return {path.stem: path.read_text("utf-8") for path in sorted((CITY / "docs/publicity/art").glob("*.svg"))}


def printed(folder, url="", **changed):
    """把云汀全部印进 folder；changed 是换过的 plan、site、art。"""
    given = {"plan": city(), "site": Site(name=NAME, url=url), "art": art()} | changed
    return print_all(given["plan"], given["site"], given["art"], folder)


@pytest.fixture(scope="session")
def hosted(tmp_path_factory):
    """云汀的全部文件，给了网址。各测试文件共用一个文件夹，印过的不再印。"""
    return printed(tmp_path_factory.getbasetemp() / "city-print", URL)


@pytest.fixture(scope="session")
def unhosted(tmp_path_factory):
    """云汀的全部文件，没有网址。"""
    return printed(tmp_path_factory.getbasetemp() / "city-print")


def site_name():
    """真实的网站叫什么：印在每份资料上。"""
    return re.search(r"^site_name: (.+)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[1]


def contents(outputs):
    """每个文件的地址和字节。"""
    return {output.address: output.printed.path.read_bytes() for output in outputs}


def named(outputs):
    """按文件名取一个文件的路径，如 ferry-leaflet-color.pdf。"""
    return {Path(output.address).name: output.printed.path for output in outputs}


def squash(text):
    """去掉空白；全角半角、康熙部首归一，比的是字。"""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def missing(chunks, text):
    """text 里第一处没有照次序出现的话；全在是空的。"""
    at = 0
    for chunk in chunks:
        found = text.find(squash(chunk), at)
        if found < 0:
            return chunk
        at = found + len(squash(chunk))
    return ""


def chunks(found):
    """块里的字，一段一截，照先后；要填的空只留名字，另成一截。"""
    for block in found:
        for runs in (block.runs, *(cell for row in block.rows for cell in row)):
            text = "".join(f"\n{run.text}\n" if run.fill else run.text for run in runs)
            yield from filter(str.strip, text.split("\n"))
        yield from chunks(block.inside)
        for item in block.items:
            yield from chunks(item)


def run(*command, **how):
    """跑一个命令，返回它的标准输出，字节。"""
    return subprocess.run([*map(str, command)], capture_output=True, check=True, timeout=120, **how).stdout


def pages_of(path):
    """pdftotext 读出的字，一页一份，照画的先后。"""
    return run("pdftotext", "-raw", path, "-").decode("utf-8").split("\f")[:-1]


PRINT = """
import hashlib, json, sys
from pathlib import Path
from test_printing import URL, printed
made = printed(Path(sys.argv[1]), URL)
print(json.dumps({one.address: hashlib.sha256(one.printed.path.read_bytes()).hexdigest() for one in made}))
"""


@pytest.mark.parametrize(
    ("zone", "seed", "stamp", "language"),
    [("Pacific/Kiritimati", "1", "0", "C"), ("America/Anchorage", "2", "1900000000", "zh_CN.UTF-8")],
)
def test_same_material_same_bytes(hosted, tmp_path, zone, seed, stamp, language):
    """换一个文件夹、一个时区、一个随机种子、一个日子再印，每个文件的字节都一样：读者比得出拿到的是不是原件。"""
    (tmp_path / "别处").mkdir()
    env = {"PATH": "/usr/bin:/bin", "TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": stamp, "LC_ALL": language}
    env |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONUTF8": "1"}
    made = json.loads(run(sys.executable, "-c", PRINT, tmp_path / "别处/print", env=env, cwd=tmp_path))
    assert made == {name: hashlib.sha256(content).hexdigest() for name, content in contents(hosted).items()}
    assert {Path(name).suffix for name in made} == {".pdf", ".png", ".webp", ".docx", ".txt", ".zip"}


def test_every_format_is_there(hosted):
    """每份资料每种版式、每篇公文、每组压缩包都印出来，一个不多一个不少，一个不空。"""
    plan, made = city(), contents(hosted)
    wanted = {
        f"publicity/{piece.slug}/{piece.slug}-{format.id}.{format.suffix}"
        for piece in plan.pieces
        for format in (LEAFLET if isinstance(piece, Leaflet) else PROSE)
    }
    wanted |= {
        f"publicity/{piece.slug}/{piece.slug}{end}" for piece in plan.pieces for end in ("-preview.webp", ".zip")
    }
    wanted |= {
        f"documents/{paper}.{format.suffix}"
        for paper in ("notice", "scheme", "questions", "appendix")
        for format in PAPER
    }
    wanted |= {f"publicity/kits/{group}.zip" for group in ("parents", "public", "everything")}
    assert made.keys() == wanted
    assert all(made.values())


@pytest.mark.parametrize(("count", "says"), [(0, "1 KB"), (1500, "1 KB"), (1048575, "1024 KB"), (1048576, "1.0 MB")])
def test_sizes_people_read(count, says):
    """大小说成人看得懂的数，不出现 0 KB。"""
    assert size(count) == says


@pytest.mark.xdist_group("site")
def test_pages_list_every_file_as_it_is(site, plan):
    """真实的网站：每份资料、每篇公文、每个压缩包都列在页上，格式、页数、大小和文件一致，存下来的名字不重。"""
    listed = {}
    for path in sorted(site.rglob("*.html")):
        for link in tree(path).xpath("//a[@download][contains(@class, 'file')]"):
            target = (path.parent / unquote(link.get("href"))).resolve()
            listed.setdefault(target, set()).add((link.get("download"), link.xpath("string(span[last()])")))
    for target, said in listed.items():
        suffix = target.suffix.removeprefix(".")
        pages = f"，{len(pikepdf.open(target).pages)} 页" if suffix == "pdf" else ""
        assert target.stat().st_size > 0
        assert {says for _, says in said} == {f"{suffix.upper()}{pages}，{size(target.stat().st_size)}"}, target
    names = [name for said in listed.values() for name, _ in said]
    assert len(set(names)) == len(listed)
    wanted = {
        f"publicity/{piece.slug}/{piece.slug}-{format.id}.{format.suffix}"
        for piece in plan.pieces
        for format in (LEAFLET if isinstance(piece, Leaflet) else PROSE)
    }
    wanted |= {f"publicity/{piece.slug}/{piece.slug}.zip" for piece in plan.pieces}
    wanted |= {f"documents/{paper.id}.{format.suffix}" for paper in papers(plan) for format in PAPER}
    groups = {group for piece in plan.pieces for group in piece.audience} & AUDIENCES.keys()
    wanted |= {f"publicity/kits/{group}.zip" for group in {*groups, "everything"}}
    assert {target.relative_to(site).as_posix() for target in listed} == wanted
