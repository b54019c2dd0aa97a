"""写上单位的名字：填一次，A4、A3、长图马上带着名字，全在自己的设备上做，从磁盘打开也行。用虚构的小城。"""

import base64
import io
import re

import pikepdf
import pytest
from paper import run, squash
from PIL import Image, ImageChops

from macros.printing.sheets import FILLS

pytestmark = pytest.mark.browser

LEAFLET = "publicity/ferry-leaflet.html"
UNIT, PHONE, DATE = TYPED = ("云汀区𠮷渡社区居民委员会", "0991-1234567", "2031年4月6日")
WECHAT = "Mozilla/5.0 (Linux; Android 14) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.50"
SIZES = {"A4 PDF": (210, 297), "A3 PDF": (297, 420)}
# 把 canvas 上写的字记下来。
WATCH = """
globalThis.drawn = [];
const plain = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  drawn.push(text);
  return plain.call(this, text, ...rest);
};
addEventListener('securitypolicyviolation', event => console.error(`策略 ${event.effectiveDirective} ${event.blockedURI}`));
"""


@pytest.fixture(params=["从磁盘", "从服务器"])
def start(request, city_site, city_origin):
    """小城的网站：从磁盘打开，从服务器打开。"""
    return (city_site.as_uri() + "/") if request.param == "从磁盘" else city_origin


@pytest.fixture
def desk(tab):
    """打开一页，点开“写上你们单位的名字”；记着请求和出的错。"""

    def opened(address, **options):
        page = tab(viewport={"width": 360, "height": 740}, **options)
        page.faults, page.asked = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.faults.append(said.text))
        page.on("request", lambda asked: page.asked.append(asked.url))
        page.add_init_script(WATCH)
        page.goto(address)
        page.locator("[data-named] summary").click()
        page.get_by_role("button", name="A4 PDF").wait_for()
        return page

    return opened


def fill(page, typed=TYPED):
    """填三处。"""
    for name, text in zip(FILLS, typed, strict=True):
        page.get_by_label(name, exact=True).fill(text)


def made(page, name, tmp_path):
    """点一种，返回存下的文件。"""
    with page.expect_download() as caught:
        page.get_by_role("button", name=name).click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)
    return path


@pytest.mark.parametrize("kind", SIZES)
def test_a_sheet_comes_with_the_name(desk, start, tmp_path, kind):
    """填好点一下，存下一页 PDF：和纸一样大，清楚，名字、电话、日期都在图上，文件名里有单位；从磁盘打开也一样。"""
    page = desk(start + LEAFLET)
    fill(page)
    path = made(page, kind, tmp_path)
    assert path.name == f"上下渡船牵紧手-{UNIT}-{kind[:2]}.pdf"
    with pikepdf.open(path) as pdf:
        (sheet,) = pdf.pages
        size = [float(edge) / 72 * 25.4 for edge in sheet.mediabox[2:]]
        assert size == pytest.approx(SIZES[kind], abs=0.3)
        assert str(pdf.docinfo.Title) == f"上下渡船牵紧手，{UNIT}"
        assert pdf.Root.Lang == "zh-CN"
        image = sheet.Resources.XObject.Im
        assert int(image.Width) / (size[0] / 25.4) >= (200 if kind == "A4 PDF" else 149)
        figure = pdf.Root.StructTreeRoot.K.K[0]
        assert figure.S == "/Figure"
        assert squash("排队的时候就牵住孩子的手") in squash(str(figure.Alt))
    assert page.evaluate("drawn") == [UNIT, f"联系电话：{PHONE}", f"日期：{DATE}"]
    assert run("pdftoppm", "-r", "40", "-png", path)[:4] == b"\x89PNG"
    assert page.faults == []


def test_the_long_picture_comes_with_the_name(desk, start, tmp_path):
    """长图也带着：1080 像素宽，名字那一块有字，别处没有变。"""
    page = desk(start + LEAFLET)
    fill(page)
    with_name = Image.open(made(page, "长图", tmp_path)).convert("L")
    assert with_name.width == 1080
    fill(page, ("别的单位", "", ""))
    other = Image.open(made(page, "长图", tmp_path)).convert("L")
    left, top, right, bottom = (
        ImageChops.difference(with_name, other).point(lambda light: 255 * (light > 40)).getbbox()
    )
    strip = page.evaluate("Object.values(siteBases)[0]")
    x, y, width, height = (edge * strip["dots"] for edge in strip["strip"])
    assert x - 1 <= left < right <= x + width + 1
    assert y - 1 <= top < bottom <= y + height + 1
    assert right - left > width / 2


