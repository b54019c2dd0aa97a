"""排一页要知道的：地址、标题、上级、来自哪里。"""

from dataclasses import dataclass

from macros.corpus import addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """一页要知道的，都是没有转义的文字。

    above 是上级的标题和地址，近的在前；generated 是由数据生成的；
    edit 是“docs 下的文件#L行”，canonical 是写全的网址，content 是排好的正文；
    source 是手写页的 Markdown，facts 是它依据的事实，hidden 是它要藏起的部分。
    """

    url: str
    title: str
    description: str = ""
    above: tuple[tuple[str, str], ...] = ()
    generated: bool = False
    edit: str = ""
    canonical: str = ""
    content: str = ""
    source: str = ""
    facts: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """从首页到上级页的标题和地址，不含本页；打开同一页的只列一次，用近的那个名字。"""
        trail = {addresses.HOME: "首页"}
        trail |= {url: title for title, url in reversed(self.above)}
        trail.pop(self.url, None)
        return [(title, url) for url, title in trail.items()]

    @property
    def column(self) -> str:
        """所在的栏目：最远的上级；没有上级就是它自己。"""
        if self.above:
            return self.above[-1][0]
        return self.title
