// 给每种页面打分：手机、桌面各四项，都要 100。用法：node run.mjs 网站的目录 [页面 …]
// 只用 Debian 的 chromium；网站由这里的服务器发，像生产环境那样压缩、给缓存时间。

import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const CATEGORIES = { performance: "性能", accessibility: "无障碍", "best-practices": "最佳实践", seo: "SEO" };
const DEVICES = { 手机: undefined, 桌面: desktopConfig };
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".txt": "text/plain; charset=utf-8", ".xml": "application/xml", ".json": "application/json",
  ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif", ".jpg": "image/jpeg",
  ".pdf": "application/pdf", ".zip": "application/zip",
};
// 已经压过的不再压。
const PACKED = new Set([".png", ".webp", ".avif", ".jpg", ".pdf", ".zip"]);
// 这几个目录里，除了目录页，各页长得一样，看最大的一页就够。和 test_weight.py 一样。
const ALIKE = ["units", "tasks", "years"];
// 性能一项和机器忙不忙有关。
const TRIES = 3;

async function kinds(site) {
  const found = new Map();
  for (const entry of await readdir(site, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".html")) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(path, "utf8");
    if (text.includes('http-equiv="refresh"')) continue; // 只管转走的短地址
    const name = relative(site, path);
    const folder = name.split("/").slice(0, -1).join("/");
    const kind = ALIKE.includes(folder) && entry.name !== "index.html" ? folder : name;
    if (!found.has(kind) || text.length > found.get(kind).size) found.set(kind, { name, size: text.length });
  }
  return [...found.values()].map(({ name }) => name).sort();
}

function serve(site) {
  const packed = new Map();
  const pack = (path, how, body) => {
    const key = `${how} ${path}`;
    if (!packed.has(key)) {
      packed.set(key, how === "br" ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }) : gzipSync(body));
    }
    return packed.get(key);
  };
  const server = createServer(async ({ url, headers }, response) => {
    const path = join(site, normalize(decodeURIComponent(new URL(url, "http://localhost").pathname)).replace(/\/$/, "/index.html"));
    let body;
    try {
      body = await readFile(path);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("没有这个文件");
      return;
    }
    const sent = { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "max-age=600", Vary: "Accept-Encoding" };
    const accepted = headers["accept-encoding"] ?? "";
    const how = PACKED.has(extname(path)) ? "" : /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : "";
    if (how) {
      sent["Content-Encoding"] = how;
      body = pack(path, how, body);
    }
    response.writeHead(200, { ...sent, "Content-Length": body.length }).end(body);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

async function audited(url, port, config) {
  const { lhr } = await lighthouse(url, { port, logLevel: "silent", onlyCategories: Object.keys(CATEGORIES) }, config);
  if (lhr.runtimeError) throw new Error(`${url}：${lhr.runtimeError.message}`);
  return lhr;
}

// 只有性能不满时再跑，最多三次，取最高的：机器忙只会压低分数，不会抬高。
async function judged(url, port, config) {
  let best;
  for (let turn = 0; turn < TRIES; turn++) {
    const lhr = await audited(url, port, config);
    if (!best || lhr.categories.performance.score > best.categories.performance.score) best = lhr;
    if (scores(best).some((score, n) => n > 0 && score < 100) || scores(best)[0] === 100) break;
  }
  return best;
}

function scores(lhr) {
  return Object.keys(CATEGORIES).map((id) => Math.floor(lhr.categories[id].score * 100 + 1e-6));
}

// 扣了分的各条：哪一条，多少，哪里。
function faults(lhr) {
  const found = [];
  for (const [id, label] of Object.entries(CATEGORIES)) {
    if (lhr.categories[id].score === 1) continue;
    for (const { id: audit, weight } of lhr.categories[id].auditRefs) {
      const { score, title, displayValue = "", details } = lhr.audits[audit];
      if (!weight || score === null || score >= 1) continue;
      const where = (details?.items ?? []).slice(0, 5).map((item) => item.node?.selector ?? item.href ?? item.description ?? item.source ?? "").filter(Boolean);
      found.push(`${label} ${audit}（${Math.round(score * 100)}）：${title} ${displayValue} ${where.join("；")}`.trim());
    }
  }
  return found;
}

function printed(rows) {
  const wide = (text) => [...text].reduce((sum, char) => sum + (char > "\u2e80" ? 2 : 1), 0);
  const widths = rows[0].map((_, n) => Math.max(...rows.map((row) => wide(row[n]))));
  for (const row of rows) console.log(row.map((text, n) => text + " ".repeat(widths[n] - wide(text))).join(" | ").trimEnd());
}

const [site = "site", ...asked] = process.argv.slice(2);
const names = asked.length ? asked : await kinds(site);
if (!names.length) throw new Error(`${site} 里没有网页，先运行 make site`);
const server = await serve(site);
const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--disable-gpu", "--lang=zh-CN", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
});
const rows = [["页面", ...Object.keys(DEVICES).map((device) => `${device} ${Object.values(CATEGORIES).join("/")}`)]];
const problems = [];
try {
  for (const name of names) {
    const row = [name];
    for (const [device, config] of Object.entries(DEVICES)) {
      const lhr = await judged(`http://127.0.0.1:${server.address().port}/${name}`, chrome.port, config);
      row.push(scores(lhr).join("/"));
      problems.push(...faults(lhr).map((fault) => `${name}，${device}：${fault}`));
    }
    if (process.stderr.isTTY) console.error(row.join(" "));
    rows.push(row);
  }
} finally {
  await chrome.kill();
  server.close();
}
printed(rows);
for (const problem of problems) console.log(problem);
const low = rows.slice(1).filter(([, ...cells]) => cells.some((cell) => cell !== "100/100/100/100"));
console.log(low.length ? `${low.length} 页有不满 100 的。` : `${names.length} 种页面，手机、桌面各四项都是 100。`);
process.exitCode = low.length ? 1 : 0;
