"""块写成纯文本：发短信、贴进聊天的，一句不能少，号也不能错。"""

from paper import chunks, city, missing, named, squash

from macros.printing import sheets
from macros.printing.blocks import blocks
from macros.printing.text import text

HTML = """<h2>一、标题</h2><p>一段<strong>粗</strong>话。</p>
<ol><li>甲<ul><li>里面</li></ul></li><li><p>乙</p><p>乙的第二段</p></li></ol><ol><li>又从一数</li></ol>
<ul><li>点</li></ul><table><tr><th>时候</th><th>做</th></tr><tr><td>上船</td><td>牵手</td></tr></table>
<div class="slip"><p>我是<span data-fill="签名">签名</span>。</p></div>"""

TEXT = """题

一、标题

一段粗话。

1. 甲
  · 里面
2. 乙
  乙的第二段

1. 又从一数

· 点

时候 | 做
上船 | 牵手

我是签名：________。
"""


def test_blocks_as_plain_text():
    """段间空一行，编号各从 1 数起，里层缩进，表格一行一行，空处写明填什么。"""
    assert text("题", blocks(HTML)) == TEXT


def test_every_word_is_there(hosted):
    """每份资料的纯文本里有正文和末尾的每一句，次序不变，是 UTF-8，末行换行（记事本的写法在压缩包里一起看）。"""
    for piece in city().pieces:
        content = named(hosted)[f"{piece.slug}-txt.txt"].read_bytes().decode("utf-8-sig")
        site = sheets.Site(name="云汀防拐", url="")
        wanted = (
            piece.title,
            *chunks((*sheets.body(city(), piece), *sheets.closing(city(), piece, site))),
        )
        assert missing(wanted, squash(content)) == ""
        assert content.endswith("\r\n")
