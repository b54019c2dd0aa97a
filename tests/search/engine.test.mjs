// 搜索引擎的单元测试：node --test tests/search/。索引很小，一眼看得完。
import assert from "node:assert/strict";
import { test } from "node:test";

await import("../../overrides/assets/search-text.js");
await import("../../overrides/assets/search-store.js");
await import("../../overrides/assets/search-query.js");
await import("../../overrides/assets/search-alike.js");
await import("../../overrides/assets/search-cards.js");
await import("../../overrides/assets/search-engine.js");
await import("../../overrides/assets/search.js");
const { SearchEngine, normalize, searchMarks } = globalThis;
const { excerpt, spans, within } = searchMarks;

const INDEX = {
  kinds: ["方案", "单位", "年度"],
  units: ["市渡运局", "市灯塔办"],
  names: [["渡运局", "云汀市渡口运输局"], ["灯塔办"]],
  urgent: [["help.html#missing", "娃娃|小孩", "不见了|被…抱走", "救命", "教案"]],
  synonyms: [
    [["娃娃", "小孩"], ["儿童"]],
    [["不见了"], ["失踪"]],
    [["买老婆"], ["拐卖"]],
    [["怎么办", "谁来", "的", "要", "管"], []]
  ],
  pages: [
    [
      "plan.html",
      "方案全文",
      0,
      [
        ["p1", "一、目标", "保护妇女、儿童，打击拐卖人口犯罪。2031年6月1日起施行。", -1],
        ["p2", "", "本方案共12条，采血入库另行规定。有人失踪打110。", -1],
        ["p3", "", "第三条，六月寻亲，6.26宣传。", -1]
      ]
    ],
    [
      "units/ferry.html",
      "市渡运局",
      1,
      [
        ["", "", "云汀市渡口运输局", 0],
        ["f1", "", "打击拐卖，看好渡口。", 0, 2031, 2032],
        ["f2", "", "每个渡口设一名值守员。", 0, 2033, 2033]
      ]
    ],
    [
      "units/lamp.html",
      "市灯塔办",
      1,
      [["l1", "", "守灯的人看好夜里的船，保护儿童。", 1, 2031, 2032]]
    ],
    ["years/2031.html", "2031年推进举措", 2, [["", "", "2031—2032年", -1, 2031, 2031]]]
  ],
  traditional: "兒儿燈灯",
  sounds: {
    bao: "保",
    cai: "采",
    deng: "灯",
    er: "儿",
    guai: "拐",
    hao: "好",
    hu: "护",
    kan: "看",
    mai: "卖",
    ru: "入",
    ku: "库",
    tong: "童",
    xue: "血"
  },
  styles: { who: "谁[来在]?管|归哪个单位|负责", talk: "怎|谁|什么", material: "教案" },
  asks: { "units/ferry.html#f2": ["坐船安全谁来看着", "码头有没有站岗"] }
};

function engine(...parts) {
  const made = new SearchEngine();
  for (const part of parts.length ? parts : [INDEX]) made.add(part);
  return made;
}

