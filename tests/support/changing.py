"""测试“改了什么”用的：虚构城市的仓库、提交、摘要里的各节。"""

import re
import shutil
import subprocess

from project import CITY

from macros.editing.changes.report import change_report


def git(root, *arguments):
    """在 root 里运行 git，返回它印出的。"""
    command = ["git", "-c", "user.name=编者", "-c", "user.email=editor@example.org", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(root):
    """全部提交，返回提交号。"""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "一次改动")
    return git(root, "rev-parse", "HEAD")


def city_repository(root):
    """虚构城市的仓库，有一次提交。"""
    shutil.copytree(CITY, root)
    git(root, "init", "-q")
    commit(root)
    return root


def changed(root):
    """眼下的文件和上一次提交比；退出码要是 0。"""
    text, code = change_report(root, "HEAD")
    assert code == 0, text
    return text


def section(text, title):
    """一节里的各行。"""
    found = re.search(rf"^## {title}.*?\n\n(.*?)(?:\n\n|\n$)", text, re.MULTILINE | re.DOTALL)
    return found[1].splitlines() if found else []


def records(text):
    """“改了什么”一节里，一条一行的那些，前后的字不算。"""
    return [line for line in section(text, "改了什么") if line.startswith("- ")]
