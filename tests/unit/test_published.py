"""发布出去的一份：清单说得全，副本哪里不对说得准，坏了的清单、网站只得一句话，换上去时不留空当。"""

import contextlib
import datetime
import functools
import gzip
import http.server
import json
import random
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import reproduce
from project import ROOT

from macros.corpus import addresses
from macros.corpus.loading import load
from macros.corpus.release import Edition
from macros.publishing import manifest, remote, swap

CITY, _ = load(ROOT / "tests/city")
EDITION = Edition(
    name="某市反拐",
    base="https://example.org/sub/",
    version="2.1.0",
    released=datetime.date(2031, 4, 6),
    commit="abc1234",
    time=datetime.datetime(2031, 4, 6, 1, 2, 3, tzinfo=datetime.UTC),
    rights="",
)
SNAPSHOT = addresses.snapshot(CITY)
# 另外的来源的快照。
ADDED = {addresses.snapshot_of(one): one for one in CITY.added_sources.values()}


def manifest_of(site, edition=EDITION, repository=""):
    """照 site 写出的清单。"""
    with ThreadPoolExecutor() as pool:
        return manifest.manifest_text(site, edition, CITY, pool, repository)


def made(folder, *, edition=EDITION, repository="", **contents):
    """一份小网站，带清单；有空文件、压缩过的文件、子目录、中文名、名字里有空格和百分号的。"""
    files = {
        "index.html": b"<h1>" + b"x" * 70_000,
        "a/b.txt": b"123",
        "a/empty": b"",
        "a/b.txt.gz": gzip.compress(b"123", mtime=0),
        "甲 乙%2e.txt": "丙".encode(),
        SNAPSHOT: CITY.source.text.encode(),
        **{name: source.text.encode() for name, source in ADDED.items()},
    }
    for name, content in (files | contents).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / manifest.MANIFEST).write_text(
        manifest_of(folder, edition, repository), encoding="utf-8"
    )
    return folder


@pytest.fixture
def site(tmp_path):
    """一份没有毛病的副本；旁边没有本机构建的。"""
    return made(tmp_path / "copy")


def check(where, root):
    """核对，返回各处不对；每处都是一句中文，印得出来，没有控制字符。"""
    checked = remote.check_site(str(where), CITY, root)
    lines = [*map(str, checked.faults), checked.summary]
    assert all(line.isprintable() and line.isascii() is False for line in lines), lines
    return [f"{fault.path}：{fault.message}" for fault in checked.faults]


