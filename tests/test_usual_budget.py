"""The usual budget of nine tables, as units publish it: every amount has its key, nothing is found amiss."""

import re
from pathlib import Path

import pytest
from invented import LISTS
from usual_budget import WORDINGS, usual_budget
from usual_figures import UsualBudget
from usual_layouts import WRITERS, Layout
from usual_variants import with_blanks, with_column_numbers, with_full_titles, with_gaps

from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.sources import Source

LAYOUTS = {
    "plain": Layout(),
    "blank rows": Layout(blank_rows=True),
    "not merged": Layout(merged=False, number="below", as_text=True),
    "with the unit's name": Layout(merged=False, blank_rows=True, names=False, slot=True),
    "number in the title": Layout(number="title", unit_left=True),
    "no number, no borders": Layout(number="none", ruled=False, slot=True),
    "no number, no borders, blank rows": Layout(number="none", ruled=False, merged=False, blank_rows=True),
}
INSIDE = {
    "captions inside": Layout(inside=True),
    "captions inside, not merged": Layout(inside=True, merged=False, slot=True, number="below"),
    "captions inside, blank rows": Layout(inside=True, blank_rows=True, number="none"),
}
ARRANGED = {
    f"{sheets}, {apart} apart, {number}": Layout(
        sheets=sheets, apart=apart, number=number, blank_rows=number == "none", ruled=number == "above"
    )
    for sheets in ("stacked", "beside")
    for apart in (0, 1, 2)
    for number in ("above", "none")
}


def check(budget: UsualBudget, kind: str, layout: Layout, folder: Path) -> Conversion:
    """Convert a budget and look that all its amounts are there with a key, and nothing is reported but its place."""
    path = folder / "disclosure"
    WRITERS[kind](budget, path, layout)
    made = convert(read(path), Source(id="yunling-medical-insurance-2024", path=path), LISTS)
    tables = [table for table in made.disclosure.tables if table.kind != "index"]
    titles = [re.sub(r"^表\d+\s*", "", table.title) for table in tables]
    assert titles == [table.title for table in budget.tables]
    assert {table.unit for table in tables} == {"wan-yuan"}
    assert {table.unit_source for table in tables} == {"printed"}
    cells = [cell for cell in made.cells if cell.table_id != "prose"]
    assert len(cells) == budget.amounts
    assert [cell.reason for cell in cells if cell.key is None] == []
    assert [found.text for found in made.unrecognised if found.what != "place"] == []
    assert [(found.code, found.message_zh) for found in made.findings] == []
    return made


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("wording", WORDINGS)
def test_every_amount_has_its_key_and_nothing_is_amiss(wording: str, kind: str, layout: str, tmp_path: Path) -> None:
    made = check(usual_budget(wording), kind, LAYOUTS[layout], tmp_path)
    funds = {cell.key.fund for cell in made.cells if cell.key and cell.table_id.endswith("government-fund")}
    assert funds == {"government-fund"}


@pytest.mark.parametrize("layout", INSIDE)
@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize("wording", WORDINGS)
def test_captions_in_the_first_rows_of_tables(wording: str, kind: str, layout: str, tmp_path: Path) -> None:
    check(usual_budget(wording), kind, INSIDE[layout], tmp_path)


@pytest.mark.parametrize("layout", ARRANGED)
@pytest.mark.parametrize("wording", WORDINGS)
def test_all_tables_on_one_sheet(wording: str, layout: str, tmp_path: Path) -> None:
    check(usual_budget(wording), "xlsx", ARRANGED[layout], tmp_path)


@pytest.mark.parametrize("kind", ["xlsx", "html", "txt", "zip"])
@pytest.mark.parametrize("wording", WORDINGS)
def test_a_table_of_the_government_fund_that_is_empty(wording: str, kind: str, tmp_path: Path) -> None:
    made = check(usual_budget(wording, fund=False), kind, Layout(), tmp_path)
    empty = [table for table in made.disclosure.tables if table.empty]
    assert [table.kind for table in empty] == ["government-fund", "state-capital"]
    assert all("本表无数据" in table.empty_reason for table in empty)


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html", "txt"])
@pytest.mark.parametrize("wording", WORDINGS)
def test_zeros_dashes_gaps_and_column_numbers(wording: str, kind: str, tmp_path: Path) -> None:
    budget = usual_budget(wording)
    made = [with_blanks(budget, "0.00"), with_blanks(budget, "-"), with_column_numbers(budget), with_gaps(budget)]
    for each in (*made, with_full_titles(budget)):
        check(each, kind, Layout(), tmp_path)


def test_the_same_facts_whatever_the_layout(tmp_path: Path) -> None:
    layouts = [*LAYOUTS.values(), *ARRANGED.values()]
    facts = {
        frozenset((fact.key, fact.amount) for fact in check(usual_budget(), "xlsx", layout, tmp_path).facts)
        for layout in layouts
    }
    assert len(facts) == 1
