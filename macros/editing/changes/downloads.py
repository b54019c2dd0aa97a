"""会变的下载：印刷的比原料的指纹，不真印；别的比建好的文件。"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.pieces import FOLDER
from macros.corpus.plan import Plan
from macros.editing.changes.wording import safe
from macros.printing.formats import Output, Outputs
from macros.printing.official import papers
from macros.printing.outputs import print_all
from macros.printing.sheets import Site

_KITS = "publicity/kits/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """一个可以下载的文件：列在哪一行、格式、指纹。"""

    row: str
    format: str
    fingerprint: str


DownloadsByName = Mapping[str, Download]


def printed_downloads(plan: Plan, contents: Mapping[str, bytes]) -> dict[str, Download]:
    """一个版本要印的全部文件，地址 → 下载。排不出来抛 Unprintable。

    网站的名称和网址属于样式，这里不看。
    """
    art = {}
    for name, content in contents.items():
        path = Path(name)
        if path.match(f"{FOLDER}/art/*.svg"):
            art[path.stem] = content.decode(errors="replace")
    outputs = print_all(plan, Site(name="", url=""), art, None)
    downloads = {}
    for row, output in _rows(plan, outputs):
        key = output.printed.path.name
        downloads[output.address] = Download(
            row=row,
            format=output.format.suffix.upper(),
            fingerprint=key,
        )
    return downloads


def _rows(plan: Plan, outputs: Outputs) -> Iterator[tuple[str, Output]]:
    """每个文件列在哪一行：一份资料、一篇公文各一行，合在一起的压缩包一行。"""
    titles = {}
    for piece in plan.pieces:
        title = f"宣传资料“{safe(piece.title)}”"
        titles[f"publicity/{piece.slug}/{piece.slug}.zip"] = title
        for output in outputs.pieces[piece.slug]:
            yield title, output
    for paper in papers(plan):
        for output in outputs.papers[paper.id]:
            yield f"公文“{safe(paper.title)}”", output
    for output in (*outputs.glance, *outputs.glance_shown):
        yield "一图读懂", output
    for output in outputs.kits:
        name = safe(output.format.name)
        yield titles.get(output.address, name), output


def file_downloads(fingerprints: Mapping[str, str]) -> dict[str, Download]:
    """建好的文件里的下载：抓取的原网页、宣传日历。"""
    downloads = {}
    for address, fingerprint in fingerprints.items():
        row = "抓取的原网页"
        if address.endswith(".ics"):
            row = "宣传日历"
        suffix = Path(address).suffix.removeprefix(".").upper()
        downloads[address] = Download(row=row, format=suffix, fingerprint=fingerprint)
    return downloads


def changed_downloads(old: DownloadsByName, new: DownloadsByName) -> list[str]:
    """会变的下载，一份资料、一篇公文一行，合在一起的压缩包一行。"""
    formats: defaultdict[str, list[str]] = defaultdict(list)
    kits: list[str] = []
    for address in dict.fromkeys([*new, *old]):
        if old.get(address) == new.get(address):
            continue
        download = new.get(address) or old[address]
        if address.startswith(_KITS):
            kits.append(download.row)
        else:
            formats[download.row].append(download.format)
    left = {download.row for download in new.values()}
    lines = []
    for row, names in formats.items():
        line = f"- {row}：{'、'.join(dict.fromkeys(names))}"
        if row not in left:
            line += "（不再有）"
        lines.append(line)
    if kits:
        lines.append(f"- 合在一起的压缩包（ZIP）：{'、'.join(kits)}")
    return lines
