"""JSON Schema：由记录类生成，编辑器照它补全、说明、划出写错的字段，不用联网。

类型、写法、可选值、给人看的名称和说明都取自记录的字段。
schema/ 下的文件由 python -m macros schema 写出，测试保证和这里一致。
JSON Schema 看不见写法（引号、分行、数字怎样写），那些由 check 报。
"""

import datetime
import json
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from macros.checks.handwritten import Meta
from macros.corpus.corpus import StoredFile, stored_files
from macros.corpus.pieces import AUDIENCES, BOXES, FOLDER, FORMS, Leaflet, Prose, Taken
from macros.corpus.publicity import piece_kind
from macros.corpus.reader import given
from macros.corpus.record import WrittenField, written_fields
from macros.corpus.yaml import Node

# 单位怎样变的。
_REFORMS = types.MappingProxyType({"renamed": "改名", "merged": "并入", "added": "新设"})
# 可选值的中文，编辑器里显示在旁边。
_CHOICES: Mapping[str, str] = types.MappingProxyType(
    {
        **AUDIENCES,
        **FORMS,
        **BOXES,
        "restored": "网页丢了字，补上",
        "sic": "原文如此，加注",
        **_REFORMS,
    }
)

_END = r"(?![\s\S])"  # 到此为止；$ 在有的语言里放过末尾的换行
_LINE = rf"^\S([^\n]*\S)?{_END}"
_LINE_SAYS = "写一行字，头尾没有空格"
_DATE = rf"^\d{{4}}-\d{{2}}-\d{{2}}{_END}"
_DATE_SAYS = "写成 2031-04-06 这样真有的一天"
# 一个类型的 Schema，或者几个有名字的。
_Schema = dict[str, Any]
_DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, _Schema]:
    """全部 Schema：文件名（不带 .json）→ 内容。"""
    contents: dict[str, _Schema] = {}
    for name, file in stored_files().items():
        contents.setdefault(_stem(name), _document(file.kind, name))
    contents["page"] = _document(Meta, "docs/ 下的手写页面")
    contents["publicity"] = _publicity()
    return contents


def written() -> dict[str, str]:
    """要写出的文件：路径 → 内容。"""
    texts = {}
    for name, content in schemas().items():
        text = json.dumps(content, ensure_ascii=False, indent=2)
        texts[f"schema/{name}.json"] = text + "\n"
    return texts


def comment(label: str) -> str:
    """一个数据文件开头要写的那一行，label 从仓库根算起：编辑器由它找到 Schema。"""
    up = "../" * label.count("/")
    file = _file(label)
    name = ""
    if file:
        name = file.file
    return f"# yaml-language-server: $schema={up}schema/{_stem(name)}.json"


def kind_of(label: str, node: Node) -> Any:
    """一个文件照哪个类型读，label 从仓库根算起，node 是读出的树；不认识的数据文件是 None。"""
    if label.startswith("data/"):
        file = _file(label)
        return file and file.kind
    if label.startswith(f"{FOLDER}/") and not label.endswith("/index.md"):
        return piece_kind(node)
    return Meta


def _file(label: str) -> StoredFile | None:
    """一个文件是哪一种数据文件；不认识的是 None。"""
    inside = label.removeprefix("data/")
    for name, file in stored_files().items():
        in_folder = file.folder and inside.startswith(name)
        if inside == name or in_folder:
            return file
    return None


def _stem(file: str) -> str:
    return file.rstrip("/").rpartition("/")[2].removesuffix(".yml").lower()


def _document(kind: Any, title: str) -> _Schema:
    definitions: _Schema = {}
    top = _kind(kind, definitions)
    return _wrapped(title, top, definitions)


def _wrapped(title: str, top: _Schema, definitions: _Schema) -> _Schema:
    ordered = dict(sorted(definitions.items()))
    return {"$schema": _DRAFT, "title": title, **top, "definitions": ordered}


def _publicity() -> _Schema:
    """传单和别的资料字段不同，看 form 是哪一种。"""
    definitions: _Schema = {}
    leaflet = _kind(Leaflet, definitions)
    prose = _kind(Prose, definitions)
    steps = definitions["Leaflet"]["properties"]["steps"]
    listed = {"type": steps.pop("type"), "items": steps.pop("items")}
    steps["anyOf"] = [listed, _kind(Taken, definitions)]
    is_leaflet = {"required": ["form"], "properties": {"form": {"const": "leaflet"}}}
    top = {"if": is_leaflet, "then": leaflet, "else": prose}
    return _wrapped("宣传资料开头的元数据", top, definitions)


def _kind(kind: Any, definitions: _Schema) -> _Schema:
    """一个类型的 Schema；记录类放进 definitions，这里只引用。"""
    origin = get_origin(kind)
    arguments = get_args(kind)
    if origin in (Union, types.UnionType):
        return _kind(given(kind), definitions)
    if origin is tuple:
        return {"type": "array", "items": _kind(arguments[0], definitions)}
    if origin is dict:
        values = _kind(arguments[1], definitions)
        names = {"pattern": _LINE}
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    if not is_dataclass(kind):
        return _scalar(kind)
    name = getattr(kind, "__name__", "")
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _record(kind, definitions)
    return {"$ref": f"#/definitions/{name}"}


def _scalar(kind: Any) -> _Schema:
    """一个值的 Schema。"""
    if get_origin(kind) is Literal:
        return _options(list(get_args(kind)))
    if get_origin(kind) is Annotated:
        form = kind.__metadata__[0]
        return _text(f"^(?:{form.pattern}){_END}", form.says)
    if kind is int:
        return {"type": "integer", "minimum": 0, "maximum": 999_999_999}
    if kind is bool:
        return {"type": "boolean"}
    if kind is datetime.date:
        return {"type": "string", "format": "date"} | _text(_DATE, _DATE_SAYS)
    return _text(_LINE, _LINE_SAYS)


def _text(pattern: str, says: str) -> _Schema:
    return {"type": "string", "pattern": pattern, "patternErrorMessage": says}


def _options(options: list[str]) -> _Schema:
    """几个里选一个；有中文说法的，编辑器显示在旁边。"""
    names = [_CHOICES.get(option, option) for option in options]
    if names == options:
        return {"enum": options}
    return {"enum": options, "enumDescriptions": names, "markdownEnumDescriptions": names}


def _record(cls: Any, definitions: _Schema) -> _Schema:
    """一种记录：哪些字段，哪些非写不可。"""
    required = []
    properties = {}
    for field in written_fields(cls).values():
        properties[field.key] = _field(field, definitions)
        if field.required:
            required.append(field.key)
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _field(field: WrittenField, definitions: _Schema) -> _Schema:
    """一个字段：名称、说明、例子、类型。引用写在 allOf 里，旧的工具才不会丢掉旁边的说明。"""
    content: _Schema = {"title": field.label, "description": field.help}
    if field.example is not None:
        content["examples"] = [field.example]
    kind = _kind(field.kind, definitions)
    if "$ref" in kind:
        return content | {"allOf": [kind]}
    return content | kind
