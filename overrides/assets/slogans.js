// @ts-check
// 标语一条一条复制，在 site.js、publicity.js 之后跑。没有这个脚本，按钮不出现。
"use strict";
{
  const { all, copied, find } = tools;

  // 按过，按钮上的字说成了没有；读屏软件从资料的那一句话里听到。
  /** @param {HTMLElement} button */
  function single(button) {
    const line = (button.parentElement?.textContent ?? "").trim().replace(/^复制/, "");
    /** @param {string} said */
    const name = said => {
      button.textContent = said;
      button.ariaLabel = `${said}：${line}`;
    };
    name("复制");
    button.addEventListener("click", async () => {
      name((await copied(line)) ? "已复制" : "没能复制");
      const status = find("[data-piece-tools] [role=status]");
      if (status) status.textContent = button.ariaLabel;
    });
  }

  for (const button of all(".copy")) single(button);
}
