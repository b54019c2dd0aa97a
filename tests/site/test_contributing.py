"""CONTRIBUTING、议题表单、合并请求的样板、CODEOWNERS：写的都要是真的，能照着做。"""

import ast
import re
import subprocess
from dataclasses import is_dataclass
from typing import get_args, get_origin, get_type_hints

import pytest
import yaml
from project import ROOT

from macros import __main__
from macros.checks.run import check
from macros.corpus.corpus import stored_files
from macros.corpus.pieces import FOLDER, FORMS, Leaflet, Prose
from macros.corpus.publicity import split_front
from macros.corpus.reader import Reader
from macros.corpus.record import written_fields
from macros.corpus.yaml import Scalar, Sequence, Table, parse_yaml

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = {name: file.kind for name, file in stored_files().items()}
GITHUB = ROOT / ".github"
OWNERS = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8")
FORM_FILES = ("content", "publicity", "accessibility", "technical")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

# 例子所在的文件（第一行注释写着）→ 例子。
EXAMPLES = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)

# 认得出是哪一条的字段；照录原文的字段和它们所在的文件。
KEYS = {"id", "number", "form", "see", "paragraph", "first"}
OFFICIAL = {"name", "text", "printed", "kind", "before", "line", "file", "sha256"}
GIVEN = ("data/source/", "data/documents/", "data/units/", "data/periods.yml")


def bare(path):
    """例子写的路径去掉小城的文件夹：真的城市还没有的，取小城里的作例子。"""
    return re.sub(r"^tests/(?:city|cities/[a-z]+)/", "", path)


def record(path):
    """一个文件照哪个记录类写。"""
    path = bare(path)
    if path.startswith(f"{FOLDER}/"):
        return (
            Leaflet if "\nform: leaflet\n" in (ROOT / path).read_text(encoding="utf-8") else Prose
        )
    name = path.rpartition("data/")[2]
    return FILES.get(name) or FILES[f"{name.partition('/')[0]}/"]


def real(path):
    """仓库里那个文件的内容；资料只取元数据。谁办的那一份，连写在注释里、政府部门才写的各行。"""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path == "data/site.yml":
        text = re.sub(r"^# (?=[a-z_]+: )", "", text, flags=re.MULTILINE)
    return split_front(text)[0] if path.endswith(".md") else text


def within(example, whole, same, field=""):
    """例子里的每个字段、每一项，真的文件里都有；same 里的字段，值也要一字不差。"""
    if type(example) is not type(whole):
        return False
    if isinstance(example, Table):
        entries = whole.entries
        return all(
            name in entries and within(node, entries[name][1], same, name)
            for name, (_, node) in example.entries.items()
        )
    if isinstance(example, Sequence):
        return all(
            any(within(one, two, same, field) for two in whole.items)
            for one in example.items
            if not isinstance(one, Scalar)
        )
    return field not in same or example.text == whole.text


def records(kind):
    """一个类型里用到的全部记录类，连同列表、映射里的。"""
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
        hints = get_type_hints(kind, include_extras=True)
        for field in written(kind):
            yield from records(hints[field])
    elif get_origin(kind):
        for inner in get_args(kind):
            yield from records(inner)


def written(cls):
    """一个记录类里要人写的字段。"""
    return list(written_fields(cls))


def section(title):
    """一个二级标题下面的文字。"""
    return GUIDE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def messages():
    """表里“检查说”的一栏，拆成错在哪、怎么改。"""
    return re.findall(r"^\| `([^（`]+)（(.+)）` \|", section("检查说的话"), re.MULTILINE)


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_every_example_reads(path, text):
    """每个例子照那个文件的记录类读，一处错误也没有：编者照抄，检查就通过。"""
    node, found = parse_yaml(text, path)
    reader = Reader()
    reader.value(record(path), node, path)
    assert [str(problem) for problem in found + reader.problems] == []


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_every_example_is_real(path, text):
    """例子取自真的文件：原文一字不差，别的只比 id 和字段，编者改一个电话不必连这里一起改。"""
    example, whole = parse_yaml(text, path)[0], parse_yaml(real(path), path)[0]
    assert within(example, whole, KEYS | OFFICIAL if bare(path).startswith(GIVEN) else KEYS), (
        "照真的文件改 CONTRIBUTING 里的例子"
    )


