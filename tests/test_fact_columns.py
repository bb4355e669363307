"""The Parquet file of all facts, read back by another program, equals the CSV files; its labels name every code."""

import csv
import io
import json
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow.parquet as pq
import pytest
from made_site import CODELISTS, changed, package
from sample import ROOT
from test_summary import PUBLISHED, ROW

from yusuan.building.published import read_site
from yusuan.facts.key import DIMENSIONS, Key, fact_id
from yusuan.publishing.browser.breakdowns import VIEWS
from yusuan.publishing.browser.fact_columns import SHARED, FactColumns


@cache
def real() -> FactColumns:
    """The facts of every published disclosure."""
    site, columns = read_site(ROOT), FactColumns()
    for made in site:
        columns.add(made, site.overview[made.name], site.codelists)
    return columns


@cache
def read_back() -> list[dict[str, Any]]:
    """The rows of the Parquet file."""
    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(real().parquet())).to_pylist()
    return rows


def _csv(path: str) -> list[dict[str, str]]:
    with (ROOT / "datapackage" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_parquet_file_equals_the_csv_files() -> None:
    expected = [row | {"disclosure": name} for name in PUBLISHED for row in _csv(f"{name}/data/facts.csv")]
    assert len(read_back()) == len(expected) > 1000
    for found, row in zip(read_back(), expected, strict=True):
        assert {name: found[name] for name in ("disclosure", *DIMENSIONS, "status")} == {
            name: row[name] for name in ("disclosure", *DIMENSIONS, "status")
        }
        assert found["amount"] == Decimal(row["amount"])
        assert found["is_leaf"] == (row["is_leaf"] == "true")
        assert found["witnesses"] == int(row["witnesses"])
        assert found["activity_label_zh"] == row["activity_label_zh"]
        assert fact_id(Key(**{name: found[name] for name in DIMENSIONS})) == row["fact_id"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_facts_of_a_view_sum_to_it(view: str) -> None:
    resource, _ = VIEWS[view]
    seen = 0
    for name in PUBLISHED:
        if (ROOT / "datapackage" / name / "data" / f"{resource}.csv").exists():
            expected = sum(Decimal(row["amount"]) for row in _csv(f"{name}/data/{resource}.csv"))
            rows = [row for row in read_back() if row["disclosure"] == name and view in row["views"].split(";")]
            assert sum(row["amount"] for row in rows) == expected > 0
            seen += 1
    assert seen >= 3


def test_every_code_has_a_label() -> None:
    labels = json.loads(real().labels())
    for name in (*SHARED, "status"):
        assert {row[name] for row in read_back()} <= set(labels["dimensions"][name])
        for zh, en, parent in labels["dimensions"][name].values():
            assert zh
            assert en
            assert parent == "" or parent in labels["dimensions"][name]
    assert [each["id"] for each in labels["disclosures"]] == PUBLISHED
    assert {each["province_en"] for each in labels["disclosures"]} >= {"Shaanxi Province", "Anhui Province"}


def test_the_file_is_the_same_each_time_and_plain_to_read() -> None:
    columns = FactColumns()
    site = read_site(ROOT)
    for made in site:
        columns.add(made, site.overview[made.name], site.codelists)
    assert columns.parquet() == real().parquet()
    assert columns.labels() == real().labels()
    metadata = pq.ParquetFile(io.BytesIO(columns.parquet())).metadata
    group = metadata.row_group(0)
    assert {group.column(n).compression for n in range(group.num_columns)} == {"SNAPPY"}
    amount = next(group.column(n) for n in range(group.num_columns) if group.column(n).path_in_schema == "amount")
    assert amount.physical_type == "INT64"


@pytest.mark.parametrize(
    ("amount", "kind"),
    [
        ("0.1234", "INT64"),
        ("-150.50", "INT64"),
        ("9007199254740993.01", "INT64"),
        ("12345678901234567.1234", "FIXED_LEN_BYTE_ARRAY"),
    ],
)
def test_no_amount_is_rounded(amount: str, kind: str) -> None:
    rows = [dict(row) for row in package().table("facts")]
    rows[0]["amount"] = amount
    columns = FactColumns()
    columns.add(changed(package(), {"facts": rows}), ROW, CODELISTS)
    written = io.BytesIO(columns.parquet())
    assert [str(row["amount"].normalize()) for row in pq.read_table(written).to_pylist()] == [
        str(Decimal(row["amount"]).normalize()) for row in rows
    ]
    group = pq.ParquetFile(written).metadata.row_group(0)
    names = [group.column(n).path_in_schema for n in range(group.num_columns)]
    assert group.column(names.index("amount")).physical_type == kind
