"""印刷的各测试共用：虚构的小城云汀的资料（少，一秒印完），怎样看印出来的字。"""

import functools
import re
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pikepdf
from project import CITY, ROOT

from macros.corpus import proof
from macros.corpus.loading import load
from macros.printing.outputs import print_all
from macros.printing.sheets import Site

NAME, URL = "云汀防拐", "https://yunting.example/"


@functools.cache
def city():
    """云汀的计划；各测试共用，不改它。"""
    plan, problems = load(CITY)
    assert not problems
    return plan


@functools.cache
def art():
    """云汀的插图。"""
    return {
        path.stem: path.read_text("utf-8")
        for path in sorted((CITY / "docs/publicity/art").glob("*.svg"))
    }


def leaflet(**changes):
    """改过的传单。"""
    return replace(city().piece["ferry-leaflet"], **changes)


def with_piece(piece):
    """换上这一份资料的计划。"""
    pieces = tuple(piece if one.slug == piece.slug else one for one in city().pieces)
    return replace(city(), pieces=pieces)


def printed(folder, url="", **changed):
    """把云汀全部印进 folder；changed 是换过的 plan、site、art。"""
    given = {"plan": city(), "site": Site(name=NAME, url=url), "art": art()} | changed
    return print_all(given["plan"], given["site"], given["art"], folder)


def site_name():
    """真实的网站叫什么：印在每份资料上。"""
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    return re.search(r"^site_name: (.+)$", config, re.MULTILINE)[1]


def contents(outputs):
    """每个文件的地址和字节。"""
    return {output.address: output.printed.path.read_bytes() for output in outputs}


def named(outputs):
    """按文件名取一个文件的路径，如 ferry-leaflet-color.pdf。"""
    return {Path(output.address).name: output.printed.path for output in outputs}


def fills(blocks):
    """块里要填的空的名字，照先后，不重复。"""
    return tuple(dict.fromkeys(run.text for block in blocks for run in runs_of(block) if run.fill))


def runs_of(block):
    """一块里的全部文字，连里层的。"""
    yield from block.runs
    for row in block.rows:
        for cell in row:
            yield from cell
    for inner in (*block.inside, *(one for item in block.items for one in item)):
        yield from runs_of(inner)


def chunks(found):
    """块里的字，一段一截，照先后；要填的空只留印出来的名字，另成一截。"""
    for block in found:
        for runs in (block.runs, *(cell for row in block.rows for cell in row)):
            text = "".join(f"\n{run.text * run.named}\n" if run.fill else run.text for run in runs)
            yield from filter(str.strip, text.split("\n"))
        yield from chunks(block.inside)
        for item in block.items:
            yield from chunks(item)


def squash(text):
    """去掉空白；全角半角、康熙部首归一，比的是字。"""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def missing(chunks, text):
    """text 里第一处没有照次序出现的话；全在是空的。"""
    at = 0
    for chunk in chunks:
        found = text.find(squash(chunk), at)
        if found < 0:
            return chunk
        at = found + len(squash(chunk))
    return ""


def paper_words(plan, paper):
    """一篇公文该有的字：原文，加上补出的字；合订本是各份的。"""
    if paper.parts:
        return [word for part in paper.parts for word in paper_words(plan, part)]
    if paper.table:
        main = plan.main.paragraphs
        rows = [p for p in main if p.kind in ("appendix-label", "appendix-title", "column")]
        periods = [period.printed for period in plan.periods]
        cells = [
            row
            for unit in plan.units
            for row in (*unit.tasks, *(m for p in plan.periods for m in unit.measures[p.id]))
        ]
        return [*(row.text for row in rows), *periods, *(proof.reading(plan, row) for row in cells)]
    return [proof.reading(plan, row) for row in paper.paragraphs]


def run(*command, **how):
    """跑一个命令，返回它的标准输出，字节。"""
    return subprocess.run(
        [*map(str, command)], capture_output=True, check=True, timeout=120, **how
    ).stdout


def scanned(image):
    """图里的二维码的内容；一个也没有是空的。"""
    done = subprocess.run(
        ["zbarimg", "--raw", "-q", image], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode in (0, 4), done.stderr
    return done.stdout.split()


def pages_of(path):
    """pdftotext 读出的字，一页一份，照画的先后。"""
    return run("pdftotext", "-raw", path, "-").decode("utf-8").split("\f")[:-1]


def tags(pdf):
    """结构树里的元素，照先后：标签、元素。"""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S).removeprefix("/"), node
            if not isinstance(kids := node.get("/K"), int | None):
                yield from walk(kids)

    return list(walk(pdf.Root.StructTreeRoot.K))


def type_sizes(path):
    """PDF 里用到的字号，磅。"""
    with pikepdf.open(path) as pdf:
        found = set()
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    found.add(float(operands[1]))
        return found
