// @ts-check
// 分享一段：备好一句话和一张图，图当场在这台设备上画；从短地址来的，那一段上面写明是谁、哪天、哪份文件的。用到时才取。
"use strict";
{
  const { site, find, make, load, copied, textOf } = tools;
  const { sheet, copyButton, action, styleOf, cited, point } = siteSheets;
  const WIDTH = 1080; // 图的各种尺寸，单位都是像素
  const EDGE = 72;
  const BAND = 132;
  const CODE = 300;
  const QUIET = 4; // 二维码四边留白，几格
  const NEVER_FIRST = "，。、；：？！）》”’…"; // 不放在一行开头

  /** 一段的：位置、谁和哪天、哪份文件、链接。 @param {HTMLElement} passage */
  async function about(passage) {
    const { places, styles } = await cited();
    const id = passage.dataset.official ?? "";
    const [short, place] = places[id] ?? ["", ""];
    if (!short)
      return { place: document.title, from: "", title: "", cited: "", link: location.href };
    const { plain, from, title } = styleOf(id, styles);
    const link = new URL(`${short}.html`, site).href;
    return { place, from, title, cited: plain.replace("{place}", ""), link };
  }

  // ---- 画图 ----

  /** 一行排得下几个字就排几个，标点不放在行首。 @param {CanvasRenderingContext2D} pen @param {string} text */
  function wrapped(pen, text) {
    const lines = [""];
    for (const char of text) {
      const longer = lines[lines.length - 1] + char;
      const fits = pen.measureText(longer).width <= WIDTH - 2 * EDGE;
      if (fits || NEVER_FIRST.includes(char)) lines[lines.length - 1] = longer;
      else lines.push(char);
    }
    return lines;
  }

  /** 二维码；没有网址、从磁盘打开、库没取到，就没有。 @param {string} link */
  async function codeOf(link) {
    const published = find("link[rel=canonical]") && location.protocol !== "file:";
    if (!published || !(await load("assets/qrcode.js").catch(() => false))) return null;
    const code = qrcode(0, "M");
    code.addData(link);
    code.make();
    return code;
  }

  /** @param {CanvasRenderingContext2D} pen @param {NonNullable<Awaited<ReturnType<typeof codeOf>>>} code @param {number} top */
  function drawCode(pen, code, top) {
    const count = code.getModuleCount();
    const side = Math.floor(CODE / (count + 2 * QUIET));
    pen.fillStyle = "#fff";
    pen.fillRect(EDGE, top, side * (count + 2 * QUIET), side * (count + 2 * QUIET));
    pen.fillStyle = "#000";
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (!code.isDark(row, column)) continue;
        pen.fillRect(EDGE + side * (QUIET + column), top + side * (QUIET + row), side, side);
      }
    }
  }

  /** 每样字：字、字号、行高、粗细、颜色的名字。 @param {string} text @param {Awaited<ReturnType<typeof about>>} told @returns {[string, number, number, number, string][]} */
  function parts(text, { place, from, cited }) {
    return [
      [place, 52, 76, 700, "--brand"],
      [text, 46, 80, 400, "--ink"],
      [[from, cited].filter(Boolean).join("　"), 32, 52, 400, "--muted"]
    ];
  }

  /** 画好的图，写成 data: 网址。 @param {string} text @param {Awaited<ReturnType<typeof about>>} told */
  async function picture(text, told) {
    const code = await codeOf(told.link);
    const look = getComputedStyle(document.documentElement);
    const family = getComputedStyle(document.body).fontFamily;
    const canvas = make("canvas", { width: `${WIDTH}` });
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    /** @type {{ line: string, font: string, color: string, y: number }[]} */
    const rows = [];
    let y = BAND + EDGE;
    for (const [words, size, height, weight, color] of parts(text, told)) {
      const font = `${weight} ${size}px ${family}`;
      pen.font = font;
      for (const line of wrapped(pen, words)) {
        rows.push({ line, font, color: look.getPropertyValue(color), y });
        y += height;
      }
      y += 28;
    }
    canvas.height = y + (code ? CODE : 0) + EDGE; // 改了高度，画笔就回到原样
    paper(pen, look, family);
    pen.textBaseline = "top";
    for (const row of rows) {
      pen.font = row.font;
      pen.fillStyle = row.color;
      pen.fillText(row.line, EDGE, row.y);
    }
    if (code) {
      drawCode(pen, code, y);
      pen.fillText("扫码看原文", EDGE + CODE + 24, y + CODE / 2 - 16);
    }
    return canvas.toDataURL("image/png");
  }

  /** 底色和写着网站名的一条。 @param {CanvasRenderingContext2D} pen @param {CSSStyleDeclaration} look @param {string} family */
  function paper(pen, look, family) {
    pen.fillStyle = look.getPropertyValue("--paper");
    pen.fillRect(0, 0, WIDTH, pen.canvas.height);
    pen.fillStyle = look.getPropertyValue("--band");
    pen.fillRect(0, 0, WIDTH, BAND);
    pen.fillStyle = look.getPropertyValue("--on-band");
    pen.font = `700 48px ${family}`;
    pen.textBaseline = "middle";
    pen.fillText(textOf(/** @type {Element} */ (find(".brand"))), EDGE, BAND / 2);
  }

  // ---- 单子 ----

  /** @param {HTMLElement} passage */
  async function share(passage) {
    const told = await about(passage);
    const text = textOf(passage);
    const whole = [`${told.place}${told.from && `（${told.from}）`}`, text, told.link].join("\n");
    /** @param {string} message */
    const say = message => opened.say(message);
    const more = () => {
      opened.box.close();
      point(passage);
    };
    const image = make("img", { alt: `${told.place}：${text}`, class: "shared" });
    const opened = sheet(
      "分享这一段",
      image,
      make("p", {}, "长按图片，可以存下来、发给别人。"),
      make(
        "ul",
        {},
        handing(told, text, say),
        copyButton("文字", "连同出处和链接", whole, say),
        action("引用、报告问题", more)
      )
    );
    image.src = await picture(text, told);
  }

  /** 交给设备自己的分享；没有的，复制链接。 @param {Awaited<ReturnType<typeof about>>} told @param {string} text @param {(text: string) => void} say */
  function handing(told, text, say) {
    if (!navigator.share) return copyButton("链接", "打开就到这一段", told.link, say);
    const given = { title: told.place, text, url: told.link };
    const onclick = () =>
      navigator.share(given).catch(async ({ name }) => {
        if (name !== "AbortError") say((await copied(told.link)) ? "链接已复制。" : told.link);
      });
    return make("li", {}, make("button", { type: "button", onclick }, "发给别人"));
  }

  globalThis.sharePassage = share;

  // ---- 从短地址来的 ----

  async function arrived() {
    const target = find(":target");
    const passage =
      target?.closest("[data-official]") ?? (target && find("[data-official]", target));
    if (!target || !(passage instanceof HTMLElement)) return;
    const { from, title } = await about(passage);
    const button = make(
      "button",
      { type: "button", class: "button", onclick: () => share(passage) },
      "分享"
    );
    const words = make("span", {}, [from, title].filter(Boolean).join("，"));
    const line = make("p", { class: "arrived", "data-editorial": "" }, words, button);
    if (target.matches("li, td, tr, dd")) passage.before(line);
    else target.before(line);
    line.scrollIntoView(); // 浏览器正往那一段滚，改滚到这一行
  }

  if (location.search === "?s") {
    history.replaceState(history.state, "", location.pathname + location.hash);
    arrived();
  }
}
