// 搜索引擎：不分词，按子串找，切不错。在 Worker、网页、node 里都能跑。索引的格式见 macros/search.py。

const HAN = /\p{Script=Han}/u;
const QUOTED = /[“"「『]([^“”"「」『』]+)[”"」』]/g;
const DATE = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/g;
// 这些字不会是要找的词的一部分，除非那个词列在近义词里（如 目的）。
const PARTICLE = /[的了吗呢吧啊呀嘛么我你他她咱]/;
const LONGEST = 400; // 查询最长多少字
const SHARE = 0.3; // 认得的字占到这么多，或问法里有的字占到 ASKED，才算有结果
const ASKED = 0.6;
const ASIDE = { 本站: 0.9, 宣传: 0.85 }; // 公文先出：编者写的页面分数相近时往后放
const ALSO = 0.7; // 一页里分数到最好那段的这么多，才一起摆出来

const DIGITS = "零一二三四五六七八九";

// 一百以内的数怎么写；再大的一个字一个字对：二〇二二 → 2022。
const NUMERALS = Array.from({ length: 100 }, (_, n) => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return (tens > 1 ? DIGITS[tens] : "") + (tens ? "十" : "") + (ones || !tens ? DIGITS[ones] : "");
});

// 数字换个写法：第3条 → 第三条，十二个 → 12个。
function otherNumerals(text) {
  if (/\d/.test(text)) return text.replace(/\d+/g, (number) => NUMERALS[+number] ?? number);
  return text.replace(/[零〇一二三四五六七八九十]+/g, (han) => {
    const number = NUMERALS.indexOf(han);
    return number < 0 ? [...han.replace(/〇/g, "零")].map((one) => NUMERALS.indexOf(one)).join("") : number;
  });
}

// 一批文字的单字和两字组在哪些段落里。
class Grams {
  lists = new Map();

  add(text, id) {
    for (let i = 0; i < text.length; i++) {
      for (const gram of [text[i], text.slice(i, i + 2)]) {
        const list = this.lists.get(gram);
        if (!list) this.lists.set(gram, [id]);
        else if (list[list.length - 1] !== id) list.push(id);
      }
    }
  }

  get(gram) {
    return this.lists.get(gram) ?? [];
  }
}

class SearchEngine {
  pages = [];
  passages = [];
  literal = new Grams(); // 正文和标题
  asked = new Grams(); // 问法
  simple = new Map(); // 繁体 → 简体
  sounds = new Map(); // 字 → 读音
  readings = []; // [读音, 这样读的字]
  meaning = new Map(); // 说法 → 公文的说法；空的是没有内容的话
  cache = new Map();

  // 装进一份索引；可以分几次装，先装的先能搜。
  add({ kinds = this.kinds, units = this.units, hotlines = this.hotlines, synonyms = [], pages = [], traditional = "", sounds = {}, asks = {} }) {
    Object.assign(this, { kinds, units, hotlines });
    for (const [words, means] of synonyms) {
      for (const word of words) this.meaning.set(this.normal(word), means.map((one) => this.normal(one)));
    }
    for (const [, from, to] of traditional.matchAll(/(.)(.)/gu)) this.simple.set(from, to);
    for (const [sound, chars] of Object.entries(sounds)) {
      this.readings.push([sound, chars]);
      for (const char of chars) this.sounds.set(char, [...this.sound(char), sound]);
    }
    for (const page of pages) this.addPage(...page);
    for (const { id, place } of Object.keys(asks).length ? this.passages : []) {
      for (const phrase of asks[place] ?? []) this.asked.add(this.normal(phrase), id);
    }
    this.cache.clear();
  }

  addPage(address, title, kind, passages) {
    const page = { id: this.pages.length, address, title, kind: this.kinds[kind], text: this.normal(title) };
    this.pages.push(page);
    for (const [anchor, heading, raw, unit, first, last] of passages) {
      const years = first ? Array.from({ length: last - first + 1 }, (_, i) => `${first + i}`) : [];
      const units = unit < 0 ? [] : [this.units[unit]];
      const head = [title, heading, ...units, ...years.map((year) => `${year}年`)].map((text) => this.normal(text)).join("\n");
      const id = this.passages.length;
      const text = this.normal(raw);
      this.passages.push({ id, page, anchor, heading, raw, text, head, traits: { kind: [page.kind], unit: units, year: years }, place: address + (anchor && `#${anchor}`) });
      this.literal.add(`${text}\n${head}`, id);
    }
  }

  normal(raw) {
    return normalize(raw, this.simple).text;
  }

