// 脚本之间共用的类型，和全部允许的全局。脚本是普通的 classic script（从磁盘打开时浏览器不取 module），
// 要互相用只能经过全局：每一个写明为什么要，不在这张单子里的，tsc 和 globals.test.mjs 都不让过。

// ---- 允许的全局 ----

/** boot.js 给的：记住的选择。深浅、长辈版在画出页面之前就要用，等不到 site.js。 */
declare var kept: Kept;

/** boot.js 给的：长页一份一份出。site.js 和写在求助页里的一句都要叫它。 */
declare var layOutInParts: (selector: string, head?: HTMLElement | null) => void;

/** site.js 给的：几样工具。search.js、publicity.js 晚到，用同一份。 */
declare var tools: Tools;

/** search.js 给的：打开搜索框。site.js 取到 search.js 之后叫它。 */
declare var openSearch: (typed?: string) => void;

/** search.js 给的：标出要找的字，不碰网页的部分。只给单元测试。 */
declare var searchMarks: SearchMarks;

/** search-text.js 给的：字的规范写法。引擎在 Worker 里用，搜索框在网页里用。 */
declare var normalize: Normalize;

/** search-store.js 给的：引擎的第一层。一层一个文件，前一层给后一层接着写。 */
declare var SearchStore: new () => Store;

/** search-query.js 给的：引擎的第二层，读查询。理由同上。 */
declare var SearchReader: new () => Reader;

/** search-store.js 给的：表里有就取，没有就放一个。三层都用。 */
declare var entry: <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value) => Value;

/** search-alike.js 给的：一句话像哪种问法。Worker 里晚些才取，没有取到以前是空的。 */
declare var SearchAlike: (new (reader: Reader) => Meaning) | undefined;

/** search-cards.js 给的：答案卡片。同上，晚些才取。 */
declare var SearchCards: (new (reader: Reader) => Cards) | undefined;

/** search-engine.js 给的：引擎。从磁盘打开时没有 Worker，搜索框直接用它。 */
declare var SearchEngine: new () => Engine;

/** search-engine.js 给的：依次取索引的各份。同上。 */
declare var loadIndex: (
  engine: Engine,
  load: (name: string) => Promise<unknown>,
  done: (left: number) => void
) => Promise<void>;

/** 索引的每一份叫它：从磁盘打开时浏览器不许取 JSON，索引只能写成脚本。 */
declare var searchPart: (part: IndexPart) => void;

/** places.js 给的：各段的短地址和说法。数据写成脚本，理由同上。 */
declare var sitePlaces: Places | undefined;

/** sheets.js 给的：浮在页面上的几张单子。site.js 点了才取，share.js 晚到，用同一份。 */
declare var siteSheets: Sheets;

/** tips.js 给的：浮出一个名词的解释；点了的，没有解释就照链接走。site.js 用到时才取它。 */
declare var explain: (term: HTMLAnchorElement, clicked: boolean) => Promise<void>;

/** share.js 给的：打开一段的分享单子。sheets.js 要用到时才取它。 */
declare var sharePassage: (passage: HTMLElement) => void;

/** qrcode.js 给的：别人写的二维码库，照原样收进来，只声明用到的。 */
declare var qrcode: (
  type: number,
  level: "L" | "M"
) => {
  addData(text: string): void;
  make(): void;
  getModuleCount(): number;
  isDark(row: number, column: number): boolean;
};

/** edit.js 给的：写着这一处的那一行，编辑页的网址。编者点了“编辑此页”，site.js 才取它。 */
declare var lineOf: ((own: string, seen: Node) => Promise<string>) | undefined;

/** edits.js 给的：各处写在哪个文件的第几行；没有仓库地址就没有。数据写成脚本，理由同上。 */
declare var siteEdits: { base: string; files: LineTable; pages: LineTable } | undefined;

/** 文件 → 锚点或一行开头的几个字 → 第几行。 */
type LineTable = Record<string, Record<string, number>>;

/** copies.js 给的：全文和公众号排版。publicity.js 点了才取；排版的那一半给单元测试。 */
declare var siteCopies: SiteCopies;

