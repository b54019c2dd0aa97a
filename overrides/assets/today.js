// @ts-check
// 和今天有关的话：今年是哪一年，哪些已经过去。日期取访客的钟，页面不必每年重做。
// 在 site.js 之前跑：它把长页一份一份出，先把话放好，出来的就不再挪。
"use strict";
{
  const now = new Date();
  const year = now.getFullYear();

  /** @param {string} selector */
  function all(selector) {
    /** @type {NodeListOf<HTMLElement>} */
    const found = document.querySelectorAll(selector);
    return [...found];
  }

  function tellYear() {
    const links = `a[data-year="${year}"], .years a[href$="/${year}.html"], .years a[href="${year}.html"]`;
    for (const link of all(links)) link.dataset.now = "";
    for (const note of all("[data-past]")) note.hidden = Number(note.dataset.past) >= year;
    for (const note of all("[data-current]")) {
      const [first, last] = (note.dataset.current ?? "").split("-").map(Number);
      note.hidden = year < first || year > last;
    }
    for (const state of all("[data-year-state]")) {
      state.textContent = aboutYear(Number(state.dataset.yearState));
      state.hidden = false;
    }
  }

  /** @param {number} one */
  function aboutYear(one) {
    if (one === year) return "今年就是这一年。";
    return one < year ? "这一年已经过去。" : "这一年还没到。";
  }

  function tellTimeline() {
    const line = all(".timeline [data-from]").find(
      ({ dataset: { from = "", to = "" } }) => from <= `${year}` && `${year}` <= to
    );
    const [note] = all("[data-today]");
    if (!line || !note) return;
    line.dataset.now = "";
    const mark = document.createElement("span");
    mark.className = "today";
    mark.textContent = `当前阶段（${year} 年）`;
    line.querySelector(".when")?.append(mark);
    note.textContent = `今天是 ${year} 年 ${now.getMonth() + 1} 月 ${now.getDate()} 日。`;
    note.hidden = false;
  }

  tellYear();
  tellTimeline();
}
