"""调 Typst 排版：给模板和数据，得 PDF 或图片。排不下、缺字、缺字体都算错。"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
TEMPLATES = HERE / "typst"


class Unprintable(ValueError):
    """排不出来；文字是给编者看的一句中文。"""


class Engine:
    """一个 Typst 编译器，只认仓库里的字体。"""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)

    def pdf(self, template: str, data: Mapping[str, Any], standards: Sequence[str] = ("ua-1",)) -> bytes:
        """排成一个 PDF，由编译器照标准检查（PDF/UA-1，公文另加 PDF/A-2a）。"""
        return self._compile(template, data, format="pdf", pdf_standards=list(standards))[0]

    def png(self, template: str, data: Mapping[str, Any], ppi: float) -> list[bytes]:
        """排成图片，一页一张；ppi 是每英寸的像素。"""
        return self._compile(template, data, format="png", ppi=ppi)

    def _compile(self, template: str, data: Mapping[str, Any], **options: Any) -> list[bytes]:
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            made, warnings = self._compiler.compile_with_warnings(
                str(TEMPLATES / template), sys_inputs=inputs, **options
            )
        except typst.TypstError as error:
            raise Unprintable(_said(error.message)) from error
        if warnings:
            raise Unprintable(_said(warnings[0].message))
        return made if isinstance(made, list) else [bytes(made or b"")]


def _said(message: str) -> str:
    """Typst 的英文说成中文；模板自己喊停的（panic）本来就是中文。"""
    if "panicked with: " in message:
        return message.partition("panicked with: ")[2].strip('"')
    if "unknown font family: " in message:
        return f"缺字体 {message.partition(': ')[2]}，在 macros/printing/fonts 补上"
    if "could not be displayed with" in message:
        return f"字体里没有这个字：{message}"
    return f"排版出错：{message}"
