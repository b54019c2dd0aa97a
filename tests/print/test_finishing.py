"""排好以后的加工：图压小了，小小一点的颜色还在。"""

import io

from PIL import Image

from macros.printing.finishing import picture


def png_of(image):
    """一幅图的 PNG。"""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def poster():
    """大片的纸色、上千级过渡的灰，当中一点红。"""
    image = Image.new("RGB", (300, 300), "#fffdf8")
    image.paste(Image.linear_gradient("L").resize((300, 200)), (0, 100))
    image.paste("#b83a24", (140, 20, 148, 28))
    return image


def test_a_spot_of_red_stays_red():
    """只有几点的红，颜色少到三十八种也还是红：并进大片的颜色，图上的红花盆就成了灰的。"""
    made = Image.open(io.BytesIO(picture(png_of(poster()), "png", 38)))
    assert len(made.getcolors()) <= 38
    flat = made.convert("RGB")
    for spot, wanted in (((144, 24), (184, 58, 36)), ((10, 10), (255, 253, 248))):
        found = flat.getpixel(spot)
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 12


def test_the_same_picture_the_same_bytes():
    """同一幅图压出来总是同样的字节。"""
    png = png_of(poster())
    assert picture(png, "png") == picture(png, "png")
    assert picture(png, "webp") == picture(png, "webp")
