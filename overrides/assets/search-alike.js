// @ts-check
// 搜索引擎的问法：一句话像哪一段的问法，像到多少，有多少是这里认得的。第一条结果用不着它，取到求助页以后才取。
"use strict";
{
  const UNION = 0.3; // 几种问法合起来的，占几成
  const LONG = 70; // 一句话说得再长，也只当这么重：不让一长串的话盖过要紧的几个字
  const UNSEEN = 0.5; // 哪种问法里也没有的，分量打几折
  const SINGLE = 0.7; // 单个的字，分量是两个字的几成
  const SHORT = 2; // 这么短的小标题（下载、依据）每页都有，不算
  const HEADING = 0.9; // 标题当问法，比问法轻些
  const SPREAD = 1.8; // 合起来的，最多算到最像的几倍
  const MEMBERS = 3; // 一个题目里数几种最像的问法
  const ENOUGH = 1; // 一个意思说过这么多回，就算常说
  const EVEN = 0.5; // 题目的问法多，一回就不算什么
  const TOPIC = 2; // 像一个题目，重多少
  const NEAR = 0.5; // 像的问法不止一种，后面几种重多少
  const SURE = 0.67; // 很像
  const MUCH = 40; // 不算这个站没有的事，剩下的话有这么重
  const OWN = 0.8; // 又这样像一种问法，就是这里的事
  const RULED = 0.4; // 对上急话的那一节，多算这么像
  const OTHERS = 1.2; // 像别处的，重多少
  const LEAN = 0.15; // 急话那几节常说的意思，算几成
  const FAINT = 2; // 说得少的意思，看不出是不是急话
  const FAR = 0.9; // 说到这个站没有的事，要比别处像出这么多
  const CALM = -0.2; // 对上了急话，可是别处像得多，就不当急话
  const KEEN = 1; // 没有对上急话的，意思要这样像急话
  const HEARD = 0.4; // 也要有一节这样像

  // 一页里各节各说各的；别的页，一页说一件事。
  const APART = new Set(["求助", "名词", "日历"]);

  class SearchAlike {
    /** @type {Way[]} 各种问法，连同标题 */
    ways = [];
    /** @type {Map<string, number[]>} 意思、两字组 → 哪几种问法 */
    lists = new Map();
    /** @type {Map<string, Map<string, number>>} 意思、两字组 → 哪个题目说过几回 */
    said = new Map();
    /** @type {Map<string, number>} 题目 → 一共说了多少 */
    sizes = new Map();
    /** @type {Map<string, number>} 意思、两字组 → 分量 */
    weights = new Map();
    /** @type {Map<string, number[]>} 意思、两字组 → 急话指的几节里、别处说过几回 */
    spoken = new Map();
    total = [0, 0]; // 急话指的几节、别处，各有几种问法
    /** @type {Alike & { text: string }} 刚才问的一句 */
    last = { text: "", best: new Map(), topics: new Map(), near: new Map(), like: 0, known: 0 };

    /** @param {Reader} reader */
    constructor(reader) {
      this.reader = reader;
      this.pressed = new Set(reader.urgent.map(({ see }) => see));
      this.asked = new Set(reader.passages.filter(({ place }) => reader.asks[place]).map(topicOf));
      for (const passage of reader.passages) {
        const { heading, page, anchor, place } = passage;
        // 举措的小标题只是序号，不是人会问的话
        if (heading.length > SHORT && page.kind !== "单位") this.add(passage, heading, HEADING);
        if (!anchor) this.add(passage, page.title, HEADING);
        for (const ask of reader.asks[place] ?? []) this.add(passage, ask, 1);
      }
      let total = 0;
      for (const size of this.sizes.values()) total += size;
      this.usual = total / this.sizes.size;
    }

    /** @param {Passage} passage @param {string} text @param {number} weight */
    add(passage, text, weight) {
      const normal = this.reader.normal(text);
      const tokens = this.tokens(normal);
      const topic = topicOf(passage);
      const id =
        this.ways.push({ passage, topic, text: normal, tokens, weight, mass: undefined }) - 1;
      for (const token of tokens) entry(this.lists, token, () => []).push(id);
      if (weight === 1) this.listen(passage, tokens);
      if (!this.asked.has(topic)) return;
      this.sizes.set(topic, (this.sizes.get(topic) ?? 0) + tokens.length);
      for (const token of tokens) {
        const counts = entry(this.said, token, () => new Map());
        counts.set(topic, (counts.get(topic) ?? 0) + 1);
      }
    }

    // 急话指的几节里、别处，各说过这几个意思几回。
    /** @param {Passage} passage @param {string[]} tokens */
    listen({ place }, tokens) {
      const side = this.pressed.has(place) ? 0 : 1;
      this.total[side]++;
      for (const token of tokens) entry(this.spoken, token, () => [0, 0])[side]++;
    }

    // 一句话里的意思：近义词里的说法算它那一行的意思，别的字两个两个算，再一个一个算；没有内容的话不算。
    /** @param {string} text */
    tokens(text) {
      const { reader } = this;
      /** @type {string[]} */
      const found = [];
      let run = "";
      for (let i = 0; i < text.length; ) {
        const word = reader.sensed(text, i);
        if (word && !(reader.empty(word) && word.length < 2)) {
          found.push(...grams(run));
          if (!reader.empty(word)) found.push(`#${reader.senses.get(word)}`);
          run = "";
        } else run += text[i];
        i += word.length || 1;
      }
      return [...new Set([...found, ...grams(run)])].filter(one => !reader.empty(one));
    }

    // 一句话有多像各段、各个题目的问法，有多少认得。问过的一句记着。
    /** @param {string} text @returns {Alike} */
    ask(text) {
      if (this.last.text === text) return this.last;
      const tokens = this.tokens(text);
      const whole = Math.min(LONG, this.weigh(tokens));
      const { shared, union } = this.shares(tokens);
      /** @type {Alike["best"]} */
      const best = new Map();
      /** @type {Alike["near"]} */
      const near = new Map();
      for (const [id, sum] of shared) {
        const way = this.ways[id];
        const { passage, topic, weight } = way;
        way.mass ??= this.weigh(way.tokens);
        const like = (weight * sum) / Math.sqrt(whole * way.mass);
        if (like > (best.get(passage) ?? 0)) best.set(passage, like);
        keep(
          entry(near, topic, () => []),
          like
        );
      }
      for (const [passage, like] of best) {
        const all = Math.min(union[passage.id] / whole, like * SPREAD);
        best.set(passage, like * (1 - UNION) + all * UNION);
      }
      const topics = this.topics(tokens);
      const like = Math.max(0, ...best.values()) + Math.max(0, ...topics.values());
      const known = like + this.known(tokens, whole);
      this.last = { text, best, topics, near, like, known };
      return this.last;
    }

    // 各种问法、各段和这几个意思共有的分量。
    /** @param {string[]} tokens */
    shares(tokens) {
      /** @type {Map<number, number>} */
      const shared = new Map();
      const union = new Float64Array(this.reader.passages.length);
      const seen = new Int32Array(union.length); // 一段里一个意思只算一次
      for (const [turn, token] of tokens.entries()) {
        const weight = this.weight(token);
        for (const id of this.lists.get(token) ?? []) {
          shared.set(id, (shared.get(id) ?? 0) + weight);
          const { id: at } = this.ways[id].passage;
          if (seen[at] <= turn) union[at] += weight;
          seen[at] = turn + 1;
        }
      }
      return { shared, union };
    }

    // 各个题目的问法里常说这几个意思到几成，从 0 到 1；越少题目说的越重。
    /** @param {string[]} tokens */
    topics(tokens) {
      /** @type {Map<string, number>} */
      const found = new Map();
      let whole = 0;
      for (const token of tokens) {
        const counts = this.said.get(token) ?? new Map();
        const rare = Math.log(1 + this.sizes.size / (1 + counts.size));
        const weight = rare * (token.length > 1 ? 1 : SINGLE);
        whole += weight;
        for (const [topic, count] of counts) {
          const long = 1 - EVEN + (EVEN * (this.sizes.get(topic) ?? 0)) / this.usual;
          const often = count / (count + ENOUGH * long);
          found.set(topic, (found.get(topic) ?? 0) + weight * often);
        }
      }
      for (const [topic, sum] of found) found.set(topic, sum / whole);
      return found;
    }

    // 认得多少：字站上都有、说得长的，都加分。
    /** @param {string[]} tokens @param {number} whole */
    known(tokens, whole) {
      const strange = tokens.filter(
        one => !this.lists.has(one) && (one[0] === "#" || !this.reader.has(one))
      );
      const lost = whole && this.weigh(strange) / whole;
      return 0.7 * Math.log(1 + tokens.length) - 0.8 * lost;
    }

    // 一段所在的题目：常这样问，像的问法不止一种，都加分；照抄公文的，字面说了算。
    /** @param {Passage} passage @param {string} text @param {Style} style */
    meant(passage, text, style) {
      if (style === "official") return 0;
      const { topics, near } = this.ask(text);
      const topic = topicOf(passage);
      const more = (near.get(topic) ?? []).slice(1).reduce((sum, like) => sum + like ** 1.5, 0);
      return (topics.get(topic) ?? 0) * TOPIC + more * NEAR;
    }

    // 各段有多像：最像的一种问法，加上题目。
    /** @param {string} text */
    sures(text) {
      const { best, topics } = this.ask(text);
      /** @type {Map<string, number>} */
      const sures = new Map();
      for (const [passage, like] of best) {
        sures.set(passage.place, like + (topics.get(topicOf(passage)) ?? 0));
      }
      return sures;
    }

    // 像急话：是求助页的哪一节；不像是空的。ruled 是对上急话的几节，free 是可以算的几节，far 是话里这个站没有的事。
    /** @param {string} text @param {string[]} ruled @param {string[]} free @param {string} [far] */
    pressing(text, ruled, free, far) {
      const [first = ""] = ruled;
      let [found, most, other] = [first, 0, 0];
      for (const [place, like] of this.sures(text)) {
        const sure = like + RULED * +ruled.includes(place);
        if (!this.pressed.has(place)) other = Math.max(other, like);
        if (sure > most && free.includes(place)) [found, most] = [place, sure];
      }
      const lean = this.lean(text);
      // 对上了急话，意思也像急话的，不看别处；没有对上的，要像得清楚
      if (first && lean > 0) return found;
      if (!first && (lean < KEEN || most < HEARD)) return "";
      const least = (first ? CALM : 0) + (far ? FAR : 0);
      return most - other * OTHERS + lean * LEAN > least ? found : "";
    }

    // 一句话里的意思，急话那几节比别处多说多少，合起来。
    /** @param {string} text */
    lean(text) {
      const [inside, outside] = this.total;
      const tokens = this.tokens(text);
      const usual = (inside + 1) / (inside + outside + 2);
      const leans = tokens.map(token => {
        const [here, there] = this.spoken.get(token) ?? [0, 0];
        const share = (here + FAINT * usual) / (here + there + FAINT);
        return Math.log(share / (1 - share)) - Math.log(usual / (1 - usual));
      });
      return leans.reduce((sum, one) => sum + one, 0) / Math.sqrt(tokens.length || 1);
    }

    // 有一种说到这个词的问法，很像这句话；或者不算这个词，剩下的话说得不少，自己就像一种问法。
    /** @param {string} word @param {string} text @param {string} rest */
    says(word, text, rest) {
      const tokens = this.tokens(text);
      const whole = this.weigh(tokens);
      const like = this.ways.some(way => {
        if (!way.text.includes(word)) return false;
        const shared = this.weigh(way.tokens.filter(token => tokens.includes(token)));
        return shared >= SURE * Math.sqrt(whole * this.weigh(way.tokens));
      });
      if (like || this.weigh(this.tokens(rest)) < MUCH) return like;
      return Math.max(...this.sures(rest).values()) >= OWN;
    }

    // 一个意思的分量：越少见越重；单个的字轻些。
    /** @param {string} token */
    weight(token) {
      if (this.weights.size > 20000) this.weights.clear();
      return entry(this.weights, token, () => {
        const count = this.lists.get(token)?.length ?? 0;
        const rare = Math.log(1 + this.ways.length / (1 + count));
        return rare * (token.length > 1 ? 1 : SINGLE) * (count ? 1 : UNSEEN);
      });
    }

    /** @param {string[]} tokens */
    weigh(tokens) {
      return tokens.reduce((sum, token) => sum + this.weight(token), 0);
    }
  }

  /** @param {Passage} passage */
  function topicOf({ page: { kind, address }, place }) {
    return APART.has(kind) ? place : address;
  }

  // 从大到小只留前几个；list 不长，直接插进去。
  /** @param {number[]} list @param {number} value */
  function keep(list, value) {
    let at = list.length;
    while (at && list[at - 1] < value) at--;
    if (at < MEMBERS) list.splice(at, 0, value);
    list.length = Math.min(list.length, MEMBERS);
  }

  // 挨着的字两个两个算，再一个一个算；一个数、一个西文的词整个算：字母凑巧相同，说明不了什么。
  /** @param {string} run */
  function grams(run) {
    return (run.match(/\d+|[a-z]+|[^\da-z]+/g) ?? []).flatMap(part => {
      if (/[\da-z]/.test(part)) return [part];
      const pairs = Array.from({ length: part.length - 1 }, (_, i) => part.slice(i, i + 2));
      return [...pairs, ...part];
    });
  }

  Object.assign(globalThis, { SearchAlike });
}