  sound(char) {
    return this.sounds.get(char) ?? [];
  }

  // 照字面含有 term 的段落：用最少见的两个字缩小范围，再逐段核实。
  find(term) {
    const known = this.cache.get(term);
    if (known) return known;
    let rarest = term ? null : [];
    for (let i = 0; i < Math.max(1, term.length - 1); i++) {
      const list = this.literal.get(term.slice(i, i + 2));
      if (!rarest || list.length < rarest.length) rarest = list;
    }
    const found = rarest.map((id) => this.passages[id]).filter(({ text, head }) => text.includes(term) || head.includes(term));
    if (this.cache.size > 5000) this.cache.clear();
    this.cache.set(term, found);
    return found;
  }

  has(term) {
    return this.find(term).length > 0;
  }

  // 只在宣传资料里有的口语：公文里另有说法，整句之外还要拆开找。
  spoken(term) {
    return this.has(term) && this.find(term).every(({ page }) => page.kind === "宣传");
  }

  // 没有内容的话：怎么办、谁负责。
  empty(word) {
    return this.meaning.get(word)?.length === 0;
  }

  // 把查询拆成要找的词。loose 表示丢掉了一些字，lost 是其中认不得的有几个。
  analyze(query) {
    const asked = { terms: [], notes: [], loose: false, lost: 0, whole: this.normal(query) };
    for (const [, text] of query.matchAll(QUOTED)) asked.terms.push({ ...this.word(this.normal(text), []), exact: true });
    const rest = query.replace(QUOTED, " ").replace(DATE, (_, y, m, d) => `${y}年${+m}月${+d}日`).replace(/([年月])0(?=\d)/g, "$1");
    const all = this.normal(rest);
    const same = this.same(all);
    if (same || this.spoken(all)) asked.terms.push(this.word(same || all));
    // 年份单独成词；6.26 是一个数；买了个老婆 就是 买老婆
    const pieces = same ? [] : rest.replace(/(\d)\.(?=\d)/g, "$1").replace(/了一?个/g, "").replace(/(\d{4}年)(?!\d)的?/g, " $1 ").split(/[^\p{L}\p{N}]+/u);
    for (const piece of new Set(pieces)) this.chunk(this.normal(piece), asked);
    asked.terms = [...new Map(asked.terms.map((term) => [term.text, term])).values()];
    return asked;
  }

  // 照字面有的写法：原样，数字换个写法，几月几日写成 6.26。
  same(text) {
    const ways = [text, otherNumerals(text)];
    return [...ways, ...ways.map((one) => one.replace(/^(\d+)月(\d+)日$/, "$1$2"))].find((one) => this.has(one) && !this.spoken(one));
  }

  // 一个词，连同公文的说法。
  word(text, means = this.meaning.get(text) ?? []) {
    return { text, variants: [...new Set([text, ...means])].filter((one) => this.has(one)) };
  }

  // 一段没有空格的字：列在近义词里或原样有就用，否则试拼音、错一个字，再拆成认得的词。
  chunk(text, asked) {
    const same = this.meaning.has(text) ? text : this.same(text);
    const heard = !same && /^[a-z]+$/.test(text) ? this.byPinyin(text) : [];
    const pieces = same ? [same] : [text, otherNumerals(text)].map((one) => this.cut(one)).sort((a, b) => b.score - a.score)[0].pieces;
    const lost = Math.max(0, text.length - pieces.join("").length);
    const fixed = !same && lost && this.fix(text);
    if (heard.length) asked.terms.push({ text, variants: heard });
    else if (fixed) {
      asked.notes.push({ kind: "typo", from: text, to: fixed });
      asked.terms.push(this.word(fixed));
    } else {
      const full = pieces.filter((piece) => !this.empty(piece));
      asked.terms.push(...full.map((piece) => this.word(piece)));
      asked.loose ||= lost > 0 || full.length < pieces.length;
      asked.lost += lost;
    }
  }

  // 拆成认得的词：让各词长度的平方和最大；认不得的字丢掉，能少丢就少丢。数字不从中间拆。
  cut(text) {
    const best = [{ score: 0, pieces: [] }];
    const inNumber = (i) => /^\d\d$/.test(text.slice(i - 1, i + 1));
    for (let end = 1; end <= text.length; end++) {
      const { score, pieces } = best[end - 1];
      best[end] = { score: score - 3, pieces };
      for (let start = Math.max(0, end - 16); start < end; start++) {
        const piece = text.slice(start, end);
        const listed = this.meaning.has(piece);
        if (inNumber(start) || inNumber(end)) continue;
        if (!listed && (piece.length < 2 || PARTICLE.test(piece) || !this.has(piece) || (piece.length > 3 && this.spoken(piece)))) continue;
        const score = best[start].score + (piece.length + (listed ? 0.6 : 0)) ** 2;
        if (score > best[end].score) best[end] = { score, pieces: [...best[start].pieces, piece] };
      }
    }
    return best[text.length];
  }

