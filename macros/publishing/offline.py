"""不联网也能看的一份：建好的网站装成压缩包，拷到 U 盘、内网共享盘，解压就能用。"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from macros.corpus import release
from macros.corpus.chinese import full_date, size
from macros.corpus.filenames import file_name
from macros.corpus.release import CHINA, Edition
from macros.corpus.site import Portal
from macros.printing.archive import SUMS, with_sums, zipped
from macros.settings import Settings

OPENING = "打开.html"
README = "README.txt"

_PLAIN_FILE = 0o100644
_SMALLEST = 9  # 压缩的级别：装一次，拷很多次

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_UNSAFE = re.compile(
    r'(?i)[<>:"\\|?*\x00-\x1f]|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)'
)
_LONGEST_NAME = 200  # 260 字的上限里给放它的文件夹留 60 字


class Unpackable(ValueError):
    """有文件的名字解不开；文字是一句中文。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """压缩包叫什么、是哪一版；official 是政府办的，不再说不是政府网站。"""

    slug: str
    edition: Edition
    official: bool = False


def pack_command(full: Path, small: Path, folder: Path, label: Label) -> int:
    """装好，印出各有多大；装不成就印一句为什么，返回 1。"""
    try:
        packages = pack(full, small, folder, label)
    except Unpackable as error:
        print(error)
        return 1
    for path in packages:
        print(f"{path}，{size(path.stat().st_size)}")
    return 0


def package_label(root: Path, owner: Portal) -> Label:
    """照谁办的（owner）和 root 里的 mkdocs.yml、更新记录、提交；环境变量要和建网站时一样。"""
    with (root / "mkdocs.yml").open(encoding="utf-8") as stream:
        settings = yaml_load(stream)
    history = root / "CHANGELOG.md"
    changes = ""
    if history.is_file():
        changes = history.read_text(encoding="utf-8")
    given = Settings.from_environment(
        config=root / "mkdocs.yml",
        name=settings["site_name"],
        url=settings.get("site_url") or "",
        rights=settings.get("copyright") or "",
    )
    edition = release.edition(
        given.name, given.url, given.rights, release.releases(changes), release.commit_of(root)
    )
    edition = edition.at(given.epoch)
    return Label(slug=owner.slug, edition=edition, official=owner.official)


def pack(full: Path, small: Path, folder: Path, label: Label) -> tuple[Path, Path]:
    """往 folder 里写两个压缩包和它们的 SHA256SUMS，返回小的和全的。

    full 是全的网站，small 是不印刷时建的。名字是 <slug>-<版本>.zip、<slug>-<版本>-full.zip。
    同样的网站和 label，压出同样的字节。有文件的名字在 Windows 上解不开，抛 Unpackable。
    """
    name = file_name(f"{label.slug}-{label.edition.version}")
    full_name = f"{name}-full"
    packages = {
        f"{name}.zip": _package(small, name, label, whole=False),
        f"{full_name}.zip": _package(full, full_name, label, whole=True),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in with_sums(packages).items():
        (folder / path).write_bytes(content)
    return folder / f"{name}.zip", folder / f"{full_name}.zip"


def _package(site: Path, name: str, label: Label, *, whole: bool) -> bytes:
    """一个压缩包，最上面只有一个文件夹 name。"""
    inside = _under("site", _files(site))
    inside[OPENING] = _opening(label.edition).encode()
    inside[README] = _readme(label, name, whole=whole)
    files = _under(name, with_sums(inside))
    _refuse_names(files)
    return zipped(files, moment=label.edition.time, mode=_PLAIN_FILE, level=_SMALLEST)


def _under(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """装进文件夹里的各个文件。"""
    return {f"{folder}/{path}": content for path, content in files.items()}


def _files(site: Path) -> dict[str, bytes]:
    """网站里的路径和内容；服务器才用得到的 .br、.gz 副本不要。"""
    paths = {}
    for path in site.rglob("*"):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            paths[name] = path
    files = {}
    for name, path in paths.items():
        original = name.removesuffix(path.suffix)
        if path.suffix in (".br", ".gz") and original in paths:
            continue
        files[name] = path.read_bytes()
    return files


def _refuse_names(files: Mapping[str, bytes]) -> None:
    """在 Windows 上解不开、会互相盖掉的名字，装的时候就说。"""
    for name in files:
        if _UNSAFE.search(name) or len(name) >= _LONGEST_NAME:
            message = f"{name}：这个名字在 Windows 上解不开（改短，不用特别的字符）"
            raise Unpackable(message)
    folded = {name.casefold() for name in files}
    if len(folded) < len(files):
        message = "有两个文件的名字只差大小写，在 Windows 上会互相盖掉（改掉一个）"
        raise Unpackable(message)


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
<p>打不开？压缩包要先解压：右键点它，选“全部解压缩”，再到解压出来的文件夹里双击“{OPENING}”。</p>
<img src="site/assets/favicon.svg" alt="" height="32" onload="location.replace('site/index.html')">
</html>
"""


def _readme(label: Label, name: str, *, whole: bool) -> bytes:
    """给收到 U 盘的人。记事本认得的换行和编码。"""
    edition = label.edition
    changed = full_date(edition.time.astimezone(CHINA))
    newer = ""
    if edition.base:
        newer = f"\n新的一版在 {edition.base}"
    denial = "这不是政府网站。"
    if label.official:
        denial = ""
    less = "\n这一份不带 PDF、Word 等下载的文件，全的一份（-full.zip）里有。"
    if whole:
        less = ""
    text = f"""{edition.name}，不联网也能看的一份

怎样打开
先把压缩包全部解压出来，再双击“{OPENING}”，或者 site 文件夹里的 index.html。
近几年的浏览器都行，如 Edge、Chrome、Firefox。不用联网，不用安装。
要拷给别人，请拷整个文件夹。{less}

版本
第 {edition.version} 版，{full_date(edition.released)}。
内容和数据改到{changed}，之后的变化这里没有。{newer}

{denial}公文以原网站发布的为准，每页的最下面有原网站的链接。

许可
{edition.rights}

怎样知道文件没有缺、没有被改
{SUMS} 里是每个文件的 sha256。请和发给你的人核对压缩包的那一个，再照下面查。
Windows：在压缩包所在的文件夹里打开命令提示符，输入 certutil -hashfile {name}.zip SHA256 ，
和压缩包旁边 {SUMS} 里的那一串比。
Linux：在解压出来的文件夹里运行 sha256sum -c {SUMS} ，每一行都是“成功”（OK）就对了。
"""
    return ("\ufeff" + text).replace("\n", "\r\n").encode()
