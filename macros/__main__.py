"""命令行：python -m macros check 检查数据和页面，verify 逐字核对公文，review 列出要复核的。"""

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from macros import check, claims, verify
from macros.model import Plan
from macros.source import Problem
from macros.version import CHINA


def main(arguments: Sequence[str] | None = None) -> int:
    """运行一条命令，返回退出码：0 全对，1 有错。"""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="检查 data/ 和 docs/，列出全部错误")
    commands.add_parser("verify", help="逐字核对公文和原网页")
    review = commands.add_parser("review", help="列出到期要复核的事实和宣传资料")
    review.add_argument("--on", default="", metavar="年-月-日", help="以哪一天为准，默认今天")
    options = parser.parse_args(arguments)
    plan, problems = check.problems(Path.cwd())
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # 不能显示中文的终端也不该报错
    for line in report(problems):
        print(line)
    if plan is None or problems:
        return 1
    if options.command == "review":
        return _review(plan, options.on)
    print(verify.report(plan) if options.command == "verify" else "检查通过。")
    return 0


def _review(plan: Plan, on: str) -> int:
    """印出到 on 那天（不写就是今天）过期的和 60 天内到期的；有过期的返回 1。"""
    try:
        day = datetime.date.fromisoformat(on) if on else datetime.datetime.now(CHINA).date()
    except ValueError:
        print(f"--on 不是日期：{on}（写成 2031-04-06 这样真有的一天）")
        return 1
    late, soon = claims.overdue(plan, day)
    for title, rows in (("已过复核期限", late), ("60 天内到期", soon)):
        if rows:
            print("\n".join([f"{title}（{len(rows)} 条）：", *rows]))
    if not late and not soon:
        print("没有要复核的。")
    return 1 if late else 0


def report(problems: Sequence[Problem]) -> list[str]:
    """要打印的各行：每处错误一行，最后是总数；在 GitHub Actions 里另加一份标注。"""
    lines = [str(problem) for problem in problems]
    if os.environ.get("GITHUB_ACTIONS") == "true" and os.environ.get("CI") == "true":
        lines += [annotation(problem) for problem in problems]
    return [*lines, f"共 {len(problems)} 处错误。"] if problems else []


def annotation(problem: Problem) -> str:
    """GitHub Actions 的错误标注，显示在改动的那一行旁边。"""
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    message = _escaped(f"{problem.message}（{problem.help}）")
    return f"::error file={path},line={problem.line},col={problem.column}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


if __name__ == "__main__":
    sys.exit(main())
