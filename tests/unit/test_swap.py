"""换上去的地方：链接还是链接，别人的文件不删，谁都读得到；换不成的一句话说为什么。"""

import errno
import os
import shutil

import pytest
from test_published import check_folder, made

from macros.publishing import swap


@pytest.fixture
def new(tmp_path):
    """建好的一份。"""
    return made(tmp_path / "build/site", newer=b"1")


def refusal(action, *given):
    """不换时说的话：一行，末尾是怎样改。"""
    with pytest.raises(swap.NotReplaced) as refused:
        action(*given)
    said = str(refused.value)
    assert "\n" not in said
    assert said.endswith("）")
    return said


def test_a_link_stays_a_link(tmp_path, new):
    """发布目录常是一个链接：换的是它指着的文件夹，链接不变。"""
    made(tmp_path / "srv/www")
    (tmp_path / "site").symlink_to("srv/www")
    swap.replace(new, tmp_path / "site")
    assert (tmp_path / "site").readlink().as_posix() == "srv/www"
    assert (tmp_path / "srv/www/newer").read_bytes() == b"1"
    assert not check_folder(tmp_path / "srv/www")
    assert sorted(path.name for path in (tmp_path / "srv").iterdir()) == ["www"]


@pytest.mark.parametrize("target", ["nowhere", "site"])
def test_a_link_to_nowhere_is_told(tmp_path, new, target):
    """链接断了、指着自己：说一句，不换。"""
    (tmp_path / "site").symlink_to(target)
    said = refusal(swap.replace, new, tmp_path / "site")
    assert said.startswith(f"{tmp_path / 'site'} 是链接，指到的文件夹不在（")
    assert new.is_dir()


def test_a_file_in_the_way_is_told(tmp_path, new):
    """site 是一个文件：说一句，文件还在。"""
    (tmp_path / "site").write_text("x")
    assert "是一个文件，不是文件夹" in refusal(swap.replace, new, tmp_path / "site")
    assert (tmp_path / "site").read_text() == "x"


@pytest.mark.parametrize("name", ["CNAME", "甲/乙.txt", ".well-known/x", "index.html.bak"])
def test_files_of_others_are_never_deleted(tmp_path, new, name):
    """site/ 里有自己放的文件：说出是哪个、几个，一个字节不动。"""
    site = made(tmp_path / "site")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("x")
    before = sorted(path for path in site.rglob("*") if path.is_file())
    said = refusal(swap.replace, new, site)
    assert f"{site} 里有不是本站建的文件：{name}，共 1 个" in said
    assert sorted(path for path in site.rglob("*") if path.is_file()) == before
    assert not (site / "newer").exists()


def test_a_folder_of_others_is_never_replaced(tmp_path, new):
    """没有清单的文件夹不是本站建的，哪怕只有一个文件；空的可以用。"""
    site = tmp_path / "site"
    site.mkdir()
    (site / "论文.docx").write_text("x")
    assert "论文.docx，共 1 个" in refusal(swap.replace, new, site)
    (site / "论文.docx").unlink()
    swap.replace(new, site)
    assert not check_folder(site)


def test_links_and_litter(tmp_path, new):
    """别人放的链接也不删；文件管理器自己放的不算。"""
    site = made(tmp_path / "site")
    for name in ("Thumbs.db", ".DS_Store", "a/desktop.ini"):
        (site / name).write_text("x")
    (site / "more").symlink_to("/")
    assert "：more，共 1 个" in refusal(swap.require_ours, site)
    (site / "more").unlink()
    swap.replace(new, site)
    assert not (site / "Thumbs.db").exists()


def test_everyone_can_read_what_is_published(tmp_path):
    """umask 077 时建的，网页服务器用别的账号也读得到。"""
    before = os.umask(0o077)
    try:
        swap.replace(made(tmp_path / "build/site"), tmp_path / "site")
    finally:
        os.umask(before)
    for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_another_disk(tmp_path, new, monkeypatch):
    """发布目录在另一个磁盘上，先拷到旁边再换；不留垃圾，上一次拷到一半的也清掉。"""
    site = made(tmp_path / "srv/www")
    (tmp_path / "srv/.www.new").mkdir()
    real = swap.Path.stat

    class Other:
        st_dev = -1

    def stat(path, **given):
        return Other() if path == tmp_path / "srv" else real(path, **given)

    with monkeypatch.context() as patch:
        patch.setattr(swap.Path, "stat", stat)
        beside = swap._on_same_disk(new, site)
    assert beside == tmp_path / "srv/.www.new"
    assert not check_folder(beside)
    assert not new.exists()
    swap.replace(beside, site)
    assert not check_folder(site)
    assert [path.name for path in (tmp_path / "srv").iterdir()] == ["www"]


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="没有另一个磁盘")
def test_a_real_other_disk(tmp_path, new):
    """真的在另一个磁盘上，也换得成，链接不变。"""
    other = swap.Path("/dev/shm") / f"swap-{os.getpid()}"
    made(other / "www")
    try:
        (tmp_path / "site").symlink_to(other / "www")
        swap.replace(new, tmp_path / "site")
        assert not check_folder(other / "www")
        assert (other / "www/newer").is_file()
        assert [path.name for path in other.iterdir()] == ["www"]
    finally:
        shutil.rmtree(other)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EDQUOT, "用完了给你的磁盘空间"),
        (errno.EMFILE, "同时打开的文件太多"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EACCES, "没有权限"),
        (errno.EEXIST, "已经有一个同名的文件，不是文件夹"),
        (errno.ENOTDIR, "路径当中有一个是文件"),
        (errno.EBUSY, "正被占用"),
        (errno.EIO, "磁盘读写出错"),
    ],
)
def test_errors_of_the_disk_are_sentences(tmp_path, monkeypatch, number, said):
    """每一种都一句话：哪个文件、怎么了、怎样改；没说哪个文件的，是正在建的一份。"""
    monkeypatch.chdir(tmp_path)
    line = swap.disk_error(OSError(number, "English", str(tmp_path / "a")))
    assert line.startswith(f"a：{said}")
    assert line.endswith("；已有的网站没有动）")
    assert "English" not in line
    assert swap.disk_error(OSError(number, "English")).startswith(f"build/：{said}")


def test_an_error_never_seen_is_still_told(tmp_path):
    """没见过的错，照系统的话说。"""
    assert "读写出错：Level 3" in swap.disk_error(OSError(errno.EL3HLT, "Level 3"))
