"""把每个数据文件和每个页面开头的元数据，逐项改坏一遍：每处都要查出来，说对位置，不出调用栈。"""

import functools
import json
import re
import sys

import pytest
from project import CITY, copy_city

from macros.checks.run import check
from macros.corpus.loading import _Loader
from macros.corpus.publicity import split_front
from macros.corpus.yaml import Scalar, Sequence, Table, parse_yaml

pytestmark = pytest.mark.slow

LINE = re.compile(r"[\w./-]+:\d+:\d+: .+（.+）")

# 改了仍然合规的，逐类写明理由；不在这里的都必须查出来，这里没用上的也不许留着。
VALID = {
    "删掉 可省的字段": "short、hide、note 之类本来就可以不写；hours 有出处才写；条号、日期、细目、名词的事实，用到了另有规则",
    "删掉 勘误": "多登记、少登记一处 sic 都是编者的判断",
    "删掉 应作": "没有把握时本来就可以不写应作什么",
    "删掉 热线": "少一个电话是编者的判断；一个也没有，另有规则",
    "删掉 说法": "少一条近义词、少一处问法是编者的判断",
    "删掉 名词": "哪些词要解释是编者的判断",
    "删掉 事件": "时间线选哪些事是编者的判断；仓库里这一份漏了哪一天，时间线的测试会说",
    "删掉 对比度": "少一条对比度要求，是编者的判断",
    "重复 对比度": "同一条要求算两遍，结果一样",
    "删掉 单位的变动": "见到出处的才写，少一条、少一次是编者的判断；接不上的，另有规则",
    "改字 单位的变动": "从哪天起、网址，靠评审照出处核对",
    "删掉 落实情况": "收哪几条公开报道是编者的判断；一条也没有，网页上什么也不显示",
    "改字 公开报道": "报道的话、日子、原话，程序看不到原文，靠评审照网址核对；数字、公文里的原话，另有规则",
    "删掉 颜色": "样式、对比度要求、资料都没有用到的颜色可以不要",
    "删掉 日子": "哪些日子做宣传是编者的判断；资料用到的，另有规则",
    "删掉 一步一条": "资料分几步、框里写几条、怎样用、细目写几条是编者的判断；少到不像样，另有规则",
    "重复 一步一条": "同一步、同一条写了两遍，印出来一眼看得见；多到排不下，另有规则",
    "改名 颜色": "一套印刷的颜色叫什么由编者定，资料引用错了另有规则",
    "改字 自己起的 id": "没有别处引用的 id 由编者起；发布后不改，靠评审把关",
    "改字 电话号码": "号码对不对要靠人核实，程序只认写法",
    "改字 对比度的要求": "要求多少是编者的判断，实际对比度另有规则算",
    "改字 编者的文字": "全称、短名、理由、依据、解释、出处、页面标题由编者写，没有原文可比",
    "改字 宣传的话": "资料、事实、日子由编者用自己的话写；其中的硬话要有出处，另有规则，test_sources 逐类查",
    "改字 几分钟": "讲多久由编者估",
    "改字 这一份网站": "离线包的名字、快速离开去哪里，由办网站的人定，程序只认写法",
    "删掉 装的资料": "分几包、一包装哪几份是编者的判断；一份也没有，另有规则",
    "删掉 记下的地址": "由命令写出，删了哪一行靠评审；真的少了一页，记着的会说",
    "改字 记到哪一版": "小城没有更新记录；有的，和最新一版不同就报，test_kept 里查",
    "改名 从前的锚点": "从前叫什么，程序无从知道",
    "删掉 概括": "概括几句、问答几条是编者的判断；一部分全空、漏了一个时段，另有规则",
    "重复 概括": "同一句写了两遍，一页上一眼看得见；多到一屏看不完，另有规则",
    "改字 概括": "概括、问答由编者用自己的话写；其中的硬话要有出处，另有规则",
    "改字 编者讲的事": "时间线上的一句话由编者写；公文里的 text 一个字也不能改，所以单列",
}
EDITORIAL = {
    "title", "short", "full_name", "name", "note", "basis", "reading", "use", "description", "publisher", "address",
    "fetched", "issuer", "priorities", "serves", "page", "light", "dark", "hide", "why", "means", "source", "hours", "about",
}  # fmt: skip


