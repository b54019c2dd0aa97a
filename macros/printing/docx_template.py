"""python-docx 自带的空文件里，别人那台电脑留下的东西，去掉。"""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn

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
# 属性里只留标题和语言：没有作者，也不假装知道哪天写的。
_KEPT_PROPERTIES = frozenset({"title", "language"})
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
# 上一次怎样显示、校对、修订过；zoom 还缺规范要有的 percent，校验程序说整份不合规范。
_LEFT_SETTINGS = (
    *map(qn, ("w:zoom", "w:proofState", "w:savePreviewPicture", "w:rsids")),
    f"{{{_W14}}}docId",
)
_CHINESE = "zh-CN"


def clean(document: Any) -> None:
    """去掉 document 里不是我们写的：部件、属性、设置；各处的语言写明是中文。"""
    for part in (document.part, document.part.package):
        for id, relationship in list(part.rels.items()):
            if relationship.reltype in _UNUSED:
                del part.rels[id]
    properties = document.core_properties._element
    for node in list(properties):
        if node.tag.rpartition("}")[2] not in _KEPT_PROPERTIES:
            properties.remove(node)
    settings = document.settings.element
    for name in _LEFT_SETTINGS:
        for node in settings.findall(name):
            settings.remove(node)
    _speak_chinese(settings.find(qn("w:themeFontLang")))
    _forget_revisions(document)
    defaults = document.styles.element.find("w:docDefaults", nsmap)
    _speak_chinese(defaults.find(".//w:lang", nsmap))


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
