// 没有这个脚本，网站照样能读、能查；有了它，多几样方便。

const page = document.documentElement;
const site = new URL(".", document.querySelector("[data-search-open]").href);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

function make(tag, values = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// 用到时才取的脚本，各取一次；没取成，下次再试。
const loading = {};

function load(name) {
  loading[name] ??= new Promise((resolve, reject) => {
    document.head.append(make("script", { src: new URL(name, site), onload: resolve, onerror: reject }));
  }).catch((error) => {
    delete loading[name];
    throw error;
  });
  return loading[name];
}

// ---- 和今天有关的话：日期取访客的钟，页面不必每年重做 ----

function tellToday() {
  const today = new Date();
  const now = today.getFullYear();
  for (const link of all(`a[data-year="${now}"], .years a[href$="/${now}.html"], .years a[href="${now}.html"]`)) link.dataset.now = "";
  for (const note of all("[data-past]")) note.hidden = Number(note.dataset.past) >= now;
  for (const state of all("[data-year-state]")) {
    const year = Number(state.dataset.yearState);
    state.textContent = year === now ? "今年就是这一年。" : year < now ? "这一年已经过去。" : "这一年还没到。";
    state.hidden = false;
  }
  const home = document.querySelector("[data-this-year]");
  const link = home?.querySelector(`a[data-year="${now}"]`);
  if (link) {
    const text = home.querySelector("[data-this-year-text]");
    const total = all("a[data-year]", home).length;
    text.append(`今年是 ${now} 年，推进表的第 ${link.dataset.order} 年，共 ${total} 年。`, make("a", { href: link.getAttribute("href") }, `看今年所在时段的 ${link.dataset.count} 条举措`));
    text.hidden = false;
  }
  const line = all(".timeline [data-from]").find(({ dataset }) => dataset.from <= now && now <= dataset.to);
  const said = document.querySelector("[data-today]");
  if (line && said) {
    line.dataset.now = "";
    line.querySelector(".when").append(make("span", { class: "today" }, `今天在这里，${now} 年`));
    said.textContent = `今天是 ${now} 年 ${today.getMonth() + 1} 月 ${today.getDate()} 日。`;
    said.hidden = false;
  }
}

// ---- 长辈版、深浅色 ----

function switches() {
  const elder = document.querySelector("[data-elder][aria-pressed]");
  elder.setAttribute("aria-pressed", String("elder" in page.dataset));
  elder.addEventListener("click", () => {
    const on = page.toggleAttribute("data-elder");
    elder.setAttribute("aria-pressed", String(on));
    kept.set("elder", on ? "on" : "");
    elder.scrollIntoView({ block: "nearest" });
  });
  const scheme = document.querySelector("[data-scheme-switch]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (page.dataset.scheme || (system.matches ? "dark" : "light")) === "dark";
  const say = () => scheme.setAttribute("aria-pressed", String(dark()));
  scheme.addEventListener("click", () => {
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
  const menu = document.querySelector("details.menu");
  const outside = (target) => target && !menu.contains(target) && (menu.open = false);
  menu.addEventListener("focusout", ({ relatedTarget }) => outside(relatedTarget));
  document.addEventListener("pointerdown", ({ target }) => outside(target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open || event.defaultPrevented) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// 右边的目录跟着读到的地方走。
function followContents() {
  const links = all(".toc a");
  if (!links.length || !globalThis.IntersectionObserver) return;
  const heading = (link) => document.getElementById(decoded(link.hash));
  const watch = new IntersectionObserver(() => {
    // 还没出的（layOutInParts）没有位置，不算看过。
    const passed = links.filter((link) => heading(link)?.getClientRects()[0]?.top < innerHeight / 3);
    for (const link of links) link.removeAttribute("aria-current");
    passed[passed.length - 1]?.setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -66% 0px" });
  for (const link of links) if (heading(link)) watch.observe(heading(link));
}

function decoded(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

// 推进表：按单位、时段筛选。只是藏起，不删除；没有脚本时筛选框不出现，表是全的。
function filterTable() {
  const form = document.querySelector("form[data-filter]");
  if (!form) return;
  const table = document.querySelector("table.appendix");
  const status = form.querySelector("[data-filter-status]");
  const apply = () => {
    const { unit, period } = Object.fromEntries(new FormData(form));
    for (const row of all("tr[data-unit]", table)) row.hidden = Boolean(unit) && row.dataset.unit !== unit;
    let columns = 0;
    for (const cell of all("[data-period]", table)) {
      cell.hidden = Boolean(period) && cell.dataset.period !== period;
      if (cell.tagName === "TH" && !cell.hidden) columns += 1;
    }
    table.querySelector("thead [colspan]").colSpan = columns;
    const chosen = all("option:checked", form).filter((option) => option.value);
    status.textContent = chosen.length ? `只显示${chosen.map((option) => option.text).join("、")}` : "";
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

// ---- 复制 ----

// 剪贴板在 http 内网、微信里可能不给用：退回老办法，再不行就说没成。
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = make("textarea", { readonly: "", "aria-hidden": "true" });
    box.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

// 一张浮在页面上的单子：关上时焦点回到原处。
function sheet(title, ...nodes) {
  const status = make("p", { role: "status" });
  const box = make("dialog", { class: "sheet", "aria-labelledby": "sheet-title", onclick: (event) => event.target === box && box.close(), onclose: () => box.remove() },
    make("h2", { id: "sheet-title" }, title), ...nodes, status,
    make("button", { type: "button", class: "close", onclick: () => box.close() }, "关闭"));
  document.body.append(box);
  box.showModal();
  return { box, say: (text) => (status.textContent = text) };
}

function copyButton(name, about, text, done) {
  const click = async () => done((await copied(text)) ? `已复制${name}：${text}` : `没能复制，请长按选中：${text}`);
  return make("li", {}, make("button", { type: "button", onclick: click }, `复制${name}`, make("span", {}, about)));
}

// 一段的字：照页面上看到的，不带按钮和浮出的解释。
function textOf(passage) {
  const copy = passage.cloneNode(true);
  for (const extra of all(".point, .tip", copy)) extra.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// 段落后面的“⋯”：复制链接、文字、引用，朗读，报告问题。各段的位置用到时才取。
function pointing() {
  const buttons = all(".point");
  for (const button of buttons) {
    const passage = button.closest("[data-official]");
    const text = textOf(passage);
    button.setAttribute("aria-label", `引用：${shortened(text, 16)}`);
    button.addEventListener("click", async () => {
      await load("assets/places.js").catch(() => {});
      point(passage);
    });
  }
}

function point(passage) {
  const id = passage.dataset.official;
  const text = textOf(passage);
  const { places, styles } = globalThis.sitePlaces ?? { places: {} };
  const [short, place] = places[id] ?? ["", "这一段"];
  const link = short ? new URL(`${short}.html`, site) : new URL(`#${passage.id}`, location.href.split("#")[0]);
  const done = (message) => opened.say(message);
  const list = make("ul", {}, copyButton("链接", "打开就到这一段", link.href, done), copyButton("文字", `${text.length} 字`, text, done));
  if (short) {
    const style = styles[Object.keys(styles).find((name) => name && id.startsWith(`${name}-`)) ?? ""];
    const cite = (form) => style[form].replace("{place}", place).replace("{today}", today());
    list.append(copyButton("出处", "写在文中", cite("plain"), done), copyButton("参考文献", "GB/T 7714—2015", cite("gbt"), done));
  }
  const other = (name, action) => list.append(make("li", {}, make("button", { type: "button", onclick: () => (opened.box.close(), action()) }, name)));
  if (voice()) other("朗读这一段", () => speak([passage]));
  other("这一段有误，报告问题", () => report(place, text, passage.id));
  const opened = sheet(place, make("p", { class: "quoted" }, shortened(text, 80)), list);
}

// ---- 报告问题：备好一段话，复制了发给维护者，不用账号 ----

function report(place = "", text = "", id = "") {
  const url = new URL(location.href);
  url.search = "";
  if (id) url.hash = id;
  const lines = [`页面：${document.title}`, `网址：${url}`, place && `位置：${place}`, text && `原来写着：${text}`, "应当是：", "依据：", `日期：${today()}`];
  const box = make("textarea", { "aria-label": "报告的内容", rows: "8" });
  box.value = lines.filter(Boolean).join("\n");
  const copy = async () => opened.say((await copied(box.value)) ? "已复制，可以粘贴给本站维护者。" : "没能复制，请长按选中上面的字。");
  const issues = document.querySelector("[data-issues]")?.dataset.issues;
  const submit = ({ target }) => (target.href = `${issues}?${new URLSearchParams({ template: "content.yml", page: url, says: shortened(text, 500) })}`);
  const online = issues ? [make("a", { class: "go", href: issues, rel: "noopener", target: "_blank", onclick: submit }, "有仓库的账号，直接提交")] : [];
  const opened = sheet("报告问题", make("p", {}, "把下面的话补全，复制，发给本站维护者。"), box, ...online,
    make("button", { type: "button", class: "strong-button close", onclick: copy }, "复制"));
}

function reporting() {
  for (const link of all("[data-report]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      report("", String(getSelection()).trim());
    });
  }
}

// ---- 名词：悬停、聚焦、点按都能看到解释，Esc 收起，鼠标可以移上去 ----

function explaining() {
  let tip = null;
  let timer = 0;
  let closed = null;
  let wanted = null; // 解释取到时，人可能已经走开
  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    tip?.previousSibling?.removeAttribute?.("aria-describedby");
    tip?.remove();
    tip = null;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 300);
  };
  const show = async (term) => {
    clearTimeout(timer);
    wanted = term;
    if (tip?.previousSibling === term) return;
    await load("assets/words.js").catch(() => {});
    const means = globalThis.siteWords?.[term.href.slice(site.href.length)];
    if (wanted !== term || !means) return;
    hide();
    wanted = term;
    tip = make("span", { class: "tip", "data-editorial": "", onpointerenter: () => clearTimeout(timer), onpointerleave: later },
      make("span", { id: "tip", role: "tooltip" }, means), make("a", { href: term.href }, "看出处"));
    term.after(tip);
    term.setAttribute("aria-describedby", "tip");
    const rects = [...term.getClientRects()];
    const [at, end] = [rects[0], rects[rects.length - 1]];
    const from = tip.offsetParent.getBoundingClientRect();
    const left = Math.max(16, Math.min(at.left, page.clientWidth - tip.offsetWidth - 16));
    const below = end.bottom + tip.offsetHeight + 12 < innerHeight;
    tip.style.left = `${left - from.left}px`;
    tip.style.top = `${(below ? end.bottom + 4 : at.top - tip.offsetHeight - 4) - from.top}px`;
  };
  for (const term of all("a.term")) {
    term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(term));
    term.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later());
    term.addEventListener("focus", () => term !== closed && show(term));
    term.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(term);
    });
  }
  document.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !tip?.contains(relatedTarget) && !relatedTarget.matches("a.term") && hide());
  document.addEventListener("pointerdown", ({ target }) => !target.closest(".tip, a.term") && hide());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !tip) return;
    event.preventDefault();
    const term = tip.previousSibling;
    const inside = tip.contains(document.activeElement);
    hide();
    if (!inside) return;
    closed = term; // 焦点回到词上，解释不再自己打开
    term.focus();
    closed = null;
  });
}

// ---- 朗读：用设备自己的中文语音，没有就不出现；要联网合成的不用，字不出这台设备 ----

function voice() {
  return globalThis.speechSynthesis?.getVoices().find(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang));
}

