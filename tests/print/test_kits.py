"""压缩包：拿到的人不联网也查得出缺没缺、改没改，知道能怎么用。"""

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

from paper import NAME, URL, city, contents, with_piece

from macros.checks import shape
from macros.printing.formats import FILLABLE
from macros.printing.kits import kit


def opened(content):
    """包里各项的信息和内容，照包里的次序。"""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {info: archive.read(info) for info in archive.infolist()}


def kits(outputs):
    """全部压缩包，打开。"""
    return {output.address: opened(output.printed.path.read_bytes()) for output in outputs.kits}


def test_names_in_order_and_times_fixed(hosted):
    """名字照字排，时间都是一九八〇年一月一日，没有重名：同样的内容压出同样的字节。"""
    for files in kits(hosted).values():
        names = [info.filename for info in files]
        assert names == sorted(set(names))
        assert {info.date_time for info in files} == {(1980, 1, 1, 0, 0, 0)}


def test_sums_add_up(hosted):
    """SHA256SUMS 列出包里别的每一个文件，逐个对得上，写法 sha256sum -c 认得。"""
    for files in kits(hosted).values():
        found = {info.filename: content for info, content in files.items()}
        sums = found.pop("SHA256SUMS").decode("utf-8").splitlines()
        assert sums == [
            f"{hashlib.sha256(found[name]).hexdigest()}  {name}" for name in sorted(found)
        ]


def test_the_licence_is_inside(hosted, unhosted):
    """每包都有许可与署名，写明许可、署名写谁、字体的许可；有网址就写上网址。"""
    for outputs, site in ((hosted, f"{NAME}，{URL}"), (unhosted, NAME)):
        for files in kits(outputs).values():
            (text,) = (
                content.decode("utf-8")
                for info, content in files.items()
                if info.filename == "许可与署名.txt"
            )
            for part in ("CC BY 4.0", f"注明“{site}”即可", "改编自", "SIL OFL 1.1", "Handout Kai"):
                assert part in text


def test_a_piece_in_its_kits(hosted):
    """每份资料一包，给谁的进谁的包，全部的一包连公文，都是网站上同一个文件的同一些字节。"""
    made = contents(hosted)
    shown = {output.address for output in hosted.glance[1:]}
    by_name = {
        output.saved_as: made[output.address] for output in hosted if output.address not in shown
    }
    found = kits(hosted)
    leaflet = {output.saved_as for output in hosted.pieces["ferry-leaflet"]}
    # 可填的各带一个字体，合起来的几包不带。
    together = {
        output.saved_as for output in hosted.pieces["ferry-leaflet"] if output.format != FILLABLE
    }
    assert len(together) == len(leaflet) - 1
    talk = {output.saved_as for output in hosted.pieces["ferry-talk"]}
    papers = {output.saved_as for group in hosted.papers.values() for output in group}
    wanted = {
        "publicity/ferry-leaflet/ferry-leaflet.zip": leaflet,
        "publicity/ferry-talk/ferry-talk.zip": talk,
        "publicity/kits/parents.zip": {f"上下渡船牵紧手/{name}" for name in together},
        "publicity/kits/public.zip": {f"开渡讲话/{name}" for name in talk},
        "publicity/kits/everything.zip": {
            *(f"上下渡船牵紧手/{name}" for name in together),
            *(f"开渡讲话/{name}" for name in talk),
            *(f"公文/{name}" for name in papers),
            "一图读懂.png",
        },
    }
    assert found.keys() == wanted.keys()
    for address, files in found.items():
        inside = {info.filename: content for info, content in files.items()}
        assert inside.keys() - {"SHA256SUMS", "许可与署名.txt"} == wanted[address]
        assert all(inside[name] == by_name[name.rpartition("/")[2]] for name in wanted[address])
    for output in hosted.kits:
        assert output.format.use.startswith(f"{len(wanted[output.address])} 个文件")


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
        for info, content in opened(kit(files, "站")).items()
    }
    assert {name: content for name, (_, content) in found.items() if name in files} == files
    assert {Path(name).suffix: kind for name, (kind, _) in found.items()} == {
        ".pdf": zipfile.ZIP_STORED,
        ".docx": zipfile.ZIP_STORED,
        ".png": zipfile.ZIP_STORED,
        ".txt": zipfile.ZIP_DEFLATED,
        "": zipfile.ZIP_DEFLATED,
    }
