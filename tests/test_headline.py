"""The headline figures of a disclosure: the broadest fund, the reporting unit, its year and phase."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from invented import LISTS, cell
from test_equations import OWN

from yusuan.facts.fact import Cell
from yusuan.facts.headline import figure, headline
from yusuan.facts.key import Key
from yusuan.facts.reconcile import reconcile

ALL_LISTS = LISTS | OWN
BASE = Key("yunling-medical-insurance", "2024", "approved", "expenditure")
NOTHING = "not-applicable"


def figures(cells: Collection[Cell], base: Key = BASE) -> dict[tuple[str, str], str]:
    facts = reconcile(tuple(cells), ALL_LISTS).facts
    found = headline(facts, base, ALL_LISTS, {fact.fact_id for fact in facts})
    return {(f.dimension, f.code): f"{f.fact.key.fund} {f.fact.amount}" for f in found}


def test_the_fund_is_the_broadest_that_is_stated() -> None:
    cells = [cell("9", fund="fiscal"), cell("8", row=2, fund="general")]
    assert figures(cells) == {("operation", "expenditure"): "fiscal 9"}


@pytest.mark.parametrize("other", ["government-fund", "state-capital"])
def test_a_fund_without_money_is_not_the_total(other: str) -> None:
    cells = [
        cell(a, n, operation="revenue", fund=fund, economic=NOTHING, gov_economic=NOTHING, expenditure_type=NOTHING)
        for n, (fund, a) in enumerate(((other, "0"), ("general", "8")), 1)
    ]
    assert figures(cells) == {("operation", "revenue"): "general 8"}


def test_another_unit_year_or_phase_has_no_part_in_it() -> None:
    assert figures([cell("9")])
    others = (replace(BASE, organization="x"), replace(BASE, phase="executed"), replace(BASE, fiscal_year="2023"))
    assert [figures([cell("9")], other) for other in others] == [{}, {}, {}]


def test_what_a_class_or_project_narrows_is_no_headline_figure() -> None:
    cells = [cell("9", function="208"), cell("8", row=2, economic="301"), cell("7", row=3, activity="x-1")]
    assert figures(cells) == {}


def test_types_and_three_public_expenses_are_figures_of_their_own() -> None:
    cells = [
        cell("9"),
        cell("5", row=2, expenditure_type="basic", fund="general"),
        cell("6", row=3, expenditure_type="basic"),
        cell("1", row=4, expenditure_type="three-public", economic="three-public", fund="general"),
        cell("1", row=5, expenditure_type="three-public", economic="30217", fund="general"),
    ]
    assert figures(cells) == {
        ("operation", "expenditure"): "total 9",
        ("expenditure_type", "basic"): "total 6",
        ("economic", "30217"): "general 1",
        ("economic", "three-public"): "general 1",
    }


def test_what_tables_print_goes_before_what_the_prose_says() -> None:
    facts = reconcile([cell("9", fund="general"), cell("10", row=2)], ALL_LISTS).facts
    (general,) = (fact for fact in facts if fact.key.fund == "general")
    found = headline(facts, BASE, ALL_LISTS, {general.fact_id})
    assert figure(found, "expenditure") == general
    assert figure(found, "revenue") is None
