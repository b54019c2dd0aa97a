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
