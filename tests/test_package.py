"""The packages made from a conversion: what the files say, and that the standard tools read them."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import KEYS, ROOT, conversion, key

from yusuan.codelists import DIMENSION_LISTS, read_codelists
from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.fact import Fact, Status
from yusuan.facts.key import DIMENSIONS, Key, fact_id
from yusuan.facts.views import NOT_ITEMISED, View, ViewLine
from yusuan.publishing.all_package import all_files
from yusuan.publishing.codelist_package import codelist_files, list_title
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files
from yusuan.publishing.pretty_json import WIDTH, pretty_json
from yusuan.publishing.resource import Resource, Value, amount_text, csv_bytes, json_bytes
from yusuan.publishing.resources import resources
from yusuan.publishing.schemas import VIEWS, column_types, printed_schema, table_schemas
from yusuan.publishing.totals import headline_total
from yusuan.reading.document import GridCell, Location

SITE = "https://yusuan.example/"
FILES = package_files(conversion(), SITE, {"rdf/facts.ttl": b"<a:a> <b:b> <c:c> .\n"})
DESCRIPTOR = json.loads(FILES["datapackage.json"])


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def errors(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"), type="package")
    return [error.message for error in report.errors] + [e.message for task in report.tasks for e in task.errors]


def with_grids(*grids: list[list[str]]) -> Conversion:
    """The sample with tables printed as ``grids`` and no cells, facts or views."""
    empty = conversion()
    tables = tuple(
        replace(
            empty.disclosure.tables[0],
            table_id=f"t{number:02}",
            printed=tuple(tuple(GridCell(text, Location(line=n)) for text in line) for n, line in enumerate(grid, 1)),
        )
        for number, grid in enumerate(grids, 1)
    )
    return replace(empty, disclosure=replace(empty.disclosure, tables=tables), cells=(), facts=(), views=())


def with_facts(*pairs: tuple[Key, str]) -> Conversion:
    facts = tuple(Fact(fact_id(k), k, Decimal(amount), Status.CONSISTENT, True, ()) for k, amount in pairs)
    return replace(conversion(), facts=facts, cells=(), views=())


# --- the files -------------------------------------------------------------------------------------------------


def test_facts_have_the_columns_of_the_contract_in_their_order() -> None:
    labels: list[str] = []
    for name in DIMENSIONS:
        if name != "fiscal_year":
            labels += [f"{name}_label_zh"] + [f"{name}_label_en"] * (name in DIMENSION_LISTS)
    expected = ["fact_id", *DIMENSIONS, "amount", "status", "is_leaf", *labels, "witnesses"]
    assert FILES["data/facts.csv"].decode().splitlines()[0].split(",") == expected


def test_a_fact_is_published_with_its_key_amount_labels_and_witnesses() -> None:
    found = {row["fact_id"]: row for row in rows(FILES["data/facts.csv"])}
    assert len(found) == len(KEYS)
    fact = found["jianming-medical-insurance.2024.approved.expenditure._T.2101506._T._T._T._T"]
    assert (fact["function"], fact["economic"], fact["amount"]) == ("2101506", "total", "100.50")
    assert (fact["is_leaf"], fact["status"], fact["witnesses"]) == ("true", "consistent", "1")
    assert (fact["function_label_zh"], fact["operation_label_en"]) == ("医疗保障经办事务", "Expenditure of the year")


def test_totals_stand_before_their_parts() -> None:
    functions = [row["function"] for row in rows(FILES["data/facts.csv"]) if row["operation"] == "expenditure"]
    assert functions == ["total", "total", "210", "2101506", "221"]


def test_a_cell_without_key_has_no_fact_and_says_why() -> None:
    (unbound,) = [row for row in rows(FILES["data/cells.csv"]) if not row["fact_id"]]
    assert (unbound["binding"], unbound["reason"], unbound["printed"]) == ("none", "label matches nothing", "1.00")
    (table,) = rows(FILES["data/tables.csv"])
    assert (table["cells"], table["unbound"], table["rows"], table["is_empty"]) == ("7", "1", "8", "false")


def test_the_table_as_printed_has_no_header_row() -> None:
    lines = FILES["data/printed/t01-expenditure-summary.csv"].decode().splitlines()
    assert lines[:2] == ["项 目,合计", "合计,150.50"]


def test_what_is_not_itemised_is_one_labelled_line() -> None:
    sample = conversion()
    lines = (*sample.views[0].lines, ViewLine(NOT_ITEMISED, Decimal("7"), ()))
    files = package_files(replace(sample, views=(replace(sample.views[0], lines=lines),)), SITE)
    last = rows(files["data/expenditure_by_function.csv"])[-1]
    assert last == {
        "function": NOT_ITEMISED,
        "function_label_zh": "未细化",
        "function_label_en": "Not itemised",
        "amount": "7.00",
        "fact_ids": "",
    }


def test_every_view_has_a_schema_that_fits_its_rows(tmp_path: Path) -> None:
    lines = (ViewLine(NOT_ITEMISED, Decimal("1"), ()),)
    views = tuple(View(name, table_schemas()[name]["primaryKey"][0], Decimal("1"), lines) for name in VIEWS)
    replace_generated(tmp_path / "p", package_files(replace(conversion(), views=views), SITE))
    assert errors(tmp_path / "p") == []
    assert all((tmp_path / f"p/data/{name}.csv").is_file() for name in VIEWS)


def test_code_lists_hold_what_is_used_and_what_is_broader() -> None:
    functions = [row["code"] for row in rows(FILES["data/codelists/function.csv"])]
    assert functions == ["total", "210", "21015", "2101506", "221"]


def test_a_code_that_no_list_has_is_published_as_unlisted(tmp_path: Path) -> None:
    made = with_facts((key(), "1"), (key(function="9999999"), "1"))
    replace_generated(tmp_path / "p", package_files(made, SITE))
    last = rows((tmp_path / "p/data/codelists/function.csv").read_bytes())[-1]
    assert (last["code"], last["label_zh"], last["status"]) == ("9999999", "9999999", "unlisted")
    assert errors(tmp_path / "p") == []


def test_the_same_conversion_gives_the_same_bytes_whatever_the_order_of_its_facts() -> None:
    turned = replace(conversion(), facts=conversion().facts[::-1])
    assert package_files(turned, SITE, {"rdf/facts.ttl": FILES["rdf/facts.ttl"]}) == FILES


def test_every_file_is_utf8_with_line_feeds_and_a_final_one() -> None:
    for path, content in FILES.items():
        text = content.decode()
        assert text.endswith("\n"), path
        assert "\r" not in text, path


def test_a_site_url_that_cannot_be_a_base_is_refused() -> None:
    with pytest.raises(InputError, match="site_url"):
        package_files(conversion(), "example")


# --- values ----------------------------------------------------------------------------------------------------


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_amounts_keep_their_value_and_have_at_least_two_decimals(amount: Decimal) -> None:
    text = amount_text(amount)
    assert Decimal(text) == amount
    assert len(text.partition(".")[2]) >= 2
    assert text != "-0.00"


@pytest.mark.parametrize(
    ("amount", "text"),
    [("4844351.04", "4844351.04"), ("5", "5.00"), ("1E+3", "1000.00"), ("0.1250", "0.125"), ("-0", "0.00")],
)
def test_amounts_as_written(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufeff"))


@given(st.lists(st.tuples(TEXT, st.none() | st.integers(), st.booleans(), st.decimals(-999, 999, places=2))))
def test_csv_and_json_say_the_same(values: list[tuple[Value, ...]]) -> None:
    fields = [{"name": name} for name in ("text", "number", "flag", "amount")]
    resource = Resource("x", "data/x.csv", "", "", {"fields": fields}, tuple(values))
    read = rows(csv_bytes(resource))
    twin = json.loads(json_bytes(resource), parse_float=str, parse_int=str)
    words: dict[object, str] = {None: "", True: "true", False: "false"}
    assert [{k: words.get(v, v) for k, v in row.items()} for row in twin] == read
    assert [row["text"] for row in read] == [text for text, *_ in values]


def test_amounts_in_json_are_numbers_with_their_exact_text() -> None:
    assert b'"amount": 150.50,' in FILES["data/facts.json"]
    assert b'"fact_id": null' in FILES["data/cells.json"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=40),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_pretty_json_is_the_same_json(value: object) -> None:
    assert json.loads(pretty_json(value)) == value


def test_pretty_json_keeps_short_things_on_a_line() -> None:
    lines = pretty_json({"a": {"start": "2024-01-01", "end": "2024-12-31"}, "b": list(range(60))}).splitlines()
    assert '  "a": {"start": "2024-01-01", "end": "2024-12-31"},' in lines
    assert all(len(line) <= WIDTH for line in lines)


# --- the descriptor --------------------------------------------------------------------------------------------


def test_the_descriptor_says_what_the_package_is() -> None:
    found = {
        name: DESCRIPTOR[name]
        for name in ("$schema", "name", "id", "countryCode", "regionCode", "fiscalPeriod", "granularity")
    }
    assert found == {
        "$schema": "https://yusuan.example/schemas/profiles/fiscal-data-package.json",
        "name": "jianming-medical-insurance-2024",
        "id": "https://yusuan.example/disclosures/jianming-medical-insurance-2024/",
        "countryCode": "CN",
        "regionCode": "610831",
        "fiscalPeriod": {"start": "2024-01-01", "end": "2024-12-31"},
        "granularity": "aggregated",
    }
    (source,) = DESCRIPTOR["sources"]
    assert (source["path"], source["yusuan:sha256"]) == ("source/disclosure.txt", "0" * 64)


def test_every_file_is_in_the_descriptor_once() -> None:
    listed = [r["path"] for r in DESCRIPTOR["resources"]]
    listed += [r["yusuan:json"]["path"] for r in DESCRIPTOR["resources"] if "yusuan:json" in r]
    assert sorted([*listed, "README.md", "datapackage.json"]) == sorted(FILES)


def test_every_foreign_key_names_a_resource_and_its_fields() -> None:
    fields = {r["name"]: {f["name"] for f in r["schema"]["fields"]} for r in DESCRIPTOR["resources"] if "schema" in r}
    seen = 0
    for resource in DESCRIPTOR["resources"]:
        for found in resource.get("schema", {}).get("foreignKeys", ()):
            target = found["reference"]["resource"] or resource["name"]
            assert set(found["fields"]) <= fields[resource["name"]]
            assert set(found["reference"]["fields"]) <= fields[target]
            seen += 1
    assert seen > 20


def test_only_used_column_types_are_defined_and_every_own_one_is() -> None:
    used = {f["columnType"] for r in DESCRIPTOR["resources"] for f in r.get("schema", {}).get("fields", ())}
    defined = {kind["name"] for kind in DESCRIPTOR["columnTypes"]}
    assert "yusuan:disclosure:scope" not in defined
    for name in used:
        if name.startswith(("yusuan:", "economic-classification:cn-gov")):
            assert any(name == known or name.startswith(known + ":") for known in defined), name


@pytest.mark.parametrize("name", sorted(table_schemas()))
def test_every_column_is_explained_in_both_languages(name: str) -> None:
    schema = table_schemas()[name]
    assert schema["title"]
    assert schema["yusuan:titleEn"]
    for field in schema["fields"]:
        for part in ("title", "yusuan:titleEn", "description", "yusuan:descriptionZh", "columnType"):
            assert field.get(part), (field["name"], part)
    names = [field["name"] for field in schema["fields"]]
    assert len(names) == len(set(names))


def test_closed_lists_of_the_schemas_are_those_of_the_code_lists() -> None:
    known = {"organization", "activity", "fact_status", "table_kind", "unit_of_measure", "binding", *DIMENSION_LISTS}
    for schema in table_schemas().values():
        assert {f["yusuan:codelist"] for f in schema["fields"] if "yusuan:codelist" in f} <= known


def test_column_types_are_not_made_up() -> None:
    assert column_types({"value", "nonsense:code"}) == []


# --- frictionless ----------------------------------------------------------------------------------------------


def test_the_package_is_valid_for_frictionless(tmp_path: Path) -> None:
    replace_generated(tmp_path / "p", FILES)
    assert errors(tmp_path / "p") == []


def test_frictionless_enforces_the_foreign_keys(tmp_path: Path) -> None:
    replace_generated(tmp_path / "p", FILES)
    path = tmp_path / "p/data/codelists/function.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("221,")))
    assert any("foreign" in message.lower() for message in errors(tmp_path / "p"))


GRIDS: dict[str, list[list[str]]] = {
    "blank first row": [["", ""], ["a", "b"]],
    "blank rows between": [["a", "b"], ["", ""], ["a", "b"], ["", ""]],
    "ragged": [["a"], [], ["a", "b", "c"]],
    "semicolons in one column": [["1;2;3"], ["1;2;3"], ["4;5;6"]],
    "quotes, tabs and bars": [['"a"', "it's"], ["a\tb", "c|d;e"], ["\\n", "“三公”"]],
    "line breaks": [["项\n目", "a\r\nb"], ["a\rb", "\u2028"]],
    "marks": [["\ufeff标题", "# x"], ["N/A", "null"]],
    "wholly blank": [["", ""], ["", ""]],
    "no cells": [[], []],
    "no rows": [],
}


def as_published(text: str) -> str:
    """Line breaks as LF, no byte order mark: all that a CSV changes of what is printed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def test_tables_as_printed_survive_frictionless(tmp_path: Path) -> None:
    made = with_grids(*GRIDS.values())
    replace_generated(tmp_path / "p", package_files(made, SITE))
    assert errors(tmp_path / "p") == []
    package = frictionless.Package(str(tmp_path / "p/datapackage.json"))
    for name, table in zip(GRIDS, made.disclosure.tables, strict=True):
        expected = [[as_published(cell.text) for cell in row] for row in table.printed]
        width = max((len(row) for row in expected), default=0)
        written = [row + [""] * (width - len(row)) for row in expected if any(row)]
        resource: Any = package.get_resource(f"printed-{table.table_id}")
        read = [[cell or "" for cell in row.to_list()] for row in resource.read_rows()] if written else []
        assert read == written, name


