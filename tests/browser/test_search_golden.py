"""标准问法：四套的总分不低于约定；在真实的浏览器里打字，看到的和引擎答的一样。"""

from contextlib import suppress
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import TimeoutError as TimedOut
from search_sets import rows_of, says, scored, squeezed, target

pytestmark = pytest.mark.browser

LITERAL = {"term", "char", "cut", "sentence", "pasted", "latin", "quoted"}


# 一个字一个字打进框里，粘贴的一次贴进去，等这一次的结果摆好；返回前几条结果的地址。
# 真的按键另有测试（test_search_box）；几百句都按键，一半时间花在来回传话上。
TYPED = """async ([words, pasted]) => {
  const box = document.querySelector("dialog.search input[type=search]");
  const enter = (value) => {
    box.value = value;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return new Promise((done) => setTimeout(done));
  };
  await enter("");
  const letters = [...words];
  for (let n = pasted ? letters.length : 1; n <= letters.length; n += 1) await enter(letters.slice(0, n).join(""));
  const status = "dialog.search:has(#search-list[aria-busy=false]) .search-status";
  // 只取到一部分索引时也先给结果，全取到了才算数。
  const waiting = () => (document.querySelector(status)?.textContent ?? "还在载入").includes("还在载入");
  while (waiting()) await new Promise((done) => setTimeout(done, 5));
  return [...document.querySelectorAll("a.search-item")].map((one) => one.href);
}"""


def found(page, query, *, pasted):
    """把一句问法打进搜索框（pasted 是一次贴进去），返回前几条结果的地址。"""
    return page.evaluate(TYPED, [query, pasted])


@cache
def scores_of(site, name):
    """一套问法的分；几项都用，只算一次。"""
    return scored(site, rows_of(name))


def share(scores, name):
    """几成是对的。"""
    return sum(getattr(one, name) for one in scores) / len(scores)


# 四套的约定：第一条、前五条至少几成对。达到了就提上去，不往下调；
# 比量到的留两三句的余地：添一份资料，有几句答到新的那一份上，不算错。
WANTED = {
    "tuning": (0.85, 0.98),
    "heldout": (0.9, 0.963),
    "people": (0.962, 0.992),
    "sealed": (0.912, 0.966),
}


@pytest.mark.parametrize("name", WANTED)
def test_people_find_what_they_ask_for(site, name):
    """四套问法各自的总分不低于约定；不是问句的（词、数字、拼音、整句），前五条里都有。"""
    scores = scores_of(site, name)
    first, five = WANTED[name]
    print(name, share(scores, "first"), share(scores, "five"))
    assert share(scores, "first") >= first
    assert share(scores, "five") >= five
    if name in ("tuning", "heldout"):
        exact = [one for one in scores if one.kind not in ("question", "synonym", "number")]
        assert share(exact, "five") >= 0.98


@pytest.mark.parametrize("name", ["people", "sealed"])
def test_the_right_people_see_the_number(site, name):
    """急事九成五以上亮出 110；查公文的，不到百分之二。"""
    scores = scores_of(site, name)
    urgent = [one for one in scores if one.kind == "urgent"]
    official = [one for one in scores if one.kind == "official"]
    assert share(urgent, "urgent") >= 0.95
    assert share(official, "urgent") <= 0.02


@pytest.mark.parametrize("name", ["people", "sealed"])
def test_each_kind_of_need_is_met(site, name):
    """单位的名字，头一条就是它；没有答案的直说；找资料的、急事的，头一条对的不少于约定。"""
    wanted = {"unit": 1, "none": 0.95, "publicity": 0.88, "urgent": 0.92}
    for kind, least in wanted.items():
        some = [one for one in scores_of(site, name) if one.kind == kind]
        print(name, kind, share(some, "first"))
        assert share(some, "first") >= least, kind


def test_the_box_shows_what_the_engine_answers(served, site):
    """在框里一个字一个字地打，看到的各条和引擎直接答的一样。"""
    page = served("units/health.html", 1440)
    page.click("header [data-search-open]")
    page.wait_for_selector("dialog.search[open]")
    rows, scores = [], []
    for name in ("tuning", "people"):
        rows += rows_of(name)[::12]
        scores += scores_of(site, name)[::12]
    for row, score in zip(rows, scores, strict=True):
        urls = found(page, row["query"], pasted=row["kind"] == "pasted")
        links = [link_of(url) for url in urls]
        answered = [link for group in score.shown for link in group]
        assert links == answered[len(answered) - len(links) :], row["query"]


def link_of(url):
    """网址里的地址和锚点。"""
    parts = urlsplit(url)
    return parts.path.lstrip("/") + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def plain(text):
    return "".join(c for c in squeezed(text).lower() if c.isalnum())


def test_marks_are_right(served, browser, site):
    """点开结果，要找的词在页名和那一段里出现的都标出来，别的不标。至少 95 %。"""
    finder, page = served("index.html", 360), served("index.html", 360)
    finder.click("header [data-search-open]")
    finder.wait_for_selector("dialog.search[open]")
    right_ones = wrong_ones = 0
    for row in rows_of("heldout")[::3]:  # 各种问法都轮得到；逐字打进框里另有一项看
        links = found(finder, row["query"], pasted=True)[:5] if row["expect"] else []
        link = next((url for url in links if says(site, link_of(url), row["expect"])), None)
        if not link:
            continue
        page.goto(link)
        words = [plain(word) for word in parse_qs(urlsplit(link).query).get("h", [""])[0].split()]
        if words:  # 标记的脚本是后来才取的，机器忙时要等它一等；等不到就照没有标算
            with suppress(TimedOut):
                page.wait_for_selector("article mark", state="attached", timeout=1500)
        there = plain("\n".join(target(site, link_of(link))))
        marks = [plain(mark) for mark in page.locator("article mark").all_text_contents()]
        here = [word for word in words if word in there]
        ok = bool(here) and all(word in "".join(marks) for word in here)
        ok = ok and all(any(mark in word or word in mark for word in words) for mark in marks)
        if row["kind"] in LITERAL:
            ok = ok and plain(row["query"]) in "".join(marks)
        # 只靠问法找到的，没有字可标：指到一段的，那一段整个衬底色；指到整页的，从头看
        ok = ok or (
            not words and page.locator("article :target").count() == bool(urlsplit(link).fragment)
        )
        right_ones += ok
        wrong_ones += not ok
    print("marks", right_ones, wrong_ones)
    assert right_ones / (right_ones + wrong_ones) >= 0.95
