"""几套问句的分：不开浏览器，用 node 问引擎。tests/search 下有哪一套就算哪一套。

用法：python bench/search_sets.py 网站的文件夹 [--misses 哪一套]
--misses 列出那一套里没有排在第一的；留作检验的两套只算总分，不列。
"""

import json
import re
import statistics
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT / "tests/search"
NAMES = ("tuning", "heldout", "people", "sealed")
SEALED = frozenset({"heldout", "sealed"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "dt"})
# 手机（360×740）的第一屏看得见多少字：量过二十八页，一百到三百，照最少的算。
SCREEN = 100
# 打开一页，从页名往下看得见的字：收着的、选单里的不算。
SEEN = (
    ".//text()[ancestor::h1 or preceding::h1]"
    "[not(ancestor::details or ancestor::select or ancestor::*[@hidden])]"
)
# 一节里看得见的字：节里收着的不算。
UNFOLDED = ".//text()[count(ancestor::details)=$folds]"
SUBHEAD = "ancestor-or-self::*[self::h2 or self::h3 or self::h4 or self::dt][@id]"
FIVE = 5


def squeezed(text: str) -> str:
    """比的时候先做 NFKC，不看空白。"""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def article(path: str) -> list[Any]:
    """一页的正文，一个；没有正文的页是空的。"""
    root = html.parse(path, html.HTMLParser(encoding="utf-8")).getroot()
    found: list[Any] = root.xpath("//article")
    return found[:1]


@cache
def _article(path: str) -> Any:
    return article(path)[0]


def words(texts: Iterable[Any]) -> str:
    """看得见的字，有两个样子：全部的；不算编者加的标记（勘、补的字）的，它们会把原文隔开。"""
    every, printed = "", ""
    for text in texts:
        every += text
        if not within(text).xpath("ancestor-or-self::*[@data-editorial]"):
            printed += text
    return f"{every}\n{printed}"


def within(text: Any) -> Any:
    """一截字在哪个元素里。"""
    near = text.getparent()
    return near.getparent() if text.is_tail else near


def target(site: Path, link: str) -> list[str]:
    """一个结果链到的文字：那一段，连同页名。

    链到小标题的，是标题下面的一节；链到整页的，是打开就看得见的。
    """
    address, _, anchor = link.partition("#")
    main = _article(str(site / address))
    if not anchor:
        return [words(opening(main))]
    (name,) = main.xpath(".//h1")
    (element,) = main.xpath(".//*[@id=$id]", id=anchor)
    section = [name, element]
    if element.tag in HEADINGS:
        for after in element.itersiblings():
            if after.tag in HEADINGS:
                break
            section.append(after)
    folds = element.xpath("count(ancestor-or-self::details)")
    return [words(one.xpath(UNFOLDED, folds=folds)) for one in section]


def opening(main: Any) -> Iterator[Any]:
    """打开一页看得见的字：页名，到第一个小标题为止的一节（资料的引子、步骤都在里面）；不够一屏的，看满一屏。"""
    length = 0
    for text in main.xpath(SEEN):
        if length >= SCREEN and within(text).xpath(SUBHEAD):
            break
        length += len(squeezed(text))
        yield text


def says(site: Path, link: str, expect: Sequence[str]) -> bool:
    """一个结果链到的文字里有没有 expect 里的一个。"""
    text = squeezed("\n".join(target(site, link)))
    return any(squeezed(wanted) in text for wanted in expect)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """一句的分：种类，第一条对不对，前五条对不对，有没有亮出急救的话，用了几毫秒。"""

    query: str
    kind: str
    first: bool
    five: bool
    urgent: bool
    took: float
    shown: list[list[str]]


def scored(site: Path, rows: Sequence[dict[str, Any]], assets: str = "") -> list[Score]:
    """一套问句，一句一分。"""
    command = ["node", str(SETS / "answers.mjs"), str(site / "search"), *filter(None, [assets])]
    asked = json.dumps([row["query"] for row in rows])
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    return [_score(site, row, answer) for row, answer in zip(rows, answers, strict=True)]


def _score(site: Path, row: dict[str, Any], answer: dict[str, Any]) -> Score:
    """wants 是地址，expect 是链到的字；两样都空着的，什么也不该有。"""
    groups = answer["shown"]
    wants, expect = row.get("wants") or [], row.get("expect") or []
    if not wants and not expect:
        first = five = not answer["total"] and not groups
    elif expect:
        lead = [*groups[:1], ["help.html#tel-110"]] if answer["urgent"] else []
        first, five = ranks(site, answer["lead"], groups, expect)
        five = five or any(says(site, link, expect) for one in lead for link in one)
    else:
        first, five = among(site, groups, wants)
    return Score(
        query=row["query"],
        kind=row["kind"],
        first=first,
        five=five,
        urgent=bool(answer["urgent"]),
        took=answer["took"],
        shown=groups,
    )


