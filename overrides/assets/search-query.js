// @ts-check
// 搜索引擎的第二层：把人打的字读成要找的词。拼音、英文、数字、错字、今年去年，都在这里换成站上的写法。
"use strict";
{
  const HAN = /\p{Script=Han}/u;
  const QUOTED = /[“"「『]([^“”"「」『』]+)[”"」』]/g;
  const DATE = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/g;
  const LATIN = /[a-z]+(?:[\s'’-]+[a-z]+)*/g;
  // 这些字不会是要找的词的一部分，除非那个词列在近义词里（如 目的）。
  const PARTICLE = /[的了吗呢吧啊呀嘛么我你他她咱]/;
  const DIGITS = "零一二三四五六七八九";
  const YEARS = "前去今明后"; // 今年在第三个

  // 一万以内的数怎么写：12 → 十二，240 → 二百四十，1046 → 一千零四十六。
  /** @param {number} number @returns {string} */
  function numeral(number) {
    if (number < 10) return DIGITS[number];
    const [unit, name] = number < 100 ? [10, "十"] : number < 1000 ? [100, "百"] : [1000, "千"];
    const rest = number % unit;
    const link = rest < unit / 10 ? "零" : unit > 10 && rest < 20 ? "一" : "";
    const head = number < 20 ? "" : DIGITS[Math.floor(number / unit)];
    return head + name + (rest ? link + numeral(rest) : "");
  }

  // 一百以内的；再大的一个字一个字对：二〇二二 → 2022。
  const NUMERALS = Array.from({ length: 100 }, (_, number) => numeral(number));

  // 数字换个写法：第3条 → 第三条，240条 → 二百四十条，十二个 → 12个。
  /** @param {string} text */
  function respell(text) {
    if (/\d/.test(text)) {
      return text.replace(/(?<!\d)(?:\d{1,2}(?!\d)|\d{3,4}(?=条))/g, number => numeral(+number));
    }
    return text.replace(/[零〇一二三四五六七八九十]+/g, han => {
      const number = NUMERALS.indexOf(han);
      const digits = [...han.replace(/〇/g, "零")].map(one => NUMERALS.indexOf(one));
      return number < 0 ? digits.join("") : `${number}`;
    });
  }

  // 不分平翘舌、前后鼻音、n 和 l：许多人这样说，也这样打。
  /** @param {string} sound */
  const blurred = sound => sound.replace(/(?<=^[zcs])h|(?<=n)g$/g, "").replace(/^n/, "l");

  // 声调的符号去掉，ü 写成 v。
  /** @param {string} text */
  function toneless(text) {
    return text
      .normalize("NFD")
      .replace(/u\u0308[\u0300\u0301\u0304\u030c]?/g, "v")
      .replace(/(?<=[a-z])[\u0300\u0301\u0304\u030c]/gi, "")
      .normalize("NFC");
  }

  class SearchReader extends SearchStore {
    // 只在宣传资料里有的口语：公文里另有说法，整句之外还要拆开找。
    /** @param {string} term */
    spoken(term) {
      return this.has(term) && this.find(term).every(({ page }) => page.kind === "宣传");
    }

    // 换成站上的写法：声调、分开的拼音、英文、今年。
    /** @param {string} query @param {number} year */
    prepared(query, year) {
      return toneless(query)
        .replace(/[Ａ-Ｚａ-ｚ]/g, one => one.normalize("NFKC"))
        .toLowerCase()
        .replace(/([a-z]{2,})[1-5](?![a-z\d]*\d)/g, (whole, letters) =>
          this.syllables(letters) ? letters : whole
        )
        .replace(LATIN, letters => this.latin(letters))
        .replace(/([前去今本明后])年/g, (_, word) => {
          const step = YEARS.indexOf(word.replace("本", "今")) - 2;
          return `${year + step}年`;
        });
    }

    // 几个西文的词：英文换成中文，分开写的拼音连起来，别的不动。
    /** @param {string} text */
    latin(text) {
      const words = text.split(/[\s'’-]+/);
      /** @type {string[]} */
      const said = [];
      let english = false;
      for (let i = 0; i < words.length; ) {
        const [count, means] = this.translated(words, i);
        english ||= count > 1 || (count > 0 && !this.syllables(words[i]));
        said.push(count ? means : words[i].length > 3 ? words[i] : "");
        i += count || 1;
      }
      if (english) return said.filter(Boolean).join(" ");
      const pinyin = words.length > 1 && words.every(word => this.syllables(word) || !word[1]);
      return pinyin ? words.join("") : text;
    }

    // 从第 start 个起最多三个英文词，认得的换成中文：[用去几个词, 中文]。
    /** @param {string[]} words @param {number} start @returns {[number, string]} */
    translated(words, start) {
      for (let count = Math.min(3, words.length - start); count; count--) {
        const word = words.slice(start, start + count).join("");
        const means = this.means.get(word);
        if (means && !this.has(word)) return [count, means[0] ?? ""];
      }
      return [0, ""];
    }

    // 是不是几个音节连着的全拼。
    /** @param {string} letters */
    syllables(letters) {
      const ends = [true];
      for (let end = 1; end <= letters.length; end++) {
        ends[end] = false;
        for (let start = Math.max(0, end - 6); start < end; start++) {
          if (ends[start] && this.readings.has(letters.slice(start, end))) ends[end] = true;
        }
      }
      return letters.length > 1 && ends[letters.length];
    }

    // 把查询拆成要找的词。
    /** @param {string} query @param {number} [year] */
    analyze(query, year = new Date().getFullYear()) {
      /** @type {Asked} */
      const asked = {
        terms: [],
        notes: [],
        loose: false,
        lost: 0,
        whole: this.normal(query),
        said: "",
        words: query.toLowerCase().split(/[^a-z]+/)
      };
      for (const [, text] of query.matchAll(QUOTED)) {
        asked.terms.push({ ...this.word(this.normal(text), []), exact: true });
      }
      const rest = this.prepared(query.replace(QUOTED, " "), year)
        .replace(DATE, (_, y, m, d) => `${y}年${+m}月${+d}日`)
        .replace(/([年月])0(?=\d)/g, "$1")
        .replace(/第([\d一二三四五六七八九十]+)项(?:重点)?任务/g, "重点任务第$1项");
      this.read(rest, asked);
      asked.terms = [...new Map(asked.terms.map(term => [term.text, term])).values()];
      return asked;
    }

    // 年份单独成词；6.26 是一个数；买了个老婆 就是 买老婆。
    /** @param {string} rest @param {Asked} asked */
    read(rest, asked) {
      const all = this.normal(rest);
      const same = this.means.has(all) ? "" : this.same(all);
      if (same || this.spoken(all)) asked.terms.push(this.word(same || all));
      const pieces = rest
        .replace(/(\d)\.(?=\d)/g, "$1")
        .replace(/了一?个/g, "")
        .replace(/(\d{4}年)(?!\d)的?/g, " $1 ")
        .split(/[^\p{L}\p{N}]+/u)
        .map(piece => this.normal(piece));
      for (const piece of new Set(same ? [] : pieces)) this.chunk(piece, asked);
      const typed = asked.said && !same ? all.replace(/[a-z]{3,}/g, "") : all;
      asked.said = same ? all : `${typed}${asked.said}`;
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
      if (same) return this.take([same], 0, asked);
      if (/^[a-z]+$/.test(text) && this.hear(text, asked)) return;
      const cuts = [text, respell(text)].map(way => this.cut(way));
      const { pieces } = cuts.sort((a, b) => b.score - a.score)[0];
      const lost = pieces.filter(([, known]) => !known);
      const fixed = lost.length && (this.fix(text) || this.twin(text));
      if (fixed) {
        asked.notes.push({ kind: "typo", from: text, to: fixed });
        asked.said += fixed;
        asked.terms.push(this.word(fixed));
        return;
      }
      const read = pieces.map(([piece, known]) => (known ? piece : this.alike(piece, asked)));
      const missing = lost.map(([piece]) => piece).filter(piece => read.includes(piece));
      const known = read.filter(piece => !missing.includes(piece));
      const sizes = missing.map(piece => (HAN.test(piece) ? piece.length : 1));
      const size = sizes.reduce((sum, one) => sum + one, 0);
      this.take(known, size, asked);
    }

    // 认得的各个词记下来，没有内容的不记；lost 是认不得的有几个字。
    /** @param {string[]} pieces @param {number} lost @param {Asked} asked */
    take(pieces, lost, asked) {
      const full = pieces.filter(piece => !this.empty(piece));
      asked.terms.push(...full.map(piece => this.word(piece)));
      asked.loose ||= lost > 0 || full.length < pieces.length;
      asked.lost += lost;
    }

    // 拼音：整句站上有就用，否则一个词一个词认，换成汉字再读。
    /** @param {string} letters @param {Asked} asked */
    hear(letters, asked) {
      const heard = this.byPinyin(letters);
      if (heard.length) {
        asked.terms.push({ text: letters, ways: heard });
        asked.said += heard[0];
        return true;
      }
      const text = this.spell(letters);
      if (!text) return false;
      asked.said += text;
      this.chunk(text, asked);
      return true;
    }

    // 全拼的一句，拆成最少的几个词，换成汉字；拆不成是空的。
    /** @param {string} letters */
    spell(letters) {
      /** @type {(string[] | null)[]} */
      const best = [[]];
      for (let end = 1; end <= letters.length; end++) {
        best[end] = null;
        for (let start = Math.max(0, end - 24); start < end; start++) {
          const before = best[start];
          const least = best[end]?.length ?? Infinity;
          if (!before || before.length + 1 >= least) continue;
          const word = this.heard(letters.slice(start, end));
          if (word) best[end] = [...before, word];
        }
      }
      return (best[letters.length] ?? []).join("");
    }

    // 一截拼音是哪个词：近义词里的，或者站上最常见的两个字。
    /** @param {string} letters */
    heard(letters) {
      const word = this.spellings.get(letters);
      if (word || letters.length > 12) return word;
      const cuts = Array.from(letters, (_, i) => [letters.slice(0, i), letters.slice(i)]);
      const two = cuts.some(([a, b]) => this.readings.has(a) && this.readings.has(b));
      return two ? this.byPinyin(letters).find(found => found.length === 2) : "";
    }

    // 读音 → 词：近义词里的各个说法，先写的优先。
    get spellings() {
      if (this.lazy.spelled) return this.lazy.spelled;
      /** @type {Map<string, string>} */
      const spelled = new Map();
      this.lazy.spelled = spelled;
      const words = [
        ...this.called.keys(),
        ...this.means.keys(),
        ...[...this.means.values()].flat()
      ];
      for (const word of words) {
        if (word.length > 8 || !HAN.test(word)) continue;
        for (const sound of this.soundsOf(word)) entry(spelled, sound, () => word);
      }
      return spelled;
    }

    // 一个词的各种读音，最多十六种。
    /** @param {string} word */
    soundsOf(word) {
      let sounds = [""];
      for (const char of word) {
        const next = this.sound(char);
        sounds = sounds.flatMap(one => next.map(sound => one + sound)).slice(0, 16);
      }
      return sounds;
    }

    // 认不得的几个字，读音和近义词里的一个词一样，就当打错了字。
    /** @param {string} text @param {Asked} asked */
    alike(text, asked) {
      const found = this.twin(text);
      if (!found) return text;
      asked.notes.push({ kind: "typo", from: text, to: found });
      asked.said += found;
      return found;
    }

    // 近义词里读音一样的另一个词；没有是空的。
    /** @param {string} text */
    twin(text) {
      if (text.length < 2 || text.length > 4 || !HAN.test(text)) return "";
      const words = this.soundsOf(text).map(sound => this.spellings.get(sound));
      return words.find(one => one?.length === text.length) ?? "";
    }

    // 拆词时算一个词的：列在近义词里，或者站上有，又没有虚字。
    /** @param {string} piece */
    counts(piece) {
      const sound = piece.length > 1 && !PARTICLE.test(piece) && this.has(piece);
      return this.means.has(piece) || (sound && (piece.length < 4 || !this.spoken(piece)));
    }

    // 拆成认得的词：让各词长度的平方和最大；认不得的字能少就少。数字、西文不从中间拆。
    /** @param {string} text @returns {Cut} */
    cut(text) {
      /** @type {Cut[]} */
      const best = [{ score: 0, pieces: [] }];
      /** @param {number} i */
      const inNumber = i => /^(?:\d\d|[a-z][a-z])$/.test(text.slice(i - 1, i + 1));
      for (let end = 1; end <= text.length; end++) {
        best[end] = dropped(best[end - 1], text[end - 1]);
        for (let start = Math.max(0, end - 16); start < end; start++) {
          const piece = text.slice(start, end);
          if (inNumber(start) || inNumber(end) || !this.counts(piece)) continue;
          const weight = piece.length + (this.means.has(piece) ? 0.6 : 0);
          const score = best[start].score + weight ** 2;
          if (score > best[end].score) {
            best[end] = { score, pieces: [...best[start].pieces, [piece, true]] };
          }
        }
      }
      return best[text.length];
    }

    // 错一个字：把每个字换成任意字去找；先要同音的，再要常见的。数字不猜，隔着标点的不算。
    /** @param {string} term */
    fix(term) {
      if (!/^\D{3,14}$/.test(term) || !HAN.test(term)) return "";
      let best = { score: 0, found: "" };
      for (let i = 0; i < term.length; i++) {
        for (const found of this.near(term, i)) {
          const score = this.closeness(found, term, i);
          if (score > best.score && this.unbroken(found)) best = { score, found };
        }
      }
      return best.found;
    }

    // found 只和 term 差第 i 个字，有多像它要打的；短的词不同音就不算。
    /** @param {string} found @param {string} term @param {number} i */
    closeness(found, term, i) {
      const typed = this.sound(term[i]).map(blurred);
      const same = this.sound(found[i]).some(sound => typed.includes(blurred(sound)));
      if (!same && term.length < 4) return 0;
      return (same ? 1000 : 0) + this.find(found).length;
    }

    // 站上的字里，只和 term 差第 i 个字的各处。
    /** @param {string} term @param {number} i */
    *near(term, i) {
      const [left, right] = [term.slice(0, i), term.slice(i + 1)];
      const side = left.length > right.length ? left : right;
      if (DIGITS.includes(term[i]) || (side.length < 2 && term.length < 4)) return;
      const pattern = RegExp(`(?=(${left}\\D${right}))`, "g"); // 规范写法里只有字和数字，不用转义
      for (const { text, title } of this.find(side)) {
        for (const [, found] of `${text}\n${title}`.matchAll(pattern)) {
          if (!found.includes("\n")) yield found;
        }
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
      for (const char of this.following.get(word.slice(-1)) ?? []) {
        const ends = this.ends(letters, spot, char);
        if (!ends.length || (word && !this.has(word + char))) continue;
        for (const end of ends) yield* this.follow(letters, word + char, end);
      }
    }

    // 站上的字 → 它后面接过的字；空的 → 站上的每一个字。
    get following() {
      if (this.lazy.after) return this.lazy.after;
      /** @type {Map<string, string[]>} */
      const after = new Map();
      this.lazy.after = after;
      for (const gram of this.plain.keys()) {
        const [char, next = ""] = gram;
        if (!next) entry(after, "", () => []).push(char);
        else if (this.sounds.has(next)) entry(after, char, () => []).push(next);
      }
      return after;
    }

    // 从第 spot 个字母起，一个字念到第几个字母：全拼，或者首字母。
    /** @param {string} letters @param {number} spot @param {string} char */
    ends(letters, spot, char) {
      /** @type {number[]} */
      const ends = [];
      for (const sound of this.sound(char)) {
        if (letters.startsWith(sound, spot)) ends.push(spot + sound.length);
        const initial = letters.length > 2 && letters[spot] === sound[0];
        if (initial && sound.length > 1) ends.push(spot + 1);
      }
      return [...new Set(ends)];
    }
  }

  // 丢掉一个认不得的字；挨着的并成一截。
  /** @param {Cut} before @param {string} char @returns {Cut} */
  function dropped({ score, pieces }, char) {
    const last = pieces[pieces.length - 1];
    if (last && !last[1])
      return { score: score - 3, pieces: [...pieces.slice(0, -1), [last[0] + char, false]] };
    return { score: score - 3, pieces: [...pieces, [char, false]] };
  }

  Object.assign(globalThis, { SearchReader });
}