# 资料、事实、日子里编者自己的话。公文里的 text 一个字也不能改，所以和上面的分开。
SPOKEN = EDITORIAL - {"basis"} | {
    "headline", "slogan", "kicker", "lead", "sentence", "call", "text", "head", "card", "card_fields", "alt", "law", "subtitle",
    "says", "detail", "article", "since", "brief",
}  # fmt: skip
SPEAKING = ("docs/publicity/", "data/facts.yml", "data/calendar.yml", "data/steps.yml")

# 一个列表里的各行、编者起名的一张张表（颜色）一个样子，改坏写得最全的一个就够。
ROWS_KEPT = 1


def targets():
    """虚构的城市里，每个数据文件和每个页面。"""
    paths = [*sorted((CITY / "data").rglob("*.yml")), *sorted((CITY / "docs").rglob("*.md"))]
    return [path.relative_to(CITY).as_posix() for path in paths]


def spread(label):
    """虚构的城市的一个文件，一项一行写开：改坏才好一行一行来，真的数据也是这样写的。"""
    text = (CITY / label).read_text(encoding="utf-8")
    lines = "\n".join(spread_lines(yaml_part(label, text)))
    if label.endswith(".yml"):
        return f"{lines}\n"
    front = split_front(text)
    return f"---\n{lines}\n---\n{front[1]}"


def spread_lines(node):
    """一项写开以后的各行；几个 id 的列表仍写在一行里。"""
    if isinstance(node, Scalar):
        return [scalar_text(node)]
    if isinstance(node, Sequence):
        return spread_list(node)
    lines = []
    for key, value in node.entries.values():
        inner = spread_lines(value)
        if isinstance(value, Scalar) or inner[0].startswith("["):
            lines.append(f"{scalar_text(key)}: {inner[0]}")
        else:
            lines += [f"{scalar_text(key)}:", *(f"  {line}" for line in inner)]
    return lines


def spread_list(node):
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    if len(texts) == len(node.items) and all(re.fullmatch(r"[a-z0-9-]*", text) for text in texts):
        return [f"[{', '.join(map(scalar_text, node.items))}]"]
    lines = []
    for item in node.items:
        first, *rest = spread_lines(item)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def scalar_text(node):
    return json.dumps(node.text, ensure_ascii=False) if node.quoted else node.text


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """虚构的城市的副本，一项一行写开，一个文件一个文件地改坏，再还原。"""
    copied = copy_city(tmp_path_factory.mktemp("mutations") / "project")
    for label in targets():
        (copied / label).write_text(spread(label), encoding="utf-8")
    assert check(copied)[1] == []
    return copied


@pytest.fixture(scope="module", autouse=True)
def cached_reading():
    """没有改动的文件只读成记录一次；内容变了就重新读，结果和不缓存一样。"""
    patch = pytest.MonkeyPatch()
    for name in ("one", "many"):
        patch.setattr(_Loader, name, once(getattr(_Loader, name)))
    yield
    patch.undo()


def once(read):
    """记住读过的文件：记录、错误、读过哪个文件，都和上一次一样。"""

    @functools.lru_cache(maxsize=400)
    def remembered(root, _content, name, cls):
        alone = _Loader(root)
        return read(alone, name, cls), alone

    def cached(self, name, cls):
        path = self.root / "data" / name
        found, alone = remembered(
            self.root, path.read_bytes() if path.is_file() else None, name, cls
        )
        self.seen |= alone.seen
        self.reader.problems += alone.reader.problems
        self.unreadable |= alone.unreadable
        return found

    return cached


@pytest.fixture(autouse=True)
def untraced():
    """几千次检查不计覆盖率：逐行跟踪会慢两三倍，而这些代码别的测试都跑到了。"""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


def yaml_part(label, text):
    """文件里的 YAML：数据文件是全部，页面是开头的元数据；返回树和它从第几行开始。"""
    if label.endswith(".yml"):
        return parse_yaml(text, label)[0]
    return parse_yaml(split_front(text)[0], label, first_line=2)[0]


def alike(node):
    """一张表里是不是全是表，字段也都一样。"""
    shapes = {
        tuple(value.entries) if isinstance(value, Table) else None
        for _, value in node.entries.values()
    }
    return len(shapes) == 1 and shapes != {None}


def walk(node, parents=(), kept=None):
    """树里的每一项：（名字、这一项、外面各层）；给了 kept，一个样子的只走写得最全的几个。"""
    if isinstance(node, Table):
        entries = list(node.entries.items())
        if alike(node):
            entries = fullest(entries, kept, lambda entry: entry[1][1])
        for name, (key, value) in entries:
            yield name, key, value, (*parents, node)
            yield from walk(value, (*parents, node), kept)
    elif isinstance(node, Sequence):
        for item in fullest(node.items, kept, lambda item: item):
            yield "-", item, item, (*parents, node)
            yield from walk(item, (*parents, node), kept)


