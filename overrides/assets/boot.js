// 画出页面之前就要定的：有没有脚本、选过的深浅和长辈版。放在最前面，免得先白后黑、字先小后大。
(function (root) {
  root.classList.add("js");
  try {
    if (localStorage.getItem("elder")) root.dataset.elder = "";
    root.dataset.scheme = localStorage.getItem("scheme") || "";
  } catch {}
})(document.documentElement);
