"""印刷和下载：一份资料排成 PDF、图片、Word、纯文本，再装成压缩包；每页一张分享图。

blocks 把正文拆成段、列表、表格；sheets、poster、banners、official 把资料、海报、横幅、公文备成
排版要的数据，layouts 说哪种版式用哪个，engine 调 Typst，finishing 做排好以后的加工；word_files
写 Word，text 写纯文本；share 画分享图，headline 定标题在哪里断行；formats 说有哪些版式，outputs
逐个印好；store 管缓存，没变的不再印。
"""
