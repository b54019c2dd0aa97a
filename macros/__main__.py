"""命令行：python -m macros check 检查，fix 改好不用判断的毛病，changes 说出改了什么。"""

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from macros import changes, check, claims, fix, links, published, schema, verify
from macros.model import Plan
from macros.source import Problem
from macros.version import CHINA


def main(arguments: Sequence[str] | None = None) -> int:
    """运行一条命令，返回退出码：0 全对，1 有错。"""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # 不能显示中文的终端也不该报错
    root = Path.cwd()
    if options.command == "schema":
        return _schema(root)
    if options.command == "fix":
        return _fix(root, options.yes)
    if options.command == "changes":
        said, code = changes.report(root, options.base, options.head)
        print(said)
        return code
    if options.command == "links":
        return _links(root)
    if options.command == "publish":
        return published.publish(options.new, options.old)
    plan, problems = check.problems(root)
    for line in report(problems):
        print(line)
    if plan is None or problems:
        return 1
    if options.command == "review":
        return _review(plan, options.on)
    if options.command == "verify" and options.site:
        return published.main(options.site, plan, root)
    print(verify.report(plan) if options.command == "verify" else "检查通过。")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="检查 data/ 和 docs/，列出全部错误")
    copy = commands.add_parser("verify", help="逐字核对公文和原网页；给 --site 就核对一份发布出去的网站")
    copy.add_argument("--site", default="", metavar="网址或文件夹", help="照它的清单核对每个文件，和本机的比")
    put = commands.add_parser("publish", help="把建好的一份整个换上去，停在哪一刻都有一份完整的")
    put.add_argument("new", type=Path, metavar="新的")
    put.add_argument("old", type=Path, metavar="旧的")
    mend = commands.add_parser("fix", help="改好不用判断的毛病：半角标点、空格、引号、字段的次序；先看差别")
    mend.add_argument("--yes", action="store_true", help="看过差别，不再问就改")
    told = commands.add_parser("changes", help="说出两个版本之间改了什么，影响哪些页面和下载")
    told.add_argument("--base", required=True, metavar="版本", help="和哪个版本比，如 main")
    told.add_argument("--head", metavar="版本", help="比到哪个版本，默认是现在的文件")
    review = commands.add_parser("review", help="列出到期要复核的事实和宣传资料")
    review.add_argument("--on", default="", metavar="年-月-日", help="以哪一天为准，默认今天")
    commands.add_parser("links", help="看外面的链接打不打得开，要联网")
    commands.add_parser("schema", help="写出 schema/ 和 .vscode/ 里由记录类生成的文件")
    return parser


def _fix(root: Path, yes: bool) -> int:
    """先印出差别，再问改不改；没有人可问又没写 --yes，就只印差别，返回 1。"""
    found = fix.fixed(root)
    if not found:
        print("没有要改的。")
        return 0
    print(fix.diff(found))
    if not yes and sys.stdin.isatty():
        yes = input(f"改这 {len(found)} 个文件吗？写 y 就改：").strip().lower() == "y"
    if not yes:
        print("没有改。要改，就写 python -m macros fix --yes")
        return 1
    for label, (_, after) in found.items():
        (root / label).write_bytes(after.encode())
    print(f"改好了 {len(found)} 个文件。")
    return 0


def _links(root: Path) -> int:
    found = links.problems(root)
    print("\n".join(report(found) or ["外链都打得开。"]))
    return 1 if found else 0


def _schema(root: Path) -> int:
    """写出生成的文件，印出写了哪些。"""
    for name, content in schema.written().items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8", newline="\n")
        print(name)
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
