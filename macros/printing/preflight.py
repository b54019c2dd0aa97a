"""送印的 PDF 自己走查一遍：照各页的内容流从头走到尾，得到一句一句的毛病。

查得到的，都在 RULES 里，一句一条。查不到的不说：陷印、几层叠起来的总墨量、特性文件准不准、
PDF/X 的全部条文，都没有查，文件也不声明自己是 PDF/X。
"""

import io
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Dictionary

# 查的各条。
RULES = types.MappingProxyType(
    {
        "boxes": "成品框、出血框都有，四边出血各 3 mm 以上，纸比出血大",
        "plain": "没有标签、链接、表单、脚本、密码",
        "intent": "输出意图恰好一个，带着四色的输出特性文件",
        "colour": "颜色都是四色的算子，没有屏幕的颜色、照片、渐变、花纹",
        "ink": "一种颜色的四色合计不超过 300%",
        "overprint": "黑字（K 100）都叠印，别的字、线、面都不叠印",
        "transparency": "透明只有一个数的半透明，照四色混，没有蒙版",
        "fonts": "字体都嵌在里面",
    }
)
_POINT = 72 / 25.4
# 出血，毫米；量的时候容许差的，磅。
_BLEED, _SLACK = 3, 0.01
_MOST_INK = 3.0
_BLACK = (0.0, 0.0, 0.0, 1.0)

