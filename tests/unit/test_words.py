"""表和各栏叫什么：由原表的标题和栏头得出，别的城市的网页上不写这座城市的叫法。"""

import pytest

from macros.corpus.documents import Paragraph
from macros.corpus.words import table_words


def words_of(title, *columns):
    """由表的标题和栏头得出的四个名字。"""
    rows = [Paragraph(id="t", kind="appendix-title", text=title)]
    rows += [Paragraph(id="c", kind="column", text=text) for text in columns]
    words = table_words(rows)
    return words.table, words.task, words.measures, words.measure


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (
            ("重点任务推进表", "单位", "重点任务", "年度推进举措"),
            ("推进表", "重点任务", "推进举措", "举措"),
        ),
        (
            ("任务分工表", "单位", "要做的事", "分期安排"),
            ("任务分工表", "要做的事", "安排", "安排"),
        ),
        (("责任清单", "单位", "工作任务"), ("责任清单", "工作任务", "举措", "举措")),
        (("重点任务", "单位", "重点任务", "措施"), ("重点任务", "重点任务", "措施", "措施")),
    ],
)
def test_words_come_from_the_table(printed, words):
    """标题里连着任务那一栏的名字的，表名不重复它；栏头前面的年度、分期不算名字。"""
    assert words_of(*printed) == words


def test_a_plan_without_a_table_has_usual_words():
    """没有表的，用平常的叫法。"""
    assert table_words([]).table == "任务分工表"
