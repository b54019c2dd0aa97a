// 没有藏着的全局：脚本的话都在一个块里，放到全局的只有 globals.d.ts 里写明理由的。
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const ASSETS = new URL("../../overrides/assets/", import.meta.url);
const TYPES = readFileSync(new URL("globals.d.ts", import.meta.url), "utf8");
// qrcode.js 是别人写的，照原样收进来。
const SCRIPTS = readdirSync(ASSETS).filter(name => name.endsWith(".js") && name !== "qrcode.js");

const read = name => readFileSync(new URL(name, ASSETS), "utf8");

// 数据脚本是构建时做的，浏览器给的不是我们放的。
const ELSEWHERE = ["sitePlaces", "siteEdits", "siteWords", "siteBases", "importScripts", "qrcode"];

function declared() {
  return [...TYPES.matchAll(/^declare var (\w+)/gm)].map(([, name]) => name);
}

function given(text) {
  const each = [...text.matchAll(/globalThis\.(\w+) = /g)].map(([, name]) => name);
  const together = [...text.matchAll(/Object\.assign\(globalThis, \{ ([^}]*) \}/g)];
  return [...each, ...together.flatMap(([, names]) => names.split(", "))];
}

test("每个脚本从头到尾是一个块，块外没有话", () => {
  for (const name of SCRIPTS) {
    const outside = read(name)
      .split("\n")
      .filter(line => /^[^\s/]/.test(line));
    const shapes = ["{ }", '"use strict"; { }', "(function () { })();"];
    assert.ok(shapes.includes(outside.join(" ")), `${name}：${outside.join(" ")}`);
  }
});

test("块里有函数的，都写着 use strict：没有它，函数会漏成全局", () => {
  for (const name of SCRIPTS.filter(one => one !== "exit.js")) {
    const text = read(name);
    assert.ok(/^"use strict";$/m.test(text) || !/^ {2}(async )?function/m.test(text), name);
  }
});

test("放到全局的都在单子里，单子里的都有脚本放，都有理由", () => {
  const all = SCRIPTS.flatMap(name => given(read(name)));
  assert.deepEqual(
    [...new Set(all)].sort(),
    declared()
      .filter(name => !ELSEWHERE.includes(name))
      .sort()
  );
  const reasons = [...TYPES.matchAll(/^\/\*\* .+：.+。 \*\/\ndeclare var (\w+)/gm)].map(
    ([, name]) => name
  );
  assert.deepEqual(
    declared().filter(name => !reasons.includes(name)),
    []
  );
});

test("脚本不往网页里写 HTML，都查类型", () => {
  for (const name of SCRIPTS) {
    const text = read(name);
    assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write/.test(text), name);
    assert.ok(text.startsWith("// @ts-check\n"), name);
  }
});