/** paper.js 给的：名字怎样摆、PDF 怎样写，不碰网页。named.js 用，也给单元测试。 */
declare var sitePaper: SitePaper;

/** named.js 给的：在表单里放上做文件的按钮。publicity.js 点开了才取。 */
declare var nameFiles: (box: HTMLElement, fills: Filled, status: HTMLElement) => void;

/** 各份传单的底图给的：数据写成脚本，从磁盘打开也取得到；写名字时才取。 */
declare var siteBases: Record<string, NameBase> | undefined;

/** words.js 给的：名词的解释，按链接找。数据写成脚本，理由同上。 */
declare var siteWords: Record<string, string> | undefined;

/** 浏览器给 Worker 的，dom 的类型里没有：有它就是在 Worker 里。 */
declare var importScripts: (...names: string[]) => void;

// ---- 网页的 ----

interface Kept {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** 属性，和 on 开头的监听。 */
type Values = Record<string, string | URL | { listen(event: Event): unknown }["listen"]>;

interface Tools {
  /** 放 assets/、各页的那个文件夹的网址。 */
  site: URL;
  find<Found extends Element = HTMLElement>(selector: string, from?: ParentNode): Found | null;
  all<Found extends Element = HTMLElement>(selector: string, from?: ParentNode): Found[];
  make<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    values?: Values,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Tag];
  load(name: string): Promise<unknown>;
  copied(text: string): Promise<boolean>;
  decoded(hash: string): string;
  textOf(passage: Element): string;
  shortened(text: string, most: number): string;
  tryToLoad(name: string): Promise<void>;
  elsewhere(event: MouseEvent | KeyboardEvent): boolean;
  sheets(): Promise<Sheets>;
  /** 打开写着这一处的那一行；没有仓库就没有。 */
  edit: ((event: MouseEvent, seen: Node | null | undefined) => void) | null;
  /** 怎样朗读这一段；没有中文语音就没有。 */
  speak(passage: Element): (() => void) | null;
}

/** 浮在页面上的几张单子，和单子上的几样。 */
interface Sheets {
  sheet(title: string, ...nodes: Node[]): { box: HTMLDialogElement; say(text: string): void };
  copyButton(name: string, about: string, text: string, say: (text: string) => void): HTMLLIElement;
  action(name: string, onclick: () => void): HTMLLIElement;
  styleOf(id: string, styles: Places["styles"]): Record<string, string>;
  cited(): Promise<Places>;
  point(passage: HTMLElement): Promise<void>;
  share(passage: HTMLElement): Promise<void>;
  cite(id: string): Promise<void>;
  report(place?: string, text?: string, id?: string): void;
  offer(link: HTMLAnchorElement): void;
  arrived(): Promise<unknown>;
}

interface SiteCopies {
  words(): string;
  styled(nodes: Node[], color: string, call: string, ends: string[]): string;
  copyLayout(): Promise<boolean>;
}

/** 一号字写出来多宽。 */
type Measure = (text: string) => number;

/** 一行字：左边、中线、字号，和宽高同一个单位。 */
interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  strong: boolean;
}

/** 一张图：JPEG、几个像素、多大（毫米）、题目、读屏软件念的话。 */
interface PaperPicture {
  jpeg: Uint8Array;
  pixels: number[];
  size: number[];
  title: string;
  words: string;
}

interface SitePaper {
  arranged(width: number, height: number, name: string, others: string[], measure: Measure): Line[];
  pdf(picture: PaperPicture): Uint8Array<ArrayBuffer>;
  bytesOf(url: string): Uint8Array<ArrayBuffer>;
}

/** 填空：名字、填的字、输入框。 */
interface Filled {
  names: string[];
  values: Record<string, string>;
  inputs: HTMLInputElement[];
}

/** 底图：写名字的一块（左、上、宽、高，毫米），一毫米几个像素，图。 */
interface NameBase {
  strip: number[];
  dots: number;
  image: string;
}

interface Places {
  places: Record<string, [short: string, place: string]>;
  styles: Record<string, Record<string, string>>;
}

