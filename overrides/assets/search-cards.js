// @ts-check
// 搜索的答案卡片：问一个单位，给它今年在做的；问一个题目归谁，给各个单位。第一条结果用不着它，取到求助页以后才取。
"use strict";
{
  class SearchCards {
    /** @param {Reader} reader */
    constructor(reader) {
      this.reader = reader;
    }

    // 答案卡片：一个单位现在要做的，或者一个题目归哪些单位；都不是就没有。
    /** @param {Asked} asked @param {Style} style @param {number} [year] @returns {Card | null} */
    card({ said, whole }, style, year = new Date().getFullYear()) {
      if (style === "material") return null;
      const unit = this.reader.called.get(whole) ?? this.reader.called.get(this.bare(said));
      if (unit) return this.unitCard(unit, `${year}`);
      const subject = this.subjectIn(said);
      if (!subject) return null;
      const alone = subject.words.includes(whole) || subject.words.includes(this.bare(said));
      return alone || style === "who" ? this.subjectCard(subject) : null;
    }

    // 去掉没有内容的话、问谁的话，剩下的字。
    /** @param {string} text */
    bare(text) {
      const who = RegExp(this.reader.styles.who ?? "", "g");
      const rest = text.replace(/20\d\d年/g, "").replace(who, "");
      let left = "";
      for (let i = 0; i < rest.length; ) {
        const word = this.reader.sensed(rest, i);
        if (!word || !this.reader.empty(word) || word.length < 2) left += word || rest[i];
        i += word.length || 1;
      }
      return left.replace(
        /(?:的|有|是)*(?:任务|举措|职责|工作|职能|分工|什么|承担|哪?几[样项])*[的呢吗]?$/,
        ""
      );
    }

    // 话里说到的题目：说得最长的那个。
    /** @param {string} said */
    subjectIn(said) {
      /** @type {Subject | null} */
      let found = null;
      let most = 1;
      for (const subject of this.reader.subjects) {
        for (const { length } of subject.words.filter(word => said.includes(word))) {
          if (length > most) [found, most] = [subject, length];
        }
      }
      return found;
    }

    /** @param {Subject} subject @returns {Card} */
    subjectCard({ name, shares }) {
      const rows = shares.map(([unit, role, places]) => ({
        unit: this.reader.units[unit],
        address: this.pageOf(this.reader.units[unit]),
        role,
        places
      }));
      const links = rows.flatMap(({ address, places }) => [address, ...places.map(([to]) => to)]);
      return { kind: "subject", title: name, rows, links };
    }

    /** @param {string} unit */
    pageOf(unit) {
      return (
        this.reader.pages.find(({ title, kind }) => kind === "单位" && title === unit)?.address ??
        ""
      );
    }

    // 单位的卡片：今年所在时段的举措，都列出来。
    /** @param {string} unit @param {string} year @returns {Card | null} */
    unitCard(unit, year) {
      const address = this.pageOf(unit);
      if (!address) return null;
      const mine = this.reader.passages.filter(({ page }) => page.address === address);
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

  Object.assign(globalThis, { SearchCards });
}