def test_a_logo_is_drawn_beside_it(desk, start, tmp_path):
    """选一张标志，画在名字左边，不变形，不发出去，也不存；不是图片就说。"""
    logo = tmp_path / "标志.png"
    Image.new("RGB", (200, 100), "#ff0000").save(logo)
    page = desk(start + LEAFLET)
    fill(page)
    pick = page.locator("[data-named] input[type=file]")
    pick.set_input_files({"name": "不是图.txt", "mimeType": "text/plain", "buffer": b"1"})
    page.get_by_text("这个文件不是图片").wait_for()
    pick.set_input_files(logo)
    page.get_by_text("标志选好了").wait_for()
    path = made(page, "A4 PDF", tmp_path)
    with pikepdf.open(path) as pdf:
        image = pikepdf.PdfImage(pdf.pages[0].Resources.XObject.Im).as_pil_image().convert("RGB")
    red, green, blue = image.split()
    mask = ImageChops.darker(
        red.point(lambda light: 255 * (light > 200)),
        ImageChops.lighter(green, blue).point(lambda light: 255 * (light < 60)),
    )
    left, top, right, bottom = mask.getbbox()
    assert (right - left) / (bottom - top) == pytest.approx(2, abs=0.1)
    assert left == pytest.approx(16 / 25.4 * 212, abs=6)
    assert all("标志" not in url for url in page.asked)
    assert page.evaluate("Object.values(localStorage).join()").count("data:") == 0


def test_nothing_typed_leaves_the_device(desk, city_origin, tmp_path):
    """除了底图，做的时候不发别的请求；网址里没有填的字。填的字只在这台设备上，清除就没了。"""
    page = desk(city_origin + LEAFLET)
    page.asked.clear()
    fill(page)
    made(page, "A4 PDF", tmp_path)
    fetched = [url for url in page.asked if not url.startswith(("data:", "blob:"))]
    assert fetched == [f"{city_origin}publicity/ferry-leaflet/ferry-leaflet-a4.base.js"]
    assert UNIT in page.evaluate("Object.values(localStorage).join()")
    page.get_by_role("button", name="清除填的字").click()
    assert UNIT not in page.evaluate("Object.values(localStorage).join()")
    assert page.get_by_label(FILLS[0], exact=True).input_value() == ""


def test_the_scripts_wait_until_it_is_opened(tab, city_origin):
    """没点开，做文件的脚本、底图一个也不取；点开了只取脚本，底图要做时才取。"""
    page = tab(viewport={"width": 360, "height": 740})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(city_origin + LEAFLET)
    page.wait_for_timeout(200)
    late = re.compile(r"/(paper|named|copies)\.[0-9a-f]+\.js$|\.base\.js$")
    assert list(filter(late.search, asked)) == []
    page.locator("[data-named] summary").click()
    page.get_by_role("button", name="A4 PDF").wait_for()
    assert sorted(late.search(url)[1] or url for url in filter(late.search, asked)) == [
        "named",
        "paper",
    ]


def test_the_name_comes_first(desk, city_origin):
    """点开就能打名字；没填名字就点：说一声，光标到名字那一格；只填名字也做得出。收起再点开，按钮不变成两份。"""
    page = desk(city_origin + LEAFLET)
    focused = "document.activeElement.parentElement.textContent"
    assert page.evaluate(focused) == FILLS[0]
    page.get_by_role("button", name="A4 PDF").click()
    page.get_by_text("先写上张贴单位。").wait_for()
    assert page.evaluate(focused) == FILLS[0]
    for _ in range(2):
        page.locator("[data-named] summary").click()
    assert page.get_by_role("button", name="A4 PDF").count() == 1
    fill(page, (UNIT, "", ""))
    with page.expect_download():
        page.get_by_role("button", name="A4 PDF").click()
    assert page.evaluate("drawn") == [UNIT]


def test_wechat_gives_a_picture_to_hold(desk, city_origin):
    """微信里存不下文件：给一张能长按保存的图，题目就是怎样做。"""
    page = desk(city_origin + LEAFLET, user_agent=WECHAT)
    fill(page)
    page.get_by_role("button", name="A4 PDF").click()
    sheet = page.locator("dialog.sheet[open]")
    assert sheet.get_by_role("heading").inner_text() == "长按图片保存"
    source = sheet.locator("img").get_attribute("src")
    kind, _, content = source.partition(",")
    assert kind == "data:image/jpeg;base64"
    assert Image.open(io.BytesIO(base64.b64decode(content))).width > 1600
    assert page.faults == []


def test_a_missing_base_says_so(desk, city_origin):
    """底图没取到：说没做成，再点会再取。"""
    page = desk(city_origin + LEAFLET)
    fill(page)
    page.route("**/*.base.js", lambda route: route.abort())
    page.get_by_role("button", name="A4 PDF").click()
    page.get_by_text("没做成，请再点一次。").wait_for()
    page.unroute("**/*.base.js")
    with page.expect_download():
        page.get_by_role("button", name="A4 PDF").click()


def test_without_scripts_there_is_the_fillable_one(tab, city_site):
    """没有脚本，表单不出现；点开是可填的 PDF，在那里。"""
    page = tab(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto((city_site / LEAFLET).as_uri())
    page.locator("[data-named] summary").click()
    assert page.locator("[data-named] :is(input, button)").count() == 0
    link = page.locator("[data-named] a.file")
    assert link.is_visible()
    target = (city_site / LEAFLET).parent / link.get_attribute("href")
    with pikepdf.open(target) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == len(FILLS)