def fullest(rows, kept, node_of):
    """写得最全的 kept 个，照原来的先后；没给 kept 就是全部。"""
    if kept is None:
        return rows
    longest = sorted(rows, key=lambda row: -size(node_of(row)))[:kept]
    return [row for row in rows if any(row is one for one in longest)]


def size(node):
    """一项里有多少个字段。"""
    if isinstance(node, Table):
        return 1 + sum(size(value) for _, value in node.entries.values())
    if isinstance(node, Sequence):
        return 1 + sum(map(size, node.items))
    return 1


def field(name, parents):
    """这一项在哪个字段里：列表里的一条算列表的字段，文件最外面的一条不在哪个字段里。"""
    if name != "-":
        return name
    entries = parents[-2].entries if len(parents) > 1 else {}
    return next((name for name, (_, value) in entries.items() if value is parents[-1]), "")


def last_line(node):
    """一项占到第几行。"""
    if isinstance(node, Table):
        return max((last_line(value) for _, value in node.entries.values()), default=node.line)
    if isinstance(node, Sequence):
        return max(map(last_line, node.items), default=node.line)
    return node.line


def mutants(lines, name, key, value):
    """一项的各种改坏：删掉、重复、改名、改类型、改一个字。每个是（做法，改后的各行）。"""
    first, last = key.line - 1, last_line(value)
    own_line = lines[first][: key.column - 1].strip() in ("", "-")
    if (own_line and name != "-") or (name == "-" and lines[first].lstrip().startswith("- ")):
        block = lines[first:last]
        start = lines[first][: key.column - 1]
        if name == "-" or start.strip() != "-":
            yield "删掉", lines[:first] + lines[last:]
            yield "重复", lines[:last] + block + lines[last:]
        else:
            rest = lines[first + 1] if first + 1 < len(lines) else ""
            if rest.startswith(start.replace("-", " ")):
                yield "删掉", [*lines[:first], start + rest.lstrip(), *lines[first + 2 :]]
        if name != "-":
            at = key.column - 1
            yield (
                "改名",
                [*lines[:first], lines[first][:at] + "x" + lines[first][at:], *lines[first + 1 :]],
            )
    if isinstance(value, Scalar):
        line, at = lines[value.line - 1], value.column - 1
        end = min(len(line), at + len(value.text) + 2 * value.quoted)
        new = "[1]" if value.quoted or not value.text.isdigit() else '"甲"'
        yield (
            "改类型",
            [*lines[: value.line - 1], line[:at] + new + line[end:], *lines[value.line :]],
        )
        middle = at + value.quoted + len(value.text) // 2
        changed = "7" if line[middle : middle + 1] != "7" else "8"
        yield (
            "改字",
            [
                *lines[: value.line - 1],
                line[:middle] + changed + line[middle + 1 :],
                *lines[value.line :],
            ],
        )
    else:
        first_line, at = lines[value.line - 1], value.column - 1
        if first_line[at : at + 1] == "[":
            yield "改类型", [*lines[: value.line - 1], first_line[:at] + "甲", *lines[value.line :]]


# 引用处的错里的话：这一项没了，错在引用它的地方。
REFERRED = ("没有 id 为", "里没有", "没有一处用到", "正文没有说", "原网页", "写在")


def near(problems, label, node, parents, text):
    """有没有一处报在改动的三行之内、外面某一层的开头，或引用了这一项的地方。"""
    places = {node.line + step for step in range(-3, 4)} | {parent.line for parent in parents}
    words = set(re.findall(r"[a-z]{4,}", text)) | {label.rpartition("/")[2].partition(".")[0]}
    for problem in problems:
        if problem.path == label and (
            problem.line in places or node.line <= problem.line <= last_line(node) + 3
        ):
            return True
        # 引用处：缺了它的 id、原文、依据，或颜色对比；别的文件里的要提到这一项的名字。
        if any(said in problem.message for said in REFERRED):
            return True
        if problem.path != label and any(word in str(problem) for word in words):
            return True
    return False


OPTIONAL = {
    "short", "hide", "note", "card", "number", "hours",
    "reported", "where", "passage", "exit", "to", "words", "says", "unless", "card_fields", "subtitle", "detail", "article", "since", "end", "sms",
}  # fmt: skip

