"""生成哪些页、地址是什么：发布后的地址不能变。"""

from project import ROOT

from macros.corpus import addresses as pages


def test_addresses_never_change(plan):
    """12 个单位、30 项任务、9 个年度，地址照约定。"""
    uris = [page.uri for page in pages.generated(plan)]
    assert len(uris) == len(set(uris)) == 12 + 30 + 9
    assert {
        "units/health.md",
        "tasks/health-2.md",
        "tasks/womens-federation-1.md",
        "years/2026.md",
    } <= set(uris)


def test_rows_know_their_address(plan):
    """段落、任务、举措、栏头都能被链接到。"""
    addresses = {
        "plan-3-2": "plan/index.html#plan-3-2",
        "draft-3-2": "plan/compare.html#draft-3-2",
        "plan-column-unit": "table.html#plan-column-unit",
        "interpretation-7-3": "interpretation.html#interpretation-7-3",
        "health-2": "units/health.html#health-2",
        "health-2023-2029-5": "units/health.html#health-2023-2029-5",
        "health": "units/health.html",
        "2023-2029": "years/2023.html",
    }
    assert {id: pages.address_of(plan, plan.rows[id]) for id in addresses} == addresses


def test_labels_read_like_chinese(plan):
    """短名给人看，不带 id。"""
    labels = {
        "plan-3-2": "方案·三、工作重点·（二）加强对拐卖人口犯罪的源头治理",
        "notice-date": "印发通知",
        "health-2": "市卫健委重点任务第2项",
        "womens-federation-1": "市妇联重点任务",
        "health-2023-2029-5": "市卫健委2023—2029年举措第5条",
    }
    assert {id: pages.label(plan, plan.rows[id]) for id in labels} == labels


def test_edit_rows_are_exact(plan):
    """编辑链接指到数据里那一条的行：任务页打开那项任务，年度页打开那个时段。"""
    by_uri = {page.uri: page.place for page in pages.generated(plan)}
    for uri, text in (("tasks/health-2.md", "- number: 2"), ("years/2026.md", "- id: 2023-2029")):
        at = by_uri[uri]
        assert (
            (ROOT / at.path).read_text(encoding="utf-8").splitlines()[at.line - 1].startswith(text)
        )