@pytest.fixture
def server(tmp_path, monkeypatch):
    """真的网站，在本机上，放 copy/；odd 里登记的地址照登记的办，asked 记下问过的地址。"""
    monkeypatch.setattr(remote, "PAUSE", 0.01)
    monkeypatch.setattr(remote, "PATIENCE", 0.5)

    class Handler(http.server.SimpleHTTPRequestHandler):
        odd, asked = {}, []  # 每个测试自己的一个类

        def do_GET(self):
            self.asked.append(self.path)
            with contextlib.suppress(ConnectionError):
                if act := self.odd.get(self.path):
                    act(self)
                else:
                    super().do_GET()

        def answer(self, status, body=b"", **headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    handler = functools.partial(Handler, directory=str(tmp_path / "copy"))
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(
        target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    ).start()
    Handler.port = running.server_port
    Handler.address = f"http://127.0.0.1:{Handler.port}"
    yield Handler
    running.shutdown()
    running.server_close()


def test_manifest_lists_every_file_in_order(site):
    """清单里每个文件都有，只没有它自己；次序、字节都由内容定，写两次一样。"""
    text = manifest_of(site)
    found = json.loads(text)
    names = [row["path"] for row in found["files"]]
    everything = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert names == sorted(everything - {manifest.MANIFEST})
    assert all((site / row["path"]).stat().st_size == row["size"] for row in found["files"])
    assert (found["version"], found["commit"], found["time"]) == (
        "2.1.0",
        "abc1234",
        "2031-04-06T01:02:03Z",
    )
    assert found["source"] == {"path": SNAPSHOT, "sha256": CITY.source.sha256}
    assert text == (site / manifest.MANIFEST).read_text(encoding="utf-8")


def test_a_true_copy_has_no_fault(site, server, tmp_path):
    """没动过的副本，从文件夹、从网址、从子路径核对都没有不对；只说证明了的。"""
    assert (
        check(site, tmp_path)
        == check(server.address, tmp_path)
        == check(f"{server.address}/a/..", tmp_path)
        == []
    )
    assert "没有证明清单本身没有改过" in remote.check_site(str(site), CITY, tmp_path).summary
    assert remote.print_check(str(site), CITY, tmp_path) == 0


@pytest.mark.parametrize("seed", range(12))
def test_every_damage_is_named(site, server, tmp_path, seed, capsys):
    """随便删、截、加长、改一个字节、换成目录：说出的正是动过的文件和动法，不多不少；退出码 1。"""
    chance = random.Random(seed)
    names = [row["path"] for row in json.loads((site / manifest.MANIFEST).read_bytes())["files"]]
    wanted = {}
    for name in chance.sample(names, 3):
        path, content = site / name, bytearray((site / name).read_bytes())
        how = chance.choice(["删", "截", "长", "改", "目录"] if content else ["删", "长", "目录"])
        wanted[name] = {
            "删": "缺",
            "截": "大小不同",
            "长": "大小不同",
            "改": "内容不同",
            "目录": "缺",
        }[how]
        path.unlink()
        if how == "目录":
            path.mkdir()
        elif how != "删":
            content[len(content) // 2 :] = {
                "截": b"",
                "长": content[len(content) // 2 :] + b"x",
                "改": bytes(byte ^ 1 for byte in content[len(content) // 2 :]),
            }[how]
            path.write_bytes(content)
    for where in (site, server.address):
        said = dict(line.split("：", 1) for line in check(where, tmp_path))
        assert said.keys() == wanted.keys()
        # 网站把目录答成列表或转走，所以从网址看是内容不同
        assert where != site or all(said[name].startswith(what) for name, what in wanted.items()), (
            said
        )
    assert remote.print_check(str(site), CITY, tmp_path) == 1
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_more_files_are_named(site, tmp_path):
    """清单里没有的文件、链接都说多出来。"""
    (site / "a/more.html").write_bytes(b"")
    (site / "link").symlink_to("/")
    assert check(site, tmp_path) == [
        "a/more.html：多出来，清单里没有",
        "link：多出来，清单里没有",
    ]


GOOD = {"path": "a/b.txt", "size": 3, "sha256": "0" * 64}
BAD_ROWS = [
    *({**GOOD, "path": path} for path in ("../x", "/etc/passwd", "C:/x", "", manifest.MANIFEST, None)),
    *({**GOOD, "size": size} for size in (-1, 1.5, "3", None, 1 << 40)),
    *({**GOOD, "sha256": text} for text in ("", "0" * 63, "G" * 64, None)),
    {}, None, "a",
]  # fmt: skip


@pytest.mark.parametrize("row", BAD_ROWS, ids=range(len(BAD_ROWS)))
def test_bad_rows_are_named(site, server, tmp_path, row):
    """走出网站的地址、不对的类型，一行一句话；不去取它，别的文件照样核对。"""
    path = site / manifest.MANIFEST
    path.write_text(
        json.dumps({**(found := json.loads(path.read_bytes())), "files": [row, *found["files"]]})
    )
    (said,) = check(server.address, tmp_path)
    assert said.startswith(f"{manifest.MANIFEST}：第 1 个文件写法不对：")
    assert len(server.asked) == len(found["files"]) + 1


def test_a_file_listed_twice_is_named(site, tmp_path):
    """同一个文件写两遍，一句话。"""
    path = site / manifest.MANIFEST
    found = json.loads(path.read_bytes())
    path.write_text(json.dumps({**found, "files": [*found["files"], found["files"][0]]}))
    assert check(site, tmp_path) == [f"{manifest.MANIFEST}：{found['files'][0]['path']} 写了两遍"]


HEAD = {"commit": "abc", "settings": {}, "source": {}, "files": []}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 JSON"),
        (b"<html>", "不是 JSON"),
        (b"[]", "里面不是一份清单"),
        *((json.dumps({**HEAD, key: None}).encode(), f"缺少 {key}") for key in HEAD),
        (b" " * (manifest.MAX_MANIFEST + 1), "超过 10 MB"),
    ],
)
def test_bad_manifests_end_in_one_sentence(site, server, tmp_path, content, said):
    """不是清单的、缺一块的、太大的，从文件夹、从网址都只得一句话。"""
    (site / manifest.MANIFEST).write_bytes(content)
    for where in (site, server.address):
        (line,) = check(where, tmp_path)
        assert line.startswith(f"{manifest.MANIFEST}：{said}")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("/nowhere/at/all", "缺"),
        ("", "缺"),
        ("ftp://example.org/", "缺"),
        ("http://127.0.0.1:1/", "取不到，连不上"),
        ("http://nowhere.invalid/", "取不到，找不到这个网站"),
        ("http://", "取不到"),
        ("http://[::1", "取不到，网址写法不对"),
        ("https://127.0.0.1:{port}/", "取不到，加密连接建不成"),
        ("http://127.0.0.1:{port}/none/", "缺"),
    ],
)
def test_bad_places_end_in_one_sentence(server, tmp_path, where, said):
    """写错的、连不上的、没有清单的地方，一句话说为什么。"""
    (line,) = check(where.format(port=server.address.rpartition(":")[2]), tmp_path)
    assert line.startswith(f"{manifest.MANIFEST}：{said}")


