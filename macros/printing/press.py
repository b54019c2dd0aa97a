"""送印的 PDF：屏幕的颜色换成四色，黑字叠印，写上裁切的框、输出意图。

Typst 排的是不带标签的 PDF，这里照 ISO 32000-1 改：8.6.5 的色彩空间换成 8.6.4.4 的四色，
8.6.7（叠印）、14.11.2（页的框）、14.11.5（输出意图）。
"""

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, String

from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.inks import BLACK, PROFILE, Ink, ink
from macros.printing.preflight import RULES, faults

# 一毫米几磅。
_POINT = 72 / 25.4
# 纸边到各个框，毫米：四边各 3 mm 出血，裁切线在出血之外。和 base.typ 的 to-press 一致。
_INSETS = {"/TrimBox": 10, "/BleedBox": 7}
# 算子：写字的；定下填的、描的颜色的；说用哪个色彩空间的。
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_FILLING = frozenset({"scn", "sc", "rg", "g"})
_STROKING = frozenset({"SCN", "SC", "RG", "G"})
_SPACES = frozenset({"cs", "CS"})
_COLOURING = _FILLING | _STROKING | _SPACES
_WHOLE = 255
# 叠印的图形状态叫什么，两种。
_OVER, _APART = Name.Over, Name.Apart


def press_pdf(engine: Engine, template: str, sheet: Sheet) -> bytes:
    """排一份送印的，走查过；排不出来、走查不过抛 Unprintable。"""
    content = pressed(engine.untagged(template, sheet))
    for rule, said in faults(content):
        raise Unprintable(f"送印的文件要{RULES[rule]}；{said}")
    return content


def pressed(content: bytes) -> bytes:
    """排好的 PDF 改成送印的。

    content 不带标签，四边各留 10 mm；有换不成四色的（渐变、图片），抛 Unprintable。
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            _set_boxes(page)
            _recolour_page(pdf, page)
        for name in ("/Outlines", "/ViewerPreferences"):
            if name in pdf.Root:
                del pdf.Root[name]
        pdf.Root.OutputIntents = Array([_intent(pdf)])
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _set_boxes(page: pikepdf.Page) -> None:
    """成品框、出血框。"""
    _, _, width, height = map(float, page.mediabox)
    for name, inset in _INSETS.items():
        edge = inset * _POINT
        box = [edge, edge, width - edge, height - edge]
        page[name] = Array([round(one, 4) for one in box])


def _intent(pdf: Pdf) -> pikepdf.Object:
    """照哪种印刷条件配的色，带着特性文件。"""
    packed = zlib.compress(PROFILE.read_bytes(), 9)
    profile = pdf.make_stream(packed, N=4, Filter=Name.FlateDecode)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String("FOGRA39"),
            OutputCondition=String("ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2"),
            RegistryName=String("http://www.color.org"),
            Info=String("FOGRA39L Coated"),
            DestOutputProfile=profile,
        )
    )


# ---- 颜色和叠印 ----


@dataclass(frozen=True, slots=True)
class _State:
    """画到这里，填的是什么墨，是不是叠印。"""

    fill: Ink = BLACK
    over: bool = False


def _recolour_page(pdf: Pdf, page: pikepdf.Page) -> None:
    """一页和它里面的各块，都换成四色；链接不要，混色也照四色。"""
    page.Contents = pdf.make_stream(_recoloured(page, page.Resources))
    _recolour_inside(page.Resources)
    if "/Annots" in page:
        del page["/Annots"]
    page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


def _recolour_inside(resources: pikepdf.Object) -> None:
    """里面的各块（插图里半透明的）。"""
    if "/ColorSpace" in resources:
        del resources.ColorSpace
    for form in resources.get("/XObject", Dictionary()).values():
        if form.get("/Subtype") != "/Form":
            raise Unprintable("插图里有照片、点阵图，送印的换不成四色，改成矢量")
        if "/Group" in form:
            if form.Group.get("/CS") == "/DeviceCMYK":
                continue  # 几处共用的一块，换过了
            form.Group.CS = Name.DeviceCMYK
        inside = form.get("/Resources", Dictionary())
        form.write(_recoloured(form, inside))
        _recolour_inside(inside)


def _recoloured(stream: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object) -> bytes:
    """一个内容流换成四色的；要叠印的，两种图形状态写进 resources。"""
    found = pikepdf.parse_content_stream(stream)
    rewriter = _Rewriter()
    content = pikepdf.unparse_content_stream(list(rewriter.each(found)))
    if rewriter.turned:
        states = resources.get("/ExtGState", Dictionary())
        states[_OVER] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
        states[_APART] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)
        resources.ExtGState = states
    return content


class _Rewriter:
    """走一遍内容流：颜色换成四色，写黑字以前换成叠印，写完换回来，别的照旧。"""

    def __init__(self) -> None:
        self.state = _State()
        self.saved: list[_State] = []
        self.turned = False

    def each(self, found: Iterable[object]) -> Iterator[ContentStreamInstruction]:
        """改好的各条算子。"""
        for instruction in found:
            if not isinstance(instruction, ContentStreamInstruction):
                raise Unprintable("插图里有点阵图，送印的换不成四色，改成矢量")
            name = str(instruction.operator)
            if name in _COLOURING:
                yield from self._coloured(name, instruction.operands)
                continue
            self._keep(name)
            if name in _SHOWING:
                yield from self._turned(self.state.fill == BLACK)
            yield instruction
            if name == "ET":
                yield from self._turned(False)

    def _keep(self, name: str) -> None:
        """存、取图形状态。"""
        if name == "q":
            self.saved.append(self.state)
        elif name == "Q":
            self.state = self.saved.pop()

    def _coloured(
        self, name: str, operands: Iterable[object]
    ) -> Iterator[ContentStreamInstruction]:
        """换成四色；说用哪个色彩空间的不要。"""
        if name in _SPACES:
            return
        amounts = _ink_of(operands)
        operator = "K"
        if name in _FILLING:
            operator = "k"
            self.state = replace(self.state, fill=amounts)
        yield ContentStreamInstruction(list(amounts), Operator(operator))

    def _turned(self, over: bool) -> Iterator[ContentStreamInstruction]:
        """换成叠印、换回来；已经是的不用换。"""
        if over == self.state.over:
            return
        self.turned = True
        self.state = replace(self.state, over=over)
        name = _APART
        if over:
            name = _OVER
        yield ContentStreamInstruction([name], Operator("gs"))


def _ink_of(operands: Iterable[object]) -> Ink:
    """一种屏幕颜色（一个数是灰，三个是红绿蓝，0 到 1）用的墨。"""
    shades = []
    for one in operands:
        if isinstance(one, pikepdf.Object):
            raise Unprintable("插图里有渐变、花纹，送印的换不成四色，改成平涂")
        shades.append(round(float(str(one)) * _WHOLE))
    if len(shades) == 1:
        shades *= 3
    red, green, blue = shades
    return ink(red, green, blue)
