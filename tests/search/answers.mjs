// 不开浏览器，一句一句问引擎：node answers.mjs 索引的文件夹 [脚本的文件夹]，问句的 JSON 从标准输入来，答案的 JSON 写到标准输出。
// 给 bench/search_sets.py 用。答案照人看到的次序：最上面要紧的一节，再是答案卡片，再是各页的各段。
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const [index, assets = new URL("../../overrides/assets", import.meta.url).pathname] =
  process.argv.slice(2);
const ENGINE = ["text", "store", "query", "alike", "cards", "engine"].map(name =>
  join(assets, `search-${name}.js`)
);
for (const path of ENGINE.filter(existsSync)) await import(pathToFileURL(path).href);

const engine = new globalThis.SearchEngine();
const load = async name => vm.runInThisContext(readFileSync(join(index, name), "utf8"));
await globalThis.loadIndex(engine, load, () => {});

/** 一页的各条：地址#锚点。 */
const linksOf = ({ address, items }) =>
  items.map(({ anchor }) => `${address}${anchor && `#${anchor}`}`);

function answered(query) {
  const start = performance.now();
  const answer = engine.search({ query, limit: 6 });
  const took = performance.now() - start;
  const { urgent: section, card } = answer;
  const urgent = section ? section.address : "";
  const shown = [...(urgent ? [[urgent]] : []), ...(card ? [card.links] : [])];
  return {
    query,
    took,
    total: answer.total,
    lead: shown.length,
    urgent,
    notes: answer.notes,
    shown: [...shown, ...answer.groups.map(linksOf)]
  };
}

const queries = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(queries.map(answered)));
