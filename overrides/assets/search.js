// @ts-check
// 搜索框和搜索页，由 site.js 在打开时取来，用它给的 tools。引擎和索引第一次打开时才取；没有 Worker（从磁盘打开）就在页面里算。
"use strict";
{
  // 单元测试里没有网页，也就没有 tools，只测下面不碰网页的几个。
  const { all, decoded, find, load, make, site } = globalThis.tools ?? /** @type {Tools} */ ({});
  const entrance = /** @type {HTMLAnchorElement} */ (site && find("[data-search-open]"));
  const SHOWN = 90; // 摘出来给人看多少字
  const LINE = 11; // 窄屏一行放得下几个字，封面旁边的
  const FEW = 6; // 搜索框里出几页
  // 引擎分几个文件，照取来的次序。
  const PARTS = [
    "assets/search-text.js",
    "assets/search-store.js",
    "assets/search-query.js",
    "assets/search-alike.js",
    "assets/search-cards.js",
    "assets/search-engine.js"
  ];
  const ROLES = 3; // 卡片里一个单位列几处
  const MANY = 20; // 搜索页里一次出几页
  /** @type {[Facet, string][]} */
  const FACETS = [
    ["kind", "种类"],
    ["unit", "单位"],
    ["year", "年份"]
  ];

  // ---- 标出要找的字 ----

  // words 在原文里的起止位置，重叠的并成一处。
  /** @type {SearchMarks["spans"]} */
  function spans(raw, words) {
    const { text, at } = normalize(raw);
    /** @type {Span[]} */
    const found = [];
    for (const word of words.filter(Boolean)) {
      for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
        found.push([at[i], at[i + word.length - 1] + 1]);
      }
    }
    /** @type {Span[]} */
    const merged = [];
    for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
      const last = merged[merged.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  // 原文标得最多的一段，不长于 most 字，切成 [文字, 要不要标出] 的小段。
  /** @type {SearchMarks["excerpt"]} */
  function excerpt(raw, words, most = SHOWN) {
    const found = spans(raw, words);
    const start = raw.length > most ? densest(found, raw.length, most) : 0;
    const end = Math.min(raw.length, start + most);
    /** @type {Piece[]} */
    const pieces = [[start ? "…" : "", false]];
    let from = start;
    for (const [a, b] of found.filter(([a, b]) => a >= start && b <= end)) {
      pieces.push([raw.slice(from, a), false], [raw.slice(a, b), true]);
      from = b;
    }
    pieces.push([raw.slice(from, end), false], [end < raw.length ? "…" : "", false]);
    return pieces.filter(([text]) => text);
  }

  // most 字长的一段从哪里起，标出的字最多。
  /** @param {Span[]} found @param {number} length @param {number} most */
  function densest(found, length, most) {
    let best = { start: 0, marks: -1 };
    for (const [first] of found) {
      const start = Math.max(0, Math.min(first - 16, length - most));
      const inside = found.filter(([a, b]) => a >= start && b <= start + most);
      const marks = inside.reduce((sum, [a, b]) => sum + b - a, 0);
      if (marks > best.marks) best = { start, marks };
    }
    return best.start;
  }

  // 几截文字连起来是一段，found 是这一段里的位置：各截里要标出的位置。
  /** @type {SearchMarks["within"]} */
  function within(texts, found) {
    let offset = 0;
    return texts.map(text => {
      const [start, end] = [offset, offset + text.length];
      offset = end;
      return found
        .filter(([a, b]) => a < end && b > start)
        .map(([a, b]) => [Math.max(a, start) - start, Math.min(b, end) - start]);
    });
  }

  // 一条摆几个字：窄屏两行，键盘弹着只摆一行，看得见三页结果。宽度和样式里的 --phone、--short 一样。
  function room() {
    if (matchMedia("(max-height: 30em)").matches) return LINE;
    return matchMedia("(max-width: 30em)").matches ? LINE * 2 : SHOWN;
  }

  // 切好的小段变成节点，标出的放进 mark。
  /** @param {string} raw @param {string[]} words @param {number} [most] */
  function inked(raw, words, most) {
    return excerpt(raw, words, most).map(([text, marked]) =>
      marked ? make("mark", {}, text) : text
    );
  }

  // ---- 引擎 ----

  // 从磁盘打开时，搜索框和搜索页合用一个引擎：每份索引只取得到一次。
  /** @type {{ engine: Engine | null, filling: Promise<void> | null, left: number | null, tell: ((left: number) => void)[] }} */
  const shared = { engine: null, filling: null, left: null, tell: [] };

  /** @param {number} left */
  function arrived(left) {
    shared.left = left;
    for (const tell of shared.tell) tell(left);
  }

  const loadText = async () => globalThis.normalize ?? (await load("assets/search-text.js"));

  async function loadEngine() {
    for (const part of PARTS) await load(part);
  }

  // 向引擎提问的一头：ask 送出查询；答案、又取到一份索引、没取成，都告诉 told。
  class Client {
    left = 1;
    /** @type {Worker | null} */
    worker = null;
    /** @type {Engine | null} */
    engine = null;
    /** @type {StartHere | null} */
    start = null;

    /** @param {(data: Told) => void} told */
    constructor(told) {
      this.told = told;
      this.begin().catch(() => {
        shared.engine = shared.filling = null; // 没取全，下次从头取
        this.heard({ failed: true });
      });
    }

    async begin() {
      await loadText();
      if (location.protocol === "file:" || !globalThis.Worker) return this.startHere();
      this.worker = new Worker(new URL("assets/search-engine.js", site));
      this.worker.onmessage = ({ data }) => this.heard(data);
      this.worker.onerror = () => this.heard({ failed: true });
    }

    async startHere() {
      await loadEngine();
      shared.engine ??= new SearchEngine();
      const { engine } = shared;
      this.engine = engine;
      shared.tell.push(left => this.heard({ left, start: engine.start }));
      shared.filling ??= loadIndex(engine, name => load(`search/${name}`), arrived);
      if (shared.left !== null) this.heard({ left: shared.left, start: engine.start });
      await shared.filling;
    }

    /** @param {Told} data */
    heard(data) {
      if ("left" in data) {
        this.left = data.left;
        this.start = data.start;
      }
      if ("failed" in data) this.worker?.terminate(); // 没取全的引擎不再回话
      this.told(data);
    }

    /** @param {SearchRequest} request */
    ask(request) {
      if (this.worker) this.worker.postMessage(request);
      else if (this.engine?.pages.length) this.told(this.engine.search(request));
    }
  }

  // ---- 结果的样子 ----

  // 链到一页或一段，带上要标出的词。
  /** @param {string} address @param {string[]} words @param {string} [anchor] */
  function linkTo(address, words, anchor = "") {
    const url = new URL(address, site);
    if (words.length) url.searchParams.set("h", words.join(" "));
    url.hash = anchor;
    return url;
  }

  // 一页的结果：种类、页名，下面是几段，各链到那一段；资料有封面。option 给出搜索框里每个选项的属性；没有的是搜索页，页名是标题，听的人一页一页地跳。
  /** @param {SearchGroup} group @param {number} number @param {() => Values} [option] */
  function resultGroup({ address, title, kind, cover, items, more }, number, option) {
    const words = [...new Set(items.flatMap(item => item.words))];
    const name = make(
      option ? "p" : "h2",
      { class: "search-page", id: `search-page-${number}` },
      make("span", { class: "search-kind" }, kind),
      " ",
      make("span", {}, ...inked(title, words, Infinity))
    );
    const links = items.map(item => {
      const there = item.words.filter(word => spans(`${title}\n${item.text}`, [word]).length);
      const href = linkTo(address, there, item.anchor);
      return resultLink(item, title, { class: "search-item", href, ...option?.() });
    });
    if (more) {
      const values = { class: "search-more", href: linkTo(address, words), ...option?.() };
      links.push(make("a", values, `这一页还有 ${more} 处`));
    }
    const values = { role: "group", "aria-labelledby": name.id, class: "search-group" };
    return make("div", values, ...picture(cover), name, ...links);
  }

  /** @param {string} cover */
  function picture(cover) {
    if (!cover) return [];
    const size = { width: 57, height: 80, loading: "lazy", class: "search-cover" };
    const values = Object.entries(size).map(([name, value]) => [name, `${value}`]);
    return [make("img", { ...Object.fromEntries(values), alt: "", src: new URL(cover, site) })];
  }

  /** @param {SearchItem} item @param {string} title @param {Values} values */
  function resultLink({ heading, text, words }, title, values) {
    const link = make("a", values);
    const where = heading.replace(title, "");
    if (where) {
      link.append(make("span", { class: "search-where" }, ...inked(where, words, Infinity)));
    }
    const most = values.role === "option" ? room() : SHOWN; // 搜索框里短，搜索页里长
    link.append(make("span", { class: "search-text" }, ...inked(text || title, words, most)));
    return link;
  }

  /** @param {SearchAnswer} answer @param {() => Values} [option] */
  function resultList(answer, option) {
    return answer.groups.map((group, index) => resultGroup(group, index, option));
  }

  // ---- 答案卡片 ----

  /** @param {string} address @param {...(Node | string)} children */
  const go = (address, ...children) => make("a", { href: new URL(address, site) }, ...children);

  // 一个题目归哪些单位：单位、分工、写在哪几处。
  /** @param {SubjectCard} card */
  function subjectCard({ title, rows }) {
    const list = rows.map(({ unit, address, role, places }) =>
      make(
        "li",
        {},
        make("strong", {}, go(address, unit)),
        make("span", { class: "search-role" }, role),
        make("span", { class: "search-places" }, ...listed(places))
      )
    );
    return make(
      "section",
      { class: "search-card", "aria-label": `${title}归哪些单位` },
      make("p", { class: "search-card-title" }, `“${title}”，方案交给这些单位：`),
      make("ul", {}, ...list),
      make("p", { class: "search-note" }, "分工照公文写的；题目怎样分，是编者归类。")
    );
  }

  // 几处的链接，用顿号隔开；太多的只列前几处。
  /** @param {[address: string, label: string][]} places */
  function listed(places) {
    const shown = places.slice(0, ROLES).map(([address, label]) => go(address, label));
    const rest = places.length - shown.length;
    const parts = shown.flatMap((link, i) => (i ? ["、", link] : [link]));
    return rest ? [...parts, `等 ${places.length} 处`] : parts;
  }

  // 一个单位：全称，今年在做的，任务。
  /** @param {UnitCard} card */
  function unitCard({ title, full, year, address, doing }) {
    const items = doing
      .slice(0, ROLES)
      .map(({ anchor, text }) =>
        make("li", {}, go(`${address}#${anchor}`, ...inked(text, [], room())))
      );
    const more = go(address, `看${title}的全部任务和举措`);
    const now = doing.length
      ? [
          make("p", {}, `现在（${year} 年）要做的，共 ${doing.length} 条：`),
          make("ol", {}, ...items)
        ]
      : [];
    return make(
      "section",
      { class: "search-card", "aria-label": title },
      make("p", { class: "search-card-title" }, go(address, title), " ", make("small", {}, full)),
      ...now,
      make("p", {}, more)
    );
  }

  /** @param {Card | null} card */
  function answerCard(card) {
    if (!card) return [];
    return [card.kind === "unit" ? unitCard(card) : subjectCard(card)];
  }

  // 一句话说清楚结果是怎样来的。
  /** @param {SearchAnswer} answer @param {number} left */
  function summary({ notes, total }, left) {
    const typo = notes.find(note => note.kind === "typo");
    const partial = notes.some(note => note.kind === "partial");
    const before = typo ? `没有找到“${typo.from}”，以下是“${typo.to}”的结果。` : "";
    const count = total ? `${total} 页里${partial ? "提到一部分，最接近的在前" : "有"}。` : "";
    if (left) return `${before}${count}还在载入。`;
    return before + (count || "没有找到。");
  }

  // 要马上打的电话：照页脚里的那一行；知道是哪一种急事的，再给求助页的那一节。
  /** @param {Section | ""} section */
  function urgentLine(section) {
    const line = find(".site-foot .call")?.closest("p")?.cloneNode(true);
    if (!line) return [];
    const copy = /** @type {Element} */ (line);
    copy.className = "search-urgent";
    if (!section) return [copy];
    const link = go(section.address, `现在怎么做：${section.title}`);
    link.className = "search-now";
    const [number, use, ...rest] = copy.childNodes;
    const [name, when] = (use.textContent ?? "").split("：");
    for (const node of rest) node.remove();
    copy.replaceChildren(number, name, make("span", {}, `：${when}`), link);
    return [copy];
  }

  // 走不通时的几条路。
  function ways() {
    return make(
      "ul",
      { class: "search-ways" },
      make("li", {}, "换个说法，或者少打几个字。"),
      make(
        "li",
        {},
        "急事、难事：",
        go("help.html", "求助页"),
        "，",
        go("help.html#hotlines", "打哪个电话"),
        "。"
      ),
      make("li", {}, "要教案、传单、广播稿：", go("publicity/index.html", "看全部资料"), "。"),
      make(
        "li",
        {},
        "查公文：",
        go("units/index.html", "按单位找"),
        "，",
        go("search.html", "看全站目录"),
        "。"
      )
    );
  }

  // 结果之外要说的：正在出事的，先给电话；有答案卡片的给卡片；没找到的，给几条别的路。
  /** @param {SearchAnswer} answer @param {number} left */
  function advice(answer, left) {
    const none = !answer.total && !left;
    const urgent = none || answer.urgent;
    return [
      ...(urgent ? urgentLine(answer.urgent) : []),
      ...answerCard(answer.card),
      ...(none ? [ways()] : [])
    ];
  }

  // 空的搜索框：几样急事，资料给哪些人。
  /** @param {StartHere | null} start */
  function startHere(start) {
    if (!start?.needs.length) return [];
    const needs = start.needs.map(([title, address]) => make("li", {}, go(address, title)));
    const readers = start.readers.map(([id, name]) =>
      make("li", {}, go(`publicity/index.html?audience=${id}`, name))
    );
    return [
      make("p", { class: "search-start" }, "遇到急事"),
      make("ul", { class: "search-doors" }, ...needs),
      make("p", { class: "search-start" }, "找宣传资料，给谁看"),
      make("ul", { class: "search-doors" }, ...readers)
    ];
  }

  // 没取成：说一声，给重试和别的路。
  /** @param {Element} status @param {Element} place @param {() => void} onclick */
  function showFailure(status, place, onclick) {
    status.textContent = "搜索没有载入，看看网络。";
    place.replaceChildren(make("button", { type: "button", onclick }, "再试一次"), ways());
  }

  // 输入框：输入法正在拼字时不搜，拼完再搜；粘贴、语音输入都算输入。返回的函数说是不是正在拼字。
  /** @param {HTMLInputElement} input @param {() => void} typed */
  function onTyped(input, typed) {
    let spelling = false;
    input.addEventListener("compositionstart", () => {
      spelling = true;
    });
    input.addEventListener("compositionend", () => {
      spelling = false;
      typed();
    });
    input.addEventListener("input", () => spelling || typed());
    return () => spelling;
  }

  // ---- 搜索框 ----

  class SearchBox {
    /** @type {Client | null} */
    client = null;
    active = -1;
    status = make("p", { class: "search-status", role: "status" });
    beside = make("div", { class: "search-beside" });
    list = make("div", {
      id: "search-list",
      role: "listbox",
      "aria-label": "搜索结果",
      class: "search-list"
    });
    input = make("input", {
      type: "search",
      name: "q",
      role: "combobox",
      "aria-label": "搜索",
      "aria-expanded": "false",
      "aria-controls": "search-list",
      "aria-autocomplete": "list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      placeholder: "词、句子、问题"
    });
    /** @type {HTMLInputElement} */
    slash = make("input", {
      type: "checkbox",
      onchange: () => kept.set("search-slash", this.slash.checked ? "on" : "off")
    });
    form = make(
      "form",
      {
        action: entrance.href,
        class: "search-form",
        onsubmit: (/** @type {Event} */ event) => this.submit(event)
      },
      this.input,
      make("button", { type: "submit" }, "搜索"),
      make("button", { type: "button", onclick: () => this.close() }, "关闭")
    );
    /** @type {HTMLDialogElement} */
    dialog = make(
      "dialog",
      {
        class: "search",
        "aria-label": "搜索",
        onclick: ({ target }) => target === this.dialog && this.dialog.close()
      },
      make(
        "div",
        { class: "search-inner" },
        this.form,
        this.status,
        this.beside,
        this.list,
        make("label", { class: "search-slash" }, this.slash, "按 / 键打开搜索")
      )
    );

    constructor() {
      document.body.append(this.dialog);
      this.spelling = onTyped(this.input, () => this.ask());
      this.input.addEventListener("keydown", event => this.press(event));
      // 结果就在这一页：浏览器只滚过去，搜索框要自己让开
      this.dialog.addEventListener("click", ({ target }) => {
        const link = /** @type {Element} */ (target).closest("a");
        if (!link) return;
        // 记在这一页的历史里：从结果退回来，搜索框还开着，字还在
        history.replaceState({ ...history.state, search: this.input.value }, "");
        const [url] = link.href.split("#");
        if (url === location.href.split("#")[0]) this.close();
      });
      this.dialog.addEventListener("close", () => this.left());
      visualViewport?.addEventListener("resize", () => this.fit());
    }

    // 手机的键盘弹出来，搜索框只占看得见的那一截。
    fit() {
      const height = visualViewport?.height ?? innerHeight;
      this.dialog.style.setProperty("--seen", `${Math.round(height)}px`);
    }

    close() {
      this.dialog.close();
    }

    // 自己关上的，退回来就不再打开；点结果走的，页面换掉，轮不到这里。
    left() {
      const { search, ...rest } = history.state ?? {};
      if (search !== undefined) history.replaceState(rest, "");
    }

    open(typed = "") {
      if (typed) this.input.value = typed;
      this.ask();
      this.slash.checked = kept.get("search-slash") !== "off";
      if (!this.dialog.open) this.dialog.showModal();
      this.fit();
      this.input.focus();
      if (!typed) this.input.select();
    }

    ask() {
      const query = this.input.value;
      this.list.setAttribute("aria-busy", String(Boolean(query.trim())));
      this.client ??= new Client(data => this.told(data));
      if (query.trim()) return this.client.ask({ query, limit: FEW });
      this.beside.replaceChildren(...startHere(this.client.start));
      this.fill([]);
      this.status.textContent = "";
    }

    /** @param {Told} data */
    told(data) {
      if ("failed" in data) {
        this.client = null; // 再打一个字，或者点一下，就再取一次
        this.list.setAttribute("aria-busy", "false");
        this.fill([]);
        showFailure(this.status, this.beside, () => this.ask());
      } else if ("groups" in data) {
        if (data.query === this.input.value) this.show(data);
      } else if (this.active < 0 && !this.spelling()) this.ask(); // 又取到一份索引：正在选、正在拼字就不动
    }

    /** @param {SearchAnswer} answer */
    show(answer) {
      const left = this.client?.left ?? 0;
      this.active = -1;
      this.input.setAttribute("aria-activedescendant", "");
      this.list.setAttribute("aria-busy", "false");
      this.beside.replaceChildren(...advice(answer, left));
      let number = 0;
      const option = () => ({
        role: "option",
        id: `search-option-${++number}`,
        tabindex: "-1",
        "aria-selected": "false"
      });
      this.fill(resultList(answer, option));
      this.status.textContent = summary(answer, left);
      if (answer.total > answer.groups.length) {
        const values = { class: "search-all", href: this.whole(), ...option() };
        this.list.append(make("a", values, `看全部 ${answer.total} 页`));
      }
    }

    // 空的列表框，读屏软件会念成坏的，藏起来。
    /** @param {Element[]} groups */
    fill(groups) {
      this.list.replaceChildren(...groups);
      this.list.hidden = !groups.length;
      this.input.setAttribute("aria-expanded", String(groups.length > 0));
    }

    // 在搜索页里看这一次的全部结果。
    whole() {
      const url = new URL(entrance.href);
      url.searchParams.set("q", this.input.value);
      return url;
    }

    options() {
      return all("[role=option]", this.list).filter(option => option.getClientRects().length);
    }

    /** @param {number} index */
    choose(index) {
      const options = this.options();
      options[this.active]?.setAttribute("aria-selected", "false");
      this.active = index < options.length ? index : -1;
      const option = options[this.active];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option?.id ?? "");
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.isComposing || event.keyCode === 229) return; // 确认拼字的那一下回车不算
      if (event.key === "Escape") {
        this.input.blur(); // 浏览器先清空、再按一次才关：一次就关，字留着
        this.dialog.close();
      } else if (event.key === "ArrowDown") this.choose(this.active + 1);
      else if (event.key === "ArrowUp") {
        this.choose(this.active < 0 ? this.options().length - 1 : this.active - 1);
      } else if (event.key === "Enter" && this.active >= 0) this.options()[this.active].click();
      else return;
      event.preventDefault();
    }

    // 从磁盘打开时，火狐照内容策略不许表单提交，自己过去。
    /** @param {Event} event */
    submit(event) {
      event.preventDefault();
      if (this.input.value.trim()) location.href = this.whole().href;
    }
  }

  // ---- 搜索页 ----

  class SearchPage {
    limit = MANY;
    results = /** @type {HTMLElement} */ (find("[data-search-results]"));
    listing = /** @type {HTMLElement} */ (find("[data-search-listing]"));

    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.status = /** @type {HTMLElement} */ (find("[role=status]", form));
      this.filters = /** @type {HTMLElement} */ (find("[data-search-facets]", form));
      this.restore();
      this.client = new Client(data => this.told(data));
      this.spelling = onTyped(/** @type {HTMLInputElement} */ (this.field("q")), () =>
        this.renew()
      );
      form.addEventListener("change", () => this.renew());
      form.addEventListener("submit", event => {
        event.preventDefault();
        this.field("q").blur();
      });
    }

    /** @param {string} name */
    field(name) {
      return /** @type {HTMLInputElement | HTMLSelectElement} */ (
        this.form.elements.namedItem(name)
      );
    }

    // 网址里带着的查询和筛选填进表单；脚本取到之前打的字留着。
    restore() {
      const asked = new URLSearchParams(location.search);
      for (const name of ["q", ...FACETS.map(([facet]) => facet)]) {
        const [field, value] = [this.field(name), asked.get(name)];
        if (!value) continue;
        if (field.tagName === "SELECT") field.append(make("option", { value }, value));
        field.value = value;
      }
    }

    /** @returns {Record<string, string>} */
    chosen() {
      return Object.fromEntries(
        [...new FormData(this.form)].map(([name, value]) => [name, `${value}`])
      );
    }

    renew() {
      this.limit = MANY;
      this.ask();
    }

    ask() {
      const { q, ...facets } = this.chosen();
      const given = Object.entries({ q, ...facets }).filter(([, value]) => value);
      const query = given.length ? `?${new URLSearchParams(given)}` : "";
      history.replaceState(null, "", location.pathname + query);
      this.listing.hidden = Boolean(q.trim());
      if (q.trim()) return this.client.ask({ query: q, limit: this.limit, ...facets });
      this.results.replaceChildren();
      this.status.textContent = "";
      this.filters.hidden = true;
    }

    /** @param {Told} data */
    told(data) {
      if ("failed" in data) {
        showFailure(this.status, this.results, () => location.reload());
        this.listing.hidden = false;
      } else if ("groups" in data) {
        if (data.query === this.chosen().q) this.show(data);
      } else if (!this.spelling()) this.ask();
    }

    /** @param {SearchAnswer} answer */
    show(answer) {
      const { left } = this.client;
      for (const [facet, name] of FACETS) this.fill(facet, name, answer.facets[facet]);
      this.filters.hidden = false;
      this.status.textContent = summary(answer, left);
      this.results.replaceChildren(...advice(answer, left), ...resultList(answer));
      if (answer.total > this.limit) this.results.append(this.moreButton(answer.total));
    }

    /** @param {number} total */
    moreButton(total) {
      const onclick = () => {
        this.limit += MANY;
        this.ask();
      };
      const values = { type: "button", class: "search-all", onclick };
      return make("button", values, `再看 ${MANY} 页，一共 ${total} 页`);
    }

    // 一个筛选框的各项；选着的这次一页也没有，也留着。
    /** @param {Facet} facet @param {string} name @param {Counts} counts */
    fill(facet, name, counts) {
      const field = this.field(facet);
      const { value } = field;
      const missing = value && !counts.some(([one]) => one === value);
      /** @type {Counts} */
      const known = missing ? [...counts, [value, 0]] : counts;
      const options = known.map(([one, count]) =>
        make("option", { value: one }, `${one}（${count}）`)
      );
      field.replaceChildren(make("option", { value: "" }, `全部${name}`), ...options);
      field.value = value;
    }
  }

  // ---- 从搜索结果来的：标出要找的字。只标页名和指到的那一段；指到整页的，标全文。 ----

  async function markFound() {
    const words = (new URLSearchParams(location.search).get("h") ?? "").split(" ").filter(Boolean);
    const main = find("article");
    if (!words.length || !main) return;
    await loadText();
    const target = document.getElementById(decoded(location.hash));
    const title = find("h1", main);
    const parts = target ? [...(title ? [title] : []), ...sectionOf(target)] : [main];
    for (const part of parts) markIn(part, words);
  }

  // 指到小标题的，是标题到下一个标题之间的各块。
  /** @param {Element} target @returns {Element[]} */
  function sectionOf(target) {
    if (target.tagName === "H1") return [];
    if (!/^(H[2-4]|DT)$/.test(target.tagName)) return [target];
    const parts = [target];
    let next = target.nextElementSibling;
    while (next && !/^(H[1-4]|DT)$/.test(next.tagName)) {
      parts.push(next);
      next = next.nextElementSibling;
    }
    return parts;
  }

  /** @param {Element} part @param {string[]} words */
  function markIn(part, words) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    const texts = nodes.map(node => node.data);
    const marks = within(texts, spans(texts.join(""), words));
    for (const [index, node] of nodes.entries()) {
      for (const [start, end] of marks[index].reverse()) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        range.surroundContents(make("mark"));
      }
    }
  }

  if (site) {
    const box = new SearchBox();
    globalThis.openSearch = typed => box.open(typed);
    /** @type {HTMLFormElement | null} */
    const form = find("form[data-search-page]");
    if (form) new SearchPage(form);
    markFound();
  } else globalThis.searchMarks = { spans, excerpt, within };
}
