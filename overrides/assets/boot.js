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
