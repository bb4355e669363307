"""The five published disclosures: known traps, an independent count of the amounts, and what must hold of all facts."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

import pytest
from conftest import Rows
from invented import LISTS, ROOT

from yusuan.conversion import Conversion
from yusuan.facts.fact import Cell, Fact, Status
from yusuan.facts.key import fact_id

Conversions = dict[str, Conversion]
Published = Callable[[str, str], Rows]

AMOUNTS = {"ankang": 532, "anyang": 196, "sixian": 197, "weinan": 218, "zizhou": 319}
TOTALS = {
    "ankang": "4844351.04",
    "anyang": "6236581.78",
    "sixian": "28055600.00",
    "weinan": "7180130.00",
    "zizhou": "3254218.00",
}
PLACES = sorted(AMOUNTS)


def fact(conversion: Conversion, **said: str) -> Fact:
    """The reporting organization's fact with these codes and totals elsewhere."""
    said = {"operation": "expenditure", "organization": conversion.disclosure.organization.code} | said
    wanted = {name: said.get(name, "total") for name in ("organization", "operation", "fund", "function", "economic")}
    wanted |= {name: said.get(name, "total") for name in ("gov_economic", "expenditure_type", "activity")}
    (found,) = [f for f in conversion.facts if all(getattr(f.key, name) == code for name, code in wanted.items())]
    return found


def printed(conversion: Conversion, found: Fact) -> dict[int | None, str]:
    """What the witnesses of a fact print, by line of the transcript."""
    return {cell.location.line: cell.printed for cell in conversion.cells if cell.cell_id in found.cell_ids}


def test_ankang_personnel_is_corrected_by_arithmetic_and_the_cell_keeps_the_print(conversions: Conversions) -> None:
    found = fact(conversions["ankang"], fund="general", expenditure_type="personnel")
    assert (found.amount, found.status) == (Decimal("3754194.08"), Status.CORRECTED)
    texts = Counter(printed(conversions["ankang"], found).values())
    assert texts["3,754,154.08"] == 1
    assert texts["3,754,194.08"] >= 2
    (cell,) = [c for c in conversions["ankang"].cells if c.printed == "3,754,154.08"]
    assert cell.amount == Decimal("3754154.08")
    assert "基本支出" not in cell.table_id
    assert next(t for t in conversions["ankang"].disclosure.tables if t.table_id == cell.table_id).number == "表6"


def test_zizhou_goods_and_services_of_table_4_are_those_of_tables_1_and_8(conversions: Conversions) -> None:
    found = fact(conversions["zizhou"], fund="fiscal", economic="302", expenditure_type="basic")
    assert (found.amount, found.status) == (Decimal(55200), Status.CORRECTED)
    assert "65,200.00" in printed(conversions["zizhou"], found).values()


@pytest.mark.parametrize(
    ("kind", "text", "amount"), [("total", "405200.00", "425400"), ("project", "350000.00", "370200")]
)
def test_zizhou_row_302_is_the_sum_of_its_parts(conversions: Conversions, kind: str, text: str, amount: str) -> None:
    found = fact(conversions["zizhou"], fund="general", economic="302", expenditure_type=kind)
    assert (found.amount, found.status) == (Decimal(amount), Status.CORRECTED)
    assert text in printed(conversions["zizhou"], found).values()


def test_anyang_three_public_is_a_part_of_the_total_with_meetings_training_and_travel(conversions: Conversions) -> None:
    def amount(economic: str) -> Decimal:
        said = {"fund": "general", "expenditure_type": "three-public", "economic": economic}
        return fact(conversions["anyang"], **said).amount

    assert (amount("three-public-and-related"), amount("three-public")) == (Decimal(271000), Decimal(40000))
    parts = {code: amount(code) for code in ("30215", "30216", "30211")}
    assert parts == {"30215": Decimal(25000), "30216": Decimal(50000), "30211": Decimal(156000)}


def test_a_row_that_numbers_the_columns_states_no_amounts(conversions: Conversions) -> None:
    numbered = [line for line, text in enumerate(transcript("anyang"), 1) if text.startswith("**\t**")]
    assert len(numbered) >= 1
    assert not [cell for cell in conversions["anyang"].cells if cell.location.line in numbered]


