"""改了什么：每种改动说成一句准话，官方文字在最前，受影响的页和下载点到名。

评审的人照这份摘要决定看什么；说漏一样，就可能放过一处原文的错字。
"""

import dataclasses
import hashlib
import re
import shutil

import pytest
from changing import changed, city_repository, commit, git, records, section
from project import CITY, edit

from macros.corpus import design, documents, editorial, facts, pieces, site, tasks
from macros.corpus.record import field_title, written_fields
from macros.editing.changes import report
from macros.editing.changes.report import change_report

FERRY = "data/units/ferry.yml"
SNAPSHOT = "data/source/yunting.txt"
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _without_building(monkeypatch):
    """这里只看说了什么，不建网站；影响哪些页面和下载，在 test_changed_pages 里看。"""
    monkeypatch.setattr(report, "affected", lambda *_: [])


@pytest.fixture
def city(tmp_path):
    """虚构城市的仓库，有一次提交。"""
    return city_repository(tmp_path / "city")


def test_nothing_changed(city):
    """什么也没改，就只说没有改动：多一句都会让人白看。"""
    assert change_report(city, "HEAD") == ("没有改动。\n", 0)


def test_every_kind_and_field_has_a_chinese_name():
    """每种记录、每个字段都有中文名：加了字段没起名，摘要里就会是空的。"""
    modules = (design, documents, editorial, facts, pieces, site, tasks)
    kinds = [
        cls
        for module in modules
        for cls in vars(module).values()
        if dataclasses.is_dataclass(cls) and cls.__module__ == module.__name__
    ]
    assert len(kinds) > 30
    for cls in kinds:
        assert CHINESE.search(cls.kind_name), cls
        for name in written_fields(cls):
            assert CHINESE.search(field_title(cls, name)), (cls, name)


def test_reworded_measure_says_how_many_characters_and_which(city):
    """改了字的举措说改几个字，前后各一行，标出改的地方。"""
    edit(city / FERRY, "text: 写一份总结。", "text: 写两份总结。")
    assert section(changed(city), "改了什么") == [
        "- 市渡运局2035—2036年安排第2条：改 1 字",
        "    - 前：写<del>一</del>份总结。",
        "    - 后：写<ins>两</ins>份总结。",
    ]


def test_insertion_in_the_middle_is_one_addition(city):
    """在中间插一条，只说新增一条：举措的 id 是位置，后面几条的位置和印的序号都会跟着变，但它们没有改。"""
    edit(
        city / FERRY,
        "  - {number: 2, text: 编一本船员手册。, serves: [ferry-2]}",
        "  - {number: 2, text: 贴一张告示。, serves: [ferry-1]}\n  - {number: 3, text: 编一本船员手册。, serves: [ferry-2]}",
    )
    text = changed(city)
    assert section(text, "改了什么") == [
        "- 市渡运局2031—2032年安排第2条：新增",
        "    - 后：贴一张告示。",
    ]


def test_inserted_task_does_not_change_what_measures_serve(city):
    """在中间插一项任务，举措里的 ferry-2 改成 ferry-3 指的还是同一项，不算改了编者归类。"""
    edit(
        city / FERRY,
        "- {number: 2, text: 教船员识别拐卖。, priorities: [prevent]}",
        "- {number: 2, text: 管好码头。, priorities: [prevent]}\n- {number: 3, text: 教船员识别拐卖。, priorities: [prevent]}",
    )
    path = city / FERRY
    path.write_text(
        path.read_text(encoding="utf-8").replace("ferry-2", "ferry-3"), encoding="utf-8"
    )
    assert records(changed(city)) == ["- 市渡运局要做的事第2项：新增"]


def test_stale_reference_is_a_change(city):
    """删掉第 1 项任务而没改举措里的 ferry-1，字面没变，指的却成了另一项：要说出来，编者多半没看见。"""
    edit(city / FERRY, "- {number: 1, text: 看好渡口。, priorities: [prevent]}\n", "")
    text = changed(city)
    assert "- 市渡运局要做的事第1项：删除" in text
    assert "- 市渡运局2034年安排第1条：改了对应任务（编者归类）" in text
    assert "ferry-1<del>（已删）</del>" in text


