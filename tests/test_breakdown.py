"""Views: the finest lines that a document gives, which sum exactly to its total."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from invented import LISTS, cell
from test_equations import OWN

from yusuan.facts.breakdown import views
from yusuan.facts.fact import Cell
from yusuan.facts.headline import headline
from yusuan.facts.key import Key
from yusuan.facts.reconcile import Reconciled, reconcile
from yusuan.facts.views import NOT_ITEMISED, View

ALL_LISTS = LISTS | OWN
TOTAL_KEY = Key("yunling-medical-insurance", "2024", "approved", "expenditure")
REVENUE = dict.fromkeys(("economic", "gov_economic", "expenditure_type"), "not-applicable") | {"operation": "revenue"}


def broken_down(reconciled: Reconciled, base: Key = TOTAL_KEY) -> tuple[View, ...]:
    facts = reconciled.facts
    figures = headline(facts, base, ALL_LISTS, {fact.fact_id for fact in facts})
    return views(facts, reconciled.equations, figures, ALL_LISTS)


def made(*cells: Cell) -> dict[str, View]:
    return {view.name: view for view in broken_down(reconcile(cells, ALL_LISTS))}


def lines(view: View) -> dict[str, str]:
    assert sum(line.amount for line in view.lines) == view.total
    return {line.code: str(line.amount) for line in view.lines}


def by(dimension: str, rows: dict[str, str], table: str = "t1", **said: str) -> list[Cell]:
    """One column of a table, broken down by a dimension."""
    return [cell(a, n, 0, table, **{dimension: code}, **said) for n, (code, a) in enumerate(rows.items(), 1)]


def test_the_finest_lines_are_taken_in_the_order_of_the_code_list() -> None:
    rows = {"total": "9", "210": "4", "21015": "4", "2101505": "1", "2101501": "3", "208": "5"}
    view = made(*by("function", rows))["expenditure_by_function"]
    assert lines(view) == {"208": "5", "2101501": "3", "2101505": "1"}
    assert (view.dimension, view.total) == ("function", Decimal(9))


def test_levels_mix_only_where_the_document_mixes_them() -> None:
    rows = {"total": "9", "208": "5", "20805": "5", "210": "4"}
    assert lines(made(*by("function", rows))["expenditure_by_function"]) == {"20805": "5", "210": "4"}


def test_parts_that_do_not_sum_to_the_whole_are_not_used() -> None:
    rows = {"total": "9", "208": "5", "210": "4", "21015": "3.99"}
    assert lines(made(*by("function", rows))["expenditure_by_function"]) == {"208": "5", "210": "4"}


def test_what_is_not_broken_down_is_one_line() -> None:
    types = [
        cell(a, 1, n, expenditure_type=c) for n, (c, a) in enumerate((("total", "9"), ("basic", "6"), ("project", "3")))
    ]
    basic = by("economic", {"total": "6", "301": "4", "302": "2"}, "t2", expenditure_type="basic")
    view = made(*types, *basic)["expenditure_by_economic_class"]
    assert lines(view) == {"301": "4", "302": "2", NOT_ITEMISED: "3"}
    assert view.lines[-1].code == NOT_ITEMISED


def test_a_view_of_which_the_document_gives_nothing_is_left_out() -> None:
    assert made(*by("function", {"total": "9", "208": "9"})).keys() == {"expenditure_by_function"}
    assert made(cell("9")) == {}


def test_lines_of_nothing_are_left_out() -> None:
    assert lines(made(*by("function", {"total": "9", "208": "9", "210": "0"}))["expenditure_by_function"]) == {
        "208": "9"
    }


def test_a_line_sums_the_facts_it_names() -> None:
    project = by("economic", {"total": "3", "302": "3"}, "t2", expenditure_type="project")
    basic = by("economic", {"total": "6", "301": "4", "302": "2"}, "t3", expenditure_type="basic")
    types = [
        cell(a, 1, n, expenditure_type=c) for n, (c, a) in enumerate((("total", "9"), ("basic", "6"), ("project", "3")))
    ]
    view = made(*types, *project, *basic)["expenditure_by_economic_class"]
    assert lines(view) == {"301": "4", "302": "5"}
    assert [len(line.fact_ids) for line in view.lines] == [1, 2]


def test_revenue_is_broken_down_by_fund() -> None:
    funds = {"total": "9", "fiscal": "8", "general": "8", "government-fund": "0", "business-income": "1"}
    assert lines(made(*by("fund", funds, **REVENUE))["revenue"]) == {"general": "8", "business-income": "1"}


def test_where_one_fund_pays_everything_its_tables_break_the_whole_down() -> None:
    general = by("function", {"total": "9", "208": "5", "210": "4"}, "t2", fund="general")
    assert lines(made(cell("9"), *general)["expenditure_by_function"]) == {"208": "5", "210": "4"}


def test_a_unit_with_other_revenue_keeps_its_breakdown() -> None:
    general = by("function", {"total": "9", "208": "5", "210": "4"}, "t2", fund="general")
    view = made(cell("10"), *general)["expenditure_by_function"]
    assert lines(view) == {"208": "5", "210": "4", NOT_ITEMISED: "1"}
    assert [len(line.fact_ids) for line in view.lines] == [1, 1, 0], "what is left is the sum of no facts"
    assert "expenditure_by_function" not in made(cell("8"), *general), "a part cannot be more than its whole"


def test_funds_that_the_tree_puts_side_by_side_break_a_total_down_together() -> None:
    general = by("function", {"total": "9", "208": "9"}, "t2", fund="general")
    land = by("function", {"total": "2", "212": "2"}, "t3", fund="government-fund")
    view = made(cell("13"), *general, *land)["expenditure_by_function"]
    assert lines(view) == {"208": "9", "212": "2", NOT_ITEMISED: "2"}


def test_funds_that_may_overlap_are_not_added_up() -> None:
    other = by("function", {"total": "3", "208": "3"}, "t2", fund="non-fiscal")
    own = by("function", {"total": "3", "208": "3"}, "t3", fund="unit-funds")
    assert lines(made(cell("10"), *other, *own)["expenditure_by_function"]) == {"208": "3", NOT_ITEMISED: "7"}


def test_a_total_whose_parts_are_some_of_them_keeps_the_rest_open() -> None:
    some = [replace(c, of_which=c.row > 1) for c in by("function", {"total": "9", "208": "5"})]
    assert lines(made(*some)["expenditure_by_function"]) == {"208": "5", NOT_ITEMISED: "4"}


def test_expenditure_is_broken_down_by_type() -> None:
    types = {"total": "9", "basic": "6", "personnel": "4", "operating": "2", "project": "3"}
    columns = [cell(a, 1, n, expenditure_type=code) for n, (code, a) in enumerate(types.items())]
    assert lines(made(*columns)["expenditure_by_type"]) == {"personnel": "4", "operating": "2", "project": "3"}


def test_a_view_is_of_the_phase_that_the_disclosure_is_about() -> None:
    executed = [
        replace(c, key=replace(c.key, phase="executed")) for c in by("function", {"total": "7", "208": "7"}) if c.key
    ]
    plan = by("function", {"total": "9", "210": "9"}, "t2")
    reconciled = reconcile([*executed, *plan], ALL_LISTS)
    (view,) = broken_down(reconciled, replace(TOTAL_KEY, phase="executed"))
    assert lines(view) == {"208": "7"}


CODES = ("208", "20805", "2080505", "2080506", "210", "21011", "2101101", "21015", "2101501", "2101505")


@given(
    st.lists(st.tuples(st.sampled_from(CODES), st.integers(-5, 9)), unique_by=lambda pair: pair[0]), st.integers(0, 20)
)
def test_whatever_is_printed_a_view_sums_to_its_total(rows: list[tuple[str, int]], total: int) -> None:
    printed = by("function", {"total": str(total)} | {code: str(amount) for code, amount in rows})
    reconciled = reconcile(printed, ALL_LISTS)
    amounts = {fact.fact_id: fact.amount for fact in reconciled.facts}
    for view in broken_down(reconciled):
        lines(view)
        for line in view.lines:
            assert line.amount == sum(amounts[fact_id] for fact_id in line.fact_ids)