def _is_whole(row: Mapping[str, str]) -> bool:
    """Whether the row is of all that the reporting unit has of one fund."""
    narrowing = ("function", "economic", "gov_economic", "activity", "expenditure_type")
    return (
        row["fund"] in ("total", "fiscal", "general")
        and all(row[name] in ("total", "not-applicable") for name in narrowing)
        and "." not in row["organization"]
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("operation", ["revenue", "expenditure"])
def test_the_totals_are_those_of_the_document(published: Published, place: str, operation: str) -> None:
    figures = {row["code"]: row for row in published(place, "headline") if row["dimension"] == "operation"}
    assert figures[operation]["amount"] == TOTALS[place]
    coarsest = {row["amount"] for row in published(place, "facts") if _is_whole(row) and row["operation"] == operation}
    assert all(abs(Decimal(amount) - Decimal(TOTALS[place])) <= 50 for amount in coarsest), "prose is rounded"


# The count: another way to find every explicit amount, from the transcript's lines alone.

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
NO_AMOUNTS = re.compile(r"序号|编码|代码|人数|数量|时间|报表|^[类款项]$")


def transcript(place: str) -> list[str]:
    (path,) = (ROOT / "datapackage").glob(f"{place}*/source/*.txt")
    return path.read_text(encoding="utf-8").split("\n")


def grids(lines: list[str]) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Each run of lines with tabs, page breaks in it ignored, with the text above it."""
    above = ""
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    for is_grid, run in groupby(numbered, key=lambda pair: "\t" in pair[1]):
        if is_grid:
            yield above, [(n, line.split("\t")) for n, line in run]
        else:
            above = " ".join(line for _, line in list(run)[-4:])


def explicit_amounts(place: str) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for above, rows in grids(transcript(place)):
        if re.search("绩效目标表", above) or any("一级指标" in cell for _, row in rows for cell in row):
            continue
        head = [[re.sub(r"\s", "", cell) for cell in row] for _, row in rows[:3]]
        for line, row in rows:
            if "**" in row:
                continue
            for n, cell in enumerate(row):
                heading = [texts[n] for texts in head if n < len(texts)]
                if NUMBER.fullmatch(cell.strip()) and not any(NO_AMOUNTS.search(text) for text in heading):
                    found[line, cell.strip()] += 1
    return found


def money_cells(published: Published, place: str) -> Rows:
    """The cells of the money tables: all but those of forms and of the prose."""
    kinds = LISTS["table-kinds"]
    forms = {r["table_id"] for r in published(place, "tables") if kinds[r["kind"]].extra["content"] == "form"}
    tables = {r["table_id"] for r in published(place, "tables")} - forms
    return [row for row in published(place, "cells") if row["table_id"] in tables]


@pytest.mark.parametrize("place", PLACES)
def test_every_explicit_amount_is_in_cells_with_its_line(published: Published, place: str) -> None:
    cells = Counter((int(row["line"]), row["printed"].strip()) for row in money_cells(published, place))
    counted = explicit_amounts(place)
    assert counted - cells == Counter(), "printed, and not in cells.csv"
    assert cells - counted == Counter(), "in cells.csv, and not printed"
    assert cells.total() == AMOUNTS[place]


def test_the_count_is_whole_and_at_most_one_in_a_hundred_has_no_key(published: Published) -> None:
    rows = [row for place in PLACES for row in money_cells(published, place)]
    assert len(rows) == 1462
    unbound = [row for row in rows if not row["fact_id"]]
    assert len(unbound) * 100 <= len(rows)
    assert all(row["reason"] for row in unbound)
    assert all(not row["reason"] for row in rows if row["fact_id"])


@pytest.mark.parametrize("place", PLACES)
def test_a_cell_points_at_its_text_in_the_printed_table(published: Published, place: str) -> None:
    lines = transcript(place)
    for row in money_cells(published, place):
        assert lines[int(row["line"]) - 1].split("\t")[int(row["column"]) - 1] == row["printed"], row["cell_id"]


@pytest.mark.parametrize("place", PLACES)
def test_facts_and_cells_name_each_other(conversions: Conversions, place: str) -> None:
    found = conversions[place]
    cells: dict[str, Cell] = {cell.cell_id: cell for cell in found.cells}
    assert len(cells) == len(found.cells)
    assert len({fact.key for fact in found.facts}) == len({fact.fact_id for fact in found.facts}) == len(found.facts)
    witnesses = Counter(cell_id for fact in found.facts for cell_id in fact.cell_ids)
    assert set(witnesses) == {cell_id for cell_id, cell in cells.items() if cell.key is not None}
    assert set(witnesses.values()) == {1}
    for each in found.facts:
        assert each.fact_id == fact_id(each.key)
        assert {cells[cell_id].key for cell_id in each.cell_ids} == {each.key}


@pytest.mark.parametrize("place", PLACES)
def test_views_sum_to_the_total_and_name_facts_that_exist(conversions: Conversions, place: str) -> None:
    amounts = {fact.fact_id: fact.amount for fact in conversions[place].facts}
    views = conversions[place].views
    assert {"expenditure_by_function", "expenditure_by_economic_class", "revenue"} <= {view.name for view in views}
    for view in views:
        assert sum((line.amount for line in view.lines), Decimal(0)) == view.total == Decimal(TOTALS[place])
        assert len({line.code for line in view.lines}) == len(view.lines)
        for line in view.lines:
            assert line.amount == sum((amounts[fact_id] for fact_id in line.fact_ids), Decimal(0))


@pytest.mark.parametrize("place", PLACES)
def test_amounts_are_exact_and_codes_are_in_their_lists(conversions: Conversions, place: str) -> None:
    found = conversions[place]
    for each in found.facts:
        assert isinstance(each.amount, Decimal)
        assert each.amount == each.amount.quantize(Decimal("0.01"))
        for dimension in ("organization", "phase", "operation", "fund", "function", "activity"):
            assert getattr(each.key, dimension) in found.codelists[dimension], (dimension, each.key)
        for dimension in ("economic", "gov_economic", "expenditure_type"):
            assert getattr(each.key, dimension) in found.codelists[dimension], (dimension, each.key)


def test_what_sixian_does_not_break_down_is_one_line(conversions: Conversions) -> None:
    (view,) = [v for v in conversions["sixian"].views if v.name == "expenditure_by_economic_class"]
    assert [line.amount for line in view.lines if line.code == "not-itemised"] == [Decimal(21450000)]