def test_removed(city):
    """删掉的一条说删除，写出删掉的字：删掉的东西在新文件里看不见。"""
    edit(
        city / "data/terms.yml",
        "- {id: annex, term: 分期, sound: fen qi, means: 分几段日子做。, source: 云汀市渡船守则, facts: [police-line]}\n",
        "",
    )
    assert section(changed(city), "改了什么") == ["- 名词“分期”：删除", "    - 前：分期"]


def test_moved_within_a_list_and_to_another_list(city):
    """换了先后、挪到别的时段，字没变，就说移动，不说一删一增：那样看着像动了字。"""
    edit(
        city / FERRY,
        '"2034":\n  - {number: 1, text: 值守员每季度演练一次。, serves: [ferry-1]}\n',
        '"2034": []\n',
    )
    edit(
        city / FERRY,
        "  - {number: 1, text: 船员全部学完手册。, serves: [ferry-2]}\n",
        "  - {number: 1, text: 船员全部学完手册。, serves: [ferry-2]}\n  - {number: 1, text: 值守员每季度演练一次。, serves: [ferry-1]}\n",
    )
    path = city / "data/terms.yml"
    first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{second}\n{first}\n", encoding="utf-8")
    found = records(changed(city))
    assert "- 市渡运局2034年安排第1条 → 市渡运局2033年安排第2条：移动" in found
    assert len(found) == 2
    assert found[1].startswith("- 名词")
    assert found[1].endswith("：移动")


def test_renamed_record(city):
    """换了编号，内容没变，说改名：改名会断链接，要看得出来。"""
    edit(city / "data/terms.yml", "id: annex", "id: phases")
    assert records(changed(city)) == ["- 名词“分期”：改名，annex → phases"]


def test_renamed_unit_file(city):
    """单位换了文件名，说改名一次，它的任务和举措不算都变了。"""
    for path in [*city.rglob("*.yml"), *city.glob("docs/publicity/*.md")]:
        path.write_text(
            re.sub(r"\bferry(-\d\b)", r"boat\1", path.read_text(encoding="utf-8")), encoding="utf-8"
        )
    (city / FERRY).rename(city / "data/units/boat.yml")
    text = changed(city)
    assert records(text) == [
        "- 市渡运局：改名，ferry → boat",
        "- 落实情况“guards-2031”：改了说的是方案的哪几处（编者归类）",
        "- 数据文件 data/questions.yml：改了 1 行，只动了注释、写法或跟着变的编号",
        "- 页面“上下渡船牵紧手”（docs/publicity/ferry-leaflet.md）：改了 1 行",
    ]


def test_renamed_file(city):
    """页面、图片换了名字，内容没变，说改名。"""
    (city / "docs/table.md").rename(city / "docs/appendix.md")
    assert records(changed(city)) == [
        "- 页面“任务分工表”（docs/table.md） → docs/appendix.md：改名"
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "label"),
    [
        (FERRY, "text: 写一份总结。", "text: 写一份 总结。", "市渡运局2035—2036年安排第2条"),
        ("docs/about.md", "## 发现", "##  发现", "页面“关于”（docs/about.md）"),
        ("data/terms.yml", "- {id: annex,", "- {id:  annex,", "数据文件 data/terms.yml"),
    ],
)
def test_only_white_space(city, path, old, new, label):
    """只动了空白就说只改了空白：不用一个字一个字地找。"""
    edit(city / path, old, new)
    assert records(changed(city)) == [f"- {label}：只改了空白"]


def test_comment_in_a_data_file(city):
    """数据文件里只改了注释，记录没变，也要说到这个文件：不能有改了却没提的。"""
    edit(city / "data/units/lighthouse.yml", "# 这一格原表没有印序号，", "# 原表没有印序号，")
    text = changed(city)
    assert records(text) == [
        "- 数据文件 data/units/lighthouse.yml：改了 1 行，只动了注释、写法或跟着变的编号"
    ]
    assert "官方文字" not in text


def test_fields_of_editors_are_named_as_such(city):
    """编者归类的改动说是编者归类，不当作改了原文。"""
    edit(city / "data/units/lighthouse.yml", "priorities: [prevent, help]", "priorities: [help]")
    text = changed(city)
    assert records(text) == ["- 市灯塔办要做的事第2项：改了工作重点（编者归类）"]
    assert "官方文字" not in text


