"""这一份网站：谁办的，“快速离开”去哪里，离线包叫什么。"""

from macros.corpus.documents import Address
from macros.corpus.record import Id, Record, described, field_title, record

# 政府部门办的都要写的，和页脚显示的次序。
OWNER_FIELDS = ("sponsor", "operator", "contact", "icp", "police", "site_code")


@record("谁办的")
class Portal(Record):
    """official 是 false 时每页说明不是政府网站；是 true 时页脚写出主办单位和备案号。"""

    official: bool = described(
        "是不是政府部门办的",
        "是就写 true，主办单位到标识码都要写；不是写 false，每页会说明不是政府网站。",
        False,
    )
    slug: Id = described("离线包的名字", "压缩包的文件名用它开头。", "city-plan")
    exit: Address = described(
        "“快速离开”去哪里", "一个谁都可能在看的网页。", "https://www.example.org/"
    )
    sponsor: str | None = described(
        "主办单位", "政府部门办的才写。", "某市人民政府办公室", default=None
    )
    operator: str | None = described("承办单位", "政府部门办的才写。", "某市渡运局", default=None)
    contact: str | None = described(
        "联系方式",
        "读者发现错字找谁；政府部门办的一定要写。电话加引号。",
        "0123-1234567",
        default=None,
    )
    icp: str | None = described(
        "ICP 备案号", "政府部门办的才写。", "某ICP备12345678号", default=None
    )
    police: str | None = described(
        "公安备案号", "政府部门办的才写。", "某公网安备12345678号", default=None
    )
    site_code: str | None = described(
        "网站标识码", "政府部门办的才写，加引号。", "1234567890", default=None
    )
    column_type: str = described(
        "栏目类型", "政府网站的页面标签里写的 ColumnType。", "专题专栏", default="专题专栏"
    )

    @property
    def says(self) -> tuple[tuple[str, str], ...]:
        """页脚要写的名称和内容；不是政府网站就没有。"""
        if not self.official:
            return ()
        told = []
        for name in OWNER_FIELDS:
            title = field_title(Portal, name)
            told.append((title, getattr(self, name)))
        return tuple(told)
