"""JSON Schema：由记录类生成，编辑器照它补全、说明、划出写错的字段，不用联网。

类型、写法、可选值都取自 model 和 pieces；这里只添给人看的名称、说明和例子。
schema/ 下的文件和 .vscode/ 下的片段由 python -m macros schema 写出，测试保证和这里一致。
JSON Schema 看不见写法（引号、分行、数字怎样写），那些由 check 报。
"""

import datetime
import itertools
import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from macros import model, pieces
from macros.handwritten import Meta
from macros.pieces import AUDIENCES, BOXES, FOLDER, FORMS, Leaflet, Prose
from macros.source import Form, Node

# 每个数据文件照哪个记录写；以 / 结尾的是文件夹，一个文件一个记录；列表文件一项一个记录。
FILES: Mapping[str, Any] = types.MappingProxyType(
    {
        "source/SOURCE.yml": model.Source,
        "documents/": model.Document,
        "units/": model.Unit,
        "periods.yml": tuple[model.Period, ...],
        "priorities.yml": tuple[model.Priority, ...],
        "errata.yml": tuple[model.Erratum, ...],
        "hotlines.yml": tuple[model.Hotline, ...],
        "alignment.yml": tuple[model.Alignment, ...],
        "terms.yml": tuple[model.Term, ...],
        "timeline.yml": tuple[model.Event, ...],
        "synonyms.yml": tuple[model.Synonym, ...],
        "questions.yml": tuple[model.Question, ...],
        "facts.yml": tuple[model.Fact, ...],
        "calendar.yml": tuple[model.Occasion, ...],
        "tokens.yml": model.Tokens,
    }
)

