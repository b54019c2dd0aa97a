"""压缩包：拿到的人一打开就知道哪个文件做什么用，能怎么用；没有改的包，字节不变。"""

import datetime
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from paper import NAME, URL, city, contents, printed, with_piece

from macros.checks import shape
from macros.corpus.slides import Slide
from macros.printing.archive import zipped
from macros.printing.kits import CONTENTS, LEFT_OUT, LICENCE, MOST_FILES


def opened(content):
    """包里各项的信息和内容，照包里的次序。"""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {info: archive.read(info) for info in archive.infolist()}


def kits(outputs):
    """全部压缩包，打开。"""
    return {output.address: opened(output.printed.path.read_bytes()) for output in outputs.kits}


def test_names_in_order_and_dates_from_the_pieces(hosted):
    """名字照字排，目录最先，没有重名；时间是里面最新一份的日期：改一份资料，别的包不跟着变。"""
    for address, files in kits(hosted).items():
        names = [info.filename for info in files]
        assert names == sorted(set(names))
        assert names[0] == CONTENTS
        newest = {
            "publicity/ferry-talk/ferry-talk.zip": city().piece["ferry-talk"].date,
            "publicity/ferry-leaflet/ferry-leaflet.zip": city().piece["ferry-leaflet"].date,
        }.get(address, max(piece.date for piece in city().pieces))
        assert {info.date_time[:3] for info in files} == {(newest.year, newest.month, newest.day)}


def test_one_changed_piece_changes_its_own_kits(hosted, tmp_path):
    """讲话换了日期，传单的一包一个字节不变：网盘、离线包不必重传。"""
    talk = replace(city().piece["ferry-talk"], date=datetime.date(2031, 6, 1))
    changed = printed(tmp_path / "print", URL, plan=with_piece(talk))
    before, after = contents(hosted), contents(changed)
    different = {name for name in before if name.endswith(".zip") and before[name] != after[name]}
    assert "publicity/ferry-talk/ferry-talk.zip" in different
    assert "publicity/ferry-leaflet/ferry-leaflet.zip" not in different


def test_the_contents_say_what_is_what(hosted):
    """目录里每个文件一行，说做什么用；一份资料说谁什么时候用。别的文件包里都有，一个不多。"""
    for address, files in kits(hosted).items():
        found = {info.filename: content for info, content in files.items()}
        listing = found.pop(CONTENTS).decode("utf-8-sig")
        told = re.findall(r"^  (.+?)：", listing, re.MULTILINE)
        assert sorted(told) == sorted(found.keys() - {LICENCE}), address
        assert f"{NAME}：" in listing
    boatmen = texts(hosted)["publicity/kits/boatmen.zip"]
    assert "开渡那天要的都在这里。" in boatmen
    assert boatmen.index("开船前念一遍。") < boatmen.index("贴在船头。")


def texts(outputs):
    """各包的目录。"""
    return {
        address: next(
            content.decode("utf-8-sig")
            for info, content in files.items()
            if info.filename == CONTENTS
        )
        for address, files in kits(outputs).items()
    }


def test_texts_open_in_an_old_notepad(hosted):
    """包里和网站上的纯文本，开头写明编码，行末是 Windows 的写法：旧的记事本不乱码、不挤成一行。"""
    plain = {
        output.address: output.printed.path.read_bytes()
        for output in hosted
        if output.address.endswith(".txt")
    }
    for address, files in kits(hosted).items():
        plain |= {
            f"{address}/{info.filename}": content
            for info, content in files.items()
            if info.filename.endswith(".txt")
        }
    assert len(plain) > 8
    for name, content in plain.items():
        assert content.startswith(b"\xef\xbb\xbf"), name
        assert content.count(b"\n") == content.count(b"\r\n") > 0, name


def test_the_licence_is_inside(hosted, unhosted):
    """每包都有许可与署名，写明许可、署名写谁、字体的许可；有网址就写上网址。"""
    for outputs, site in ((hosted, f"{NAME}，{URL}"), (unhosted, NAME)):
        for files in kits(outputs).values():
            (text,) = (
                content.decode("utf-8-sig")
                for info, content in files.items()
                if info.filename == LICENCE
            )
            for part in ("CC BY 4.0", f"注明“{site}”即可", "改编自", "SIL OFL 1.1", "Handout Kai"):
                assert part in text


def most_used(outputs, slug):
    """全部一包里，一份资料的几个文件：PDF、Word、课件。"""
    ids = {"color", "pdf", "docx", "slides"}
    return {one.saved_as for one in outputs.pieces[slug] if one.format.id in ids}