def ranks(
    site: Path, lead: int, groups: Sequence[Sequence[str]], expect: Sequence[str]
) -> tuple[bool, bool]:
    """第一条对不对，前五条里有没有对的；最上面的 lead 样（急话、卡片）不占结果的位子。"""
    links = [[link] for group in groups[lead:] for link in group]
    places = [*groups[:lead], *links[:FIVE]]
    found = [any(says(site, link, expect) for link in place) for place in places]
    return bool(found and found[0]), any(found)


def among(site: Path, groups: Sequence[Sequence[str]], wants: Sequence[str]) -> tuple[bool, bool]:
    """第一页的头一条、前五页的各条，有没有要的地址；卡片的各个链接一起看。"""
    hits = [_hits(site, group, wants) for group in groups[:FIVE]]
    first = bool(hits and hits[0] and (hits[0][0] == groups[0][0] or _card(groups[0])))
    return first, any(hits)


def _hits(site: Path, group: Sequence[str], wants: Sequence[str]) -> list[str]:
    return [link for link in group if _wanted(site, link, wants)]


def _wanted(site: Path, link: str, wants: Sequence[str]) -> bool:
    """要整页的，页上哪一段都算；要一节的，要那一节，或者节里的一条。"""
    address = link.partition("#")[0]
    return bool({link, address, f"{address}#{section(site, link)}"} & set(wants))


@cache
def section(site: Path, link: str) -> str:
    """一个结果链到的地方在哪个小标题下。"""
    address, _, anchor = link.partition("#")
    above = "ancestor-or-self::*/preceding::*[self::h2][@id][1]/@id"
    found = _article(str(site / address)).xpath(f"//*[@id=$id]/{above}", id=anchor)
    return found[-1] if found else ""


def _card(group: Sequence[str]) -> bool:
    """卡片里的链接不在一页上。"""
    return len({link.partition("#")[0] for link in group}) > 1


def rows_of(name: str) -> list[dict[str, Any]]:
    """一套问句；没有这一套就是空的。"""
    path = SETS / f"{name}.yml"
    if not path.is_file():
        return []
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def lines(scores: Sequence[Score]) -> Iterator[list[str]]:
    """各种类和合计：几句、第一条对的、前五条对的、亮出急救的话的。"""
    kinds: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        kinds[one.kind].append(one)
    for kind, some in [*sorted(kinds.items()), ("合计", list(scores))]:
        count = len(some)
        shares = [sum(getattr(one, name) for one in some) for name in ("first", "five", "urgent")]
        yield [kind, f"{count}", *(f"{share / count:.3f}" for share in shares)]


def table(site: Path, name: str, assets: str = "") -> str:
    """一套问句的表，末尾是一句用几毫秒。"""
    scores = scored(site, rows_of(name), assets)
    head = ["种类", "句数", "第一条", "前五条", "亮110"]
    text = [f"【{name}】", "\t".join(head)]
    text += ["\t".join(line) for line in lines(scores)]
    times = sorted(one.took for one in scores)
    slow = times[int(len(times) * 0.95)]
    text.append(f"一句用的毫秒：中位 {statistics.median(times):.1f}，95% {slow:.1f}")
    return "\n".join(text)


def misses(site: Path, name: str) -> Iterator[str]:
    """没有排在第一的各句，和排在前面的。"""
    rows = rows_of(name)
    for row, one in zip(rows, scored(site, rows), strict=True):
        if not one.first:
            mark = "△" if one.five else "✗"
            wants = row.get("wants") or row.get("expect") or "没有"
            top = [group[0] for group in one.shown[:3]]
            yield f"{mark} {one.kind} {one.query}\n    要 {wants}\n    得 {top}"


def main() -> None:
    """照参数打印。"""
    site, *rest = sys.argv[1:]
    if rest[:1] == ["--misses"]:
        if rest[1] in SEALED:
            raise SystemExit("这一套留作检验，只看总分")
        print("\n".join(misses(Path(site), rest[1])))
        return
    for name in NAMES:
        if rows_of(name):
            print(table(Path(site), name, *rest))


if __name__ == "__main__":
    main()
