"""The downloads made with the site: what is in the workbook, the Parquet files and the ZIP is what is published."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import frictionless
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_site import changed, package
from sample import ROOT

from yusuan.publishing.downloads.archive import archive
from yusuan.publishing.downloads.package import package_downloads
from yusuan.publishing.downloads.parquet import decimals, parquet
from yusuan.publishing.downloads.workbook import ABOUT, Sheet, workbook
from yusuan.publishing.pages.model import Language, Package

ADDRESS = "https://a.example/disclosures/jianming/"
CITED: dict[Language, str] = {"zh": "建明县. 预算", "en": "Jianming. Budget"}
FIELDS = [
    {"name": "code", "type": "string", "title": "代码", "yusuan:titleEn": "Code"},
    {"name": "amount", "type": "number"},
    {"name": "value", "type": "number"},
    {"name": "count", "type": "integer"},
    {"name": "is_leaf", "type": "boolean"},
]
ROWS = [
    {"code": "0301", "amount": "12.30", "value": "22", "count": "3", "is_leaf": "true"},
    {"code": "=1+1", "amount": "-0.0045", "value": "", "count": "", "is_leaf": "false"},
]


def described() -> Package:
    """The sample's package with a descriptor that lists its tables."""
    made = package()
    schemas = {
        name: [{"name": column, "type": "number" if column == "amount" else "string"} for column in rows[0]]
        for name, rows in made.rows.items()
        if rows
    }
    resources = [{"name": n, "title": f"表 {n}", "schema": {"fields": f}} for n, f in schemas.items()]
    return replace(
        made, descriptor={"title": "建明县预算", "resources": resources}, rows={n: made.rows[n] for n in schemas}
    )


def made(source: Package) -> dict[str, bytes]:
    return dict(package_downloads(source, {"data/facts.csv": b"a\n"}, CITED, ADDRESS))


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_cell_is_a_number_or_text_as_its_column_says() -> None:
    book = opened(workbook("t", [("标题", "x")], [Sheet("a", ("甲", "A"), FIELDS, ROWS)]))
    header, first, second = book["a"].iter_rows()
    assert [cell.value for cell in header] == ["code", "amount", "value", "count", "is_leaf"]
    assert [cell.value for cell in first] == ["0301", 12.3, 22, 3, True]
    assert first[0].data_type == "s"
    assert first[1].number_format == "#,##0.00####"
    assert [cell.value for cell in second] == ["=1+1", -0.0045, None, None, False]
    assert second[0].data_type == "s", "a text that begins with = is no formula"


def test_sheets_have_names_that_excel_takes() -> None:
    long = "expenditure_by_government_economic_class"
    sheets = [Sheet(name, ("", ""), FIELDS, ()) for name in (long, long.upper(), f"{long}_2")]
    names = opened(workbook("t", [], sheets)).sheetnames
    assert names[:2] == [ABOUT, long[:31]]
    assert len({name.lower() for name in names}) == 4
    assert all(len(name) <= 31 for name in names)


def test_the_first_sheet_says_what_it_is_and_how_to_cite_it() -> None:
    source = described()
    told = [[cell.value for cell in row] for row in opened(made(source)["jianming.xlsx"])[ABOUT].iter_rows(max_col=2)]
    texts = dict(told)
    assert texts["标题"] == "建明县预算"
    assert texts["引用"] == CITED["zh"]
    assert texts["How to cite"] == CITED["en"]
    assert texts["网址 Address"] == ADDRESS
    assert {"facts", "cells", "findings", "codelists", "t01-expenditure-summary"} <= set(texts)


def test_the_workbook_has_every_row_of_every_table() -> None:
    source = described()
    book = opened(made(source)["jianming.xlsx"])
    for name, rows in source.rows.items():
        if not name.startswith("codelist_"):
            assert book[name[:31]].max_row == len(rows) + 1, name
    assert book["codelists"].max_row == 1 + sum(len(r) for n, r in source.rows.items() if n.startswith("codelist_"))
    printed = [[cell.value or "" for cell in row] for row in book["t01-expenditure-summary"].iter_rows()]
    assert printed == [list(row) for row in source.printed["t01-expenditure-summary"]]


def test_parquet_keeps_codes_and_exact_amounts() -> None:
    table = pq.read_table(io.BytesIO(parquet(FIELDS, ROWS)))
    assert table.schema.field("code").type == pa.string()
    assert table.schema.field("amount").type == pa.decimal128(38, 4)
    assert table.schema.field("value").type == pa.decimal128(38, 2)
    assert table.to_pylist() == [
        {"code": "0301", "amount": Decimal("12.3000"), "value": Decimal("22.00"), "count": 3, "is_leaf": True},
        {"code": "=1+1", "amount": Decimal("-0.0045"), "value": None, "count": None, "is_leaf": False},
    ]
    assert table.schema.field("code").metadata == {b"title_zh": "代码".encode(), b"title_en": b"Code"}
    assert pq.read_metadata(io.BytesIO(parquet(FIELDS, ROWS))).row_group(0).column(0).compression == "SNAPPY"
    assert decimals(FIELDS, ROWS) == {"amount": 4, "value": 2}