ODD = {
    "longer": (
        lambda handler: handler.answer(200, b"1" * 10**6),
        "大小不同，清单写 3 字节，这里更多",
    ),
    "silent": (lambda handler: time.sleep(1), "取不到，0.5 秒没有动静"),
    "broken": (
        lambda handler: handler.answer(200, b"12", Content_Length="3"),
        "取不到，连不上，或没有传完",
    ),
    "gone": (lambda handler: handler.answer(410), "缺"),
    "busy": (lambda handler: handler.answer(503), "取不到，网站回答 503"),
    "forbidden": (lambda handler: handler.answer(403), "取不到，网站回答 403"),
    "not http": (
        lambda handler: handler.wfile.write(b"220 ftp ready\r\n"),
        "取不到，连不上，或没有传完",
    ),
    "loop": (
        lambda handler: handler.answer(302, Location="/a/b.txt"),
        "取不到，连不上，或没有传完",
    ),
    "elsewhere": (
        lambda handler: handler.answer(302, Location=f"http://localhost:{handler.port}/index.html"),
        "取不到，转到了别的网站",
    ),
    "bad gzip": (
        lambda handler: handler.answer(200, b"123", Content_Encoding="gzip"),
        "取不到，压缩传来的内容解不开",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_answers_end_in_one_sentence(site, server, tmp_path, name):
    """太长的、不答的、断的、转走的、压缩坏了的：只说那一个文件，别的照样核对。"""
    server.odd["/a/b.txt"], said = ODD[name]
    (line,) = check(server.address, tmp_path)
    assert line.startswith(f"a/b.txt：{said}")


def test_honest_oddities_are_forgiven(site, server, tmp_path):
    """压缩传来而内容一样、在站内转一次、头两次忙，都不算不对；没说压缩的不解。"""
    packed, busy = gzip.compress(b"123"), iter([503, 503])
    server.odd |= {
        "/a/b.txt": lambda handler: handler.answer(200, packed, Content_Encoding="gzip"),
        "/a/b.txt.gz": lambda handler: handler.answer(
            200, (site / "a/b.txt.gz").read_bytes(), Content_Encoding="gzip"
        ),
        "/a/empty": lambda handler: handler.answer(302, Location="/empty"),
        "/empty": lambda handler: handler.answer(next(busy, 200)),
    }
    assert check(server.address, tmp_path) == []
    assert server.asked.count("/empty") == 3


def test_a_forged_manifest_is_caught_by_the_local_build(site, tmp_path):
    """改了页面又改了清单的，自己看不出；和本机同一次提交的一比就露馅。提交、网址不同的不比，也不说证明了。"""
    made(tmp_path / "site")
    assert "site/ 相同" in remote.check_site(str(site), CITY, tmp_path).summary
    made(site, **{"a/b.txt": b"124"})
    assert check(site, tmp_path) == ["a/b.txt：和本机同一次提交构建的不同"]
    others = [{"edition": replace(EDITION, commit=commit)} for commit in ("def5678", "")]
    for other in ({"repository": "https://example.org/r"}, *others):
        made(site, **{"a/b.txt": b"124"}, **other)
        checked = remote.check_site(str(site), CITY, tmp_path)
        assert not checked.faults
        assert "没有证明" in checked.summary
    made(tmp_path / "site", edition=replace(EDITION, commit=""))  # 两边都没有写提交，也不算同一次
    assert "没有证明" in remote.check_site(str(site), CITY, tmp_path).summary
    assert "只证明了它是全的" in remote.check_site(str(tmp_path / "site"), CITY, tmp_path).summary


def test_another_source_is_caught(site, tmp_path):
    """原文快照被换、清单跟着换，还是和登记的指纹对不上。"""
    (site / SNAPSHOT).write_bytes(b"another")
    (site / manifest.MANIFEST).write_text(manifest_of(site), encoding="utf-8")
    assert check(site, tmp_path) == [f"{SNAPSHOT}：原文快照和 data/source/SOURCE.yml 登记的不同"]
    (site / SNAPSHOT).unlink()
    text = manifest_of(site).replace(CITY.source.sha256, "0" * 64)
    (site / manifest.MANIFEST).write_text(text, encoding="utf-8")
    assert len(check(site, tmp_path)) == 2


def test_every_source_is_looked_at(site, tmp_path):
    """另外的来源的快照被换、不见了，也说得出，说得出登记在哪个文件。"""
    (name,) = ADDED
    (site / name).write_bytes(b"another")
    (site / manifest.MANIFEST).write_text(manifest_of(site), encoding="utf-8")
    said = [f"{name}：原文快照和 data/source/answers.yml 登记的不同"]
    assert check(site, tmp_path) == said
    (site / name).unlink()
    (site / manifest.MANIFEST).write_text(manifest_of(site), encoding="utf-8")
    assert check(site, tmp_path) == [f"{name}：缺，清单里没有原文快照"]


class Killed(BaseException):
    """在这里停下，和断电一样：后面的都不做。"""


@pytest.mark.parametrize("at_once", [True, False])
def test_replacing_can_stop_anywhere(tmp_path, monkeypatch, at_once):
    """一步一步地停：换到哪里都有一份完整的，再来一次就换好，不留垃圾。不会对调的系统，只在两次改名之间缺。"""
    if not at_once:
        monkeypatch.setattr(swap, "_exchanged", lambda one, other: False)
    steps, missing = 0, 0
    real = {
        name: getattr(owner, name) for owner, name in ((swap.Path, "rename"), (shutil, "rmtree"))
    }
    for stop in range(1, 9):
        new, old = tmp_path / f"{stop}/build/site", tmp_path / f"{stop}/site"
        made(old)
        made(new, new=b"1")
        calls = iter(range(1, 99))

        def stepping(name, calls=calls, stop=stop):
            def step(*arguments, **options):
                if next(calls) == stop:
                    raise Killed
                return real[name](*arguments, **options)

            return step

        with monkeypatch.context() as patch, contextlib.suppress(Killed):
            patch.setattr(swap.Path, "rename", stepping("rename"))
            patch.setattr(swap.shutil, "rmtree", stepping("rmtree"))
            swap.replace(new, old)
        steps = max(steps, next(calls) - 1)
        missing += not old.exists()
        whole = [
            folder for folder in (old, new, new.with_name("site.old")) if not check_folder(folder)
        ]
        assert old in whole or (not at_once and len(whole) == 2)
        shutil.rmtree(new, ignore_errors=True)
        made(new, newer=b"1")
        swap.replace(new, old)
        assert (old / "newer").exists()
        assert not list(new.parent.iterdir())
    assert missing == (0 if at_once else 1)
    assert steps >= 3


def check_folder(folder):
    return remote.check_site(str(folder), CITY, folder / "nowhere").faults


def test_an_unfinished_build_is_not_put_up(tmp_path):
    """少一个文件、没有清单的不换上去，原来的一个字节不动；头一次没有旧的也行。"""
    new, old = tmp_path / "build/site", tmp_path / "site"
    swap.replace(made(new), old)
    for name in ("a/b.txt", manifest.MANIFEST):
        made(new)
        (new / name).unlink()
        with pytest.raises(swap.NotReplaced) as refused:
            swap.replace(new, old)
        assert str(refused.value).startswith(f"{new} 不完整，没有换上去。{name}：缺")
        assert not check_folder(old)


def test_differences_of_two_builds_are_placed(tmp_path):
    """make reproduce 说得出哪个文件只有一边有、从第几个字节起不同；一样就不说。"""
    one, other = made(tmp_path / "one"), made(tmp_path / "other")
    assert not list(reproduce.differences(one, other))
    (one / "a/b.txt").write_bytes(b"124")
    (one / "a/empty").write_bytes(b"x")
    (other / "more").write_bytes(b"")
    assert list(reproduce.differences(one, other)) == [
        "more：只有一边有",
        "a/b.txt：从第 2 个字节起不同（从 0 数）",
        "a/empty：从第 0 个字节起不同（从 0 数）",
    ]
