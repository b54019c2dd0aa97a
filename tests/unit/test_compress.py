"""预先压缩：解开和原来一个字节不差，没变的不再压，同样的内容压出同样的字节。"""

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest
from project import ROOT

from macros.corpus.mediatypes import TEXT
from macros.publishing import compress, workers

WAYS = {".br": brotli.decompress, ".gz": gzip.decompress}
TEXTS = {
    "index.html": "<p>反对拐卖</p>\n" * 200,
    "same/index.html": "<p>反对拐卖</p>\n" * 200,
    "data/a.csv": "单位,任务\n" * 300,
    "edge.txt": "字" * 341 + "a",
    "small.json": '"' + "a" * 1021 + '"',
}
OTHERS = {
    "poster.png": b"\x89PNG" * 1000,
    "plan.pdf": b"%PDF" * 1000,
    "noise.txt": os.urandom(5000),
}


def precompress(site, cache):
    """给 site 里的全部文件配上压缩的；返回配了几份，新压几份。"""
    pool = workers.start()
    packing = compress.Compressor(cache, pool)
    packing.give(sorted(site.rglob("*")))
    done = packing.finish()
    workers.stop(pool)
    return done


def put(site, files):
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content.encode() if isinstance(content, str) else content)


def read(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def site(tmp_path):
    """值得压的、太小的、压不动的、本来就压过的，各有几个。"""
    put(tmp_path / "site", {**TEXTS, **OTHERS})
    return tmp_path / "site"


def test_copies_unpack_to_the_same_bytes(site, tmp_path):
    """解开和原来一样；原来的不动；太小的、压不动的、不是文字的没有副本。"""
    before = read(site)
    kept, made = precompress(site, tmp_path / "cache")
    after = read(site)
    assert {name: after[name] for name in before} == before
    worth = {"index.html", "same/index.html", "data/a.csv", "edge.txt"}
    assert after.keys() - before.keys() == {name + suffix for name in worth for suffix in WAYS}
    assert kept == 8
    assert made == 8  # 两个一样的只压一次；压不动的也压过一次才知道
    for name in worth:
        for suffix, unpack in WAYS.items():
            assert unpack(after[name + suffix]) == before[name]
            assert len(after[name + suffix]) <= len(before[name]) * compress.WORTH


def test_every_kind_of_text_is_packed(tmp_path):
    """服务器说是文字的，都压。"""
    put(tmp_path, {f"x.{suffix}": "六" * 2000 for suffix in TEXT})
    assert precompress(tmp_path, tmp_path / "cache")[0] == 2 * len(TEXT)


def test_the_second_time_nothing_is_packed(site, tmp_path, monkeypatch):
    """没变的取存着的，改了一个只压一个，用不上的从存处删掉，结果和从头压一样。"""
    precompress(site, tmp_path / "cache")
    first = read(site)
    with monkeypatch.context() as patch:
        patch.setattr(compress, "_brotli", None)
        assert precompress(site, tmp_path / "cache") == (8, 0)
    assert read(site) == first
    put(site, {"data/a.csv": "单位,举措\n" * 300})
    assert precompress(site, tmp_path / "cache") == (8, 2)
    again = read(site)
    assert len(read(tmp_path / "cache")) == 8
    assert precompress(site, tmp_path / "elsewhere") == (8, 8)
    assert read(site) == again


def test_a_copy_never_outlives_its_text(site, tmp_path):
    """变小了、不值得压了，旧副本要拿掉：不然服务器会一直发旧的。"""
    precompress(site, tmp_path / "cache")
    put(site, {"index.html": "短", "data/a.csv": os.urandom(3000)})
    precompress(site, tmp_path / "cache")
    assert (
        not {"index.html.br", "index.html.gz", "data/a.csv.br", "data/a.csv.gz"} & read(site).keys()
    )


def test_it_packs_as_hard_as_it_pays(tmp_path):
    """压一次，发很多次：样式和脚本压到最小，网页小一级。数据跟着计划长，一个包装得下的再压也不快，用快的一级。"""
    text = (ROOT / "CONTRIBUTING.md").read_bytes()
    short = text[:2000]
    levels = {"x.css": 11, "x.js": 11, "x.html": 10, "x.json": 8, "x.svg": 8, "short.html": 8}
    put(tmp_path, dict.fromkeys(levels, text) | {"short.html": short})
    precompress(tmp_path, tmp_path / "cache")
    for name, level in levels.items():
        source = (tmp_path / name).read_bytes()
        packed = brotli.compress(source, mode=brotli.MODE_TEXT, quality=level)
        assert (tmp_path / f"{name}.br").read_bytes() == packed


def test_pictures_in_scripts_are_left_alone(tmp_path):
    """写成脚本的图不配：里面的图压过了，几十份各配两份，全站要大六十兆。"""
    put(tmp_path, {"x.base.js": "图" * 3000})
    precompress(tmp_path, tmp_path / "cache")
    assert read(tmp_path).keys() == {"x.base.js"}


def test_gzip_says_nothing_about_where_it_was_made(site, tmp_path):
    """时间是 0，没有文件名，不写系统：哪台机器、哪天压都一样（RFC 1952 2.3）。"""
    precompress(site, tmp_path / "cache")
    for name, content in read(site).items():
        if name.endswith(".gz"):
            assert content[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def test_an_unfinished_copy_is_never_used(site, tmp_path):
    """上一次写到一半断电，留下的半个文件不会当成压好的，这一次就清掉。"""
    precompress(site, tmp_path / "cache")
    for path in [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]:
        path.rename(path.with_name(f"{path.name}.7.draft"))
        path.with_name(f"{path.name}.7.draft").write_bytes(b"x")
    assert precompress(site, tmp_path / "cache") == (8, 8)
    assert all(name.endswith((".br", ".gz")) for name in read(tmp_path / "cache"))


def test_a_file_about_to_be_written_waits_for_the_next(tmp_path):
    """说“马上就写”的，下一次再说时才读：那时已经写好。最后一批由整个网站补上。"""
    pool = workers.start()
    packing = compress.Compressor(tmp_path / "cache", pool)
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    packing.give_later([first])
    put(tmp_path, {"1.html": "六" * 2000})
    packing.give_later([second])
    put(tmp_path, {"2.html": "安" * 2000})
    packing.give([first, second])
    assert packing.finish() == (4, 4)
    workers.stop(pool)


def test_stopping_leaves_no_one_behind(tmp_path):
    """中途出错：还没压的不压，进程都收走。"""
    pool = workers.start()
    packing = compress.Compressor(tmp_path / "cache", pool)
    put(tmp_path, {"1.html": "六" * 2000})
    packing.give([tmp_path / "1.html"])
    workers.stop(pool)
    assert not (tmp_path / "1.html.br").exists()


def test_helpers_leave_with_the_build():
    """构建半路被结束，压缩的进程也走：留在机器上，几次以后内存就满了。"""
    script = (
        "import os, time; from macros.publishing import workers\n"
        "pool = workers.start()  # 没有人拿着，它自己就收走了\n"
        "print(pool.submit(os.getpid).result(), flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as building:
        helper = Path("/proc", building.stdout.readline().strip())
        there = helper.exists()
        building.kill()
    assert there
    for _ in range(100):
        if not helper.exists():
            break
        time.sleep(0.05)
    assert not helper.exists()
