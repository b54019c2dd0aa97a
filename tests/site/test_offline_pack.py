"""拷到 U 盘的压缩包：解出来和网站一样，查得出缺没缺，Windows 上解得开，同样的网站同样的字节。"""

import codecs
import datetime
import subprocess
import zipfile
from dataclasses import replace

import pytest
from project import ROOT

from macros.__main__ import main
from macros.corpus.chinese import size
from macros.corpus.release import Edition
from macros.printing.archive import SUMS
from macros.publishing.offline import OPENING, README, Label, pack, package_label

EDITION = Edition(
    name="某市<反拐>",
    base="https://example.org/",
    version="1.2.0",
    released=datetime.date(2026, 3, 5),
    commit="abc1234",
    time=datetime.datetime(2026, 3, 6, 20, 30, 41, tzinfo=datetime.UTC),
    rights="编者写的文字用 CC BY 4.0 许可。",
)
FILES = {
    "index.html": "<h1>首页</h1>" * 500,
    "assets/favicon.svg": "<svg/>",
    "assets/favicon.svg.br": "x",
    "index.html.gz": "x",
    "data/table.csv.gz": "没有不压的那一份，就不是副本",
    "source/网页.txt": "六安",
    "data/all.zip": "PK",
    "publicity/a.html": "<p>下载</p>",
}
PRINTED = {"publicity/a/a-press.pdf": "%PDF 印刷", "publicity/kits/k.zip": "PK k"}


def put(site, files):
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, "utf-8")
    return site


@pytest.fixture
def made(tmp_path):
    """做两个小网站，一个带印刷的，都多加 files 里的文件，装好；返回两个网站和两个压缩包。"""

    def make(files=(), edition=EDITION, to="out", **how):
        small = put(tmp_path / "small-site", FILES | dict(files))
        full = put(tmp_path / "full-site", FILES | PRINTED | dict(files))
        of = Label(slug="city", edition=edition, **how)
        return full, small, *pack(full, small, tmp_path / to, of)

    return make


def unpacked(path, folder):
    """解压，返回最上面那个文件夹。"""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (top,) = folder.iterdir()
    return top


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def check_sums(folder):
    done = subprocess.run(
        ["sha256sum", "-c", SUMS], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode == 0, done.stdout.count(": OK")


def test_each_one_is_its_site(made, tmp_path):
    """全的、小的解出来，除了服务器用的副本，和各自的网站一个字节不差；最上面多三个文件。"""
    full, small, *packages = made()
    for site, path, name in zip(
        (small, full), packages, ("city-1.2.0", "city-1.2.0-full"), strict=True
    ):
        top = unpacked(path, tmp_path / path.stem)
        assert top.name == path.stem == name
        expected = tree(site)
        del expected["assets/favicon.svg.br"], expected["index.html.gz"]
        assert tree(top / "site") == expected
        assert {path.name for path in top.iterdir()} == {"site", OPENING, README, SUMS}


def test_the_small_one_says_what_it_lacks(made, tmp_path):
    """小的一份说明没有下载的文件，哪里有；全的不说。"""
    _, _, small, full = made()
    told = [
        "-full.zip）里有" in (unpacked(path, tmp_path / path.stem) / README).read_text("utf-8-sig")
        for path in (small, full)
    ]
    assert told == [True, False]


def test_sums_verify(made, tmp_path):
    """压缩包旁边的、里面的校验和，sha256sum 都查得过，一个文件不漏；改一个字节就查得出。"""
    _, _, *paths = made()
    assert check_sums(paths[0].parent) == (True, 2)
    for path in paths:
        top = unpacked(path, tmp_path / path.stem)
        assert check_sums(top) == (True, len(tree(top)) - 1)
        (top / "site/index.html").write_bytes(b"x")
        assert not check_sums(top)[0]


def test_same_site_same_bytes(made):
    """同样的网站压两次，字节一样；时间取自提交，不取自钟；次序照名字，权限都一样，中文名标明是 UTF-8。"""
    _, _, *first = made()
    _, _, *second = made(to="again")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path in first:
        entries = zipfile.ZipFile(path).infolist()
        assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
        assert {entry.date_time for entry in entries} == {
            (2026, 3, 6, 20, 30, 40)
        }  # ZIP 里的秒是双数
        assert {(entry.create_system, entry.external_attr) for entry in entries} == {
            (3, 0o100644 << 16)
        }
        assert all(entry.flag_bits & 0x800 for entry in entries if not entry.filename.isascii())
    _, _, old, _ = made(
        edition=replace(EDITION, time=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)), to="old"
    )
    assert zipfile.ZipFile(old).infolist()[0].date_time[0] == 1980


