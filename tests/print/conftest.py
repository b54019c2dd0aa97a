"""印刷的各测试共用的夹具：虚构的小城云汀的全部文件，一次测试只印一遍。"""

import fcntl

import pytest
from paper import URL, printed
from project import shared_folder


@pytest.fixture(scope="session")
def hosted(tmp_path_factory):
    """云汀的全部文件，给了网址。"""
    return printed_once(tmp_path_factory, URL)


@pytest.fixture(scope="session")
def unhosted(tmp_path_factory):
    """云汀的全部文件，没有网址。"""
    return printed_once(tmp_path_factory, "")


def printed_once(tmp_path_factory, url):
    """几个进程一起跑，只有先来的印，后来的等它印好，用同一份。"""
    folder = shared_folder(tmp_path_factory) / "print"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return printed(folder, url)
