"""Markdown 排成 HTML，照网站的办法；排过的可以存着，没有改的几十页不必再排。"""

import functools
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.pages.commonmark import as_on_github

if TYPE_CHECKING:
    import markdown

_EMOJI = "pymdownx.emoji"


class _Kept:
    """从前排好的，和这一次用到的：键 → HTML。recipe 是排法，排法变了，从前排的不算数。"""

    def __init__(self, before: dict[str, str], recipe: str) -> None:
        self.before = before
        self.recipe = recipe
        self.used: dict[str, str] = {}


_kept: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@functools.lru_cache(maxsize=512)
def to_html(text: str, extensions: tuple[str, ...]) -> str:
    """text 照 GitHub 的读法、用 extensions 这几个扩展排成的 HTML。"""
    kept = _kept.get()
    if kept is None:
        return _convert(text, extensions)
    key = _key(text, extensions, kept.recipe)
    html = kept.before.get(key)
    if html is None:
        html = _convert(text, extensions)
    kept.used[key] = html
    return html


@contextmanager
def kept_in(root: Path) -> Iterator[None]:
    """里面排过的存在 root 的 build/ 里；存不下就不存，读不成就都重新排。

    排法由装的几个包定，它们的版本写在 requirements.txt 里。
    """
    path = root / "build/markdown.json"
    kept = _Kept(_read(path), _recipe(root))
    outer = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(outer)
    if kept.used.keys() != kept.before.keys():
        _write(path, kept.used)


def _read(path: Path) -> dict[str, str]:
    try:
        before = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(before, dict):
        return {}
    return before


def _write(path: Path, used: dict[str, str]) -> None:
    draft = path.with_suffix(".draft")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(used, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)  # 中途停下也不会留下半个文件


def _recipe(root: Path) -> str:
    locked = root / "requirements.txt"
    try:
        content = locked.read_bytes()
    except OSError:
        content = b""
    return hashlib.sha256(content).hexdigest()


def _key(text: str, extensions: tuple[str, ...], recipe: str) -> str:
    """原料的指纹。"""
    parts = "\n".join([recipe, *extensions, text])
    return hashlib.sha256(parts.encode()).hexdigest()


def _convert(text: str, extensions: tuple[str, ...]) -> str:
    return _markdown(extensions).reset().convert(as_on_github(text))


@functools.lru_cache(maxsize=4)
def _markdown(extensions: tuple[str, ...]) -> "markdown.Markdown":
    import markdown  # 都排过的时候用不着它，它和图标的目录读起来慢

    options: dict[str, dict[str, Any]] = {"pymdownx.tabbed": {"alternate_style": True}}
    if _EMOJI in extensions:
        from material.extensions import emoji

        options[_EMOJI] = {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg}
    return markdown.Markdown(extensions=list(extensions), extension_configs=options)
