"""JSON Schema 里常用的样子：文字、编号、日期、一串、一个对象。"""

from collections.abc import Mapping
from typing import Any

Shape = Mapping[str, Any]

ANY_TEXT: Shape = {"type": "string"}
IDENTIFIER: Shape = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
PAGE_ADDRESS: Shape = {"type": "string", "pattern": r"^[a-z0-9/-]+\.html(#[a-z0-9-]+)?$"}
ISO_DAY: Shape = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
COUNT: Shape = {"type": "integer", "minimum": 0}
FLAG: Shape = {"type": "boolean"}
FINGERPRINT: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def nullable(shape: Shape) -> Shape:
    """可以是 null 的。"""
    return {**shape, "type": [shape["type"], "null"]}


def list_of(shape: Shape) -> dict[str, Any]:
    """一串，每一个都是 shape 的样子。"""
    return {"type": "array", "items": dict(shape)}


def closed_object(properties: Shape) -> dict[str, Any]:
    """一个对象：properties 的各项都要有，也不能有别的。"""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