def test_a_table_without_rows_is_a_parquet_file_too() -> None:
    table = pq.read_table(io.BytesIO(parquet(FIELDS, [])))
    assert table.num_rows == 0
    assert table.column_names == [field["name"] for field in FIELDS]


def test_the_same_package_gives_the_same_bytes() -> None:
    source = described()
    assert made(source) == made(source)
    assert made(source) != made(changed(source, {"facts": source.rows["facts"][1:]}))


def test_the_archive_has_the_files_in_order_and_no_time() -> None:
    packed = zipfile.ZipFile(io.BytesIO(archive("x", {"b.csv": b"2", "a/c.csv": b"1"})))
    assert packed.namelist() == ["x/a/c.csv", "x/b.csv"]
    assert packed.read("x/b.csv") == b"2"
    assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 & 0o777 for info in packed.infolist()} == {0o644}


def _disclosures(site: Path) -> Iterator[Path]:
    yield from sorted(path.parent for path in site.glob("disclosures/*/datapackage.json"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sum(book: openpyxl.Workbook, name: str) -> Decimal:
    """The sum of the amounts of a sheet; 0 where there is none."""
    if name not in book.sheetnames:
        return Decimal(0)
    header, *lines = book[name].iter_rows(values_only=True)
    return sum((Decimal(str(line[header.index("amount")])) for line in lines), Decimal(0))


def test_sums_of_the_real_downloads_are_those_of_the_csv_files(built_site: Path) -> None:
    folders = list(_disclosures(built_site))
    assert len(folders) == len(list((ROOT / "datapackage").glob("*/source")))
    for folder in folders:
        book = openpyxl.load_workbook(folder / f"{folder.name}.xlsx", read_only=True)
        for name in ("facts", "cells", "revenue"):
            rows = _rows(folder / f"data/{name}.csv") if name in book.sheetnames else []
            total = sum(Decimal(row["amount"]) for row in rows)
            assert _sum(book, name) == total
            if name != "revenue":
                table = pq.read_table(folder / f"data/{name}.parquet")
                assert sum(amount for amount in table["amount"].to_pylist() if amount is not None) == total
                assert table.num_rows == len(rows) > 0


def test_a_real_archive_unpacks_to_a_valid_package(built_site: Path, tmp_path: Path) -> None:
    folder = next(_disclosures(built_site))
    with zipfile.ZipFile(folder / f"{folder.name}.zip") as packed:
        packed.extractall(tmp_path)
    published = ROOT / "datapackage" / folder.name
    files = {p.relative_to(published) for p in published.rglob("*") if p.is_file() and not p.name.startswith(".")}
    assert {p.relative_to(tmp_path / folder.name) for p in tmp_path.rglob("*") if p.is_file()} == files
    report = frictionless.validate(str(tmp_path / folder.name / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_the_files_of_everything_hold_all_rows(built_site: Path) -> None:
    for name, column in (("facts", "amount"), ("findings", "difference")):
        rows = _rows(ROOT / f"datapackage/all/data/{name}.csv")
        table = pq.read_table(built_site / f"dump/yusuan-{name}.parquet")
        assert table.num_rows == len(rows)
        total = sum(Decimal(row[column]) for row in rows if row[column])
        assert sum(value for value in table[column].to_pylist() if value is not None) == total
        packed = gzip.decompress((built_site / f"dump/yusuan-{name}.csv.gz").read_bytes())
        assert packed == (ROOT / f"datapackage/all/data/{name}.csv").read_bytes()
        assert (built_site / f"dump/yusuan-{name}.csv.gz").read_bytes()[3:8] == b"\0" * 5


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_download_is_on_the_page_with_its_size(built_site: Path, folder: str) -> None:
    for disclosure in _disclosures(built_site):
        page = (built_site / folder / "disclosures" / disclosure.name / "index.html").read_text(encoding="utf-8")
        for path in (f"{disclosure.name}.xlsx", f"{disclosure.name}.zip", "data/facts.parquet", "data/cells.parquet"):
            assert f"disclosures/{disclosure.name}/{path}" in page
    listed = (built_site / folder / "disclosures/index.html").read_text(encoding="utf-8")
    for path in ("facts.parquet", "facts.csv.gz", "findings.parquet", "findings.csv.gz"):
        assert f"dump/yusuan-{path}" in listed
    assert "dump/yusuan.nq.gz" in listed


def test_the_description_for_search_engines_names_the_downloads(built_site: Path) -> None:
    disclosure = next(_disclosures(built_site))
    page = (disclosure / "index.html").read_text(encoding="utf-8")
    block = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    named = {each["name"]: each for each in json.loads(block)["distribution"]}
    for name in (f"{disclosure.name}.xlsx", f"{disclosure.name}.zip", "facts.parquet"):
        path = named[name]["contentUrl"].partition(f"disclosures/{disclosure.name}/")[2]
        assert named[name]["contentSize"] == f"{(disclosure / path).stat().st_size} B"
