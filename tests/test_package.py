"""The package made from a conversion: what its files say."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from packaged import FILES, SITE, errors, rows, with_facts
from sample import KEYS, conversion, key

from yusuan.codelists import DIMENSION_LISTS
from yusuan.errors import InputError
from yusuan.facts.key import DIMENSIONS
from yusuan.facts.views import NOT_ITEMISED, VIEWS, View, ViewLine
from yusuan.publishing.files import replace_generated
from yusuan.publishing.package import package_files
from yusuan.publishing.schemas import table_schemas


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
    table, _ = rows(FILES["data/tables.csv"])
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


def test_the_readme_says_it_in_chinese_then_in_english() -> None:
    text = FILES["README.md"].decode()
    zh, en = text.index("| 本年支出（元） | 150.50 |"), text.index("| Expenditure of the year (yuan) | 150.50 |")
    assert zh < en
    assert "陕西省" in text
    assert "（第 18 行）" in text
    assert "(line 18)" in text
    assert "- Amounts without a key: 1" in text
    assert "Every table and every amount in it was recognised" not in text
    assert "[data/facts.csv](data/facts.csv)" in text


def test_printed_text_is_not_markup_in_the_readme() -> None:
    sample = conversion()
    table = replace(sample.disclosure.tables[0], title="支出|总表\n*1* <b>")
    text = package_files(
        replace(sample, disclosure=replace(sample.disclosure, tables=(table, *sample.disclosure.tables[1:]))), SITE
    )["README.md"]
    assert r"支出\|总表 \*1\* \<b\>" in text.decode()
