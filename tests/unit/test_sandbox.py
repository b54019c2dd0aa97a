"""页面只能调用宏：别的写法不展开，一句话就停，不费工夫，不占内存。"""

import time
import tracemalloc

import pytest

from macros.pages.sandbox import NotAllowed, sandbox


def echo(*values, **named):
    """把参数写成字。"""
    return "+".join(map(repr, [*values, *named.values()]))


BOMBS = (
    "{% include 'index.md' %}",
    "{{ ''.__class__.__mro__ }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    '{{ "x" * 1000000000 }}',
    "{{ 9 ** 9 ** 9 }}",
    '{{ "%1000000000d" % 1 }}',
    '{{ "{:1000000000}".format(1) }}',
    '{{ "x".ljust(1000000000) }}',
    '{{ "x" | center(1000000000) }}',
    "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "{% set x = 'x' %}{% for a in 'xxxxxxxxxx' %}{% set x = x ~ x %}{% endfor %}",
    "{{ echo(*[1]) }}",
    "{{ echo }}",
    "{{ echo(echo) }}",
    "{{ echo(1)[0] }}",
    "{{ echo(1) if 1 }}",
    "{{ echo('甲' ~ '乙') }}",
)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_cannot_make_the_build_long_or_large(bomb):
    """循环、算式、过滤器、属性一律不展开：马上就停，不占内存，说得出第几行。"""
    started = time.process_time()
    tracemalloc.start()
    with pytest.raises(NotAllowed) as refused:
        sandbox({"echo": echo}).from_string(f"甲\n{bomb}\n")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.lineno == 2
    assert most < 20_000_000
    assert time.process_time() - started < 5


def test_an_unknown_name_is_told():
    """用了没有的名字，说出是哪个：多半是打错了宏的名字，或以为看得见配置。"""
    with pytest.raises(NotAllowed) as refused:
        sandbox({"echo": echo}).from_string("{{ config.site_name }}")
    assert refused.value.name == "config"


def test_values_written_out_are_given_as_they_are():
    """写明的值都能给：字、数、负数、列表、映射、嵌着的宏。"""
    source = "{{ echo('a' 'b', -1, [1, 2], {'k': (3,)}, most=echo(1)) }}{% raw %}{{ }}{% endraw %}"
    assert sandbox({"echo": echo}).from_string(source).render() == (
        "'ab'+-1+[1, 2]+{'k': (3,)}+'1'{{ }}"
    )
