// @ts-check
// 宣传资料，在 site.js 之后跑，用它给的 tools：分享、填上单位的名字、复制全文。
// 填的字只存在这台设备的浏览器里。没有这个脚本，全文、下载都在。
"use strict";
{
  const { all, copied, find, make } = tools;
  const FILLED = "publicity-fills";
  const MANY = 4; // 要填的多于这么多，收起来

  // ---- 填上单位的名字 ----

  class Fills {
    spots = all(".piece-text .fill");
    names = [...new Set(this.spots.map(({ dataset }) => dataset.fill ?? ""))];
    values = recall();
    inputs = this.names.map(name => this.input(name));

    /** @param {string} name */
    input(name) {
      const input = make("input", { type: "text", autocomplete: "off" });
      input.value = this.values[name] || "";
      input.addEventListener("input", () => {
        this.values[name] = input.value.trim();
        this.show(name);
        this.save();
      });
      this.show(name);
      return input;
    }

    /** @param {string} name */
    show(name) {
      const value = this.values[name] || "";
      for (const spot of this.spots.filter(({ dataset }) => dataset.fill === name)) {
        const labelled = value && spot.closest(".hands");
        spot.textContent = labelled ? `${name}：${value}` : value || name;
        spot.toggleAttribute("data-filled", Boolean(value));
      }
    }

    save() {
      kept.set(FILLED, JSON.stringify(this.values));
    }

    clear() {
      for (const name of this.names) delete this.values[name];
      for (const input of this.inputs) input.value = "";
      for (const name of this.names) this.show(name);
      this.save();
    }

    // 填空的各格。要填的多，收起来：多半的人只读只印，不必滚过十几个空框。
    fields() {
      const labels = this.names.map((name, index) => make("label", {}, name, this.inputs[index]));
      const fields = make("div", { class: "fields" }, ...labels);
      if (labels.length <= MANY) return fields;
      const title = `填上你们的信息（${labels.length} 处，可以不填）`;
      const fold = make("details", { class: "foldout" }, make("summary", {}, title), fields);
      fold.open = this.names.some(name => this.values[name]);
      return fold;
    }
  }

  // 填过的字；存的不是 JSON，就当没填过。
  /** @returns {Record<string, string>} */
  function recall() {
    try {
      return JSON.parse(kept.get(FILLED) ?? "") || {};
    } catch {
      return {};
    }
  }

  // ---- 复制全文 ----

  /** @param {Element | null} node */
  const textOf = node => node?.textContent?.trim() ?? "";

  // 没填的空写成“名字：____”，贴出去别人也看得懂。
  function wholeText() {
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
    for (const gap of all("br", copy)) gap.replaceWith("\n");
    const blocks = all(":is(h2, h3, h4, p, li, tr)", copy);
    const lines = blocks.filter(block => !find("p, li", block)).map(lineOf);
    return [textOf(find("h1")), ...lines, `依据：${textOf(find("#law + p"))}`].join("\n\n");
  }

  // 列表的一条，前面写上第几条。
  /** @param {HTMLElement} item */
  function number(item) {
    const list = /** @type {Element} */ (item.parentElement);
    const mark = list.tagName === "OL" ? `${[...list.children].indexOf(item) + 1}. ` : "· ";
    (find(":scope > p", item) ?? item).prepend(mark);
  }

  /** @param {HTMLElement} block */
  function lineOf(block) {
    if (block.tagName !== "TR") return textOf(block);
    return all("th, td", block).map(textOf).join(" | ");
  }

  // ---- 一份资料 ----

  /** @param {HTMLElement} place */
  function piece(place) {
    const fills = new Fills();
    const some = fills.names.length > 0;
    const status = make("p", { role: "status" });
    /** @param {string} text */
    const say = text => {
      status.textContent = text;
    };
    const copy = async () => {
      const done = await copied(wholeText());
      say(done ? "全文已复制，可以粘贴。" : "没能复制，请长按选中下面的字。");
    };
    const clear = () => {
      fills.clear();
      say("填的字已清除。");
    };
    /** @param {string} name @param {() => void} onclick */
    const button = (name, onclick) => make("button", { type: "button", onclick }, name);
    const buttons = [button("复制全文", copy)];
    if (some) {
      place.append(make("h2", {}, "填上你们单位的名字"), fills.fields());
      buttons.push(
        button("打印填好的字", () => print()),
        button("清除填的字", clear)
      );
    }
    place.append(make("div", { class: "buttons" }, ...buttons), status);
    const note = "填的字只留在这台设备上，复制和打印这一页时带上。下载的文件里另有空处可填。";
    if (some) place.append(make("p", {}, note));
    place.hidden = false;
  }

  // ---- 分享 ----

  // 有网址的，给网址；从磁盘打开的没有，只给标题和一句话。
  /** @param {string} about */
  function shared(about) {
    const canonical = /** @type {HTMLLinkElement | null} */ (
      document.querySelector("link[rel=canonical]")
    );
    const here = location.protocol === "file:" ? "" : location.href.split(/[?#]/)[0];
    return { title: textOf(find("h1")), text: about, url: canonical?.href ?? here };
  }

  /** @param {HTMLElement} link */
  function handOver(link) {
    const status = make("p", { role: "status" });
    link.parentElement?.prepend(status);
    link.addEventListener("click", async event => {
      event.preventDefault();
      const { title, text, url } = shared(link.dataset.share ?? "");
      if (url && navigator.share) return navigator.share({ title, text, url }).catch(() => {});
      const done = await copied([title, text, url].filter(Boolean).join("\n"));
      const said = url ? "标题和网址已复制，粘贴给朋友就行。" : "标题已复制；文件在“下载”里。";
      status.textContent = done ? said : "没能复制，请复制浏览器地址栏里的网址。";
    });
  }

  const place = find("[data-piece-tools]");
  if (place) piece(place);
  const sharing = find("[data-share]");
  if (sharing) handOver(sharing);
}
