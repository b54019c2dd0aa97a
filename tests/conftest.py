"""各测试共用的夹具：真实的计划、能改坏的副本、建好的网站。"""

import fcntl
import os

import pytest
from project import CITY, COUNTY, ROOT, build, copy_city, copy_project, shared_folder

from macros.corpus.loading import load
from macros.corpus.pieces import Leaflet
from macros.printing.formats import formats_of

# 测试开一百多个子进程，各自编译一遍二百个模块，要多用一分钟。
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# make print 印全部真资料；make test 每个体裁印一份。
PRINTS_ALL = "PRINT_ALL" in os.environ

HOSTED = {
    "REPO_URL": "https://example.org/some/repo/",
    "SITE_URL": "https://example.org/sub/path/",
}


@pytest.fixture(scope="session")
def plan():
    """仓库里真实的计划。"""
    found, problems = load(ROOT)
    assert not problems
    return found


@pytest.fixture
def project(tmp_path):
    """仓库的副本：data、docs 可以随便改，代码和主题照用原来的。"""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def city():
    """虚构城市的计划：一条事实（《云汀市渡船守则》第三条，2031-04-06 起施行），一份传单，一份讲话。"""
    found, problems = load(CITY)
    assert not problems
    return found


@pytest.fixture
def city_project(tmp_path):
    """虚构城市的副本，可以随便改坏。"""
    return copy_city(tmp_path / "city")


@pytest.fixture(scope="session")
def site(tmp_path_factory, sampled):
    """真实的网站，没有仓库地址和网址；每个体裁印一份，make print 印全部。一次建好，各测试共看。"""
    return built_once(tmp_path_factory, "site", PIECES=",".join(piece.slug for piece in sampled))


@pytest.fixture(scope="session")
def sampled(plan):
    """真实的网站上印的资料。"""
    if PRINTS_ALL:
        return plan.pieces
    families = {}
    for piece in plan.pieces:
        easy = isinstance(piece, Leaflet) and piece.easy
        families.setdefault((piece.form, easy, formats_of(piece)), piece)
    return tuple(families.values())


@pytest.fixture(scope="session")
def county():
    """虚构的县的计划：章条式的细则，没有表。"""
    found, problems = load(COUNTY)
    assert not problems
    return found


@pytest.fixture
def county_project(tmp_path):
    """虚构的县的副本，可以随便改坏。"""
    return copy_city(tmp_path / "county", COUNTY)


@pytest.fixture(scope="session")
def unprinted_site(tmp_path_factory):
    """不印刷时建的网站：离线包里小的一份用它。"""
    return built_once(tmp_path_factory, "unprinted", PRINT="")


@pytest.fixture(scope="session")
def city_site(tmp_path_factory):
    """虚构的城市的网站，印刷的也有。有一个警告就不算建成：严格模式会拦下读者点不开的链接。"""
    return built_once(tmp_path_factory, "city", CITY, PRINT="1", LIVE="")


@pytest.fixture(scope="session")
def county_site(tmp_path_factory):
    """虚构的县的网站，印刷的也有。"""
    return built_once(tmp_path_factory, "county", COUNTY, PRINT="1", LIVE="")


@pytest.fixture(scope="session")
def hosted_city(tmp_path_factory):
    """虚构的城市的网站，给了仓库地址和网址：二维码、规范链接、站点地图、编辑链接都有。"""
    return built_once(tmp_path_factory, "hosted-city", CITY, PRINT="1", LIVE="", **HOSTED)


def built_once(tmp_path_factory, name, project=ROOT, **environment):
    """几个进程一起跑，只有先来的建，后来的等它建好，拿同一份。"""
    target = shared_folder(tmp_path_factory) / name
    with target.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            root = (
                project if project == ROOT else copy_city(target.with_suffix(".project"), project)
            )
            code, output = build(root, target.with_suffix(".draft"), **environment)
            assert code == 0, output
            assert "WARNING" not in output, output
            target.with_suffix(".draft").rename(target)
    return target