  // 错一个字：把每个字换成任意字去找；先要同音的，再要常见的。数字不猜。
  fix(term) {
    if (term.length < 3 || term.length > 14 || !HAN.test(term) || /\d/.test(term)) return null;
    let best = null;
    for (let i = 0; i < term.length; i++) {
      if (DIGITS.includes(term[i])) continue;
      const [left, right] = [term.slice(0, i), term.slice(i + 1)];
      const side = left.length > right.length ? left : right;
      if (side.length < 2 && term.length < 4) continue;
      for (const { text } of this.find(side)) {
        for (let at = -1; (at = text.indexOf(side, at + 1)) >= 0; ) {
          const start = side === left ? at : at - i - 1;
          const found = start < 0 ? "" : text.slice(start, start + term.length);
          if (/\d/.test(found) || found.length < term.length || !found.startsWith(left) || !found.endsWith(right)) continue;
          const same = this.sound(found[i]).some((sound) => this.sound(term[i]).includes(sound));
          const score = (same ? 1000 : 0) + this.find(found).length;
          if ((same || term.length > 3) && (!best || score > best.score)) best = { score, found };
        }
      }
    }
    return best?.found ?? null;
  }

  // 全拼、首字母或两样混着：从头一个字一个字往下接，只接站内有的，常见的在前。
  byPinyin(letters) {
    const found = new Set();
    const follow = (word, spot) => {
      if (spot === letters.length && word.length > 1) found.add(word);
      for (const [sound, chars] of spot < letters.length ? this.readings : []) {
        const whole = letters.startsWith(sound, spot);
        const first = letters.length > 2 && letters[spot] === sound[0];
        for (const char of whole || first ? chars : []) {
          if (word && !this.has(word + char)) continue;
          if (whole) follow(word + char, spot + sound.length);
          if (first && sound.length > 1) follow(word + char, spot + 1);
        }
      }
    };
    follow("", 0);
    return [...found].sort((a, b) => this.find(b).length - this.find(a).length).slice(0, 8);
  }

  // 查询：limit 是要几页，kind、unit、year 是筛选。返回的对象可以直接发给网页，好的在前。
  search({ query, limit = 10, ...chosen }) {
    const asked = this.analyze(query.slice(0, LONGEST));
    const { notes, terms } = asked;
    const hits = this.hits(asked);
    const groups = this.group(hits.filter((hit) => this.passes(hit, chosen)), asked);
    if (groups.length && groups[0].tier < 2 && terms.length + asked.lost > 1) notes.push({ kind: "partial" });
    if (terms.some((term) => term.variants.some((one) => this.hotlines.includes(one)))) notes.push({ kind: "hotline" });
    return { query, notes, total: groups.length, facets: this.facets(hits, chosen), groups: groups.slice(0, limit).map(shown) };
  }

  // 含有任何一个词的段落，各得几分。一个词和它公文的说法算同一个词：合起来越少见、字越多，分越高。
  hits({ terms, loose, lost, whole }) {
    const asks = loose ? this.asks(whole) : { covered: 0, scores: new Map() };
    const known = terms.reduce((sum, term) => sum + term.text.length, 0);
    const share = Math.max(known / SHARE, asks.covered / ASKED) / (known + lost);
    if (share < 1 || terms.some((term) => term.exact && !term.variants.length)) return [];
    const hits = new Map();
    const hit = (passage) => hits.get(passage) ?? hits.set(passage, { passage, score: 0, words: new Set(), literal: new Set() }).get(passage);
    for (const { text, variants } of terms) {
      const found = new Set(variants.flatMap((one) => this.find(one)));
      const mass = this.mass(found.size) * (text.length > 1 ? Math.min(text.length, 8) : 0.3);
      for (const passage of found) hit(passage).score += mass;
      for (const one of variants) for (const passage of this.find(one)) hit(passage).words.add(one);
      for (const passage of this.spoken(text) ? found : this.find(text)) hit(passage).literal.add(text); // 口语的，公文的说法一样算数
    }
    for (const [id, score] of asks.scores) hit(this.passages[id]).score += score;
    return [...hits.values()];
  }

