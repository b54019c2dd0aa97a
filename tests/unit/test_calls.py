"""简单的页直接调用宏，和交给 Jinja 编译的一样。"""

import pytest

from macros.pages.calls import is_simple
from macros.pages.sandbox import sandbox


def echo(*values):
    """把参数写成字。"""
    if values == ("错",):
        raise ValueError(values)
    return "+".join(map(repr, values))


MACROS = {"echo": echo}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "没有宏\n\n",
        '甲{{ echo("一", 2, "3，四") }}乙{{ echo() }}\n',
        "} {{ echo(10) }}}",
        "{{{ echo(1) }}",
        "{# 注 #}{{ echo(1) }}",
        '{{ echo("a" "b") }}',
        '{{ echo("\\u4e00") }}',
        "{{ echo(01) }}",
        "{{ echo(1,) }}",
        "{{ nothing() }}",
        '\n\n{{ echo("错") }}',
    ],
)
def test_calling_and_compiling_agree(source):
    """展开的字一样；出错的种类、说的话、行号也一样。"""
    environment = sandbox(MACROS)
    compiling = super(type(environment), environment).from_string
    assert outcome(environment.from_string, source) == outcome(compiling, source)


def outcome(read, source):
    """展开的结果，或者错在哪一行、怎样错。"""
    try:
        return read(source).render()
    except Exception as error:  # noqa: BLE001
        trace, line = error.__traceback__, getattr(error, "lineno", 0)
        while trace:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return type(error), str(error), line


def test_the_pages_are_nearly_all_simple():
    """几十页里只有文字和简单的宏，才省得下编译。"""
    assert is_simple('姓名：{{ fill("姓名") }}', {"fill": echo})
    assert not is_simple('{{ document("x", level=3) }}', {"document": echo})
