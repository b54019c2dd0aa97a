// 画出页面之前就要定的：有没有脚本、选过的深浅和长辈版。放在最前面，免得先白后黑、字先小后大。
(function (root) {
  root.classList.add("js");
  // 记住的选择；隐私模式下存储可能不给用，那就只管这一页。从磁盘打开时火狐给每个文件各一份 localStorage，同一个标签页里共用的是 sessionStorage。
  const boxes = () => (location.protocol === "file:" ? [sessionStorage, localStorage] : [localStorage]);
  globalThis.kept = {
    get(key) {
      try {
        return boxes().map((box) => box.getItem(key)).find((value) => value !== null) ?? null;
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        for (const box of boxes()) box.setItem(key, value);
      } catch {}
    },
  };
  if (kept.get("elder")) root.dataset.elder = "";
  root.dataset.scheme = kept.get("scheme") || "";
})(document.documentElement);

// 长页先出开头，其余一小份一小份接着出：一次排完，慢手机要停一下。selector 选出后出的；给了 head 的，它也等到画第一屏再出。
// 没出的不占地方，跳到哪一段、哪几个字（#:~:text=）会跳偏，所以只在从头打开时分份；已经画出来的不收回，在后台打开的不必分；没出完就点了什么，当即出完。
globalThis.layOutInParts = (selector, head) => {
  const [opened] = performance.getEntriesByType("navigation");
  if (opened?.type !== "navigate" || location.hash || opened.name.includes("#") || document.hidden || performance.getEntriesByType("paint").length) return;
  const root = document.documentElement;
  const show = (part) => part.classList.remove("later");
  const mark = (part) => part.classList.add("later");
  // 有一处先不出，排在它后面的都等它：已经出了的就不会再往下挪。
  for (let part of root.querySelectorAll(selector)) {
    mark(part);
    for (; part !== root; part = part.parentElement) {
      for (let next = part.nextElementSibling; next && !next.classList.contains("later"); next = next.nextElementSibling) mark(next);
    }
  }
  if (head) {
    mark(head);
    requestAnimationFrame(() => show(head));
  }
  const waiting = [...root.querySelectorAll(".later")];
  const go = () => {
    const until = performance.now() + 4; // 毫秒
    while (waiting.length && performance.now() < until) {
      show(waiting.shift());
      root.getBoundingClientRect();
    }
    if (waiting.length) setTimeout(go);
  };
  setTimeout(go);
  getComputedStyle(root).color; // 样式这时就算好：有图的页，浏览器会等到画第一屏再算，和排版挤在一个任务里。
  for (const event of ["click", "beforeprint"]) addEventListener(event, () => waiting.splice(0).forEach(show), { capture: true });
};
