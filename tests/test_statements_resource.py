"""Statements as published, and the cells that they are."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sample
from packaged import FILES, SITE, rows

from yusuan.facts.key import fact_id
from yusuan.publishing.package import package_files
from yusuan.publishing.statement_resource import statements


def test_a_statement_about_money_names_the_fact_that_its_cell_witnesses() -> None:
    money, staff = rows(FILES["data/statements.csv"])
    total = fact_id(sample.KEYS[0])
    assert (money["statement_id"], money["fact_id"], money["amount"]) == ("prose.s1", total, "150.50")
    assert (money["quantum"], money["value"], money["unit"]) == ("0.05", "150.5", "yuan")
    assert money["sets"] == "operation=expenditure"
    assert (money["subject_label_zh"], money["subject_label_en"]) == ("金额", "Amount")
    assert (staff["fact_id"], staff["amount"], staff["quantum"]) == ("", "", "")
    assert (staff["value"], staff["unit"], staff["line"], staff["last_line"]) == ("22", "人", "4", "5")


def test_numbers_that_are_no_money_keep_their_digits_in_json() -> None:
    assert b'"value": 22,' in FILES["data/statements.json"]
    assert b'"value": 150.5,' in FILES["data/statements.json"]
    assert b'"amount": 150.50,' in FILES["data/statements.json"]


def test_cells_say_whether_they_are_printed_in_a_table_a_form_or_the_prose() -> None:
    cells = {row["cell_id"]: row for row in rows(FILES["data/cells.csv"])}
    kinds = {name: row["kind"] for name, row in cells.items()}
    assert kinds["prose.s1"] == "statement"
    assert kinds[f"{sample.FORM_TABLE}.r2c2"] == "form"
    assert {kind for name, kind in kinds.items() if name.startswith("t01")} == {"table"}
    assert (cells["prose.s1"]["row"], cells["prose.s1"]["column"]) == ("", "")
    assert cells["prose.s1"]["table_id"] == "prose"
    assert "prose" not in {row["table_id"] for row in rows(FILES["data/tables.csv"])}
    assert {row["code"] for row in rows(FILES["data/codelists/cell_kind.csv"])} == {"table", "form", "statement"}


def test_a_fact_counts_its_witnesses_in_forms_and_prose() -> None:
    witnesses = {row["fact_id"]: row["witnesses"] for row in rows(FILES["data/facts.csv"])}
    assert witnesses[fact_id(sample.KEYS[0])] == "2"
    assert witnesses[fact_id(sample.KEYS[4])] == "2"
    assert witnesses[fact_id(sample.KEYS[1])] == "1"


def test_a_derived_statement_names_what_it_follows_from() -> None:
    money, staff = sample.statements()
    derived = replace(
        money, number=3, subject="implied-amount", printed="", derived_from=(1, 2), belongs_to=1, value=Decimal("1E+2")
    )
    made = replace(sample.conversion(), statements=(money, staff, derived))
    row = dict(zip(statements(made).fields, statements(made).rows[-1], strict=True))
    assert (row["derived_from"], row["belongs_to"], row["fact_id"]) == ("prose.s1;prose.s2", "prose.s1", None)
    assert str(row["value"]) == "100"
    assert package_files(made, SITE)


@pytest.mark.parametrize("sets", [{"fund": "general", "operation": "expenditure"}, {}])
def test_codes_stand_in_the_order_of_the_dimensions(sets: dict[str, str]) -> None:
    money, _ = sample.statements()
    made = replace(sample.conversion(), statements=(replace(money, sets=sets),))
    (row,) = statements(made).rows
    assert row[statements(made).fields.index("sets")] == ("operation=expenditure;fund=general" if sets else "")


def test_the_package_says_where_amounts_were_read() -> None:
    text = FILES["README.md"].decode()
    assert "Every amount in the tables, performance target forms and narrative of" in text
    assert "各表、绩效目标表、文字说明中的全部金额" in text
    assert "| Figures in the narrative | 2 |" in text
    bare = package_files(replace(sample.conversion(), forms=(), statements=()), SITE)["README.md"].decode()
    assert "Every amount in the tables of" in bare
