"""页头：不管屏幕多窄，读屏软件听到的是整句话。"""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_urgent_number_is_read_with_its_name(open_page, city_origin, width):
    """手机上只看得见号码，念的还是“110 报警电话”：只念号码，听不出打给谁。"""
    page = open_page(f"{city_origin}index.html", width)
    link = page.locator(".urgent-line").get_by_role("link", name="110 报警电话", exact=True)
    assert link.count() == 1
    assert link.bounding_box()["width"] < width


@pytest.mark.parametrize("width", [360, 1440])
def test_the_menu_leads_to_every_section(open_page, city_origin, width):
    """手机上栏目只是小标题，不和它的第一页重复；宽屏上栏目点得开，下面列出这一栏的页。"""
    page = open_page(f"{city_origin}units/ferry.html", width)
    if width == 360:
        page.locator(".menu summary").click()
        links = page.locator(".menu nav a").evaluate_all("all => all.map(a => a.href)")
        assert len(set(links)) == len(links)
        assert page.locator(".menu nav span").all_inner_texts() == ["方案", "分工"]
        return
    page.locator(".tabs").get_by_role("link", name="分工").click()
    page.wait_for_url("**/units/index.html")
    assert page.locator(".tabs ul ul a").all_inner_texts() == ["单位", "任务", "年度"]
