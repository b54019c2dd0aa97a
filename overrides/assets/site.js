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
  more.textContent = `看今年所在时段的 ${link.dataset.count} 条举措`;
  text.append(`今年是 ${now} 年，推进表的第 ${link.dataset.order} 年，共 ${total} 年。`, more);
  text.hidden = false;
}

// 已经过去的时段说一声，并指到现在的一段。
function markPast() {
  const now = new Date().getFullYear();
  for (const note of document.querySelectorAll("[data-past]")) {
    note.hidden = Number(note.dataset.past) >= now;
  }
}

// 手机上的菜单按钮本来只认点按：让键盘也能打开，读屏软件也知道它是什么。
function openDrawerByKeyboard() {
  const toggle = document.querySelector("#__drawer");
  const button = document.querySelector(".md-header__button[for=__drawer]");
  if (!toggle || !button) return;
  const say = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const set = (open) => {
    toggle.checked = open;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  };
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", "菜单");
  button.tabIndex = 0;
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return; // 回车由主题处理
    event.preventDefault();
    set(!toggle.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(false);
    button.focus();
  });
  toggle.addEventListener("change", say);
  say();
}

// 推进表：按单位、时段筛选。只是藏起，不删除；没有脚本时筛选框不出现，表是全的。
function filterTable() {
  const form = document.querySelector("form[data-filter]");
  if (!form) return;
  const table = document.querySelector("table.appendix");
  const status = form.querySelector("[data-filter-status]");
  const apply = () => {
    const { unit, period } = Object.fromEntries(new FormData(form));
    for (const row of table.querySelectorAll("tr[data-unit]")) {
      row.hidden = Boolean(unit) && row.dataset.unit !== unit;
    }
    let columns = 0;
    for (const cell of table.querySelectorAll("[data-period]")) {
      cell.hidden = Boolean(period) && cell.dataset.period !== period;
      if (cell.tagName === "TH" && !cell.hidden) columns += 1;
    }
    table.querySelector("thead [colspan]").colSpan = columns;
    const chosen = [...form.querySelectorAll("option:checked")].filter((option) => option.value);
    status.textContent = chosen.length ? `只显示${chosen.map((option) => option.text).join("、")}` : "";
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

markThisYear();
markPast();
openDrawerByKeyboard();
filterTable();
