// @ts-check
// 分开了的页：从前在这一页的位置，到它现在所在的单位页去找。位置的名字以单位的名字开头。
"use strict";
{
  const follow = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    let unit = anchor;
    while (unit && !document.getElementById(unit)) {
      unit = unit.slice(0, Math.max(unit.lastIndexOf("-"), 0));
    }
    if (!unit || unit === anchor) return;
    /** @type {HTMLAnchorElement | null} */
    const link = document.querySelector(`#parts > #${CSS.escape(unit)} > a`);
    if (link) location.replace(link.href.split("#")[0] + location.hash);
  };
  addEventListener("hashchange", follow);
  follow();
}
