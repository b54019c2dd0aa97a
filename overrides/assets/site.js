// 没有这个脚本，网站照样能读、能查；有了它，多几样方便。

// 首页：按今天的日期标出今年。日期取访客的浏览器，页面不必每年重做。
function markThisYear() {
  const now = new Date().getFullYear();
  for (const link of document.querySelectorAll(`a[data-year="${now}"]`)) {
    link.dataset.now = "";
  }
  const box = document.querySelector("[data-this-year]");
  const link = box?.querySelector(`a[data-year="${now}"]`);
  if (!link) return;
  const text = box.querySelector("[data-this-year-text]");
  const total = box.querySelectorAll("a[data-year]").length;
  const more = document.createElement("a");
  more.href = link.getAttribute("href");
  more.textContent = `看今年的 ${link.dataset.count} 条举措`;
  text.append(`今年是 ${now} 年，方案的第 ${link.dataset.order} 年，共 ${total} 年。`, more);
  text.hidden = false;
}

// 推进表：按单位、时段筛选。只是藏起，不删除；没有脚本时筛选框不出现，表是全的。
function filterTable() {
  const form = document.querySelector("form[data-filter]");
  if (!form) return;
  const table = document.querySelector("table.appendix");
  const status = form.querySelector("[data-filter-status]");
  const apply = () => {
    const { unit, period } = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const row of table.querySelectorAll("tr[data-unit]")) {
      row.hidden = Boolean(unit) && row.dataset.unit !== unit;
      if (!row.hidden) shown += 1;
    }
    let columns = 0;
    for (const cell of table.querySelectorAll("[data-period]")) {
      cell.hidden = Boolean(period) && cell.dataset.period !== period;
      if (cell.tagName === "TH" && !cell.hidden) columns += 1;
    }
    table.querySelector("thead [colspan]").colSpan = columns;
    status.textContent = unit || period ? `显示 ${shown} 个单位` : "";
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

// 首页的搜索按钮：打开页头的搜索框。
function openSearch() {
  const button = document.querySelector("[data-search-open]");
  const toggle = document.querySelector("#__search");
  const input = document.querySelector("[data-md-component=search-query]");
  if (!button || !toggle || !input || location.protocol === "file:") return;
  button.addEventListener("click", () => {
    toggle.checked = true;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
  button.hidden = false;
}

markThisYear();
filterTable();
openSearch();
