"""印好的存起来：原料没变不再印，变了一个字就重印，停在半路不留下半个文件。"""

import datetime
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from paper import NAME, URL, art, city, contents, leaflet, printed, with_piece
from PIL import Image

from macros.printing import glance_files, outputs, store
from macros.printing.sheets import Site
from macros.printing.store import Printed, Store


def never():
    raise AssertionError("不该再印")


def test_the_same_material_is_printed_once(tmp_path):
    """同样的原料第二次取，不再印，页数、大小都对；换一个进程来取也一样。"""
    shelf = Store(tmp_path)
    first = shelf.get("pdf", ["甲", {"b": 1, "a": 2}], lambda: (b"%PDF", 3))
    assert (first.pages, first.size, first.path.read_bytes(), shelf.made) == (3, 4, b"%PDF", 1)
    again = Store(tmp_path)
    assert again.get("pdf", ["甲", {"a": 2, "b": 1}], never) == first
    assert again.made == 0


@pytest.mark.parametrize("other", [("pdf", ["乙"]), ("docx", ["甲"]), ("pdf", ["甲", ""])])
def test_other_material_is_printed_again(tmp_path, other):
    """原料差一个字、版式不同，都另印一份。"""
    shelf = Store(tmp_path)
    shelf.get("pdf", ["甲"], lambda: (b"1", 1))
    assert shelf.get(*other, lambda: (b"2", 1)).path.read_bytes() == b"2"
    assert shelf.made == 2


@pytest.mark.parametrize("changed", ["typ", "ttf", "py", "package"])
def test_new_tools_print_again(tmp_path, monkeypatch, changed):
    """模板、字体、程序、所用的包有一样变了，全部重印：不然网站上会是旧样子。"""
    program = tmp_path / "printing"
    (program / "typst").mkdir(parents=True)
    (program / "fonts").mkdir()
    files = {"typ": program / "typst/a.typ", "ttf": program / "fonts/a.ttf", "py": program / "a.py"}
    for path in files.values():
        path.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(store, "TYPST_TEMPLATES", program / "typst")
    monkeypatch.setattr(store, "FONTS", program / "fonts")
    monkeypatch.setattr(store, "__file__", str(program / "store.py"))
    Store(tmp_path).get("pdf", ["甲"], lambda: (b"1", 1))
    Store(tmp_path).get("pdf", ["甲"], never)
    if changed == "package":
        monkeypatch.setattr(store, "version", lambda name: "9.9" if name == "typst" else "1")
    else:
        files[changed].write_text("新", encoding="utf-8")
    assert Store(tmp_path).get("pdf", ["甲"], lambda: (b"2", 1)).path.read_bytes() == b"2"


def test_a_failure_leaves_nothing(tmp_path):
    """印到一半出错，什么也不留下，下次从头印。"""
    shelf = Store(tmp_path)

    def fails():
        raise ValueError("排不出来")

    with pytest.raises(ValueError, match="排不出来"):
        shelf.get("pdf", ["甲"], fails)
    assert (list(tmp_path.iterdir()), shelf.made) == ([], 0)


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_half_a_file_is_never_taken(tmp_path, monkeypatch, step):
    """写到一半断电、磁盘满，留下的半个文件不会当成印好的。"""

    def stops(self, *_args):
        with self.open("wb") as half:
            half.write(b"%P")
        raise OSError("磁盘满了")

    with monkeypatch.context() as broken:
        broken.setattr(Path, step, stops)
        with pytest.raises(OSError, match="磁盘满了"):
            Store(tmp_path).get("pdf", ["甲"], lambda: (b"%PDF", 1))
    assert Store(tmp_path).get("pdf", ["甲"], lambda: (b"%PDF", 1)).path.read_bytes() == b"%PDF"


def test_a_printed_file_says_its_pages_and_size(tmp_path):
    """没有页的文件页数是 0。"""
    found = Store(tmp_path / "还没有这个文件夹").get("txt", [], lambda: ("字".encode(), 0))
    assert found == Printed(found.path, 0, 3)


def test_nothing_is_printed_twice(hosted, tmp_path, monkeypatch):
    """印过一遍，再印一个也不新印，文件都是同一个；清空了重印，字节全同。"""
    first = printed(tmp_path / "print", URL)
    with monkeypatch.context() as silent:
        silent.setattr("macros.printing.outputs.Engine", never)
        assert list(printed(tmp_path / "print", URL)) == list(first)
    assert contents(first) == contents(hosted)


