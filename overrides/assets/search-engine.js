// @ts-check
// 搜索引擎的第三层：排次序，亮出急救的话，做答案卡片。不分词，按子串找。在 Worker、网页、node 里都能跑。
"use strict";
{
  if (typeof importScripts === "function") {
    importScripts("search-text.js", "search-store.js", "search-query.js");
  }

  const MOST = 400; // 查询最长多少字
  const COVERED = 0.45; // 最好的一页认得的字占到这么多，或者
  const EASIER = 0.6;
  const SURE = 0.66; // 很像
  const ASKED = 0.32; // 和哪一种问法像到这么多，才算有结果
  const ALSO = 0.85; // 一页里分数到最好那段的这么多，才一起摆出来
  const URGED = 0.2; // 像急话指的那几节的问法，像到这么多
  const SENTENCE = 5;
  const NEARLY = 0.9; // 又不比最像的差多少，就当急话
  const FEWER = 3; // 结果多过这么多页，一页只摆一段，别的页才看得见
  const YEARLY = 1.2; // 问某一年的，那一年的页多得几分
  const FEW = 5;
  const LEAST = 2; // 前五页里，公文、编者写的各至少几页
  const UNION = 0.3; // 几种问法合起来的，占几成
  const UNSEEN = 0.5; // 哪种问法里也没有的，分量打几折
  const SINGLE = 0.7; // 单个的字，分量是两个字的几成
  const NAMED = 0.35; // 话里说到了整个小标题
  const SPREAD = 0.4; // 一页里各段合起来的，比最好的一段多出的，算几成
  const LIKE = 3; // 像问法，比字面重多少
  const ALONE = 0.95;
  const HOME = "index.html";
  const GALLERY = "publicity/index.html";
  const HALF = 0.6; // 只靠近义词找到的，算一半多
  const TITLED = 1.6; // 写在页名里的
  const HEADED = 1.3; // 写在小标题里的
  const LATIN = /^[a-z]+$/;
  const SHORT = 2; // 这么短的小标题（下载、依据）每页都有，不算
  const FACETS = /** @type {const} */ (["kind", "unit", "year"]);

  // 编者写的几种页；其余的是公文。
  const EDITED = new Set(["求助", "宣传", "名词", "日历", "本站"]);
  const WHO =
    /谁(?:来|在)?(?:管|负责|抓|牵头|办|干)|归(?:谁|哪|什么)|哪(?:个|些|家|几个)?(?:单位|部门|局|机关)|找(?:谁|哪)|由谁|负责|牵头|主管|分管|谁的(?:事|责任)|哪家/;
  const TALK =
    /[我俺咱你您他她吗呢吧啊呀嘛么咋啥伢娃]|怎|为什么|什么|如何|谁|哪|多少|要不要|能不能|该不该|是不是/;
  // 找材料：说到哪一种材料的；说到宣传、活动的，公文里也有，不像公文才算。
  const MATERIAL =
    /教案|课件|ppt|海报|传单|折页|广播|讲话|演讲|发言|讲稿|提纲|标语|口号|横幅|演练|脚本|活动方案|的信|封信|家长信|告家长|材料|资料|素材|展板|易拉宝|长图|卡片|随身卡|联系卡|word|打印|下载|宣传单|宣传册|宣传页|宣传画|单页|一页纸|宣讲|班会|主题课|第一课|备课|教学|公开课|安全课|活动设计|顺口溜|儿歌|稿子|手抄报|板报|站牌|模板|物料|小品|倡议书|文案|滚动字幕/;
  const CAMPAIGN = /宣传(?!部)|活动|培训|知识|讲座|张贴|贴的|发的|怎么教|怎样教|家长会|值日|节点/;
  const LAW = /判(?!断)|坐牢|坐几年|犯法|违法|犯罪吗|合法|算不算|算拐|几年|罪|量刑|区别/;
  const MEAN = /是什么(?!电话|单位)|什么意思|指的?是?(?:什么|啥|哪些)|是啥|啥意思|怎么理解|名词/;
  const PHONE = /热线|电话|号码|打几|打哪|哪个号|拨/;
  // 只说要传单、要资料，没有说是讲什么的。
  const ANY =
    /反拐|防拐|打拐|宣传|海报|传单|折页|易拉宝|资料|材料|物料|素材|单页|单|册|页|画|下载|模板|大全|打印|电子版|免费|的|要|找|印|有没有|现成|哪里|在哪|领|有|吗|能改成自己单位名字/g;
  // 一种问题，各种页的轻重；没有写的是 1。
  /** @type {Record<Style, Record<string, number>>} */
  const WEIGHTS = {
    law: {
      求助: 0.85,
      宣传: 1.3,
      名词: 1.3,
      任务: 0.6,
      单位: 0.6,
      方案: 0.7,
      日历: 0.8,
      解读: 1,
      年度: 1,
      公文: 0.6,
      本站: 0.6
    },
    mean: { 名词: 1.6, 本站: 0.8 },
    phone: { 求助: 1.7, 宣传: 0.85, 单位: 0.8, 任务: 0.7, 方案: 0.8, 名词: 0.9, 本站: 0.8 },
    talk: {
      求助: 1.3,
      方案: 1,
      解读: 1,
      单位: 1,
      任务: 1,
      宣传: 1.12,
      名词: 0.95,
      日历: 0.9,
      年度: 1,
      公文: 0.92,
      本站: 0.6
    },
    who: {
      单位: 1.2,
      任务: 1.25,
      方案: 1,
      宣传: 0.75,
      求助: 0.85,
      名词: 0.85,
      日历: 0.8,
      本站: 0.6
    },
    material: {
      宣传: 1.6,
      日历: 1.1,
      求助: 0.6,
      名词: 0.6,
      单位: 0.7,
      任务: 0.7,
      方案: 0.7,
      年度: 0.7,
      解读: 0.7,
      公文: 0.6,
      本站: 0.5
    },
    official: { 宣传: 0.7, 求助: 0.75, 名词: 0.85, 日历: 0.75, 本站: 0.6 },
    plain: { 求助: 1.1, 宣传: 1.05, 名词: 1, 日历: 0.9, 本站: 0.6 }
  };

  class SearchEngine extends SearchReader {
    /** @type {Way[]} 各种问法，连同标题 */
    ways = [];
    /** @type {Map<string, number[]>} 意思、两字组 → 哪几种问法 */
    wayLists = new Map();
    /** @type {Map<string, number>} 意思、两字组 → 分量 */
    weights = new Map();
    /** @type {{ text: string, best: Map<Passage, number> }} 刚才问的一句 */
    liked = { text: "", best: new Map() };
    known = 0; // 有几段的标题已经算进问法

    /** @param {IndexPart} part */
    add(part) {
      super.add(part);
      for (; this.known < this.passages.length; this.known++) {
        const passage = this.passages[this.known];
        const { heading, page, anchor } = passage;
        // 举措的小标题只是序号，不是人会问的话
        if (heading.length > SHORT && page.kind !== "单位") this.addWay(passage, heading, 0.9);
        if (!anchor) this.addWay(passage, page.title, 0.9);
      }
      if (part.asks) this.addAsks();
      this.weights.clear();
      this.liked = { text: "", best: new Map() };
    }

    addAsks() {
      for (const passage of this.passages) {
        for (const ask of this.asks[passage.place] ?? []) this.addWay(passage, ask, 1);
        delete this.asks[passage.place];
      }
    }

    /** @param {Passage} passage @param {string} text @param {number} weight */
    addWay(passage, text, weight) {
      const tokens = this.tokens(this.normal(text));
      const id = this.ways.push({ passage, tokens, weight }) - 1;
      for (const token of tokens) entry(this.wayLists, token, () => []).push(id);
    }

    // 一句话里的意思：近义词里的说法算它那一行的意思，别的字两个两个算，再一个一个算；没有内容的话不算。
    /** @param {string} text */
    tokens(text) {
      /** @type {string[]} */
      const found = [];
      let run = "";
      for (let i = 0; i < text.length; ) {
        const word = this.sensed(text, i);
        if (word && !(this.empty(word) && word.length < 2)) {
          found.push(...grams(run));
          if (!this.empty(word)) found.push(`#${this.senses.get(word)}`);
          run = "";
        } else run += text[i];
        i += word.length || 1;
      }
      return [...new Set([...found, ...grams(run)])].filter(one => !this.empty(one));
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

    // 各段最像的一种问法有多像，从 0 到 1；几种问法合起来说全了的，也算一些。问过的一句记着。
    /** @param {string} text @returns {Map<Passage, number>} */
    likeness(text) {
      if (this.liked.text === text) return this.liked.best;
      const tokens = this.tokens(text);
      const whole = this.weigh(tokens);
      const { shared, union } = this.shares(tokens);
      /** @type {Map<Passage, number>} */
      const best = new Map();
      for (const [id, sum] of shared) {
        const { passage, tokens, weight } = this.ways[id];
        const like = (weight * sum) / Math.sqrt(whole * this.weigh(tokens));
        if (like > (best.get(passage) ?? 0)) best.set(passage, like);
      }
      for (const [passage, like] of best) {
        const all = Math.min(union[passage.id] / whole, like * 1.8);
        best.set(passage, like * (1 - UNION) + all * UNION);
      }
      this.liked = { text, best };
      return best;
    }

    // 各种问法、各段和这几个意思共有的分量。
    /** @param {string[]} tokens */
    shares(tokens) {
      /** @type {Map<number, number>} */
      const shared = new Map();
      const union = new Float64Array(this.passages.length);
      const seen = new Int32Array(this.passages.length); // 一段里一个意思只算一次
      for (const [turn, token] of tokens.entries()) {
        const weight = this.weight(token);
        for (const id of this.wayLists.get(token) ?? []) {
          shared.set(id, (shared.get(id) ?? 0) + weight);
          const { id: at } = this.ways[id].passage;
          if (seen[at] <= turn) union[at] += weight;
          seen[at] = turn + 1;
        }
      }
      return { shared, union };
    }

    // 一个意思的分量：越少见越重；单个的字轻些。
    /** @param {string} token */
    weight(token) {
      if (this.weights.size > 20000) this.weights.clear();
      return entry(this.weights, token, () => {
        const count = this.wayLists.get(token)?.length ?? 0;
        const rare = Math.log(1 + this.ways.length / (1 + count));
        return rare * (token.length > 1 ? 1 : SINGLE) * (count ? 1 : UNSEEN);
      });
    }

    /** @param {string[]} tokens */
    weigh(tokens) {
      return tokens.reduce((sum, token) => sum + this.weight(token), 0);
    }

    // 查询：limit 是要几页，kind、unit、year 是筛选。返回的对象可以直接发给网页，好的在前。
    /** @param {SearchRequest} request @returns {SearchAnswer} */
    search({ query, limit = 10, now, ...chosen }) {
      const asked = this.analyze(query.slice(0, MOST), now);
      const { notes, terms } = asked;
      const style = this.style(asked);
      const hits = this.hits(asked);
      const passing = hits.filter(hit => this.passes(hit, chosen));
      const groups = this.group(passing, asked, style);
      if (groups.length && groups[0].tier < 2 && terms.length + asked.lost > 1) {
        notes.push({ kind: "partial" });
      }
      const urgent = this.emergency(asked, style);
      return {
        query,
        notes,
        total: groups.length,
        facets: this.facets(hits, chosen),
        groups: groups.slice(0, limit).map(group => shown(group, groups.length > FEWER ? 1 : 3)),
        urgent: urgent && this.section(urgent),
        card: urgent ? null : this.card(asked, style, now)
      };
    }

    // 怎样的问题：找材料、问谁来管、问犯不犯法、问电话、口语、照公文的写法，都不是就是 plain。
    /** @param {Asked} asked @returns {Style} */
    style({ whole, said, loose, terms }) {
      if (MATERIAL.test(said)) return "material";
      if (WHO.test(said) || this.called.has(whole)) return "who";
      const printed = terms.every(({ text }) => this.printed(text));
      if (CAMPAIGN.test(said) && (loose || !this.printed(whole))) return "material";
      if (PHONE.test(said)) return "phone";
      if (MEAN.test(said)) return "mean";
      if (LAW.test(said) && !this.printed(whole)) return "law";
      if (TALK.test(said) || loose) return "talk";
      return printed ? "official" : "plain";
    }

    // 公文里有的字。
    /** @param {string} text */
    printed(text) {
      return this.find(text).some(({ page }) => !EDITED.has(page.kind));
    }

    // 正在出事的话：求助页的哪一节；不是就是空的。照抄公文的不算。
    /** @param {Asked} asked @param {Style} style */
    emergency(asked, style) {
      const { said, whole } = asked;
      if (style === "material" || (whole.length > 3 && this.printed(whole))) return "";
      const rule = this.urgent.find(
        ({ who, what, says, unless }) =>
          !unless?.test(said) && (says?.test(said) || (who?.test(said) && what?.test(said)))
      );
      if (rule) return rule.see;
      const calm = style !== "talk" && style !== "plain";
      if (calm || this.isElsewhere(asked)) return "";
      return this.feltUrgent(said);
    }

    // 一节的小标题和地址，给网页做链接。
    /** @param {string} see @returns {Section} */
    section(see) {
      const found = this.passages.find(({ place }) => place === see);
      return { address: see, title: found?.heading || found?.page.title || "" };
    }

    // 没有对上急话，可是最像的问法就在急话指的那几节里：也算；说到了“就不算的话”，照样不算。
    /** @param {string} said */
    feltUrgent(said) {
      if (said.length < SENTENCE) return ""; // 两三个字的词，不是一句急话
      const meant = this.urgent.filter(({ unless }) => !unless?.test(said));
      const likes = [...this.likeness(said)].sort((a, b) => b[1] - a[1]);
      const found = likes.find(([{ place }]) => meant.some(({ see }) => see === place));
      if (!found || found[1] < URGED || found[1] < likes[0][1] * NEARLY) return "";
      return found[0].place;
    }

    // 含有任何一个词、或者像哪一种问法的段落，各得几分；都够不上，就一个也没有。
    /** @param {Asked} asked */
    hits(asked) {
      const { terms, lost } = asked;
      if (terms.some(term => term.exact && !term.ways.length)) return [];
      const rare = this.mass(0);
      const whole = terms.reduce((sum, term) => sum + this.massOf(term), lost * rare);
      /** @type {Map<Passage, Hit>} */
      const hits = new Map();
      /** @param {Passage} passage */
      const hit = passage => entry(hits, passage, () => empty(passage));
      for (const term of terms) this.count(term, whole, hit);
      const exact = terms.some(term => term.exact);
      for (const [passage, like] of exact ? [] : this.likeness(asked.said))
        hit(passage).like = like;
      return this.enough([...hits.values()], asked) ? [...hits.values()] : [];
    }

    // 有没有一页够得上：认得的字够多，或者像一种问法。问的是这个站没有的事，要很像才算。
    /** @param {Hit[]} hits @param {Asked} asked */
    enough(hits, asked) {
      const { whole } = asked;
      const foreign = this.isElsewhere(asked);
      const most = Math.max(0, ...hits.map(hit => hit.like));
      if (foreign) return most >= SURE || hits.some(({ passage }) => passage.text.includes(whole));
      /** @type {Map<SearchPageEntry, Map<string, number>>} */
      const covered = new Map();
      const sure = this.senseCount(asked) > 1 ? EASIER : 1;
      for (const { passage, like, terms } of hits) {
        if (like >= ASKED * sure || passage.text.includes(whole)) return true;
        const page = entry(covered, passage.page, () => new Map());
        for (const [term, share] of terms) page.set(term, Math.max(share, page.get(term) ?? 0));
      }
      const sums = [...covered.values()].map(shares =>
        [...shares.values()].reduce((sum, share) => sum + share, 0)
      );
      return Math.max(0, ...sums) >= COVERED * sure;
    }

    // 话里有几个近义词里的意思：说到两样这里有的事，就放宽些。
    /** @param {Asked} asked */
    senseCount({ said }) {
      return this.tokens(said).filter(token => token[0] === "#").length;
    }

    // 问的是这个站没有的事；西文要整个词一样。
    /** @param {Asked} asked */
    isElsewhere({ said, words }) {
      return this.elsewhere.some(word =>
        LATIN.test(word) ? words.includes(word) : said.includes(word)
      );
    }

    /** @param {Term} term */
    massOf({ text, ways }) {
      const found = new Set(ways.flatMap(one => this.find(one)));
      return this.mass(found.size) * (text.length > 1 ? Math.min(text.length, 8) : 0.3);
    }

    // 一个词的分。它和公文的说法算同一个词：合起来越少见、字越多，分越高；照字面有的算全分。
    /** @param {Term} term @param {number} whole @param {(passage: Passage) => Hit} hit */
    count(term, whole, hit) {
      const { text, ways } = term;
      const share = this.massOf(term) / whole;
      const literal = new Set([text, ...(ways.includes(text) ? [] : ways.slice(0, 1))]);
      for (const way of ways) {
        const part = literal.has(way) ? 1 : HALF;
        for (const passage of this.find(way)) {
          const one = hit(passage);
          one.words.add(way);
          const score = share * part * this.placed(passage, way);
          if (score > (one.scores.get(text) ?? 0)) one.scores.set(text, score);
          one.terms.set(text, Math.max(share * part, one.terms.get(text) ?? 0));
        }
      }
      const plain = this.spoken(text) ? ways.flatMap(one => this.find(one)) : this.find(text);
      for (const passage of plain) hit(passage).plain.add(text); // 口语的，公文的说法一样算数
    }

    // 写在页名、小标题里的，重一些。
    /** @param {Passage} passage @param {string} way */
    placed({ page, title, heading }, way) {
      if (page.text.includes(way)) return TITLED;
      return heading.length > SHORT && title.includes(way) ? HEADED : 1;
    }

    /** @param {number} count */
    mass(count) {
      return Math.log(1 + this.passages.length / (1 + count));
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

    // 按页归拢，照分数排；页名就是要找的，一段里有全部的词的，另外加分。
    /** @param {Hit[]} hits @param {Asked} asked @param {Style} style */
    group(hits, asked, style) {
      /** @type {Map<SearchPageEntry, Hit[]>} */
      const pages = new Map();
      for (const hit of hits) {
        this.rate(hit, asked);
        entry(pages, hit.passage.page, () => []).push(hit);
      }
      const ranked = [...pages]
        .map(([page, some]) => this.ranked(page, some, asked, style))
        .sort((a, b) => b.score - a.score || a.page.id - b.page.id);
      return mixed(ranked, style === "material" ? 1 : LEAST);
    }

    // 一段的分：认得的字、像不像问法、整句在不在里面。
    /** @param {Hit} hit @param {Asked} asked */
    rate(hit, { terms, loose, whole, said }) {
      const { passage, scores, plain, like } = hit;
      const { named } = passage;
      const sum = [...scores.values()].reduce((total, score) => total + score, 0);
      hit.all = plain.size >= (loose ? Infinity : terms.length);
      const length = (0.75 + passage.text.length / 240) ** 0.1;
      hit.literal = (sum / length) * (passage.text.includes(whole) ? 1.6 : 1);
      const called = named.length > SHORT && said.includes(named);
      if (called || (whole.length > SHORT && named.includes(whole))) hit.literal += NAMED;
      hit.alike = like ** 1.5 * LIKE;
      hit.score = hit.literal + hit.alike;
    }

    /** @param {SearchPageEntry} page @param {Hit[]} hits @param {Asked} asked @param {Style} style @returns {HitGroup} */
    ranked(page, hits, asked, style) {
      const { terms, loose, whole } = asked;
      const [best] = hits.sort(
        (a, b) => +b.all - +a.all || b.score - a.score || a.passage.id - b.passage.id
      );
      const plain = new Set(hits.flatMap(hit => [...hit.plain]));
      const every = plain.size >= (loose ? Infinity : terms.length);
      const named = page.text === whole || this.called.get(whole) === page.title;
      const meant = named || (page.address === GALLERY && style === "material" && anyPaper(asked));
      const tier = meant ? 4 : best.all ? 3 : every ? 2 : 1;
      const bonus = [0, 0, 0.4, 0.9, 4][tier] + yearly(page, asked);
      const weight = WEIGHTS[style][page.kind] ?? this.usual(page, style);
      const alike = Math.max(...hits.map(hit => hit.alike));
      const literal = best.literal + (coverage(hits) - best.literal) * SPREAD;
      const score = (literal + bonus) * weight + alike * this.trust(page, weight);
      return { page, hits, tier, score };
    }

    // 没有写轻重的公文，照公文的算。
    /** @param {SearchPageEntry} page @param {Style} style */
    usual({ kind }, style) {
      return EDITED.has(kind) ? 1 : (WEIGHTS[style].公文 ?? 1);
    }

    // 像问法的分，各种页差得少些；首页什么都提一句，照旧。
    /** @param {SearchPageEntry} page @param {number} weight */
    trust({ address }, weight) {
      return address === HOME ? weight : Math.max(ALONE, Math.sqrt(weight));
    }

    // 答案卡片：一个单位现在要做的，或者一个题目归哪些单位；都不是就没有。
    /** @param {Asked} asked @param {Style} style @param {number} [year] @returns {Card | null} */
    card({ said, whole }, style, year = new Date().getFullYear()) {
      if (style === "material") return null;
      const unit = this.called.get(whole) ?? this.called.get(this.bare(said));
      if (unit) return this.unitCard(unit, `${year}`);
      const subject = this.subjectIn(said);
      if (!subject) return null;
      const alone = subject.words.includes(whole) || subject.words.includes(this.bare(said));
      return alone || style === "who" ? this.subjectCard(subject) : null;
    }

    // 去掉没有内容的话、问谁的话，剩下的字。
    /** @param {string} text */
    bare(text) {
      const rest = text.replace(/20\d\d年/g, "").replace(RegExp(WHO, "g"), "");
      let left = "";
      for (let i = 0; i < rest.length; ) {
        const word = this.sensed(rest, i);
        if (!word || !this.empty(word) || word.length < 2) left += word || rest[i];
        i += word.length || 1;
      }
      return left.replace(/(?:的|有|是)*(?:任务|举措|职责|工作|职能|分工|什么)*[的呢吗]?$/, "");
    }

    // 话里说到的题目：说得最长的那个。
    /** @param {string} said */
    subjectIn(said) {
      /** @type {{ length: number, subject: Subject | null }} */
      const best = { length: 1, subject: null };
      for (const subject of this.subjects) {
        for (const word of subject.words) {
          if (word.length > best.length && said.includes(word)) {
            Object.assign(best, { length: word.length, subject });
          }
        }
      }
      return best.subject;
    }

    /** @param {Subject} subject @returns {Card} */
    subjectCard({ name, shares }) {
      const rows = shares.map(([unit, role, places]) => ({
        unit: this.units[unit],
        address: this.pageOf(this.units[unit]),
        role,
        places
      }));
      const links = rows.flatMap(({ address, places }) => [address, ...places.map(([to]) => to)]);
      return { kind: "subject", title: name, rows, links };
    }

    /** @param {string} unit */
    pageOf(unit) {
      return this.pages.find(({ title, kind }) => kind === "单位" && title === unit)?.address ?? "";
    }

    // 单位的卡片：今年所在时段的举措，都列出来。
    /** @param {string} unit @param {string} year @returns {Card | null} */
    unitCard(unit, year) {
      const address = this.pageOf(unit);
      if (!address) return null;
      const mine = this.passages.filter(({ page }) => page.address === address);
      const now = mine.filter(({ traits }) => traits.year.includes(year));
      const doing = now.map(({ anchor, raw }) => ({ anchor, text: raw }));
      return {
        kind: "unit",
        title: unit,
        full: mine[0]?.raw ?? "",
        year,
        address,
        doing,
        links: [address]
      };
    }
  }

  // 前五页里公文和编者写的都要有 least 页：不够的，把后面最好的提上来，放在第五页以前。
  /** @param {HitGroup[]} groups @param {number} least */
  function mixed(groups, least) {
    /** @param {HitGroup} group */
    const official = ({ page }) => !EDITED.has(page.kind);
    const few = groups.slice(0, FEW).filter(official).length;
    const wanted = few < least;
    const lacking = Math.max(0, wanted ? least - few : few - (FEW - least));
    const others = groups.slice(FEW).filter(one => official(one) === wanted);
    const picked = others.slice(0, lacking);
    const rest = groups.filter(one => !picked.includes(one));
    const keep = FEW - picked.length;
    return [...rest.slice(0, keep), ...picked, ...rest.slice(keep)];
  }

  // 只说要传单、要资料，没有说是讲什么的：整个资料库。
  /** @param {Asked} asked */
  const anyPaper = ({ said }) => /[海传折宣资材物素单易印]/.test(said) && !said.replace(ANY, "");

  // 一页里各段合起来，认得的字占几成。
  /** @param {Hit[]} hits */
  function coverage(hits) {
    /** @type {Map<string, number>} */
    const best = new Map();
    for (const { scores } of hits) {
      for (const [term, score] of scores) best.set(term, Math.max(score, best.get(term) ?? 0));
    }
    return [...best.values()].reduce((sum, score) => sum + score, 0);
  }

  // 问某一年的，那一年的页往前放。
  /** @param {SearchPageEntry} page @param {Asked} asked */
  function yearly({ kind, title }, { said }) {
    const [year] = title.match(/^\d{4}/) ?? [""];
    return kind === "年度" && year && said.includes(year) ? YEARLY : 0;
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

  /** @param {Passage} passage @returns {Hit} */
  function empty(passage) {
    return {
      passage,
      score: 0,
      literal: 0,
      alike: 0,
      like: 0,
      scores: new Map(),
      terms: new Map(),
      words: new Set(),
      plain: new Set(),
      all: false
    };
  }

  // 一组结果给网页的样子：words 是要标出的词，most 是一页最多摆几段。
  /** @param {HitGroup} group @param {number} most @returns {SearchGroup} */
  function shown({ page: { address, title, kind, cover }, hits }, most) {
    const [first] = hits;
    const best = hits.filter(({ all, score }) => all === first.all && score > first.score * ALSO);
    const items = best.slice(0, most).map(({ passage: { anchor, heading, raw }, words }) => ({
      anchor,
      heading,
      text: raw,
      words: [...words]
    }));
    return { address, title, kind, cover, items, more: hits.length - items.length };
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
    const engine = new SearchEngine();
    self.onmessage = ({ data }) => postMessage(engine.search(data));
    /** @param {string} name */
    const load = async name => {
      await new Promise(resolve => setTimeout(resolve)); // 两份之间让查询先走
      importScripts(`../search/${name}`);
    };
    loadIndex(engine, load, left => postMessage({ left, start: engine.start })).catch(() =>
      postMessage({ failed: true })
    );
  }
}
