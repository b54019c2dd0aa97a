"""印刷的全程：同样的原料印出同样的字节，每份资料每种版式都在，页面上说的和文件一样。"""

import hashlib
import json
import sys
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pptx
import pytest
from paper import city, contents, run
from project import ROOT
from webpages import tree

from macros.corpus.chinese import size
from macros.corpus.pieces import Leaflet
from macros.printing.formats import PAPER, formats_of, paper_formats
from macros.printing.named import BASES
from macros.printing.official import papers

# 一图读懂给人下载的。
GLANCE_FILES = ("long.png", "a3.pdf", "slides.pptx", "slides.pdf")

PRINT = """
import hashlib, json, sys
from pathlib import Path
from paper import URL, printed
made = printed(Path(sys.argv[1]), URL)
print(json.dumps({one.address: hashlib.sha256(one.printed.path.read_bytes()).hexdigest() for one in made}))
"""


@pytest.mark.parametrize(
    ("zone", "seed", "stamp", "language"),
    [
        ("Pacific/Kiritimati", "1", "0", "C"),
        ("America/Anchorage", "2", "1900000000", "zh_CN.UTF-8"),
    ],
)
def test_same_material_same_bytes(hosted, tmp_path, zone, seed, stamp, language):
    """换一个文件夹、一个时区、一个随机种子、一个日子再印，每个文件的字节都一样：读者比得出拿到的是不是原件。"""
    (tmp_path / "别处").mkdir()
    env = {
        "PATH": "/usr/bin:/bin",
        "TZ": zone,
        "PYTHONHASHSEED": seed,
        "SOURCE_DATE_EPOCH": stamp,
        "LC_ALL": language,
    }
    path = f"{ROOT}:{ROOT / 'tests/support'}"
    env |= {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    made = json.loads(
        run(sys.executable, "-c", PRINT, tmp_path / "别处/print", env=env, cwd=tmp_path)
    )
    assert made == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents(hosted).items()
    }
    assert {Path(name).suffix for name in made} == {
        ".pdf",
        ".png",
        ".webp",
        ".docx",
        ".txt",
        ".pptx",
        ".zip",
        ".js",
    }


def test_every_format_is_there(hosted):
    """每份资料每种版式、每篇公文、每组压缩包都印出来，一个不多一个不少，一个不空。"""
    plan, made = city(), contents(hosted)
    wanted = {
        f"publicity/{piece.slug}/{piece.slug}-{format.id}.{format.suffix}"
        for piece in plan.pieces
        for format in formats_of(piece)
    }
    wanted |= {
        f"publicity/{piece.slug}/{piece.slug}{end}"
        for piece in plan.pieces
        for end in ("-preview.webp", ".zip")
    }
    wanted |= {
        f"publicity/{piece.slug}/{piece.slug}-{base.id}.base.js"
        for piece in plan.pieces
        if piece.form == "leaflet"
        for base in BASES
    }
    wanted |= {
        f"publicity/{piece.slug}/{piece.slug}-shown.png"
        for piece in plan.pieces
        if isinstance(piece, Leaflet)
    }
    wanted |= {
        f"documents/{paper}.{format.suffix}"
        for paper in ("notice", "scheme", "questions", "appendix")
        for format in PAPER
    }
    wanted.add("documents/bound.pdf")
    wanted |= {f"publicity/kits/{kit}.zip" for kit in ("boatmen", "everything")}
    wanted |= {f"plan/at-a-glance-{name}" for name in (*GLANCE_FILES, "shown.png")}
    assert made.keys() == wanted
    assert all(made.values())


@pytest.mark.parametrize(
    ("count", "says"), [(0, "1 KB"), (1500, "1 KB"), (1048575, "1024 KB"), (1048576, "1.0 MB")]
)
def test_sizes_people_read(count, says):
    """大小说成人看得懂的数，不出现 0 KB。"""
    assert size(count) == says


@pytest.mark.real
def test_pages_list_every_file_as_it_is(site, plan, sampled):
    """真实的网站：每份资料、每篇公文、每个压缩包都列在页上，格式、页数、大小和文件一致，存下来的名字不重。"""
    listed = {}
    for path in sorted(site.rglob("*.html")):
        for link in tree(path).xpath("//a[@download][contains(@class, 'file')]"):
            target = (path.parent / unquote(link.get("href"))).resolve()
            listed.setdefault(target, set()).add(
                (link.get("download"), link.xpath("string(span[last()])"))
            )
    for target, said in listed.items():
        suffix = target.suffix.removeprefix(".")
        pages = ""
        if suffix == "pdf":
            pages = f"，{len(pikepdf.open(target).pages)} 页"
        elif suffix == "pptx":
            pages = f"，{len(pptx.Presentation(target).slides)} 页"
        assert target.stat().st_size > 0
        assert {says for _, says in said} == {
            f"{suffix.upper()}{pages}，{size(target.stat().st_size)}"
        }, target
    names = [name for said in listed.values() for name, _ in said]
    assert len(set(names)) == len(listed)
    wanted = {
        f"publicity/{piece.slug}/{piece.slug}-{format.id}.{format.suffix}"
        for piece in sampled
        for format in formats_of(piece)
    }
    wanted |= {f"publicity/{piece.slug}/{piece.slug}.zip" for piece in sampled}
    wanted |= {
        f"documents/{paper.id}.{format.suffix}"
        for paper in papers(plan)
        for format in paper_formats(paper)
    }
    wanted |= {f"plan/at-a-glance-{name}" for name in GLANCE_FILES}
    if len(sampled) == len(plan.pieces):
        jobs = {kit.id for kit in plan.kits}
        wanted |= {f"publicity/kits/{job}.zip" for job in {*jobs, "everything"}}
    assert {target.relative_to(site).as_posix() for target in listed} == wanted
