"""核对一份发布出去的网站，在网上的或在磁盘上的：照它自己的清单，再和本机构建的比。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ContentDecodingError, RequestException, SSLError
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError
from urllib3.exceptions import TimeoutError as NoAnswer
from urllib3.util import Retry

from macros.corpus import addresses
from macros.corpus.documents import Source
from macros.corpus.plan import Plan
from macros.publishing.manifest import (
    CHUNK,
    MANIFEST,
    Contents,
    Fault,
    Manifest,
    Unreadable,
    damaged,
    differing,
    files_in,
    folder_contents,
    read_manifest,
)

PATIENCE = 20  # 秒：一次没有动静最多等多久
TRIES = 3
PAUSE = 1.0  # 秒：再试之前等多久，一次比一次长

_BUSY = (429, 500, 502, 503, 504)
_GONE = (404, 410)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """核对的结果：各处不对；最后一行说核对了多少、证明了什么。"""

    faults: Sequence[Fault]
    summary: str


def print_check(where: str, plan: Plan, root: Path) -> int:
    """核对 where 的一份网站，一处不对印一行，最后一行是小结；有不对的返回 1。"""
    checked = check_site(where, plan, root)
    print(*checked.faults, checked.summary, sep="\n")
    if checked.faults:
        return 1
    return 0


def check_site(where: str, plan: Plan, root: Path) -> Checked:
    """照 where（文件夹或网址）自己的清单核对每个文件，再和 root 里登记的原文、构建的网站比。

    网站是什么样的都只得出一句句话，不抛错误。
    """
    on_disk = not re.match("https?://", where, re.IGNORECASE)
    contents = folder_contents(Path(where)) if on_disk else web_contents(where)
    try:
        published = read_manifest(contents)
    except Unreadable as error:
        return Checked(faults=[error.fault], summary="没有核对：读不到清单。")
    local = _same_build(published, root)
    faults = set(published.faults)
    faults.update(damaged(contents, published))
    faults.update(_source_faults(published, plan))
    if on_disk:
        faults.update(_unlisted(Path(where), published))
    if local:
        faults.update(_changed_since(local, published))
    proof = _proof(where, published, local, root)
    return Checked(faults=sorted(faults), summary=_summary(published, faults) + proof)


def web_contents(address: str) -> Contents:
    """网上的一份网站；忙的、断的再试几次，只认同一个网站里的。"""
    base = address
    if not address.endswith("/"):
        base = f"{address}/"
    session = _session()

    def read(path: str) -> Iterator[bytes]:
        try:
            with session.get(base + quote(path), stream=True, timeout=PATIENCE) as response:
                _refuse(response, base, path)
                if path.endswith((".gz", ".br")):  # 有的服务器把它们说成压缩传来的，要的就是原样
                    response.raw.headers.pop("Content-Encoding", None)
                yield from response.iter_content(CHUNK)
        except (RequestException, ValueError) as error:
            raise Unreadable(path, *_why(error)) from None

    return read


def _session() -> requests.Session:
    session = requests.Session()
    retry = Retry(
        total=TRIES - 1,
        backoff_factor=PAUSE,
        status_forcelist=_BUSY,
        raise_on_status=False,
        respect_retry_after_header=False,  # 对方可以叫我们等一天
    )
    for scheme in _PORTS:
        session.mount(f"{scheme}://", HTTPAdapter(max_retries=retry))
    session.headers["User-Agent"] = "Mozilla/5.0"  # 有的网站不答程序
    session.headers["Accept-Encoding"] = "identity"
    session.headers["Cache-Control"] = "no-cache"
    return session


def _refuse(response: requests.Response, base: str, path: str) -> None:
    """回答的不是这个网站上的这个文件，就抛 Unreadable。"""
    if _origin(response.url) != _origin(base):
        message = f'取不到，转到了别的网站 "{response.url}"'
        raise Unreadable(path, message, "直接用转到的网址，或看看网站的设置")
    if response.status_code in _GONE:
        raise Unreadable(path, "缺", "看看位置对不对，或重新上传")
    if response.status_code != requests.codes.ok:
        raise Unreadable(path, f"取不到，网站回答 {response.status_code}", "看看网站的设置")


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _why(error: Exception) -> tuple[str, str]:
    """为什么取不到，怎么办。"""
    cause = _cause(error)
    if isinstance(error, SSLError):
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return "取不到，证书不可信", "请管网站的人换证书"
        return "取不到，加密连接建不成", "看看网址是不是该写 http"
    if isinstance(cause, NameResolutionError):
        return "取不到，找不到这个网站", "看看网址对不对，网络通不通"
    if isinstance(cause, NewConnectionError):  # 它也算超时，却是一口回绝的
        return "取不到，连不上，或没有传完", "过一会儿再试"
    if isinstance(cause, NoAnswer):
        return f"取不到，{PATIENCE} 秒没有动静", "过一会儿再试"
    if isinstance(error, ContentDecodingError):
        return "取不到，压缩传来的内容解不开", "看看网站的设置"
    if isinstance(error, ValueError):
        return "取不到，网址写法不对", "写成 https://example.org/ 这样"
    return "取不到，连不上，或没有传完", "过一会儿再试"


def _cause(error: Exception) -> object:
    """requests 的错里包着 urllib3 的，试过几次的又包了一层。"""
    cause = error
    if error.args:
        cause = error.args[0]
    if isinstance(cause, MaxRetryError):
        return cause.reason
    return cause


def _unlisted(folder: Path, published: Manifest) -> Iterator[Fault]:
    for path in files_in(folder) - published.files.keys() - {MANIFEST}:
        yield Fault(path, "多出来，清单里没有", "删掉它，或重新构建")


def _source_faults(published: Manifest, plan: Plan) -> Iterator[Fault]:
    """清单写的原文快照、快照的字节，都要和 SOURCE.yml 登记的一样。"""
    path = addresses.snapshot(plan)
    sha256 = plan.source.sha256
    for source in plan.added_sources.values():
        yield from _snapshot_faults(published, source, source.place.path)
    if published.source != {"path": path, "sha256": sha256}:
        message = "原文快照的地址或指纹和 data/source/SOURCE.yml 不同"
        yield Fault(MANIFEST, message, "看看是不是同一版，或重新发布")
    yield from _snapshot_faults(published, plan.source, "data/source/SOURCE.yml")


def _snapshot_faults(published: Manifest, source: Source, register: str) -> Iterator[Fault]:
    """一个来源的快照在清单里，字节和 register 里登记的一样。"""
    path = addresses.snapshot_of(source)
    if path not in published.files:
        yield Fault(path, "缺，清单里没有原文快照", "重新发布")
    elif published.files[path].sha256 != source.sha256:
        message = f"原文快照和 {register} 登记的不同"
        yield Fault(path, message, "重新发布，并查清是谁改的")


def _same_build(published: Manifest, root: Path) -> Manifest | None:
    """本机 site/ 的清单，要是和 published 出自同一次提交、同样的网址。"""
    try:
        local = read_manifest(folder_contents(root / "site"))
    except Unreadable:
        return None
    same_settings = local.settings == published.settings
    if published.commit and local.commit == published.commit and same_settings:
        return local
    return None


def _changed_since(local: Manifest, published: Manifest) -> Iterator[Fault]:
    for path in differing(local, published):
        yield Fault(path, "和本机同一次提交构建的不同", "查清是哪一边改过，再重新发布")


def _summary(published: Manifest, faults: set[Fault]) -> str:
    size = sum(listed.size for listed in published.files.values()) / 1e6
    count = f"清单上有 {len(published.files)} 个文件，{size:.1f} MB。"
    if faults:
        return f"{count}共 {len(faults)} 处不对。"
    return f"{count}和它自己的清单、登记的原文快照都一致。"


def _proof(where: str, published: Manifest, local: Manifest | None, root: Path) -> str:
    """证明了什么。篡改的人可以连清单一起改，只有另一处来的清单才能证明没有改过。"""
    if Path(where).resolve() == (root / "site").resolve():
        return "这就是本机的 site/，只证明了它是全的。"
    if local is None:
        commit = published.commit or "（没有写）"
        how = f"在提交 {commit} 用同样的 SITE_URL、REPO_URL 运行 make site，再核对一次"
        return f"没有证明清单本身没有改过。要证明，{how}。"
    if differing(local, published):
        return "和本机构建的 site/ 不一样。"
    return "清单和本机同一次提交构建的 site/ 相同。"