// 找到的段落，照次序写成 地址#锚点。
function found(query, chosen = {}) {
  return engine()
    .search({ query, ...chosen })
    .groups.flatMap(({ address, items }) =>
      items.map(({ anchor }) => `${address}${anchor && `#${anchor}`}`)
    );
}

const first = query => found(query)[0];

test("规范写法只看字和数字，记得每个字在原文的位置", () => {
  assert.deepEqual(normalize("Ａ—１，甲\n乙"), { text: "a1甲乙", at: [0, 2, 4, 6] });
  assert.equal(normalize("㎏𠮷").text, "kg𠮷");
});

test("标出的位置是原文的位置，重叠的并成一处", () => {
  assert.deepEqual(spans("打击 拐卖，拐卖人口", ["拐卖", "卖人"]), [
    [3, 5],
    [6, 9]
  ]);
  assert.deepEqual(spans("没有", ["拐卖", ""]), []);
});

test("摘出来的一段不长于给定的字数，拼回去是原文的一截", () => {
  const raw = `${"前".repeat(80)}拐卖${"后".repeat(80)}`;
  const pieces = excerpt(raw, ["拐卖"], 40);
  const text = pieces.map(([piece]) => piece).join("");
  assert.ok(raw.includes(text.replaceAll("…", "")));
  assert.equal(text.replaceAll("…", "").length, 40);
  assert.deepEqual(
    pieces.filter(([, marked]) => marked),
    [["拐卖", true]]
  );
});

test("摘出来的是标得最多的一段，标出的字合起来是找到的字", () => {
  const raw = `拐卖${"空".repeat(60)}拐卖妇女、拐卖儿童${"空".repeat(60)}`;
  const pieces = excerpt(raw, ["拐卖"], 40);
  assert.equal(pieces.filter(([, marked]) => marked).length, 2);
  assert.ok(
    raw.includes(
      pieces
        .map(([text]) => text)
        .join("")
        .replaceAll("…", "")
    )
  );
  assert.deepEqual(excerpt("没有要找的字", ["拐卖"]), [["没有要找的字", false]]);
});

test("一段分在几截里，跨着两截的词各截标各的", () => {
  const texts = ["打击拐", "卖人口", "，", "拐卖"];
  const marks = within(texts, spans(texts.join(""), ["拐卖"]));
  assert.deepEqual(marks, [[[2, 3]], [[0, 1]], [], [[0, 2]]]);
  const found = texts.map((text, index) => marks[index].map(([a, b]) => text.slice(a, b)).join(""));
  assert.equal(found.join(""), "拐卖拐卖");
});

test("粘贴来的句子：换行、空格、标点、全角半角都不碍事", () => {
  assert.equal(first("每个渡口\n设一 名 值守员."), "units/ferry.html#f2");
  assert.equal(first("２０３１年６月１日"), "plan.html#p1");
  assert.equal(first("2031-06-01"), "plan.html#p1");
});

test("数字的两种写法都找得到", () => {
  assert.equal(first("十二条"), "plan.html#p2");
  assert.equal(first("二〇三一年六月一日"), "plan.html#p1");
  assert.equal(first("共12条"), "plan.html#p2");
});

test("繁体、全拼、首字母、两样混着", () => {
  assert.equal(first("守燈的人"), "units/lamp.html#l1");
  for (const letters of ["caixueruku", "cxrk", "caixrk"])
    assert.equal(first(letters), "plan.html#p2", letters);
});

test("近义词：人们的说法也找得到，单独一个没有内容的词什么也找不到", () => {
  assert.deepEqual(new Set(found("娃娃")), new Set(["plan.html#p1", "units/lamp.html#l1"]));
  assert.deepEqual(found("怎么办"), []);
});

test("问句里没有内容的话不算，问法里有的也找得到", () => {
  assert.equal(engine().search({ query: "谁来管渡口" }).groups[0].address, "units/ferry.html");
  assert.equal(first("码头站岗怎么办"), "units/ferry.html#f2");
});

test("短话里没有这里的事，凑得上几个字也不算；有这里的事就算", () => {
  const styles = { ...INDEX.styles, brief: "^(?!.*(?:渡口|码头)).{1,9}$" };
  const made = engine({ ...INDEX, styles });
  assert.equal(made.search({ query: "站着看书要多久" }).total, 0);
  assert.ok(made.search({ query: "谁来管渡口" }).total);
});

test("问第几项任务，到那一项；问某个单位某一年的，那个单位的在前", () => {
  const tasks = { kinds: ["任务"], pages: [["tasks/f-2.html", "市渡运局重点任务第2项", 0, []]] };
  tasks.pages[0][3].push(["f-2", "", "看好码头。", 0]);
  const made = engine(INDEX, { ...tasks, kinds: ["任务"] });
  assert.equal(made.search({ query: "渡运局第2项任务" }).groups[0].address, "tasks/f-2.html");
});

test("错一个字，说明改成了什么；两个字的词不猜", () => {
  const { notes, groups } = engine().search({ query: "采雪入库" });
  assert.deepEqual(notes, [{ kind: "typo", from: "采雪入库", to: "采血入库" }]);
  assert.equal(groups[0].items[0].anchor, "p2");
  assert.deepEqual(found("采雪"), []);
});

test("数字不会打错：2039 年不当成 2031 年", () => {
  assert.deepEqual(found("2039年"), []);
});

test("加引号的一个字也不能差", () => {
  assert.equal(first("“看好渡口”"), "units/ferry.html#f1");
  assert.deepEqual(found("“看好码头”"), []);
  assert.deepEqual(found("“娃娃”"), []);
});

test("次序：页名就是它，一段里都有，一页里都有，有一部分", () => {
  assert.equal(first("市灯塔办"), "units/lamp.html#l1");
  assert.deepEqual(found("打击 渡口").slice(0, 1), ["units/ferry.html#f1"]);
  assert.deepEqual(found("值守员 打击拐卖").length > 1, true);
});

test("只有一部分的，说是最接近的", () => {
  assert.deepEqual(engine().search({ query: "值守员 儿童" }).notes, [{ kind: "partial" }]);
  assert.deepEqual(engine().search({ query: "保护 儿童" }).notes, []);
});

test("同一页只出现一次", () => {
  const { groups } = engine().search({ query: "渡口" });
  assert.deepEqual(
    groups.map(group => group.address),
    ["units/ferry.html"]
  );
  assert.equal(groups[0].items.length + groups[0].more, 3);
});

test("筛选和计数：数一类时不管这一类选了什么", () => {
  const { total, facets } = engine().search({ query: "保护", kind: "单位" });
  assert.equal(total, 1);
  assert.deepEqual(facets.kind, [
    ["方案", 1],
    ["单位", 1]
  ]);
  assert.deepEqual(facets.unit, [["市灯塔办", 1]]);
  assert.deepEqual(found("打击", { year: "2032" }), ["units/ferry.html#f1"]);
});

test("单位和年份可以和词一起打", () => {
  assert.equal(first("渡运局 值守员"), "units/ferry.html#f2");
  assert.equal(first("2033年 渡口"), "units/ferry.html#f2");
  assert.equal(first("2033年渡口值守"), "units/ferry.html#f2");
});

test("分几次装和一次装，结果一样", () => {
  const { pages, traditional, sounds, asks, ...head } = INDEX;
  const apart = engine(
    { ...head, pages: pages.slice(0, 1) },
    { pages: pages.slice(1) },
    { traditional, sounds, asks }
  );
  for (const query of ["渡口", "娃娃", "码头站岗怎么办", "cxrk", "守燈"]) {
    assert.deepEqual(apart.search({ query }), engine().search({ query }), query);
  }
});

test("刁钻的输入不出错，也不慢下去、不占内存", () => {
  const made = engine();
  const odd = [
    "",
    " ",
    "\u0000",
    "\ud800",
    "\udc00拐卖",
    "👨‍👩‍👧",
    "\u200b拐\u200d卖\ufeff",
    ".*",
    "(((",
    "[\\",
    "$&",
    "<img src=x onerror=alert(1)>",
    "”“",
    "“”",
    "拐".repeat(10000),
    "ａ".repeat(10000),
    "1".repeat(10000),
    "__proto__",
    "constructor",
    "z".repeat(400),
    "ai".repeat(200),
    "toString 拐卖"
  ];
  for (const query of odd) assert.ok(made.search({ query }).total >= 0, query.slice(0, 20));
  assert.equal(made.search({ query: "\u200b拐\u200d卖\ufeff" }).total, 2);
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 1000; n++)
    made.search({ query: `打击拐卖${n} 渡口${String.fromCodePoint(0x4e00 + n)}` });
  assert.ok(made.cache.size <= 5001);
  assert.ok(process.memoryUsage().heapUsed - before < 64e6);
});

