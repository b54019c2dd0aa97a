// @ts-check
// 字的规范写法：引擎找字、网页标字都照它。
{
  const LETTER = /[\p{L}\p{N}]/u;

  // 规范写法：NFKC、小写，只留字和数字；at 是每个字在原文里的位置。simple 是繁体到简体的表。
  globalThis.normalize = (raw, simple = new Map()) => {
    let text = "";
    /** @type {number[]} */
    const at = [];
    let position = 0;
    for (const char of raw) {
      for (const one of char.normalize("NFKC").toLowerCase()) {
        if (!LETTER.test(one)) continue;
        text += simple.get(one) ?? one;
        at.push(position);
      }
      position += char.length;
    }
    return { text, at };
  };
}