@pytest.mark.parametrize("name", [*FILES, FOLDER])
def test_every_field_is_shown_and_explained(name):
    """每个字段都在例子里出现，头一次出现时旁边或上一行有说明：编者不用猜。"""
    blocks = [
        (path, text)
        for path, text in EXAMPLES
        if bare(path).startswith((f"data/{name}", f"{name}/"))
    ]
    kinds = [Leaflet, Prose] if name == FOLDER else [FILES[name]]
    wanted = {field for kind in kinds for cls in records(kind) for field in written(cls)}
    explained = {}
    for _, text in blocks:
        above = ""
        for line in text.splitlines():
            if found := re.match(r"[ -]*([a-z_0-9]+):(?: |$)", line):
                explained.setdefault(found[1], " # " in line or above.lstrip().startswith("# "))
            above = line
    assert wanted <= {field for field, said in explained.items() if said}


def test_every_data_file_has_its_place():
    """data/ 里的每一个文件都讲到了：新添一种文件而不写怎样改，编者无从下手。"""
    shown = {path for path, _ in EXAMPLES}
    for path in (ROOT / "data").rglob("*.yml"):
        name = path.relative_to(ROOT).as_posix()
        folder = name.rpartition("/")[0]
        assert name in shown or any(
            one.startswith(f"{folder}/") for one in shown if folder != "data"
        ), name
        assert f"`{name}`" in GUIDE or f"`{folder}/*.yml`" in GUIDE or f"`{folder}/`" in GUIDE, name


def test_twelve_tasks_of_at_most_five_steps():
    """十二件常做的事，每件最多五步，步号从 1 连着排：再长就没人照做了。"""
    tasks = re.split(r"^### ", section("十二件常做的事"), flags=re.MULTILINE)[1:]
    assert len(tasks) == 12
    for task in tasks:
        steps = [int(number) for number in re.findall(r"^(\d+)\. ", task, re.MULTILINE)]
        assert steps == list(range(1, len(steps) + 1)), task
        assert 1 <= len(steps) <= 5, task


def test_links_inside_lead_to_a_heading():
    """文中的链接都指到本页的小标题，标题不重名：GitHub 照标题的字取锚点。"""
    prose = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    assert len(headings) == len(set(headings))
    for target in re.findall(r"\]\(#([^)]+)\)", prose):
        assert target in headings, target


def test_make_commands_exist():
    """写到的 make 命令 Makefile 里都有，尤其是编者最常用的三个。"""
    done = subprocess.run(["make", "-pn"], cwd=ROOT, capture_output=True, text=True, check=False)
    targets = set(re.findall(r"^([a-z-]+):", done.stdout, re.MULTILINE))
    wanted = {word for line in re.findall(r"`make ([a-z -]+)`", GUIDE) for word in line.split()}
    assert {"check", "site", "hooks"} <= wanted
    assert wanted <= targets


@pytest.mark.parametrize("command", ["check", "fix", "changes", "record", "review", "verify"])
def test_program_commands_exist(command, capsys):
    """写到的 python -m macros 命令和选项，程序都认得。"""
    said = re.findall(rf"`python -m macros {command}((?: [^`]+)?)`", GUIDE)
    assert said
    with pytest.raises(SystemExit) as stopped:
        __main__.main([command, "--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    for option in re.findall(r"--[a-z]+", " ".join(said)):
        assert option in shown


def test_no_other_program_command_is_mentioned():
    """没有写上面以外的 python -m macros 命令：写了就要一起测。"""
    assert set(re.findall(r"python -m macros ([a-z]+)", GUIDE)) == {
        "check",
        "fix",
        "changes",
        "record",
        "review",
        "verify",
    }


def patterns():
    """macros/ 里全部字符串的样子；花括号里的是任意几个字。"""
    for path in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    part.value if isinstance(part, ast.Constant) else None for part in node.values
                ]
                if len("".join(filter(None, parts))) >= 3:
                    yield "".join(".+" if part is None else re.escape(part) for part in parts)


def test_quoted_messages_are_the_real_ones():
    """表里的十句都是检查真会说的话：程序改了说法，这里跟着改，编者才搜得到。"""
    known = [re.compile(pattern) for pattern in patterns()]
    assert len(messages()) == 10
    for pair in messages():
        for said in pair:
            assert any(pattern.fullmatch(said) for pattern in known), said


def test_the_sample_line_is_what_the_check_prints(project):
    """拆开讲的那一行，真把数据改坏就会印出来；行号会随数据变，不比。"""
    sample = re.search(
        r"```text\n(data/units/health\.yml):\d+:\d+: (.+)\n```", section("检查说的话")
    )
    path = project / "data/units/health.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("serves: [health-1]", "serves: [health-9]", 1),
        encoding="utf-8",
    )
    said = [(problem.path, f"{problem.message}（{problem.help}）") for problem in check(project)[1]]
    assert said == [sample.groups()]


