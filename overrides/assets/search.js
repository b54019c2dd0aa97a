// 搜索框和搜索页，由 site.js 在打开时取来，用它的 make、load、site 等。引擎和索引第一次打开时才取；没有 Worker（从磁盘打开）就在页面里算。

const entrance = globalThis.document?.querySelector("[data-search-open]");
const root = entrance && site;
const SHOWN = 90; // 摘出来给人看多少字
const FACETS = { kind: "种类", unit: "单位", year: "年份" };

// 从磁盘打开时，搜索框和搜索页合用一个引擎：每份索引只取得到一次。
const sharing = [];
let local = null;
let filling = null;
let remaining = null;

// 向引擎提问的一头：ask 送出查询；答案、又取到一份索引、没取成，都告诉 told。
class Client {
  constructor(told) {
    this.told = told;
    this.left = 1;
    this.start().catch(() => {
      local = filling = null; // 没取全，下次从头取
      this.heard({ failed: true });
    });
  }

  async start() {
    if (!globalThis.normalize) await load("assets/search-text.js");
    if (location.protocol !== "file:" && globalThis.Worker) {
      this.worker = new Worker(new URL("assets/search-engine.js", root));
      this.worker.onmessage = ({ data }) => this.heard(data);
      this.worker.onerror = () => this.heard({ failed: true });
      return;
    }
    await load("assets/search-engine.js");
    sharing.push((left) => this.heard({ left }));
    local ??= new SearchEngine();
    this.engine = local;
    filling ??= loadIndex(local, (name) => load(`search/${name}`), (left) => sharing.forEach((tell) => tell((remaining = left))));
    if (remaining !== null) this.heard({ left: remaining });
    await filling;
  }

  heard(data) {
    if ("left" in data) this.left = data.left;
    if (data.failed) this.worker?.terminate(); // 没取全的引擎不再回话
    this.told(data);
  }

  ask(request) {
    if (this.worker) this.worker.postMessage(request);
    else if (this.engine?.pages.length) this.told(this.engine.search(request));
  }
}

