"""几个构建同时、磁盘满、按 Ctrl-C：site/ 总是完整的一份，说一句中文，没有调用栈。"""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from project import CITY, ROOT, copy_city

from macros.corpus.loading import load
from macros.publishing import remote

PLAN, _ = load(CITY)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """小城，建好过一次。"""
    project = copy_city(tmp_path_factory.mktemp("together") / "city")
    code, output = finished(start(project))
    assert code == 0, output
    return project


@pytest.fixture
def project(built, tmp_path):
    """建好过一次的小城，一个测试一份。"""
    return shutil.copytree(built, tmp_path / "city", symlinks=True)


def start(project, *arguments, **environment):
    """开始一个构建，不印刷，在自己的一组进程里。"""
    kept = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL", "LIVE")}
    return subprocess.Popen(
        [sys.executable, "-m", "macros", *(arguments or ["build"])],
        cwd=project,
        env=kept | {"PRINT": "", "NO_MKDOCS_2_WARNING": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finished(run):
    """退出码和全部输出。"""
    output = run.communicate(timeout=120)[0]
    return run.returncode, output


def whole(site):
    """网站和它自己的清单对得上，不多不少。"""
    return not remote.check_site(str(site), PLAN, site / "nowhere").faults


def test_builds_at_once_wait_for_each_other(project):
    """三个构建隔着几步同时来：都建成，后来的说在等，site/ 完整，不留垃圾。"""
    runs = []
    for _ in range(3):
        runs.append(start(project))
        time.sleep(0.3)
    said = [finished(run) for run in runs]
    assert [code for code, _ in said] == [0, 0, 0], said
    assert sum("另一次构建正在进行" in output for _, output in said) == 2
    assert whole(project / "site")
    assert {path.name for path in (project / "build").iterdir()} == {
        ".lock",
        "background",
        "compressed",
    }


def test_a_killed_build_leaves_no_lock(project):
    """先来的被 kill -9，后来的马上就建，不用人去删锁。"""
    first = start(project)
    time.sleep(0.8)
    second = start(project)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    code, output = finished(second)
    assert code == 0, output
    assert whole(project / "site")


def begun(project):
    """开始一个构建，等到它锁住了 build/：再早，Python 自己还没有装好。"""
    lock = project / "build/.lock"
    lock.unlink(missing_ok=True)
    run = start(project)
    until = time.monotonic() + 60
    while not lock.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return run


@pytest.mark.parametrize("after", [0, 0.2, 0.4, 0.6, 0.8, 1.0])
def test_ctrl_c_is_one_sentence(project, after):
    """建到哪一步按 Ctrl-C 都一样：一句话，退出码 130，很快就停，原来的网站完整。"""
    run = begun(project)
    time.sleep(after)
    os.killpg(run.pid, signal.SIGINT)
    started = time.monotonic()
    code, output = finished(run)
    assert "Traceback" not in output
    if "网站在 site/" not in output:  # 没有赶在前面建完
        assert code == 130, output
        assert output.splitlines()[-1] == "停下了。"
    assert time.monotonic() - started < 10
    assert whole(project / "site")


def test_ctrl_c_while_checking(project):
    """检查当中按 Ctrl-C，一句话。"""
    run = start(project, "check")
    time.sleep(0.12)
    os.killpg(run.pid, signal.SIGINT)
    code, output = finished(run)
    assert code in (0, 130, -signal.SIGINT), output
    assert code == -signal.SIGINT or "Traceback" not in output


@pytest.mark.parametrize("name", ["build", "site"])
def test_a_file_where_a_folder_should_be(project, name):
    """build、site 是一个文件：一句话，退出码 1，文件还在。"""
    shutil.rmtree(project / name)
    (project / name).write_text("x", encoding="utf-8")
    code, output = finished(start(project))
    assert code == 1
    (line,) = output.splitlines()
    assert line.startswith(name)
    assert "文件夹" in line
    assert (project / name).read_text(encoding="utf-8") == "x"


def test_files_of_others_stop_the_build_before_it_starts(project):
    """site/ 里有自己放的文件：一开头就说，不用等建完，什么也不动。"""
    (project / "site/CNAME").write_text("x", encoding="utf-8")
    code, output = finished(start(project))
    assert code == 1
    assert output.startswith("site 里有不是本站建的文件：CNAME，共 1 个（")
    assert len(output.splitlines()) == 1
    assert (project / "site/CNAME").is_file()


def test_the_working_folder_is_not_a_place_for_a_site(project):
    """建到建的时候用的那个文件夹里：说一句。"""
    code, output = finished(start(project, "build", "build/site"))
    assert code == 1
    assert "每次都清空" in output


def test_a_bad_setting_writes_nothing(project):
    """环境变量写错了：一句话，site/ 一个字节不动。"""
    before = (project / "site/build-manifest.json").stat().st_mtime_ns
    code, output = finished(start(project, SITE_URL="https://a:b@example.org/"))
    assert code == 1
    assert "SITE_URL：https://a:b@example.org/ 写着用户名或密码" in output
    assert output.splitlines()[-1] == "没有建成，已有的网站没有动。"
    assert "Traceback" not in output
    assert (project / "site/build-manifest.json").stat().st_mtime_ns == before


LIMITED = """
import resource, sys
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]), int(sys.argv[2])))
from macros.__main__ import main
sys.exit(main(["build"]))
"""


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("RLIMIT_FSIZE", 3000, "文件超过了系统允许的大小"),
        ("RLIMIT_NOFILE", 8, "同时打开的文件太多"),
        ("RLIMIT_AS", 100 << 20, "内存不够"),
    ],
)
def test_running_out_is_one_sentence(project, limit, value, said):
    """磁盘、文件、内存不够：一句中文，退出码 1，原来的网站完整。"""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, limit, str(value)],
        cwd=project,
        env=os.environ | {"PRINT": "", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    output = done.stdout + done.stderr
    assert done.returncode == 1, output
    assert said in output, output
    assert "Traceback" not in output, output
    assert whole(project / "site")
