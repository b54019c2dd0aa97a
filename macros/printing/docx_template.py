"""python-docx 自带的空文件里，别人那台电脑留下的东西，去掉；缺的补上；写成字节。"""

import io
import types
import zipfile
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from macros.printing.archive import zipped
from macros.printing.docx_parts import element

# 用不着的部件：缩略图是空白的，参考书目是空的，程序名是另一种 Word，字体表里是日文字体。
_UNUSED = frozenset(
    {
        RELATIONSHIP_TYPE.THUMBNAIL,
        RELATIONSHIP_TYPE.CUSTOM_XML,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.WEB_SETTINGS,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
# 上一次怎样显示、校对、修订过；zoom 还缺规范要有的 percent，校验程序说整份不合规范。
_LEFT_SETTINGS = (
    *map(qn, ("w:zoom", "w:proofState", "w:savePreviewPicture", "w:rsids")),
    f"{{{_W14}}}docId",
)
_CHINESE = "zh-CN"
# 2013 以后的 Word 照自己的规矩排，标题栏上不写“兼容模式”。
_MODE = "15"
# 没有装前一种字体，用后一种：公文要的字体，一般的电脑上叫另一个名字。
ALTERNATIVES = types.MappingProxyType(
    {
        "仿宋_GB2312": "仿宋",
        "楷体_GB2312": "楷体",
        "方正小标宋简体": "华文中宋",
        "黑体": "SimHei",
        "宋体": "SimSun",
        "微软雅黑": "Microsoft YaHei",
    }
)
_FONT_TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
# Windows 的 GB 2312 字符集。
_GB2312 = "86"


def clean(document: Any) -> None:
    """去掉 document 里不是我们写的：部件、属性、设置；各处的语言写明是中文。"""
    for part in (document.part, document.part.package):
        for id, relationship in list(part.rels.items()):
            if relationship.reltype in _UNUSED:
                del part.rels[id]
    properties = document.core_properties._element
    for node in list(properties):
        properties.remove(node)  # 作者、日期都是模板的
    settings = document.settings.element
    for name in _LEFT_SETTINGS:
        for node in settings.findall(name):
            settings.remove(node)
    _speak_chinese(settings.find(qn("w:themeFontLang")))
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    compat = settings.find(qn("w:compat"))
    compat.insert(0, element("doNotExpandShiftReturn"))  # 不拉伸带换行的两端对齐行
    for setting in compat.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)
    _forget_revisions(document)
    defaults = document.styles.element.find("w:docDefaults", nsmap)
    _speak_chinese(defaults.find(".//w:lang", nsmap))


def add_fonts(document: Any) -> None:
    """字体表：没有装的字体用什么代替。"""
    table = OxmlElement("w:fonts")
    for name, other in ALTERNATIVES.items():
        font = element("font", name=name)
        font.append(element("altName", val=other))
        font.append(element("charset", val=_GB2312))
        table.append(font)
    content = etree.tostring(table, encoding="UTF-8", xml_declaration=True, standalone=True)
    part = Part(PackURI("/word/fontTable.xml"), _FONT_TABLE, content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def saved(document: Any) -> bytes:
    """写成字节：压缩包里的文件照名字排，时间固定。"""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    return zipped(parts, stored=frozenset())


def _forget_revisions(document: Any) -> None:
    """模板修订过几次，每次的编号都留在样式和版面里。"""
    for revision in list(document.styles.element.iter(qn("w:rsid"))):
        revision.getparent().remove(revision)
    layout = document.sections[0]._sectPr
    for name in list(layout.attrib):
        if "}rsid" in name:
            del layout.attrib[name]


def _speak_chinese(language: Any) -> None:
    """一处写着语言的设置，改成中文。"""
    for kind in ("val", "eastAsia"):
        language.set(qn(f"w:{kind}"), _CHINESE)
