"""没有举措、没有时段的小城：一张只有单位和任务两栏的表，由 tests/city 去掉别的得来。"""

import hashlib

import yaml
from project import copy_city, edit

# 原网页里表的末一栏、时段、各时段的安排所在的行。
GONE = {"分期安排", "2031-2032", "2033", "2034", "2035-2036"}


def bare_city(target):
    """小城的副本，表只有单位、任务两栏。"""
    copy_city(target)
    measures = set()
    for path in (target / "data/units").glob("*.yml"):
        unit = yaml.safe_load(path.read_text(encoding="utf-8"))
        for rows in unit.pop("measures").values():
            measures |= {row["text"] for row in rows}
        path.write_text(yaml.safe_dump(unit, allow_unicode=True), encoding="utf-8")
    _cut_source(target, measures)
    edit(
        target / "data/documents/scheme.yml",
        "- {id: scheme-column-measures, kind: column, text: 分期安排}\n",
        "",
    )
    (target / "data/periods.yml").write_text("[]\n", encoding="utf-8")
    terms = target / "data/terms.yml"
    kept = [row for row in terms.read_text(encoding="utf-8").splitlines() if "annex" not in row]
    terms.write_text("\n".join(kept) + "\n", encoding="utf-8")
    _cut_glance(target)
    (target / "docs/years/index.md").unlink()
    edit(target / "mkdocs.yml", "  - 年度: years/index.md\n", "")
    return target


def _cut_source(target, measures):
    """原网页去掉这些行，校验值跟着改。"""
    path = target / "data/source/yunting.txt"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not _is_gone(line.strip(), measures)]
    content = "".join(kept).encode()
    path.write_bytes(content)
    source = target / "data/source/SOURCE.yml"
    found = yaml.safe_load(source.read_text(encoding="utf-8"))
    edit(source, found["sha256"], hashlib.sha256(content).hexdigest())


def _is_gone(line, measures):
    """是时段，或者是举措，有没有序号都算。"""
    return line in GONE or line in measures or line.partition(".")[2] in measures


def _cut_glance(target):
    """概括的话、问答不依据举措。"""
    path = target / "data/glance.yml"
    glance = yaml.safe_load(path.read_text(encoding="utf-8"))
    glance["stages"] = []
    glance["upkeep"] = [{"head": "总结", "text": "看好渡口。", "rests": ["ferry-1"]}]
    path.write_text(yaml.safe_dump(glance, allow_unicode=True), encoding="utf-8")
    edit(target / "data/answers.yml", "lighthouse-2031-2032-1", "lighthouse-1")
    (target / "data/progress.yml").write_text("[]\n", encoding="utf-8")
