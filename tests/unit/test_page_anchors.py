"""标题的锚点：由字得出，挪动、增减别的节都不变；从前的锚点还到得了。"""

import pytest

from macros.pages.anchors import anchor, with_old


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("一、班会目标", "班会目标"),
        ("二、班会目标", "班会目标"),
        ("（三）放学路线图（4 分钟）", "放学路线图"),
        ("3. 打一次 110", "打一次-110"),
        ("30 分钟怎么玩", "30-分钟怎么玩"),
        ("三个“变”和三步", "三个-变-和三步"),
        ("十二生肖", "十二生肖"),
        ("三步走", "三步走"),
        ("第二课 找大人", "找大人"),
        ("Word 和 WPS", "word-和-wps"),
        ("一、（可剪下）", ""),
    ],
)
def test_an_anchor_is_the_words(title, wanted):
    """序号、用时会变，不在里面；三、十二这样的字不是序号，留着。"""
    assert anchor(title) == wanted


def test_old_anchors_stay_in_their_headings():
    """从前的锚点放在现在的标题里：旧链接照样到那一节；没有的页一个字不动。"""
    html = '<h1 id="甲">甲</h1><h2 id="goals">目标</h2><p>话</p><h3 class="a" id="x">乙</h3>'
    made = with_old(html, {"_1": "goals", "5_1": "goals", "_2": "x"})
    assert '<h2 id="goals"><span id="_1"></span><span id="5_1"></span>目标</h2>' in made
    assert '<h3 class="a" id="x"><span id="_2"></span>乙</h3>' in made
    assert with_old(html, {}) == html
