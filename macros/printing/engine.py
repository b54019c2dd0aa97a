"""调 Typst 排版：给模板和数据，得 PDF 或图片。排不下、缺字、缺字体都算错。"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import typst

FONTS = Path(__file__).parent / "fonts"
TYPST_TEMPLATES = Path(__file__).parent / "typst"


# 排版要的数据，写成 JSON 交给模板。
Sheet: TypeAlias = dict[str, Any]


class Unprintable(ValueError):
    """排不出来；文字是给编者看的一句中文。"""


class Engine:
    """一个 Typst 编译器，只认仓库里的字体。"""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(
            root=str(TYPST_TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
        )

    def pdf(self, template: str, sheet: Sheet, standards: Sequence[str] = ("ua-1",)) -> bytes:
        """排成一个 PDF，由编译器照标准检查（PDF/UA-1，公文另加 PDF/A-2a）。"""
        made = self._compile(template, sheet, format="pdf", pdf_standards=list(standards))
        return made[0]

    def untagged(self, template: str, sheet: Sheet) -> bytes:
        """排成一个不带标签的 PDF，送印的再加工；字体里没有的字查不出，同样的字读的文件里查过。"""
        made = self._compile(template, sheet, format="pdf", pdf_standards=["1.6"], pdf_tags=False)
        return made[0]

    def png(self, template: str, sheet: Sheet, ppi: float) -> list[bytes]:
        """排成图片，一页一张；ppi 是每英寸的像素。"""
        return self._compile(template, sheet, format="png", ppi=ppi)

    def measured(self, template: str, sheet: Sheet, label: str) -> Any:
        """排一遍，不出文件，取模板里标着 label 的一个值。"""
        try:
            found = typst.query(
                str(TYPST_TEMPLATES / template),
                f"<{label}>",
                field="value",
                one=True,
                root=str(TYPST_TEMPLATES),
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                sys_inputs=_inputs(sheet),
            )
        except typst.TypstError as error:
            raise Unprintable(_in_chinese(error.message)) from error
        return json.loads(found)

    def spots(self) -> list[Sheet]:
        """刚排好的一份里，模板记下的各块（base.typ 的 marked）：名字、左、上、宽、高，毫米。"""
        found: list[Sheet] = json.loads(self._compiler.query("<spot>", field="value"))
        return found

    def _compile(self, template: str, sheet: Sheet, **options: Any) -> list[bytes]:
        source = str(TYPST_TEMPLATES / template)
        try:
            made, warnings = self._compiler.compile_with_warnings(
                source, sys_inputs=_inputs(sheet), **options
            )
        except typst.TypstError as error:
            raise Unprintable(_in_chinese(error.message)) from error
        if warnings:
            raise Unprintable(_in_chinese(warnings[0].message))
        if isinstance(made, list):
            return made
        return [bytes(made or b"")]


def _inputs(sheet: Sheet) -> dict[str, str]:
    return {"data": json.dumps(sheet, ensure_ascii=False)}


def _in_chinese(message: str) -> str:
    """Typst 的英文说成中文；模板自己喊停的（panic）本来就是中文。"""
    _, panicked, own_words = message.partition("panicked with: ")
    if panicked:
        return own_words.strip('"')
    if "unknown font family: " in message:
        _, _, family = message.partition(": ")
        return f"缺字体 {family}，在 macros/printing/fonts 补上"
    if "could not be displayed with" in message:
        return f"字体里没有这个字：{message}"
    return f"排版出错：{message}"
