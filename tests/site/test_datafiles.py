"""macros/pages/datafiles.py：每一页的数据在哪些文件里。"""

from macros.pages.datafiles import own_data, published_files


def addresses(plan, url):
    return [file.address for file in own_data(plan, url)]


def test_each_kind_of_page_knows_its_data(plan):
    """单位页给自己那份，不给别家的；公文页给那一篇的。"""
    assert addresses(plan, "units/health.html") == [
        "api/v1/units/health.json", "data/units/health.csv", "data/units/health.xlsx",
    ]  # fmt: skip
    assert addresses(plan, "tasks/health-1.html") == ["api/v1/tasks.json"]
    assert "api/v1/documents/interpretation.json" in addresses(plan, "interpretation.html")
    assert addresses(plan, "about.html") == []


def test_every_address_is_published(plan, site):
    """每页开头写的数据的地址都真有文件。"""
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    found = {address for url in pages for address in addresses(plan, url)}
    assert len(found) > 30
    assert [address for address in sorted(found) if not (site / address).is_file()] == []


def test_pages_may_link_to_exactly_what_is_published(city, city_site):
    """检查认得的文件就是真的发布的：少一个，好的链接会被拦；多一个，断的链接会放过。"""
    known = set(published_files(city))
    assert [name for name in sorted(known) if not (city_site / name).is_file()] == []
    built = {path.relative_to(city_site).as_posix() for path in city_site.rglob("*.*")}
    data = {name for name in built if name.startswith(("api/", "data/"))}
    assert {name for name in data if not name.endswith((".br", ".gz"))} <= known
