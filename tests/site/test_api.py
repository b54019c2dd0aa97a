"""给程序用的 JSON：字段、格式、目录。"""

import dataclasses
import json
import os
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from jsonschema import Draft202012Validator
from project import ROOT
from referencing import Registry, Resource
from test_release import made as edition
from written import api_files

from macros.corpus import proof
from macros.corpus.loading import load
from macros.pages.datafiles import API
from macros.printing.formats import PROSE, Output, Outputs
from macros.printing.store import Printed

GOLDEN = ROOT / "tests/golden/api-v1.txt"
# https://spec.openapis.org/oas/3.1/schema/2022-10-07，Apache-2.0。
OPENAPI = ROOT / "tests/vocabulary/openapi-3.1.json"


@pytest.fixture(scope="module", params=["", "tests/city"])
def found(request):
    """两座城市各一份：程序里没有写死哪一座。"""
    plan, problems = load(ROOT / request.param)
    assert not problems
    return plan, api_files(plan, edition())


def body(files, name):
    return json.loads(files[f"{API}/{name}.json"])


def data(files):
    """数据文件，不含格式的说明。"""
    return {
        name: json.loads(text)
        for name, text in files.items()
        if "/schema/" not in name and "openapi" not in name
    }


def test_every_file_fits_its_schema(found):
    """每个文件都合自己写明的 JSON Schema；格式是关死的，多一个字段也不行。"""
    _, files = found
    registry = Registry().with_resources(
        (name, Resource.from_contents(json.loads(text)))
        for name, text in files.items()
        if "/schema/" in name
    )
    for name, content in data(files).items():
        schema = json.loads(files[content["schema"]])
        Draft202012Validator.check_schema(schema)
        problems = [
            error.message
            for error in Draft202012Validator(schema, registry=registry).iter_errors(content)
        ]
        assert problems == [], name
        assert not Draft202012Validator(schema).is_valid({**content, "more": 1}), name
        for field in content:
            assert not Draft202012Validator(schema).is_valid(
                {k: v for k, v in content.items() if k != field}
            ), field


def test_nothing_is_lost_on_the_way(found):
    """从 JSON 还原出的单位、任务、举措、段落和计划里的一样，次序也一样：取数据的人拿到的就是原文。"""
    plan, files = found
    for kind, rows in (("tasks", plan.tasks), ("measures", plan.measures)):
        found_rows = body(files, kind)[kind]
        assert [(row["id"], row["number"], row["text"], row["printed"]) for row in found_rows] == [
            (row.id, row.number, row.text, proof.printed(row)) for row in rows
        ]
    assert [(row["name"], row["full_name"]) for row in body(files, "units")["units"]] == [
        (unit.name, unit.full_name) for unit in plan.units
    ]
    for document in plan.documents.values():
        assert [row["text"] for row in body(files, f"documents/{document.id}")["paragraphs"]] == [
            row.text for row in document.paragraphs
        ]
    assert [row["id"] for row in body(files, "publicity")["publicity"]] == [
        piece.slug for piece in plan.pieces
    ]
    assert [row["year"] for row in body(files, "years")["years"]] == list(plan.years)


def test_the_whole_and_the_parts_agree(found):
    """每个单位自己的文件，和总的文件里那几条一样。"""
    plan, files = found
    for unit in plan.units:
        part = body(files, f"units/{unit.id}")
        for kind in ("tasks", "measures"):
            assert part[kind] == [row for row in body(files, kind)[kind] if row["unit"] == unit.id]


