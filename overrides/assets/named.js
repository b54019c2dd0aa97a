// @ts-check
// 把单位的名字、电话、日期、标志写到设计好的传单上：全在这台设备上做，什么也不发出去。点开“写上你们单位的名字”才取。
"use strict";
{
  const { find, make, load, sheets, textOf } = tools;
  const CLEAR = 0.92; // JPEG 的好坏：字的边上看不出毛
  const INK = "#221f1a";
  /** @type {Record<string, string>} */
  const NAMES = { long: "长图", board: "展板 PDF" };
  const WECHAT = /MicroMessenger/i.test(navigator.userAgent);
  const article = /** @type {HTMLElement} */ (find("[data-piece]"));
  const slug = article.dataset.piece ?? "";
  const title = textOf(/** @type {Element} */ (find("h1")));
  const family = getComputedStyle(document.body).fontFamily;

  /** @type {HTMLImageElement | null} */
  let logo = null;

  /** @param {string} url */
  async function pictureAt(url) {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  }

  /** 选的标志；不是图，就说。 @param {HTMLInputElement} input @param {(text: string) => void} say */
  function chosen(input, say) {
    const file = input.files?.[0];
    logo = null;
    if (!file) return;
    const reader = new FileReader();
    reader.onload = async () => {
      try {
        logo = await pictureAt(`${reader.result}`);
        say("标志选好了，只在这一页上用。");
      } catch {
        say("这个文件不是图片，换一个。");
      }
    };
    reader.readAsDataURL(file);
  }

  // ---- 画 ----

  /** 底图和写名字的地方；没取到抛错。 @param {string} id */
  async function baseOf(id) {
    const address = `publicity/${slug}/${slug}-${id}.base.js`;
    await load(address);
    const base = /** @type {NonNullable<typeof siteBases>} */ (siteBases)[address];
    return { ...base, image: await pictureAt(base.image) };
  }

  /** 标志放在最左边，不高过这一块；返回占去多宽。 @param {CanvasRenderingContext2D} pen @param {number[]} strip */
  function drawLogo(pen, [x, y, width, height]) {
    if (!logo) return 0;
    const scale = Math.min(height / logo.naturalHeight, width / 4 / logo.naturalWidth);
    const [wide, tall] = [logo.naturalWidth * scale, logo.naturalHeight * scale];
    pen.drawImage(logo, x, y + (height - tall) / 2, wide, tall);
    return wide + height * 0.3;
  }

  /** 画好的一张。 @param {Awaited<ReturnType<typeof baseOf>>} base @param {string} name @param {string[]} others */
  function drawn(base, name, others) {
    const { image, strip, dots } = base;
    const [width, height] = [image.naturalWidth, image.naturalHeight];
    const canvas = make("canvas", { width: `${width}`, height: `${height}` });
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.drawImage(image, 0, 0);
    const room = strip.map(edge => edge * dots);
    const taken = drawLogo(pen, room);
    const [x, y, wide, tall] = room;
    pen.font = `700 100px ${family}`;
    /** @param {string} text */
    const measure = text => pen.measureText(text).width / 100;
    pen.fillStyle = INK;
    pen.textBaseline = "middle";
    for (const line of sitePaper.arranged(wide - taken, tall, name, others, measure)) {
      pen.font = `${line.strong ? 700 : 400} ${line.size}px ${family}`;
      pen.fillText(line.text, x + taken + line.x, y + line.y);
    }
    return canvas;
  }

  // ---- 交给人 ----

  /** @param {HTMLCanvasElement} canvas @param {number} dots @param {string} said */
  function pdfOf(canvas, dots, said) {
    const { width, height } = canvas;
    const jpeg = sitePaper.bytesOf(canvas.toDataURL("image/jpeg", CLEAR));
    const words = `${said}。${textOf(/** @type {Element} */ (find(".piece-text")))}`;
    const size = [width / dots, height / dots];
    return sitePaper.pdf({ jpeg, pixels: [width, height], size, title: said, words });
  }

  /** 存成文件；浏览器没自己存，点链接再存。 @param {Blob} blob @param {string} name @param {HTMLElement} status */
  function save(blob, name, status) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name }, name);
    status.replaceChildren("做好了：", link);
    link.click();
  }

  /** 微信里存不下文件，给一张能长按的图。 @param {HTMLCanvasElement} canvas @param {string} said */
  async function hold(canvas, said) {
    const src = canvas.toDataURL("image/jpeg", CLEAR);
    const image = make("img", { class: "shared", alt: said, src });
    (await sheets()).sheet("长按图片保存", image);
  }

  /** 做一种。 @param {string} id @param {string} name @param {string[]} others @param {HTMLElement} status */
  async function produce(id, name, others, status) {
    status.textContent = "正在做……";
    const base = await baseOf(id);
    const canvas = drawn(base, name, others);
    const said = `${title}，${name}`;
    const file = `${title}-${name}`.replace(/[\\/:*?"<>|]/g, "_");
    if (WECHAT) {
      await hold(canvas, said);
      status.textContent = "";
    } else if (id === "long") {
      const jpeg = sitePaper.bytesOf(canvas.toDataURL("image/jpeg", CLEAR));
      save(new Blob([jpeg], { type: "image/jpeg" }), `${file}.jpg`, status);
    } else {
      const content = pdfOf(canvas, base.dots, said);
      save(
        new Blob([content], { type: "application/pdf" }),
        `${file}-${id.toUpperCase()}.pdf`,
        status
      );
    }
  }

  // ---- 表单 ----

  /** @param {HTMLElement} box @param {Filled} fills @param {HTMLElement} status */
  function place(box, { names, values, inputs }, status) {
    /** @param {string} text */
    const say = text => {
      status.textContent = text;
    };
    const onclick = async (/** @type {string} */ id) => {
      const [first, ...rest] = names;
      const name = values[first];
      if (!name) {
        say(`先写上${first}。`);
        return inputs[0].focus();
      }
      const others = rest.filter(one => values[one]).map(one => `${one}：${values[one]}`);
      await produce(id, name, others, status).catch(() => say("没做成，请再点一次。"));
    };
    const kinds = (box.dataset.named ?? "").split(" ").filter(Boolean);
    box.dataset.named = ""; // 收起来再点开，不再放一遍
    const made = kinds.map(id => {
      const word = NAMES[id] ?? `${id.toUpperCase()} PDF`;
      return make("button", { type: "button", onclick: () => onclick(id) }, word);
    });
    find(".buttons", box)?.prepend(...made);
    if (!kinds.length) return;
    find(".fields", box)?.append(logoField(say));
    if (!values[names[0]]) inputs[0].focus(); // 点开就是要写名字
  }

  /** @param {(text: string) => void} say */
  function logoField(say) {
    const pick = make("input", { type: "file", accept: "image/*" });
    pick.addEventListener("change", () => chosen(pick, say));
    return make("label", {}, "单位的标志（可以不选）", pick);
  }

  globalThis.nameFiles = place;
}
