// copies.js：公众号排版的 HTML。没有浏览器，用够用的假网页；粘贴在 tests/browser/test_wechat_layout.py 里试。
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SCRIPT = readFileSync(new URL("../../overrides/assets/copies.js", import.meta.url), "utf8");
const world = { tools: {} };
vm.runInNewContext(SCRIPT, world);
const { styled } = world.siteCopies;

const text = content => ({ nodeType: 3, textContent: content, childNodes: [] });
const element = (tag, childNodes, className = "") => ({
  nodeType: 1,
  tagName: tag.toUpperCase(),
  className,
  childNodes: childNodes.map(one => (typeof one === "string" ? text(one) : one))
});

const layout = (...nodes) => styled(nodes, "#0e4a54", "", []);

test("字里的尖括号还是字", () => {
  const html = layout(element("p", ['<img src=x onerror="boom()"> & 完']));
  assert.ok(html.includes("&lt;img src=x onerror=&quot;boom()&quot;&gt; &amp; 完"));
  assert.ok(!html.includes("<img"));
});

test("小标题、框、表都用行内的样式，别的标签只留字", () => {
  const html = layout(
    element("h2", ["做什么"]),
    element("div", [element("p", ["一句"])], "box avoid"),
    element("table", [element("tr", [element("td", ["一格"])])]),
    element("p", [element("a", ["110"]), element("br", []), element("span", ["字"])])
  );
  assert.match(html, /<section style="[^"]*border-left:4px solid #0e4a54[^"]*">做什么<\/section>/);
  assert.match(html, /<section style="[^"]*background-color:[^"]*"><p style="[^"]*">一句<\/p>/);
  assert.match(html, /<tr><td style="[^"]*">一格<\/td><\/tr>/);
  assert.match(html, />110<br>字<\/p>/);
  assert.ok(!/ (class|id|href|src)=/.test(html));
});

test("急事打的电话和来源在末尾；没有电话，不留一条空的", () => {
  const html = styled([], "#0e4a54", "拨打 110", ["依据：第三条。", "来源：云汀防拐"]);
  const order = ["拨打 110", "依据：第三条。", "来源：云汀防拐"].map(one => html.indexOf(one));
  assert.deepEqual(
    order,
    [...order].sort((one, other) => one - other)
  );
  assert.ok(order[0] > 0);
  assert.equal(
    layout(),
    '<section style="font-size:16px;line-height:1.8;color:#333333"></section>'
  );
});