# 只在这里可省的：没有硬话，不必写依据的事实；资料不必为哪项任务做。
OMITTED = {
    *(("data/terms.yml", "facts"), ("docs/help.md", "facts")),
    ("docs/publicity/ferry-leaflet.md", "serves"),
}

# 编者概括的话，和里面由编者自己写的字段。
TOLD = ("data/glance.yml", "data/answers.yml")
TOLD_WORDS = {"head", "text", "who", "question", "answer"}

# 照公开报道写的各项。
REPORTED = {"says", "printed", "date", "reported", "where", "publisher", "address"}

# 整条删掉、重复的，算哪一类。
ROWS = {
    ("data/errata.yml", "删掉"): "删掉 勘误",
    ("data/hotlines.yml", "删掉"): "删掉 热线",
    ("data/tokens.yml", "删掉"): "删掉 对比度",
    ("data/tokens.yml", "重复"): "重复 对比度",
    ("data/synonyms.yml", "删掉"): "删掉 说法",
    ("data/questions.yml", "删掉"): "删掉 说法",
    ("data/urgent.yml", "删掉"): "删掉 说法",
    ("data/subjects.yml", "删掉"): "删掉 说法",
    ("data/elsewhere.yml", "删掉"): "删掉 说法",
    ("data/terms.yml", "删掉"): "删掉 名词",
    ("data/timeline.yml", "删掉"): "删掉 事件",
    ("data/progress.yml", "删掉"): "删掉 落实情况",
    ("data/calendar.yml", "删掉"): "删掉 日子",
    ("data/published.yml", "删掉"): "删掉 记下的地址",
    ("data/kits.yml", "删掉"): "删掉 装的资料",
}


# 编者替人写的话：一项一句，改几个字仍然是话。
SAID = {
    *("data/synonyms.yml", "data/questions.yml", "data/urgent.yml"),
    *("data/subjects.yml", "data/elsewhere.yml"),
}


def excuse_of_told(how, name, within):
    """编者概括的话里，这样改仍然合规的理由是哪一类；没有理由就是 None。"""
    if name == "-" and within in {"", "wants", "leads", "people", "upkeep", "contact"}:
        return f"{how} 概括"
    if how == "改字" and name in TOLD_WORDS:
        return "改字 概括"
    if how == "改字" and name == "id":
        return "改字 自己起的 id"
    if how == "删掉" and name in {"contact", "facts"}:
        return "删掉 可省的字段"
    return None


def excuse_of_reform(how, name, within):
    """单位的改名、合并里，这样改仍然合规的理由是哪一类；没有理由就是 None。"""
    if how == "删掉" and (name == "reforms" or (name == "-" and within == "reforms")):
        return "删掉 单位的变动"
    if how == "删掉" and name == "address":
        return "删掉 可省的字段"
    if how == "改字" and name in {"date", "was", "now"}:
        return "改字 单位的变动"
    return None


def excuse(label, how, name, within):
    """这样改仍然合规的理由是哪一类；没有理由就是 None。within 是这一项在哪个字段里。"""
    if label.startswith(SPEAKING):
        if how == "改字" and within in SPOKEN:
            return "改字 宣传的话"
        if how == "改字" and name == "minutes":
            return "改字 几分钟"
        if (
            how in ("删掉", "重复")
            and name == "-"
            and within in ("steps", "items", "use", "detail")
        ):
            return f"{how} 一步一条"
    if label.startswith("data/units/"):
        reason = excuse_of_reform(how, name, within)
        if reason:
            return reason
    if label in TOLD:
        return excuse_of_told(how, name, within)
    if (label, how) == ("data/progress.yml", "改字") and name in REPORTED:
        return "改字 公开报道"
    if name == "-":
        said = label in SAID
        return "改字 编者的文字" if said and how == "改字" else ROWS.get((label, how))
    if how == "改字" and name in EDITORIAL:
        return "改字 编者的文字"
    if (label, name, how) == ("data/timeline.yml", "text", "改字"):
        return "改字 编者讲的事"
    if (label, name, how) == ("data/published.yml", "version", "改字"):
        return "改字 记到哪一版"
    if (label, how) == ("data/anchors.yml", "改名"):
        return "改名 从前的锚点"
    if how == "改字" and name == "id":
        return "改字 自己起的 id"
    if (label, name, how) == ("data/hotlines.yml", "number", "改字"):
        return "改字 电话号码"
    if label == "data/site.yml" and how == "改字" and name in ("slug", "exit"):
        return "改字 这一份网站"
    if how == "改字" and label == "data/tokens.yml":
        return "改字 对比度的要求"
    if how == "删掉" and (name in OPTIONAL or (label, name) in OMITTED):
        return "删掉 可省的字段"
    if (name, how) == ("reading", "删掉"):
        return "删掉 应作"
    if how == "改名" and label == "data/tokens.yml":
        return "改名 颜色"
    if how == "删掉" and label == "data/tokens.yml":
        return "删掉 颜色"
    return None