  mass(count) {
    return Math.log(1 + this.passages.length / (1 + count));
  }

  // 问句和问法相同的两字组：covered 是问句里有几个字，scores 是各段得几分。
  asks(whole) {
    const scores = new Map();
    const covered = new Set();
    for (let i = 0; i + 2 <= whole.length; i++) {
      const gram = whole.slice(i, i + 2);
      const list = !HAN.test(gram) || this.empty(gram) ? [] : this.asked.get(gram);
      if (list.length && !PARTICLE.test(gram)) covered.add(i).add(i + 1);
      for (const id of list) scores.set(id, (scores.get(id) ?? 0) + this.mass(list.length));
    }
    return { covered: covered.size, scores };
  }

  passes({ passage: { traits } }, chosen) {
    return Object.keys(traits).every((facet) => !chosen[facet] || traits[facet].includes(chosen[facet]));
  }

  // 每个种类、单位、年份各有几页；数一类的时候，只守另外两类的筛选。
  facets(hits, chosen) {
    const count = (facet, order) => {
      const pages = new Map();
      for (const hit of hits) {
        for (const value of this.passes(hit, { ...chosen, [facet]: "" }) ? hit.passage.traits[facet] : []) {
          pages.set(value, (pages.get(value) ?? new Set()).add(hit.passage.page));
        }
      }
      return (order ?? [...pages.keys()].sort()).filter((value) => pages.has(value)).map((value) => [value, pages.get(value).size]);
    };
    return { kind: count("kind", this.kinds), unit: count("unit", this.units), year: count("year") };
  }

  // 按页归拢。次序：页名就是要找的；一段里有全部的词；一页里有；有一部分。
  group(hits, { terms, loose, whole }) {
    const needed = loose ? Infinity : terms.length;
    const named = new Set(terms.flatMap((term) => term.variants));
    const groups = new Map();
    for (const hit of hits) {
      const { page, text } = hit.passage;
      hit.all = hit.literal.size >= needed;
      hit.score /= (0.75 + text.length / 240) ** 0.1;
      if (text.includes(whole)) hit.score *= 1.6;
      const group = groups.get(page) ?? { page, hits: [], literal: new Set() };
      groups.set(page, group).get(page).hits.push(hit);
      hit.literal.forEach((term) => group.literal.add(term));
    }
    for (const group of groups.values()) {
      const { page, hits, literal } = group;
      hits.sort((a, b) => b.all - a.all || b.score - a.score || a.passage.id - b.passage.id);
      const [best] = hits;
      group.best = hits.filter((hit) => hit.all === best.all && hit.score > best.score * ALSO).slice(0, 3);
      group.tier = page.text === whole ? 4 : best.all ? 3 : literal.size >= needed ? 2 : 1;
      group.score = group.tier * 1e3 + best.score * (ASIDE[page.kind] ?? 1) + (named.has(page.text) ? 20 : 0);
    }
    return [...groups.values()].sort((a, b) => b.score - a.score || a.page.id - b.page.id);
  }
}

// 一组结果给网页的样子：words 是要标出的词。
function shown({ page, hits, best }) {
  const items = best.map(({ passage: { anchor, heading, raw }, words }) => ({ anchor, heading, text: raw, words: [...words] }));
  return { address: page.address, title: page.title, kind: page.kind, items, more: hits.length - best.length };
}

// 依次取索引的各份；load(文件名) 取一份、交给 searchPart，done(还剩几份) 每取到一份叫一次。
// 第一份取不到才算没载入；后面的取不到，有多少搜多少。
async function loadIndex(engine, load, done) {
  let waiting = ["index.js"];
  globalThis.searchPart = (part) => {
    engine.add(part);
    waiting = [...waiting, ...(part.parts ?? [])];
  };
  while (waiting.length) {
    await load(waiting[0]).catch((error) => {
      if (!engine.pages.length) throw error;
    });
    waiting.shift();
    done(waiting.length);
  }
}

Object.assign(globalThis, { SearchEngine, loadIndex });

if (typeof importScripts === "function") {
  importScripts("search-text.js");
  const engine = new SearchEngine();
  self.onmessage = ({ data }) => self.postMessage(engine.search(data));
  const load = async (name) => {
    await new Promise((resolve) => setTimeout(resolve)); // 两份之间让查询先走
    importScripts(`../search/${name}`);
  };
  loadIndex(engine, load, (left) => self.postMessage({ left })).catch(() => self.postMessage({ failed: true }));
}
