"""The descriptor and its schemas, and that frictionless reads every table by them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from packaged import FILES, SITE, errors, with_grids

from yusuan.codelists import DIMENSION_LISTS
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files
from yusuan.publishing.schemas import column_types, printed_schema, table_schemas
from yusuan.publishing.used_codelists import LISTS

DESCRIPTOR = json.loads(FILES["datapackage.json"])


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
    known = set(LISTS)
    assert set(DIMENSION_LISTS) < known
    for schema in table_schemas().values():
        assert {f["yusuan:codelist"] for f in schema["fields"] if "yusuan:codelist" in f} <= known


def test_column_types_are_not_made_up() -> None:
    assert column_types({"value", "nonsense:code"}) == []


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
