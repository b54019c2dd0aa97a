"""压缩包：照名字排，时间固定，同样的内容同样的字节；SHA256SUMS 让收到的人查得出缺没缺、改没改。"""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

SUMS = "SHA256SUMS"

# 年、月、日、时、分、秒；ZIP 记不了更早的。
EPOCH = (1980, 1, 1, 0, 0, 0)

# 本来就压过的，再压没有用。
PACKED = frozenset(
    {".docx", ".gz", ".jpg", ".pdf", ".png", ".pptx", ".webp", ".woff2", ".xlsx", ".zip"}
)

_UNIX = 3


def zipped(
    files: Mapping[str, bytes],
    *,
    moment: datetime.datetime | None = None,
    mode: int = 0o600,
    level: int | None = None,
    stored: frozenset[str] = PACKED,
) -> bytes:
    """files 是包里的路径和内容；返回 ZIP。

    moment 是各项的时间，不写就是最早的；mode 是 Unix 的文件种类和权限；
    level 是压缩的级别，不写就用 zlib 默认的；扩展名在 stored 里的不压。
    """
    time = EPOCH
    if moment is not None:
        time = max(EPOCH, moment.timetuple()[:6])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, time)
            entry.create_system = _UNIX  # 在哪种系统上压都一样
            entry.external_attr = mode << 16
            way = zipfile.ZIP_DEFLATED
            if Path(name).suffix in stored:
                way = zipfile.ZIP_STORED
            target.writestr(entry, files[name], way, level)
    return out.getvalue()


def with_sums(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """files 加上一份 SHA256SUMS，里面是每个文件的 sha256，sha256sum -c 认得的写法。"""
    sums = ""
    for name in sorted(files):
        digest = hashlib.sha256(files[name]).hexdigest()
        sums += f"{digest}  {name}\n"
    return {**files, SUMS: sums.encode()}