let reading = null;

// 一段一段读，正在读的标出来；读完、停下都回到原样。
function speak(parts, ended = () => {}) {
  stopSpeaking();
  const left = [...parts];
  reading = { ended };
  const mine = reading;
  const next = () => {
    if (reading !== mine) return;
    mine.part?.classList.remove("reading");
    mine.part = left.shift();
    if (!mine.part) return stopSpeaking();
    mine.part.classList.add("reading");
    const words = new SpeechSynthesisUtterance(textOf(mine.part));
    words.voice = voice();
    words.lang = words.voice.lang;
    words.onend = next;
    words.onerror = () => reading === mine && stopSpeaking();
    speechSynthesis.speak(words);
  };
  next();
}

function stopSpeaking() {
  const done = reading;
  reading = null;
  globalThis.speechSynthesis?.cancel();
  done?.part?.classList.remove("reading");
  done?.ended();
}

function readAloud() {
  const button = document.querySelector("[data-speak]");
  if (!button || !globalThis.speechSynthesis) return;
  const offer = () => (button.hidden = !voice());
  const parts = () => all("article :is(h1, h2, h3, p, li, dt, dd)").filter((part) => part.checkVisibility?.() !== false && !part.querySelector("p, li") && textOf(part));
  button.addEventListener("click", () => {
    if (reading) return stopSpeaking();
    speak(parts(), () => (button.textContent = "朗读"));
    button.textContent = "停止朗读";
  });
  addEventListener("pagehide", stopSpeaking);
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
}

