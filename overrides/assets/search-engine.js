// @ts-check
// 搜索引擎的第三层：排次序，亮出急救的话。不分词，按子串找。在 Worker、网页、node 里都能跑。
"use strict";
{
  if (typeof importScripts === "function") {
    importScripts("search-text.js", "search-store.js", "search-query.js");
  }

  const MOST = 400; // 查询最长多少字
  const COVERED = 0.45; // 没有丢字的，最好的一页认得的字占到这么多，就算有结果
  const WHOLE = 0.9; // 丢了字的，要占到这么多
  const KNOWN = 2.1; // 认得的分，加上占的几成，到这么多，也算
  const MORE = 4; // 比那个词多说了这么多字，又整句站上就有，才算有
  const ALIKE = 0.77; // 短话凑得上几个字说明不了什么，要这样像问法
  const ALSO = 0.85; // 一页里分数到最好那段的这么多，才一起摆出来
  const NEXT = 0.7; // 求助页的，分数到这么多
  const SENTENCE = 5;
  const FEWER = 3; // 结果多过这么多页，一页只摆一段，别的页才看得见
  const YEARLY = 2.5; // 问某一年的，那一年的页多得几分
  const ASIDE = 0.45; // 还问了是哪个单位的，打几折
  const FEW = 5;
  const LEAST = 2; // 前五页里，公文、编者写的各至少几页
  const NAMED = 0.35; // 话里说到了整个小标题
  const SPREAD = 0.4; // 一页里各段合起来的，比最好的一段多出的，算几成
  const LIKE = 1.7; // 像问法，比字面重多少
  const ALONE = 0.95;
  const GENERAL = 0.75; // 资料库每样都提一句
  const HELP = "求助"; // 各节各说各的，多摆一段
  const HOME = "index.html";
  const GALLERY = "publicity/index.html";
  const HALF = 0.6; // 只靠近义词找到的，算一半多
  const TITLED = 1.6; // 写在页名里的
  const HEADED = 1.3; // 写在小标题里的
  const SHORT = 2; // 这么短的小标题（下载、依据）每页都有，不算
  const FACETS = /** @type {const} */ (["kind", "unit", "year"]);

  // 编者写的几种页；其余的是公文。
  const EDITED = new Set(["求助", "宣传", "名词", "日历", "本站"]);
  const PLAIN = 3.5; // 意思这样像急话，也是这里的事
  const NUMBER = /\d{7}/; // 站上印着的座机、文号：去印着它的地方

  class SearchEngine extends SearchReader {
    /** @type {Meaning | null} 问法；还没有取到，是空的 */
    meaning = null;
    /** @type {Cards | null} 答案卡片；还没有取到，是空的 */
    cards = null;

    /** @param {IndexPart} part */
    add(part) {
      super.add(part);
      const Alike = globalThis.SearchAlike;
      if (part.asks && Alike) this.meaning = new Alike(this);
      const Cards = globalThis.SearchCards;
      if (Cards) this.cards ??= new Cards(this);
    }

    // 查询：limit 是要几页，kind、unit、year 是筛选。返回的对象可以直接发给网页，好的在前。
    /** @param {SearchRequest} request @returns {SearchAnswer} */
    search({ query, limit = 10, now, ...chosen }) {
      const asked = this.analyze(query.slice(0, MOST), now);
      const { notes, terms } = asked;
      const style = this.style(asked);
      const urgent = this.emergency(asked, style);
      const hits = this.hits(asked, urgent);
      const passing = hits.filter(hit => this.passes(hit, chosen));
      const groups = this.group(passing, asked, style);
      if (groups.length && groups[0].tier < 2 && terms.length + asked.lost > 1) {
        notes.push({ kind: "partial" });
      }
      return {
        query,
        notes,
        total: groups.length,
        facets: this.facets(hits, chosen),
        groups: groups.slice(0, limit).map(group => shown(group, groups.length > FEWER ? 1 : 3)),
        urgent: urgent && this.section(urgent),
        card: urgent ? null : (this.cards?.card(asked, style, now) ?? null)
      };
    }

    // 怎样的问题：找材料、问谁来管、问犯不犯法、问电话、口语、照公文的写法，都不是就是 plain。
    /** @param {Asked} asked @returns {Style} */
    style({ whole, said, loose, terms }) {
      /** @param {string} style */
      const like = style => this.styles[style]?.test(said);
      if (like("material")) return "material";
      if (NUMBER.test(whole)) return "official";
      if (like("who") || this.called.has(whole)) return "who";
      const printed = terms.every(({ text }) => this.printed(text));
      if (like("campaign") && (loose || !this.printed(whole))) return "material";
      if (like("phone")) return "phone";
      if (like("mean")) return "mean";
      if (like("law") && !this.printed(whole)) return "law";
      if (like("talk") || loose) return "talk";
      return printed ? "official" : "plain";
    }

    // 公文里有的字。
    /** @param {string} text */
    printed(text) {
      return this.find(text).some(({ page }) => !EDITED.has(page.kind));
    }

    // 正在出事的话：求助页的哪一节；不是就是空的。照抄公文的、要找材料的不算。
    /** @param {Asked} asked @param {Style} style */
    emergency(asked, style) {
      const { said, whole } = asked;
      if (this.styles.material?.test(said) || (whole.length > 3 && this.printed(whole))) return "";
      const ruled = this.ruled(said);
      if (!this.meaning) return ruled[0] ?? "";
      const free = this.urgent.filter(({ unless }) => !unless?.test(said)).map(({ see }) => see);
      const calm = style === "who" || style === "official" || said.length < SENTENCE;
      // 问归谁管的，意思不像急话，就不是急话
      if (style === "who" && this.meaning.lean(said) < 0) return "";
      return this.meaning.pressing(said, ruled, calm ? ruled : free, this.elsewhereIn(asked));
    }

    // 对上的急话，各指求助页的哪一节；写在前面的在前。
    /** @param {string} said */
    ruled(said) {
      return this.urgent
        .filter(
          ({ who, what, says, unless }) =>
            !unless?.test(said) && (says?.test(said) || (who?.test(said) && what?.test(said)))
        )
        .map(({ see }) => see);
    }

    // 一节的小标题和地址，给网页做链接。
    /** @param {string} see @returns {Section} */
    section(see) {
      const found = this.passages.find(({ place }) => place === see);
      return { address: see, title: found?.heading || found?.page.title || "" };
    }

    // 含有任何一个词、或者像哪一种问法的段落，各得几分；都够不上，就一个也没有。
    /** @param {Asked} asked @param {string} urgent */
    hits(asked, urgent) {
      const { terms, lost } = asked;
      if (terms.some(term => term.exact && !term.ways.length)) return [];
      const rare = this.mass(0);
      const whole = terms.reduce((sum, term) => sum + this.massOf(term), lost * rare);
      /** @type {Map<Passage, Hit>} */
      const hits = new Map();
      /** @param {Passage} passage */
      const hit = passage => entry(hits, passage, () => empty(passage));
      for (const term of terms) this.count(term, whole, hit);
      const likes = terms.some(term => term.exact) ? [] : this.meaning?.ask(asked.said).best;
      for (const [passage, like] of likes ?? []) hit(passage).like = like;
      const found = [...hits.values()];
      if (!urgent && !this.enough(found, asked)) return [];
      return found.filter(({ passage }) => passage.place !== urgent); // 已经摆在最上面的，不再摆
    }

    // 够不够得上：整句站上就有，或者认得的够多。问的是这个站没有的事，要问法里也说过，又很像，才算。
    /** @param {Hit[]} hits @param {Asked} asked */
    enough(hits, asked) {
      const { whole, said, loose } = asked;
      const word = this.elsewhereIn(asked);
      const printed = hits.some(({ passage }) => passage.text.includes(whole));
      if (word && (!printed || whole.length < word.length + MORE)) {
        return this.meaning?.says(word, said, said.replace(word, "")) ?? false;
      }
      if (printed) return true;
      const { like = 1, known = 0 } = this.meaning?.ask(said) ?? {};
      if (loose && like < ALIKE && this.styles.brief?.test(said)) return false;
      /** @type {Map<SearchPageEntry, Hit[]>} */
      const pages = new Map();
      for (const hit of hits) entry(pages, hit.passage.page, () => []).push(hit);
      const most = Math.max(0, ...[...pages.values()].map(some => coverage(some, "terms")));
      return most >= (loose && this.meaning ? WHOLE : COVERED) || known + most >= KNOWN;
    }

    // 问的是这个站没有的事；西文要整个词一样。
    /** @param {Asked} asked */
    elsewhereIn({ said, words }) {
      if (this.styles.ours?.test(said) || (this.meaning?.lean(said) ?? 0) > PLAIN) return "";
      return words.find(word => this.foreign.has(word)) ?? this.elsewhere?.exec(said)?.[0];
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
        this.rate(hit, asked, style);
        entry(pages, hit.passage.page, () => []).push(hit);
      }
      const ranked = [...pages]
        .map(([page, some]) => this.ranked(page, some, asked, style))
        .sort((a, b) => b.score - a.score || a.page.id - b.page.id);
      return mixed(ranked, style === "material" ? 1 : LEAST);
    }

    // 一段的分：认得的字、像不像问法、整句在不在里面。
    /** @param {Hit} hit @param {Asked} asked @param {Style} style */
    rate(hit, { terms, loose, whole, said }, style) {
      const { passage, scores, plain, like } = hit;
      const { named } = passage;
      const sum = [...scores.values()].reduce((total, score) => total + score, 0);
      hit.all = plain.size >= (loose ? Infinity : terms.length);
      const length = (0.75 + passage.text.length / 240) ** 0.1;
      hit.literal = (sum / length) * (passage.text.includes(whole) ? 1.6 : 1);
      const called = named.length > SHORT && said.includes(named);
      if (called || (whole.length > SHORT && named.includes(whole))) hit.literal += NAMED;
      const alike = like ** 1.5 * LIKE;
      hit.alike = alike + (this.meaning?.meant(passage, said, style) ?? 0);
      hit.score = hit.literal + (passage.page.kind === HELP ? hit.alike : alike);
    }

    /** @param {SearchPageEntry} page @param {Hit[]} hits @param {Asked} asked @param {Style} style @returns {HitGroup} */
    ranked(page, hits, asked, style) {
      const { terms, loose, whole, said } = asked;
      const [best] = hits.sort(
        (a, b) =>
          (page.kind === HELP ? 0 : +b.all - +a.all) ||
          b.score - a.score ||
          a.passage.id - b.passage.id
      );
      const plain = new Set(hits.flatMap(hit => [...hit.plain]));
      const every = plain.size >= (loose ? Infinity : terms.length);
      const named = page.text === whole || this.called.get(whole) === page.title;
      const meant =
        named ||
        (page.address === GALLERY && style === "material" && this.styles.paper?.test(said));
      const tier = meant ? 4 : hits.some(hit => hit.all) ? 3 : every ? 2 : 1;
      const unit = terms.some(({ ways }) => ways.some(way => this.called.has(way)));
      const bonus = [0, 0, 0.4, 0.9, 4][tier] + yearly(page, asked) * (unit ? ASIDE : 1);
      const weight = this.tilt[style]?.[page.kind] ?? this.usual(page, style);
      const alike = Math.max(...hits.map(hit => hit.alike));
      const literal = best.literal + (coverage(hits, "scores") - best.literal) * SPREAD;
      const score = (literal + bonus) * weight + alike * this.trust(page, weight);
      return { page, hits, tier, score };
    }

    // 没有写轻重的公文，照公文的算。
    /** @param {SearchPageEntry} page @param {Style} style */
    usual({ kind }, style) {
      return EDITED.has(kind) ? 1 : (this.tilt[style]?.公文 ?? 1);
    }

    // 像问法的分，各种页差得少些；首页、资料库什么都提一句，轻些。
    /** @param {SearchPageEntry} page @param {number} weight */
    trust({ address }, weight) {
      if (address === HOME) return weight;
      return address === GALLERY ? GENERAL : Math.max(ALONE, Math.sqrt(weight));
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

  // 一页里各段合起来，认得的字占几成。
  /** @param {Hit[]} hits @param {"scores" | "terms"} which */
  function coverage(hits, which) {
    /** @type {Map<string, number>} */
    const best = new Map();
    for (const hit of hits) {
      for (const [term, score] of hit[which]) best.set(term, Math.max(score, best.get(term) ?? 0));
    }
    return [...best.values()].reduce((sum, score) => sum + score, 0);
  }

  // 问某一年的，那一年的页往前放；问某一天的不算。
  /** @param {SearchPageEntry} page @param {Asked} asked */
  function yearly({ kind, title }, { said }) {
    const [year] = title.match(/^\d{4}/) ?? [""];
    return kind === "年度" && year && RegExp(`${year}(?!年?\\d)`).test(said) ? YEARLY : 0;
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
    const help = kind === HELP;
    const least = first.score * (help ? NEXT : ALSO);
    const best = hits.filter(({ all, score }) => (help || all === first.all) && score > least);
    const items = best
      .slice(0, help ? Math.max(2, most) : most)
      .map(({ passage: { anchor, heading, raw }, words }) => ({
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
      if (engine.pages.length && !globalThis.SearchAlike)
        importScripts("search-alike.js", "search-cards.js");
      importScripts(`../search/${name}`);
    };
    loadIndex(engine, load, left => postMessage({ left, start: engine.start })).catch(() =>
      postMessage({ failed: true })
    );
  }
}
