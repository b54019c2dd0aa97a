// @ts-check
// 没有这个脚本，网站照样能读、能查；有了它，多几样方便。
"use strict";
{
  const page = document.documentElement;
  const entrance = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-search-open]"));
  const site = new URL(".", entrance.href);

  /** @type {Tools["find"]} */
  const find = (selector, from = document) => from.querySelector(selector);

  /**
   * @template {Element} [Found=HTMLElement]
   * @param {string} selector
   * @param {ParentNode} [from]
   * @returns {Found[]}
   */
  function all(selector, from = document) {
    return /** @type {Found[]} */ ([...from.querySelectorAll(selector)]);
  }

  /** @type {Tools["make"]} */
  function make(tag, values = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === "function") node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, `${value}`);
    }
    node.append(...children);
    return node;
  }

  // 用到时才取的脚本和样式，各取一次；没取成，下次再试。
  /** @type {Record<string, Promise<unknown>>} */
  const loading = {};

  /** @type {Tools["load"]} */
  function load(name) {
    loading[name] ??= new Promise((resolve, reject) => {
      const [url, told] = [new URL(name, site), { onload: resolve, onerror: reject }];
      const style = name.endsWith(".css");
      document.head.append(
        style
          ? make("link", { rel: "stylesheet", href: url, ...told })
          : make("script", { src: url, ...told })
      );
    }).catch(error => {
      delete loading[name];
      throw error;
    });
    return loading[name];
  }

  // 取得到最好；没取成，等了三秒还没到，就不靠它了。
  /** @type {Tools["tryToLoad"]} */
  async function tryToLoad(name) {
    const enough = new Promise(done => setTimeout(done, 3000));
    await Promise.race([load(name), enough]).catch(() => {});
  }

  // ---- 长辈版、深浅色 ----

  function elderSwitch() {
    const button = /** @type {HTMLElement} */ (find("[data-elder][aria-pressed]"));
    button.setAttribute("aria-pressed", String("elder" in page.dataset));
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      kept.set("elder", on ? "on" : "");
      // 先画出按下去了：长页换一遍字号，慢手机要两三百毫秒。
      requestAnimationFrame(() =>
        setTimeout(() => {
          page.toggleAttribute("data-elder", on);
          button.scrollIntoView({ block: "nearest" });
        })
      );
    });
  }

  function schemeSwitch() {
    const button = /** @type {HTMLElement} */ (find("[data-scheme-switch]"));
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (page.dataset.scheme || (system.matches ? "dark" : "light")) === "dark";
    const say = () => button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", () => {
      page.dataset.scheme = dark() ? "light" : "dark";
      kept.set("scheme", page.dataset.scheme);
      say();
    });
    system.addEventListener?.("change", say);
    say();
  }

  // ---- 菜单、目录、推进表 ----

  // 菜单盖在正文上：Esc、焦点走出去、点别处，都收起。
  function closeMenu() {
    const menu = /** @type {HTMLDetailsElement} */ (document.querySelector("details.menu"));
    /** @param {EventTarget | null} target */
    const outside = target => {
      if (target && !menu.contains(/** @type {Node} */ (target))) menu.open = false;
    };
    menu.addEventListener("focusout", ({ relatedTarget }) => outside(relatedTarget));
    document.addEventListener("pointerdown", ({ target }) => outside(target));
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open || event.defaultPrevented) return;
      menu.open = false;
      find("summary", menu)?.focus();
    });
  }

  // 右边的目录跟着读到的地方走。
  function followContents() {
    /** @type {HTMLAnchorElement[]} */
    const links = all(".toc a");
    if (!links.length || !globalThis.IntersectionObserver) return;
    /** @param {HTMLAnchorElement} link */
    const heading = link => document.getElementById(decoded(link.hash));
    // 还没出的（layOutInParts）没有位置，不算看过。
    /** @param {HTMLAnchorElement} link */
    const top = link => heading(link)?.getClientRects()[0]?.top ?? Infinity;
    const mark = () => {
      const passed = links.filter(link => top(link) < innerHeight / 3);
      for (const link of links) link.removeAttribute("aria-current");
      passed[passed.length - 1]?.setAttribute("aria-current", "true");
    };
    const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
    for (const link of links) {
      const found = heading(link);
      if (found) watch.observe(found);
    }
  }

  /** @type {Tools["decoded"]} */
  function decoded(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  // 推进表：按单位、时段筛选。只是藏起，不删除；没有脚本时筛选框不出现，表是全的。
  function filterTable() {
    /** @type {HTMLFormElement | null} */
    const form = find("form[data-filter]");
    const table = find("table.appendix");
    if (!form || !table) return;
    const apply = () => applyFilter(form, table);
    form.addEventListener("change", apply);
    form.addEventListener("submit", event => event.preventDefault());
    apply();
  }

  /** @param {HTMLFormElement} form @param {Element} table */
  function applyFilter(form, table) {
    const chosen = new FormData(form);
    const [unit, period] = [chosen.get("unit"), chosen.get("period")];
    for (const row of all("tr[data-unit]", table)) {
      row.hidden = Boolean(unit) && row.dataset.unit !== unit;
    }
    for (const cell of all("[data-period]", table)) {
      cell.hidden = Boolean(period) && cell.dataset.period !== period;
    }
    const across = /** @type {HTMLTableCellElement} */ (find("thead [colspan]", table));
    across.colSpan = all("th[data-period]", table).filter(cell => !cell.hidden).length;
    /** @type {HTMLOptionElement[]} */
    const options = all("option:checked", form);
    const names = options.filter(({ value }) => value).map(({ text }) => text);
    const status = find("[data-filter-status]", form);
    if (status) status.textContent = names.length ? `只显示${names.join("、")}` : "";
  }

  // ---- 复制 ----

  // 剪贴板在 http 内网、微信里可能不给用：退回老办法，再不行就说没成。
  /** @type {Tools["copied"]} */
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = make("textarea", { readonly: "", "aria-hidden": "true" });
      box.value = text;
      (find("dialog[open]") ?? document.body).append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      return done;
    }
  }

  // 一段的字：照页面上看到的，不带按钮和浮出的解释。
  /** @type {Tools["textOf"]} */
  function textOf(passage) {
    const copy = /** @type {Element} */ (passage.cloneNode(true));
    for (const extra of all(".point, .tip, sup", copy)) extra.remove();
    return (copy.textContent ?? "").trim().replace(/\s+/g, " ");
  }

  /** @type {Tools["shortened"]} */
  function shortened(text, most) {
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  }

  // ---- 引用、分享、报告问题：单子点了才取 ----

  /** @type {Tools["sheets"]} */
  async function sheets() {
    await Promise.all([load("assets/sheets.js"), tryToLoad("assets/sheets.css")]);
    return siteSheets;
  }

  // 单子取到了就打开；没取到，按钮上说一声，再点会再取。
  /** @param {HTMLElement} button @param {(sheets: Sheets) => void} open */
  function opens(button, open) {
    const name = button.textContent;
    button.addEventListener("click", async () => {
      try {
        open(await sheets());
        button.textContent = name;
      } catch {
        button.textContent = "没取到，请再点";
      }
    });
  }

  // 段落旁边的按钮：“引用”打开引用的单子，“分享”先画一张图。
  function pointing() {
    for (const button of all(".point")) {
      const passage = /** @type {HTMLElement} */ (button.closest("[data-official]"));
      const name = button.textContent ?? "";
      button.setAttribute("aria-label", `${name}：${shortened(textOf(passage), 16)}`);
      opens(button, ({ point, share }) => (name === "分享" ? share : point)(passage));
    }
  }

  // 链接指着折起来的一段：先打开它，旧的浏览器不会自己打开。
  function unfold() {
    const fold = find(":target")?.closest("details");
    if (!fold || fold.open) return;
    fold.open = true;
    find(":target")?.scrollIntoView();
  }

  // 引整篇公文：公文卡片里的按钮。
  function citing() {
    /** @type {HTMLElement | null} */
    const button = find("[data-cite]");
    if (button) opens(button, ({ cite }) => cite(button.dataset.cite ?? ""));
  }

  // ---- 编辑此页：选中了字，或者地址里带着锚点，就打开写着它的那一行 ----

  /** @type {HTMLAnchorElement | null} */
  const editLink = find("a[rel~=edit]");

  /** @param {MouseEvent} event @param {Node | null | undefined} seen */
  async function edit(event, seen) {
    if (!editLink || !seen || elsewhere(event)) return;
    event.preventDefault();
    await tryToLoad("assets/edit.js");
    location.href = (await globalThis.lineOf?.(editLink.href, seen)) ?? editLink.href;
  }

  function editing() {
    editLink?.addEventListener("click", event => {
      const marked = getSelection();
      edit(event, String(marked).trim() ? marked?.anchorNode : find(":target"));
    });
  }

  function reporting() {
    /** @type {HTMLAnchorElement[]} */
    const links = all("[data-report]");
    for (const link of links) {
      link.addEventListener("click", async event => {
        event.preventDefault();
        const marked = String(getSelection()).trim();
        try {
          const { report } = await sheets();
          report("", marked);
        } catch {
          location.href = link.href; // 没取成，就看说明
        }
      });
    }
  }

  // ---- 名词：解释头一次指到、走到、点到才取 ----

  const WAKING = ["pointerover", "focusin", "click"];

  /** @param {Event} event */
  async function wake(event) {
    /** @type {HTMLAnchorElement | null} */
    const term = /** @type {Element} */ (event.target).closest("a.term");
    const clicked = event.type === "click";
    if (!term || (clicked && elsewhere(/** @type {MouseEvent} */ (event)))) return;
    if (event instanceof PointerEvent && !clicked && event.pointerType !== "mouse") return;
    if (clicked) event.preventDefault();
    try {
      await load("assets/tips.js");
      for (const type of WAKING) document.removeEventListener(type, wake);
      if (clicked || term.matches(":hover, :focus")) explain(term, clicked);
    } catch {
      if (clicked) location.href = term.href; // 没取成，照链接走
    }
  }

  // 按着这几个键点，是要在别处打开，照浏览器的来。
  /** @type {Tools["elsewhere"]} */
  function elsewhere(event) {
    return event.ctrlKey || event.metaKey || event.shiftKey;
  }

  // ---- 朗读：用设备自己的中文语音，没有就不出现；要联网合成的不用，字不出这台设备 ----

  function voice() {
    const voices = globalThis.speechSynthesis?.getVoices();
    return voices?.find(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang));
  }

  // 一段一段读，正在读的标出来；读完、停下都回到原样。
  class Speaker {
    /** @type {{ left: Element[], part?: Element, ended: () => void } | null} */
    reading = null;

    /** @param {Element[]} parts */
    speak(parts, ended = () => {}) {
      this.stop();
      this.reading = { left: [...parts], ended };
      this.next(this.reading);
    }

    /** @param {NonNullable<Speaker["reading"]>} mine */
    next(mine) {
      if (this.reading !== mine) return;
      mine.part?.classList.remove("reading");
      mine.part = mine.left.shift();
      const chinese = voice();
      if (!mine.part || !chinese) return this.stop();
      mine.part.classList.add("reading");
      const words = new SpeechSynthesisUtterance(textOf(mine.part));
      words.voice = chinese;
      words.lang = chinese.lang;
      words.onend = () => this.next(mine);
      words.onerror = () => {
        if (this.reading === mine) this.stop();
      };
      speechSynthesis.speak(words);
    }

    stop() {
      const done = this.reading;
      this.reading = null;
      globalThis.speechSynthesis?.cancel();
      done?.part?.classList.remove("reading");
      done?.ended();
    }
  }

  const speaker = new Speaker();

  function readAloud() {
    const button = find("[data-speak]");
    if (!button || !globalThis.speechSynthesis) return;
    const offer = () => {
      button.hidden = !voice();
    };
    button.addEventListener("click", () => {
      if (speaker.reading) return speaker.stop();
      speaker.speak(readable(), () => {
        button.textContent = "朗读";
      });
      button.textContent = "停止朗读";
    });
    addEventListener("pagehide", () => speaker.stop());
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    offer();
  }

  // 看得见的各段；里面还有段的，读里面的。
  function readable() {
    const parts = all("article :is(h1, h2, h3, p, li, dt, dd)");
    return parts.filter(
      part => part.checkVisibility?.() !== false && !find("p, li", part) && textOf(part)
    );
  }

  // ---- 搜索：打开时才取 ----

  const fetchSearch = () => load("assets/search.js");

  let opening = false;

  /** @param {HTMLAnchorElement} link @param {string} [before] 早先打的字 */
  async function openFrom(link, before = "") {
    if (opening) return;
    opening = true;
    let typed = before; // 脚本还没取到时打的字，留给搜索框
    /** @param {KeyboardEvent} event */
    const keep = event => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      typed += event.key;
    };
    document.addEventListener("keydown", keep);
    try {
      await Promise.all([fetchSearch(), load("assets/search.css")]);
      openSearch(typed);
    } catch {
      location.href = link.href; // 没取成，就去搜索页
    } finally {
      document.removeEventListener("keydown", keep);
      opening = false;
    }
  }

  // 按 / 打开；正在打字、开着别的、关掉了这个键，都不算。
  /** @param {KeyboardEvent} event */
  function slashed(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.isComposing || event.keyCode === 229) return false;
    const typing = "input, textarea, select, [contenteditable], dialog[open]";
    const target = /** @type {Element} */ (event.target);
    return !target.closest(typing) && kept.get("search-slash") !== "off";
  }

  function searching() {
    if (!globalThis.HTMLDialogElement) return;
    /** @type {HTMLAnchorElement[]} */
    const links = all("[data-search-open]");
    for (const link of links) {
      link.addEventListener("click", event => {
        if (elsewhere(event)) return;
        event.preventDefault();
        openFrom(link);
      });
    }
    document.addEventListener("keydown", event => {
      if (!slashed(event)) return;
      event.preventDefault();
      openFrom(links[0]);
    });
    const status = find(".search-status");
    const now = () =>
      fetchSearch().catch(() => {
        if (status) status.textContent = "搜索没取到，请刷新再试，或者看全站目录。";
      });
    const { search } = history.state ?? {}; // 从搜索结果退回来的，接着搜
    if (search) openFrom(links[0], search);
    const asked = new URLSearchParams(location.search);
    if (asked.has("q") || asked.has("h")) now();
    find("[data-search-page]")?.addEventListener("focusin", now);
  }

  // ---- 微信里存不下文件：下载前说一次，点了再给办法 ----

  const FILE = /\.(pdf|docx|pptx|xlsx|csv|json|zip|ics|txt)$/;

  /** @param {HTMLAnchorElement} link */
  const isFile = ({ pathname }) => FILE.test(pathname);

  // 要在分份排以前放好，下面的字就不用再挪。
  function helpDownloads() {
    if (!/MicroMessenger/i.test(navigator.userAgent)) return;
    for (const picture of all('a[download$=".png"]')) picture.removeAttribute("download"); // 打开来长按保存
    /** @type {HTMLAnchorElement[]} */
    const links = all("main a[href]");
    const list = links.find(isFile)?.closest("ul, ol, dl, table, p");
    const notice = make("p", { class: "wechat", "data-editorial": "" }, make("strong", {}, "↗ "));
    notice.append(
      "微信里存不下文件：点右上角的“···”，选“在浏览器打开”，再下载。图片可以长按保存。"
    );
    const title = find("#downloads");
    if (title) title.after(notice);
    else list?.before(notice);
    document.addEventListener("click", offerLink);
  }

  /** @param {MouseEvent} event */
  async function offerLink(event) {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!link || !isFile(link) || link.closest("dialog")) return;
    event.preventDefault();
    try {
      const { offer } = await sheets();
      offer(link);
    } catch {
      location.href = link.href;
    }
  }

  // ---- 长页一份一份出（见 boot.js） ----

  const LATER =
    "article > *, :is(.rows, .words, .comparison, .gallery, .files, .facts, .piece-text, .listing ul) > :nth-child(n+4), .foot";
  const CARDS = ", .appendix tr:nth-child(n+2)"; // 窄屏上推进表是一张张卡片；宽屏上是一整张表，来一行改一次列宽，不能分
  const WIDE = "(min-width: 60em)"; // 和样式里的 --wide 一样

  helpDownloads();
  globalThis.tools = {
    site,
    find,
    all,
    make,
    load,
    copied,
    decoded,
    textOf,
    shortened,
    tryToLoad,
    elsewhere,
    sheets,
    edit: editLink && edit,
    speak: passage => (voice() ? () => speaker.speak([passage]) : null)
  };
  unfold();
  addEventListener("hashchange", unfold);
  elderSwitch();
  schemeSwitch();
  closeMenu();
  readAloud();
  searching();
  page.classList.add("ready"); // 按钮露面，在样式算好以前
  // 有表单的页，浏览器一读完就排版，看哪几格能自动填，和这个脚本挤在一个任务里：连页头也等到画第一屏再出。
  layOutInParts(
    matchMedia(WIDE).matches ? LATER : LATER + CARDS,
    find("main :is(input, select)") && find(".head")
  );
  // 其余的不改样子，等第一屏画好了再接上。
  requestAnimationFrame(() =>
    setTimeout(() => {
      followContents();
      filterTable();
      pointing();
      citing();
      reporting();
      editing();
      for (const type of WAKING) document.addEventListener(type, wake);
      if (location.search === "?s") sheets().then(({ arrived }) => arrived()); // 从短地址来的
    })
  );
}