def test_binary_and_other_files(city):
    """图片、说不清的文件也要点名；二进制的不展开，前后都不当文字看。"""
    (city / "docs/photo.png").write_bytes(b"\x89PNG\0\xff")
    (city / "notes.txt").write_text("甲\n", encoding="utf-8")
    commit(city)
    (city / "docs/photo.png").write_bytes(b"\x89PNG\0\xff\xff")
    (city / "notes.txt").write_text("甲\n乙\n", encoding="utf-8")
    assert records(changed(city)) == [
        "- 二进制文件 docs/photo.png：换了内容，6 字节 → 7 字节",
        "- 其他文件 notes.txt：改了 1 行",
    ]


def test_several_files_at_once(city):
    """一次改了几个文件，每处一条，一处不漏。"""
    edit(city / "data/hotlines.yml", "name: 报警电话", "name: 报警热线")
    edit(city / "data/facts.yml", "review: 2032-04-01", "review: 2033-04-01")
    edit(city / "docs/publicity/ferry-talk.md", "慢一点，念两遍。", "慢一点，念三遍。")
    edit(city / "docs/publicity/ferry-leaflet.md", "short: 排队就牵住手", "short: 排队牵住手")
    edit(city / "docs/help.md", "# 求助", "# 求助\n\n别怕。")
    assert records(changed(city)) == [
        "- 热线“报警热线”：改 2 字",
        "- 事实“police-line”：改了复核期限",
        "- 传单“上下渡船牵紧手” · 步骤第 1 条：改了海报上的短话",
        "- 宣传资料“开渡讲话”：正文改了 1 行",
        "- 页面“求助”（docs/help.md）：改了 2 行",
    ]


def test_official_text_comes_first_and_is_compared(city):
    """动了官方文字，第一行就用黑体说是哪一条、和原网页还一样不一样：这是最不能放过的。"""
    edit(
        city / "data/documents/scheme.yml",
        "让获救的人有书读、有人陪。",
        "让获救的人有书念、有人陪。",
    )
    first = changed(city).splitlines()[0]
    assert first.startswith(
        "**改动涉及官方文字**：云汀市防拐方案·二、怎么帮（scheme-2-1）。和原网页不同，共 1 处，"
    )
    assert "data/documents/scheme.yml:" in first


def test_official_text_that_now_equals_the_page(city):
    """把抄错的字改回去，也是动了官方文字，但说明已经和原网页逐字相同。"""
    edit(city / "data/periods.yml", 'printed: "2033"', 'printed: "2O33"')
    commit(city)
    edit(city / "data/periods.yml", 'printed: "2O33"', 'printed: "2033"')
    assert changed(city).startswith("**改动涉及官方文字**：2033年。和原网页逐字相同。\n")


def test_snapshot_changed_without_an_erratum_is_refused(city):
    """快照是核对的依据；改了快照又不登记，等于把尺子改了，退出码 1，说清怎么办。"""
    edit(city / SNAPSHOT, "任务分工表\n单位", "任务分工裱\n单位")
    text, code = change_report(city, "HEAD")
    assert code == 1
    assert text.startswith("**改动涉及官方文字**：data/source/yunting.txt。和原网页不同")
    assert "**不能这样改**：原网页的快照变了" in text
    assert "登记到 data/errata.yml" in text


def test_snapshot_changed_with_an_erratum_is_let_through(city):
    """登记了勘误就放行，仍在最前面说动了官方文字；只删勘误不算登记。"""
    edit(city / SNAPSHOT, "任务分工表\n单位", "任务分工裱\n单位")
    path = city / "data/errata.yml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: whole.index("- id: at-once")], encoding="utf-8")
    assert change_report(city, "HEAD")[1] == 1
    path.write_text(whole.replace("没有“立既”这个词", "字典里没有“立既”"), encoding="utf-8")
    assert changed(city).startswith("**改动涉及官方文字**：")


