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

/** edits.js 给的：各处写在哪个文件的第几行；没有仓库地址就没有。数据写成脚本，理由同上。 */
declare var siteEdits: { base: string; files: Record<string, Record<string, number>> } | undefined;

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
type IndexPage = [address: string, title: string, kind: number, passages: IndexPassage[]];

interface IndexPart {
  kinds?: string[];
  units?: string[];
  hotlines?: string[];
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
}

interface Passage {
  id: number;
  page: SearchPageEntry;
  anchor: string;
  heading: string;
  raw: string;
  text: string;
  head: string;
  traits: Record<Facet, string[]>;
  place: string;
}

interface Term {
  text: string;
  /** 站上有的各种说法。 */
  ways: string[];
  exact?: boolean;
}

type Note = { kind: "typo"; from: string; to: string } | { kind: "partial" } | { kind: "hotline" };

/** 拆好的查询：loose 表示丢掉了一些字，lost 是其中认不得的有几个。 */
interface Asked {
  terms: Term[];
  notes: Note[];
  loose: boolean;
  lost: number;
  whole: string;
}

interface Hit {
  passage: Passage;
  score: number;
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
}

/** 引擎发给搜索框的：答案；又取到一份，还剩几份；没取成。 */
type Told = SearchAnswer | { left: number } | { failed: true };

interface Engine {
  pages: SearchPageEntry[];
  add(part: IndexPart): void;
  search(request: SearchRequest): SearchAnswer;
}