_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
# 填的（写字也是填）、描的。
_FILLING = _SHOWING | {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKING = frozenset({"S", "s", "B", "B*", "b", "b*"})
_OTHER_COLOURS = frozenset(
    {"g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "ri", "BI", "INLINE IMAGE"}
)
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_FORBIDDEN = ("/StructTreeRoot", "/MarkInfo", "/AcroForm", "/OpenAction", "/AA", "/Names")

# 毛病：哪一条，一句话。
Faults = Iterator[tuple[str, str]]
Amounts = tuple[float, ...]
# 一个图形状态把填的、描的改成叠印没有。
_Switch = tuple[bool | None, bool | None]
_NEITHER = (None, None)


def faults(content: bytes) -> tuple[tuple[str, str], ...]:
    """一份送印的 PDF 的毛病：RULES 的哪一条，在哪一页、是什么；没有是空的。"""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = list(_plain(pdf))
        found += _intent(pdf)
        for number, page in enumerate(pdf.pages, 1):
            for rule, said in _page(page):
                found.append((rule, f"第 {number} 页：{said}"))
    return tuple(dict.fromkeys(found))


def _plain(pdf: pikepdf.Pdf) -> Faults:
    for name in _FORBIDDEN:
        if name in pdf.Root:
            yield "plain", f"有 {name}"
    if pdf.is_encrypted:
        yield "plain", "有密码"


def _intent(pdf: pikepdf.Pdf) -> Faults:
    intents = list(pdf.Root.get("/OutputIntents", ()))
    if len(intents) != 1:
        yield "intent", f"输出意图有 {len(intents)} 个"
        return
    intent = intents[0]
    if intent.get("/S") != "/GTS_PDFX" or "/OutputConditionIdentifier" not in intent:
        yield "intent", "输出意图没有写明印刷条件"
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        yield "intent", "输出意图没有带特性文件"
        return
    # ICC.1 7.2：第 12 到 16 个字节是哪一类，接着四个是颜色。
    if profile.get("/N") != 4 or profile.read_bytes()[12:20] != b"prtrCMYK":
        yield "intent", "特性文件不是四色的输出特性"


def _page(page: pikepdf.Page) -> Faults:
    yield from _boxes(page)
    if "/Annots" in page:
        yield "plain", "有链接或表单"
    group = page.get("/Group", Dictionary())
    if group.get("/CS") != "/DeviceCMYK":
        yield "transparency", "没有写明照四色混色"
    yield from _resources(page.Resources)
    yield from _walk(page, page.Resources)


def _boxes(page: pikepdf.Page) -> Faults:
    if "/TrimBox" not in page or "/BleedBox" not in page:
        yield "boxes", "没有成品框、出血框"
        return
    media = list(map(float, page.mediabox))
    bleed = list(map(float, page.BleedBox))
    trim = list(map(float, page.TrimBox))
    for edge, way in enumerate((-1, -1, 1, 1)):
        if way * (bleed[edge] - trim[edge]) < _BLEED * _POINT - _SLACK:
            yield "boxes", f"出血不到 {_BLEED} mm"
        if way * (media[edge] - bleed[edge]) < 0:
            yield "boxes", "出血在纸外面"


def _resources(resources: pikepdf.Object) -> Faults:
    """资源里的字体、色彩空间、图形状态、里面的各块。"""
    for name in ("/ColorSpace", "/Pattern", "/Shading"):
        if name in resources:
            yield "colour", f"资源里有 {name}"
    for font in resources.get("/Font", Dictionary()).values():
        if not _embedded(font):
            yield "fonts", f"{font.get('/BaseFont', '没有名字的字体')} 没有嵌进去"
    for state in resources.get("/ExtGState", Dictionary()).values():
        if state.get("/SMask", "/None") != "/None" or state.get("/BM", "/Normal") != "/Normal":
            yield "transparency", "有蒙版、混合模式"
    for form in resources.get("/XObject", Dictionary()).values():
        yield from _form(form)


def _form(form: pikepdf.Object) -> Faults:
    if form.get("/Subtype") != "/Form":
        yield "colour", "有图片"
        return
    if "/Group" in form and form.Group.get("/CS") != "/DeviceCMYK":
        yield "transparency", "半透明的一块不照四色混"
    inside = form.get("/Resources", Dictionary())
    yield from _resources(inside)
    yield from _walk(form, inside)


def _embedded(font: pikepdf.Object) -> bool:
    for one in font.get("/DescendantFonts", [font]):
        descriptor = one.get("/FontDescriptor", Dictionary())
        if not any(name in descriptor for name in _FONT_FILES):
            return False
    return True


# ---- 内容流 ----


@dataclass(frozen=True, slots=True)
class _State:
    """画到这里：填的墨、描的墨（没有写明的是空的），填的、描的是不是叠印。"""

    fill: Amounts = ()
    stroke: Amounts = ()
    fill_over: bool = False
    stroke_over: bool = False


def _walk(stream: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object) -> Faults:
    """照内容流从头走，每画一笔看颜色和叠印。"""
    overs = _overprints(resources)
    state, saved = _State(), []
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        if name == "q":
            saved.append(state)
        elif name == "Q":
            state = saved.pop()
        elif name == "gs":
            state = _switched(state, overs.get(str(instruction.operands[0]), _NEITHER))
        elif name in ("k", "K"):
            amounts = tuple(float(str(one)) for one in instruction.operands)
            if sum(amounts) > _MOST_INK:
                yield "ink", f"有一种颜色四色合计 {sum(amounts):.0%}"
            state = _inked(state, name, amounts)
        elif name in _OTHER_COLOURS:
            yield "colour", f"有 {name} 算子"
        else:
            yield from _painted(name, state)


def _inked(state: _State, name: str, amounts: Amounts) -> _State:
    if name == "k":
        return replace(state, fill=amounts)
    return replace(state, stroke=amounts)


def _overprints(resources: pikepdf.Object) -> Mapping[str, _Switch]:
    """各图形状态把填的、描的改成叠印没有；没有提的是 None。"""
    found = {}
    for name, state in resources.get("/ExtGState", Dictionary()).items():
        stroke = _flag(state, "/OP")
        fill = _flag(state, "/op")
        if fill is None:
            fill = stroke
        if fill and state.get("/OPM") != 1:
            fill = False  # 没有 OPM 1，四色里的 0 也会印上去，不算叠印
        found[name] = (fill, stroke)
    return found


def _flag(state: pikepdf.Object, name: str) -> bool | None:
    if name not in state:
        return None
    return bool(state[name])


def _switched(state: _State, switch: _Switch) -> _State:
    fill, stroke = switch
    if fill is not None:
        state = replace(state, fill_over=fill)
    if stroke is not None:
        state = replace(state, stroke_over=stroke)
    return state


def _painted(name: str, state: _State) -> Faults:
    """画了一笔：颜色都写明了，黑字叠印，别的不叠印。"""
    if name in _FILLING:
        yield from _filled(name in _SHOWING, state)
    if name in _STROKING:
        if not state.stroke:
            yield "colour", "有一处没有写明颜色"
        if state.stroke_over:
            yield "overprint", "有线叠印，会透出底下的颜色"


def _filled(shown: bool, state: _State) -> Faults:
    """填了一处；shown 是写字。"""
    if not state.fill:
        yield "colour", "有一处没有写明颜色"
    black_words = shown and state.fill == _BLACK
    if black_words and not state.fill_over:
        yield "overprint", "有黑字没有叠印"
    if state.fill_over and not black_words:
        yield "overprint", "有不是黑字的叠印，会透出底下的颜色"