# 字段的名称、说明、例子。同名字段在某一类里意思不同的，写“类名.字段”。
WORDS: Mapping[str, tuple[str, str, Any]] = types.MappingProxyType(
    {
        "accent": ("序号和小标题的颜色", "和底色的对比度由检查算。", "#1c4f63"),
        "address": ("网址", "原网页的地址。", "https://www.example.org/content/1"),
        "also": ("另外的写法", "原文里同一个词的别的写法。", ["检验入库比对"]),
        "alt": ("插图的替代文字", "看不见图的人听到的话。", "大人和孩子手拉手站在服务台前"),
        "appendix": ("后面跟着推进表", "恰好一篇公文写 true。", True),
        "article": ("条号", "法律条文的号。", "第二百四十条"),
        "asks": ("问法", "读者会怎样问；段中已有的字不必再写。", ["孩子丢了找谁"]),
        "audience": ("给谁看", "可以写几个，第一个是主要的。", ["parents"]),
        "band": ("标题的底色", "上面写白字，对比度由检查算。", "#1c4f63"),
        "base": ("照抄哪一篇", "全文和另一篇相同时写它的 id，不写 paragraphs。", "plan"),
        "basis": ("依据", "凭什么这样说。", "同栏重点任务第2项作“力争”"),
        "before": ("插在哪一段之前", "base 那一篇里的段落 id。", "plan-title"),
        "boxes": ("框", "传单右边的两个框。", None),
        "card": ("公文卡片", "字号、机关、日期。", None),
        "card_fields": ("随身卡上要填的", "卡上留空给人填的几项。", ["孩子姓名", "家长电话"]),
        "colors": ("颜色", "名字由编者起，样式里用 --名字。", None),
        "contrast": ("对比度要求", "谁写在谁上面，至少几比一。", None),
        "dark": ("深色背景下", "六位小写颜色。", "#14191b"),
        "date": ("日期", "公文的成文日期，或资料这一版的日期。", "2026-11-01"),
        "dates": ("各年的日期", "不是每年同一天的，逐年写。", ["2027-02-06"]),
        "description": ("摘要", "一句话说清这一页有什么，分享时显示。", "给家长的一页纸：孩子不见了马上做什么。"),
        "detail": ("细目", "刑罚、条件等，一行一条。", ["一般：五年以上十年以下有期徒刑，并处罚金"]),
        "documents": ("各篇的次序", "公文的 id，照网页上的先后。", ["notice", "plan"]),
        "end": ("到哪一天", "月-日，加引号；只有一天的不写。", "02-20"),
        "exit": ("要不要“快速离开”", "讲家庭暴力等的页写 true。", True),
        "explained_by": ("解读在哪几段谈到", "段落 id；没有就写 [] 并写 note。", ["interpretation-2-1"]),
        "fact": ("依据的事实", "data/facts.yml 里的 id。", "hotline-110"),
        "facts": ("依据的事实", "data/facts.yml 里的 id；资料里的硬话都要在里面找到。", ["criminal-law-240"]),
        "fetched": ("抓取日期", "没有记录就照实写。", "没有记录"),
        "file": ("存成哪个文件", "data/source/ 下的文件名。", "page.txt"),
        "first": ("从哪一年", "四位年份。", 2023),
        "form": ("哪一种资料", "；".join(f"{key} {name}" for key, name in FORMS.items()) + "。", "leaflet"),
        "full_name": ("全称", "编者补充，页面会标明。", "某市卫生健康委员会"),
        "furniture": ("不属于正文的行", "栏目名、页脚标签等。", None),
        "head": ("问题或误会", "问答、误会与事实的框里写。", "要等 24 小时才能报警"),
        "headline": ("大标题", "两行，一行一项。", ["孩子走失", "怎么办"]),
        "hide": ("藏起哪些部分", "这一页不显示的部分。", ["toc"]),
        "hours": ("服务时间", "有出处才写。", "工作日 8:00—17:30"),
        "id": ("编号", "发布后不改，别处会链接到它。", "listed-supervision"),
        "inserts": ("多出的段", "这一篇比 base 多的段落。", None),
        "issuer": ("发文机关", "照落款写。", "某市人民政府办公室"),
        "items": ("框里的各条", "一条一句。", None),
        "joined": ("断开的句子", "原网页把一句话断成几行的地方。", None),
        "kicker": ("眉题", "大标题上面的小字。", "走失应急 · 家长常备"),
        "kind": ("种类", "照同类文件选一个。", None),
        "last": ("到哪一年", "四位年份；只有一年的和 first 相同。", 2029),
        "law": ("法律依据一行", "印在资料末尾。", "依据《中华人民共和国刑法》第二百四十条"),
        "lead": ("引子", "步骤上面的一两句话。", "孩子一转身不见了，不用先自己找一圈再报。"),
        "least": ("至少几比一", "正文 7，大字和线 3。", 7),
        "light": ("浅色背景下", "六位小写颜色。", "#fffdf8"),
        "line": ("第几行", "原网页的行号，从 1 数。", 4),
        "means": ("意思", "用自己的话解释；没见到出处就不写，也不写 source。", "由上级机关盯着办，办完要报告。"),
        "measures": ("各时段的举措", "时段像数字的要加引号。", None),
        "minutes": ("几分钟", "讲完或看完要多久。", 3),
        "name": ("名称", "推进表里的简称，或编者用的短名。", "市某局"),
        "number": ("序号", "原表印出的序号；没有就不写。", 1),
        "occasions": ("用在什么日子", "data/calendar.yml 里的 id。", ["childrens-day"]),
        "on": ("写在什么颜色上", "colors 里的名字。", "paper"),
        "order": ("排第几", "在推进表里的次序，从 1 起不重不漏。", 7),
        "page": ("显示它的页", "docs/ 下的文件名。", "plan/index.md"),
        "palette": ("颜色", "data/tokens.yml 里 palettes 的名字。", "brick"),
        "palettes": ("印刷的颜色", "资料用哪一套写在它的 palette。", None),
        "paragraph": ("正文的段", "段落 id。", "plan-3-2"),
        "paragraphs": ("各段", "照原文，一段一项。", None),
        "passages": ("写在哪几段", "段落 id，日期要真的写在里面。", ["notice-date"]),
        "phones": ("印上的电话", "data/hotlines.yml 里的号码，加引号。", ["110"]),
        "places": ("在哪几段", "段落、任务、举措的 id。", ["public-security-2022-2"]),
        "plan": ("方案里写到它的", "段落、任务、举措的 id；没有就写 []。", ["plan-3-4"]),
        "printed": ("原文印的", "照原文，一字不改。", "立争"),
        "priorities": ("归入哪些工作重点", "编者归类，data/priorities.yml 里的 id。", ["source-control"]),
        "publisher": ("发布机关的网站", "以它为准。", "某市人民政府网"),
        "reading": ("应作", "没有把握就不写。", "力争"),
        "review": ("复核期限", "最晚什么时候要再核对一次。", "2027-11-30"),
        "says": ("说的话", "用自己的话写，不抄条文。", "捡到孩子要马上报警，不能自己抱回家养。"),
        "see": ("问的是哪一段", "记录的 id，或手写页的地址。", "plan-3-1"),
        "seen": ("见到的是", "原文，或节选。", "原文"),
        "serves": ("服务哪些任务", "编者归类，任务 id；没有就写 [] 并写 note。", ["health-1"]),
        "sha256": ("校验值", "原网页文件的 sha256。", "5bb40f55" * 8),
        "since": ("从什么时候起", "施行或发布的日期。", "1997-10-01 起施行"),
        "sizes": ("尺寸", "样式和印刷共用。", None),
        "slogan": ("口号", "两行，一行一项。", ["马上报警", "一边报警，一边请人帮忙找"]),
        "sound": ("读音", "小写拼音，不标声调，一个字一个音节。", "gua pai du ban"),
        "source": ("出处", "法律或文件的全称。", "中华人民共和国刑法"),
        "start": ("从哪一天", "月-日，加引号。", "01-15"),
        "steps": ("步骤", "传单上的几步。", None),
        "subtitle": ("副题", "大标题下面的一行。", "四十分钟，小学三至六年级"),
        "tasks": ("重点任务", "照原表的次序。", None),
        "term": ("名词", "照原文的写法。", "挂牌督办"),
        "text": ("文字", "公文和推进表里的一字不改；编者写的写短句。", "市政府办公室印发方案"),
        "tint": ("第一个框的底色", "上面写黑字。", "#f3e6d8"),
        "tint2": ("第二个框的底色", "上面写黑字。", "#e3ecec"),
        "title": ("标题", "页面或步骤的标题。", "孩子走失怎么办"),
        "version": ("版本", "加引号；改了话加一。", "1.0"),
        "why": ("理由", "为什么当作一个意思。", "公文写收买被拐妇女"),
        "words": ("人们的说法", "搜其中一个，也找 means。", ["人贩子", "拐子"]),
        "Alignment.note": ("为什么一头空着", "解读没有谈，或正文没有对应的段，说明理由。", "解读没有谈到这一段"),
        "Box.kind": ("哪种框", "；".join(f"{key} {name}" for key, name in BOXES.items()) + "。", "avoid"),
        "Box.title": ("框的标题", "几个字。", "不要做"),
        "Document.short": ("链接里的短名", "两三个字。", "方案"),
        "Document.title": ("公文的标题", "照原文。", "某市反对拐卖人口行动实施方案"),
        "Erratum.kind": ("种类", "restored 网页丢了字，补上；sic 原文如此，加注。", "sic"),
        "Furniture.text": ("印的什么", "和原网页那一行相同。", "• 征集公告"),
        "Hotline.name": ("全名", "官方公布的名称。", "妇女维权热线"),
        "Hotline.short": ("印刷用的短名", "卡片上地方小。", "妇女维权"),
        "Hotline.use": ("什么时候打", "一句话。", "妇女受骗、受暴，想咨询或求助"),
        "Insertion.text": ("这一段的文字", "照原文，一字不改。", "（征求意见稿）"),
        "Item.text": ("这一条的话", "问答框里是回答，误会框里是事实。", "别一个人追出很远。"),
        "Leaflet.title": ("标题", "这份资料叫什么。", "孩子走失怎么办"),
        "Measure.text": ("举措", "照推进表原文，一字不改。", "做好总结、宣传等工作"),
        "Measure.note": ("为什么没有对应的任务", "serves 空着时写。", "表中没有对应的任务"),
        "Occasion.name": ("名称", "这个日子叫什么。", "寒假"),
        "Paragraph.kind": ("种类", "标题、小标题、条、段、落款等，照同类文件选。", "paragraph"),
        "Paragraph.text": ("这一段的文字", "照原文，一字不改；只把半角标点写成全角。", "一、工作目标"),
        "Period.id": ("编号", "地址里用，像数字的加引号。", "2023-2029"),
        "Period.printed": ("原表的写法", "照原表栏头。", "2023-2029"),
        "Priority.name": ("短名", "编者用的，页面会标明。", "打击解救"),
        "Priority.title": ("正文里的标题", "正文原话，一字不改。", "持续开展打击拐卖人口犯罪专项行动"),
        "Prose.title": ("标题", "这份资料叫什么。", "致家长的一封信"),
        "Step.short": ("易拉宝上的短话", "远处也看得清，十来个字。", "说清时间、地点、样子、衣着"),
        "Step.text": ("A4 上的话", "两三句，做什么、怎样做。", "说清孩子的姓名、年龄、衣着，在哪儿走散。"),
        "Step.title": ("这一步做什么", "动词开头，几个字。", "马上拨打 110"),
        "Task.text": ("任务", "照推进表原文，一字不改。", "配合公安部门，严厉打击非法代孕等违法行为。"),
        "Term.source": ("出处", "法律或文件的名称和条号。", "《中华人民共和国民法典》第一千一百零五条"),
        "Contrast.text": ("什么颜色的字", "colors 里的名字。", "ink"),
        "Event.first": ("日期", "年-月-日或年-月，加引号。", "2022-04-06"),
        "Event.last": ("截止", "年-月-日或年-月，加引号；只有一天的不写。", "2022-03-03"),
        "Fact.basis": ("由哪几条得出", "别的事实的 id；写了它就不写 source。", ["criminal-law-240"]),
        "Card.number": ("发文字号", "要在 basis 那一段里找得到。", "某政办〔2022〕1号"),
        "Card.basis": ("字号见于哪一段", "段落 id。", "interpretation-3-1"),
        "Hotline.number": ("号码", "加引号；对不对要打过或查过官方公布的。", "12338"),
        "Joined.first": ("从第几行", "原网页的行号。", 500),
        "Joined.last": ("到第几行", "原网页的行号。", 501),
        "Leaflet.card": ("随身卡上的话", "一两句。", "走散了站在原地，找穿制服的人"),
        "Synonym.means": ("公文的说法", "公文里真有的词。", ["拐卖人口"]),
        "use[]": ("怎样用", "一条一句：贴在哪里、怎样讲。", ["贴在商场服务台、车站和小区公告栏。"]),
    }
)  # fmt: skip