def test_rows_as_printed_count_from_one_also_below_blank_ones() -> None:
    made = with_grids([["a", "b"], ["", ""], ["c", ""]])
    content = package_files(made, SITE)["data/printed/t01.csv"]
    assert list(csv.reader(io.StringIO(content.decode())))[2][0] == "c"


def test_printed_columns_are_numbered() -> None:
    assert [field["name"] for field in printed_schema(3)["fields"]] == ["c1", "c2", "c3"]


# --- totals ----------------------------------------------------------------------------------------------------


def test_headline_totals_are_the_broadest_facts() -> None:
    assert headline_total(conversion(), "expenditure") == Decimal("150.50")
    assert headline_total(conversion(), "revenue") == Decimal("150.50")
    assert headline_total(conversion(), "carried-forward") is None


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        (["general", "total"], "total"),
        (["government-fund", "general"], "general"),
        (["general-appropriation", "fiscal", "general"], "fiscal"),
        (["unknown-fund", "general-appropriation"], "general-appropriation"),
        (["unknown-fund"], "unknown-fund"),
    ],
)
def test_without_a_sum_of_funds_the_fund_nearest_the_root_counts(funds: list[str], expected: str) -> None:
    amounts = {fund: str(n) for n, fund in enumerate(funds, 1)}
    made = with_facts(*((key(fund=fund), amount) for fund, amount in amounts.items()))
    assert headline_total(made, "expenditure") == Decimal(amounts[expected])