@pytest.mark.parametrize("label", targets())
def test_every_mutant_is_refused_where_it_is(project, label):
    """逐项改坏一个文件：要么查出来并说对位置，要么是写明理由的合规改动。"""
    path = project / label
    original = path.read_text(encoding="utf-8")
    lines = original.split("\n")
    missed, far = [], []
    for name, key, value, parents in walk(yaml_part(label, original), kept=ROWS_KEPT):
        for how, changed in mutants(lines, name, key, value):
            path.write_text("\n".join(changed), encoding="utf-8")
            problems = check(project)[1]
            where = f"{label}:{key.line} {name} {how}"
            assert all(LINE.fullmatch(str(problem)) for problem in problems), where
            if not problems and excuse(label, how, name, field(name, parents)) not in VALID:
                missed.append(where)
            elif problems and not near(problems, label, value, parents, lines[key.line - 1]):
                far.append(f"{where} → {problems[0]}")
    path.write_text(original, encoding="utf-8")
    assert missed == []
    assert far == []


def test_every_excuse_is_needed():
    """理由都用得上：数据里已经没有的东西，它的理由不能留着，免得哪天放过真的错。"""
    found = set()
    for label in targets():
        text = spread(label)
        for name, key, value, parents in walk(yaml_part(label, text)):
            within = field(name, parents)
            found |= {
                excuse(label, how, name, within)
                for how, _ in mutants(text.split("\n"), name, key, value)
            }
    assert found - {None} == set(VALID)


BROKEN = {
    "引号没有配对": lambda text: text.replace("text: ", 'text: "', 1),
    "括号没有配对": lambda text: text.replace("priorities: [", "priorities: [[", 1),
    "漏了冒号": lambda text: text.replace("name:", "name", 1),
    "缩进错位": lambda text: text.replace("\n    text:", "\n     text:", 1),
    "制表符缩进": lambda text: text.replace("\n    text:", "\n\ttext:", 1),
    "锚点": lambda text: text.replace("name: ", "name: &a ", 1),
    "别名": lambda text: text.replace("name: ", "name: *a ", 1),
    "标签": lambda text: text.replace("name: ", "name: !!str ", 1),
    "两份文档": lambda text: text.replace("tasks:", "---\ntasks:", 1),
    "字节序标记": lambda text: "\ufeff" + text,
    "看不见的字符": lambda text: text.replace("name: ", "name: \u200b", 1),
    "转义出换行": lambda text: re.sub(r"full_name: (.*)", r'full_name: "\1\\n"', text, count=1),
    "指令": lambda text: "%YAML 1.1\n---\n" + text,
    "空文件": lambda text: "",
    "太大": lambda text: text + "#" * (1 << 20),
    "太深": lambda text: text.replace("serves: [", "serves: [[[[[[[", 1),
}


@pytest.mark.parametrize("how", BROKEN)
def test_broken_yaml_is_explained(project, how):
    """YAML 写坏的各种样子，都是中文的一句话，指到那个文件，不牵连别的文件。"""
    path = project / "data/units/library.yml"
    original = path.read_text(encoding="utf-8")
    broken = BROKEN[how](original)
    assert broken != original
    path.write_text(broken, encoding="utf-8")
    problems = check(project)[1]
    path.write_text(original, encoding="utf-8")
    assert problems
    assert all(
        LINE.fullmatch(str(problem)) and problem.path == "data/units/library.yml"
        for problem in problems
    )


def test_missing_files_are_explained(project):
    """文件、文件夹不见了，或者成了别的东西，也只是一句话。"""
    for name in (
        "data/units/library.yml",
        "data/periods.yml",
        "data/documents",
        "data/source/yunting.txt",
    ):
        path = project / name
        hidden = path.rename(project / "hidden")
        assert check(project)[1], name
        if name.endswith(".yml"):
            path.mkdir()
            assert any(problem.path == name for problem in check(project)[1]), name
            path.rmdir()
        hidden.rename(path)
    assert check(project)[1] == []