def test_every_reference_leads_somewhere(found):
    """提到的编号、页面、文件都真有。"""
    plan, files = found
    known = (
        set(plan.rows) | {erratum.id for erratum in plan.errata} | {p.id for p in plan.priorities}
    )
    known |= {fact.id for fact in plan.facts} | {day.id for day in plan.calendar}
    for kind, fields in (
        ("tasks", ("unit", "priorities", "errata")),
        ("measures", ("unit", "period", "serves", "errata")),
        ("units", ("tasks", "errata")),
        ("years", ("period", "measures")),
        ("errata", ("places",)),
        ("publicity", ("facts", "occasions", "serves")),
    ):
        for row in body(files, kind)[kind]:
            for field in fields:
                values = row[field] if isinstance(row[field], list) else [row[field]]
                assert set(values) <= known, (
                    kind,
                    row["id"] if "id" in row else row["year"],
                    field,
                )
    assert {row["address"] for row in body(files, "index")["files"]} | {f"{API}/index.json"} == set(
        data(files)
    )
    assert all(row["data"] in files for row in body(files, "documents")["documents"])
    for unit in body(files, "units")["units"]:
        assert [id for ids in unit["measures"].values() for id in ids] == [
            row["id"] for row in body(files, "measures")["measures"] if row["unit"] == unit["id"]
        ]
    for row in body(files, "index")["files"]:
        content = json.loads(files[row["address"]])
        assert row["schema"] == content["schema"]
        counted = sum(
            len(v) for k, v in content.items() if k != "editorial" and isinstance(v, list)
        )
        assert row["count"] == counted > 0, row["address"]
    assert body(files, "index")["openapi"] in files


def test_restored_characters_are_beside_the_text_not_in_it(found):
    """text 照印，缺字的也照缺；补上的另在 reading，和网页上补出的一样。"""
    plan, files = found
    rows = [row for d in plan.documents for row in body(files, f"documents/{d}")["paragraphs"]]
    rows += [row for kind in ("tasks", "measures") for row in body(files, kind)[kind]]
    restored = {row["id"]: row["reading"] for row in rows if row["reading"] is not None}
    places = {
        place for erratum in plan.errata if erratum.kind == "restored" for place in erratum.places
    }
    assert restored == {id: proof.reading(plan, plan.rows[id]) for id in places}
    assert all(len(restored[id]) > len(proof.printed(plan.rows[id])) for id in restored)


def test_names_of_contacts_stay_in_the_full_text(plan):
    """联系人的名字只在解读全文里：别的文件、目录、说明里都没有。"""
    files = api_files(plan, edition())
    (said,) = [
        row.text for row in plan.rows.values() if getattr(row, "text", "").startswith("联系人：")
    ]
    for name in re.split("[：、]", said)[1:]:
        assert [address for address, text in files.items() if name in text] == [
            f"{API}/documents/interpretation.json"
        ]


def test_downloads_are_listed_when_printed(plan):
    """印了才列下载，一份资料的每种版式一个，合格式；没印是空的。"""
    piece = plan.pieces[0]
    outputs = [
        Output(
            address=f"publicity/甲.{f.suffix}",
            saved_as="甲",
            format=f,
            printed=Printed(Path("甲"), 1, 2),
        )
        for f in PROSE
    ]
    printed = Outputs(
        pieces={piece.slug: tuple(outputs)}, previews={}, shown={}, papers={}, kits=()
    )
    for given, expected in ((None, []), (printed, [(o.format.name, o.address) for o in outputs])):
        files = api_files(plan, edition(), given)
        content = body(files, "publicity")
        first, *others = content["publicity"]
        assert [(row["format"], row["address"]) for row in first["downloads"]] == expected
        assert all(row["downloads"] == [] for row in others)
        assert Draft202012Validator(json.loads(files[content["schema"]])).is_valid(content)


def test_years_have_the_measures_of_their_period(found):
    """一年的举措是那一时段各单位的全部举措，照单位次序；举措写的年份反过来也对得上。"""
    plan, files = found
    measures = body(files, "measures")["measures"]
    assert {row["period"]: row["years"] for row in measures} == {
        period.id: list(period.years)
        for period in plan.periods
        if any(row["period"] == period.id for row in measures)
    }
    for year in body(files, "years")["years"]:
        assert year["measures"] == [row["id"] for row in measures if year["year"] in row["years"]]


def test_every_page_and_anchor_is_there(plan, site):
    """page 指的网页真有，锚点也真有。"""
    ids = {}
    for content in data(api_files(plan, edition())).values():
        rows = [
            value
            for part in content.values()
            for value in (part if isinstance(part, list) else [part])
        ]
        for row in rows:
            if isinstance(row, dict) and "page" in row:
                page, _, anchor = row["page"].partition("#")
                if page not in ids:
                    ids[page] = set(
                        re.findall(r'\bid="?([^" >]+)', (site / page).read_text(encoding="utf-8"))
                    )
                assert not anchor or anchor in ids[page], row["page"]
    assert len(ids) > 30