def test_another_source_may_be_added(city):
    """添一个来源，不是改快照：放行；挪走原来的，还是不行。"""
    text = "云汀市人民政府关于开渡日的通告\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    folder = city / "data/source"
    (folder / "day.txt").write_text(text, encoding="utf-8")
    register = (folder / "answers.yml").read_text(encoding="utf-8")
    own = re.search("sha256: (.+)", register)[1]
    for old, new in (
        (own, digest),
        ("yunting-answers.txt", "day.txt"),
        ("[questions]", "[]"),
        ("text: 首页 > 政务问答", f"text: {text.strip()}"),
    ):
        register = register.replace(old, new)
    (folder / "day.yml").write_text(register, encoding="utf-8")
    told, code = change_report(city, "HEAD")
    assert code == 0, told
    assert "data/source/day.txt" in told
    (city / SNAPSHOT).rename(folder / "moved.txt")
    edit(city / "data/source/SOURCE.yml", "yunting.txt", "moved.txt")
    assert change_report(city, "HEAD")[1] == 1


def test_data_and_code_together_are_flagged(city):
    """数据和程序一起改，建议分成两次：混在一起，评审的人看不出页面为什么变了。"""
    edit(city / "data/terms.yml", "被解救出来的人", "被救出来的人")
    assert "分成两次" not in changed(city)
    edit(city / "mkdocs.yml", "site_name: 云汀防拐", "site_name: 云汀反拐")
    text = changed(city)
    assert "建议分成两次提交" in text
    assert "程序或样式变了，所有页面都可能变。" in text


def test_tests_alone_change_no_page(city):
    """只改测试，不说页面可能变：喊多了就没人看了。"""
    (city / "tests").mkdir()
    (city / "tests/test_x.py").write_text("", encoding="utf-8")
    text = changed(city)
    assert "程序 tests/test_x.py：新增" in text
    assert "都可能变" not in text
    assert "分成两次" not in text


def test_colors_change_every_page(city):
    """网站的颜色变了，每一页都会变，不用一页页列。"""
    edit(city / "data/tokens.yml", 'light: "#221f1a"', 'light: "#221f1b"')
    text = changed(city)
    assert records(text) == ["- 颜色和字号 · ink · 颜色：改了浅色"]
    assert text.endswith("程序或样式变了，所有页面都可能变。\n")


def test_markup_in_data_is_shown_not_obeyed(city):
    """数据里的标记照样显示：摘要会贴在评审的页面上，不能让一条数据往里塞脚本、图片、链接。"""
    evil = "<script>x</script>![a](http://e.example/)**粗** @someone `码` | www.e.example"
    edit(city / "data/terms.yml", "means: 被解救出来的人。", f"means: '{evil}'")
    edit(city / "docs/about.md", "title: 关于", "title: '<img src=x> [链接](x)'")
    text = changed(city)
    for bad in ("<script", "<img", "](", "**粗", "`", "http://", "www.", "@someone"):
        assert bad not in text, bad
    assert "&#60;script&#62;" in text


def test_a_file_name_cannot_inject_a_line(city):
    """文件名里有换行，也只占一行：否则能伪造一行“和原网页逐字相同”。"""
    (city / "a\n**假**.txt").write_text("", encoding="utf-8")
    assert records(changed(city)) == ["- 其他文件 a⏎&#42;&#42;假&#42;&#42;.txt：新增"]


@pytest.mark.parametrize("name", ["no-such", "-x", "--output=x", "HEAD:data", "", "a b"])
def test_unknown_revision_is_a_sentence(city, name):
    """git 不认识的版本，说一句话，退出码 1；以连字符开头的也不会被 git 当成选项。"""
    for text, code in (change_report(city, name), change_report(city, "HEAD", name)):
        assert code == 1
        assert re.fullmatch(r"git 不认识 .*这个版本：检查拼写，或先 git fetch 取回来。\n", text)
    assert not (city / "x").exists()


def test_not_a_repository(tmp_path, monkeypatch):
    """不在 git 仓库里，说一句话，不是一串英文的出错记录。"""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert change_report(tmp_path, "HEAD") == ("这里不是 git 仓库，没有版本可比。\n", 1)
    assert change_report(tmp_path / "none", "HEAD")[1] == 1


