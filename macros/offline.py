"""不联网也能看的一份：建好的网站装成压缩包，拷到 U 盘、内网共享盘，解压就能用。"""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from macros.edition import Edition
from macros.printing.outputs import size
from macros.version import CHINA

OPEN = "打开.html"
README = "README.txt"
SUMS = "SHA256SUMS"

# 交给印刷厂和图文店的；成包的里面也有它们，其余的又和散的重复，占了网站的大半。
FOR_PRINTERS = re.compile(r"publicity/.*(-(press|rollup)\.pdf|\.zip)")
ITEM = re.compile(r'<li><a class="file[^"]*" href="(?P<to>[^"]+)"[^>]*>(?:(?!</li>).)*</a></li>\n?', re.DOTALL)
NOTHING_LEFT = re.compile(r'<ul class="files">\s*</ul>')

# 本来就压过的，再压没有用。
PACKED = frozenset([".docx", ".gz", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".xlsx", ".zip"])

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file ；260 字的上限里给放它的文件夹留 60 字。
UNSAFE = re.compile(r'(?i)[<>:"\\|?*\x00-\x1f]|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)')
LONGEST = 200


class Unpackable(ValueError):
    """有文件的名字解不开；文字是一句中文。"""


def pack(site: Path, edition: Edition, folder: Path, slug: str, *, official: bool = False) -> list[Path]:
    """site 是建好的网站；往 folder 里写 <slug>-<版本>.zip、<slug>-<版本>-full.zip 和它们的 SHA256SUMS，返回这三个。

    full 是全的，前一个不带给印刷厂的和成包的，页面上也不再列。official 是政府办的，不再说不是政府网站。
    同样的网站和 edition，压出同样的字节。有文件的名字在 Windows 上解不开，抛 Unpackable。
    """
    folder.mkdir(parents=True, exist_ok=True)
    made, full = [], _files(site)
    for name, files in ((f"{slug}-{edition.version}", _slim(full)), (f"{slug}-{edition.version}-full", full)):
        inside = {f"site/{path}": content for path, content in files.items()}
        inside |= {OPEN: _opening(edition).encode(), README: _readme(edition, name, official=official)}
        inside[SUMS] = _sums(inside)
        made.append(folder / f"{name}.zip")
        _write(made[-1], {f"{name}/{path}": content for path, content in inside.items()}, edition)
    sums = folder / SUMS
    sums.write_bytes(_sums({path.name: path.read_bytes() for path in made}))
    for path in made:
        print(f"{path}，{size(path.stat().st_size)}")
    return [*made, sums]


def _files(site: Path) -> dict[str, bytes]:
    """网站里的路径和内容；服务器才用得到的 .br、.gz 副本不要。"""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    copies = {f"{name}{suffix}" for name in found for suffix in (".br", ".gz")}
    return {name: found[name].read_bytes() for name in sorted(found.keys() - copies)}


def _slim(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """去掉给印刷厂的，页面上去掉它们的链接。"""
    out = {re.sub(r".*/", "", name) for name in files if FOR_PRINTERS.fullmatch(name)}

    def without(page: bytes) -> bytes:
        text = page.decode()
        kept = ITEM.sub(lambda item: "" if re.sub(r".*/", "", item["to"]) in out else item[0], text)
        return NOTHING_LEFT.sub("<p>成包的文件不在这一份里，全的一份里有。</p>", kept).encode()

    return {
        name: without(content) if name.endswith(".html") else content
        for name, content in files.items()
        if not FOR_PRINTERS.fullmatch(name)
    }


def _sums(files: Mapping[str, bytes]) -> bytes:
    """每个文件的 sha256，sha256sum -c 认得的写法。"""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _write(path: Path, files: Mapping[str, bytes], edition: Edition) -> None:
    """照名字排，时间取自 edition，权限都一样。"""
    if wrong := [name for name in files if UNSAFE.search(name) or len(name) >= LONGEST]:
        raise Unpackable(f"{wrong[0]}：这个名字在 Windows 上解不开（改短，不用特别的字符）")
    if len({name.casefold() for name in files}) < len(files):
        raise Unpackable("有两个文件的名字只差大小写，在 Windows 上会互相盖掉（改掉一个）")
    time = max(edition.time.timetuple()[:6], (1980, 1, 1, 0, 0, 0))  # ZIP 记不了更早的
    with zipfile.ZipFile(path, "w") as target:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, time)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            way = zipfile.ZIP_STORED if Path(name).suffix in PACKED else zipfile.ZIP_DEFLATED
            target.writestr(entry, files[name], way, 9)


def _opening(edition: Edition) -> str:
    """双击的那一页：网站在旁边就转过去；还在压缩包里，就说先解压。"""
    name = escape(edition.name)
    return f"""<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<h1>{name}</h1>
<p><a href="site/index.html">打开网站</a></p>
<p>打不开？压缩包要先解压：右键点它，选“全部解压缩”，再到解压出来的文件夹里双击“{OPEN}”。</p>
<img src="site/assets/favicon.svg" alt="" height="32" onload="location.replace('site/index.html')">
</html>
"""


def _readme(edition: Edition, name: str, *, official: bool) -> bytes:
    """给收到 U 盘的人。记事本认得的换行和编码。"""
    released = edition.released
    day = edition.time.astimezone(CHINA)
    paragraphs = [
        f"{edition.name}，不联网也能看的一份",
        f"怎样打开\n先把压缩包全部解压出来，再双击“{OPEN}”，或者 site 文件夹里的 index.html。\n"
        "近几年的浏览器都行，如 Edge、Chrome、Firefox。不用联网，不用安装。\n"
        "要拷给别人，请拷整个文件夹。",
        f"版本\n第 {edition.version} 版，{released.year}年{released.month}月{released.day}日。\n"
        f"内容和数据改到{day.year}年{day.month}月{day.day}日，之后的变化这里没有。"
        + (f"\n新的一版在 {edition.base}" if edition.base else ""),
        ("" if official else "这不是政府网站。") + "公文以原网站发布的为准，每页的最下面有原网站的链接。",
        f"许可\n{edition.rights}",
        "怎样知道文件没有缺、没有被改\n"
        f"{SUMS} 里是每个文件的 sha256。请和发给你的人核对压缩包的那一个，再照下面查。\n"
        f"Windows：在压缩包所在的文件夹里打开命令提示符，输入 certutil -hashfile {name}.zip SHA256 ，\n"
        f"和压缩包旁边 {SUMS} 里的那一串比。\n"
        f"Linux：在解压出来的文件夹里运行 sha256sum -c {SUMS} ，每一行都是“成功”（OK）就对了。",
    ]
    return ("\ufeff" + "\n\n".join(paragraphs) + "\n").replace("\n", "\r\n").encode()
