// @ts-check
// 名词的解释：悬停、聚焦、点按都能看到，Esc 收起，鼠标可以移上去。头一次用到才取。
"use strict";
{
  const { site, all, make, tryToLoad, elsewhere } = tools;

  class Explanations {
    /** @type {HTMLElement | null} 正浮着的解释 */
    tip = null;
    /** @type {HTMLAnchorElement | null} 它解释的词 */
    term = null;
    /** @type {HTMLAnchorElement | null} 解释取到时，人可能已经走开 */
    wanted = null;
    /** @type {HTMLAnchorElement | null} 焦点回到词上，解释不再自己打开 */
    closed = null;
    timer = 0;

    start() {
      /** @type {HTMLAnchorElement[]} */
      const terms = all("a.term");
      for (const term of terms) this.watch(term);
      document.addEventListener("focusout", ({ relatedTarget }) => this.leave(relatedTarget));
      document.addEventListener("pointerdown", ({ target }) => {
        if (!(/** @type {Element} */ (target).closest(".tip, a.term"))) this.hide();
      });
      document.addEventListener("keydown", event => this.escape(event));
    }

    /** @param {HTMLAnchorElement} term */
    watch(term) {
      term.addEventListener("pointerenter", ({ pointerType }) => {
        if (pointerType === "mouse") this.show(term);
      });
      term.addEventListener("pointerleave", ({ pointerType }) => {
        if (pointerType === "mouse") this.hideSoon();
      });
      term.addEventListener("focus", () => {
        if (term !== this.closed) this.show(term);
      });
      term.addEventListener("click", event => {
        if (elsewhere(event)) return;
        event.preventDefault();
        this.answer(term);
      });
    }

    // 点了的，一定要有个结果。
    /** @param {HTMLAnchorElement} term */
    async answer(term) {
      await this.show(term);
      if (!globalThis.siteWords) location.href = term.href; // 解释没取到，照链接走
    }

    hide() {
      clearTimeout(this.timer);
      this.term?.removeAttribute("aria-describedby");
      this.tip?.remove();
      this.wanted = this.tip = this.term = null;
    }

    hideSoon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.hide(), 300);
    }

    /** @param {HTMLAnchorElement} term */
    async show(term) {
      clearTimeout(this.timer);
      this.wanted = term;
      if (this.term === term) return;
      await tryToLoad("assets/words.js");
      const means = globalThis.siteWords?.[term.href.slice(site.href.length)];
      if (this.wanted !== term || !means) return;
      this.hide();
      const tip = make(
        "span",
        {
          class: "tip",
          "data-editorial": "",
          onpointerenter: () => clearTimeout(this.timer),
          onpointerleave: () => this.hideSoon()
        },
        make("span", { id: "tip", role: "tooltip" }, means),
        make("a", { href: term.href }, "看出处")
      );
      this.tip = tip;
      this.wanted = this.term = term;
      term.after(tip);
      term.setAttribute("aria-describedby", "tip");
      beside(tip, term);
    }

    // 焦点去了别处就收起。
    /** @param {EventTarget | null} to */
    leave(to) {
      const next = /** @type {Element | null} */ (to);
      if (next && !this.tip?.contains(next) && !next.matches("a.term")) this.hide();
    }

    /** @param {KeyboardEvent} event */
    escape(event) {
      if (event.key !== "Escape" || !this.tip) return;
      event.preventDefault();
      const [term, inside] = [this.term, this.tip.contains(document.activeElement)];
      this.hide();
      if (!inside) return;
      this.closed = term;
      term?.focus();
      this.closed = null;
    }
  }

  // 放在词的下面；下面放不下，放上面；左右不出屏幕。
  /** @param {HTMLElement} tip @param {Element} term */
  function beside(tip, term) {
    const rects = [...term.getClientRects()];
    const [first, last] = [rects[0], rects[rects.length - 1]];
    const from = /** @type {Element} */ (tip.offsetParent).getBoundingClientRect();
    const most = document.documentElement.clientWidth - tip.offsetWidth - 16;
    const below = last.bottom + tip.offsetHeight + 12 < innerHeight;
    const top = below ? last.bottom + 4 : first.top - tip.offsetHeight - 4;
    tip.style.left = `${Math.max(16, Math.min(first.left, most)) - from.left}px`;
    tip.style.top = `${top - from.top}px`;
  }

  const explanations = new Explanations();
  explanations.start();
  globalThis.explain = (term, clicked) =>
    clicked ? explanations.answer(term) : explanations.show(term);
}
