"""怎样看一个 Word 文件：里面的 XML，用 LibreOffice 转成的 PDF。"""

import io
import re
import subprocess
import zipfile

from docx.oxml.ns import qn
from lxml import etree
from paper import run

MM = 72 / 25.4


def parts(content):
    """Word 文件里各个 XML，解析好。"""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xml")
        }


def document(content):
    """正文的 XML。"""
    return parts(content)["word/document.xml"]


def told_by(node):
    """一个元素里的字，照先后。"""
    return "".join(one.text or "" for one in node.iter(qn("w:t")))


def convert(files, folder):
    """用 LibreOffice 把几个 Word 转成 PDF，只启动一次；返回各 PDF 的路径。"""
    source = folder / "docx"
    source.mkdir()
    for name, content in files.items():
        (source / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "pdf"),
    ]
    command += [str(path) for path in sorted(source.iterdir())]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return {name: folder / "pdf" / f"{name}.pdf" for name in files}


def placed(path):
    """每页的各个词：左、上、右、下（毫米）、字。"""
    pages = run("pdftotext", "-bbox", path, "-").decode("utf-8").split("<page ")[1:]
    word = r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    return [
        [
            (*(float(edge) / MM for edge in groups[:4]), groups[4])
            for groups in re.findall(word, page)
        ]
        for page in pages
    ]
