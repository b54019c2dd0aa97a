"""docs/ 和 data/ 里放着的文件：哪几种能放，多大，叫什么；杂物不会跟着发布。"""

import re
from difflib import get_close_matches
from pathlib import Path

from macros.checks.textfiles import files_under
from macros.corpus import addresses
from macros.corpus.corpus import stored_files
from macros.corpus.pieces import FOLDER
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems, Verdict
from macros.corpus.record import ID, ID_SAYS
from macros.corpus.yaml import read_text

# 一个文件最大多少字节：手机流量有限，照片缩小了再放。
LARGEST = 2_000_000
PICTURES = ("png", "jpg", "webp")
ART = f"{FOLDER}/art/"

_NAME = re.compile(ID)
# data/ 里的 YAML：文件夹、文件名、扩展名。
_YAML = re.compile(r"data/(.*/)?([^/]+?)(\.yml\.txt|\.yaml|\.yml)", re.IGNORECASE)
# 放混了的文件：在哪个文件夹里，写着哪些字段，该放在哪里。
_SIGNS = {
    "documents/": (re.compile(r"^(?:tasks|measures):", re.MULTILINE), "units/"),
    "units/": (re.compile(r"^(?:paragraphs|inserts):", re.MULTILINE), "documents/"),
}
# 各种文件开头的几个字节。
_STARTS = {
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
    "svg": (b"<svg", b"<?xml"),
}
# 名字的样子 → 这是什么、怎么办。
_JUNK = (
    (re.compile(r"^~\$|^\.~lock"), "Word、WPS 打开文件时留下的临时文件", "关掉 Word 再删掉它"),
    (re.compile(r"^(?:thumbs\.db|desktop\.ini|\.ds_store|\._.*)$"), "电脑自己放的文件", "删掉它"),
    (
        re.compile(r"(?:~|\.(?:bak|swp|swo|tmp|orig|rej|old))$"),
        "编辑器或合并留下的备份",
        "删掉它；旧的内容 git 里都有",
    ),
    (
        re.compile(r"\.(?:docx?|xlsx?|pptx?|wps|et|dps|rtf|odt|ods|csv|pdf)$"),
        "办公软件的文件，网站不发",
        "把内容写成页面或宣传资料，Word 和 PDF 由程序生成；然后删掉它",
    ),
    (
        re.compile(r"\.(?:html?|js|css|php|json|xml)$"),
        "网页的代码，没有检查过，不能发",
        "把内容写成 Markdown 页面，再删掉它",
    ),
    (
        re.compile(r"\.(?:jpeg|gif|bmp|tiff?|heic|avif|ico)$"),
        "这种图有的手机打不开",
        "另存为 .jpg、.png 或 .webp",
    ),
    (
        re.compile(r"\.(?:mp3|mp4|mov|avi|wav|m4a|webm|zip|rar|7z|gz)$"),
        "音视频和压缩包，网站不发",
        "删掉它",
    ),
    (re.compile(r"\.(?:markdown|mdown|mkd|txt|yaml)$"), "扩展名不对", "页面的扩展名写 .md"),
)


def files_welcome(_plan: Plan, root: Path) -> Problems:
    """docs/ 里只放页面、图和传单的插图。"""
    for label in files_under(root, "docs"):
        says = _unwelcome(label)
        if says:
            yield Problem(label, 1, 1, *says)


def _unwelcome(label: str) -> Verdict | None:
    """一个文件为什么不能放、怎么办；能放是 None。"""
    name = label.rpartition("/")[2]
    for pattern, says, help in _JUNK:
        if pattern.search(name.lower()):
            message = f"{name}：{says}"
            return message, help
    stem, _, ending = name.rpartition(".")
    if stem and ending != ending.lower():
        message = f"扩展名 .{ending} 是大写的，网站认不出"
        return message, f"改成 .{ending.lower()}"
    is_known = ending == "md" or ending in PICTURES
    if not is_known and not _is_art(label, ending):
        message = f"{name}：网站不发这种文件"
        return message, "页面写成 .md，图存成 .jpg、.png、.webp，别的删掉"
    _, *folders, _ = label.split("/")
    parts = [*folders, stem]
    if not all(map(_NAME.fullmatch, parts)):
        written = "/".join(parts)
        return f"文件名 {written} 不合规则，写进网址会变成一串代码", ID_SAYS
    return None


def _is_art(label: str, ending: str) -> bool:
    """传单的插图，只有它可以是 SVG。"""
    return ending == "svg" and label.startswith(ART)


def files_light(_plan: Plan, root: Path) -> Problems:
    """docs/ 里没有太大的文件。"""
    for label in files_under(root, "docs"):
        size = (root / label).stat().st_size
        if size > LARGEST:
            message = f"文件有 {size / 1e6:.1f} MB，超过 {LARGEST / 1e6:.0f} MB"
            help = "照片缩到 1600 像素宽以内再存；页面拆成几页"
            yield Problem(label, 1, 1, message, help)


