"""屏幕的颜色换成印刷的四色：照 FOGRA39（铜版纸胶印）的特性文件算，黑只用黑墨。"""

from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageCms

# 铜版纸胶印的特性文件，改小过（profiles/small.py）；来历、许可在旁边的 ZLIB-FOGRA39L.txt。
PROFILE = Path(__file__).parent / "profiles" / "FOGRA39L-small.icc"
# 青、品红、黄、黑各印多满，0 到 1。
Ink: TypeAlias = tuple[float, float, float, float]

BLACK: Ink = (0, 0, 0, 1)
# 又暗又没有颜色的，就是黑字：最亮的一路不过这么亮，三路差不过这么多（0 到 255）。
_DARKEST, _SPREAD = 48, 16
# 百分之几以下的网点印不稳，不要。
_FAINTEST = 3
_WHOLE = 255


@lru_cache(maxsize=1024)
def ink(red: int, green: int, blue: int) -> Ink:
    """屏幕上的一种颜色（各 0 到 255）用哪几种墨；灰和近黑的只用黑墨，不用四色去配。"""
    shades = (red, green, blue)
    spread = max(shades) - min(shades)
    if max(shades) <= _DARKEST and spread <= _SPREAD:
        return BLACK
    if spread == 0:
        return (0, 0, 0, round(1 - red / _WHOLE, 2))
    dot = Image.new("RGB", (1, 1), shades)
    pressed = ImageCms.applyTransform(dot, _transform())
    if pressed is None:
        raise ValueError("换不成四色")
    printed = pressed.tobytes()
    cyan, magenta, yellow, black = (_share(amount) for amount in printed)
    return cyan, magenta, yellow, black


def _share(amount: int) -> float:
    percent = round(amount * 100 / _WHOLE)
    if percent < _FAINTEST:
        percent = 0
    return percent / 100


@lru_cache(maxsize=1)
def _transform() -> ImageCms.ImageCmsTransform:
    screen = ImageCms.createProfile("sRGB")
    press = ImageCms.getOpenProfile(str(PROFILE))
    return ImageCms.buildTransform(screen, press, "RGB", "CMYK")
