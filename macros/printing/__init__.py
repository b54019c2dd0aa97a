"""印刷和下载：一份资料排成 PDF、图片、Word、纯文本，再装成压缩包。

blocks 把内容拆成段、列表、表格；engine 调 Typst；docx、text 写 Word 和纯文本；
store 管缓存；outputs 列出要出哪些文件，没变的不再印。
"""