def test_openapi_lists_exactly_what_is_there(found):
    """OpenAPI 里的路径和文件一一对应，每个都指向真有的格式；自己合 OpenAPI 3.1 的规定。"""
    _, files = found
    described = body(files, "openapi")
    assert {f"{API}{path}" for path in described["paths"]} == set(data(files))
    for path, item in described["paths"].items():
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert f"{API}/{schema}" == body(files, path[1:].removesuffix(".json"))["schema"]
    for base in ("", edition().base):
        own = body(api_files(found[0], dataclasses.replace(edition(), base=base)), "openapi")
        here = edition().base + f"{API}/openapi.json"
        for path in own["paths"]:
            address = urljoin(here, own["servers"][0]["url"]) + path
            assert address.removeprefix(edition().base) in files, address
    names = [item["get"]["operationId"] for item in described["paths"].values()]
    assert len(names) == len(set(names))
    Draft202012Validator(json.loads(OPENAPI.read_text(encoding="utf-8"))).validate(described)


def test_what_editors_add_is_marked(found):
    """编者归类、补充的字段，格式的说明里写明；原文的字段不写。"""
    _, files = found
    for name, fields in {
        "tasks": {"priorities", "reading", "label", "errata"},
        "measures": {"serves", "reading", "label", "errata"},
    }.items():
        row = body(files, f"schema/{name}")["properties"][name]["items"]["properties"]
        assert {field for field, schema in row.items() if "编者" in schema["description"]} == fields
        assert body(files, name)["editorial"] == [
            f"{name}[].{field}" for field in row if field in fields
        ]
    official = {"text", "printed", "number", "name", "term"}
    for name, content in data(files).items():
        marked = content["editorial"]
        assert len(marked) == len(set(marked)), name
        assert not {path.rpartition(".")[2] for path in marked} & official, name
        for path in marked:
            place, _, field = path.partition(".")
            value = content[place.removesuffix("[]")]
            rows = value if place.endswith("[]") else [value]
            assert isinstance(value, list) == place.endswith("[]"), path
            assert all(field in row for row in rows), path
    assert "unit.full_name" in body(files, f"units/{found[0].units[0].id}")["editorial"]
    pieces = body(files, "publicity")
    assert {path.rpartition(".")[2] for path in pieces["editorial"]} == set(pieces["publicity"][0])


def test_without_an_address_nothing_is_absolute(found):
    """不知道网址时，site 是 null，文件里没有本站的绝对网址。"""
    plan, _ = found
    files = api_files(plan, dataclasses.replace(edition(), base=""))
    assert body(files, "units")["site"] is None
    assert "https://example.org" not in "".join(files.values())
    assert api_files(plan, edition()) == api_files(plan, edition())


def paths(schema, path=""):
    """格式里的每个字段和它的类型，如 units[].name: string。"""
    for name, part in schema.get("properties", {}).items():
        kind = part.get("type", "enum")
        yield f"{path}{name}: {'|'.join(kind) if isinstance(kind, list) else kind}"
        yield from paths(part, f"{path}{name}.")
        yield from paths(part.get("items", {}), f"{path}{name}[].")
        for mark, key in (("[]", "items"), ("{}", "additionalProperties")):
            if isinstance(inner := part.get(key), dict) and "properties" not in inner:
                yield from paths({"properties": {mark: inner}}, f"{path}{name}")


def test_published_fields_stay(plan):
    """已经发布的字段不能少、不能改类型：别人的程序靠着它们。添了字段，用 GOLDEN=rewrite 记下。"""
    files = api_files(plan, edition())
    now = {
        f"{re.sub(r'.*/', '', name).removesuffix('.json')} {line}"
        for name, text in files.items()
        if "/schema/" in name
        for line in paths(json.loads(text))
    }
    if os.environ.get("GOLDEN") == "rewrite":
        GOLDEN.write_text("\n".join(sorted(now)) + "\n", encoding="utf-8")
    before = set(GOLDEN.read_text(encoding="utf-8").splitlines())
    assert sorted(before - now) == []
    assert sorted(now - before) == [], "新字段还没有记下：GOLDEN=rewrite"
