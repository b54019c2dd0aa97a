"""make tasks：照来的人会走的路，数十四件事各要点几下、划几屏，和想要的并排印出来。

只点看得见、够得着的：先在屏幕里找，没有就划，一划是屏高的八成；点下去的那一点上要真是它。
查的是 site/，先要有 make site。只打印，不判对错；走不通的，说停在哪里。
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from access import LAUNCH, settled
from playwright.sync_api import Error, sync_playwright
from serving import serving

SITE = Path(__file__).parent.parent.parent / "site"
SCREENS = {360: 740, 1366: 768}
WECHAT = "Mozilla/5.0 (Linux; Android 14) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.50"
FAR = 60  # 划这么多下还没有，人早走了
STEPS = 12  # 手指划一下，分这么多小步
WAIT = 3000  # 毫秒：要等脚本取来的，等这么久

# 元素上看得见、点得到的一点；没有就是空的。
POINT = """node => {
  for (const box of node.getClientRects()) {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (!box.width || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
    if (node.contains(document.elementFromPoint(x, y))) return [x, y];
  }
  return null;
}"""
# 同上，夹着链接的一段，点在字上，不点在链接上。
PLAIN = """node => {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  for (let y = Math.max(top, 0) + 9; y < Math.min(bottom, innerHeight); y += 9) {
    for (let x = left + 9; x < right; x += 9) {
      const hit = document.elementFromPoint(x, y);
      if (node.contains(hit) && !hit.closest("a, button")) return [x, y];
    }
  }
  return null;
}"""
# 画面停下来没有：换没换页、滚到哪里、排完没有。
STATE = "[location.href, scrollY, document.readyState, document.querySelectorAll('.later').length]"
BELOW = "node => node.getBoundingClientRect().top > innerHeight / 2"
SENTENCES = "node => node.innerText.split('。').filter(part => part.trim()).length"


class Stuck(Exception):
    """走不下去了。"""


@dataclass
class Person:
    """一个人和他的屏幕：数着点了几下、划了几屏。"""

    page: object
    width: int
    site: Path
    address: str
    taps: int = 0
    swipes: int = 0
    said: list = field(default_factory=list)

    @property
    def by_thumb(self):
        """用手指，没有悬停。"""
        return self.width < 600

    def open(self, name):
        """打开一页：从聊天里点进来的，或者本来就开着的，不算一下。"""
        settled(self.page, self.page.goto, self.address + name)

    def settle(self):
        """等画面停下来；点了就走的，等新的一页排完。"""
        last, same = None, 0
        while same < 3:
            self.page.wait_for_timeout(100)
            try:
                now = self.page.evaluate(STATE)
            except Error:  # 正在换页
                now = None
            same = same + 1 if now and now == last else 0
            last = now

    def seen(self, target, where=POINT):
        """屏幕里看得见、点得到的一点。"""
        for one in target.all():
            if one.is_visible() and (point := one.evaluate(where)):
                return point
        return None

    def look(self, target, what, where=POINT):
        """划到看见为止。"""
        for _ in range(FAR):
            if point := self.seen(target, where):
                return point
            self._swipe(target, what)
        raise Stuck(f"划了 {FAR} 屏，没看见{what}")

    def _swipe(self, target, what):
        shown = [one for one in target.all() if one.is_visible()]
        if not shown:
            raise Stuck(f"页面上没有{what}")
        way = 1 if shown[0].evaluate(BELOW) else -1
        height = SCREENS[self.width]
        if self.by_thumb:
            self._drag(way * 0.8 * height)
        else:
            self.page.mouse.wheel(0, way * 0.8 * height)
        self.settle()
        self.swipes += 1

    def _drag(self, far):
        """手指划：点开的东西还开着，鼠标的滚轮会让它收起来。"""
        x, y = self.width / 2, SCREENS[self.width] / 2 + far / 2
        session = self.page.context.new_cdp_session(self.page)

        def touch(kind, *points):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", {"x": x, "y": y})
        for part in range(1, STEPS + 1):
            touch("touchMove", {"x": x, "y": y - far * part / STEPS})
        self.page.wait_for_timeout(100)  # 停一下再抬手，不甩出去
        touch("touchEnd")
        session.detach()

    def tap(self, target, what, where=POINT):
        """找到，点一下。"""
        x, y = self.look(target, what, where)
        if self.by_thumb:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)
        self.taps += 1
        self.settle()

    def link(self, name):
        """叫这个名字的链接。"""
        return self.page.get_by_role("link", name=name, exact=True)

    def cite(self, id):
        """点一段的“引用”“分享”：鼠标指上去就有，手指没有悬停，平时就露着。"""
        passage = self.page.locator(f"[data-official='{id}']")
        mark = passage.locator(".point")
        if not self.by_thumb:
            self.page.mouse.move(*self.look(passage, "这一段", PLAIN))
        self.tap(mark, "段末的按钮")
        self.page.locator("dialog.sheet").wait_for(timeout=WAIT)

    def file(self, target, what):
        """点一个文件，看它真在。"""
        self.look(target, what)
        near = next(one for one in target.all() if one.is_visible() and one.evaluate(POINT))
        path = near.evaluate("node => new URL(node.href).pathname").removeprefix("/")
        self.tap(near, what)
        self.said.append(Path(path).name)
        if not (self.site / path).is_file():
            raise Stuck(f"没有 {path} 这个文件")


# ---- 十四件事：各照一条路走，返回到了没有 ----


def child_missing(person):
    """孩子不见了，从聊天里点开：看见拨打 110 和第一步。"""
    person.open("publicity/missing-child.html")
    person.look(person.page.locator(".piece-call a"), "拨打 110")
    person.look(person.page.locator(".steps > li").first, "第一步")
    return person.swipes == 0


def paper_leaflet(person):
    """要一张 A4 的传单。"""
    person.open("index.html")
    person.tap(person.link("孩子走失了"), "孩子走失了")
    person.file(person.link("打印"), "打印")
    return person.taps <= 2


def word_lesson(person):
    """要一份能改的教案。"""
    person.open("index.html")
    person.tap(person.link("小学班会"), "小学班会")
    files = person.page.locator("main a[href$='.docx']")
    if not person.seen(files):
        person.tap(person.page.locator(".piece-bar a", has_text="下载"), "下载")
    person.file(files, "Word")
    return person.taps <= 2


def unit_this_year(person):
    """市教体局今年要做什么。"""
    person.open("index.html")
    person.tap(person.link("市教体局"), "市教体局")
    person.look(person.page.locator(".tag:visible", has_text="现在要做的"), "现在要做的")
    return person.taps <= 1


def cite_passage(person):
    """引用方案三（三）。"""
    person.open("index.html")
    person.tap(person.link("全文"), "全文")
    person.cite("plan-3-3")
    told = person.page.locator("dialog[open] [role=status]", has_text="出处已复制")
    told.wait_for(timeout=WAIT)
    person.said.append(told.inner_text())
    return person.taps <= 2


def share_measure(person):
    """把市教体局的一条举措发给别人：链接、二维码。"""
    person.open("index.html")
    person.tap(person.link("市教体局"), "市教体局")
    person.cite("education-sports-2023-2029-1")
    person.page.locator("dialog[open] img[src^='data:']").wait_for(timeout=WAIT)
    person.said.append("有图")
    return person.taps <= 2


def who_is_in_charge(person):
    """非法代孕谁管。"""
    person.open("index.html")
    person.tap(person.page.locator("main [data-search-open]"), "搜索")
    person.page.locator("dialog.search input[type=search]").wait_for(timeout=WAIT)
    person.page.keyboard.type("非法代孕谁管", delay=60)
    card = person.page.locator("dialog.search .search-card li")
    card.first.wait_for(timeout=WAIT)
    person.settle()
    person.look(card.first, "答案")
    person.said.append("、".join(" ".join(one.split("\n")[:2]) for one in card.all_inner_texts()))
    return person.swipes == 0


def draft_and_final(person):
    """征求意见稿和印发稿有什么不同。"""
    person.open("index.html")
    if person.by_thumb:
        person.tap(person.page.locator("details.menu summary"), "菜单")
        person.tap(person.page.locator("details.menu a", has_text="征求意见情况"), "征求意见情况")
    else:
        person.tap(person.page.locator(".tabs a", has_text="看方案"), "看方案")
        person.tap(person.page.locator(".tabs a", has_text="征求意见情况"), "征求意见情况")
    person.tap(person.page.locator("main a[href*='compare.html']"), "两稿有何不同")
    answer = person.page.locator("main h1 ~ p").first
    person.look(answer, "一句话的答案")
    count = answer.evaluate(SENTENCES)
    person.said.append(f"头一段 {count} 句")
    return count == 1


def wrong_character(person):
    """方案里看见一个错字，告诉办网站的人。"""
    person.open("plan/index.html")
    person.tap(person.link("报告问题"), "报告问题")
    person.tap(person.page.get_by_role("button", name="复制", exact=True), "复制")
    to = person.page.locator("[data-report]").first.evaluate(
        "link => Boolean(link.dataset.to || link.dataset.issues)"
    )
    person.said.append("有地方发" if to else "没写联系方式，不知道发到哪里")
    return person.taps <= 2 and to


def one_minute(person):
    """一分钟看懂方案：首页的一图读懂有几屏。"""
    person.open("index.html")
    person.look(person.page.locator("#glance"), "一图读懂")
    height = person.page.evaluate(
        "document.querySelector('.glance-small').getBoundingClientRect().bottom"
        " - document.querySelector('#glance').getBoundingClientRect().top"
    )
    screens = height / SCREENS[person.width]
    person.said.append(f"首页的一块 {screens:.1f} 屏")
    return screens <= 1


def receptionist(person):
    """宾馆前台要知道什么。"""
    person.open("index.html")
    person.tap(person.link("宾馆车站医院"), "宾馆车站医院")
    person.look(person.page.locator(".piece-text :is(.steps > li, p, li)").first, "第一条")
    return person.taps <= 1


def own_name(person):
    """把自己单位的名字写到传单上，要 A4；打字不算点。"""
    person.open("publicity/spot-and-report.html")
    person.tap(person.page.locator("[data-named] summary"), "写上你们单位的名字")
    person.page.keyboard.type("金寨县梅山镇史河社区居民委员会")
    with person.page.expect_download(timeout=WAIT) as made:
        person.tap(person.page.get_by_role("button", name="A4 PDF"), "A4 PDF")
    person.said.append(made.value.suggested_filename)
    return person.taps <= 2


def slides(person):
    """小学班会要放的课件。"""
    person.open("index.html")
    person.tap(person.link("小学班会"), "小学班会")
    person.file(person.page.locator("main a[href$='.pptx']"), "课件")
    return person.taps <= 2


def wechat_article(person):
    """公众号要发一篇：排版放上剪贴板。"""
    person.open("index.html")
    person.tap(person.link("孩子走失了"), "孩子走失了")
    person.tap(person.page.get_by_role("button", name="复制公众号排版"), "复制公众号排版")
    told = person.page.locator("[role=status]", has_text="排版已复制")
    told.wait_for(timeout=WAIT)
    person.said.append(told.inner_text())
    return person.taps <= 2


TASKS = (
    ("T1", "0 屏", child_missing),
    ("T2", "2 下", paper_leaflet),
    ("T3", "2 下", word_lesson),
    ("T4", "1 下", unit_this_year),
    ("T5", "2 下", cite_passage),
    ("T6", "2 下", share_measure),
    ("T7", "第一屏", who_is_in_charge),
    ("T8", "一句话", draft_and_final),
    ("T9", "2 下，发得出", wrong_character),
    ("T10", "一屏", one_minute),
    ("T11", "1 下", receptionist),
    ("T12", "2 下", own_name),
    ("T13", "2 下", slides),
    ("T14", "2 下", wechat_article),
)


def walk(browser, site, address, width, task):
    """一个人做一件事：点了几下，划了几屏，到了没有，看见什么。"""
    how = {"viewport": {"width": width, "height": SCREENS[width]}, "has_touch": width < 600}
    if task is child_missing and width < 600:
        how["user_agent"] = WECHAT
    context = browser.new_context(**how, is_mobile=width < 600)
    person = Person(context.new_page(), width, site, address)
    try:
        reached = task(person)
    except (Stuck, Error) as stopped:
        reached = False
        person.said.append(str(stopped).split("\n")[0])
    context.close()
    mark = "到" if reached else "没到"
    return f"{person.taps} 下 {person.swipes} 屏 {mark}", "；".join(person.said)


def main(site):
    """十四件事，两种屏幕。"""
    print("任务 | 想要 | " + " | ".join(f"{width} 像素" for width in SCREENS) + " | 看见什么")
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(**LAUNCH)
        for name, wanted, task in TASKS:
            walked = [walk(browser, site, address, width, task) for width in SCREENS]
            said = " / ".join(dict.fromkeys(about for _, about in walked if about))
            counts = " | ".join(count for count, _ in walked)
            print(f"{name} {task.__doc__.rstrip('。')} | {wanted} | {counts} | {said}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if sys.argv[1:] else SITE)
