"""有课件的一份资料：虚构的小城的《开渡讲话》，正文和各张都短，一眼读得完；怎样看一份课件。"""

import subprocess

from paper import pages_of
from pptx.oxml.ns import qn
from pptx.util import Pt

# 末一张下面的依据、版本：不用坐在后排的人看。
SMALL = {"依据和版本"}

SLIDES = """\
slides:
- id: hands
  title: 上船三件事
  lines: [牵好手, 坐一起, 数好人]
  ask: 孩子坐哪边
  drawing: ferry-leaflet
- id: overboard
  title: 有人落水
  lines: [喊人, 抛救生圈]
- id: again
  title: 再说一遍
  lines: [先喊人]
- id: cards
  title: 两张卡片
  cards: [1, 2]
- id: board
  title: 一起念
  board: true
- id: down
  title: 下船
  ask: 数到几
"""
BODY = """\
开场的话。

{{ slide("hands") }}

## 一、上船 {: #opening }

牵好手，坐一起，数好人。孩子坐里边。

{{ slide("overboard") }}

## 二、落水 {: #overboard }

{{ steps("man-overboard") }}

{{ slide("again") }}

先喊人。

{{ slide("cards") }}

发卡片。

<div class="cards" markdown>

- **上船** 牵好手
- **下船** 数好人

</div>

{{ slide("board") }}

指着板书念。

<div class="board" markdown>

牵手　坐好

数人

</div>

{{ slide("down") }}

下船再数一遍。

{{ slide("phones") }}

记住这个号码。
"""


def add_slides(project, old="", new=""):
    """给副本里的讲话写上课件；给了 old，再把其中唯一的一处换成 new。"""
    path = project / "docs/publicity/ferry-talk.md"
    front, _, _ = path.read_text(encoding="utf-8").partition("---\n\n")
    text = f"{front}{SLIDES}---\n\n{BODY}"
    if old:
        assert text.count(old) == 1, f"“{old}”出现了 {text.count(old)} 次"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def shown(slide):
    """一张上面的字。"""
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(words)


def assert_big_enough(slides):
    """给人看的字不小于 28 磅；每一截写明东亚字体和中文，Windows 上的 Word、WPS 都找得到。"""
    for slide in slides:
        for shape in slide.shapes:
            if not shape.has_text_frame:
                continue
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    assert run.font.size >= Pt(28) or shape.name in SMALL, run.text
                    assert run._r.rPr.find(qn("a:ea")) is not None, run.text
                    assert run._r.rPr.get("lang") == "zh-CN", run.text


def assert_all_shown(content, slides, folder):
    """LibreOffice 打得开，一张一页，每张的字都在那一页上，没有被挤出去。"""
    (folder / "deck.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, "deck.pptx"], cwd=folder, check=True, timeout=180)
    pages = pages_of(folder / "deck.pdf")
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        squeezed = "".join(page.split())
        for line in shown(slide).split("\n"):
            assert "".join(line.split()) in squeezed, line
