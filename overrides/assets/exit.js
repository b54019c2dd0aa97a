// @ts-check
// 快速离开：换成一个寻常的网页，后退也回不来；连按两次 Esc 一样。先藏起内容，网慢也看不见。
// 只用老写法：别的脚本在老浏览器里一句也跑不了，这个也要跑得了。
(function () {
  var root = document.documentElement;
  var button = /** @type {HTMLElement} */ (document.querySelector("[data-exit]"));
  if (!button) return;
  root.className += " js leaves";
  function leave() {
    document.title = "\u200b";
    document.body.hidden = true;
    root.style.background = "#fff";
    location.replace(button.dataset.exit || "");
  }
  button.addEventListener("click", leave);
  var last = -Infinity;
  document.addEventListener("keydown", function (event) {
    if (event.repeat) return;
    if (event.key === "Escape" && event.timeStamp - last < 1500) leave();
    last = event.key === "Escape" ? event.timeStamp : -Infinity; // 中间按了别的，是在关窗口，不是要走
  });
})();
