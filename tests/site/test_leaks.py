"""发布的文件里不带构建它的那台机器的痕迹：用户名、主机名、路径、构建的时刻。"""

import datetime
import getpass
import io
import os
import re
import socket
import struct
import tempfile
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from project import ROOT

from macros.corpus.release import commit_of

pytestmark = pytest.mark.real

OFFICE = (".docx", ".xlsx")
# PNG 里能写字、写时间的块。
PNG_NOTES = {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"}


def members(path, content):
    """一个文件，和它里面包着的每个文件，一层层打开。"""
    yield path, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            for info in pack.infolist():
                yield f"{path}!{info.filename}", b"" if info.is_dir() else pack.read(info)
                if info.filename.endswith((".zip", *OFFICE)):
                    yield from members(f"{path}!{info.filename}", pack.read(info))
    if content[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            yield f"{path}!info", repr({str(k): str(v) for k, v in pdf.docinfo.items()}).encode()
            for n, stream in enumerate(pdf.objects):
                if (
                    isinstance(stream, pikepdf.Stream)
                    and stream.get("/Type") == pikepdf.Name.Metadata
                ):
                    yield f"{path}!{n}", stream.read_bytes()


def traces():
    """这台机器的痕迹；太短太常见的名字（如 root）不算，用户名另查作者栏。"""
    places = {
        str(ROOT),
        str(Path.home()),
        tempfile.gettempdir() + "/",
        os.path.realpath(tempfile.gettempdir()) + "/",
    }
    names = {name for name in (getpass.getuser(), socket.gethostname()) if len(name) > 5}
    return [text.encode() for text in sorted(places | names) if len(text) > 4]


def png_chunks(content):
    """PNG 的各块的名字。"""
    position = 8
    while position < len(content):
        length, name = struct.unpack(">I4s", content[position : position + 8])
        yield name
        position += 12 + length


@pytest.fixture(scope="module")
def published(site):
    return [
        (path.relative_to(site).as_posix(), path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    ]


def test_no_file_names_the_machine(published):
    """每个文件、压缩包里的每个文件、PDF 的元数据里，都没有这台机器的路径和名字。"""
    needles, seen = traces(), 0
    for path, content in published:
        for name, inside in members(path, content):
            seen += 1
            assert [text for text in needles if text in inside] == [], name
    assert seen > 1000


def test_pictures_carry_no_notes(published):
    """图片里没有写字、写时间、写相机的块。"""
    pictures = [(path, content) for path, content in published if content[:4] == b"\x89PNG"]
    assert pictures
    for path, content in pictures:
        assert PNG_NOTES.isdisjoint(png_chunks(content)), path
    for path, content in published:
        if path.endswith(".webp"):
            assert b"EXIF" not in content[:64], path
            assert b"XMP " not in content[:64], path


def test_office_files_name_no_author(published):
    """Word 和 Excel 的作者栏不写用户名；时间不晚于提交；压缩包里的日期是固定的。"""
    found = [(path, content) for path, content in published if path.endswith(OFFICE)]
    assert {Path(path).suffix for path, _ in found} == set(OFFICE)
    committed = datetime.datetime.fromtimestamp(commit_of(ROOT).time, datetime.UTC)
    for path, content in found:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            assert len({info.date_time for info in pack.infolist()}) == 1, path
            core = etree.fromstring(pack.read("docProps/core.xml"))
        for field in core:
            name, text = etree.QName(field).localname, field.text or ""
            assert name not in ("creator", "lastModifiedBy") or getpass.getuser() != text, path
            if name in ("created", "modified"):
                assert datetime.datetime.fromisoformat(text) <= committed, path


def test_pdf_dates_are_not_now(published):
    """PDF 里写的时间不晚于提交，作者不是用户名。"""
    pdfs = [(path, content) for path, content in published if path.endswith(".pdf")]
    assert pdfs
    committed = datetime.datetime.fromtimestamp(commit_of(ROOT).time, datetime.UTC)
    for path, content in pdfs:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert info.get("/Author") != getpass.getuser(), path
        for key in ("/CreationDate", "/ModDate"):
            assert info.get(key, "D:")[2:16] <= f"{committed:%Y%m%d%H%M%S}", path


def test_no_page_says_what_made_it(published):
    """网页里没有 generator 标签：它只告诉别人从哪里下手。"""
    for path, content in published:
        if path.endswith(".html"):
            assert not re.search(rb"<meta[^>]+generator", content, re.IGNORECASE), path
