// @ts-check
// 搜索引擎的第一层：装进索引，按子串找字、词、读音。格式见 macros/search/index.py。
"use strict";
{
  const MOST_CACHED = 5000;
  const LATIN = /^[a-z]+$/;
  const BREAK = /[^\p{L}\p{N}\s]+/u;

  // map 里 key 的值；还没有，就用 make 做一个放进去。
  /** @type {typeof globalThis.entry} */
  function entry(map, key, make) {
    const value = map.get(key) ?? make();
    map.set(key, value);
    return value;
  }

  /**
   * 一批文字的单字和两字组在哪些段落里。
   * @extends {Map<string, number[]>}
   */
  class Grams extends Map {
    /** @param {string} text @param {number} id */
    add(text, id) {
      for (let i = 0; i < text.length; i++) {
        for (const gram of [text[i], text.slice(i, i + 2)]) {
          const list = entry(this, gram, () => []);
          if (list[list.length - 1] !== id) list.push(id);
        }
      }
    }

    /** @param {string} gram @returns {number[]} */
    list(gram) {
      return this.get(gram) ?? [];
    }
  }

  class SearchStore {
    /** @type {SearchPageEntry[]} */
    pages = [];
    /** @type {Passage[]} */
    passages = [];
    plain = new Grams(); // 正文和标题
    /** @type {Map<string, string>} 繁体 → 简体 */
    simple = new Map();
    /** @type {Map<string, string[]>} 字 → 读音 */
    sounds = new Map();
    /** @type {Map<string, string>} 读音 → 这样读的字 */
    readings = new Map();
    /** @type {Map<string, string[]>} 说法 → 公文的说法；空的是没有内容的话 */
    means = new Map();
    /** @type {Map<string, number>} 说法 → 第几行近义词：同一行的是一个意思 */
    senses = new Map();
    /** @type {Map<string, Passage[]>} */
    cache = new Map();
    /** @type {Record<string, string[]>} */
    asks = {};
    /** @type {UrgentRule[]} */
    urgent = [];
    /** @type {Record<string, RegExp>} 怎样的问题 → 会说的话 */
    styles = {};
    /** @type {Record<string, Record<string, number>>} 一种问题，各种页的轻重；没有写的是 1 */
    tilt = {};
    /** @type {Subject[]} */
    subjects = [];
    /** @type {StartHere} 空的搜索框里摆的 */
    start = { needs: [], readers: [] };
    /** @type {UrgentRule["who"]} 这个站没有的事 */
    elsewhere = null;
    /** @type {Set<string>} 这个站没有的事，西文的词 */
    foreign = new Set();
    /** @type {string[]} */
    kinds = [];
    /** @type {string[]} */
    units = [];
    /** @type {Map<string, string>} 单位的各种叫法 → 单位 */
    called = new Map();
    /** @type {Lazy} 用到时才做的 */
    lazy = { spelled: null, after: null };
    longest = 2; // 近义词里最长的有几个字

    // 装进一份索引；可以分几次装，先装的先能搜。
    /** @param {IndexPart} part */
    add({ synonyms = [], pages = [], traditional = "", sounds = {}, names = [], ...lists }) {
      for (const [, from, to] of traditional.matchAll(/(.)(.)/gu)) this.simple.set(from, to);
      for (const [words, means] of synonyms) this.addSense(words, means);
      for (const [sound, chars] of Object.entries(sounds)) {
        this.readings.set(sound, chars);
        for (const char of chars) this.sounds.set(char, [...this.sound(char), sound]);
      }
      const { kinds, units, asks, urgent, subjects, elsewhere, styles = {} } = lists;
      Object.assign(this.tilt, lists.tilt);
      for (const [style, words] of Object.entries(styles)) this.styles[style] = RegExp(words);
      if (lists.needs) this.start = { needs: lists.needs, readers: lists.readers ?? [] };
      if (kinds) this.kinds = kinds;
      if (units) this.addUnits(units, names);
      if (asks) this.asks = { ...asks };
      if (urgent) this.urgent = urgent.map(rule => this.ruleOf(rule));
      if (elsewhere) {
        this.elsewhere = this.ruleOf(["", elsewhere.filter(one => !LATIN.test(one)).join("|")]).who;
        this.foreign = new Set(elsewhere.filter(one => LATIN.test(one)));
      }
      if (subjects) this.subjects = subjects.map(one => this.subjectOf(one));
      for (const page of pages) this.addPage(...page);
      this.lazy = { spelled: null, after: null };
      this.cache.clear();
    }

    /** @param {string[]} words @param {string[]} means */
    addSense(words, means) {
      const sense = this.senses.size;
      const ways = means.map(one => this.normal(one));
      for (const word of words.map(one => this.normal(one))) {
        this.means.set(word, ways);
        this.senses.set(word, sense);
        this.longest = Math.max(this.longest, word.length);
      }
    }

    /** @param {string[]} units @param {string[][]} names */
    addUnits(units, names) {
      this.units = units;
      for (const [i, unit] of units.entries()) {
        for (const name of [unit, ...(names[i] ?? [])]) this.called.set(this.normal(name), unit);
      }
    }

    // “|”隔开各个说法；“…”是隔几个字，“+”是前后连着，“/”是哪个都行；别的照字面。
    /** @param {IndexUrgent} rule @returns {UrgentRule} */
    ruleOf([see, ...lists]) {
      /** @param {string} span */
      const any = span =>
        `(?:${span
          .split("/")
          .map(one => this.normal(one))
          .join("|")})`;
      const [who, what, says, unless] = lists.map(words => {
        if (!words) return null;
        const spans = words.replace(/[^…+|]+/g, any).replace(/\+/g, "");
        return RegExp(spans.replace(/…/g, ".{0,6}?"));
      });
      return { see, who, what, says, unless };
    }

    /** @param {IndexSubject} subject @returns {Subject} */
    subjectOf([name, words, shares]) {
      return { name, words: [name, ...words].map(one => this.normal(one)), shares };
    }

    /** @param {IndexPage} page */
    addPage(...[address, title, kind, passages, cover = ""]) {
      const name = this.kinds[kind];
      const text = this.normal(title);
      const page = { id: this.pages.length, address, title, kind: name, text, cover };
      this.pages.push(page);
      for (const passage of passages) this.addPassage(page, passage);
    }

    /** @param {SearchPageEntry} page @param {IndexPassage} passage */
    addPassage(page, [anchor, heading, raw, unit, first = 0, last = -1]) {
      const year = Array.from({ length: last - first + 1 }, (_, i) => `${first + i}`);
      const units = this.units.slice(unit, unit + 1);
      const names = page.text === this.normal(units[0] ?? "") ? [...this.called] : [];
      const called = names.filter(([, one]) => one === units[0]).map(([other]) => other);
      const heads = [page.title, heading, ...units, ...called, ...year.map(one => `${one}年`)];
      const head = heads.map(one => this.normal(one)).join("\n");
      const id = this.passages.length;
      const text = this.normal(raw);
      this.passages.push({
        id,
        page,
        anchor,
        heading,
        raw,
        text,
        head,
        named: this.normal(heading),
        title: `${page.text}\n${this.normal(heading)}`,
        traits: { kind: [page.kind], unit: units, year },
        place: page.address + (anchor && `#${anchor}`)
      });
      this.plain.add(`${text}\n${head}`, id);
    }

    /** @param {string} raw */
    normal(raw) {
      return normalize(raw, this.simple).text;
    }

    /** @param {string} char @returns {string[]} */
    sound(char) {
      return this.sounds.get(char) ?? [];
    }

    // 含有 term 的段落。用最少见的两字组缩小范围，再逐段核实。
    /** @param {string} term @returns {Passage[]} */
    find(term) {
      const known = this.cache.get(term);
      if (known) return known;
      let rare = this.plain.list(term.slice(0, 2));
      for (let i = 1; i < term.length - 1; i++) {
        const list = this.plain.list(term.slice(i, i + 2));
        if (list.length < rare.length) rare = list;
      }
      const found = rare
        .map(id => this.passages[id])
        .filter(({ text, head }) => text.includes(term) || head.includes(term));
      if (this.cache.size > MOST_CACHED) this.cache.clear();
      this.cache.set(term, found);
      return found;
    }

    /** @param {string} term */
    has(term) {
      return this.find(term).length > 0;
    }

    // 从第 start 个字起，列在近义词里的最长的词；没有是空的。
    /** @param {string} text @param {number} start */
    sensed(text, start) {
      for (let length = Math.min(this.longest, text.length - start); length; length--) {
        const word = text.slice(start, start + length);
        if (this.senses.has(word)) return word;
      }
      return "";
    }

    // 没有内容的话：怎么办、谁负责。
    /** @param {string} word */
    empty(word) {
      return this.means.get(word)?.length === 0;
    }

    // 原文里，term 是不是连着写的，中间没有标点。
    /** @param {string} term */
    unbroken(term) {
      return this.find(term).some(({ raw, heading, page }) =>
        `${raw}\n${heading}\n${page.title}`
          .split(BREAK)
          .some(part => this.normal(part).includes(term))
      );
    }
  }

  Object.assign(globalThis, { SearchStore, entry });
}
