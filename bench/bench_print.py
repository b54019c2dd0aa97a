"""印刷要多久：全部冷印一遍、什么也没改、只改一份。秒，CPU 和墙上的钟都印出来。"""

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.corpus.loading import load  # noqa: E402  # 要先找得到
from macros.printing.outputs import print_all  # noqa: E402
from macros.printing.sheets import Site  # noqa: E402


def timed(name, work):
    """运行 work，印出用了几秒，返回它的结果。"""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    print(f"{name}：{time.perf_counter() - wall:.2f} 秒（CPU {time.process_time() - cpu:.2f} 秒）")
    return result


def main():
    """印三遍，各报一次。"""
    plan, problems = load(ROOT)
    assert not problems
    assert plan is not None
    art = {
        path.stem: path.read_text(encoding="utf-8")
        for path in (ROOT / "docs/publicity/art").glob("*.svg")
    }
    site = Site(name="测速", url="https://example.org/")
    folder = Path(tempfile.mkdtemp())
    try:
        made = timed(f"冷印 {len(plan.pieces)} 份", lambda: print_all(plan, site, art, folder))
        files = list(made)
        print(
            f"  {len(files)} 个文件，{sum(output.printed.size for output in files) / 1048576:.1f} MB"
        )
        timed("什么也没改", lambda: print_all(plan, site, art, folder))
        first = replace(plan.pieces[0], title=plan.pieces[0].title + "（改）")
        edited = replace(plan, pieces=(first, *plan.pieces[1:]))
        timed("改一份", lambda: print_all(edited, site, art, folder))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