def no_links(root: Path) -> Problems:
    """data/、docs/ 里没有链接：它能把别处的文件发布出去。断了的，读的时候报。"""
    for folder in ("data", "docs"):
        for label in files_under(root, folder):
            if (root / label).is_symlink() and (root / label).exists():
                message = "这是一个链接，不是文件"
                yield Problem(label, 1, 1, message, "删掉链接，把文件本身放进来")


def data_in_place(root: Path) -> Problems:
    """data/ 里的 YAML 都在该在的地方，扩展名是 .yml：放错了就读不到，别处会说少了它。"""
    for label in files_under(root, "data"):
        found = _YAML.fullmatch(label)
        if not found:
            continue
        folder, stem, ending = found.groups()
        if ending != ".yml":
            yield _misnamed(root, label, f"{folder or ''}{stem}.yml", ending)
        elif folder:
            yield from _in_wrong_folder(root, label, folder, f"{stem}.yml")
        elif f"{stem}.yml" not in stored_files():
            help = _right_name(root, f"{stem}.yml")
            yield Problem(label, 1, 1, "不认识的文件", help)


def _in_wrong_folder(root: Path, label: str, folder: str, name: str) -> Problems:
    """放在文件夹里的一个文件，该不该在那里。"""
    if name in stored_files() and not (root / f"data/{name}").exists():
        yield Problem(label, 1, 1, "放错了文件夹", f"移到 data/{name}")
    elif folder in _SIGNS:
        yield from _mixed_up(root, label, name, _SIGNS[folder])


def _right_name(root: Path, name: str) -> str:
    """不认识的文件怎么办：少了一个名字相像的，就是它改了名。"""
    missing = [file for file in stored_files() if not (root / "data" / file).exists()]
    near = get_close_matches(name, missing, n=1)
    if near:
        return f"改回 {near[0]}：data/{near[0]} 不见了"
    return "单位的移到 data/units/，公文的移到 data/documents/；都不是就删掉"


def _mixed_up(root: Path, label: str, name: str, sign: tuple[re.Pattern[str], str]) -> Problems:
    """单位和公文放混了：看里面写着哪一种的字段。"""
    pattern, right = sign
    text, _ = read_text(root / label, label)
    if pattern.search(text):
        help = f"移到 data/{right}{name}"
        yield Problem(label, 1, 1, "放错了文件夹", help)


def _misnamed(root: Path, label: str, right: str, ending: str) -> Problem:
    """扩展名写错了；正确的那个文件已经在的，不叫人改成同名的。"""
    help = f"改成 {right.rpartition('/')[2]}"
    if (root / "data" / right).exists():
        help = f"data/{right} 已经有了：要留的并进去，然后删掉这个文件"
    return Problem(label, 1, 1, f"扩展名不能是 {ending}", help)


def data_once(root: Path) -> Problems:
    """单位、公文一份一个文件，没有整份抄成两个：抄来的还没有改，里面的每个编号都重复。"""
    first: dict[bytes, str] = {}
    for label in files_under(root, "data"):
        if not label.endswith(".yml") or label.count("/") < 2:
            continue
        try:
            content = (root / label).read_bytes()
        except OSError:  # 打不开的，读数据时说
            continue
        if content in first:
            yield _copied(label, first[content])
        first.setdefault(content, label)


def _copied(label: str, other: str) -> Problem:
    """两个一样的文件里，名字长的一个多半是抄来的。"""
    copy, original = sorted((label, other), key=len, reverse=True)
    message = f"和 {original} 一模一样"
    return Problem(copy, 1, 1, message, "多抄的，删掉；要添一份新的，改好内容再放进来")


def pictures_real(_plan: Plan, root: Path) -> Problems:
    """图和它的扩展名对得上：改个名字，不会变成另一种图。"""
    for label in files_under(root, "docs"):
        ending = label.rpartition(".")[2]
        if ending not in _STARTS:
            continue
        with (root / label).open("rb") as file:
            start = file.read(8)
        if not start.startswith(_STARTS[ending]):
            message = f"里面不是 {ending} 图"
            help = "用看图、画图的软件打开，另存为这种图，不要只改名字"
            yield Problem(label, 1, 1, message, help)


def generated_places_free(plan: Plan, root: Path) -> Problems:
    """由数据生成的页，docs/ 里不另写：写了也会被丢掉。"""
    for page in addresses.moved(plan):
        label = f"docs/{page.uri}"
        if (root / label).is_file():
            message = f"{label} 这一页还在，写在这里会把它换掉"
            help = "页没有撤，就改这一条的 address；真撤了，就删掉那一页"
            yield page.place.problem(message, help)
    for page in addresses.generated(plan):
        label = f"docs/{page.uri}"
        if (root / label).is_file():
            message = f"这一页由 {page.place.path} 生成，写在这里的会被丢掉"
            help = f"改 {page.place.path}，删掉这个文件；别的内容换个名字"
            yield Problem(label, 1, 1, message, help)