// words 在原文里的起止位置，重叠的并成一处。
function spans(raw, words) {
  const { text, at } = normalize(raw);
  const found = [];
  for (const word of words.filter(Boolean)) {
    for (let i = -1; (i = text.indexOf(word, i + 1)) >= 0; ) found.push([at[i], at[i + word.length - 1] + 1]);
  }
  const merged = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

// 原文标得最多的一段，不长于 SHOWN 字，切成 [文字, 要不要标出] 的小段。
function excerpt(raw, words, most = SHOWN) {
  const found = spans(raw, words);
  let best = { start: 0, marks: -1 };
  for (const [first] of raw.length > most ? found : []) {
    const start = Math.max(0, Math.min(first - 16, raw.length - most));
    const marks = found.reduce((sum, [a, b]) => sum + (a >= start && b <= start + most ? b - a : 0), 0);
    if (marks > best.marks) best = { start, marks };
  }
  const [start, end] = [best.start, Math.min(raw.length, best.start + most)];
  const pieces = [[start ? "…" : "", false]];
  let from = start;
  for (const [a, b] of found.filter(([a, b]) => a >= start && b <= end)) {
    pieces.push([raw.slice(from, a), false], [raw.slice(a, b), true]);
    from = b;
  }
  pieces.push([raw.slice(from, end), false], [end < raw.length ? "…" : "", false]);
  return pieces.filter(([text]) => text);
}

// 切好的小段变成节点，标出的放进 mark。
function inked(raw, words, most) {
  return excerpt(raw, words, most).map(([text, marked]) => (marked ? make("mark", {}, text) : text));
}

// 链到一页或一段，带上要标出的词。
function linkTo(address, words, anchor = "") {
  const url = new URL(address, root);
  if (words.length) url.searchParams.set("h", words.join(" "));
  url.hash = anchor;
  return url;
}

// 一页的结果：页名、种类，下面是几段，各链到那一段。
function resultGroup({ address, title, kind, items, more }, number, option) {
  const words = [...new Set(items.flatMap((item) => item.words))];
  const name = make("p", { class: "search-page", id: `search-page-${number}` },
    make("span", {}, ...inked(title, words, Infinity)), make("span", { class: "search-kind" }, kind));
  const links = items.map((item) => {
    const there = item.words.filter((word) => spans(`${title}\n${item.text}`, [word]).length);
    const link = make("a", { class: "search-item", href: linkTo(address, there, item.anchor), ...option() });
    const where = item.heading.replace(title, "");
    if (where) link.append(make("span", { class: "search-where" }, ...inked(where, item.words, Infinity)));
    link.append(make("span", { class: "search-text" }, ...inked(item.text || title, item.words)));
    return link;
  });
  if (more) links.push(make("a", { class: "search-more", href: linkTo(address, words), ...option() }, `这一页还有 ${more} 处`));
  return make("div", { role: "group", "aria-labelledby": name.id, class: "search-group" }, name, ...links);
}

// 一句话说清楚结果是怎样来的。
function summary({ notes, total }, left) {
  const typo = notes.find((note) => note.kind === "typo");
  const partial = notes.some((note) => note.kind === "partial");
  const said = typo ? `没有找到“${typo.from}”，以下是“${typo.to}”的结果。` : "";
  const count = total ? `${total} 页里${partial ? "提到一部分，最接近的在前" : "有"}。` : "没有找到。";
  return left ? `${said}${total ? count : ""}还在载入。` : said + count;
}

// 要马上打的电话：照页脚里的那一行。
function urgentLine() {
  const line = document.querySelector(".site-foot .call")?.closest("p").cloneNode(true);
  if (line) line.className = "search-urgent";
  return line ? [line] : [];
}

// 走不通时的几条路。
function ways() {
  const to = (address, name) => make("a", { href: new URL(address, site) }, name);
  return make("ul", { class: "search-ways" },
    make("li", {}, "换个说法，或者少打几个字。"),
    make("li", {}, to("search.html", "看全站目录"), "，一页一页找。"),
    make("li", {}, to("units/index.html", "按单位找"), "，或者", to("years/index.html", "按年份找"), "。"));
}

// 结果之外要说的：找人救命的，先给电话；没找到的，给几条别的路。
function advice(answer, left) {
  const none = !answer.total && !left;
  const urgent = none || answer.notes.some((note) => note.kind === "hotline");
  return [...(urgent ? urgentLine() : []), ...(none ? [ways()] : [])];
}

function resultList(answer, option) {
  return answer.groups.map((group, index) => resultGroup(group, index, option));
}

// 没取成：说一声，给重试和别的路。
function showFailure(status, place, retry) {
  status.textContent = "搜索没有载入，看看网络。";
  place.replaceChildren(make("button", { type: "button", onclick: retry }, "再试一次"), ways());
}

// 输入框：输入法正在拼字时不搜，拼完再搜；粘贴、语音输入都算输入。返回的函数说是不是正在拼字。
function onTyped(input, typed) {
  let spelling = false;
  input.addEventListener("compositionstart", () => (spelling = true));
  input.addEventListener("compositionend", () => typed((spelling = false)));
  input.addEventListener("input", () => spelling || typed());
  return () => spelling;
}

// 确认拼字的那一下回车不算。
function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

function searchBox() {
  let client = null;
  let active = -1;
  const status = make("p", { class: "search-status", role: "status" });
  const beside = make("div", { class: "search-beside" });
  const list = make("div", { id: "search-list", role: "listbox", "aria-label": "搜索结果", class: "search-list" });
  const input = make("input", {
    type: "search", name: "q", role: "combobox", "aria-label": "搜索", "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", placeholder: "词、句子、问题",
  });
  const slash = make("input", { type: "checkbox", onchange: () => kept.set("search-slash", slash.checked ? "on" : "off") });
  const form = make("form", { action: entrance.href, class: "search-form" }, input,
    make("button", { type: "submit" }, "搜索"), make("button", { type: "button", onclick: () => dialog.close() }, "关闭"));
  const foot = make("label", { class: "search-slash" }, slash, "按 / 键打开搜索");
  const dialog = make("dialog", { class: "search md-typeset", "aria-label": "搜索", onclick: (event) => event.target === dialog && dialog.close() },
    make("div", { class: "search-inner" }, form, status, beside, list, foot));
  document.body.append(dialog);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (index) => {
    const all = options();
    all[active]?.setAttribute("aria-selected", "false");
    active = index < all.length ? index : -1;
    const option = all[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const show = (answer) => {
    active = -1;
    input.setAttribute("aria-activedescendant", "");
    list.setAttribute("aria-busy", "false");
    beside.replaceChildren(...advice(answer, client.left));
    let number = 0;
    const option = () => ({ role: "option", id: `search-option-${++number}`, tabindex: "-1", "aria-selected": "false" });
    list.replaceChildren(...resultList(answer, option));
    list.hidden = !answer.total; // 空的列表框，读屏软件会念成坏的
    input.setAttribute("aria-expanded", String(answer.total > 0));
    status.textContent = summary(answer, client.left);
    if (answer.total > answer.groups.length) {
      const all = new URL(entrance.href);
      all.searchParams.set("q", input.value);
      list.append(make("a", { class: "search-all", href: all, ...option() }, `看全部 ${answer.total} 页`));
    }
  };
  const ask = () => {
    list.setAttribute("aria-busy", String(Boolean(input.value.trim())));
    client ??= new Client(told);
    if (input.value.trim()) return client.ask({ query: input.value, limit: 6 });
    beside.replaceChildren();
    list.replaceChildren();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  };
  const told = (data) => {
    if (data.failed) {
      client = null; // 再打一个字，或者点一下，就再取一次
      list.setAttribute("aria-busy", "false");
      list.replaceChildren();
      list.hidden = true;
      showFailure(status, beside, () => ask());
    } else if (data.groups) {
      if (data.query === input.value) show(data);
    } else if (active < 0 && !spelling()) ask(); // 又取到一份索引：正在选、正在拼字就不动
  };
  // 结果就在这一页：浏览器只滚过去，搜索框要自己让开
  list.addEventListener("click", ({ target }) => {
    const url = target.closest("a")?.href.split("#")[0];
    if (url === location.href.split("#")[0]) dialog.close();
  });
  const spelling = onTyped(input, () => ask());
  input.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Escape") {
      event.preventDefault(); // 浏览器先清空、再按一次才关：一次就关，字留着
      input.blur();
      dialog.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? options().length - 1 : active - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // 从磁盘打开时，火狐照内容策略不许表单提交
    if (input.value.trim()) location.href = `${entrance.href}?${new URLSearchParams({ q: input.value })}`;
  });

  return (typed = "") => {
    if (typed) input.value = typed;
    ask();
    slash.checked = kept.get("search-slash") !== "off";
    if (!dialog.open) dialog.showModal();
    input.focus();
    if (!typed) input.select();
  };
}

function searchPage(form) {
  const results = document.querySelector("[data-search-results]");
  const listing = document.querySelector("[data-search-listing]");
  const status = form.querySelector("[role=status]");
  const asked = new URLSearchParams(location.search);
  let limit = 20;
  for (const name of ["q", ...Object.keys(FACETS)]) {
    const field = form.elements[name];
    const value = asked.get(name) ?? "";
    if (value && field.tagName === "SELECT") field.append(make("option", { value }, value));
    if (value) field.value = value; // 脚本取到之前打的字留着
  }
  const chosen = () => Object.fromEntries(new FormData(form));
  const fill = (facet, counts) => {
    const field = form.elements[facet];
    const value = field.value;
    const known = counts.some(([name]) => name === value) || !value ? counts : [...counts, [value, 0]];
    field.replaceChildren(make("option", { value: "" }, `全部${FACETS[facet]}`), ...known.map(([name, count]) => make("option", { value: name }, `${name}（${count}）`)));
    field.value = value;
  };
  const show = (answer) => {
    for (const facet of Object.keys(FACETS)) fill(facet, answer.facets[facet]);
    form.querySelector("[data-search-facets]").hidden = false;
    status.textContent = summary(answer, client.left);
    results.replaceChildren(...advice(answer, client.left), ...resultList(answer, () => ({})));
    if (answer.total > limit) {
      results.append(make("button", { type: "button", class: "search-all", onclick: () => ask((limit += 20)) }, `再看 20 页，一共 ${answer.total} 页`));
    }
  };
  const ask = () => {
    const { q, ...facets } = chosen();
    const query = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${String(query) && `?${query}`}`);
    listing.hidden = Boolean(q.trim());
    if (q.trim()) return client.ask({ query: q, limit, ...facets });
    results.replaceChildren();
    status.textContent = "";
    form.querySelector("[data-search-facets]").hidden = true;
  };
  const client = new Client((data) => {
    if (data.failed) {
      showFailure(status, results, () => location.reload());
      listing.hidden = false;
    } else if (data.groups) {
      if (data.query === chosen().q) show(data);
    } else if (!spelling()) ask();
  });
  const spelling = onTyped(form.elements.q, () => ask((limit = 20)));
  form.addEventListener("change", () => ask((limit = 20)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.elements.q.blur();
  });
}

// 从搜索结果来的：标出要找的字。只标页名和指到的那一段；指到整页的，标全文。
async function markFound() {
  const words = (new URLSearchParams(location.search).get("h") ?? "").split(" ").filter(Boolean);
  const main = document.querySelector("article");
  if (!words.length || !main) return;
  if (!globalThis.normalize) await load("assets/search-text.js");
  const target = document.getElementById(decoded(location.hash));
  for (const part of target ? [main.querySelector("h1"), ...sectionOf(target)] : [main]) markIn(part, words);
}

// 指到小标题的，是标题到下一个标题之间的各块。
function sectionOf(target) {
  if (target.tagName === "H1") return [];
  if (!/^(H[2-4]|DT)$/.test(target.tagName)) return [target];
  const parts = [target];
  for (let next = target.nextElementSibling; next && !/^(H[1-4]|DT)$/.test(next.tagName); next = next.nextElementSibling) parts.push(next);
  return parts;
}

function markIn(part, words) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const found = spans(nodes.map((node) => node.data).join(""), words);
  let offset = 0;
  for (const node of nodes) {
    const end = offset + node.data.length;
    const inside = found.filter(([a, b]) => a < end && b > offset).map(([a, b]) => [Math.max(a, offset) - offset, Math.min(b, end) - offset]);
    offset = end;
    for (const [a, b] of inside.reverse()) {
      const range = document.createRange();
      range.setStart(node, a);
      range.setEnd(node, b);
      range.surroundContents(make("mark"));
    }
  }
}

if (entrance) {
  globalThis.openSearch = searchBox();
  const form = document.querySelector("form[data-search-page]");
  if (form) searchPage(form);
  markFound();
} else Object.assign(globalThis, { excerpt, spans }); // 给单元测试
