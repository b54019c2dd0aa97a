"""照工作分的压缩包：给一种人的一包里装哪些资料的哪些文件，谁在什么时候用。"""

from macros.corpus.record import Id, Record, described, record
from macros.corpus.refs import PieceSlug


@record("一包里的一份资料")
class Packed(Record):
    """一份资料：装它的哪几种文件，谁在什么时候用。"""

    piece: PieceSlug = described("哪份资料", "文件名，不带 .md。", "missing-child")
    formats: tuple[Id, ...] = described(
        "哪几种文件",
        "资料页上能下载的，写代号：传单有 color、a3 等，送印刷厂的不装；别的有 pdf、docx、txt。",
        ["a3", "cards"],
    )
    use: str = described("谁什么时候用", "印在包里的目录上。", "贴在服务台和出入口。")


@record("一个压缩包")
class Kit(Record):
    """给一种人的一包，拿到就能用。"""

    id: Id = described("编号", "发布后不改，网址由它而来。", "teachers")
    name: str = described("叫什么", "写给谁，下载的名字、网页上都用。", "教师用的资料")
    use: str = described(
        "做什么用", "一句话，印在包里的目录上。", "上一堂课、发一封信，要的都在这里。"
    )
    items: tuple[Packed, ...] = described("装哪些", "照用到的先后，连目录、许可最多二十个文件。")
