"""Cells that agree are one fact; where they do not, the document's own sums decide, or nothing does."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from invented import LISTS, cell, sets
from test_equations import OWN

from yusuan.facts.fact import Binding, Cell, Fact, Status
from yusuan.facts.key import fact_id
from yusuan.facts.reconcile import agrees, reconcile

ALL_LISTS = LISTS | OWN


def facts(*cells: Cell) -> dict[str, Fact]:
    made = reconcile(cells, ALL_LISTS).facts
    assert [fact.key for fact in made] == sorted({c.key for c in cells if c.key}), "one fact for each key, in order"
    return {" ".join(list(sets(fact.key).values())[1:]) or "total": fact for fact in made}


def table(name: str, rows: dict[str, str], start: int = 1) -> list[Cell]:
    """A column of functions with their amounts."""
    return [cell(amount, row=n, table=name, function=code) for n, (code, amount) in enumerate(rows.items(), start)]


def test_cells_that_agree_witness_one_fact() -> None:
    found = facts(cell("5.00"), cell("5", table="t2", row=7))["total"]
    assert (found.amount, found.status, found.cell_ids) == (Decimal("5.00"), Status.CONSISTENT, ("t1.r1c1", "t2.r7c1"))
    assert found.fact_id == fact_id(found.key)


def test_cells_without_a_key_witness_nothing() -> None:
    assert facts(cell("5.00"), replace(cell("7.00", row=2), key=None)).keys() == {"total"}


def test_an_amount_printed_once_and_summed_nowhere_is_unconfirmed() -> None:
    assert facts(cell("5.00"))["total"].status is Status.UNCONFIRMED


def test_two_prints_that_differ_without_any_sum_are_disputed() -> None:
    found = facts(cell("5.00"), cell("6.00", table="t2"))["total"]
    assert (found.amount, found.status) == (Decimal("5.00"), Status.DISPUTED)


def test_the_sum_decides_which_print_is_right() -> None:
    found = facts(*table("t1", {"total": "9", "208": "5", "210": "4"}), *table("t2", {"210": "40"}))
    assert (found["210"].amount, found["210"].status) == (Decimal(4), Status.CORRECTED)
    assert {code: fact.status for code, fact in found.items() if code != "210"} == dict.fromkeys(
        ("total", "208"), Status.CONSISTENT
    )


def test_the_sum_decides_against_the_majority_of_prints() -> None:
    wrong = [*table("t2", {"210": "40"}), *table("t3", {"210": "40"})]
    found = facts(*table("t1", {"total": "9", "208": "5", "210": "4"}), *wrong)
    assert (found["210"].amount, found["210"].status) == (Decimal(4), Status.CORRECTED)


def test_one_broken_sum_of_amounts_printed_once_changes_nothing() -> None:
    found = facts(*table("t1", {"total": "10", "208": "5", "210": "4"}))
    assert {code: (fact.amount, fact.status) for code, fact in found.items()} == {
        "total": (Decimal(10), Status.DISPUTED),
        "208": (Decimal(5), Status.DISPUTED),
        "210": (Decimal(4), Status.DISPUTED),
    }


def test_a_value_that_nobody_prints_needs_two_sums() -> None:
    misprint = table("t1", {"total": "9", "208": "5", "210": "4", "21011": "3", "21015": "1"})
    found = facts(*(c for c in misprint if sets(c.key).get("function") != "210"), cell("7", row=3, function="210"))
    assert (found["210"].amount, found["210"].status) == (Decimal(4), Status.CORRECTED)


def test_where_two_changes_would_mend_the_same_sums_none_is_made() -> None:
    first = table("t1", {"total": "100", "208": "30", "210": "60"})
    found = facts(*first, *table("t2", {"total": "100", "210": "60", "221": "30"}))
    assert {code: str(fact.amount) for code, fact in found.items()} == {
        "total": "100",
        "208": "30",
        "210": "60",
        "221": "30",
    }
    assert found["208"].status is found["221"].status is Status.DISPUTED


def executed(made: Cell) -> Cell:
    assert made.key is not None
    return replace(
        made, cell_id=f"x{made.cell_id}", table_id=f"x{made.table_id}", key=replace(made.key, phase="executed")
    )


def test_two_misprints_that_have_nothing_to_do_with_each_other_are_both_mended() -> None:
    right = table("t1", {"total": "9", "208": "5", "210": "4"})
    wrong = [*table("t0", {"208": "50"}), *map(executed, table("t0", {"210": "40"}))]
    found = reconcile([*wrong, *right, *map(executed, right)], ALL_LISTS).facts
    assert sorted(str(fact.amount) for fact in found) == ["4", "4", "5", "5", "9", "9"]
    assert [fact.cell_ids[0] for fact in found if fact.status is Status.CORRECTED] == ["t0.r1c1", "xt0.r1c1"]


def test_parts_under_of_which_prove_nothing() -> None:
    found = facts(cell("9"), cell("4", row=2, function="210", of_which=True))
    assert {fact.status for fact in found.values()} == {Status.UNCONFIRMED}


def test_a_leaf_has_nothing_within_it() -> None:
    found = facts(*table("t1", {"total": "9", "210": "9", "2101505": "9"}))
    assert {code: fact.is_leaf for code, fact in found.items()} == {"total": False, "210": False, "2101505": True}


@pytest.mark.parametrize(
    ("coarse", "agree"),
    [("4844300", True), ("4844400", True), ("4844351", True), ("4844500", False), ("4844200", False)],
)
def test_a_coarser_print_agrees_within_one_unit_of_its_last_place(coarse: str, agree: bool) -> None:
    fine = cell("4844351.04")
    rough = cell(coarse, table="t2", quantum=Decimal(50))
    assert agrees(rough, fine) is (agree or coarse == "4844351")
    assert agrees(fine, rough) is False, "the finer print is the measure"
    found = facts(fine, rough)["total"]
    assert found.status is (Status.CONSISTENT if agree else Status.DISPUTED)
    assert found.amount == Decimal("4844351.04") or not agree


def test_the_finest_print_gives_the_amount_whatever_the_order() -> None:
    cells = (cell("48400", quantum=Decimal(50)), cell("48351.04", table="t2"))
    for order in (cells, cells[::-1]):
        assert facts(*order)["total"].amount == Decimal("48351.04")


def test_sums_of_rounded_amounts_hold_within_their_rounding() -> None:
    rows = (("1000", "total"), ("300", "208"), ("300", "210"), ("300", "221"))
    cells = [cell(a, row=n, function=code, quantum=Decimal(50)) for n, (a, code) in enumerate(rows)]
    assert {fact.status for fact in facts(*cells).values()} == {Status.CONSISTENT}


FUNCTIONS, TYPES = ("208", "210", "221"), ("personnel", "operating", "project")
amounts = st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=3, max_size=3)


def crossed(leaves: list[list[int]]) -> list[Cell]:
    """A table of functions by types of expenditure with its totals."""
    rows = [[sum(row), *row] for row in leaves]
    rows.insert(0, [sum(column) for column in zip(*rows, strict=True)])
    return [
        cell(f"{value}.00", row=r, place=c, function=function, expenditure_type=kind)
        for r, (function, row) in enumerate(zip(("total", *FUNCTIONS), rows, strict=True), 1)
        for c, (kind, value) in enumerate(zip(("total", *TYPES), row, strict=True))
    ]


@given(amounts)
def test_a_document_without_a_mistake_is_left_as_it_is(leaves: list[list[int]]) -> None:
    cells = crossed(leaves)
    made = reconcile(cells, ALL_LISTS).facts
    assert {fact.key: fact.amount for fact in made} == {c.key: c.amount for c in cells}
    assert {fact.status for fact in made} == {Status.CONSISTENT}


@given(amounts, st.integers(0, 15), st.integers(-(10**6), 10**6))
def test_one_misprint_is_mended_by_the_sums_and_stays_in_its_cell(leaves: list[list[int]], at: int, by: int) -> None:
    assume(by)
    cells = crossed(leaves)
    wrong = replace(cells[at], amount=cells[at].amount + by)
    made = {fact.key: fact for fact in reconcile([*cells[:at], wrong, *cells[at + 1 :]], ALL_LISTS).facts}
    assert {key: fact.amount for key, fact in made.items()} == {c.key: c.amount for c in cells}
    assert {fact.key for fact in made.values() if fact.status is not Status.CONSISTENT} == {wrong.key}
    assert wrong.key is not None
    assert made[wrong.key].status is Status.CORRECTED
    assert made[wrong.key].cell_ids == (wrong.cell_id,)


def test_a_weak_reading_corrects_nothing_and_decides_nothing() -> None:
    sure, weak = cell("5", table="t1", function="208"), cell("6", table="t2", function="208")
    for weakened in (replace(weak, binding=Binding.POSITION, label="社会保"), replace(weak, is_doubted=True)):
        again = replace(weakened, cell_id="t3.r1c1", table_id="t3")
        assert facts(sure, weakened, again)["208"].amount == Decimal(5), "two weak prints against one that is sure"
    parts = [cell("3", row=2, function="20805"), replace(cell("4", row=3, function="20808"), is_doubted=True)]
    found = facts(cell("6", function="208"), *parts)
    assert {name: fact.amount for name, fact in found.items()} == {"208": 6, "20805": 3, "20808": 4}
    assert Status.CORRECTED not in {fact.status for fact in found.values()}
