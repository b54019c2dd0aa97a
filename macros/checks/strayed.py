"""放错了地方、改了名的页和插图：说挪回哪里、改回什么，不叫人照着另做一个。"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from macros.checks.handwritten import REQUIRED_PAGES, Pages
from macros.checks.textfiles import CONFIG, files_under
from macros.corpus import addresses
from macros.corpus.pieces import FOLDER, Leaflet
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import read_text

# 像到几成，就当是改了名。
CLOSE = 0.8
# 名字开头一样的有短的那个的几成，也当是改了名：verify、verification。
_SHARED = 0.7
WITHDRAWN = "在 data/moved.yml 加一条：为什么、哪天、现在看哪里"
_ART = f"{FOLDER}/art"


def pages_in_place(plan: Plan, pages: Pages, root: Path) -> Problems:
    """发布过的手写页都在原来的地方；写成撤下的那一页还在的，多半是抄错了地址，kept 说。"""
    known = {page.uri for page in pages}
    if not _withdrawals_sound(plan, known):
        return
    published = {_uri(address) for address in plan.published.addresses}
    strangers = sorted(known - published - REQUIRED_PAGES)
    linked = _linked(pages, root)
    for uri in sorted(_wanted(plan, known)):
        now = ""
        if _name(uri) in linked:
            now = _now(uri, strangers)
        if now:
            strangers.remove(now)
            yield _moved(uri, now)
        elif uri not in REQUIRED_PAGES:
            yield _withdrawn(plan, uri) or _gone(plan, uri)


def _withdrawals_sound(plan: Plan, known: set[str]) -> bool:
    """写成撤下的各页，读得出，不重复，真的撤下了。"""
    withdrawn = [_uri(row.address) for row in plan.moved]
    live = known | addresses.generated_uris(plan)
    live.add(_uri(""))  # 地址写得不对的，读成了空的
    is_repeated = len(set(withdrawn)) < len(withdrawn)
    return not is_repeated and live.isdisjoint(withdrawn)


def _linked(pages: Pages, root: Path) -> str:
    """导航和各页的字：里面写着的页，才是别处链接着的。"""
    text, _ = read_text(root / CONFIG, CONFIG)
    bodies = [page.body for page in pages]
    return "\n".join([text, *bodies])


def pieces_in_place(_plan: Plan, pages: Pages, _root: Path) -> Problems:
    """写着资料的元数据的，放在资料的文件夹里。"""
    for page in pages:
        is_in_place = page.path.startswith(f"{FOLDER}/")
        if "form" in page.place.entries and not is_in_place:
            name = _name(page.uri)
            help = f"移到 {FOLDER}/{name}；不是资料，就照别的页只写 title、description"
            yield Problem(page.path, 1, 1, "写的是资料，却没有放在资料的文件夹里", help)


def _uri(address: str) -> str:
    """网页的地址对应 docs/ 下的哪个文件。"""
    return address.removesuffix(".html") + ".md"


def _wanted(plan: Plan, known: set[str]) -> set[str]:
    """该在而不在的手写页：生成的页、短地址、撤下的不算。"""
    made = set(map(_folder, addresses.generated_uris(plan)))
    wanted = set(REQUIRED_PAGES)
    for address in plan.published.addresses:
        uri = _uri(address)
        if _is_written(uri, made):
            wanted.add(uri)
    withdrawn = {_uri(row.address) for row in plan.moved}
    return wanted - known - withdrawn


def _folder(path: str) -> str:
    """一个路径所在的文件夹。"""
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    """一个路径里的文件名。"""
    return path.rpartition("/")[2]


def _stem(path: str) -> str:
    """文件名去掉后缀。"""
    return _name(path).removesuffix(".md")


def _begin_alike(one: str, other: str) -> bool:
    """两个名字开头一样的，够不够短的那个的几成。"""
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    shorter = min(len(one), len(other))
    return 0 < same >= _SHARED * shorter


def _is_written(uri: str, made: set[str]) -> bool:
    """是不是手写的页；单位、任务、年度的文件夹里只有目录页是，一两个字母的文件夹是短地址。"""
    folder, _, name = uri.rpartition("/")
    if folder in made and name != "index.md":
        return False
    return len(folder) != 1


def _now(uri: str, strangers: Sequence[str]) -> str:
    """不见了的一页现在在哪里：同名而在别的文件夹，或同一个文件夹里名字相像；没有是空的。"""
    folder, _, name = uri.rpartition("/")
    for stranger in strangers:
        if _name(stranger) == name and name != "index.md":
            return stranger
    wanted = _stem(uri)
    beside = {_stem(stranger): stranger for stranger in strangers if _folder(stranger) == folder}
    for stem, stranger in beside.items():
        if _begin_alike(stem, wanted):
            return stranger
    near = get_close_matches(wanted, beside, n=1, cutoff=CLOSE)
    if near:
        return beside[near[0]]
    return ""


def _moved(uri: str, now: str) -> Problem:
    """挪了位置、改了名的一页。"""
    message = f"这一页原来是 docs/{uri}，别处还链接到那里"
    how = "挪回去"
    if _folder(uri) == _folder(now):
        how = "改回原来的名字"
    help = f"{how}；有意改的，在 data/moved.yml 加一条，写着它的各处一起改"
    if uri in REQUIRED_PAGES:
        help = f"{how}：生成的页面会链接到它，地址不能改"
    return Problem(f"docs/{now}", 1, 1, message, help)


def _withdrawn(plan: Plan, uri: str) -> Problem | None:
    """写着撤下了，地址却抄错了的一条；没有是 None。"""
    address = addresses.html(uri)
    for row in plan.moved:
        known = row.address in plan.published.addresses
        if not known and get_close_matches(row.address, [address], cutoff=CLOSE):
            message = f"没有发布过 {row.address}"
            help = f"是否想写 {address}？"
            return row.place.of("address").problem(message, help)
    return None


def _gone(plan: Plan, uri: str) -> Problem:
    """发布过、不见了的一页，报在发布过的地址上。"""
    uris = list(map(_uri, plan.published.addresses))
    index = uris.index(uri)
    address = plan.published.addresses[index]
    place = plan.published.place.of("addresses", index)
    help = f"误删的，取回来：git checkout -- docs/{uri}；有意撤下、改名的，{WITHDRAWN}"
    return place.problem(f"{address} 发布过，现在没有这一页", help)


def art_in_place(plan: Plan, _pages: Pages, root: Path) -> Problems:
    """传单的插图在 art/ 里，名字和传单一样。"""
    wanted = {piece.art for piece in plan.pieces if isinstance(piece, Leaflet)}
    drawings = list(_drawings(root))
    strangers = [label for label in drawings if label not in wanted]
    for art in sorted(wanted - set(drawings)):
        now = _found(art, strangers)
        if now:
            how = "挪到"
            if _folder(now) == _ART:
                how = "改名为"
            message = f"这幅插图不在它的地方，{art} 不见了"
            help = f"{how} {art}"
            yield Problem(now, 1, 1, message, help)


def _drawings(root: Path) -> Iterator[str]:
    for folder in ("data", "docs"):
        for label in files_under(root, folder):
            if label.lower().endswith(".svg"):
                yield label


def _found(art: str, strangers: Sequence[str]) -> str:
    """不见了的插图现在在哪里：同名的，或 art/ 里名字相像的；没有是空的。"""
    name = _name(art)
    same = [label for label in strangers if _name(label) == name]
    beside = [label for label in strangers if label.startswith(f"{_ART}/")]
    near = same or get_close_matches(art, beside, n=1, cutoff=0.9)
    if near:
        return near[0]
    return ""
