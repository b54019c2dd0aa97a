"""服务器该怎样回答一个地址：内容类型、留多久、求助页的策略。deploy/ 下的配置都照这里。"""

from macros.corpus.mediatypes import BINARY, TEXT, extension, media_type
from macros.publishing.headers import FOREVER, IMMUTABLE

DAY = "public, max-age=86400"
ASK = "no-cache"  # 可以留着，用之前问一声变了没有

# 求助页的样式、脚本写在网页里，指纹随内容变；服务器的配置不随网站变，这一页就不管它们，由它自己的 <meta> 管。
LOOSE_POLICY = (
    "object-src 'none'; frame-src 'none'; connect-src 'self'; worker-src 'none'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def content_type(address):
    """内容类型；文字带着字符集。"""
    charset = "; charset=utf-8" if extension(address) in TEXT else ""
    return media_type(address) + charset


def cache(address):
    """浏览器可以把一个地址的内容留多久，Cache-Control 的值。

    名字带指纹的不会变；图、PDF、成包的留一天；其余的都先问，网页、搜索的第一份索引、数据才不会新旧混用。
    """
    if IMMUTABLE.search(address):
        return FOREVER
    return DAY if extension(address) in (*BINARY, "svg") else ASK
