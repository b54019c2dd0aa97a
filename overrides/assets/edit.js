// @ts-check
// “编辑此页”打开哪一行。编者点了才取：读的人用不着。
"use strict";
{
  const { all, load } = tools;

  // 一块的开头几个字，不算标点：文件里的那一行也这样开头，见 macros/pages/edits.py。
  /** @param {Node} node */
  const startOf = node => node.textContent?.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 8) ?? "";

  // 写着 seen 的那一行；没写着它，就是它前面那一块的。先找这一页自己的文件，再找各数据文件。
  globalThis.lineOf = async (own, seen) => {
    await load("assets/edits.js").catch(() => {});
    const table = globalThis.siteEdits;
    if (!table) return own;
    const { base, files, pages } = table;
    const path = own.slice(base.length).split("#")[0];
    const places = Object.entries(files);
    places.unshift([path, pages[path] ?? {}]);
    const blocks = all("article :is([id], [data-official], h1, h2, h3, p, li, dt, dd, tr)");
    const before = Node.DOCUMENT_POSITION_PRECEDING;
    for (const node of blocks.reverse()) {
      if (!node.contains(seen) && !(seen.compareDocumentPosition(node) & before)) continue;
      for (const key of [node.dataset.official ?? node.id, startOf(node)]) {
        const place = places.find(([, lines]) => key in lines);
        if (place) return `${base}${place[0]}#L${place[1][key]}`;
      }
    }
    return own;
  };
}
