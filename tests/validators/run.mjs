// 用 html-validate 看 site/ 里的每个网页：HTML 标准、无障碍的写法；有一处不对，退出码是 1。
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";

const rules = {
  "no-implicit-button-type": "off", // 这些按钮不在表单里，写不写 type 一样；每个省十几个字节
  "no-redundant-role": "off", // 手机上表格排成卡片，不写 role 就不再是表格
  "tel-non-breaking": "off", // 号码不从中间断开，由样式管
  "aria-label-misuse": "off", // 它只是不推荐：分组的名字要念出来
  "wcag/h32": "off" // 筛选、搜索选了就生效，没有要提交的
};

const folder = process.argv[2];
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules
});
const pages = readdirSync(folder, { recursive: true }).filter(name => name.endsWith(".html"));
let count = 0;
for (const page of pages.sort()) {
  const report = await validator.validateString(readFileSync(join(folder, page), "utf8"), page);
  for (const { line, column, message, ruleId } of report.results.flatMap(one => one.messages)) {
    console.log(`${folder}/${page}:${line}:${column}: ${message}（${ruleId}）`);
    count += 1;
  }
}
console.log(count ? `共 ${count} 处不对。` : `html-validate 看了 ${pages.length} 页，没有要说的。`);
process.exit(count || !pages.length ? 1 : 0);