def test_new_data_that_cannot_be_read_is_refused(city):
    """改后的数据读不成，指出第一处，退出码 1：读不成就说不出改了什么。"""
    edit(city / FERRY, "order: 1", "order: 一")
    text, code = change_report(city, "HEAD")
    assert code == 1
    assert text.startswith(f"改后的数据读不成，先改好再比：{FERRY}:1:8: order 写法不对")
    (city / FERRY).write_text("[", encoding="utf-8")
    assert change_report(city, "HEAD")[1] == 1


def test_old_data_that_cannot_be_read_falls_back_to_files(city):
    """改前的数据是旧写法，说明白，只列文件名；可能动了官方文字的仍在最前面说。"""
    edit(city / FERRY, "order: 1", "position: 1")
    commit(city)
    edit(city / FERRY, "position: 1", "order: 1")
    text = changed(city)
    assert text.startswith(
        f"**改动涉及官方文字**：{FERRY}。和原网页逐字相同。\n\n改前的数据用现在的程序读不成，"
    )
    assert records(text) == [f"- 数据文件 {FERRY}：改了 1 行"]
    edit(city / SNAPSHOT, "任务分工表\n单位", "任务分工裱\n单位")
    assert change_report(city, "HEAD")[1] == 1


def test_broken_reference_does_not_stop_the_summary(city):
    """引用写错由 check 报；摘要照样写得出来，好看出是哪里改错的。"""
    edit(city / "docs/publicity/ferry-talk.md", 'phones: ["110"]', 'phones: ["119"]')
    edit(city / "docs/table.md", "{{ table() }}", "{{ tabel() }}")
    assert records(changed(city)) == [
        "- 宣传资料“开渡讲话”：改了印上的电话",
        "- 页面“任务分工表”（docs/table.md）：改了 1 行",
    ]


def test_several_mistakes_do_not_stop_the_summary(city):
    """没有的颜色、没有的时段、重复的次序，摘要也照样写：出错的记录正是要看的。"""
    edit(city / "docs/publicity/ferry-leaflet.md", "palette: lake", "palette: none")
    edit(city / FERRY, '"2034":', '"2037":')
    edit(city / "data/units/library.yml", "order: 3", "order: 1")
    text = changed(city)
    assert "- 传单“上下渡船牵紧手”：改了颜色" in text
    assert "市渡运局2034年安排第1条 → " in text


def test_two_revisions_without_the_working_tree(city):
    """给了两个版本就比这两个，眼下没提交的改动不算；反过来比，增删对调。"""
    old = git(city, "rev-parse", "HEAD")
    with (city / "data/terms.yml").open("a", encoding="utf-8") as file:
        file.write(
            "- {id: pier, term: 渡口, sound: du kou, means: 上下船的地方。, source: 云汀市防拐方案}\n"
        )
    new = commit(city)
    edit(city / "docs/about.md", "# 关于", "# 关于我们")
    assert [records(change_report(city, *pair)[0]) for pair in ((old, new), (new, old))] == [
        ["- 名词“渡口”：新增"],
        ["- 名词“渡口”：删除"],
    ]
    assert change_report(city, new, "HEAD") == ("没有改动。\n", 0)


def test_project_in_a_subfolder_of_the_repository(tmp_path):
    """项目可以在仓库的子目录里，别的目录的改动不算。"""
    root = tmp_path / "repo/city"
    shutil.copytree(CITY, root)
    git(root.parent, "init", "-q")
    commit(root.parent)
    (root.parent / "outside.txt").write_text("", encoding="utf-8")
    assert change_report(root, "HEAD") == ("没有改动。\n", 0)
    edit(root / "docs/about.md", "# 关于", "# 关于我们")
    assert records(changed(root)) == ["- 页面“关于”（docs/about.md）：改了 1 行"]


def test_links_do_not_lead_out(city):
    """仓库里的符号链接不跟着走：不然能把别处的文件印进摘要。"""
    (city / "secret.txt").symlink_to("/etc/passwd")
    commit(city)
    assert change_report(city, "HEAD~1", "HEAD") == ("没有改动。\n", 0)
    assert change_report(city, "HEAD~1") == ("没有改动。\n", 0)
