// boot.js：记住的选择，长页一份一份出。没有浏览器，用够用的假网页。
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SCRIPT = readFileSync(new URL("../../overrides/assets/boot.js", import.meta.url), "utf8");

class Part {
  parentElement = null;

  constructor(name, ...children) {
    this.name = name;
    this.children = children;
    this.classes = new Set();
    this.dataset = {};
    this.classList = {
      add: one => this.classes.add(one),
      remove: one => this.classes.delete(one),
      contains: one => this.classes.has(one)
    };
    for (const child of children) child.parentElement = this;
  }

  get nextElementSibling() {
    const beside = this.parentElement?.children ?? [];
    return beside[beside.indexOf(this) + 1] ?? null;
  }

  get everything() {
    return this.children.flatMap(child => [child, ...child.everything]);
  }

  // 假的选择符：.later 是还没出的，别的是名字。
  querySelectorAll(selector) {
    const fits =
      selector === ".later" ? one => one.classes.has("later") : one => one.name === selector;
    return this.everything.filter(fits);
  }

  getBoundingClientRect() {}
}

function storage(values = {}) {
  return {
    values,
    getItem: key => values[key] ?? null,
    setItem: (key, value) => {
      values[key] = value;
    }
  };
}

// 打开一页：root 是网页，别的都能换。返回脚本放上去的全局，和 run()：把等着的都跑完。
function open(root, changes = {}) {
  const later = [];
  const listening = {};
  const world = {
    document: { documentElement: root, hidden: false },
    location: { protocol: "https:", hash: "" },
    localStorage: storage(),
    sessionStorage: storage(),
    performance: {
      now: () => 0,
      getEntriesByType: type =>
        type === "navigation" ? [{ type: "navigate", name: "https://x/" }] : []
    },
    setTimeout: (call, _, ...values) => later.push(() => call(...values)),
    requestAnimationFrame: call => later.push(call),
    getComputedStyle: () => ({ getPropertyValue: () => "" }),
    addEventListener: (name, call) => {
      listening[name] = call;
    },
    ...changes
  };
  vm.runInNewContext(SCRIPT, world);
  const run = () => {
    while (later.length) later.shift()();
  };
  return { ...world, world, run, fire: name => listening[name]() };
}

const page = () => {
  const parts = [new Part("a"), new Part("b", new Part("b1")), new Part("c")];
  return { root: new Part("html", new Part("head"), new Part("body", ...parts)), parts };
};

const held = root => root.querySelectorAll(".later").map(part => part.name);

test("记住的选择：网上只用 localStorage", () => {
  const { world } = open(page().root);
  world.kept.set("elder", "on");
  assert.deepEqual(world.localStorage.values, { elder: "on" });
  assert.deepEqual(world.sessionStorage.values, {});
  assert.equal(world.kept.get("elder"), "on");
  assert.equal(world.kept.get("scheme"), null);
});

test("记住的选择：从磁盘打开，先看同一个标签页的", () => {
  const changes = {
    location: { protocol: "file:", hash: "" },
    sessionStorage: storage({ scheme: "dark" }),
    localStorage: storage({ scheme: "light", elder: "on" })
  };
  const { root } = page();
  const { world } = open(root, changes);
  assert.equal(world.kept.get("scheme"), "dark");
  assert.deepEqual(root.dataset, { elder: "", scheme: "dark" });
  world.kept.set("scheme", "");
  assert.equal(world.localStorage.values.scheme, "");
});

test("隐私模式不给存，也不出错", () => {
  const refuse = () => {
    throw new Error("不给用");
  };
  const { root } = page();
  const { world } = open(root, { localStorage: { getItem: refuse, setItem: refuse } });
  assert.equal(world.kept.get("elder"), null);
  world.kept.set("elder", "on");
  assert.ok(root.classes.has("js"));
  assert.equal(root.dataset.scheme, "");
});

test("后面的都等前面的，一份一份出完", () => {
  const { root } = page();
  const { world, run } = open(root);
  world.layOutInParts("b1");
  assert.deepEqual(held(root), ["b1", "c"]);
  run();
  assert.deepEqual(held(root), []);
});

test("页头也可以等到画第一屏", () => {
  const { root } = page();
  const { world, run } = open(root);
  world.layOutInParts("c", root.children[0]);
  assert.deepEqual(held(root), ["head", "c"]);
  run();
  assert.deepEqual(held(root), []);
});

test("没出完就点了什么，当即出完", () => {
  for (const event of ["click", "beforeprint"]) {
    const { root } = page();
    const { world, fire, run } = open(root);
    world.layOutInParts("b");
    fire(event);
    assert.deepEqual(held(root), [], event);
    run();
  }
});

test("一次只出几毫秒，余下的下一次", () => {
  let clock = 0;
  const performance = {
    now: () => clock,
    getEntriesByType: type =>
      type === "navigation" ? [{ type: "navigate", name: "https://x/" }] : []
  };
  const { root } = page();
  root.getBoundingClientRect = () => {
    clock += 3;
  };
  const waiting = [];
  const { world } = open(root, {
    performance,
    setTimeout: (call, _, ...values) => waiting.push(() => call(...values))
  });
  world.layOutInParts("a");
  assert.deepEqual(held(root), ["a", "b", "c"]);
  waiting.shift()();
  assert.deepEqual(held(root), ["c"]);
  waiting.shift()();
  assert.deepEqual([held(root), waiting.length], [[], 0]);
});

test("跳到页中、后退回来、在后台打开、已经画过的，都不分份", () => {
  const opened = entry => ({
    performance: { now: () => 0, getEntriesByType: type => (type === "navigation" ? entry : []) }
  });
  const cases = [
    { location: { protocol: "https:", hash: "#a" } },
    { document: { hidden: true } },
    opened([{ type: "back_forward", name: "https://x/" }]),
    opened([{ type: "navigate", name: "https://x/#:~:text=a" }]),
    opened([]),
    {
      performance: {
        now: () => 0,
        getEntriesByType: () => [{ type: "navigate", name: "https://x/" }]
      }
    }
  ];
  for (const change of cases) {
    const { root } = page();
    if (change.document) change.document.documentElement = root;
    open(root, change).world.layOutInParts("a");
    assert.deepEqual(held(root), [], Object.keys(change).join());
  }
});
