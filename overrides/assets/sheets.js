// @ts-check
// 浮在页面上的几张单子：引用、报告问题、微信里怎样下载。点了才取。
"use strict";
{
  const { site, find, make, load, copied, textOf, shortened, tryToLoad, edit, speak } = tools;

  // 关上时焦点回到原处。
  /** @type {Sheets["sheet"]} */
  function sheet(title, ...nodes) {
    const status = make("p", { role: "status" });
    /** @type {HTMLDialogElement} */
    const box = make(
      "dialog",
      {
        class: "sheet",
        "aria-labelledby": "sheet-title",
        onclick: ({ target }) => target === box && box.close(),
        onclose: () => box.remove()
      },
      make("h2", { id: "sheet-title" }, title),
      ...nodes,
      status,
      make("button", { type: "button", class: "close", onclick: () => box.close() }, "关闭")
    );
    document.body.append(box);
    box.showModal();
    /** @param {string} text */
    const say = text => {
      status.textContent = text;
    };
    return { box, say };
  }

  /** @type {Sheets["copyButton"]} */
  function copyButton(name, about, text, say) {
    const onclick = async () =>
      say((await copied(text)) ? `已复制${name}：${text}` : `没能复制，请长按选中：${text}`);
    const button = make("button", { type: "button", onclick }, `复制${name}`);
    button.append(make("span", {}, about));
    return make("li", {}, button);
  }

  /** @param {string} name @param {() => void} onclick */
  const action = (name, onclick) =>
    make("li", {}, make("button", { type: "button", onclick }, name));

  function today() {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map(part => String(part).padStart(2, "0")).join("-");
  }

  // ---- 引用 ----

  // 各段的位置和引用格式，用到时才取；没取到，是空的。
  /** @type {Sheets["cited"]} */
  async function cited() {
    await tryToLoad("assets/places.js");
    return globalThis.sitePlaces ?? { places: {}, styles: {} };
  }

  // 一段出自哪一篇，照那一篇的格式。
  /** @type {Sheets["styleOf"]} */
  function styleOf(id, styles) {
    const named = Object.keys(styles).find(name => name && id.startsWith(`${name}-`));
    return styles[named ?? ""];
  }

  // 照格式写好的出处；没取到，是空的。
  /** @param {string} form @param {string} id @param {string} place @param {Places["styles"]} styles */
  function citation(form, id, place, styles) {
    const style = styleOf(id, styles);
    if (!style) return "";
    const filled = place
      ? style[form].replace("{place}", place)
      : style[form].replace(/(\. )?\{place\}/, ""); // 引整篇
    return filled.replace("{today}", today());
  }

  /** @param {string} id @param {string} place @param {Places["styles"]} styles @param {(text: string) => void} say */
  function citations(id, place, styles, say) {
    const plain = citation("plain", id, place, styles);
    if (!plain) return [];
    return [
      copyButton("出处", "写在文中", plain, say),
      copyButton("参考文献", "GB/T 7714—2015", citation("gbt", id, place, styles), say)
    ];
  }

  // 一段：点了“引用”，出处已经在剪贴板里；别的照着选。
  /** @type {Sheets["point"]} */
  async function point(passage) {
    const id = passage.dataset.official ?? "";
    const text = textOf(passage);
    const { places, styles } = await cited();
    const [short, place] = places[id] ?? ["", "这一段"];
    const link = short
      ? new URL(`${short}.html`, site)
      : new URL(`#${passage.id}`, location.href.split("#")[0]);
    /** @param {string} message */
    const say = message => opened.say(message);
    const list = make("ul", {});
    if (short) list.append(...citations(id, place, styles, say));
    list.append(
      copyButton("链接", "打开就到这一段", link.href, say),
      copyButton("文字", `${text.length} 字`, text, say)
    );
    for (const [name, act] of others(passage, place, text)) {
      const onclick = () => {
        opened.box.close();
        act();
      };
      list.append(action(name, onclick));
    }
    if (edit) {
      const onclick = (/** @type {MouseEvent} */ event) => edit(event, passage);
      const { href } = /** @type {HTMLAnchorElement} */ (find("a[rel~=edit]"));
      list.append(make("li", {}, make("a", { href, onclick }, "编辑这一段")));
    }
    const opened = sheet(place, make("p", { class: "quoted" }, shortened(text, 80)), list);
    const plain = short && citation("plain", id, place, styles);
    if (plain && (await copied(plain))) say(`出处已复制，粘贴就是：${plain}`);
  }

  // 关上单子再做的几样。
  /** @param {HTMLElement} passage @param {string} place @param {string} text @returns {[string, () => void][]} */
  function others(passage, place, text) {
    /** @type {[string, () => void][]} */
    const found = [["分享这一段", () => share(passage)]];
    const aloud = speak(passage);
    if (aloud) found.push(["朗读这一段", aloud]);
    found.push(["这一段有误，报告问题", () => report(place, text, passage.id)]);
    return found;
  }

  /** @type {Sheets["share"]} */
  async function share(passage) {
    await load("assets/share.js");
    sharePassage(passage);
  }

  // 引整篇公文。
  /** @type {Sheets["cite"]} */
  async function cite(id) {
    const { styles } = await cited();
    /** @param {string} message */
    const say = message => opened.say(message);
    const url = location.href.split("#")[0];
    const list = make("ul", {}, copyButton("链接", "打开就是这一页", url, say));
    list.append(...citations(`${id}-`, "", styles, say));
    const opened = sheet("引用本文", list);
  }

  // ---- 报告问题：备好一段话，复制了发给办网站的人，不用账号 ----

  /** @type {Sheets["report"]} */
  function report(place = "", text = "", id = "") {
    const url = new URL(location.href);
    url.search = "";
    if (id) url.hash = id;
    const lines = [
      `页面：${document.title}`,
      `网址：${url}`,
      place && `位置：${place}`,
      text && `原来写着：${text}`,
      "应当是：",
      "依据：",
      `日期：${today()}`
    ];
    const box = make("textarea", { "aria-label": "报告的内容", rows: "8" });
    box.value = lines.filter(Boolean).join("\n");
    // 写了联系方式的发到那里；没有写，总有人把网址给了你。
    const to = find("[data-report]")?.dataset.to;
    const onclick = async () => {
      const done = await copied(box.value);
      opened.say(done ? "已复制，可以粘贴了。" : "没能复制，请长按选中上面的字。");
    };
    const opened = sheet(
      "报告问题",
      make("p", {}, `把下面的话补全，复制，发给${to || "转来这个网址的人，请他转给办网站的人"}。`),
      box,
      ...issueLinks(url, text),
      make("button", { type: "button", class: "strong-button close", onclick }, "复制")
    );
  }

  // 有仓库的，可以带着页面和原文直接去提。
  /** @param {URL} url @param {string} text */
  function issueLinks(url, text) {
    const issues = find("[data-issues]")?.dataset.issues;
    if (!issues) return [];
    const filled = { template: "content.yml", page: `${url}`, says: shortened(text, 500) };
    const link = make("a", { class: "go", rel: "noopener", target: "_blank", href: issues });
    link.append("在线提交（要登录）");
    link.addEventListener("click", () => {
      link.href = `${issues}?${new URLSearchParams(filled)}`;
    });
    return [link];
  }

  // ---- 微信里存不下文件：给两个办法 ----

  /** @type {Sheets["offer"]} */
  function offer(link) {
    /** @param {string} message */
    const say = message => opened.say(message);
    const open = make("a", { href: link.href, class: "button" }, "就在这里打开（iPhone 可以）");
    const opened = sheet(
      "微信里存不下文件",
      make("p", { class: "quoted" }, link.download || textOf(link)),
      make("p", {}, "复制链接，到浏览器里粘贴；或者点右上角的“···”，选“在浏览器打开”。"),
      make("ul", {}, copyButton("链接", "到浏览器里粘贴", link.href, say), make("li", {}, open))
    );
  }

  globalThis.siteSheets = {
    sheet,
    copyButton,
    action,
    cited,
    styleOf,
    point,
    share,
    cite,
    report,
    offer,
    arrived: () => load("assets/share.js")
  };
}