// ---- 搜索的：格式见 macros/search/index.py ----

type Normalize = (raw: string, simple?: Map<string, string>) => { text: string; at: number[] };

type Span = [start: number, end: number];
type Piece = [text: string, marked: boolean];

interface SearchMarks {
  spans(raw: string, words: string[]): Span[];
  excerpt(raw: string, words: string[], most?: number): Piece[];
  within(texts: string[], found: Span[]): Span[][];
}

type IndexPassage = [
  anchor: string,
  heading: string,
  text: string,
  unit: number,
  first?: number,
  last?: number
];
type IndexPage = [
  address: string,
  title: string,
  kind: number,
  passages: IndexPassage[],
  cover?: string
];
type IndexUrgent = [see: string, ...lists: string[]];
/** 一个单位的分工：第几个单位、牵头还是负责、写在哪里。 */
type Share = [unit: number, role: string, places: [address: string, label: string][]];
type IndexSubject = [name: string, words: string[], shares: Share[]];

interface IndexPart {
  kinds?: string[];
  units?: string[];
  names?: string[][];
  needs?: StartHere["needs"];
  readers?: StartHere["readers"];
  urgent?: IndexUrgent[];
  subjects?: IndexSubject[];
  elsewhere?: string[];
  styles?: Record<string, string>;
  tilt?: Record<string, Record<string, number>>;
  synonyms?: [words: string[], means: string[]][];
  pages?: IndexPage[];
  traditional?: string;
  sounds?: Record<string, string>;
  asks?: Record<string, string[]>;
  /** 后面还有哪几份。 */
  parts?: string[];
}

interface SearchPageEntry {
  id: number;
  address: string;
  title: string;
  kind: string;
  text: string;
  /** 封面的地址；没有是空的。 */
  cover: string;
}

/** 引擎的第一层：装索引，找字。 */
interface Store {
  pages: SearchPageEntry[];
  passages: Passage[];
  plain: Map<string, number[]>;
  simple: Map<string, string>;
  sounds: Map<string, string[]>;
  readings: Map<string, string>;
  means: Map<string, string[]>;
  senses: Map<string, number>;
  asks: Record<string, string[]>;
  urgent: UrgentRule[];
  subjects: Subject[];
  elsewhere: RegExp | null;
  styles: Record<string, RegExp>;
  tilt: Record<string, Record<string, number>>;
  foreign: Set<string>;
  kinds: string[];
  units: string[];
  called: Map<string, string>;
  lazy: Lazy;
  start: StartHere;
  longest: number;
  add(part: IndexPart): void;
  normal(raw: string): string;
  sound(char: string): string[];
  find(term: string): Passage[];
  has(term: string): boolean;
  empty(word: string): boolean;
  sensed(text: string, start: number): string;
  unbroken(term: string): boolean;
}

/** 引擎的第二层：读查询。 */
interface Reader extends Store {
  analyze(query: string, year?: number): Asked;
  spoken(term: string): boolean;
}

/** 用到时才做的：读音 → 词，字 → 后面接过的字。 */
interface Lazy {
  spelled: Map<string, string> | null;
  after: Map<string, string[]> | null;
}

/** 急话的一条：who、what 都说到，或者说到 says。 */
interface UrgentRule {
  see: string;
  who: RegExp | null;
  what: RegExp | null;
  says: RegExp | null;
  unless: RegExp | null;
}

interface Subject {
  name: string;
  words: string[];
  shares: Share[];
}

/** 一种问法：问的是哪一段，归哪个题目，有哪些意思。 */
interface Way {
  passage: Passage;
  topic: string;
  text: string;
  tokens: string[];
  weight: number;
  /** 各个意思的分量合起来；用到才算。 */
  mass: number | undefined;
}

/** 一句话像不像：各段最像的一种，各个题目常不常这样问、最像的几种，最像到多少，认得多少。 */
interface Alike {
  best: Map<Passage, number>;
  topics: Map<string, number>;
  near: Map<string, number[]>;
  like: number;
  known: number;
}

