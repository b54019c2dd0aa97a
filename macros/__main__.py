"""命令行：python -m macros check 检查，fix 改好不用判断的毛病，changes 说出改了什么。

每条命令用到什么才导入什么：检查不必等排版和印刷的程序装好。
"""

import argparse
import datetime
import gc
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from macros.corpus.problem import problem_lines
from macros.usage import Parser, not_empty

if TYPE_CHECKING:
    from macros.corpus.plan import Plan

# argparse 没有给这个类公开的名字。
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
# 按 Ctrl-C 停下的退出码，shell 都这样写。
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """运行一条命令，返回退出码：0 全对，1 有错，130 是按 Ctrl-C 停下的。"""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # 不能显示中文的终端也不该报错
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    if options.here and not (root / "data").is_dir():
        print(f"{root} 里没有 data/，不是这个网站的文件夹（先 cd 到有 data/ 和 docs/ 的那一层）")
        return 1
    try:
        code: int = options.run(options, root)
    except KeyboardInterrupt:
        print("停下了。")
        return STOPPED
    except BrokenPipeError:  # 看的人先走了，如 check | head
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # 退出时还要冲一次
        return 1
    except (MemoryError, RuntimeError, ImportError) as error:
        if not _is_out_of_memory(error):
            raise
        print("内存不够（关掉别的程序再来，或换一台内存大的机器）")
        return 1
    return code


def _is_out_of_memory(error: Exception) -> bool:
    """内存不够：要不到，程序装不进来，起不了线程，或者帮忙的进程被系统结束了。"""
    from concurrent.futures import BrokenExecutor

    if isinstance(error, (MemoryError, BrokenExecutor)):
        return True
    said = str(error)
    return "can't start new thread" in said or "failed to map segment" in said


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m macros", description=(__doc__ or "").partition("\n")[0])
    parser.set_defaults(here=True)
    commands = parser.add_subparsers(title="命令", dest="command", metavar="命令", required=True)
    _editing_commands(commands)
    _publishing_commands(commands)
    return parser


def _editing_commands(commands: Commands) -> None:
    """构建之前帮编者的。"""
    check = commands.add_parser("check", help="检查 data/ 和 docs/，列出全部错误")
    check.set_defaults(run=_check)

    fix = commands.add_parser("fix", help="改好不用判断的毛病：半角标点、空格、引号；先看差别")
    fix.add_argument("--yes", action="store_true", help="看过差别，不再问就改")
    fix.set_defaults(run=_fix)

    changes = commands.add_parser("changes", help="说出两个版本之间改了什么，影响哪些页面和下载")
    changes.add_argument(
        "--base", required=True, type=not_empty, metavar="版本", help="和哪个版本比，如 main"
    )
    changes.add_argument(
        "--head", type=not_empty, metavar="版本", help="比到哪个版本，默认是现在的文件"
    )
    changes.set_defaults(run=_changes)

    review = commands.add_parser("review", help="列出到期要复核的事实和宣传资料")
    review.add_argument("--on", type=not_empty, metavar="年-月-日", help="以哪一天为准，默认今天")
    review.set_defaults(run=_review)

    links = commands.add_parser("links", help="看外面的链接打不打得开，要联网")
    links.set_defaults(run=_links, here=False)

    record = commands.add_parser("record", help="出一版时，记下发布的网页，以后少了哪一页看得出")
    record.set_defaults(run=_record)

    schema = commands.add_parser("schema", help="写出 schema/ 里由记录类生成的文件")
    schema.set_defaults(run=_schema, here=False)


def _publishing_commands(commands: Commands) -> None:
    """核对、建站、装包。"""
    verify = commands.add_parser(
        "verify", help="逐字核对公文和原网页；给 --site 就核对一份发布出去的网站"
    )
    verify.add_argument(
        "--site", type=not_empty, metavar="网址或文件夹", help="照它的清单核对每个文件，和本机的比"
    )
    verify.set_defaults(run=_verify)

    build = commands.add_parser("build", help="建好网站，整个换上去，停在哪一刻都有一份完整的")
    build.add_argument(
        "folder", type=Path, nargs="?", default=Path("site"), metavar="放到哪里", help="默认 site"
    )
    build.set_defaults(run=_build)

    pack = commands.add_parser("pack", help="建好的网站装成压缩包，不联网也能看")
    pack.add_argument("full", type=Path, metavar="全的", help="建好的网站")
    pack.add_argument("small", type=Path, metavar="小的", help="不印刷（PRINT=）时建的")
    pack.add_argument("folder", type=Path, metavar="放到哪里")
    pack.set_defaults(run=_pack)


