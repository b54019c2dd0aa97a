"""一次构建从这里开始：读数据，检查，备好要用的。"""

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from macros.build import Build
from macros.checks.run import check
from macros.corpus import release
from macros.corpus.pieces import FOLDER, Piece
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.printing.engine import Unprintable
from macros.printing.formats import Outputs
from macros.printing.sheets import Site
from macros.publishing import workers
from macros.publishing.compress import Compressor
from macros.settings import Settings


def load_build(settings: Settings) -> tuple[Build | None, list[Problem]]:
    """读数据并检查；有错就没有 Build。版本和日期取自提交。"""
    pool: Executor = ThreadPoolExecutor(1) if settings.live else workers.start()
    expanded: dict[str, str] = {}
    plan, problems = check(settings.root, expanded)
    if plan is None or problems:
        workers.stop(pool)
        return None, problems
    if not settings.live:
        gc.freeze()  # 计划读好就不变，一直有用：不让垃圾回收一遍遍地看它
    version = release.commit_of(settings.root)
    releases = release.releases(_text(settings.root / "CHANGELOG.md"))
    edition = release.edition(settings.name, settings.url, settings.rights, releases, version)
    build = Build(
        settings=settings,
        plan=plan,
        edition=edition.at(settings.epoch),
        releases=releases,
        version=version,
        outputs=_printed(settings, plan) if settings.printing else None,
        expanded=expanded,
        pool=pool,
        compressor=None if settings.live else Compressor(settings.root / "build/compressed", pool),
    )
    return build, []


def _printed(settings: Settings, plan: Plan) -> Outputs:
    """印刷和下载的全部文件；排不出来就停，说出是哪一份、哪一块。"""
    from macros.printing.outputs import print_all

    pieces = plan.pieces
    if settings.pieces:
        pieces = tuple(_chosen(plan, settings.pieces))
    folder = settings.root / FOLDER / "art"
    art = {path.stem: _text(path) for path in sorted(folder.glob("*.svg"))}
    site = Site(name=settings.name, url=settings.url)
    return print_all(plan, site, art, settings.root / "build/print", pieces)


def _chosen(plan: Plan, slugs: Sequence[str]) -> Iterator[Piece]:
    """只印的几份。"""
    for slug in slugs:
        if slug not in plan.piece:
            raise Unprintable(f"PIECES：没有 {slug} 这份资料（写 {FOLDER}/ 里的文件名，不带 .md）")
        yield plan.piece[slug]


def _text(path: Path) -> str:
    """一个文件的文字；没有就是空的。"""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return ""