// ---- 搜索：打开时才取 ----

function searching() {
  if (!globalThis.HTMLDialogElement) return;
  const fetched = () => load("assets/search.js");
  let opening = false;
  const open = async (link) => {
    if (opening) return;
    opening = true;
    let typed = ""; // 脚本还没取到时打的字，留给搜索框
    const keep = (event) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      typed += event.key;
    };
    document.addEventListener("keydown", keep);
    try {
      await fetched();
      openSearch(typed);
    } catch {
      location.href = link.href; // 没取成，就去搜索页
    } finally {
      document.removeEventListener("keydown", keep);
      opening = false;
    }
  };
  const links = all("[data-search-open]");
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]") || kept.get("search-slash") === "off") return;
    event.preventDefault();
    open(links[0]);
  });
  const now = () => fetched().catch(() => {});
  const asked = new URLSearchParams(location.search);
  if (asked.has("q") || asked.has("h")) now();
  document.querySelector("[data-search-page]")?.addEventListener("focusin", now);
}

// ---- 微信里不能下载：说怎么办 ----

function helpDownloads() {
  if (!/MicroMessenger/i.test(navigator.userAgent)) return;
  for (const link of all("a[download]")) link.after(make("small", { "data-editorial": "" }, "（在微信里打不开？请点右上角，用浏览器打开）"));
}

// ---- 长页一份一份出（见 boot.js） ----

const LATER = "article > *, :is(.rows, .words, .comparison, .gallery, .files, .facts, .piece-text, .listing ul) > :nth-child(n+4), .foot";
const CARDS = ", .appendix tr:nth-child(n+2)"; // 窄屏上推进表是一张张卡片；宽屏上是一整张表，来一行改一次列宽，不能分

// 有表单的页，浏览器一读完就排版，看哪几格能自动填，和这个脚本挤在一个任务里：连页头也等到画第一屏再出。
layOutInParts(
  matchMedia("(min-width: 60em)").matches ? LATER : LATER + CARDS,
  document.querySelector("main :is(input, select)") && document.querySelector(".head"),
);
tellToday();
switches();
closeMenu();
readAloud();
helpDownloads();
searching();
// 其余的不改样子，等第一屏画好了再接上。
requestAnimationFrame(() => setTimeout(() => {
  followContents();
  filterTable();
  pointing();
  reporting();
  explaining();
}));
