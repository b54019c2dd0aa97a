"""大字版、省墨版：老人看得清，末一页不空；打印一张用不了多少墨。"""

from dataclasses import replace

import pytest
from paper import NAME, URL, art, city, leaflet, named, pages_of, run, squash, type_sizes
from PIL import Image
from test_easy_sheet import ART, COLORS, TEXT, easy
from test_outputs import words

from macros.corpus.chinese import sentences
from macros.printing.engine import Engine, Unprintable
from macros.printing.large import large_pdf
from macros.printing.sheets import Site
from macros.printing.sheets import leaflet as leaflet_sheet

# 一幅画满的插图：没有一点白，四种墨都要。
FULL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 400">'
    '<rect width="480" height="400" fill="#7a4a2a"/></svg>'
)


def sheet(kind, piece, url=URL, drawing=None):
    """排版要的数据。"""
    return leaflet_sheet(
        city(), piece, Site(name=NAME, url=url), drawing or art()["ferry-leaflet"], kind
    )


def large(folder, piece, url=URL):
    """这份传单的大字版。"""
    path = folder / "large.pdf"
    path.write_bytes(large_pdf(Engine(), sheet("large", piece, url)))
    return path


def longer(piece, times):
    """每一步的话长几倍。"""
    steps = tuple(replace(step, text=step.text * times) for step in piece.steps)
    return replace(piece, steps=steps)


def end_of_last_page(path):
    """末一页的字（不算页脚）排到哪里，占一页的几分之几。"""
    _, height, edges = words(path)[-1]
    bottoms = [bottom for _, _, _, bottom, _ in edges if bottom < height - 20]
    return max(bottoms) / height


@pytest.mark.parametrize("url", [URL, ""])
@pytest.mark.parametrize("times", [1, 2, 4, 6])
def test_large_words_on_full_pages(tmp_path, url, times):
    """最小的字 14 磅，正文 16 磅以上；话多话少，末一页都满三分之一。"""
    path = large(tmp_path, longer(leaflet(), times), url)
    sizes = sorted(type_sizes(path))
    assert sizes[0] >= 14
    assert any(16 <= size <= 18 for size in sizes)
    assert max(size for size in sizes) > 24
    assert end_of_last_page(path) >= 1 / 3


def test_a_smaller_size_saves_a_page(tmp_path):
    """字小一点少一页的，就小一点，不小过 16 磅；不省的，字用最大的。"""
    body = {}
    for times in range(1, 8):
        path = large(tmp_path, longer(leaflet(), times))
        body[times] = max(size for size in type_sizes(path) if size <= 18)
    assert body[1] == 18
    assert set(body.values()) > {18}
    assert min(body.values()) >= 16


def test_steps_are_not_split(tmp_path):
    """一步不拆在两页上：题目和话在同一页。"""
    piece = longer(leaflet(), 8)
    pages = list(map(squash, pages_of(large(tmp_path, piece))))
    assert len(pages) > 2
    for step in piece.steps:
        (page,) = (page for page in pages if squash(step.title + step.text[:8]) in page)
        assert squash(step.text) in page


def test_easy_steps_stand_by_their_pictures(tmp_path):
    """易读版一句一行，每一步旁边是自己的一格图，三步的颜色都在。"""
    path = tmp_path / "large.pdf"
    path.write_bytes(large_pdf(Engine(), sheet("large", easy(), drawing=ART)))
    lines = [squash(line) for page in pages_of(path) for line in page.split("\n")]
    for sentence in sentences(TEXT):
        assert lines.count(squash(sentence)) == len(easy().steps)
    run("pdftoppm", "-r", 30, "-png", path, tmp_path / "page")
    seen = set()
    for picture in sorted(tmp_path.glob("page*.png")):
        top = 0 if seen else 110  # 头一页的上面是整幅插图
        page = Image.open(picture).convert("RGB").crop((124, top, 248, 351))
        seen |= {colour for _, colour in page.getcolors(1 << 24)}
    assert {tuple(bytes.fromhex(colour[1:])) for colour in COLORS} <= seen


def test_the_paper_is_white(hosted, tmp_path):
    """白底深字：纸边一圈是白的，没有底色。"""
    picture = tmp_path / "page"
    path = named(hosted)["ferry-leaflet-large.pdf"]
    run("pdftoppm", "-gray", "-r", 30, "-f", 1, "-l", 1, path, picture)
    content = next(tmp_path.glob("page*.pgm")).read_bytes()
    _, size, _, dots = content.split(b"\n", 3)
    width = int(size.split()[0])
    assert set(dots[:width]) == set(dots[-width:]) == {255}


# ---- 省墨 ----


def inks(path):
    """Ghostscript 数的两样，四色合计，百分之几：沾着墨的地方，真用的墨。"""
    touched = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", "-r150", path).split()
    used = run("gs", "-q", "-o", "-", "-sDEVICE=ink_cov", "-r150", path).split()
    return 100 * sum(map(float, touched[:4])), sum(map(float, used[:4]))


@pytest.mark.parametrize("is_easy", [False, True])
def test_the_saver_takes_little_ink(tmp_path, is_easy):
    """插图画满的，一张也不超过 35%；易读版六格图也不超过。"""
    path = tmp_path / "saver.pdf"
    piece = easy() if is_easy else longer(leaflet(), 2)
    path.write_bytes(Engine().pdf("leaflet.typ", sheet("saver", piece, drawing=FULL)))
    touched, used = inks(path)
    assert 5 < used < 35
    assert 5 < touched < 35


def test_the_saver_is_a_fifth_of_the_colour_sheet(hosted):
    """下载旁边写着“省八成墨”，差不多就是。"""
    made = named(hosted)
    _, colour = inks(made["ferry-leaflet-color.pdf"])
    _, saver = inks(made["ferry-leaflet-saver.pdf"])
    assert saver < colour / 4


def test_black_and_white_words_are_black_ink(hosted):
    """黑白版的字只用黑墨，不拿三色去配。"""
    path = named(hosted)["ferry-leaflet-mono.pdf"]
    amounts = run("gs", "-q", "-o", "-", "-sDEVICE=ink_cov", "-r150", path).split()
    cyan, magenta, yellow, black = map(float, amounts[:4])
    assert black > 2 * max(cyan, magenta, yellow)


def test_what_does_not_fit_is_told():
    """省墨版排不下，也说出是哪一块。"""
    with pytest.raises(Unprintable, match="步骤"):
        Engine().pdf("leaflet.typ", sheet("saver", longer(leaflet(), 12)))