def test_only_what_shrinks_is_compressed(made):
    """文字压到最小；本来压过的照放，解得快。"""
    *_, full = made()
    ways = {
        entry.filename.rpartition(".")[2]: entry.compress_type
        for entry in zipfile.ZipFile(full).infolist()
    }
    assert {ways[suffix] for suffix in ("pdf", "zip", "gz")} == {zipfile.ZIP_STORED}
    assert {ways[suffix] for suffix in ("html", "svg", "txt")} == {zipfile.ZIP_DEFLATED}


@pytest.mark.parametrize(
    "name",
    [
        "con.html",
        "a/NUL",
        "lpt1.tar.gz",
        "b./c.txt",
        "d .txt/e ",
        "what?.txt",
        "a:b",
        "x" * 120 + "/" + "y" * 80,
    ],
)
def test_names_windows_cannot_take_are_refused(made, name):
    """Windows 上解不开的名字，装的时候就说，不等收到的人发现。"""
    with pytest.raises(ValueError, match="在 Windows 上解不开"):
        made({name: ""})


def test_names_that_differ_only_in_case_are_refused(made):
    """只差大小写的两个文件，在 Windows 上会少一个。"""
    with pytest.raises(ValueError, match="只差大小写"):
        made({"INDEX.html": ""})


def test_similar_names_are_fine(made):
    """长得像、其实能用的名字不冤枉。"""
    made({"console.html": "", "a.con": "", "com10.txt": "", ".nojekyll": "", "名 字.txt": ""})


def test_readme_reads_well_in_notepad(made, tmp_path):
    """说明带 BOM，每行都是 CRLF；版本、日期照中国的日子，许可、校验的命令都在。"""
    *_, full = made()
    raw = (unpacked(full, tmp_path / "full") / README).read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10
    text = raw.decode("utf-8-sig")
    for said in (
        "第 1.2.0 版，2026年3月5日",
        "2026年3月7日",
        EDITION.rights,
        EDITION.base,
        "这不是政府网站",
        OPENING,
    ):
        assert said in text
    assert f"certutil -hashfile {full.name} SHA256" in text
    assert f"sha256sum -c {SUMS}" in text


def test_readme_without_address_or_for_a_government(made, tmp_path):
    """不知道网址就不提；政府办的不说不是政府网站。"""
    _, _, small, _ = made(edition=replace(EDITION, base=""), official=True)
    text = (unpacked(small, tmp_path / "small") / README).read_text("utf-8-sig")
    assert "新的一版在" not in text
    assert "不是政府" not in text


def test_the_command_takes_all_from_the_repository(plan, tmp_path, capsys, monkeypatch):
    """名字、版本照仓库里写的；装好了说有多大，好挑 U 盘；装不成说一句。"""
    site, out = put(tmp_path / "site", FILES), tmp_path / "out"
    monkeypatch.chdir(ROOT)
    assert main(["pack", str(site), str(site), str(out)]) == 0
    now = package_label(ROOT, plan.site)
    small, full = (out / f"{now.slug}-{now.edition.version}{end}.zip" for end in ("", "-full"))
    assert capsys.readouterr().out.splitlines() == [
        f"{path}，{size(path.stat().st_size)}" for path in (small, full)
    ]
    assert now.edition.name in (unpacked(small, tmp_path / "x") / OPENING).read_text("utf-8")
    put(site, {"con.txt": ""})
    assert main(["pack", str(site), str(site), str(out)]) == 1
    assert "在 Windows 上解不开（" in capsys.readouterr().out


def test_the_name_is_escaped(made, tmp_path):
    """网站的名字里有尖括号，也只是字。"""
    _, _, small, _ = made()
    assert "<title>某市&lt;反拐&gt;</title>" in (
        unpacked(small, tmp_path / "small") / OPENING
    ).read_text("utf-8")
