// paper.js：单位的名字怎样摆进留的一块，一张图怎样写成 PDF。
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SCRIPT = readFileSync(new URL("../../overrides/assets/paper.js", import.meta.url), "utf8");
const world = { TextEncoder, Uint8Array, atob };
vm.runInNewContext(SCRIPT, world);
const { arranged, bytesOf, pdf } = world.sitePaper;

// 一号字：汉字一个宽，别的半个。
const measure = text => [...text].reduce((sum, char) => sum + (char > "⺀" ? 1 : 0.5), 0);

const [WIDTH, HEIGHT] = [178, 10];
const place = (name, others = []) => [...arranged(WIDTH, HEIGHT, name, others, measure)];

function fits(lines) {
  for (const { text, x, y, size } of lines) {
    assert.ok(x >= 0 && x + measure(text) * size <= WIDTH + 0.01, `${text} 出了右边`);
    assert.ok(y - size / 2 >= 0 && y + size / 2 <= HEIGHT, `${text} 出了上下`);
  }
}

test("短的名字一行，和大的名字一样大，不撑满", () => {
  const [line, ...rest] = place("梅山镇小学");
  assert.equal(rest.length, 0);
  assert.equal(line.text, "梅山镇小学");
  assert.ok(line.strong);
  assert.equal(line.size, HEIGHT * 0.62);
  assert.equal(line.y, HEIGHT / 2);
});

test("长的名字先变小，再长就两行，从一级、一处的后面断，一字不少", () => {
  const name = "金寨县梅山镇史河社区居民委员会、关心下一代工作委员会、未成年人保护工作站";
  const long = place(name, ["联系电话：0564-1234567", "日期：2026年12月1日"]);
  const title = long.filter(({ strong }) => strong);
  assert.equal(title.length, 2);
  assert.equal(title.map(({ text }) => text).join(""), name);
  assert.match(title[0].text, /[县镇区会、]$/);
  fits(long);
});

test("哪样的名字、电话、日期都不出边，不压着", () => {
  const names = ["某", "某某县".repeat(3), "长".repeat(80), "a b", "两  处", "😀小学"];
  const others = [
    [],
    ["日期：2026年"],
    ["联系电话：0564-1234567转8001、13800000000", "日期：2026年"]
  ];
  for (const name of names) {
    for (const other of others) {
      const lines = place(name, other);
      fits(lines);
      const ends = lines.filter(one => one.strong).map(one => one.x + measure(one.text) * one.size);
      const start = Math.min(...lines.filter(one => !one.strong).map(one => one.x), WIDTH + 1);
      assert.ok(Math.max(...ends) < start, `${name} 压着电话`);
      assert.deepEqual(
        lines.filter(one => !one.strong).map(({ text }) => text),
        other
      );
    }
  }
});

const JPEG = Uint8Array.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);

function made(changes = {}) {
  const picture = { jpeg: JPEG, pixels: [3, 4], size: [210, 297], title: "题", words: "话" };
  return Buffer.from(pdf({ ...picture, ...changes }));
}

test("PDF 一页，和纸一样大，图的字节原样在里面", () => {
  const content = made();
  const text = content.toString("latin1");
  assert.match(text, /^%PDF-1\.7\n/);
  assert.match(text, /\/MediaBox \[0 0 595\.28 841\.89\]/);
  assert.match(text, /\/Width 3 \/Height 4/);
  const start = text.indexOf("stream\n") + 7;
  assert.deepEqual([...content.subarray(start, start + JPEG.length)], [...JPEG]);
  assert.ok(text.endsWith("%%EOF\n"));
});

test("目录指的每一处都是那个对象：错一个字节，有的软件就打不开", () => {
  const text = made({ title: "上下渡船牵紧手，🏫" }).toString("latin1");
  const at = Number(/startxref\n(\d+)/.exec(text)[1]);
  assert.equal(text.slice(at, at + 5), "xref\n");
  const count = Number(/xref\n0 (\d+)/.exec(text)[1]);
  const rows = [...text.slice(at).matchAll(/^(\d{10}) 00000 n $/gm)];
  assert.equal(rows.length, count - 1);
  for (const [index, [, start]] of rows.entries()) {
    assert.ok(text.slice(Number(start)).startsWith(`${index + 1} 0 obj\n`), `第 ${index + 1} 个`);
  }
  for (const [, length, body] of text.matchAll(
    /\/Length (\d+)>>\nstream\n([\s\S]*?)\nendstream/g
  )) {
    assert.equal(body.length, Number(length));
  }
});

test("题目、读屏软件念的话用 UTF-16，生僻字、表情也在", () => {
  const text = made({ title: "𠮷(a)\\", words: "念" }).toString("latin1");
  const [, title] = /\/Title <FEFF([0-9A-F]+)>/.exec(text);
  assert.equal(Buffer.from(title, "hex").swap16().toString("utf16le"), "𠮷(a)\\");
  const [, alt] = /\/Alt <FEFF([0-9A-F]+)>/.exec(text);
  assert.equal(alt, "5FF5");
});

test("data: 网址里的字节取得出来", () => {
  const url = `data:image/jpeg;base64,${Buffer.from(JPEG).toString("base64")}`;
  assert.deepEqual([...bytesOf(url)], [...JPEG]);
});