def test_parts_other_phases_and_other_units_are_no_headline() -> None:
    narrow = [
        key(function="210"),
        key(expenditure_type="basic"),
        replace(key(), phase="executed"),
        replace(key(), fiscal_year="2023"),
        replace(key(), organization="jianming-other"),
    ]
    assert headline_total(with_facts(*((k, "1") for k in narrow)), "expenditure") is None


# --- README ----------------------------------------------------------------------------------------------------


def test_the_readme_says_it_in_chinese_then_in_english() -> None:
    text = FILES["README.md"].decode()
    zh, en = text.index("| 本年支出（元） | 150.50 |"), text.index("| Expenditure (yuan) | 150.50 |")
    assert zh < en
    assert "陕西省" in text
    assert "（第 18 行）" in text
    assert "(line 18)" in text
    assert "- Amounts whose meaning is unknown: 1." in text
    assert "Every table and every amount in it was recognised" not in text
    assert "[data/facts.csv](data/facts.csv)" in text


def test_printed_text_is_not_markup_in_the_readme() -> None:
    sample = conversion()
    table = replace(sample.disclosure.tables[0], title="支出|总表\n*1* <b>")
    text = package_files(replace(sample, disclosure=replace(sample.disclosure, tables=(table,))), SITE)["README.md"]
    assert r"支出\|总表 \*1\* \<b\>" in text.decode()


