// @ts-check
// 宣传的日子照今天排：最近的在前，说出还有几天。今天取访客的钟，页面不必每年重做；没有这个脚本，列的是全年。
// 在 site.js 之前跑：它把长页一份一份出，先排好次序，出来的就不再挪。
"use strict";
{
  const ONE_DAY = 86400000; // 毫秒
  const now = new Date();
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const thisYear = today.getFullYear();

  /** @typedef {{ from: Date, to: Date }} Span */
  /** @typedef {{ item: HTMLElement, span?: Span }} Day */

  // 月-日的是每年的，年-月-日的只在那一年。
  /** @param {string} text @param {number} year */
  function dateOf(text, year) {
    const [month, day] = text.slice(-5).split("-").map(Number);
    return new Date(text.length > 5 ? Number(text.slice(0, 4)) : year, month - 1, day);
  }

  // 一段日子最近的一次：没过完的也算；以后没有了就没有。跨年的，起的月日比止的大。
  /** @param {string} text @returns {Span | undefined} */
  function nearest(text) {
    const [first, last = first] = text.split("/");
    const across = last < first ? 1 : 0;
    return [thisYear - 1, thisYear, thisYear + 1]
      .map(year => ({ from: dateOf(first, year), to: dateOf(last, year + across) }))
      .find(({ to }) => to >= today);
  }

  /** @param {Element} box @returns {Day[]} */
  function sorted(box) {
    const items = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-spans]")]);
    const time = (/** @type {Day} */ { span }) => span?.from.getTime() ?? Infinity;
    return items
      .map(item => {
        const spans = (item.dataset.spans ?? "").split(" ").map(nearest);
        return { item, span: spans.find(Boolean) };
      })
      .sort((one, other) => (time(one) < time(other) ? -1 : Number(time(one) > time(other))));
  }

  /** @param {Span} span */
  function left({ from, to }) {
    if (from > today) return `还有 ${Math.round((+from - +today) / ONE_DAY)} 天`;
    return +to === +today && +from === +to ? "就是今天" : "正在进行";
  }

  /** @param {Day} day @param {string} into 写在哪个元素的末尾 */
  function tell({ item, span }, into) {
    if (!span) return;
    const note = document.createElement("span");
    note.className = "left";
    note.textContent = left(span);
    item.querySelector(into)?.append(" ", note);
  }

  /** @param {Date} date */
  const monthAndDay = date => `${date.getMonth() + 1}月${date.getDate()}日`;

  /** @param {Span} span */
  function when({ from, to }) {
    if (from < today) return `到${monthAndDay(to)}`;
    return monthAndDay(from) + (to > from ? "起" : "");
  }

  // 首页：只留最近的几个，只写这一回的日期。
  /** @param {Element} list @param {number} most */
  function shorten(list, most) {
    sorted(list).forEach((day, place) => {
      list.append(day.item);
      day.item.hidden = place >= most || !day.span;
      tell(day, "a");
      const date = day.item.querySelector(".when");
      if (date && day.span) date.textContent = when(day.span);
    });
  }

  // 日历：正在进行的在前，再照月份往后排，过去了的排到明年。
  /** @param {Span | undefined} span */
  function groupOf(span) {
    if (!span) return { title: "日子待定", id: "" };
    if (span.from < today) return { title: "正在进行", id: "now" };
    const [year, month] = [span.from.getFullYear(), span.from.getMonth() + 1];
    return { title: `${month}月${year > thisYear ? `（${year}年）` : ""}`, id: `month-${month}` };
  }

  /** @param {Element} box */
  function regroup(box) {
    const days = sorted(box);
    const used = new Set();
    let open = { title: "", list: document.createElement("ul") };
    box.replaceChildren();
    for (const day of days) {
      const { title, id } = groupOf(day.span);
      if (title !== open.title) {
        const heading = document.createElement("h2");
        heading.textContent = title;
        if (id && !used.has(id)) heading.id = id;
        used.add(id);
        open = { title, list: document.createElement("ul") };
        open.list.className = "rows";
        box.append(heading, open.list);
      }
      tell(day, ".when");
      open.list.append(day.item);
    }
    // 一个月的日子都正在进行，就没有那个月的标题。
    for (const link of document.querySelectorAll(".months a")) {
      if (!used.has(link.getAttribute("href")?.slice(1))) link.setAttribute("href", "#now");
    }
  }

  for (const box of document.querySelectorAll("[data-days]")) {
    const most = Number(box.getAttribute("data-days"));
    if (most) shorten(box, most);
    else regroup(box);
  }
}