def test_a_piece_in_its_kits(hosted):
    """每份资料一包，照工作分的只装写着的几种，全部的一包连公文，都是网站上同一个文件的同一些字节。"""
    made = contents(hosted)
    shown = {output.address for output in hosted.glance_shown}
    by_name = {
        output.saved_as: made[output.address] for output in hosted if output.address not in shown
    }
    found = kits(hosted)
    # 可填的各带一个字体，送印的交给印刷厂，包里都不带。
    files = hosted.pieces["ferry-leaflet"]
    leaflet = {output.saved_as for output in files if output.format not in LEFT_OUT}
    assert len(leaflet) == len(files) - 5
    assert len(leaflet) + 2 <= MOST_FILES
    talk = {output.saved_as for output in hosted.pieces["ferry-talk"]}
    papers = {output.saved_as for group in hosted.papers.values() for output in group}
    wanted = {
        "publicity/ferry-leaflet/ferry-leaflet.zip": leaflet,
        "publicity/ferry-talk/ferry-talk.zip": talk,
        "publicity/kits/boatmen.zip": {
            f"{NAME}-开渡讲话-A4-V1.0.pdf",
            f"{NAME}-开渡讲话-纯文本-V1.0.txt",
            f"{NAME}-上下渡船牵紧手-A4 彩色-V{city().piece['ferry-leaflet'].version}.pdf",
        },
        "publicity/kits/everything.zip": {
            *(f"上下渡船牵紧手/{name}" for name in most_used(hosted, "ferry-leaflet")),
            *(f"开渡讲话/{name}" for name in most_used(hosted, "ferry-talk")),
            *(f"公文/{name}" for name in papers),
            *(output.saved_as for output in hosted.glance),
        },
    }
    assert found.keys() == wanted.keys()
    for address, files in found.items():
        inside = {info.filename: content for info, content in files.items()}
        assert inside.keys() - {CONTENTS, LICENCE} == wanted[address]
        assert all(inside[name] == by_name[name.rpartition("/")[2]] for name in wanted[address])
    for output in hosted.kits:
        assert output.format.use.startswith(f"{len(wanted[output.address])} 个文件")


def test_downloads_say_whose_and_which(hosted):
    """存下来的名字先写是哪个网站的，资料的末尾写版本；网址里只有英文和数字。"""
    bases = {output.address for group in hosted.bases.values() for output in group}
    for output in hosted:
        assert output.address.isascii()
        if output.address not in bases:
            assert output.saved_as.startswith(f"{NAME}-")
    for slug, outputs in hosted.pieces.items():
        piece = city().piece[slug]
        for output in outputs:
            name = Path(output.saved_as).stem
            assert name == f"{NAME}-{piece.title}-{output.format.name}-V{piece.version}"


def test_slides_in_a_job_kit_can_be_edited(tmp_path):
    """包里的课件装能改的一种，不连 PDF 一起装。"""
    talk = replace(
        city().piece["ferry-talk"],
        slides=(Slide(id="one", title="牵好手", lines=("数好人",)),),
        body='{{ slide("one") }}\n\n牵好手。\n\n{{ slide("phones") }}\n\n打电话。\n',
    )
    (kit, *_) = city().kits
    item = replace(kit.items[0], formats=("slides",))
    plan = replace(with_piece(talk), kits=(replace(kit, items=(item,)),))
    outputs = printed(tmp_path / "print", URL, plan=plan)
    (files,) = (files for address, files in kits(outputs).items() if "boatmen" in address)
    kinds = [Path(info.filename).suffix for info in files]
    assert sorted(kinds) == [".pptx", ".txt", ".txt"]


def test_names_are_safe_everywhere(hosted):
    """包里和下载的名字，Windows 上解得开：没有不许用的字符，不以空格和点结尾，文件名按 UTF-8 标明。"""
    for files in kits(hosted).values():
        for info in files:
            for part in info.filename.split("/"):
                assert not set(part) & set('\\:*?"<>|')
                assert part == part.strip(" .") != ""
            assert info.filename.isascii() or info.flag_bits & 0x800
            assert not info.filename.startswith("/")


def test_two_pieces_with_one_title_are_refused():
    """包里照标题取名：两份标题相同，后一份会盖掉前一份，检查时就不许。"""
    talk = replace(city().piece["ferry-talk"], title=city().piece["ferry-leaflet"].title)
    found = [problem.message for problem in shape.titles_differ(with_piece(talk))]
    assert any("标题和 ferry-leaflet.md 相同" in message for message in found)


def test_already_packed_is_not_packed_again():
    """PDF、图片、Word 原样放进去，文字才压缩；名字里的汉字、文件夹都在，内容一个字节不变。"""
    files = {
        "甲/乙.pdf": b"%PDF" * 100,
        "丙.txt": "字".encode() * 100,
        "丁.docx": b"PK" * 100,
        "戊.png": b"P" * 100,
    }
    found = {
        info.filename: (info.compress_type, content)
        for info, content in opened(zipped(files)).items()
    }
    assert {name: content for name, (_, content) in found.items()} == files
    assert {Path(name).suffix: kind for name, (kind, _) in found.items()} == {
        ".pdf": zipfile.ZIP_STORED,
        ".docx": zipfile.ZIP_STORED,
        ".png": zipfile.ZIP_STORED,
        ".txt": zipfile.ZIP_DEFLATED,
    }
