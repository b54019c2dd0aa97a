"""把一组文件装成压缩包，附许可和校验和。"""

from collections.abc import Mapping

from macros.printing.archive import with_sums, zipped

LICENCE = "许可与署名.txt"


def licence(site: str) -> str:
    """包里的许可说明；site 是网站的名称和网址。"""
    return f"""这些资料用知识共享署名 4.0 国际许可（CC BY 4.0）发布：\
可以复印、转发、改编、印刷，商用也可以。
https://creativecommons.org/licenses/by/4.0/deed.zh-hans

署名：注明“{site}”即可，可以加上自己单位的名字。
改编：改了版式、加了内容，注明“改编自”。
请求：改了法条、电话或别的事实，请拿掉本站的名字。这是请求，不是许可的条件。

每份资料都印着版本和复核期限。过了期限，请先到网站上看有没有新的一版。
字体：Noto Sans SC、Noto Serif SC、Handout Kai（霞鹜文楷的子集，改了名），都用 SIL OFL 1.1 许可。
校验：SHA256SUMS 里是每个文件的 sha256。
"""


def kit(files: Mapping[str, bytes], site: str) -> bytes:
    """files 是包里的路径和内容；返回 ZIP，里面另有许可和校验和。"""
    return zipped(with_sums({**files, LICENCE: licence(site).encode()}))
