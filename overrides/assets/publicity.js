// 宣传资料，在 site.js 之后跑，用它的 make、all、copied：填上单位的名字、复制全文、打印；目录按人、种类、日子筛选。
// 填的字只存在这台设备的浏览器里。没有这个脚本，全文、下载、目录都在。

(() => {
  const FILLED = "publicity-fills";
  const MANY = 4;

  // 填过的字；存的不是 JSON，就当没填过。
  function recall() {
    try {
      return JSON.parse(kept.get(FILLED)) || {};
    } catch {
      return {};
    }
  }

  function fillIn(tools) {
    const spots = all(".piece-text .fill");
    const names = [...new Set(spots.map(({ dataset }) => dataset.fill))];
    const values = recall();
    const show = (name) => {
      for (const spot of spots.filter(({ dataset }) => dataset.fill === name)) {
        const value = values[name] || "";
        spot.textContent = value ? (spot.closest(".hands") ? `${name}：${value}` : value) : name;
        spot.toggleAttribute("data-filled", Boolean(value));
      }
    };
    const fields = names.map((name) => {
      const input = make("input", { type: "text", autocomplete: "off", oninput: () => {
        values[name] = input.value.trim();
        show(name);
        kept.set(FILLED, JSON.stringify(values));
      } });
      input.value = values[name] || "";
      show(name);
      return make("label", {}, name, input);
    });
    const inputs = make("div", { class: "fields" }, ...fields);
    // 要填的多，收起来：多半的人只读只印，不必滚过十几个空框。
    if (fields.length > MANY) {
      const fold = make("details", { class: "foldout" }, make("summary", {}, `填上你们的信息（${fields.length} 处，可以不填）`), inputs);
      fold.open = names.some((name) => values[name]);
      tools.append(fold);
    } else if (fields.length) tools.append(inputs);
    const clear = () => {
      for (const name of names) delete values[name];
      for (const input of all("input", tools)) input.value = "";
      names.forEach(show);
      kept.set(FILLED, JSON.stringify(values));
    };
    return fields.length ? clear : null;
  }

  // 没填的空写成“名字：____”，贴出去别人也看得懂。
  function wholeText() {
    const title = document.querySelector("h1").textContent;
    const copy = document.querySelector(".piece-text").cloneNode(true);
    for (const spot of all(".fill:not([data-filled])", copy)) spot.textContent = `${spot.dataset.fill}：________`;
    for (const item of all("li", copy)) {
      const number = [...item.parentElement.children].indexOf(item) + 1;
      (item.querySelector(":scope > p") ?? item).prepend(item.parentElement.tagName === "OL" ? `${number}. ` : "· ");
    }
    for (const inner of all("li > :is(ul, ol)", copy).reverse()) {
      inner.parentElement.after(...inner.children); // 里层的各条排在它后面
      inner.remove();
    }
    for (const gap of all("br", copy)) gap.replaceWith("\n");
    const lines = all(":is(h2, h3, h4, p, li, tr)", copy).filter((part) => !part.querySelector("p, li"));
    const text = lines.map((part) => (part.tagName === "TR" ? all("th, td", part).map((cell) => cell.textContent.trim()).join(" | ") : part.textContent.trim()));
    const law = document.querySelector("#law + p").textContent;
    return [title, ...text, `依据：${law}`].join("\n\n");
  }

  function piece(tools) {
    const clear = fillIn(tools);
    const status = make("p", { role: "status" });
    const copy = async () => (status.textContent = (await copied(wholeText())) ? "全文已复制，可以粘贴。" : "没能复制，请长按选中下面的字。");
    const buttons = make("div", { class: "buttons" }, make("button", { type: "button", onclick: copy }, "复制全文"), make("button", { type: "button", onclick: () => print() }, "打印这一页"));
    if (clear) buttons.append(make("button", { type: "button", onclick: () => (clear(), (status.textContent = "填的字已清除。")) }, "清除填的字"));
    tools.append(buttons, status);
    if (clear) tools.append(make("p", {}, "填的字只留在这台设备上，复制和打印这一页时带上。下载的文件里另有空处可填。"));
    tools.hidden = false;
  }

  function gallery(form) {
    const status = form.querySelector("[data-gallery-status]");
    const apply = () => {
      const chosen = Object.fromEntries(new FormData(form));
      const fits = ({ dataset }) => Object.entries(chosen).every(([name, value]) => !value || dataset[name].split(" ").includes(value) || (name === "audience" && dataset[name].split(" ").includes("public")));
      let count = 0;
      for (const group of all(".gallery-group")) {
        const items = all("li", group);
        for (const item of items) item.hidden = !fits(item);
        const left = items.filter((item) => !item.hidden).length;
        group.hidden = !left;
        count += left;
      }
      status.textContent = Object.values(chosen).some(Boolean) ? (count ? `有 ${count} 份` : "没有这样的资料，换一个条件试试") : "";
    };
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  const tools = document.querySelector("[data-piece-tools]");
  const form = document.querySelector("form[data-gallery]");
  if (tools) piece(tools);
  if (form) gallery(form);
})();
