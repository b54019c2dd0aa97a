"""编译好的模板存着，下一次不用再编译：编译三十个模板，要占一次检查的两成时间。"""

import contextlib
import sys
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _Kept(FileSystemBytecodeCache):
    """存不下就不存，读不出就重新编译，和 Python 存自己编译好的一样。"""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """照模板的名字存，不看从哪条路走到它：副本用的是同一个文件夹，不各存一份。"""
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def beside(templates: Path) -> BytecodeCache:
    """templates 文件夹里的模板，编译好的放在它里面的 __pycache__；模板改了就重新编译。"""
    return _Kept(str(templates / "__pycache__"))