# --- across disclosures ----------------------------------------------------------------------------------------


def second() -> Conversion:
    """The sample as another disclosure, of an unknown place, whose project has the same code and another name."""
    sample = conversion()
    disclosure = replace(sample.disclosure, disclosure_id="aaa-2024", division="")
    project = Codelist(
        "activity", {"total": Concept("total", "", "合计", ""), "a1b2c3d4": Concept("a1b2c3d4", "", "另", "")}
    )
    return replace(sample, disclosure=disclosure, codelists={**sample.codelists, "activity": project})


def test_all_disclosures_in_one_package(tmp_path: Path) -> None:
    files = all_files([conversion(), second()], SITE)
    assert files == all_files([second(), conversion()], SITE)
    listed = rows(files["data/disclosures.csv"])
    assert [row["disclosure"] for row in listed] == ["aaa-2024", "jianming-medical-insurance-2024"]
    assert [row["province"] for row in listed] == ["", "陕西省"]
    assert (listed[1]["expenditure"], listed[1]["facts"], listed[1]["consistent"]) == ("150.50", "6", "6")
    facts = rows(files["data/facts.csv"])
    assert len(facts) == 12
    assert {row["activity_label_zh"] for row in facts if row["activity"] != "total"} == {"另", "网络运行维护费"}
    assert rows(files["data/tables.csv"])[0]["printed"].startswith("aaa-2024/data/printed/")
    replace_generated(tmp_path / "all", files)
    assert errors(tmp_path / "all") == []


def test_the_code_lists_in_one_package(tmp_path: Path) -> None:
    lists = read_codelists(ROOT / "schemas" / "codelists")
    files = codelist_files(lists, SITE, {"functions.ttl": b"<a:a> <b:b> <c:c> .\n"})
    replace_generated(tmp_path / "codelists", files)
    names = {path.stem for path in Path(ROOT / "schemas" / "codelists").glob("*.csv")}
    assert {r["name"] for r in json.loads(files["datapackage.json"])["resources"]} == {*names, "functions.ttl"}
    functions = {row["code"]: row["label_zh"] for row in rows(files["data/functions.csv"])}
    assert functions["2101506"] == "医疗保障经办事务"
    assert errors(tmp_path / "codelists") == []
    assert list_title("functions") == ("支出功能分类", "Functions")
    assert list_title("another-list") == ("another-list", "another-list")


def test_resources_are_named_once() -> None:
    names = [resource.name for resource in resources(conversion())]
    assert len(names) == len(set(names))