/** 各种问法。 */
interface Meaning {
  ask(text: string): Alike;
  meant(passage: Passage, text: string, style: Style): number;
  sures(text: string): Map<string, number>;
  pressing(text: string, ruled: string[], free: string[], far?: string): string;
  says(word: string, text: string, rest: string): boolean;
  lean(text: string): number;
}

/** 做答案卡片的。 */
interface Cards {
  card(asked: Asked, style: Style, year?: number): Card | null;
}

/** 怎样的问题：见 search-engine.js 的 style。 */
type Style = "material" | "who" | "law" | "mean" | "phone" | "talk" | "official" | "plain";

type Cut = { score: number; pieces: [text: string, known: boolean][] };

/** 空的搜索框里摆的：急事和求助页的哪一节，资料给哪些人。 */
interface StartHere {
  needs: [title: string, address: string][];
  readers: [id: string, name: string][];
}

interface Section {
  address: string;
  title: string;
}

/** 一个题目归哪些单位。 */
interface SubjectCard {
  kind: "subject";
  title: string;
  rows: { unit: string; address: string; role: string; places: Share[2] }[];
  links: string[];
}

/** 一个单位今年在做的。 */
interface UnitCard {
  kind: "unit";
  title: string;
  full: string;
  year: string;
  address: string;
  doing: { anchor: string; text: string }[];
  links: string[];
}

type Card = SubjectCard | UnitCard;

interface Passage {
  id: number;
  page: SearchPageEntry;
  anchor: string;
  heading: string;
  raw: string;
  text: string;
  head: string;
  /** 小标题的规范写法。 */
  named: string;
  /** 页名和小标题的规范写法。 */
  title: string;
  traits: Record<Facet, string[]>;
  place: string;
}

interface Term {
  text: string;
  /** 站上有的各种说法。 */
  ways: string[];
  exact?: boolean;
}

type Note = { kind: "typo"; from: string; to: string } | { kind: "partial" };

/** 拆好的查询：loose 表示丢掉了一些字，lost 是其中认不得的有几个；said 是换成汉字的整句，words 是打的西文词。 */
interface Asked {
  terms: Term[];
  notes: Note[];
  loose: boolean;
  lost: number;
  whole: string;
  said: string;
  words: string[];
}

interface Hit {
  passage: Passage;
  score: number;
  /** 照字面的分、像问法的分，合起来是 score。 */
  literal: number;
  alike: number;
  /** 最像的问法有多像。 */
  like: number;
  /** 每个词的分；terms 是不管写在哪里的。 */
  scores: Map<string, number>;
  terms: Map<string, number>;
  words: Set<string>;
  /** 照字面有的词。 */
  plain: Set<string>;
  /** 有没有全部的词。 */
  all: boolean;
}

interface HitGroup {
  page: SearchPageEntry;
  hits: Hit[];
  tier: number;
  score: number;
}

type Facet = "kind" | "unit" | "year";

/** 选了哪些筛选；没选的空着。 */
type Chosen = Partial<Record<Facet, string>>;

interface SearchRequest extends Chosen {
  query: string;
  limit?: number;
  /** 今年；不写就看钟。 */
  now?: number;
}

interface SearchItem {
  anchor: string;
  heading: string;
  text: string;
  words: string[];
}

interface SearchGroup {
  address: string;
  title: string;
  kind: string;
  cover: string;
  items: SearchItem[];
  more: number;
}

type Counts = [value: string, pages: number][];

interface SearchAnswer {
  query: string;
  notes: Note[];
  total: number;
  facets: Record<Facet, Counts>;
  groups: SearchGroup[];
  /** 正在出事：求助页的哪一节。 */
  urgent: Section | "";
  card: Card | null;
}

/** 引擎发给搜索框的：答案；又取到一份，还剩几份；没取成。 */
type Told = SearchAnswer | { left: number; start: StartHere } | { failed: true };

interface Engine {
  pages: SearchPageEntry[];
  start: StartHere;
  add(part: IndexPart): void;
  search(request: SearchRequest): SearchAnswer;
}
