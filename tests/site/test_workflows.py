"""工作流：权限最少、动作钉死、每一步都真能跑；测过的那一份才发布。"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from changing import commit, git
from project import ROOT

FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
# 各个工作里给过的权限，只有这些。
PERMISSIONS = {
    ("site", "check"): {"contents": "read"},
    ("site", "build"): {"contents": "read"},
    ("site", "publish"): {"pages": "write", "id-token": "write"},
    ("weekly", "weekly"): {"contents": "read", "issues": "write"},
}


def loaded(path):
    """YAML 1.1 把 on 读成 true，这里照原样当文字读。"""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def jobs():
    return [(path.stem, name, job) for path in FILES for name, job in loaded(path)["jobs"].items()]


def steps():
    return [(file, name, step) for file, name, job in jobs() for step in job["steps"]]


def test_permissions_are_the_least():
    """整个工作流什么权限也没有，各个工作只给用得到的；多给一样，投毒的依赖就能多做一样。"""
    assert all(loaded(path)["permissions"] == {} for path in FILES)
    assert {(file, name): job["permissions"] for file, name, job in jobs()} == PERMISSIONS


def test_contributed_code_never_runs_with_secrets():
    """拉取请求只用 pull_request：pull_request_target 和 workflow_run 会带着本仓库的权限跑别人的代码。"""
    allowed = {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert set().union(*(loaded(path)["on"] for path in FILES)) <= allowed
    for _, _, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
        assert "github.event" not in step.get("run", "")
        assert "${{" not in step.get("run", ""), "表达式放进 env，免得被当成命令"


def test_actions_are_pinned():
    """动作用全长的提交号，后面注明版本：标签可以被人挪走。"""
    for path in FILES:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if "uses:" in line:
                assert re.search(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), (
                    line
                )


def test_every_job_ends():
    """每个工作有时限，同一处的旧的那次让开：卡住的不会占着等半天。"""
    assert all(int(job["timeout-minutes"]) <= 60 for _, _, job in jobs())
    assert all("concurrency" in loaded(path) for path in FILES)


def test_what_is_published_is_what_was_tested():
    """发布只用构建那一步交出来的：发布的工作里没有检出、没有命令，等检查和测试都过了才开始，只在主干。"""
    publish = next(job for file, name, job in jobs() if name == "publish")
    assert publish["needs"] == ["check", "build"]
    assert publish["if"] == "github.event_name == 'push'"
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == ["actions/deploy-pages"]
    build = [step for _, name, step in steps() if name == "build"]
    order = [step.get("run", step.get("uses", "")).partition("@")[0] for step in build]
    assert (
        order.index("make site")
        < order.index("make test print")
        < order.index(
            'tar --dereference --hard-dereference -cf "$RUNNER_TEMP/artifact.tar" -C site .'
        )
    )
    assert not any("make site" in step for step in order[order.index("make test print") :])


WEEKLY = next(
    step["run"]
    for file, _, step in steps()
    if file == "weekly" and "gh issue" in step.get("run", "")
)
GH = """#!/bin/sh
echo "$1 $2" >> said.txt
[ "$2" != list ] || echo "$OPEN"
"""


@pytest.mark.parametrize(
    ("open_issue", "review", "links", "said"),
    [
        ("", "已过复核期限（1 条）：", "都打得开。", ["list", "create"]),
        ("12", "没有要复核的。", "打不开：1 个", ["list", "edit"]),
        ("12", "没有要复核的。", "都打得开。", ["list", "close"]),
        ("", "没有要复核的。", "都打得开。", ["list"]),
    ],
)
def test_the_weekly_look_keeps_one_issue(tmp_path, open_issue, review, links, said):
    """有事就写进同一个议题，没有才新开，都好了就关上：一周一个，一年就没人看了。"""
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/review.txt").write_text(review, encoding="utf-8")
    (tmp_path / "build/links.txt").write_text(links, encoding="utf-8")
    path = f"{tmp_path}:{os.environ['PATH']}"
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", WEEKLY],
        cwd=tmp_path,
        env=os.environ | {"PATH": path, "OPEN": open_issue},
        check=True,
    )
    assert (tmp_path / "said.txt").read_text(encoding="utf-8").split("\n")[:-1] == [
        f"issue {word}" for word in said
    ]


SCOPE = next(step["run"] for _, _, step in steps() if step.get("id") == "change")


@pytest.mark.parametrize(
    ("names", "base", "answer"),
    [
        (["docs/about.md", "data/terms.yml", "CHANGELOG.md"], True, "yes"),
        (["docs/about.md", "macros/hooks.py"], True, "no"),
        (["mkdocs.yml"], True, "no"),
        (["overrides/data/x.css"], True, "no"),
        (["docs/about.md"], False, "no"),
    ],
)
def test_only_changes_of_content_skip_the_tests(tmp_path, names, base, answer):
    """只动 data、docs、更新记录的拉取请求不跑程序的测试，编者几分钟就有结果；动了别的、上主干的都跑。"""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "README.md").write_text("一\n", encoding="utf-8")
    commit(tmp_path)
    start = git(tmp_path, "rev-parse", "HEAD").strip()
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("二\n", encoding="utf-8")
    commit(tmp_path)
    said = tmp_path / "output.txt"
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", SCOPE],
        cwd=tmp_path,
        env=os.environ | {"BASE": start if base else "", "GITHUB_OUTPUT": str(said)},
        check=True,
    )
    assert said.read_text(encoding="utf-8") == f"content={answer}\n"


def test_zizmor_finds_nothing():
    """zizmor 知道的各种不安全的写法，这里一样也没有。"""
    tool = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [tool, "--offline", "--quiet", FOLDER], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """干净的克隆，装好了依赖；主干之外多一个提交，改了一个编者的字。"""
    target = tmp_path_factory.mktemp("workflows") / "clone"
    names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    (target / ".venv").symlink_to(ROOT / ".venv")
    git(target, "init", "-q", "-b", "main")
    commit(target)
    health = target / "data/units/health.yml"
    text = re.sub("(?m)^full_name: .*$", "full_name: 六安市卫健委员会甲", health.read_text("utf-8"))
    health.write_text(text, encoding="utf-8")
    commit(target)
    return target


# 要管理员、要网络或要几分钟的，不在这里跑；写法的检查 .ci/run 自己先跑过一遍。
LEFT_OUT = re.compile(r"^\s*(sudo .*|make test print|make lint lint-web)$", re.MULTILINE)
RUNS = [(file, name, step["name"], step["run"]) for file, name, step in steps() if "run" in step]


@pytest.mark.skipif(not (ROOT / ".venv/site-ready").exists(), reason="依赖不是 make 装的")
def test_every_step_runs_in_a_clean_clone(clone):
    """照写的次序把每一步跑一遍：只在 GitHub 上才跑得到的命令，写错了要等到出事才知道。"""
    fake = clone.parent / "bin"
    fake.mkdir()
    (fake / "gh").write_text(
        '#!/bin/sh\n[ "$2" = list ] || printf "%s\\n" "$@" > "$GH_SAID"\n', encoding="utf-8"
    )
    (fake / "gh").chmod(0o755)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MAKE") and k != "MFLAGS"}
    environment = inherited | {
        "PATH": f"{fake}:{os.environ['PATH']}",
        "GH_SAID": str(clone.parent / "gh.txt"),
        "GITHUB_STEP_SUMMARY": str(clone.parent / "summary.md"),
        "GITHUB_OUTPUT": str(clone.parent / "output.txt"),
        "BASE": git(clone, "rev-parse", "HEAD~1").strip(),
        "REPO_URL": "https://example.org/some/repo",
        "PRINT": "",
    }
    for file, job, name, run in RUNS:
        kept = LEFT_OUT.sub("", run)
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", kept],
            cwd=clone, env=environment, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{file} {job} {name}\n{done.stdout}{done.stderr}"
    assert (clone.parent / "output.txt").read_text(encoding="utf-8") == "content=yes\n"
    summary = (clone.parent / "summary.md").read_text(encoding="utf-8")
    assert "市卫健委" in summary
    assert "官方文字" not in summary
    assert (clone / "site/index.html").is_file()
    assert "issue\ncreate\n" in (clone.parent / "gh.txt").read_text(encoding="utf-8")
    assert "复核" in (clone / "build/weekly.md").read_text(encoding="utf-8")
