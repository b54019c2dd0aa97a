"""标题作文件名：哪种系统上都存得下、解得开，走不出放它的文件夹。"""

import re
import types
import unicodedata

# 哪种系统都存得下的字节数（ecryptfs 是 143），给扩展名和版式的名字留出 30 多个。
MOST_BYTES = 108

# 下载的文件名，不算扩展名，最多这么多字节：有的系统存不下 143 个。
_MOST_WHOLE = 138

# Windows 不许用的字符，换成全角的，读着一样。
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_FULL_WIDTH = types.MappingProxyType(str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊"))
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def download_name(site: str, title: str, *others: str) -> str:
    """存到自己电脑上的名字，不带扩展名，如“云汀防拐-开渡讲话-Word-V1.0”。

    site 是网站的名称，没有就不写；太长了截短标题，后面的用途、版本都在。
    """
    tail = ""
    for other in others:
        tail += f"-{file_name(other)}"
    head = "-".join(filter(None, (site, title)))
    return file_name(head, _MOST_WHOLE - len(tail.encode())) + tail


def file_name(title: str, most: int = MOST_BYTES) -> str:
    """title 作文件名或文件夹名，不带扩展名。

    不能用的字符换成全角的，头尾的点和空格不要，超过 most 个字节的截短；一个字也不剩就叫“资料”。
    """
    name = unicodedata.normalize("NFC", title).translate(_FULL_WIDTH)
    name = _HIDDEN.sub("", name).strip(" .\u3000")
    name = name.encode(errors="ignore")[:most].decode(errors="ignore").rstrip(" .\u3000")
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    return name or "资料"