# 可选值的中文，编辑器里显示在旁边。
_CHOICES: Mapping[str, str] = types.MappingProxyType(
    {**AUDIENCES, **FORMS, **BOXES, "restored": "网页丢了字，补上", "sic": "原文如此，加注"}
)  # fmt: skip

_END = r"(?![\s\S])"  # 到此为止；$ 在有的语言里放过末尾的换行
_LINE = rf"^\S([^\n]*\S)?{_END}"
_LINE_SAYS = "写一行字，头尾没有空格"
_DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, dict[str, Any]]:
    """全部 Schema：文件名（不带 .json）→ 内容。"""
    found = {_stem(file): _document(kind, file) for file, kind in FILES.items()}
    return found | {"page": _document(Meta, "docs/ 下的手写页面"), "publicity": _publicity()}


def written() -> dict[str, str]:
    """要写出的文件：路径 → 内容。"""
    files = {f"schema/{name}.json": content for name, content in schemas().items()}
    files[".vscode/publicity.code-snippets"] = snippets()
    return {path: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for path, content in files.items()}


def comment(label: str) -> str:
    """一个数据文件开头要写的那一行，label 从仓库根算起：编辑器由它找到 Schema。"""
    return f"# yaml-language-server: $schema={'../' * label.count('/')}schema/{_stem(_file(label))}.json"


