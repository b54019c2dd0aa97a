"""各种文件的内容类型，照扩展名；数据页、接口、服务器的头都从这里取。"""

# 文字都是 UTF-8，服务器带着说；预先压缩的也是这些。
TEXT = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "csv": "text/csv",
    "ics": "text/calendar",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "md": "text/markdown",
}
BINARY = {
    "png": "image/png",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

# 写成脚本的图（printing/named.py），名字的末尾。
BASE = ".base.js"


def extension(address: str) -> str:
    """地址的扩展名，不带点；以斜线结尾的是那个文件夹里的网页。"""
    if address.endswith("/"):
        return "html"
    return address.rpartition(".")[2]


def media_type(address: str) -> str:
    """一个地址的内容类型，不带字符集；不认得的扩展名当作一串字节。"""
    return (TEXT | BINARY).get(extension(address), "application/octet-stream")