def other_hotline(**changes):
    """改过报警电话的计划。"""
    police, *others = city().hotlines
    return replace(city(), hotlines=(replace(police, **changes), *others))


def steps(**changes):
    """只改第一步的传单。"""
    first, *rest = city().piece["ferry-leaflet"].steps
    return with_piece(leaflet(steps=(replace(first, **changes), *rest)))


def talk(**changes):
    """改过的讲话。"""
    return with_piece(replace(city().piece["ferry-talk"], **changes))


CHANGES = {
    **{
        f"leaflet.{name}": {"plan": with_piece(leaflet(**{name: value}))}
        for name, value in {
            "title": "改题",
            "kicker": "改类",
            "palette": "leaf",
            "phones": ("110", "110"),
            "law": "改依据。",
            "version": "2.0",
            "date": datetime.date(2032, 1, 1),
            "review": datetime.date(2033, 1, 1),
            "headline": ("改头", "改尾"),
            "slogan": ("改一", "改二"),
            "lead": "改引子。",
            "card": "改卡",
            "card_fields": ("改空",),
        }.items()
    },
    **{f"step.{name}": {"plan": steps(**{name: "改这步"})} for name in ("title", "text", "short")},
    **{
        f"talk.{name}": {"plan": talk(**{name: value})}
        for name, value in {
            "title": "改题",
            "subtitle": "改副题",
            "audience": ("women",),
            "minutes": 9,
            "use": ("改用法。",),
            "form": "letter",
            "body": "改正文。",
        }.items()
    },
    **{
        f"hotline.{name}": {"plan": other_hotline(**{name: "改"})}
        for name in ("name", "short", "use")
    },
    "site.name": {"site": Site(name="改站", url="")},
    "site.url": {"site": Site(name=NAME, url="https://other.example/")},
    "art": {"art": {"ferry-leaflet": art()["ferry-leaflet"].replace("#a9683a", "#a9683b")}},
    "source": {"plan": replace(city(), source=replace(city().source, publisher="改站"))},
    "leaflet.alt": {"plan": with_piece(leaflet(alt="改替代文字。"))},
}


class Echo:
    """假的排版：印出来的就是给它的原料。真印要几十秒，这里只问原料变了文件变不变。"""

    def pdf(self, *given, **options):
        """不排版，原样返回。"""
        return repr((given, options)).encode()

    def measured(self, *_given):
        """一页排得下。"""
        return {"page": 1, "mm": 0}

    def png(self, *given):
        """一张由原料定的小图：放得进 Word。"""
        out = io.BytesIO()
        Image.frombytes("L", (8, 4), hashlib.sha256(repr(given).encode()).digest()).save(out, "PNG")
        return [out.getvalue()]

    def spots(self):
        """写名字的一块。"""
        return [{"name": "名字", "x": 1, "y": 2, "width": 3, "height": 4}]


@pytest.fixture
def echo(monkeypatch):
    """印刷改用假的排版。"""
    monkeypatch.setattr(outputs, "Engine", Echo)
    monkeypatch.setattr(outputs, "press_pdf", lambda *given: repr(given[1:]).encode() + b"press")
    monkeypatch.setattr(outputs, "large_pdf", lambda _, sheet: repr(sheet).encode() + b"large")
    monkeypatch.setattr(outputs, "fillable", lambda content, _: content + b"fillable")
    monkeypatch.setattr(outputs, "page_count", lambda _: 1)
    monkeypatch.setattr(glance_files, "page_count", lambda _: 1)
    monkeypatch.setattr("macros.printing.official_pdf.page_count", lambda _: 1)
    monkeypatch.setattr("macros.printing.deck_files.page_count", lambda _: 1)
    monkeypatch.setattr(outputs, "picture", lambda content, suffix, *_: content + suffix.encode())


@pytest.mark.parametrize("name", list(CHANGES))
def test_a_change_reaches_every_file(echo, tmp_path, tmp_path_factory, name):
    """改一处，接着旧缓存印的和从头印的一样，该变的都变：漏一个，网站上就有一份旧法条。"""
    shelf = tmp_path_factory.getbasetemp() / "echo-print"
    changed = {"plan": city()} | CHANGES[name]
    changed["plan"] = shorter(changed["plan"])
    old = contents(printed(shelf, plan=shorter(city())))
    new = contents(printed(tmp_path, **changed))
    assert contents(printed(shelf, **changed)) == new
    assert new != old


def shorter(plan):
    """公文只留方案和推进表：看一篇就够，省时间。"""
    return replace(plan, documents={"scheme": plan.documents["scheme"]})