def kind_of(label: str, node: Node) -> Any:
    """一个文件照哪个类型读，label 从仓库根算起，node 是读出的树；不认识的数据文件是 None。"""
    if label.startswith("data/"):
        return FILES.get(_file(label))
    piece = label.startswith(f"{FOLDER}/") and not label.endswith("/index.md")
    return pieces.kind_of(node) if piece else Meta


def _file(label: str) -> str:
    """数据文件在 FILES 里的名字；没有就是空的。"""
    inside = label.removeprefix("data/")
    return next((name for name in FILES if inside == name or (name.endswith("/") and inside.startswith(name))), "")


def _stem(file: str) -> str:
    return file.rstrip("/").rpartition("/")[2].removesuffix(".yml").lower()


def _document(kind: Any, title: str) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    top = _kind(kind, definitions)
    return _wrapped(title, top, definitions)


def _wrapped(title: str, top: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": title, **top, "definitions": dict(sorted(definitions.items()))}


def _publicity() -> dict[str, Any]:
    """传单和别的资料字段不同，看 form 是哪一种。"""
    definitions: dict[str, Any] = {}
    leaflet, prose = _kind(Leaflet, definitions), _kind(Prose, definitions)
    is_leaflet = {"required": ["form"], "properties": {"form": {"const": "leaflet"}}}
    return _wrapped("宣传资料开头的元数据", {"if": is_leaflet, "then": leaflet, "else": prose}, definitions)


def _kind(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """一个类型的 Schema；记录类放进 definitions，这里只引用。"""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _kind(next(a for a in args if a is not type(None)), definitions)
    if origin is tuple:
        return {"type": "array", "items": _kind(args[0], definitions)}
    if origin is dict:
        keys = {"pattern": _LINE}
        return {"type": "object", "propertyNames": keys, "additionalProperties": _kind(args[1], definitions)}
    if is_dataclass(kind):
        name = getattr(kind, "__name__", "")
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _record(kind, definitions)
        return {"$ref": f"#/definitions/{name}"}
    return _scalar(kind)


def _scalar(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is Literal:
        options = list(get_args(kind))
        said = [_CHOICES.get(option, option) for option in options]
        return {"enum": options} | (
            {"enumDescriptions": said, "markdownEnumDescriptions": said} if said != options else {}
        )
    if get_origin(kind) is Annotated:
        form: Form = kind.__metadata__[0]
        return {"type": "string", "pattern": f"^(?:{form.pattern}){_END}", "patternErrorMessage": form.says}
    if kind is int:
        return {"type": "integer", "minimum": 0, "maximum": 999_999_999}
    if kind is bool:
        return {"type": "boolean"}
    if kind is datetime.date:
        says = "写成 2031-04-06 这样真有的一天"
        return {
            "type": "string",
            "format": "date",
            "pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}{_END}",
            "patternErrorMessage": says,
        }
    return {"type": "string", "pattern": _LINE, "patternErrorMessage": _LINE_SAYS}


def _record(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    known = [field for field in fields(cls) if field.name != "at" and "derived" not in field.metadata]
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": [field.name for field in known if field.default is MISSING],
        "properties": {field.name: _field(cls, field.name, hints[field.name], definitions) for field in known},
    }


def _field(cls: Any, name: str, kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """一个字段：类型之外，加上名称、说明、例子。引用写在 allOf 里，旧的工具才不会丢掉旁边的说明。"""
    title, description, example = words(cls, name, kind)
    inner = _kind(kind, definitions)
    said = {"title": title, "description": description} | ({"examples": [example]} if example is not None else {})
    return said | ({"allOf": [inner]} if "$ref" in inner else inner)


def words(cls: Any, name: str, kind: Any) -> tuple[str, str, Any]:
    """一个字段的名称、说明、例子：先找这一类的，再找列表的，最后找同名的。"""
    owner = f"{cls.__name__}.{name}"
    listed = f"{name}[]" if get_origin(kind) is tuple and f"{name}[]" in WORDS else name
    return WORDS.get(owner) or WORDS[listed]


def snippets() -> dict[str, Any]:
    """VS Code 的片段：打 leaflet 或 prose，出来一份资料开头的全部必填字段。"""
    return {
        f"新建{title}": {"prefix": prefix, "scope": "markdown", "description": title, "body": _snippet(cls)}
        for title, prefix, cls in (("传单", "leaflet", Leaflet), ("教案、讲话等", "prose", Prose))
    }


def _snippet(cls: Any) -> list[str]:
    stops = itertools.count(1)
    return ["---", *_lines(cls, stops, ""), "---", "$0"]


def _lines(cls: Any, stops: Iterator[int], indent: str) -> Iterator[str]:
    """一个记录的必填字段，一行一个，值是例子；里面还有记录的，先写一项。"""
    hints = get_type_hints(cls, include_extras=True)
    for field in fields(cls):
        if field.name == "at" or field.default is not MISSING:
            continue
        kind = hints[field.name]
        inner = get_args(kind)[0] if get_origin(kind) is tuple else None
        if is_dataclass(inner):
            first, *rest = _lines(inner, stops, indent + "  ")
            yield from (f"{indent}{field.name}:", f"{indent}- {first.lstrip()}", *rest)
        else:
            yield f"{indent}{field.name}: {_stop(cls, field.name, kind, next(stops))}"


def _stop(cls: Any, name: str, kind: Any, number: int) -> str:
    """片段里的一处：固定的、几个里选一个的、照例子改的。"""
    if name == "form":
        return (
            "leaflet" if cls is Leaflet else f"${{{number}|{','.join(form for form in FORMS if form != 'leaflet')}|}}"
        )
    example = json.dumps(words(cls, name, kind)[2], ensure_ascii=False)
    return f"${{{number}:{example}}}"
