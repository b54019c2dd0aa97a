"""无障碍检查：打开一页，摆出各种状态，用 axe、键盘、量目标、重排各查一遍。test_access.py 和 audit.py 共用。"""

import os
import shutil
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import axe_playwright_python
from playwright.sync_api import TimeoutError as NotInTime

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
# 不带窗口的一样排版，快三成；只有 Debian 有这个包，别的系统用普通的。出第一屏的先后两样不同，看快慢、看挪动用普通的。
CHROMIUM = shutil.which("chromium")
LAUNCH = {
    "executable_path": shutil.which("chromium-headless-shell") or CHROMIUM,
    "args": [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    + ([] if os.geteuid() else ["--no-sandbox"]),
}

DESKTOP, PHONE = (1280, 800), (320, 640)
ZOOMED = (320, 256)  # 1280×1024 的屏幕放大到 400%
SCHEMES = ("light", "dark")

# 长页排完、脚本都接上了才算打开：一份一份排的那一会儿，没排到的字读不出来。
SETTLED = """new Promise((done) => {
  const look = () => (document.querySelector(".later") ? setTimeout(look, 20) : done());
  requestAnimationFrame(() => setTimeout(look));
})"""


def settled(page, go, address, **how):
    """用 go 打开 address，等到排完。"""
    response = go(address, **how)
    page.evaluate(SETTLED)
    return response


# 最坏的时候：脚本晚到，朗读的语音更晚才有。
LATE = """
const voices = [];
speechSynthesis.getVoices = () => voices;
addEventListener("load", () => setTimeout(() => {
  voices.push({lang: "zh-CN"});
  speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}, 100));
globalThis.moved = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const node = sources[0]?.node;
    moved.push(`${value.toFixed(4)} ${node?.parentElement?.outerHTML.slice(0, 80)}`);
  }
}).observe({type: "layout-shift", buffered: true});
"""

# 每一页开头就放进去的。里面的每个函数只看，不改。
LOOK = r"""
(() => {
const CONTROLS = "a[href], button, summary, input, select, textarea, [tabindex]:not([tabindex^='-'])";
const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const open = () => document.querySelector("dialog:modal") ?? document.body;
const controls = () => all(CONTROLS, open()).filter((e) => shown(e) && !e.disabled);
const text = (e) => (e.innerText ?? e.textContent ?? "").trim().replace(/\s+/g, " ");

// 一个元素在哪里：给人看的，不求唯一。
function where(e) {
  if (!e || e.nodeType !== 1) return "（无）";
  const one = (e) => e.tagName.toLowerCase() + (e.id && !/^search-option/.test(e.id) ? `#${e.id}` : "") + [...e.classList].map((name) => `.${name}`).join("");
  const parts = [];
  for (let at = e; at && at !== document.body && parts.length < 3; at = at.parentElement) {
    parts.unshift(one(at));
    if (at.id) break;
  }
  const said = (e.getAttribute("aria-label") || text(e)).slice(0, 14);
  return parts.join(" > ") + (said ? `“${said}”` : "");
}

// 链接夹在一句话里：它所在的那一块里还有别的字。这样的目标不论大小。
function inSentence(e) {
  if (e.tagName !== "A" || !getComputedStyle(e).display.startsWith("inline")) return false;
  const blockOf = (node) => {
    let at = node.parentElement;
    while (getComputedStyle(at).display.startsWith("inline") && at !== document.body) at = at.parentElement;
    return at;
  };
  const block = blockOf(e);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (/[\p{L}\p{N}]/u.test(node.data) && !node.parentElement.closest(CONTROLS) && blockOf(node) === block && shown(node.parentElement)) return true;
  }
  return false;
}

// 量每一个目标：[短边, 在哪里]。夹在句子里的不量。
function targets() {
  return controls().filter((e) => !inSentence(e) && !e.matches("[tabindex='0']:not(a, button, input, select, textarea, summary)")).map((e) => {
    const box = (e.matches("input[type=checkbox], input[type=radio]") && e.closest("label") || e).getBoundingClientRect();
    return [Math.round(Math.min(box.width, box.height) * 10) / 10, `${where(e)} ${box.width.toFixed(0)}×${box.height.toFixed(0)}`];
  });
}

// 横着放不下的，和被裁掉的字。
function spill() {
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) found.push(["要左右拖", `整页宽 ${document.documentElement.scrollWidth}`]);
  for (const e of all("body *")) {
    if (e.closest("svg, template") || !shown(e)) continue;
    const style = getComputedStyle(e);
    const more = [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight];
    if (style.display === "inline" || !e.clientWidth || e.clientWidth <= 1) continue;
    if (/auto|scroll/.test(style.overflowX) && more[0] > 1) found.push(["要左右拖", `${where(e)} 多出 ${more[0]}`]);
    const cut = [style.overflowX, style.overflowY].some((way, index) => /hidden|clip/.test(way) && more[index] > 1);
    if (cut && e.tagName !== "INPUT" && text(e)) found.push(["字被裁掉", `${where(e)} ${more}`]);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || !shown(node.parentElement) || node.parentElement.closest("thead, .skip, svg")) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width && (box.right > wide + 1 || box.left < -1)) found.push(["字在屏幕外", `${where(node.parentElement)} ${box.left.toFixed(0)}–${box.right.toFixed(0)}`]);
  }
  return found;
}

// 在自己的滚动框里，还没滚到看得见的地方：那一点上点到的本来就不是它。
function scrolledAway(e, y) {
  for (let box = e.parentElement; box; box = box.parentElement) {
    const { top, bottom } = box.getBoundingClientRect();
    if (/auto|scroll/.test(getComputedStyle(box).overflowY) && (y < top || y > bottom)) return true;
  }
  return false;
}

// 盖住别的控件的控件：中间点到的不是它自己。
function covered() {
  return controls().filter((e) => {
    if (e.matches(".skip, option")) return false;
    const box = e.getClientRects()[0];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || scrolledAway(e, y)) return false;
    const hit = document.elementFromPoint(x, y);
    return hit && hit !== e && !e.contains(hit) && !hit.closest(".tip, details.menu, .piece-bar") && // 底边的一条下面的，划一下就出来
      hit.closest(CONTROLS) && !hit.closest(CONTROLS).contains(e);
  }).map((e) => ["点不到", where(e)]);
}

// 页面的骨架：标题、地标、语言、Tab 次序。
function structure() {
  const found = [];
  const say = (...what) => found.push(what);
  const html = document.documentElement;
  if (html.lang !== "zh-CN") say("语言", `html lang=${html.lang}`);
  if (!document.title.trim()) say("标题", "没有 title");
  const headings = all("h1, h2, h3, h4, h5, h6").filter(shown);
  if (headings.filter((e) => e.tagName === "H1").length !== 1) say("一级标题", `有 ${headings.filter((e) => e.tagName === "H1").length} 个`);
  headings.reduce((last, e) => {
    const level = Number(e.tagName[1]);
    if (level > last + 1) say("标题跳级", `${where(e)} 从 ${last} 到 ${level}`);
    return level;
  }, 0);
  for (const e of headings) if (!text(e)) say("空标题", where(e));
  for (const tag of ["main", "header", "footer"]) {
    const found = all(`body > ${tag}, body > :not(article, dialog) ${tag}`).filter(shown);
    if (found.length !== 1) say("地标", `${tag} 有 ${found.length} 个`);
  }
  const names = all("nav, [role=search]").filter(shown).map((e) => `${e.tagName}:${e.getAttribute("aria-label") ?? ""}`);
  for (const [index, name] of names.entries()) {
    if (/^NAV:$/.test(name)) say("地标没有名字", where(all("nav").filter(shown)[index]));
    if (names.indexOf(name) !== index) say("地标重名", name);
  }
  for (const e of all("[tabindex]")) if (e.tabIndex > 0) say("Tab 次序写死了", where(e));
  for (const e of all("[id]")) if (document.querySelectorAll(`#${CSS.escape(e.id)}`).length > 1) say("编号重了", where(e));
  return found;
}

// 控件的名字：要有，要是中文或数字；界面上的字没有剩下的英文。正文照原样。
function names() {
  const found = [];
  const foreign = (said) => /[A-Za-z]{2,}/.test(said.replace(/GB\/T|CC BY|MIT|WCAG|Esc|https?:\S+|\S+@\S+/g, ""));
  axe.setup(document);
  for (const e of controls()) {
    // 宽屏上没展开也看得见的折叠，axe 当它藏着。
    const name = axe.commons.text.accessibleText(e).trim() || (e.closest("details:not([open])") ? text(e) : "");
    if (!/[\u4e00-\u9fff0-9]/.test(name)) found.push(["名字不是中文", `${where(e)} 叫“${name}”`]);
  }
  axe.teardown();
  for (const e of all("[aria-label], [title], [alt], [placeholder], [aria-roledescription], [aria-description]")) {
    for (const name of ["aria-label", "title", "alt", "placeholder", "aria-roledescription", "aria-description"]) {
      const said = e.matches(".point") ? "" : e.getAttribute(name) ?? ""; // “⋯”的名字里是公文的原话
      if (foreign(said)) found.push(["界面上有英文", `${where(e)} ${name}=${said}`]);
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const at = node.parentElement;
    if (!shown(at) || at.closest("code, .quoted, textarea, .official, [data-official], .search-list, .search-results, [lang]:not(html)")) continue;
    const chrome = at.closest("header, footer, nav, dialog, form, button, summary, label, .tip");
    if (chrome ? foreign(node.data) && !/版本/.test(node.data) : /([A-Za-z]+['’,]?\s+){3}[A-Za-z]+/.test(node.data)) found.push([chrome ? "界面上有英文" : "外文没标语言", `${where(at)} ${node.data.trim().slice(0, 30)}`]);
  }
  return found;
}

// 要求少动的人：什么都不动。
function motion() {
  const found = [];
  const still = (time) => time.split(",").every((one) => parseFloat(one) === 0);
  if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") found.push(["会动", "平滑滚动"]);
  for (const e of all("body, body *")) for (const part of [null, "::before", "::after", "::backdrop"]) {
    const style = getComputedStyle(e, part);
    if (style.animationName !== "none" && !still(style.animationDuration)) found.push(["会动", `${where(e)} 动画`]);
    if (!still(style.transitionDuration)) found.push(["会动", `${where(e)} 过渡`]);
  }
  return found;
}

// ---- 键盘 ----

const rgb = (color) => (color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
const light = (color) => {
  const [r, g, b] = rgb(color).map((value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
const behind = (e) => {
  for (let at = e.parentElement; at; at = at.parentElement) {
    const color = rgb(getComputedStyle(at).backgroundColor);
    if (color.length === 3 || color[3] === 1) return getComputedStyle(at).backgroundColor;
  }
  return "rgb(255, 255, 255)";
};

// 焦点框：至少 2 像素，和背后的颜色差 3 比 1，没有被裁掉。
function ring(e) {
  const style = getComputedStyle(e);
  const width = parseFloat(style.outlineWidth);
  if (style.outlineStyle === "none" || width < 2) return ["没有焦点框"];
  const found = [];
  const contrast = ratio(style.outlineColor, behind(e));
  if (contrast < 3) found.push(`焦点框太淡，${contrast.toFixed(1)} 比 1`);
  const grow = width + parseFloat(style.outlineOffset);
  const boxes = [...e.getClientRects()].filter((box) => box.width && box.height);
  let room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let at = e.parentElement; at && at !== document.documentElement; at = at.parentElement) {
    if (!/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflow)) continue;
    const box = at.getBoundingClientRect();
    room = { left: Math.max(room.left, box.left), top: Math.max(room.top, box.top), right: Math.min(room.right, box.right), bottom: Math.min(room.bottom, box.bottom) };
  }
  const cut = boxes.length && boxes.every((box) => box.width < room.right - room.left && box.height < room.bottom - room.top) &&
    [Math.min(...boxes.map((box) => box.left)) - grow < room.left - 0.5 && "左", Math.min(...boxes.map((box) => box.top)) - grow < room.top - 0.5 && "上",
      Math.max(...boxes.map((box) => box.right)) + grow > room.right + 0.5 && "右", Math.max(...boxes.map((box) => box.bottom)) + grow > room.bottom + 0.5 && "下"].filter(Boolean);
  if (cut && cut.length) found.push(`焦点框${cut.join("、")}边看不见`);
  return found;
}

// 有焦点的控件露着没有：四角往里一点和正中，点到的都要是它自己。
function exposed(e) {
  const points = [...e.getClientRects()].filter((box) => box.width && box.height).flatMap((box) => [[.5, .5], [.2, .2], [.8, .2], [.2, .8], [.8, .8]].map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]));
  const seen = points.filter(([x, y]) => {
    const hit = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && document.elementFromPoint(x, y);
    return hit && (e === hit || e.contains(hit) || hit.matches(".point")); // “⋯”四周是透明的
  });
  if (!seen.length) return ["有焦点却看不见"];
  const [tall, wide] = [e.getBoundingClientRect().height > innerHeight * .8, e.getBoundingClientRect().width > innerWidth];
  return seen.length < points.length && !tall && !wide ? ["有焦点，却被盖住一部分"] : [];
}

let trip = null;

function begin() {
  const stops = controls().filter((e) => e.tabIndex >= 0);
  trip = { left: new Set(stops), order: new Map(stops.map((e, index) => [e, index])), first: null, last: null };
  return stops.length;
}

// 按了一次 Tab 之后：到了哪里，有什么不对。走完了返回 null。
function step(back) {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement || e === trip.first) return null; // 走完一圈
  trip.first ??= e;
  const found = [...exposed(e), ...ring(e)].map((said) => [said, where(e)]);
  const box = e.getBoundingClientRect();
  // 自己能滚的一栏，滚了多少也算上：焦点到了下面，栏跟着滚。
  let down = scrollY;
  for (let outer = e.parentElement; outer && outer !== document.documentElement; outer = outer.parentElement) down += outer.scrollTop;
  const at = { e, left: box.left + scrollX, right: box.right + scrollX, top: box.top + down, bottom: box.bottom + down, land: e.closest("header, nav, aside, main, footer, dialog") };
  const last = trip.last;
  if (last && last.land === at.land) {
    const [one, two] = back ? [at, last] : [last, at];
    if (two.bottom <= one.top + 1 && two.left < one.right && !at.land?.closest("header") && ![e, last.e].some((one) => one.closest(".tip, .toc"))) found.push(["次序和眼睛看的不一样", `${where(one.e)} 之后是 ${where(two.e)}`]);
  }
  if (last && trip.order.has(e) && trip.order.has(last.e) && (trip.order.get(e) - trip.order.get(last.e)) * (back ? -1 : 1) < 0) found.push(["次序和源码不一样", where(e)]);
  trip.left.delete(e);
  trip.last = at;
  return found;
}

const missed = () => [...trip.left].filter(shown).map((e) => ["Tab 走不到", where(e)]);

globalThis.look = { all, shown, where, targets, spill, covered, structure, names, motion, begin, step, missed };
})();
"""

# 字距、行距、段距照 WCAG 1.4.12 放大。
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"

# axe 的规则全开，连最佳做法、AAA、试验中的都在；只有藏起的内容不用它提醒，由各种状态去查。
# 7 比 1 那条不管低于 4.5 比 1 的，两条要一起用。
RUN_AXE = """async ([within, which]) => {
    const colours = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];
    const wanted = (id) => id !== 'hidden-content' && (which === 'all' || colours.includes(id) === (which === 'colours'));
    const runOnly = axe.getRules().map(({ ruleId }) => ruleId).filter(wanted);
    const done = await axe.run(within ?? document, { runOnly, resultTypes: ['violations'] });
    return done.violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => [
        id, impact, node.target.flat(9).join(' '), [...node.any, ...node.all, ...node.none].map(({ message }) => message).join('；')]));
}"""


class Finding(NamedTuple):
    """一处不对：哪条规则、哪一页、什么状态、哪个元素、怎么不对。"""

    rule: str
    page: str
    state: str
    selector: str
    said: str = ""

    def __str__(self):
        return f"{self.rule}｜{self.page}｜{self.state}｜{self.selector}｜{self.said}".rstrip("｜")


# ---- 摆出一种状态 ----


def _unfold(page):
    page.evaluate("for (const one of look.all('main details')) one.open = true")


def _menu(page):
    page.click("details.menu > summary")
    page.wait_for_selector("details.menu[open] nav")


def _search(page, words="拐", found="dialog.search a.search-item"):
    page.click("header [data-search-open]")
    page.fill("dialog.search input[type=search]", words)
    page.wait_for_selector(found)
    page.wait_for_function(
        "/(有|前|找到)。$/.test(document.querySelector('dialog.search [role=status]').textContent)"
    )


def _search_empty(page):
    _search(page, "光刻机", "dialog.search .search-ways")


def _passage(page):
    passage = page.locator("[data-official]:visible:has(.point)").first
    passage.hover(position={"x": 4, "y": 4})  # 正中可能是名词，它的解释会盖住按钮
    passage.locator(".point").click()
    page.wait_for_selector("dialog.sheet[open]")


def _report(page):
    page.locator("[data-report]:visible").first.click()
    page.wait_for_selector("dialog.sheet[open]")


def _term(page):
    page.locator("a.term:visible").first.focus()
    page.wait_for_selector(".tip")


def _results(page):
    page.fill("[data-search-page] input[type=search]", "拐")
    page.wait_for_selector("[data-search-results] a.search-item")
    page.wait_for_selector("[data-search-facets]:not([hidden])")


def _chosen(page):
    page.select_option("form[data-filter] select[name=unit]", index=1)


# 名字：有什么元素看得见才有这种状态、怎样摆出来、axe 只看哪里（浮层盖住了别的，别的在别处查过）。
STATES = {
    "全部展开": ("main details", _unfold, None),
    "菜单开着": ("details.menu > summary", _menu, None),
    "搜索框有结果": ("header [data-search-open]", _search, "dialog.search"),
    "搜索框没有结果": ("header [data-search-open]", _search_empty, "dialog.search"),
    "引用一段": (".point", _passage, "dialog.sheet"),
    "报告问题": ("[data-report]", _report, "dialog.sheet"),
    "名词解释": ("a.term", _term, "article"),
    "搜索页有结果": ("[data-search-page] input", _results, "main"),
    "筛选过": ("form[data-filter]", _chosen, "main"),
}
# 浮层：开它的、开它的动作。
LAYERS = {
    "搜索框": STATES["搜索框有结果"][:2],
    "引用一段": STATES["引用一段"][:2],
    "报告问题": STATES["报告问题"][:2],
}


class Audit:
    """查一些页，记下不对的和各种数目。"""

    def __init__(self, browser, root):
        self.browser, self.root = browser, Path(root)
        self.found: list[Finding] = []
        self.count = Counter()
        self.smallest = (999.0, "")

    @contextmanager
    def open(self, name, size=DESKTOP, **media):
        """打开一页。一律按要求少动的人打开，免得等它滚完。"""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
            bypass_csp=True,
            **media,
        )
        context.add_init_script(LOOK)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.name = name
        try:
            self.load(page)
            yield page
        finally:
            context.close()

    def load(self, page, name=None, elder=None):
        """重新打开，或换一页；也可以换成长辈版，换回来。"""
        page.name = name or page.name
        if elder is not None:
            page.evaluate("(on) => localStorage.setItem('elder', on)", "on" if elder else "")
        settled(page, page.goto, (self.root / page.name).as_uri())
        page.evaluate(AXE.read_text("utf-8"))

    def add(self, page, state, pairs):
        """记下 [规则, 在哪里] 这样的一串。"""
        self.found += [Finding(rule, page.name, state, selector) for rule, selector in pairs]

    def axe(self, page, state, within=None, which="all"):
        """用 axe 查一遍：全部规则（all）、只查颜色（colours）、不查颜色（shapes）。"""
        self.count["axe 次数"] += 1
        for rule, impact, selector, said in page.evaluate(RUN_AXE, [within, which]):
            self.found.append(Finding(f"{rule}（{impact}）", page.name, state, selector, said))

    def hover(self, page, state, within=None):
        """鼠标停在上面时的颜色：叫浏览器当每个控件都被停着，再查一遍颜色。"""
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        for one in session.send(
            "DOM.querySelectorAll", {"nodeId": root, "selector": "a, button, summary, select"}
        )["nodeIds"]:
            session.send("CSS.forcePseudoState", {"nodeId": one, "forcedPseudoClasses": ["hover"]})
        self.axe(page, state, within, "colours")
        session.detach()

    def targets(self, page, state, least=44):
        """手机上每个单独的目标不小于 least。"""
        for size, selector in page.evaluate("look.targets()"):
            self.count["目标"] += 1
            self.smallest = min(self.smallest, (size, f"{page.name} {selector}"))
            if size < least - 0.1:
                self.found.append(Finding(f"目标小于 {least}", page.name, state, selector))

    def look(self, page, state, within=None, scheme="light"):
        """这个状态下能查的都查一遍：axe、名字、横向、点得到；手机上还量目标。深色只换颜色，就只查颜色。"""
        self.axe(page, state, within, "all" if scheme == "light" else "colours")
        if page.viewport_size["width"] > 600:
            self.hover(page, f"{state}，鼠标停在上面", within)
        if scheme == "light":
            self.fits(page, state)

    def fits(self, page, state):
        """名字、横向、点得到；手机上还量目标。"""
        self.add(
            page, state, page.evaluate("[...look.names(), ...look.spill(), ...look.covered()]")
        )
        if page.viewport_size["width"] < 600:
            self.targets(page, state)

    def states(self, page, prefix, scheme="light"):
        """把这一页有的状态一个个摆出来查。"""
        for name, (selector, arrange, within) in STATES.items():
            if page.locator(f"{selector}:visible").count() == 0:
                continue
            try:
                arrange(page)
            except NotInTime as error:
                self.found.append(
                    Finding(
                        "摆不出来",
                        page.name,
                        f"{prefix}，{name}",
                        selector,
                        str(error).split("\n")[0],
                    )
                )
            else:
                self.count[name] += 1
                self.look(page, f"{prefix}，{name}", within, scheme)
            self.load(page)

    def reflow(
        self, page, state, sizes=((320, 256), (360, 640), (640, 512), (768, 1024), (1280, 800))
    ):
        """换几种屏幕，再放大字距：不用左右拖，字不被裁掉。320×256 是 1280×1024 放大到 400%，640×512 是 200%。"""
        for width, height in sizes:
            told = f"{state}，{width}×{height}"
            page.set_viewport_size({"width": width, "height": height})
            self.add(page, told, page.evaluate("look.spill()"))
            if width == 360:
                self.targets(page, told)
            style = page.add_style_tag(content=SPACING)
            self.add(page, f"{told}，放大字距", page.evaluate("look.spill()"))
            style.evaluate("(e) => e.remove()")
            self.count["重排"] += 2

    def walk(self, page, state, key="Tab", limit=None):
        """从头按 Tab 走到尾：看得见、有焦点框、有次序、一个不漏、不困住人。"""
        expected = page.evaluate("look.begin()")
        most = limit or expected * 2 + 20
        for _ in range(most):
            page.keyboard.press(key)
            found = page.evaluate("(back) => look.step(back)", key != "Tab")
            if found is None:
                break
            self.count["键盘走过的控件"] += 1
            self.add(page, state, found)
        else:
            if not limit:
                self.found.append(
                    Finding(
                        "走不出去",
                        page.name,
                        state,
                        page.evaluate("look.where(document.activeElement)"),
                    )
                )
        if not limit:
            self.add(page, state, page.evaluate("look.missed()"))

    def layers(self, page, state):
        """浮层用键盘打开：焦点进去，不出来；Esc 关上，焦点回到原处。"""
        for name, (selector, _) in LAYERS.items():
            opener = page.locator(f"{selector}:visible").first
            if opener.count() == 0:
                continue
            told = f"{state}，{name}"
            opener.focus()
            page.keyboard.press("Enter")
            page.wait_for_selector("dialog:modal")
            if name == "搜索框":
                page.keyboard.insert_text("拐")
                page.wait_for_selector("dialog.search a.search-item")
                page.keyboard.press("ArrowDown")
                page.keyboard.press("ArrowDown")
                chosen = "document.querySelector('[aria-selected=true]')"
                if not page.evaluate(
                    f"{chosen}?.id === document.activeElement.getAttribute('aria-activedescendant')"
                ):
                    self.found.append(Finding("上下选不中", page.name, told, "[role=option]"))
                for back in ("ArrowUp", "ArrowUp"):
                    page.keyboard.press(back)
            if not page.evaluate(
                "Boolean(document.querySelector('dialog:modal').contains(document.activeElement))"
            ):
                self.found.append(Finding("焦点没有进去", page.name, told, selector))
            expected = page.evaluate("look.begin()")
            for _ in range(expected * 2 + 4):
                page.keyboard.press("Tab")
                found = page.evaluate("look.step(false)")
                self.count["键盘走过的控件"] += found is not None
                # 走完一圈从头再来，不算次序不对。
                self.add(page, told, [one for one in found or [] if not one[0].startswith("次序")])
                if page.evaluate(
                    "document.activeElement !== document.body && !document.querySelector('dialog:modal').contains(document.activeElement)"
                ):
                    self.found.append(Finding("焦点跑出去了", page.name, told, selector))
            self.add(page, told, page.evaluate("look.missed()"))
            page.keyboard.press("Escape")
            if page.locator("dialog[open]").count():
                self.found.append(Finding("Esc 关不上", page.name, told, selector))
                self.load(page)
            elif not opener.evaluate("(e) => e === document.activeElement"):
                self.found.append(Finding("关上后焦点没有回来", page.name, told, selector))
        self.menu_and_term(page, state)

    def menu_and_term(self, page, state):
        """菜单回车打开，Esc 关上；名词解释 Tab 能进去，Esc 收起，焦点都在原处。"""
        menu = page.locator("details.menu > summary:visible")
        if menu.count():
            menu.focus()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            if not page.evaluate(
                "Boolean(document.activeElement.closest('details.menu[open] nav'))"
            ):
                self.found.append(
                    Finding("焦点没有进去", page.name, f"{state}，菜单", "details.menu")
                )
            page.evaluate("look.begin()")
            page.locator("details.menu nav a").last.focus()
            page.keyboard.press("Tab")
            self.add(page, f"{state}，走出菜单", page.evaluate("look.step(false)") or [])
            if page.locator("details.menu[open]").count() == 0:
                menu.press("Enter")
            page.keyboard.press("Escape")
            if not menu.evaluate("(e) => e === document.activeElement && !e.parentElement.open"):
                self.found.append(
                    Finding(
                        "Esc 关不上，或焦点没有回来", page.name, f"{state}，菜单", "details.menu"
                    )
                )
        if page.locator("a.term:visible").count():
            _term(page)
            page.keyboard.press("Tab")
            if not page.evaluate("Boolean(document.activeElement.closest('.tip'))"):
                self.found.append(Finding("焦点没有进去", page.name, f"{state}，名词解释", ".tip"))
            page.keyboard.press("Escape")
            if page.locator(".tip").count() or not page.evaluate(
                "document.activeElement.matches('a.term')"
            ):
                self.found.append(
                    Finding("Esc 收不起，或焦点没有回来", page.name, f"{state}，名词解释", ".tip")
                )

    def forced(self, page):
        """强制颜色：选中、按下、当前这些样子，去掉了就该看得出不同。"""
        changes = [
            (
                "[data-elder][aria-pressed]",
                "setAttribute('aria-pressed', true)",
                "setAttribute('aria-pressed', false)",
            ),
            (
                ".menu nav a",
                "setAttribute('aria-current', 'page')",
                "removeAttribute('aria-current')",
            ),
            (
                ".tabs > ul > li > a",
                "setAttribute('aria-current', 'true')",
                "removeAttribute('aria-current')",
            ),
            (".toc a", "setAttribute('aria-current', 'true')", "removeAttribute('aria-current')"),
            (".years a", "setAttribute('aria-current', 'page')", "removeAttribute('aria-current')"),
            (".timeline > li", "dataset.now = ''", "removeAttribute('data-now')"),
            (
                "body:has([data-speak]) article p",
                "classList.add('reading')",
                "classList.remove('reading')",
            ),
            (
                "[role=option]",
                "setAttribute('aria-selected', true)",
                "setAttribute('aria-selected', false)",
            ),
        ]
        for selector, on, off in changes:
            one = page.locator(f"{selector}:visible").first
            if one.count() == 0:
                continue
            one.evaluate(f"(e) => e.{on}")
            with_it = _pixels(page, one)
            one.evaluate(f"(e) => e.{off}")
            if with_it == _pixels(page, one):
                self.found.append(Finding("强制颜色下看不出来", page.name, f"e.{on}", selector))
            self.count["强制颜色"] += 1

    def report(self, most=60):
        """不对的，同一条规则、同一个样子的并成一行。"""
        same = Counter()
        first = {}
        for one in self.found:
            key = (one.rule, one.selector.split("“")[0])
            same[key] += 1
            first.setdefault(key, one)
        lines = [f"{count:4d} 处 {first[key]}" for key, count in same.most_common()]
        return "\n".join(
            [
                f"无障碍：{len(self.found)} 处不对",
                *lines[:most],
                *(["……"] if len(lines) > most else []),
            ]
        )