test("任意一截原文都找得回那一段", () => {
  for (const [address, , , passages] of INDEX.pages) {
    for (const [anchor, , raw] of passages) {
      for (let start = 0; start + 4 <= raw.length; start += 3) {
        const part = raw.slice(start, start + 4);
        if (normalize(part).text.length < 3) continue;
        assert.ok(found(part).includes(`${address}${anchor && `#${anchor}`}`), part);
      }
    }
  }
});

const urgent = query => engine().search({ query }).urgent;

test("正在出事的话，先给求助页的那一节：说到谁和什么事，隔几个字也认；查公文、找材料的不给", () => {
  const missing = { address: "help.html#missing", title: "" };
  for (const query of ["娃娃不见了", "我家小孩 不见了！", "小孩被人抱走", "救命啊"]) {
    assert.deepEqual(urgent(query), missing, query);
  }
  for (const query of ["渡口", "不见了", "娃娃不见了教案", "保护妇女、儿童"]) {
    assert.equal(urgent(query), "", query);
  }
});

test("急话写成“哪个都行”的，各样说法都认；对上两条的，用问法更像的那一条", () => {
  const index = structuredClone(INDEX);
  index.pages.push([
    "help.html",
    "求助",
    0,
    [
      ["missing", "孩子不见了", "马上报警。", -1],
      ["beaten", "有人打你", "先离开。", -1]
    ]
  ]);
  index.urgent = [
    ["help.html#missing", "娃娃", "抱/带+走/跑", "", ""],
    ["help.html#beaten", "娃娃", "打/揍+我/娃娃", "", ""]
  ];
  index.asks = { "help.html#beaten": ["他打娃娃还把娃娃带走"] };
  const see = query => engine(index).search({ query }).urgent.address;
  for (const query of ["娃娃抱走", "娃娃带跑"])
    assert.equal(see(query), "help.html#missing", query);
  for (const query of ["揍娃娃", "他打娃娃又把娃娃带走"])
    assert.equal(see(query), "help.html#beaten", query);
});

test("法条的序号写成数字也认；分不清平翘舌、前后鼻音打错的字，认得出", () => {
  const index = structuredClone(INDEX);
  index.pages.push([
    "law.html",
    "依据",
    0,
    [
      ["a240", "", "第二百四十条，第九十条。", -1],
      ["a1046", "", "第一千零四十六条，第一百一十条。", -1]
    ]
  ]);
  index.sounds = { ...index.sounds, zhi: "值", shou: "守", yuan: "员", zi: "滋" };
  const searched = query => engine(index).search({ query }).groups[0]?.items[0]?.anchor;
  for (const query of ["240条", "第90条"]) assert.equal(searched(query), "a240", query);
  for (const query of ["1046条", "110条"]) assert.equal(searched(query), "a1046", query);
  assert.equal(searched("滋守员"), "f2");
});

test("摆在最上面的那一节，下面不再摆；求助页换摆别的节", () => {
  const index = structuredClone(INDEX);
  index.pages.push([
    "help.html",
    "求助",
    3,
    [
      ["missing", "小孩不见了", "马上报警。", -1],
      ["found", "捡到小孩", "等警察来。", -1]
    ]
  ]);
  index.kinds = [...index.kinds, "求助"];
  const { urgent, groups } = engine(index).search({ query: "我家小孩不见了" });
  assert.equal(urgent.address, "help.html#missing");
  const help = groups.find(({ address }) => address === "help.html");
  assert.deepEqual(
    help?.items.map(({ anchor }) => anchor),
    ["found"]
  );
});

test("这个站没有的事，问法里说过、又很像的，还给", () => {
  const index = { ...structuredClone(INDEX), elsewhere: ["船票"] };
  index.asks = { "units/ferry.html#f2": ["坐渡船要不要买船票"] };
  const searched = query => engine(index).search({ query });
  assert.equal(searched("坐渡船要不要买船票").groups[0].items[0].anchor, "f2");
  assert.equal(searched("船票退票改签多少钱").total, 0);
});

test("这个站没有的事隔几个字也认；西文要整个词一样；说到那里又像急话的，照样亮", () => {
  const index = { ...structuredClone(INDEX), elsewhere: ["船票…退/改", "tax"] };
  index.asks = { "units/ferry.html#f2": ["渡口的人管不管"] };
  const total = query => engine(index).search({ query }).total;
  for (const query of ["渡口船票想退掉", "渡口 tax"]) assert.equal(total(query), 0, query);
  assert.ok(total("渡口 taxi"));
  index.pages.push(["help.html", "求助", 0, [["missing", "孩子不见了", "马上报警。", -1]]]);
  index.asks["help.html#missing"] = ["退船票的工夫毛毛头没影了"];
  const felt = engine(index).search({ query: "退船票的工夫毛毛头没影了" });
  assert.equal(felt.urgent.address, "help.html#missing");
});

test("对上急话，可是别处像得多、意思又不像急话的，不亮", () => {
  const index = structuredClone(INDEX);
  index.pages.push(["help.html", "求助", 0, [["missing", "孩子不见了", "马上报警。", -1]]]);
  index.asks = {
    "help.html#missing": ["我家小孩不见了", "娃娃刚才不见了"],
    "units/ferry.html#f2": ["小孩不见了渡口管不管", "渡口管不管小孩", "渡口谁管", "渡口管到几点"]
  };
  const urgent = query => engine(index).search({ query }).urgent;
  assert.equal(urgent("小孩不见了渡口管不管"), "");
  assert.equal(urgent("小孩不见了").address, "help.html#missing");
});

test("单位的名字打成读音一样的别的字，也认得", () => {
  const index = structuredClone(INDEX);
  index.names = [["灯塔局"], ["灯塔办"]];
  index.sounds = { ...index.sounds, deng: "灯登", ta: "塔踏", ban: "办半" };
  const found = engine(index).search({ query: "登踏半" });
  assert.equal(found.groups[0].address, "units/lamp.html");
});

test("照公文抄的一截，字里有急话也不亮", () => {
  const index = structuredClone(INDEX);
  index.pages[0][3].push(["p4", "", "宣传小孩不见了怎样查找。", -1]);
  assert.equal(engine(index).search({ query: "小孩不见了怎样查找" }).urgent, "");
});

test("没对上急话、像求助页问法的也亮；说到了不算的话不亮，字母凑巧相同的不算像", () => {
  const index = structuredClone(INDEX);
  index.pages.push(["help.html", "求助", 0, [["missing", "孩子不见了", "马上报警。", -1]]]);
  index.asks = { "help.html#missing": ["毛毛头跑哪去了喊不应", "somebody quickly"] };
  index.urgent[0][4] = "奖励";
  const felt = query => engine(index).search({ query }).urgent;
  assert.equal(felt("毛毛头跑哪去了喊不应").address, "help.html#missing");
  assert.equal(felt("毛毛头跑哪去了喊不应有奖励"), "");
  assert.equal(felt("ybdmeos"), "");
});

test("去年、今年、明年换成年份；英文换成中文；分开写的、带声调的拼音和连着写的一样", () => {
  assert.equal(engine().search({ query: "明年渡口", now: 2032 }).groups[0].items[0].anchor, "f2");
  const english = structuredClone(INDEX);
  english.synonyms.push([["missing child"], ["儿童"]], [["lamp"], ["守灯"]]);
  const searched = query => engine(english).search({ query }).groups[0]?.items[0].anchor;
  assert.ok(["p1", "l1"].includes(searched("Missing child")));
  assert.equal(searched("lamp"), "l1");
  for (const letters of ["cai xue ru ku", "cǎi xuè rù kù", "cai3 xue4 ru4 ku4"])
    assert.equal(first(letters), "plan.html#p2", letters);
});

test("改错字不隔着标点：两句话的尾和头不是一个词", () => {
  const split = structuredClone(INDEX);
  split.pages[0][3].push(["p5", "", "看见立案，广播寻找。", -1]);
  assert.ok(
    !engine(split)
      .search({ query: "村广播寻" })
      .notes.some(one => one.to === "案广播寻")
  );
});

test("只认得几个零碎的字，说没有找到；这个站没有的事也是", () => {
  assert.equal(engine().search({ query: "夜里外星人吃什么好" }).total, 0);
  const index = { ...structuredClone(INDEX), elsewhere: ["船票"] };
  assert.ok(engine().search({ query: "渡口" }).total > 0);
  assert.equal(engine(index).search({ query: "渡口船票" }).total, 0);
});

test("单位的各种叫法都到它的页，给它的卡片：今年在做的都列着", () => {
  for (const query of ["渡运局", "云汀市渡口运输局", "渡运局谁来管", "市渡运局"]) {
    const { card, groups } = engine().search({ query, now: 2031 });
    assert.equal(groups[0].address, "units/ferry.html", query);
    assert.deepEqual(card?.doing, [{ anchor: "f1", text: "打击拐卖，看好渡口。" }], query);
  }
  assert.equal(engine().search({ query: "渡口" }).card, null);
});

test("题目的卡片：问谁管，或者只打题目，就说交给哪些单位；只是提到的不给", () => {
  const places = [["tasks/ferry-1.html", "重点任务第1项"]];
  const index = {
    ...structuredClone(INDEX),
    subjects: [["看渡口", ["守渡口"], [[0, "负责", places]]]]
  };
  const card = query => engine(index).search({ query }).card;
  const rows = [{ unit: "市渡运局", address: "units/ferry.html", role: "负责", places }];
  for (const query of ["看渡口", "守渡口谁负责", "守渡口归哪个单位"]) {
    assert.deepEqual(card(query)?.rows, rows, query);
  }
  assert.equal(card("守渡口的人穿什么"), null);
  assert.equal(card("守渡口教案"), null);
});

test("字面有的，排在只靠近义词找到的前面；写在页名里的，排在只在正文里的前面", () => {
  const index = structuredClone(INDEX);
  index.pages.push(["units/old.html", "旧档", 1, [["o1", "", "这里写着儿童，别的没有。", -1]]]);
  index.pages.push(["units/new.html", "新档", 1, [["n1", "", "这里写着小孩，别的没有。", -1]]]);
  index.pages.push(["units/kid.html", "小孩的事", 1, [["k1", "", "别的也写了。", -1]]]);
  const order = engine(index)
    .search({ query: "小孩" })
    .groups.map(group => group.address);
  assert.equal(order[0], "units/kid.html");
  assert.ok(order.indexOf("units/new.html") < order.indexOf("units/old.html"));
});

test("首页、本站的页不排在内容前面", () => {
  const index = structuredClone(INDEX);
  index.kinds.push("本站");
  index.pages.unshift(["index.html", "首页", 3, [["", "", "看好渡口，打击拐卖。", -1]]]);
  assert.equal(engine(index).search({ query: "看好渡口" }).groups[0].address, "units/ferry.html");
});

// 照字面全都认得：找到的第一处，而且没有“改了一个字”“只有一部分”之类的说明。
function plainly(query) {
  const { notes, groups } = engine().search({ query });
  assert.deepEqual(notes, [], query);
  return groups[0]?.items[0].anchor;
}

test("数字、日期、繁体换个写法都当原样，不当错字，也不当只有一部分", () => {
  assert.equal(plainly("第3条"), "p3");
  assert.equal(plainly("6月26日"), "p3");
  assert.equal(plainly("2031-06-01"), "p1");
  assert.equal(plainly("2031年06月01日"), "p1");
  assert.equal(plainly("守燈的人"), "l1");
  assert.equal(plainly("渡口渡口"), "");
});

test("买了个老婆就是买老婆", () => {
  assert.equal(first("买了个老婆"), first("买老婆"));
});

test("加引号的找不到，别的词找到也不算", () => {
  assert.deepEqual(found("“看好码头” 渡口"), []);
});

test("不乱猜：三个字里错的不同音，错的是数字，都不改", () => {
  for (const query of ["采好入", "第五条"]) {
    assert.ok(
      !engine()
        .search({ query })
        .notes.some(note => note.kind === "typo"),
      query
    );
  }
});

test("认得的字太少，宁可什么也不给；虚字凑成的不算词；太长的只看前面", () => {
  assert.deepEqual(found("渡口外星飞船发射基地"), []);
  assert.deepEqual(found("外面的人"), []);
  assert.ok(found("渡口 儿童").includes("units/lamp.html#l1"));
  assert.ok(!found(`${"渡口 ".repeat(140)}儿童`).includes("units/lamp.html#l1"));
});
