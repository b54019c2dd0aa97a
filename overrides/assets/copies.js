// @ts-check
// 一份资料的全文、公众号排版，复制出去。点了才取。
"use strict";
{
  const { all, copied, find, make } = tools;
  // 公众号的编辑器只留行内的样式；class、id、脚本、外面的图、定位它都去掉，所以都不用（出处见 test_wechat_layout.py）。
  const TEXT = "margin:0 0 10px;font-size:16px;line-height:1.8;color:#333333";
  const CELL = "padding:6px 8px;border:1px solid #cccccc;text-align:left;vertical-align:top";
  const BOXED = /\b(box|note|board|slip|cards)\b/;

  /** @param {Element | null} node */
  const textOf = node => node?.textContent?.trim() ?? "";

  // ---- 正文：填好的字在内，没填的空写成“名字：____”，贴出去别人也看得懂 ----

  function body() {
    const copy = /** @type {Element} */ (find(".piece-text")?.cloneNode(true));
    for (const spot of all(".fill:not([data-filled])", copy)) {
      spot.textContent = `${spot.dataset.fill}：________`;
    }
    for (const button of all("button", copy)) button.remove();
    for (const item of all("li", copy)) number(item);
    for (const inner of all("li > :is(ul, ol)", copy).reverse()) {
      inner.parentElement?.after(...inner.children); // 里层的各条排在它后面
      inner.remove();
    }
    return copy;
  }

  // 列表的一条，前面写上第几条。
  /** @param {HTMLElement} item */
  function number(item) {
    const list = /** @type {Element} */ (item.parentElement);
    const mark = list.tagName === "OL" ? `${[...list.children].indexOf(item) + 1}. ` : "· ";
    (find(":scope > p", item) ?? item).prepend(make("strong", {}, mark));
  }

  // 末尾的两行：依据，从哪里来；从磁盘打开的没有网址。
  function endings() {
    const canonical = /** @type {HTMLLinkElement | null} */ (find("link[rel=canonical]"));
    const here = location.protocol === "file:" ? "" : location.href.split(/[?#]/)[0];
    const source = [textOf(find(".brand")), canonical?.href ?? here].filter(Boolean).join("，");
    return [`依据：${textOf(find("#law + p"))}`, `来源：${source}`];
  }

  /** 全文，一段一段的字。 @type {SiteCopies["words"]} */
  function words() {
    const copy = body();
    for (const gap of all("br", copy)) gap.replaceWith("\n");
    const blocks = all(":is(h2, h3, h4, p, li, tr)", copy);
    const lines = blocks.filter(block => !find("p, li", block)).map(lineOf);
    return [textOf(find("h1")), ...lines, endings()[0]].join("\n\n");
  }

  /** @param {HTMLElement} block */
  function lineOf(block) {
    if (block.tagName !== "TR") return textOf(block);
    return all("th, td", block).map(textOf).join(" | ");
  }

  // ---- 公众号排版 ----

  /** @type {Record<string, string>} */
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  /** @param {string} text */
  const escaped = text => text.replace(/[&<>"]/g, char => ESCAPES[char]);

  /** 一种标签写成什么：标签、样式；不在这里的只留里面的字。 @param {string} color @returns {Record<string, [tag: string, style: string]>} */
  const shapes = color => ({
    H2: [
      "section",
      `margin:24px 0 10px;padding-left:10px;border-left:4px solid ${color};font-size:18px;font-weight:bold;line-height:1.5;color:${color}`
    ],
    H3: [
      "section",
      `margin:20px 0 8px;font-size:17px;font-weight:bold;line-height:1.5;color:${color}`
    ],
    H4: ["section", "margin:16px 0 8px;font-size:16px;font-weight:bold;line-height:1.5"],
    P: ["p", TEXT],
    LI: ["section", TEXT],
    SUMMARY: ["p", `${TEXT};font-weight:bold`],
    UL: ["section", "margin:0 0 12px"],
    OL: ["section", "margin:0 0 12px"],
    DIV: ["section", "margin:0 0 12px"],
    STRONG: ["strong", `font-weight:bold;color:${color}`],
    TABLE: [
      "table",
      "width:100%;margin:0 0 12px;border-collapse:collapse;font-size:15px;line-height:1.6;color:#333333"
    ],
    TR: ["tr", ""],
    TH: ["th", `${CELL};font-weight:bold;background-color:#f5f2ec`],
    TD: ["td", CELL]
  });

  /** 一个节点写成编辑器留得住的 HTML。 @param {Node} node @param {Record<string, [tag: string, style: string]>} looks @returns {string} */
  function written(node, looks) {
    if (node.nodeType === 3) return escaped(node.textContent ?? "");
    const element = /** @type {Element} */ (node);
    if (element.tagName === "BR") return "<br>";
    const boxed = element.tagName === "DIV" && BOXED.test(element.className);
    /** @type {[tag: string, style: string]} */
    const head = [looks.H2[0], looks.H2[1].replace("margin:24px", "margin:0")];
    const inner = boxed ? { ...looks, H2: head } : looks;
    const inside = [...node.childNodes].map(one => written(one, inner)).join("");
    const [tag, style] = boxed
      ? [
          "section",
          "margin:16px 0;padding:14px 14px 4px;border-radius:6px;background-color:#f5f2ec"
        ]
      : (looks[element.tagName] ?? ["", ""]);
    if (!tag) return inside;
    return style ? `<${tag} style="${style}">${inside}</${tag}>` : `<${tag}>${inside}</${tag}>`;
  }

  /** 一篇的 HTML：正文、急事打的电话、依据和来源。 @type {SiteCopies["styled"]} */
  function styled(nodes, color, call, ends) {
    const looks = shapes(color);
    const main = nodes.map(node => written(node, looks)).join("");
    const phone = `<p style="margin:20px 0;padding:10px;border-radius:6px;background-color:${color};font-size:20px;font-weight:bold;line-height:1.5;text-align:center;color:#ffffff">${escaped(call)}</p>`;
    const small = "margin:0 0 6px;font-size:13px;line-height:1.7;color:#777777";
    const last = ends.map(text => `<p style="${small}">${escaped(text)}</p>`).join("");
    return `<section style="font-size:16px;line-height:1.8;color:#333333">${main}${call && phone}${last}</section>`;
  }

  // 发出去的，没填的单位、电话、日期不留空。
  function published() {
    const copy = body();
    for (const spot of all(".hands .fill:not([data-filled])", copy)) spot.remove();
    for (const line of all(".hands", copy)) if (!find(".fill", line)) line.remove();
    return [...copy.childNodes];
  }

  // 剪贴板接口没有、不给用（http 的内网、旧的 WebView）：接住复制这件事，把 HTML 放进去。
  /** @param {string} html @param {string} text */
  async function copiedByEvent(html, text) {
    let done = false;
    /** @param {ClipboardEvent} event */
    const give = event => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData?.setData("text/html", html);
      event.clipboardData?.setData("text/plain", text);
      done = Boolean(event.clipboardData);
    };
    document.addEventListener("copy", give, true);
    await copied(" "); // 选中一个字，触发复制
    document.removeEventListener("copy", give, true);
    return done;
  }

  /** 把排版放上剪贴板。 @type {SiteCopies["copyLayout"]} */
  async function copyLayout() {
    const band = find(".piece") ?? document.body;
    const color = getComputedStyle(band).getPropertyValue("--palette-band").trim() || "#333333";
    const html = styled(published(), color, textOf(find(".piece-call")), endings());
    const text = `${words()}\n\n${endings()[1]}`;
    try {
      /** @param {string} type @param {string} content */
      const blob = (type, content) => [type, new Blob([content], { type })];
      const kinds = [blob("text/html", html), blob("text/plain", text)];
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(kinds))]);
      return true;
    } catch {
      return copiedByEvent(html, text);
    }
  }

  globalThis.siteCopies = { words, styled, copyLayout };
}