def _pixels(page, one):
    """一个元素连同四周 40 像素的样子。"""
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    x, y = max(0, box["x"] - 40), max(0, box["y"] - 40)
    return page.screenshot(
        clip={"x": x, "y": y, "width": box["width"] + 80, "height": box["height"] + 80}
    )


def whole_page(audit, name):
    """一页走完全部：两种宽度、深浅、长辈版、各种状态、重排、结构、键盘、强制颜色。"""
    with audit.open(name) as page:
        audit.add(page, "结构", page.evaluate("[...look.structure(), ...look.motion()]"))
        audit.reflow(page, "重排")
        for elder in (False, True):
            for size in (DESKTOP, PHONE):
                for scheme in SCHEMES:
                    told = f"{size[0]}，{scheme}" + ("，长辈版" if elder else "")
                    page.set_viewport_size({"width": size[0], "height": size[1]})
                    page.emulate_media(color_scheme=scheme)
                    audit.load(page, elder=elder)
                    audit.look(page, told, scheme=scheme)
                    if scheme == "light" or not elder:
                        audit.states(page, told, scheme)
        audit.reflow(page, "长辈版")
    for size in (DESKTOP, ZOOMED):
        told = f"键盘 {size[0]}×{size[1]}"
        with audit.open(name, size) as page:
            audit.walk(page, told)
            audit.load(page)
            audit.walk(page, f"{told} 倒着", "Shift+Tab")
            audit.load(page)
            audit.layers(page, told)
    with audit.open(name, forced_colors="active") as page:
        audit.axe(page, "强制颜色", which="shapes")
        audit.forced(page)
    audit.count["页"] += 1
