"""各条规则的测试共用：改坏一处，看检查怎样说。"""

from project import edit

from macros.checks.run import check


def messages(project):
    """检查一遍，返回错误的文字。"""
    return [str(problem) for problem in check(project)[1]]


def assert_says(project, path, old, new, expected):
    """把 path 里的 old 改成 new，要报出 expected；空的 expected 表示这样改不违规，规则不能乱报。"""
    edit(project / path, old, new)
    problems = messages(project)
    if expected:
        assert any(expected in problem for problem in problems), problems
    else:
        assert problems == []


def assert_says_in(project, path, old, new, expected):
    """把 path 里的 old 改成 new，要在 path 里报出 expected。"""
    edit(project / path, old, new)
    problems = messages(project)
    assert any(p.startswith(f"{path}:") and expected in p for p in problems), problems
