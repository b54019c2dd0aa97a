// @ts-check
// 宣传资料的目录：按人、种类、日子筛选，选了什么写在地址里，发给别人看到的一样。在 site.js 之后跑，用它给的 tools。
"use strict";
{
  const { all, find } = tools;
  const NAMES = ["audience", "form", "occasion"];

  const list = find(".gallery");
  const items = all(".gallery > li"); // 照原来的次序

  /** @param {HTMLElement} item @param {string} name @param {string} value */
  const has = (item, name, value) => (item.dataset[name] ?? "").split(" ").includes(value);

  // 给所有人的，选了哪种人都算。
  /** @param {HTMLElement} item @param {string} name @param {string} value */
  const fits = (item, name, value) =>
    has(item, name, value) || (name === "audience" && has(item, name, "public"));

  /** @param {HTMLFormElement} form @returns {[string, string][]} */
  function chosen(form) {
    const data = new FormData(form);
    return NAMES.flatMap(name => {
      const value = `${data.get(name) ?? ""}`;
      return value ? [[name, value]] : [];
    });
  }

  // 选了一种人，专给这种人的在前，给所有人的在后。
  /** @param {string} audience */
  function ordered(audience) {
    if (!audience) return items;
    const own = items.filter(item => has(item, "audience", audience));
    return [...own, ...items.filter(item => !own.includes(item))];
  }

  /** @param {HTMLFormElement} form */
  function apply(form) {
    const wanted = chosen(form);
    let count = 0;
    for (const item of ordered(`${new FormData(form).get("audience") ?? ""}`)) {
      list?.append(item);
      item.hidden = !wanted.every(([name, value]) => fits(item, name, value));
      count += Number(!item.hidden);
    }
    const told = count ? `有 ${count} 份` : "没有这样的资料，换一个条件试试";
    const status = find("[data-gallery-status]", form);
    if (status) status.textContent = wanted.length ? told : "";
  }

  // 地址里写着的，先选上；没有的选项不管。
  /** @param {HTMLFormElement} form */
  function recall(form) {
    const asked = new URLSearchParams(location.search);
    for (const name of NAMES) {
      const field = form.elements.namedItem(name);
      const value = asked.get(name) ?? "";
      if (field instanceof RadioNodeList) field.value = value;
      else if (field instanceof HTMLSelectElement) field.value = value;
      if (field instanceof RadioNodeList && !field.value) field.value = "";
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
    }
  }

  /** @param {HTMLFormElement} form */
  function remember(form) {
    const query = `${new URLSearchParams(chosen(form))}`;
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }

  const form = /** @type {HTMLFormElement | null} */ (find("form[data-gallery]"));
  if (form) {
    recall(form);
    form.addEventListener("change", () => {
      apply(form);
      remember(form);
    });
    form.addEventListener("submit", event => event.preventDefault());
    apply(form);
    form.classList.add("ready");
  }
}
