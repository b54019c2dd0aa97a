"""压缩包：一份资料一包，一种工作一包，全部一包；先是目录，说清哪个文件做什么用，后面有许可。"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from macros.corpus.chinese import full_date
from macros.corpus.filenames import download_name, file_name
from macros.corpus.kits import Kit
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.printing.archive import zipped
from macros.printing.formats import FILLABLE, PRESSES, Format, Output
from macros.printing.sheets import Site
from macros.printing.store import Store
from macros.printing.text import windows_text

# 数字排在汉字前面：解开以后它在最上面。
CONTENTS = "00-目录.txt"
LICENCE = "许可与署名.txt"
# 只在网页上单独下载：可填的各带一个字体，重得多；送印的交给印刷厂，不是打开就用的。
LEFT_OUT = (FILLABLE, *PRESSES)
# 全部一包里，一份资料装哪几种文件的代号。
_MAIN = frozenset({"color", "pdf", "docx", "slides"})
# 照工作分的一包，连目录、许可最多几个文件。
MOST_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """目录里的一节：一份资料叫什么，谁什么时候用，哪几个文件；folder 是包里的文件夹，以“/”结尾。"""

    title: str
    use: str
    files: tuple[Output, ...]
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """一包的目录：头一行，各节，里面最新的一份的日期。"""

    opening: str
    sections: tuple[Section, ...]
    date: datetime.date

    @property
    def files(self) -> Iterator[tuple[str, Output]]:
        """包里的路径和文件。"""
        for section in self.sections:
            for one in section.files:
                yield f"{section.folder}{one.saved_as}", one

    def text(self) -> str:
        """一份资料一节，谁什么时候用，哪个文件做什么用。"""
        parts = [f"{self.opening}\n{full_date(self.date)}"]
        for section in self.sections:
            files = [f"  {section.folder}{one.saved_as}：{one.format.use}" for one in section.files]
            parts.append("\n".join([section.title, section.use, *files]))
        parts.append(f"复印、改编怎样署名，看{LICENCE}。")
        return "\n\n".join(parts) + "\n"


class Packer:
    """装压缩包；pieces 是各份资料印好的文件。"""

    def __init__(
        self, plan: Plan, site: Site, store: Store, pieces: Mapping[str, tuple[Output, ...]]
    ) -> None:
        self.plan = plan
        self.site = site
        self.store = store
        self.pieces = pieces

    def each_piece(self) -> Iterator[Output]:
        """印了的每份资料一包。"""
        for slug in self.pieces:
            piece = self.plan.piece[slug]
            listing = self._listing(piece.title, [self._section(piece)], piece.date)
            name = download_name(self.site.name, piece.title, f"V{piece.version}")
            address = f"publicity/{piece.slug}/{piece.slug}.zip"
            yield self._kit(address, "压缩包", name, listing)

    def each_job(self) -> Iterator[Output]:
        """每种工作一包；有一份没有印的，不装。"""
        for kit in self.plan.kits:
            if any(one.piece not in self.pieces for one in kit.items):
                continue
            date = max(self.plan.piece[one.piece].date for one in kit.items)
            listing = self._listing(f"{kit.name}。{kit.use}", self._job(kit), date)
            name = download_name(self.site.name, kit.name, str(date))
            yield self._kit(f"publicity/kits/{kit.id}.zip", kit.name, name, listing)

    def everything(
        self, papers: Mapping[str, tuple[Output, ...]], glance: tuple[Output, ...]
    ) -> Output:
        """全部一包，一份资料一个文件夹，装最常用的几种；别的版式在各份的包里，都装上要六十多兆。"""
        sections = [self._main(piece) for piece in self.plan.pieces]
        official = tuple(one for files in papers.values() for one in files)
        sections.append(Section(title="公文", use="存档、摘录。", files=official, folder="公文/"))
        if glance:
            sections.append(Section(title="一图读懂", use="先看这一张。", files=glance))
        date = max((piece.date for piece in self.plan.pieces), default=datetime.date.min)
        title = "全部资料：每份的 PDF 和 Word，有课件的连课件；海报、卡片、长图在各份的页上"
        listing = self._listing(title, sections, date)
        name = download_name(self.site.name, "全部资料", str(date))
        return self._kit("publicity/kits/everything.zip", "全部资料", name, listing)

    def _listing(self, title: str, sections: Iterable[Section], date: datetime.date) -> Listing:
        opening = "：".join(filter(None, (self.site.name, title)))
        return Listing(opening=opening, sections=tuple(sections), date=date)

    def _main(self, piece: Piece) -> Section:
        """一份资料最常用的几种。"""
        whole = self._section(piece, file_name(piece.title))
        files = tuple(one for one in whole.files if one.format.id in _MAIN)
        return replace(whole, files=files)

    def _section(self, piece: Piece, folder: str = "") -> Section:
        """一份资料的文件，单独下载的不带。"""
        files = tuple(one for one in self.pieces[piece.slug] if one.format not in LEFT_OUT)
        if folder:
            folder += "/"
        return Section(title=_title(piece), use="".join(piece.use), files=files, folder=folder)

    def _job(self, kit: Kit) -> Iterator[Section]:
        """一种工作用的各份资料。"""
        for packed in kit.items:
            piece = self.plan.piece[packed.piece]
            files = self.pieces[piece.slug]
            chosen = [one for one in files if one.format.id in packed.formats]
            yield Section(title=_title(piece), use=packed.use, files=_once(chosen))

    def _kit(self, address: str, name: str, saved_as: str, listing: Listing) -> Output:
        """一个压缩包；name 是给人看的名字，saved_as 是存下来的，不带扩展名。"""
        site = self.site.name
        if self.site.url:
            site = f"{site}，{self.site.url}"
        fingerprints = [(inner, one.printed.path.name) for inner, one in listing.files]
        material = ["kit", site, listing.text(), str(listing.date), fingerprints]
        use = f"{len(fingerprints)} 个文件"
        return Output(
            address=address,
            saved_as=f"{saved_as}.zip",
            format=Format(id="zip", name=name, suffix="zip", use=use),
            printed=self.store.get("zip", material, partial(_packed, listing, site)),
        )


def _title(piece: Piece) -> str:
    return f"{piece.listed_title}（{piece.kind}）"


def _once(files: Iterable[Output]) -> tuple[Output, ...]:
    """同一种只要头一个：课件要能改的，不要 PDF。"""
    chosen: dict[str, Output] = {}
    for one in files:
        chosen.setdefault(one.format.id, one)
    return tuple(chosen.values())


def _packed(listing: Listing, site: str) -> tuple[bytes, int]:
    files = {inner: one.printed.path.read_bytes() for inner, one in listing.files}
    files[CONTENTS] = windows_text(listing.text())
    files[LICENCE] = windows_text(licence(site))
    moment = datetime.datetime.combine(listing.date, datetime.time())
    return zipped(files, moment=moment), 0


def licence(site: str) -> str:
    """包里的许可说明；site 是网站的名称和网址。"""
    return f"""这些资料用知识共享署名 4.0 国际许可（CC BY 4.0）发布：\
可以复印、转发、改编、印刷，商用也可以。
https://creativecommons.org/licenses/by/4.0/deed.zh-hans

署名：注明“{site}”即可，可以加上自己单位的名字。
改编：改了版式、加了内容，注明“改编自”。
请求：改了法条、电话或别的事实，请拿掉本站的名字。这是请求，不是许可的条件。

每份资料都印着版本和复核期限。过了期限，请先到网站上看有没有新的一版。
字体：Noto Sans SC、Noto Serif SC、Handout Kai（霞鹜文楷的子集，改了名），都用 SIL OFL 1.1 许可。
"""
