"""还没有写成字节的数据文件：写得慢，可以交给别的进程。"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """write 把原料写成字节；原料只有数据，能交给别的进程。"""

    write: Callable[[Any], bytes]
    material: Any


def json_bytes(body: Any) -> bytes:
    """JSON，一层缩一格。"""
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def wide_json_bytes(body: Any) -> bytes:
    """JSON，一层缩两格。"""
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()