@pytest.mark.parametrize("name", FORM_FILES)
def test_forms_are_what_github_takes(name):
    """表单的结构 GitHub 认得，给人看的字都是中文：错一处，整张表就打不开。"""
    form = yaml.safe_load((GITHUB / f"ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
    assert set(form) == {"name", "description", "title", "body"}
    assert all(CHINESE.search(form[field]) for field in ("name", "description", "title"))
    ids, labels = [], []
    for part in form["body"]:
        assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert set(part) <= {"type", "id", "attributes", "validations"}
        if part["type"] == "markdown":
            assert set(part) == {"type", "attributes"}
            assert CHINESE.search(part["attributes"]["value"])
            continue
        allowed = {"input": set(), "textarea": {"render"}, "dropdown": {"options"}}[part["type"]]
        assert set(part["attributes"]) <= {"label", "description"} | allowed
        assert part.get("validations", {"required": True}) == {"required": True}
        assert re.fullmatch(r"[a-z]+", part["id"])
        ids.append(part["id"])
        labels.append(part["attributes"]["label"])
        assert all(
            CHINESE.search(text)
            for key, text in part["attributes"].items()
            if key in ("label", "description")
        )
        options = part["attributes"].get("options", [])
        assert len(options) == len(set(options))
    assert ids
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", FORM_FILES)
def test_forms_send_emergencies_to_110_first(name):
    """每张表最先说打 110，再说不要写孩子的个人信息：有人会在这里求救。"""
    form = yaml.safe_load((GITHUB / f"ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
    first, *rest = form["body"][0]["attributes"]["value"].split("\n")
    assert form["body"][0]["type"] == "markdown"
    assert first.strip("*") == "孩子正在危险中、刚刚走失，马上打 110，不要在这里写。"
    assert "不要写孩子的姓名、照片、住址" in "".join(rest)


def test_the_content_form_takes_what_the_site_sends():
    """“报告问题”用 page、says 两个参数打开这张表：id 改了，带来的字就丢了。"""
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/content.yml").read_text(encoding="utf-8"))
    required = {part["id"]: "validations" in part for part in form["body"] if "id" in part}
    assert required == {"page": True, "says": True, "should": False, "source": False}


def test_the_publicity_form_lists_the_kinds_of_pieces():
    """资料的种类和程序里的一样，最后多一项“说不准”。"""
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/publicity.yml").read_text(encoding="utf-8"))
    options = next(
        part["attributes"]["options"] for part in form["body"] if part["type"] == "dropdown"
    )
    assert options[:-1] == list(FORMS.values())


def test_blank_issues_are_off():
    """空白议题关着，也没有指到别处的链接：先看到 110 才写得成。"""
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": False}
    assert {path.stem for path in (GITHUB / "ISSUE_TEMPLATE").iterdir()} == {*FORM_FILES, "config"}


def test_the_pull_request_template_is_short():
    """合并请求的样板最多三个框、五行字：长了就没人看。"""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert 1 <= text.count("- [ ] ") <= 3
    assert len([line for line in text.splitlines() if line.strip()]) <= 5


def test_owners_are_all_commented_out():
    """CODEOWNERS 没有一行生效：账号由运行这份仓库的人自己填，这里不编造。"""
    assert all(not line or line.startswith("# ") for line in OWNERS.splitlines())
    assert set(re.findall(r"@(\S+?)(?=[”\s]|$)", OWNERS)) == {"账号"}


def test_owners_paths_exist_and_cover_the_data():
    """写到的路径都在，data/ 里每个文件、每个单位都有人审得到。"""
    paths = re.findall(r"^# /(\S+) @", OWNERS, re.MULTILINE)
    assert len(paths) == len(set(paths))
    for path in paths:
        assert (ROOT / path).exists(), path
        assert (ROOT / path).is_dir() == path.endswith("/"), path
    for path in (ROOT / "data").rglob("*.*"):
        name = path.relative_to(ROOT).as_posix()
        assert any(name.startswith(one) for one in paths), name
    units = sorted(path.name for path in (ROOT / "data/units").glob("*.yml"))
    assert sorted(re.findall(r"^# /data/units/(\S+\.yml) @", OWNERS, re.MULTILINE)) == units
