// @ts-check
// 搜索引擎：不分词，按子串找，切不错。在 Worker、网页、node 里都能跑。索引的格式见 macros/search/index.py。
"use strict";
{
  const HAN = /\p{Script=Han}/u;
  const QUOTED = /[“"「『]([^“”"「」『』]+)[”"」』]/g;
  const DATE = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/g;
  // 这些字不会是要找的词的一部分，除非那个词列在近义词里（如 目的）。
  const PARTICLE = /[的了吗呢吧啊呀嘛么我你他她咱]/;
  const MOST = 400; // 查询最长多少字
  const SHARE = 0.3; // 认得的字占到这么多，或问法里有的字占到 ASKED，才算有结果
  const ASKED = 0.6;
  /** @type {Record<string, number>} */
  const ASIDE = { 本站: 0.9, 宣传: 0.85 }; // 公文先出：编者写的页面分数相近时往后放
  const ALSO = 0.7; // 一页里分数到最好那段的这么多，才一起摆出来

  const FACETS = /** @type {const} */ (["kind", "unit", "year"]);
  const DIGITS = "零一二三四五六七八九";

  // 一百以内的数怎么写；再大的一个字一个字对：二〇二二 → 2022。
  const NUMERALS = Array.from({ length: 100 }, (_, n) => {
    const [tens, ones] = [Math.floor(n / 10), n % 10];
    return (
      (tens > 1 ? DIGITS[tens] : "") + (tens ? "十" : "") + (ones || !tens ? DIGITS[ones] : "")
    );
  });

  // 数字换个写法：第3条 → 第三条，十二个 → 12个。
  /** @param {string} text */
  function respell(text) {
    if (/\d/.test(text)) return text.replace(/\d+/g, number => NUMERALS[+number] ?? number);
    return text.replace(/[零〇一二三四五六七八九十]+/g, han => {
      const number = NUMERALS.indexOf(han);
      const digits = [...han.replace(/〇/g, "零")].map(one => NUMERALS.indexOf(one));
      return number < 0 ? digits.join("") : `${number}`;
    });
  }

  // map 里 key 的值；还没有，就用 make 做一个放进去。
  /** @template Key, Value @param {Map<Key, Value>} map @param {Key} key @param {() => Value} make */
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

  class SearchEngine {
    /** @type {SearchPageEntry[]} */
    pages = [];
    /** @type {Passage[]} */
    passages = [];
    plain = new Grams(); // 正文和标题
    asked = new Grams(); // 问法
    /** @type {Map<string, string>} 繁体 → 简体 */
    simple = new Map();
    /** @type {Map<string, string[]>} 字 → 读音 */
    sounds = new Map();
    /** @type {[sound: string, chars: string][]} 读音，这样读的字 */
    readings = [];
    /** @type {Map<string, string[]>} 说法 → 公文的说法；空的是没有内容的话 */
    means = new Map();
    /** @type {Map<string, Passage[]>} */
    cache = new Map();
    /** @type {string[]} */
    kinds = [];
    /** @type {string[]} */
    units = [];
    /** @type {string[]} */
    hotlines = [];

    // 装进一份索引；可以分几次装，先装的先能搜。
    /** @param {IndexPart} part */
    add({ synonyms = [], pages = [], traditional = "", sounds = {}, asks = {}, ...lists }) {
      Object.assign(this, lists);
      for (const [words, means] of synonyms) {
        for (const word of words) {
          this.means.set(
            this.normal(word),
            means.map(one => this.normal(one))
          );
        }
      }
      for (const [, from, to] of traditional.matchAll(/(.)(.)/gu)) this.simple.set(from, to);
      for (const [sound, chars] of Object.entries(sounds)) {
        this.readings.push([sound, chars]);
        for (const char of chars) this.sounds.set(char, [...this.sound(char), sound]);
      }
      for (const page of pages) this.addPage(...page);
      for (const { id, place } of this.passages) {
        for (const phrase of asks[place] ?? []) this.asked.add(this.normal(phrase), id);
      }
      this.cache.clear();
    }

    /** @param {IndexPage} page */
    addPage(...[address, title, kind, passages]) {
      const name = this.kinds[kind];
      const page = { id: this.pages.length, address, title, kind: name, text: this.normal(title) };
      this.pages.push(page);
      for (const [anchor, heading, raw, unit, first = 0, last = -1] of passages) {
        const year = Array.from({ length: last - first + 1 }, (_, i) => `${first + i}`);
        const units = this.units.slice(unit, unit + 1);
        const heads = [title, heading, ...units, ...year.map(one => `${one}年`)];
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
          traits: { kind: [name], unit: units, year },
          place: address + (anchor && `#${anchor}`)
        });
        this.plain.add(`${text}\n${head}`, id);
      }
    }

    /** @param {string} raw */
    normal(raw) {
      return normalize(raw, this.simple).text;
    }

    /** @param {string} char @returns {string[]} */
    sound(char) {
      return this.sounds.get(char) ?? [];
    }

    // 照字面含有 term 的段落：用最少见的两个字缩小范围，再逐段核实。
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
      if (this.cache.size > 5000) this.cache.clear();
      this.cache.set(term, found);
      return found;
    }

    /** @param {string} term */
    has(term) {
      return this.find(term).length > 0;
    }

    // 只在宣传资料里有的口语：公文里另有说法，整句之外还要拆开找。
    /** @param {string} term */
    spoken(term) {
      return this.has(term) && this.find(term).every(({ page }) => page.kind === "宣传");
    }

    // 没有内容的话：怎么办、谁负责。
    /** @param {string} word */
    empty(word) {
      return this.means.get(word)?.length === 0;
    }

    // 把查询拆成要找的词。
    /** @param {string} query */
    analyze(query) {
      /** @type {Asked} */
      const asked = { terms: [], notes: [], loose: false, lost: 0, whole: this.normal(query) };
      for (const [, text] of query.matchAll(QUOTED)) {
        asked.terms.push({ ...this.word(this.normal(text), []), exact: true });
      }
      const rest = query
        .replace(QUOTED, " ")
        .replace(DATE, (_, y, m, d) => `${y}年${+m}月${+d}日`)
        .replace(/([年月])0(?=\d)/g, "$1");
      const all = this.normal(rest);
      const same = this.same(all);
      if (same || this.spoken(all)) asked.terms.push(this.word(same || all));
      // 年份单独成词；6.26 是一个数；买了个老婆 就是 买老婆
      const pieces = rest
        .replace(/(\d)\.(?=\d)/g, "$1")
        .replace(/了一?个/g, "")
        .replace(/(\d{4}年)(?!\d)的?/g, " $1 ")
        .split(/[^\p{L}\p{N}]+/u);
      for (const piece of new Set(same ? [] : pieces)) this.chunk(this.normal(piece), asked);
      asked.terms = [...new Map(asked.terms.map(term => [term.text, term])).values()];
      return asked;
    }

    // 照字面有的写法：原样，数字换个写法，几月几日写成 6.26。
    /** @param {string} text */
    same(text) {
      const forms = [text, respell(text)];
      const dates = forms.map(one => one.replace(/^(\d+)月(\d+)日$/, "$1$2"));
      return [...forms, ...dates].find(one => this.has(one) && !this.spoken(one));
    }

    // 一个词，连同公文的说法。
    /** @param {string} text @returns {Term} */
    word(text, also = this.means.get(text) ?? []) {
      return { text, ways: [...new Set([text, ...also])].filter(one => this.has(one)) };
    }

    // 一段没有空格的字：列在近义词里或原样有就用，否则试拼音、错一个字，再拆成认得的词。
    /** @param {string} text @param {Asked} asked */
    chunk(text, asked) {
      const same = this.means.has(text) ? text : this.same(text);
      const heard = !same && /^[a-z]+$/.test(text) ? this.byPinyin(text) : [];
      const cuts = same ? [] : [text, respell(text)].map(way => this.cut(way));
      const pieces = same ? [same] : cuts.sort((a, b) => b.score - a.score)[0].pieces;
      const lost = Math.max(0, text.length - pieces.join("").length);
      const fixed = !same && lost && this.fix(text);
      if (heard.length) asked.terms.push({ text, ways: heard });
      else if (fixed) {
        asked.notes.push({ kind: "typo", from: text, to: fixed });
        asked.terms.push(this.word(fixed));
      } else {
        const full = pieces.filter(piece => !this.empty(piece));
        asked.terms.push(...full.map(piece => this.word(piece)));
        asked.loose ||= lost > 0 || full.length < pieces.length;
        asked.lost += lost;
      }
    }

    // 拆词时算一个词的：列在近义词里，或者站上有，又没有虚字。
    /** @param {string} piece */
    counts(piece) {
      const sound = piece.length > 1 && !PARTICLE.test(piece) && this.has(piece);
      return this.means.has(piece) || (sound && (piece.length < 4 || !this.spoken(piece)));
    }

    // 拆成认得的词：让各词长度的平方和最大；认不得的字丢掉，能少丢就少丢。数字不从中间拆。
    /** @param {string} text */
    cut(text) {
      /** @type {{ score: number, pieces: string[] }[]} */
      const best = [{ score: 0, pieces: [] }];
      /** @param {number} i */
      const inNumber = i => /^\d\d$/.test(text.slice(i - 1, i + 1));
      for (let end = 1; end <= text.length; end++) {
        const { score, pieces } = best[end - 1];
        best[end] = { score: score - 3, pieces };
        for (let start = Math.max(0, end - 16); start < end; start++) {
          const piece = text.slice(start, end);
          if (inNumber(start) || inNumber(end) || !this.counts(piece)) continue;
          const weight = piece.length + (this.means.has(piece) ? 0.6 : 0);
          const score = best[start].score + weight ** 2;
          if (score > best[end].score) {
            best[end] = { score, pieces: [...best[start].pieces, piece] };
          }
        }
      }
      return best[text.length];
    }

    // 错一个字：把每个字换成任意字去找；先要同音的，再要常见的。数字不猜。
    /** @param {string} term */
    fix(term) {
      if (!/^\D{3,14}$/.test(term) || !HAN.test(term)) return "";
      let best = { score: 0, found: "" };
      for (let i = 0; i < term.length; i++) {
        for (const found of this.alike(term, i)) {
          const same = this.sound(found[i]).some(sound => this.sound(term[i]).includes(sound));
          if (!same && term.length < 4) continue;
          const score = (same ? 1000 : 0) + this.find(found).length;
          if (score > best.score) best = { score, found };
        }
      }
      return best.found;
    }

    // 站上的字里，只和 term 差第 i 个字的各处。
    /** @param {string} term @param {number} i */
    *alike(term, i) {
      const [left, right] = [term.slice(0, i), term.slice(i + 1)];
      const side = left.length > right.length ? left : right;
      if (DIGITS.includes(term[i]) || (side.length < 2 && term.length < 4)) return;
      const pattern = RegExp(`(?=(${left}\\D${right}))`, "g"); // 规范写法里只有字和数字，不用转义
      for (const { text } of this.find(side)) {
        for (const [, found] of text.matchAll(pattern)) yield found;
      }
    }

    // 全拼、首字母或两样混着，常见的在前。
    /** @param {string} letters */
    byPinyin(letters) {
      const found = [...new Set(this.follow(letters, "", 0))];
      return found.sort((a, b) => this.find(b).length - this.find(a).length).slice(0, 8);
    }

    // 从第 spot 个字母起，一个字一个字往 word 后面接，只接站内有的，直到念完。
    /** @param {string} letters @param {string} word @param {number} spot @returns {Generator<string>} */
    *follow(letters, word, spot) {
      if (spot === letters.length && word.length > 1) yield word;
      for (const [char, end] of this.next(letters, spot)) {
        if (!word || this.has(word + char)) yield* this.follow(letters, word + char, end);
      }
    }

    // 从第 spot 个字母起念得出的字，各念到第几个字母：全拼，或者首字母。
    /** @param {string} letters @param {number} spot @returns {Generator<[string, number]>} */
    *next(letters, spot) {
      for (const [sound, chars] of this.readings) {
        const ends = letters.startsWith(sound, spot) ? [spot + sound.length] : [];
        const initial = letters.length > 2 && letters[spot] === sound[0];
        if (initial && sound.length > 1) ends.push(spot + 1);
        if (!ends.length) continue;
        for (const char of chars) for (const end of ends) yield [char, end];
      }
    }

    // 查询：limit 是要几页，kind、unit、year 是筛选。返回的对象可以直接发给网页，好的在前。
    /** @param {SearchRequest} request @returns {SearchAnswer} */
    search({ query, limit = 10, ...chosen }) {
      const asked = this.analyze(query.slice(0, MOST));
      const { notes, terms } = asked;
      const hits = this.hits(asked);
      const groups = this.group(
        hits.filter(hit => this.passes(hit, chosen)),
        asked
      );
      if (groups.length && groups[0].tier < 2 && terms.length + asked.lost > 1) {
        notes.push({ kind: "partial" });
      }
      if (terms.some(({ ways }) => ways.some(one => this.hotlines.includes(one)))) {
        notes.push({ kind: "hotline" });
      }
      return {
        query,
        notes,
        total: groups.length,
        facets: this.facets(hits, chosen),
        groups: groups.slice(0, limit).map(shown)
      };
    }

    // 含有任何一个词的段落，各得几分。
    /** @param {Asked} asked */
    hits({ terms, loose, lost, whole }) {
      const asks = this.asks(loose ? whole : "");
      const known = terms.reduce((sum, term) => sum + term.text.length, 0);
      const share = Math.max(known / SHARE, asks.covered / ASKED) / (known + lost);
      if (share < 1 || terms.some(term => term.exact && !term.ways.length)) return [];
      /** @type {Map<Passage, Hit>} */
      const hits = new Map();
      /** @param {Passage} passage */
      const hit = passage =>
        entry(hits, passage, () => ({
          passage,
          score: 0,
          words: new Set(),
          plain: new Set(),
          all: false
        }));
      for (const term of terms) this.count(term, hit);
      for (const [id, score] of asks.scores) hit(this.passages[id]).score += score;
      return [...hits.values()];
    }

    // 一个词的分。它和公文的说法算同一个词：合起来越少见、字越多，分越高。
    /** @param {Term} term @param {(passage: Passage) => Hit} hit */
    count({ text, ways }, hit) {
      const found = new Set(ways.flatMap(one => this.find(one)));
      const mass = this.mass(found.size) * (text.length > 1 ? Math.min(text.length, 8) : 0.3);
      for (const passage of found) hit(passage).score += mass;
      for (const one of ways) for (const passage of this.find(one)) hit(passage).words.add(one);
      const plain = this.spoken(text) ? found : this.find(text); // 口语的，公文的说法一样算数
      for (const passage of plain) hit(passage).plain.add(text);
    }

    /** @param {number} count */
    mass(count) {
      return Math.log(1 + this.passages.length / (1 + count));
    }

    // 问句和问法相同的两字组：covered 是问句里有几个字，scores 是各段得几分。
    /** @param {string} whole */
    asks(whole) {
      const scores = new Map();
      const covered = new Set();
      for (let i = 0; i + 2 <= whole.length; i++) {
        const gram = whole.slice(i, i + 2);
        const list = !HAN.test(gram) || this.empty(gram) ? [] : this.asked.list(gram);
        if (list.length && !PARTICLE.test(gram)) covered.add(i).add(i + 1);
        for (const id of list) scores.set(id, (scores.get(id) ?? 0) + this.mass(list.length));
      }
      return { covered: covered.size, scores };
    }

    /** @param {Hit} hit @param {Chosen} chosen */
    passes({ passage: { traits } }, chosen) {
      return FACETS.every(facet => !chosen[facet] || traits[facet].includes(chosen[facet]));
    }

    // 每个种类、单位、年份各有几页；数一类的时候，只守另外两类的筛选。
    /** @param {Hit[]} hits @param {Chosen} chosen */
    facets(hits, chosen) {
      /** @param {Facet} facet @param {string[]} [order] @returns {Counts} */
      const count = (facet, order) => {
        /** @type {Map<string, Set<SearchPageEntry>>} */
        const pages = new Map();
        for (const hit of hits.filter(one => this.passes(one, { ...chosen, [facet]: "" }))) {
          const { traits, page } = hit.passage;
          for (const value of traits[facet]) entry(pages, value, () => new Set()).add(page);
        }
        const values = order ?? [...pages.keys()].sort();
        /** @type {Counts} */
        const counts = values.map(one => [one, pages.get(one)?.size ?? 0]);
        return counts.filter(([, some]) => some);
      };
      return {
        kind: count("kind", this.kinds),
        unit: count("unit", this.units),
        year: count("year")
      };
    }

    // 按页归拢。次序：页名就是要找的；一段里有全部的词；一页里有；有一部分。
    /** @param {Hit[]} hits @param {Asked} asked */
    group(hits, { terms, loose, whole }) {
      const need = loose ? Infinity : terms.length;
      const named = new Set(terms.flatMap(term => term.ways));
      /** @type {Map<SearchPageEntry, { page: SearchPageEntry, hits: Hit[], plain: Set<string> }>} */
      const groups = new Map();
      for (const hit of hits) {
        const { page, text } = hit.passage;
        hit.all = hit.plain.size >= need;
        hit.score /= (0.75 + text.length / 240) ** 0.1;
        if (text.includes(whole)) hit.score *= 1.6;
        const group = entry(groups, page, () => ({ page, hits: [], plain: new Set() }));
        group.hits.push(hit);
        for (const term of hit.plain) group.plain.add(term);
      }
      return [...groups.values()]
        .map(({ page, hits, plain }) => {
          const [best] = hits.sort(
            (a, b) => +b.all - +a.all || b.score - a.score || a.passage.id - b.passage.id
          );
          const tier = page.text === whole ? 4 : best.all ? 3 : plain.size >= need ? 2 : 1;
          const score = best.score * (ASIDE[page.kind] ?? 1) + (named.has(page.text) ? 20 : 0);
          return { page, hits, tier, score };
        })
        .sort((a, b) => b.tier - a.tier || b.score - a.score || a.page.id - b.page.id);
    }
  }

  // 一组结果给网页的样子：words 是要标出的词。
  /** @param {HitGroup} group @returns {SearchGroup} */
  function shown({ page: { address, title, kind }, hits }) {
    const [first] = hits;
    const best = hits.filter(({ all, score }) => all === first.all && score > first.score * ALSO);
    const items = best.slice(0, 3).map(({ passage: { anchor, heading, raw }, words }) => ({
      anchor,
      heading,
      text: raw,
      words: [...words]
    }));
    return { address, title, kind, items, more: hits.length - items.length };
  }

  // 依次取索引的各份；load(文件名) 取一份、交给 searchPart，done(还剩几份) 每取到一份叫一次。
  // 第一份取不到才算没载入；后面的取不到，有多少搜多少。
  /** @type {typeof globalThis.loadIndex} */
  async function loadIndex(engine, load, done) {
    const left = ["index.js"];
    globalThis.searchPart = part => {
      engine.add(part);
      left.push(...(part.parts ?? []));
    };
    while (left.length) {
      await load(left[0]).catch(error => {
        if (!engine.pages.length) throw error;
      });
      left.shift();
      done(left.length);
    }
  }

  Object.assign(globalThis, { SearchEngine, loadIndex });

  if (typeof importScripts === "function") {
    importScripts("search-text.js");
    const engine = new SearchEngine();
    self.onmessage = ({ data }) => postMessage(engine.search(data));
    /** @param {string} name */
    const load = async name => {
      await new Promise(resolve => setTimeout(resolve)); // 两份之间让查询先走
      importScripts(`../search/${name}`);
    };
    loadIndex(engine, load, left => postMessage({ left })).catch(() =>
      postMessage({ failed: true })
    );
  }
}
