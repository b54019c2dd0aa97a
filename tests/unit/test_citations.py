"""出处并成一部法一行：读的人看得清依据几部法，各是哪几条。"""

from dataclasses import replace

from macros.corpus.citations import citations


def test_articles_of_one_law_are_cited_together(city):
    """同一部法、同时施行的几条写在一起，照条号，不重复；施行日不同的另写，挨着它；没有条号的在最后，只写名称。"""
    first = replace(city.facts[0], source="渡船守则", article="第二十三条", since="2031 起施行")
    last = replace(first, article="第九条", since="2033 起施行")
    news = replace(first, source="云汀日报", article=None, since=None, seen="节选")
    second = replace(first, article="第五条")
    found = citations([first, news, last, second, first])
    assert [(one.text, one.since, one.seen) for one in found] == [
        ("《渡船守则》第五条、第二十三条", "2031 起施行", "原文"),
        ("《渡船守则》第九条", "2033 起施行", "原文"),
        ("云汀日报", "", "节选"),
    ]
