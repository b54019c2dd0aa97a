// @ts-check
// 宣传资料，在 site.js 之后跑，用它给的 tools：分享、填上单位的名字；复制、做带名字的文件，点了才取。
// 填的字只存在这台设备的浏览器里。没有这个脚本，全文、下载都在。
"use strict";
{
  const { all, copied, find, load, make } = tools;
  const FILLED = "publicity-fills";
  const MANY = 4; // 要填的多于这么多，收起来
  const COVERS = '[href$="-cover.png"], [href$="-square.png"]'; // 公众号的封面，没有就用方图

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

  /** @param {Element | null} node */
  const textOf = node => node?.textContent?.trim() ?? "";

  // ---- 一份资料 ----

  /** @param {string} name @param {() => void} onclick */
  const button = (name, onclick) => make("button", { type: "button", onclick }, name);

  const line = () => make("p", { role: "status" });

  // 复制的脚本，手指、鼠标一到就取：有的浏览器点下去就要复制，等不得。
  /** @param {HTMLElement} place @param {HTMLElement} status */
  function copying(place, status) {
    const fetched = () => load("assets/copies.js");
    /** @param {() => Promise<boolean>} act @param {string} done */
    const copy = (act, done) => async () => {
      const ended = await fetched()
        .then(act)
        .catch(() => false);
      status.textContent = ended ? done : "没能复制，请再点一次，或者长按选中上面的字。";
    };
    const buttons = make(
      "div",
      { class: "buttons" },
      button(
        "复制全文",
        copy(() => copied(siteCopies.words()), "全文已复制，可以粘贴。")
      ),
      button(
        "复制公众号排版",
        copy(() => siteCopies.copyLayout(), "排版已复制，粘贴到公众号的编辑器里，题目另填。")
      )
    );
    for (const type of ["pointerover", "focusin"]) {
      buttons.addEventListener(type, () => fetched().catch(() => {}));
    }
    const cover = /** @type {Element | undefined} */ (find(COVERS)?.cloneNode());
    if (cover) {
      cover.className = "button";
      cover.append("封面图");
      buttons.append(cover);
    }
    place.append(buttons, status);
  }

  // 填空的一块；传单的在下载里，那里另有做文件的按钮，不必印这一页。
  /** @param {HTMLElement} place @param {HTMLElement} status @param {boolean} leaflet */
  function filling(place, status, leaflet) {
    const fills = new Fills();
    if (!fills.names.length) return fills;
    const clear = () => {
      fills.clear();
      status.textContent = "填的字已清除。";
    };
    const buttons = make("div", { class: "buttons" }, button("清除填的字", clear));
    if (!leaflet) {
      buttons.prepend(button("打印填好的字", () => print()));
      place.append(make("h2", {}, "填上你们单位的名字"));
    }
    const note = "填的字只留在这台设备上，不发出去；复制、打印、做文件时带上。";
    place.append(fills.fields(), buttons, make("p", {}, note));
    return fills;
  }

  // 传单的：点开了才取做文件的脚本。
  /** @param {HTMLElement} fold */
  function naming(fold) {
    const status = line();
    const box = make("div", { class: "piece-tools" });
    const fills = filling(box, status, true);
    box.append(status);
    find("summary", fold)?.after(box);
    fold.addEventListener("toggle", async () => {
      await Promise.all([load("assets/paper.js"), load("assets/named.js")]);
      nameFiles(fold, fills, status);
    });
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
  const fold = find("[data-named]");
  if (place) {
    const status = line();
    if (fold) naming(fold);
    else filling(place, status, false);
    copying(place, status);
    place.hidden = false;
  }
  const sharing = find("[data-share]");
  if (sharing) handOver(sharing);
}
