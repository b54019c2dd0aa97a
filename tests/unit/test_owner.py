"""这一份网站是谁办的：政府部门办的，要写全，也不再说自己不是。"""

import pytest
from checking import messages
from project import edit

from macros.corpus.site import OWNER_FIELDS


@pytest.fixture
def official_city(city_project):
    """小城改成政府部门自己办的，要写的都写了。"""
    path = city_project / "data/site.yml"
    edit(path, "official: false", "official: true")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{key}: 甲{number}\n" for number, key in enumerate(OWNER_FIELDS))
    return city_project


def test_an_official_copy_may_not_deny_it(official_city):
    """政府办的副本里还写着“不是政府网站”，读者不知该信哪一句：停在那一行那一字。"""
    assert messages(official_city) == []
    with (official_city / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write("\n本站不是政府网站。\n")
    (problem,) = messages(official_city)
    assert ":3: 这里写着“不是政府网站”" in problem


def test_a_private_copy_may_say_so(city_project):
    """不是政府办的，说自己不是政府网站正是应当的。"""
    with (city_project / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write("\n本站不是政府网站。\n")
    assert messages(city_project) == []
