"""读一段、引一段、问一个词：按钮、浮出的解释、长辈版、朗读、快速离开、随今天变的话。"""

import gzip
import json
import re
import subprocess
import time

import pytest
from serving import Strict, serving

pytestmark = pytest.mark.browser

# 假的中文语音：记下读了什么，读完一段马上报告。
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.voices ?? [{ lang: "zh-CN", name: "试", localService: true }], cancel() {}, addEventListener() {},
  speak(words) { window.said.push(words.text); if (!window.hold) setTimeout(() => words.onend(), 0); },
} });
"""


def sheet(page, id):
    """打开一段的单子：折着的先打开，指上去，引用才出来；任务、举措先是分享，引用在里面。"""
    passage = page.locator(f"#{id}")
    passage.evaluate("node => node.closest('details')?.setAttribute('open', '')")
    passage.hover()
    button = passage.locator(".point")
    button.click()
    if button.inner_text() == "分享":
        page.get_by_role("button", name="引用、报告问题").click()
    return page.locator("dialog.sheet[open]")


@pytest.mark.parametrize(
    ("name", "id", "button", "copied"),
    [
        ("plan/index.html", "plan-3-2", "复制出处", "《六安市反对拐卖人口行动实施方案》第三部分第（二）项，六政办秘〔2022〕49号"),
        (
            "units/health.html",
            "health-2022-4",
            "复制出处",
            "《六安市反对拐卖人口行动实施方案》附件《重点任务推进表》市卫健委2022年举措第4条（原表序号印作“5.”），六政办秘〔2022〕49号",
        ),
        ("interpretation.html", "interpretation-4-1", "复制链接", "{origin}p/interpretation-4-1.html"),
        ("table.html", "health-2", "复制链接", "{origin}t/health-2.html"),
        ("units/health.html", "health-2030-1", "复制文字", "做好总结、宣传等工作"),
    ],
)  # fmt: skip
def test_a_passage_can_be_pointed_at(reader, origin, name, id, button, copied):
    """链接、文字、出处各复制出来就是那几个字，读屏软件听得到“已复制”。律师引错一项，整段话就没有依据。"""
    page = reader(name)
    box = sheet(page, id)
    box.get_by_role("button", name=button).click()
    assert page.evaluate("navigator.clipboard.readText()") == copied.format(origin=origin)
    assert box.get_by_role("status").inner_text().startswith("已复制")


def test_the_citation_is_copied_at_once(reader):
    """点“引用”，出处已经在剪贴板里，听得到是哪一句：少点一下。"""
    page = reader("plan/index.html")
    box = sheet(page, "plan-3-3")
    said = box.get_by_role("status").filter(has_text="出处已复制")
    said.wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited == "《六安市反对拐卖人口行动实施方案》第三部分第（三）项，六政办秘〔2022〕49号"
    assert said.inner_text().endswith(cited)


@pytest.mark.parametrize(
    ("name", "id"),
    [("plan/index.html", "plan-3-3"), ("units/health.html", "health-2023-2029-1")],
)
def test_a_finger_finds_the_button_at_rest(tab, origin, name, id):
    """手机上没有悬停：正文各项的引用、举措的分享平时就露着，一点就开。"""
    page = tab(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(origin + name)
    button = page.locator(f"#{id} .point")
    assert button.evaluate("node => getComputedStyle(node).opacity") == "1"
    button.tap()
    page.locator("dialog.sheet[open]").wait_for()


def test_a_reference_carries_the_day_it_was_read(reader):
    """参考文献照 GB/T 7714—2015，引用日期是读者的今天。"""
    page = reader("plan/index.html")
    page.clock.set_fixed_time("2027-02-03T12:00:00")
    sheet(page, "plan-4-1").get_by_role("button", name="复制参考文献").click()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "六安市人民政府办公室. 六安市反对拐卖人口行动实施方案：六政办秘〔2022〕49号[EB/OL]. (2022-04-06)[2027-02-03]. "
        "https://www.luan.gov.cn/hdjl/yjzjk/content/article/10017393. 第四部分第（一）项."
    )


def test_the_sheet_works_by_keyboard_and_gives_focus_back(reader):
    """只用键盘：按钮有名字，回车打开，Esc 关上，焦点回到那一段。"""
    page = reader("plan/index.html", 1440)
    button = page.locator("#plan-1-1 .point")
    assert button.get_attribute("aria-label") == "引用：以习近平新时代中国特色社会主义…"
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.sheet[open]")
    assert page.get_by_role("dialog", name="第一部分").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.sheet", state="detached")
    assert button.evaluate("(e) => e === document.activeElement")


def test_without_clipboard_the_words_are_still_there(reader):
    """内网的 http、微信里剪贴板不给用：退回老办法；再不行就把字摆出来，让人长按选。"""
    page = reader(
        "plan/index.html",
        prepare="delete Navigator.prototype.clipboard; document.execCommand = () => false;",
    )
    box = sheet(page, "plan-3-2")
    box.get_by_role("button", name="复制出处").click()
    assert "没能复制，请长按选中：《六安市" in box.get_by_role("status").inner_text()


def test_a_term_explains_itself(reader):
    """悬停、聚焦、点按都看得到解释；鼠标能移到解释上，Esc 收起，字一个不多（WCAG 1.4.13）。"""
    page = reader("plan/index.html", 1440)
    term = page.locator("#plan-2-1 a.term", has_text="挂牌督办")
    words = page.locator("#plan-2-1").inner_text()
    tip = page.locator("[role=tooltip]")
    term.hover()
    tip.wait_for()
    tip.hover()
    page.wait_for_timeout(500)
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert tip.count() == 0
    assert page.locator("#plan-2-1").inner_text() == words
    term.focus()
    tip.wait_for()
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "看出处"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"terms\.html#"))


def test_a_unit_name_expands_on_a_touch(reader):
    """手指点一下单位简称，看到全称，不离开这一页；点别处收起。"""
    page = reader("plan/index.html")
    name = page.locator("#plan-3-3 a.term", has_text="市残联")
    name.click()
    page.locator("[role=tooltip]", has_text="六安市残疾人联合会（全称由编者补充）").wait_for()
    assert page.url.endswith("plan/index.html")
    page.mouse.click(180, 780)
    assert page.locator("[role=tooltip]").count() == 0


def test_terms_are_links_without_scripts(open_page):
    """没有脚本，词是到名词表的链接；不能用的按钮一个也不出现。"""
    page = open_page("plan/index.html", scripts=False)
    assert page.locator("button:visible").count() == 0
    page.locator("#plan-2-1 a.term", has_text="挂牌督办").click()
    page.wait_for_url(re.compile(r"terms\.html#"))
    assert page.locator("dt:target").inner_text() == "挂牌督办"


@pytest.mark.parametrize("scripts", [True, False])
def test_folds_open_in_place(open_page, scripts):
    """正文一段下面就能看解读、任务、单位，不离开这一段，没有脚本也行。"""
    page = open_page("plan/index.html", scripts=scripts)
    fold = page.locator("#plan-3-2 ~ details.fold").first
    assert fold.locator("summary").inner_text().startswith("解读 · 任务 ")
    fold.locator("summary").click()
    assert fold.locator("[data-official='interpretation-4-2']").is_visible()
    assert fold.locator("a[href='../tasks/health-2.html']").is_visible()


def test_sides_stand_beside_on_a_desk_and_fold_on_a_phone(open_page):
    """桌面上解读在段落右边，不用点开；手机上收在段落下面。"""
    desk = open_page("plan/side-by-side.html", 1440)
    left = desk.locator("#plan-3-1").bounding_box()
    right = desk.locator(
        ".facing:has(#plan-3-1) [data-official='interpretation-4-1']"
    ).bounding_box()
    assert right["x"] > left["x"] + left["width"]
    assert right["y"] < left["y"] + 120
    phone = open_page("plan/side-by-side.html", 360)
    assert phone.locator("[data-official='interpretation-4-1']").is_hidden()


def test_the_larger_version_is_remembered_without_a_flash(reader):
    """长辈版：字大一半，按钮说得出开没开，换页、重开还记得，而且画出第一笔之前就是大字。"""
    page = reader("units/health.html")
    size = "parseFloat(getComputedStyle(document.querySelector('p[data-official]')).fontSize)"
    before = page.evaluate(size)
    button = page.get_by_role("button", name="长辈版")
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.evaluate(size) == pytest.approx(before * 1.5, abs=0.1)
    assert page.get_by_role("button", name="长辈版").get_attribute("aria-pressed") == "true"
    head = page.evaluate(
        "[...document.head.children].map((e) => e.getAttribute('src') || e.getAttribute('href') || '')"
    )
    boot = next(n for n, src in enumerate(head) if "/boot." in src)
    assert boot < next(n for n, src in enumerate(head) if "/site." in src)
    page.get_by_role("button", name="长辈版").click()
    page.reload()
    assert page.evaluate(size) == before


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_scheme_follows_the_system_until_chosen(reader, plan, system):
    """没有选过就跟系统；选了就记住，不管系统。"""
    page = reader("about.html", scheme=system)

    def shown():
        rgb = page.evaluate("getComputedStyle(document.body).backgroundColor")
        color = "#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", rgb)[:3])
        return next(
            s for s in ("light", "dark") if getattr(plan.tokens.colors["paper"], s) == color
        )

    other = {"light": "dark", "dark": "light"}[system]
    assert shown() == system
    page.get_by_role("button", name="深色").click()
    assert shown() == other
    page.reload()
    assert shown() == other
    assert (
        page.get_by_role("button", name="深色").get_attribute("aria-pressed")
        == str(other == "dark").lower()
    )


def test_reading_aloud_only_where_there_is_a_voice(reader):
    """设备自己有中文语音才有朗读，要联网的不算；读的是看得见的字，一段一段标出来，能停。"""
    assert reader("plan/index.html").locator("[data-speak]").is_hidden()
    remote = "window.voices = [{ lang: 'zh-CN', localService: false }, { lang: 'en-US', localService: true }];"
    assert reader("plan/index.html", prepare=VOICE + remote).locator("[data-speak]").is_hidden()
    page = reader("plan/index.html", prepare=VOICE)
    page.locator("[data-speak]").click()
    page.wait_for_function("() => window.said.length > 8")
    said = page.evaluate("window.said")
    assert said[0] == "方案全文"
    assert not any("⋯" in text for text in said)
    held = reader("plan/index.html", prepare=VOICE + "window.hold = true;")
    held.locator("[data-speak]").click()
    assert held.locator(".reading").count() == 1
    held.get_by_role("button", name="停止朗读").click()
    assert held.locator(".reading").count() == 0
    sheet(held, "plan-3-2").get_by_role("button", name="朗读这一段").click()
    assert held.evaluate("window.said.at(-1)").startswith("（二）加强对拐卖人口犯罪的源头治理")


# 记下多少处先没出，后来按什么次序出来。
PARTS = """
globalThis.hid = 0;
globalThis.out = [];
new MutationObserver((list) => {
  for (const { target, oldValue } of list) {
    const later = target.classList.contains("later");
    if (later && !/later/.test(oldValue ?? "")) hid++;
    if (!later && /later/.test(oldValue ?? "")) out.push(target);
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["class"], attributeOldValue: true });
"""
IN_ORDER = "out.every((part, n) => !n || out[n - 1].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)"


@pytest.mark.parametrize(
    "name",
    ["terms.html", "table.html", "years/2023.html", "search.html", "index.html", "help.html"],
)
def test_a_page_comes_in_parts_from_the_top(reader, name):
    """从头打开：一份一份按次序出来，最后都出来了；慢手机上一次排完要卡一下。"""
    page = reader(name, prepare=PARTS)
    page.wait_for_function("hid && !document.querySelector('.later')")
    assert page.evaluate("hid") == page.evaluate("out.length") > 5
    assert page.evaluate(IN_ORDER)
    # 有表单的页，页头也等；没有的，页头先出。
    assert page.evaluate("out[0].matches('.head')") == page.evaluate(
        "!!document.querySelector('main :is(input, select)')"
    )


@pytest.mark.parametrize("name", ["publicity/safe-work-away.html", "units/health.html"])
def test_styles_are_ready_before_the_first_layout(browser, origin, name):
    """全页的样式在脚本里就算好，不等画第一屏：和排版挤在一个任务里，慢手机上要卡一下。"""
    page = browser.new_page()
    browser.start_tracing(page=page, categories=["-*", "devtools.timeline"])
    page.goto(origin + name)
    page.wait_for_selector(".later", state="detached")
    events = sorted(
        json.loads(browser.stop_tracing())["traceEvents"], key=lambda event: event["ts"]
    )
    page.close()
    scripts = [
        e
        for e in events
        if e["name"] == "EvaluateScript" and e["args"]["data"]["url"].startswith(origin)
    ]
    here = {(e["pid"], e["tid"]) for e in scripts}  # 浏览器自己的界面也记在里面
    styles = [e for e in events if e["name"] == "UpdateLayoutTree" and (e["pid"], e["tid"]) in here]
    styled = next(e for e in styles if e["args"].get("elementCount", 0) > 40)
    assert any(e["ts"] <= styled["ts"] <= e["ts"] + e["dur"] for e in scripts)


# 标题各行的字。
LINES = """heading => {
  const rows = new Map();
  const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    [...walk.currentNode.data].forEach((char, at) => {
      const range = new Range();
      range.setStart(walk.currentNode, at);
      range.setEnd(walk.currentNode, at + 1);
      const row = Math.round(range.getBoundingClientRect().bottom / 10);
      rows.set(row, (rows.get(row) ?? "") + char);
    });
  }
  return [...rows.values()];
}"""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("publicity/safe-work-away.html", ["外出务工：防骗，", "防强迫劳动"]),
        ("publicity/primary-safety.html", ["小学生：", "不跟陌生人走，", "熟人也要先问"]),
        ("tasks/health-1.html", ["市卫健委", "重点任务第1项"]),
        ("publicity/frontline-staff.html", ["窗口岗位怎样", "识别和报告拐卖"]),
    ],
)
def test_titles_break_between_clauses(reader, name, lines):
    """长辈版里，标题一句一行，不把“防骗”拆成两行；一长句的，两行差不多长。"""
    page = reader(name, elder=True)
    assert page.locator("h1").evaluate(LINES) == lines


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_cards_break_between_clauses(reader, width):
    """资料目录的卡片窄：标题一句一句换行，给谁只在标点后换行，“家长”不拆成两行。"""
    page = reader("publicity/index.html", width=width)
    page.wait_for_selector(".later", state="detached")
    titles = page.locator(".gallery strong").evaluate_all(f"all => all.map({LINES})")
    assert ["小学生：", "不跟陌生人走，", "熟人也要先问"] in titles
    for lines in page.locator(".gallery strong + span").evaluate_all(f"all => all.map({LINES})"):
        assert all(line[-1] in "、，" for line in lines[:-1]), lines


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_character_is_left_alone_with_a_button(reader, width):
    """段末的按钮总和前面几个字在一行：剩一个字另起一行，读着断气。"""
    page = reader("table.html", width=width)
    page.wait_for_selector(".later", state="detached")
    rows = page.locator("td p > .nowrap:has(> .point)").evaluate_all(
        "ends => ends.map(end => end.getClientRects().length)"
    )
    assert len(rows) > 90
    assert set(rows) == {1}


def test_contents_tell_where_the_reader_is(reader):
    """宽屏上的目录：刚打开，一条也没读到；读到哪一节，标出哪一条。还没排出来的不算读过。"""
    page = reader("plan/index.html", width=1440, prepare=PARTS)
    page.wait_for_function("hid && !document.querySelector('.later')")
    page.wait_for_timeout(300)
    assert page.locator(".toc [aria-current]").all_inner_texts() == []
    page.locator("#plan-2").evaluate("heading => heading.scrollIntoView()")
    page.locator(".toc [aria-current]", has_text="二、组织领导").wait_for()
    assert page.locator(".toc [aria-current]").count() == 1


def test_official_text_is_quiet(reader):
    """公文里平时只有字：引用看不见也点不着；指上去、键盘走到才出来；选中一段，复制到的只有它的字。"""
    page = reader("plan/index.html", width=1440)
    button = page.locator("#plan-3-2 .point")
    look = "node => [getComputedStyle(node).opacity, getComputedStyle(node).pointerEvents]"
    assert button.evaluate(look) == ["0", "none"]
    page.locator("#plan-3-2").hover(position={"x": 40, "y": 40})
    assert button.evaluate(look) == ["1", "auto"]
    page.mouse.move(5, 5)
    button.focus()
    assert button.evaluate(look) == ["1", "auto"]
    page.locator("#plan-2-1").evaluate("node => getSelection().selectAllChildren(node)")
    page.keyboard.press("Control+c")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.strip().startswith("调整充实")
    assert not re.search("引用|勘|⋯", text)


def test_a_correction_explains_itself(reader):
    """官方文字有误的地方有个小“勘”字，点一下就说原文怎样、疑作什么；没有脚本，它是核对页的链接。"""
    page = reader("plan/index.html", width=1440)
    mark = page.locator("#plan-2-1 sup a")
    assert "verify.html#" in mark.get_attribute("href")
    mark.click()
    page.wait_for_selector(".tip:has-text('依据')")


class Halves(Strict):
    """像慢的网：求助页先到一半，隔一会儿才到另一半。"""

    def copyfile(self, source, outputfile):
        """前一半马上发，后一半晚 300 毫秒。"""
        content = source.read()
        at = content.index(b'<h2 id="trapped"')
        for half in (content[:at], content[at:]):
            outputfile.write(half)
            outputfile.flush()
            time.sleep(0.3)


def test_help_is_not_painted_by_halves(browser, site):
    """求助页没有另外的脚本可等：先画了一半，就不能再分份，慢手机上剩下的要一次排完。"""
    page = browser.new_page()
    page.add_init_script(PARTS)
    with serving(site, Halves) as address:
        page.goto(address + "help.html")
        page.wait_for_selector(".later", state="detached")
        assert page.evaluate("hid === out.length && hid > 5")
    page.close()


@pytest.mark.parametrize(
    "link",
    [
        "terms.html#informal-adoption",
        "terms.html#:~:text=出处",
        "help.html#trapped",
        "help.html#:~:text=失散多年",
    ],
)
def test_a_link_into_a_page_finds_all_of_it(reader, link):
    """打开的是某一段、某几个字，整页一次排好：没出来的不占地方，会跳偏。"""
    page = reader(link, prepare=PARTS)
    page.wait_for_timeout(200)
    assert page.evaluate("hid") == 0


def test_what_was_painted_is_not_taken_back(reader):
    """浏览器不等脚本就画了，脚本来晚了也不把画好的收回去。"""
    painted = "performance.getEntriesByType = ((old) => (type) => type === 'paint' ? [{}] : old.call(performance, type))(performance.getEntriesByType);"
    page = reader("terms.html", prepare=PARTS + painted)
    page.wait_for_timeout(200)
    assert page.evaluate("hid") == 0


def test_leaving_quickly(tab, origin):
    """求助页：按“快速离开”、连按两次 Esc，都换成别的网页，后退也不回来；只按一次 Esc 不动。"""
    for act in ("click", "escape"):
        page = tab()
        page.route(
            "https://www.weather.com.cn/**",
            lambda route: route.fulfill(body="天气", content_type="text/html"),
        )
        page.goto(origin + "index.html")
        page.goto(origin + "help.html")
        if act == "click":
            page.get_by_role("button", name="快速离开").click()
        else:
            page.keyboard.press("Escape")
            page.keyboard.press("Tab")
            page.keyboard.press("Escape")
            page.wait_for_timeout(200)
            assert page.url.endswith("help.html"), "中间按了别的，不算连按"
            page.keyboard.press("Escape")
        page.wait_for_url(re.compile(r"weather\.com\.cn"))
        page.go_back()
        assert page.url.endswith("index.html")


def test_help_needs_nothing_else(tab, origin):
    """求助页只发一个请求，压缩后在 14 KB 以内；样式、脚本、别的页都坏了它也在。"""
    page = tab()
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    answer = page.goto(origin + "help.html", wait_until="networkidle")
    assert [url for url in sent if not url.startswith("data:")] == [origin + "help.html"]
    assert len(gzip.compress(answer.body())) < 14 * 1024
    assert page.locator("a[href='tel:110']").first.is_visible()


@pytest.mark.parametrize("place", ["trapped", "child", "violence", "hotlines", "traces"])
def test_help_opens_at_the_right_place(tab, origin, place):
    """求助页：链接跳到哪一节，那一节的标题就在页头下面；“快速离开”总点得到。"""
    page = tab(viewport={"width": 360, "height": 800})
    page.goto(f"{origin}help.html#{place}")
    page.wait_for_timeout(500)
    top = page.locator(f"#{place}").evaluate("heading => heading.getBoundingClientRect().top")
    head = page.locator("header").evaluate("head => head.getBoundingClientRect().bottom")
    assert head < top < head + 48
    reachable = "button => button.contains(document.elementFromPoint(button.getBoundingClientRect().x + 9, button.getBoundingClientRect().y + 9))"
    page.mouse.wheel(0, -60)
    page.wait_for_timeout(300)
    assert page.locator("header button").evaluate(reachable)


def test_help_has_the_emergencies_and_the_numbers_on_its_first_sheet(open_page, plan, tmp_path):
    """求助页打印出来，头一张有走失、被关住的办法和全部电话，字不小于 10.5 磅，贴在墙上能用；一共不过三张。"""
    page = open_page("help.html")
    path = tmp_path / "help.pdf"
    path.write_bytes(page.pdf(prefer_css_page_size=True))
    sheets = (
        subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
        .stdout.decode()
        .split("\f")
    )
    assert len(sheets) - 1 <= 3
    first = re.sub(r"\s", "", sheets[0])
    assert [line.number for line in plan.hotlines if f"{line.number}{line.name}" not in first] == []
    steps = [step.title for id in ("missing-child", "held") for step in plan.procedure[id].steps]
    assert [title for title in steps if re.sub(r"\s", "", title) not in first] == []
    page.emulate_media(media="print")
    sizes = "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
    assert (
        min(page.locator("article :is(p, li, span)").evaluate_all(sizes)) >= 14
    )  # 14 像素是 10.5 磅


def test_every_way_in_leads_to_a_section(open_page):
    """求助页上面的几条路，每一条都有那一节，每一节也都有路。"""
    page = open_page("help.html")
    ways = page.locator(".jump a").evaluate_all("links => links.map(link => link.hash.slice(1))")
    sections = page.locator("h2[id]").evaluate_all(
        "headings => headings.map(heading => heading.id)"
    )
    assert sorted(ways) == sorted(sections)


def test_what_depends_on_today_is_right_on_any_day(tab, origin):
    """时间线、年度页说的今天，不用重建网站也对；没有脚本就不说。"""
    for now, where, state in (
        ("2022-05-01", "2022年", "这一年还没到。"),
        ("2026-11-24", "2023—2029年", "今年就是这一年。"),
        ("2030-12-31", "2030年", "这一年已经过去。"),
        ("2035-01-01", None, "这一年已经过去。"),
    ):
        page = tab()
        page.clock.set_fixed_time(now)
        page.goto(origin + "timeline.html")
        here = page.locator(".timeline [data-now] .when")
        assert here.inner_text().startswith(where) if where else here.count() == 0, now
        page.goto(origin + "years/2026.html")
        assert page.locator("[data-year-state]").inner_text() == state
    page = tab(java_script_enabled=False)
    for name in ("timeline.html", "years/2026.html", "index.html", "units/health.html"):
        page.goto(origin + name)
        assert not re.search("今年|今天|已经过去", page.locator("main").inner_text()), name


def test_a_report_is_ready_to_send(reader):
    """报告问题：网址、位置、原来的字、日期都写好了，复制就能发，不用账号。"""
    page = reader("units/health.html")
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    sheet(page, "health-2022-4").get_by_role("button", name="报告问题").click()
    box = page.locator("dialog.sheet[open]")
    text = box.locator("textarea").input_value()
    for line in (
        "网址：",
        "#health-2022-4",
        "位置：市卫健委2022年举措第4条",
        "原来写着：5. 加强卫生健康服务",
        "应当是：",
        "日期：2026-11-24",
    ):
        assert line in text
    box.get_by_role("button", name="复制", exact=True).click()
    assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        ("", "把下面的话补全，复制，发给转来这个网址的人，请他转给办网站的人。"),
        ("0123-1234567", "把下面的话补全，复制，发给0123-1234567。"),
    ],
)
def test_a_report_says_where_to_send_it(reader, contact, says):
    """报告写好了，要说发给谁：写了联系方式的发到那里，没有写的，请给网址的人转。"""
    page = reader("about.html")
    if contact:
        page.locator("[data-report]").evaluate("(link, to) => (link.dataset.to = to)", contact)
    page.get_by_role("link", name="报告问题").click()
    assert page.locator("dialog.sheet[open] h2 + p").inner_text() == says


@pytest.mark.parametrize(
    ("name", "choose", "line"),
    [
        ("terms.html", "text", "data/terms.yml"),
        ("terms.html", "anchor", "data/terms.yml"),
        ("units/ferry.html", "sheet", "data/units/ferry.yml"),
        ("about.html", "nothing", "docs/about.md"),
    ],
)
def test_editing_opens_the_line_that_is_seen(open_page, hosted_city, city, name, choose, line):
    """选中几个字、地址带着锚点、段后的单子里点编辑，打开的都是写着它的那一行；什么也没选，打开这一页的文件。"""
    term, task = city.terms[0], city.task["ferry-1"]
    number = {"terms.html": term.place.line, "units/ferry.html": task.place.line}.get(name, 1)
    anchor = f"#{term.id}" if choose == "anchor" else ""
    with serving(hosted_city) as address:
        page = open_page(address + name + anchor, 1440)
        page.route("https://example.org/**", lambda route: route.fulfill(body="编辑"))
        if choose == "text":
            page.evaluate(
                "id => getSelection().selectAllChildren(document.getElementById(id))", term.id
            )
        if choose == "sheet":
            sheet(page, task.id).get_by_role("link", name="编辑这一段").click()
        else:
            page.get_by_role("link", name="编辑此页").click()
        page.wait_for_url(f"https://example.org/some/repo/edit/main/{line}#L{number}")


@pytest.mark.parametrize(
    ("name", "words", "path", "line"),
    [
        ("about.html", "和原网页对一对", "docs/about.md", 10),
        ("publicity/ferry-talk.html", "慢一点，念两遍", "docs/publicity/ferry-talk.md", 28),
        ("publicity/ferry-talk.html", "孩子坐里边", "docs/publicity/ferry-talk.md", 36),
        ("publicity/ferry-talk.html", "下船", "docs/publicity/ferry-talk.md", 46),
        ("publicity/ferry-talk.html", "开渡那天船工", "docs/publicity/ferry-talk.md", 3),
        ("publicity/ferry-talk.html#opening", "", "docs/publicity/ferry-talk.md", 20),
    ],
)
def test_editing_opens_the_line_of_a_handwritten_page(
    open_page, hosted_city, name, words, path, line
):
    """手写的页：选中正文、条目、表格里的字，选中页首写着的简介，地址带着标题的锚点，都打开写着它的那一行。"""
    with serving(hosted_city) as address:
        page = open_page(address + name, 1440)
        page.route("https://example.org/**", lambda route: route.fulfill(body="编辑"))
        if words:
            page.locator("article").get_by_text(words).first.evaluate(
                "node => getSelection().selectAllChildren(node)"
            )
        page.get_by_role("link", name="编辑此页").click()
        page.wait_for_url(f"https://example.org/some/repo/edit/main/{path}#L{line}")


def test_downloads_say_what_to_do_inside_wechat(tab, origin):
    """微信里点下载没有反应：旁边说怎么办；别的浏览器里不说。"""
    for agent, count in (("MicroMessenger/8.0", 1), ("Firefox/140", 0)):
        page = tab(user_agent=agent)
        page.goto(origin + "verify.html")
        assert page.get_by_text("微信里存不下文件：").count() == count