def _sound(root: Path) -> "Plan | None":
    """检查过的计划；有错就印出来，返回 None。"""
    from macros.checks.run import check

    plan, problems = check(root)
    for line in problem_lines(problems):
        print(line)
    if problems:
        return None
    return plan


def _check(options: Namespace, root: Path) -> int:
    from macros.pages.markdownhtml import kept_in
    from macros.settings import BadSetting, Settings

    gc.disable()  # 一两秒就做完退出，用不着回收
    try:
        with kept_in(root):
            plan = _sound(root)
    finally:
        gc.enable()
    try:
        Settings.from_environment(config=root / "mkdocs.yml", name="", rights="")
    except BadSetting as error:
        print(error)
        return 1
    if plan is None:
        return 1
    print("检查通过。")
    return 0


def _verify(options: Namespace, root: Path) -> int:
    from macros.corpus import proof

    plan = _sound(root)
    if plan is None:
        return 1
    if options.site:
        from macros.publishing import remote

        return remote.print_check(options.site, plan, root)
    print(proof.tally(plan))
    for source, tally in proof.tallies(plan):
        print(f"  {source.file}：{tally}")
    return 0


def _build(options: Namespace, root: Path) -> int:
    from macros.publishing import building

    return building.build_site(root, options.folder)


def _pack(options: Namespace, root: Path) -> int:
    from macros.publishing import building, offline
    from macros.settings import BadSetting

    plan = _sound(root)
    if plan is None:
        return 1
    try:
        label = offline.package_label(root, plan.site)
    except BadSetting as error:
        print(error)
        return 1
    with building.only_one(root):
        return offline.pack_command(options.full, options.small, options.folder, label)


def _changes(options: Namespace, root: Path) -> int:
    from macros.editing.changes.report import change_report

    text, code = change_report(root, options.base, options.head)
    print(text)
    return code


def _fix(options: Namespace, root: Path) -> int:
    """先印出差别，再问改不改；没有人可问又没写 --yes，就只印差别，返回 1。"""
    from macros.editing import fix

    fixes = fix.fixed(root)
    if not fixes:
        print("没有要改的。")
        return 0
    print(fix.diff(fixes))
    agreed = options.yes
    if not agreed and sys.stdin.isatty():
        agreed = input(f"改这 {len(fixes)} 个文件吗？写 y 就改：").strip().lower() == "y"
    if not agreed:
        print("没有改。要改，就写 python -m macros fix --yes")
        return 1
    for label, (_, after) in fixes.items():
        (root / label).write_bytes(after.encode())
    print(f"改好了 {len(fixes)} 个文件。")
    return 0


def _links(options: Namespace, root: Path) -> int:
    from macros.editing import links

    problems = links.dead_links(root)
    print("\n".join(problem_lines(problems) or ["外链都打得开。"]))
    if problems:
        return 1
    return 0


def _record(options: Namespace, root: Path) -> int:
    """写出 data/published.yml；数据读不成就印出错处，不写。"""
    from macros.corpus.loading import load
    from macros.editing import record

    plan, problems = load(root)
    if plan is None or problems:
        print("\n".join(problem_lines(problems)))
        return 1
    text = record.recorded(plan, root)
    (root / record.FILE).write_text(text, encoding="utf-8", newline="\n")
    print(record.FILE)
    return 0


def _schema(options: Namespace, root: Path) -> int:
    """写出生成的文件，印出写了哪些。"""
    from macros.editing import schema

    for name, content in schema.written().items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8", newline="\n")
        print(name)
    return 0


def _review(options: Namespace, root: Path) -> int:
    """印出到 on 那天（不写就是今天）过期的和 60 天内到期的；有过期的返回 1。"""
    from macros.corpus.release import CHINA
    from macros.editing import review

    plan = _sound(root)
    if plan is None:
        return 1
    try:
        day = (
            datetime.date.fromisoformat(options.on)
            if options.on
            else datetime.datetime.now(CHINA).date()
        )
    except ValueError:
        print(f"--on 不是日期：{options.on}（写成 2031-04-06 这样真有的一天）")
        return 1
    late, soon = review.overdue(plan, day)
    for title, rows in (("已过复核期限", late), ("60 天内到期", soon)):
        if rows:
            print("\n".join([f"{title}（{len(rows)} 条）：", *rows]))
    if not late and not soon:
        print("没有要复核的。")
    if late:
        return 1
    return 0


def _leave() -> None:
    """按 Ctrl-C 停下的马上走：收尾时还会等别的进程，那时又出错，会印一份调用栈。

    有的包正在装进来时被打断，会把它说成别的错，所以记下真按过没有。
    """
    pressed: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    try:
        code = main()
    except Exception:
        if not pressed:
            raise
        print("停下了。")
        code = STOPPED
    if code == STOPPED:
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    _leave()
