// @ts-check
// 不碰网页的两样：单位的名字在留给它的一块里怎样摆，一张图怎样写成 PDF。要写名字时才取。
"use strict";
{
  const POINT = 72 / 25.4; // 一毫米几磅
  const PLACE = /[省市县区旗镇乡村街道局委会校园院站、 ]$/;

  // ---- 名字怎样摆 ----

  /** 名字断成两行：长的一行越短越好，但先断在一级、一处的后面，如“某某县某某镇”。 @param {string} name @param {Measure} measure @returns {string[]} */
  function halves(name, measure) {
    const chars = [...name];
    const ways = chars.slice(1).map((_, at) => {
      const lines = [chars.slice(0, at + 1).join(""), chars.slice(at + 1).join("")];
      return lines.map(line => line.trim());
    });
    /** @param {string[]} lines */
    const cost = lines =>
      Math.max(...lines.map(line => measure(line))) * (PLACE.test(lines[0]) ? 1 : 1.4);
    return ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));
  }

  /** 写得下的最大的字号，不超过 most。 @param {string[]} lines @param {number} width @param {number} most @param {Measure} measure */
  const sizeOf = (lines, width, most, measure) =>
    Math.min(most, width / Math.max(...lines.map(line => measure(line)), 0.01));

  /** 名字：一行写得下就一行，字太小就两行。 @param {string} name @param {number} width @param {number} height @param {Measure} measure */
  function titled(name, width, height, measure) {
    const size = sizeOf([name], width, height * 0.62, measure);
    if (size >= height * 0.42 || [...name].length < 2) return { lines: [name], size };
    const lines = halves(name, measure);
    return { lines, size: sizeOf(lines, width, height * 0.44, measure) };
  }

  /** 几行从上到下居中。 @param {string[]} lines @param {number} size @param {number} x @param {number} height @param {boolean} strong @returns {Line[]} */
  function stacked(lines, size, x, height, strong) {
    const pitch = size * 1.2;
    const top = height / 2 - (pitch * (lines.length - 1)) / 2;
    return lines.map((text, at) => ({ text, x, y: top + at * pitch, size, strong }));
  }

  /** 名字大，在左；电话、日期小，在右，一样一行。measure 是一号字有多宽。 @type {SitePaper["arranged"]} */
  function arranged(width, height, name, others, measure) {
    const small = others.length
      ? sizeOf(others, width * 0.4, height * (others.length > 1 ? 0.32 : 0.4), measure)
      : 0;
    const aside = small && Math.max(...others.map(line => measure(line))) * small;
    const gap = aside && height * 0.5;
    const { lines, size } = titled(name, width - aside - gap, height, measure);
    return [
      ...stacked(lines, size, 0, height, true),
      ...stacked(others, small, width - aside, height, false)
    ];
  }

  // ---- 一页一图的 PDF ----

  /** UTF-16 的字，PDF 里哪种文字都写得下。 @param {string} text */
  function hex(text) {
    const units = [...Array(text.length).keys()].map(at => text.charCodeAt(at));
    return `<FEFF${units.map(unit => unit.toString(16).padStart(4, "0")).join("")}>`.toUpperCase();
  }

  /** 各个对象；图是一个，别的是字。 @param {PaperPicture} picture @returns {[string, Uint8Array?][]} */
  function objects({ jpeg, pixels, size, title, words }) {
    const [width, height] = size.map(edge => (edge * POINT).toFixed(2));
    const content = `/Figure <</MCID 0>> BDC q ${width} 0 0 ${height} 0 0 cm /Im Do Q EMC`;
    const look = `/Width ${pixels[0]} /Height ${pixels[1]} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
    return [
      [
        "<</Type /Catalog /Pages 2 0 R /Lang (zh-CN) /MarkInfo <</Marked true>> /StructTreeRoot 6 0 R /ViewerPreferences <</DisplayDocTitle true>>>>"
      ],
      ["<</Type /Pages /Kids [3 0 R] /Count 1>>"],
      [
        `<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources <</XObject <</Im 4 0 R>>>> /Contents 5 0 R /StructParents 0 /Tabs /S>>`
      ],
      [
        `<</Type /XObject /Subtype /Image ${look} /Filter /DCTDecode /Length ${jpeg.length}>>`,
        jpeg
      ],
      [`<</Length ${content.length}>>`, new TextEncoder().encode(content)],
      ["<</Type /StructTreeRoot /K 7 0 R /ParentTree <</Nums [0 [8 0 R]]>> /ParentTreeNextKey 1>>"],
      ["<</Type /StructElem /S /Document /P 6 0 R /K [8 0 R]>>"],
      [`<</Type /StructElem /S /Figure /P 7 0 R /Pg 3 0 R /K 0 /Alt ${hex(words)}>>`],
      [`<</Title ${hex(title)}>>`]
    ];
  }

  /** 一张 JPEG 写成一页的 PDF：读屏软件念 words。 @type {SitePaper["pdf"]} */
  function pdf(picture) {
    /** @type {Uint8Array[]} */
    const parts = [];
    let length = 0;
    /** @param {string | Uint8Array} part */
    const write = part => {
      const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
      parts.push(bytes);
      length += bytes.length;
    };
    write("%PDF-1.7\n");
    const starts = objects(picture).map(([head, stream], at) => {
      const start = length;
      write(`${at + 1} 0 obj\n${head}\n`);
      if (stream) for (const part of ["stream\n", stream, "\nendstream\n"]) write(part);
      write("endobj\n");
      return start;
    });
    const rows = starts.map(start => `${String(start).padStart(10, "0")} 00000 n \n`);
    const count = rows.length + 1;
    const trailer = `trailer\n<</Size ${count} /Root 1 0 R /Info ${count - 1} 0 R>>`;
    const table = `xref\n0 ${count}\n0000000000 65535 f \n${rows.join("")}`;
    write(`${table}${trailer}\nstartxref\n${length}\n%%EOF\n`);
    return joined(parts, length);
  }

  /** @param {Uint8Array[]} parts @param {number} length */
  function joined(parts, length) {
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** data: 网址里的字节。 @type {SitePaper["bytesOf"]} */
  const bytesOf = url => Uint8Array.from(atob(url.split(",")[1]), char => char.charCodeAt(0));

  globalThis.sitePaper = { arranged, pdf, bytesOf };
}
