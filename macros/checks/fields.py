"""各条规则共用：看一个记录的一个字段，报在那个字段上。"""

from typing import Protocol

from macros.corpus.problem import Problem
from macros.corpus.yaml import Table


class Placed(Protocol):
    """在文件里有位置的记录。"""

    @property
    def place(self) -> Table:
        """记录在文件里的位置。"""


def problem_in(row: Placed, field: str, message: str, help: str) -> Problem:
    """报在 row 的 field 上；没有写这个字段，就报在 row 上。"""
    return row.place.of(field).problem(message, help)


def is_empty_list(row: Placed, field: str) -> bool:
    """row 写了 field，里面一条也没有。没写的读数据时已经报过。"""
    return field in row.place.entries and not getattr(row, field)
