// @ts-check
// 画出页面之前就要定的：有没有脚本、选过的深浅和长辈版。放在最前面，免得先白后黑、字先小后大。
{
  const root = document.documentElement;

  // 记住的选择；隐私模式下存储可能不给用，那就只管这一页。从磁盘打开时火狐给每个文件各一份 localStorage，同一个标签页里共用的是 sessionStorage。
  const boxes = () =>
    location.protocol === "file:" ? [sessionStorage, localStorage] : [localStorage];

  globalThis.kept = {
    get(key) {
      try {
        for (const box of boxes()) {
          const value = box.getItem(key);
          if (value !== null) return value;
        }
      } catch {}
      return null;
    },
    set(key, value) {
      try {
        for (const box of boxes()) box.setItem(key, value);
      } catch {}
    }
  };

  /** @param {Element} part */
  const show = part => part.classList.remove("later");

  /** @param {Element} part */
  const hold = part => part.classList.add("later");

  // 有一处先不出，排在它后面的都等它：已经出了的就不会再往下挪。
  /** @param {Element} part */
  const holdFrom = part => {
    hold(part);
    for (let up = part; up !== root; up = /** @type {Element} */ (up.parentElement)) {
      let next = up.nextElementSibling;
      for (; next && !next.classList.contains("later"); next = next.nextElementSibling) hold(next);
    }
  };

  // 长页先出开头，其余一小份一小份接着出：一次排完，慢手机要停一下。selector 选出后出的；给了 head 的，它也等到画第一屏再出。
  // 没出的不占地方，跳到哪一段、哪几个字（#:~:text=）会跳偏，所以只在从头打开时分份；已经画出来的不收回，在后台打开的不必分；没出完就点了什么，当即出完。
  globalThis.layOutInParts = (selector, head) => {
    /** @type {PerformanceNavigationTiming[]} */
    const [opened] = /** @type {any} */ (performance.getEntriesByType("navigation"));
    if (opened?.type !== "navigate" || location.hash || opened.name.includes("#")) return;
    if (document.hidden || performance.getEntriesByType("paint").length) return;
    for (const part of root.querySelectorAll(selector)) holdFrom(part);
    if (head) {
      hold(head);
      requestAnimationFrame(() => show(head));
    }
    const waiting = [...root.querySelectorAll(".later")];
    const showSome = () => {
      const until = performance.now() + 4; // 毫秒
      while (waiting.length && performance.now() < until) {
        show(/** @type {Element} */ (waiting.shift()));
        root.getBoundingClientRect();
      }
      if (waiting.length) setTimeout(showSome);
    };
    setTimeout(showSome);
    void getComputedStyle(root).color; // 样式这时就算好：有图的页，浏览器会等到画第一屏再算，和排版挤在一个任务里。
    for (const event of ["click", "beforeprint"]) {
      addEventListener(event, () => waiting.splice(0).forEach(show), true);
    }
  };

  root.classList.add("js");
  if (kept.get("elder")) root.dataset.elder = "";
  root.dataset.scheme = kept.get("scheme") || "";
}
