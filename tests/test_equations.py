"""Equations follow from the keys: a whole and the parts that one row or one column lists."""

from dataclasses import replace
from decimal import Decimal

from invented import LISTS, cell, sets

from yusuan.concepts import Codelist, Concept
from yusuan.facts.equations import Equation, Hierarchy, fund_equations, table_equations
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.key import Key
from yusuan.facts.unread import Unread

OWN = {
    "organization": Codelist("o", {"yunling-medical-insurance": Concept("yunling-medical-insurance", "", "", "")}),
    "activity": Codelist("a", {"total": Concept("total", "", "", ""), "p1": Concept("p1", "total", "", "")}),
}
HIERARCHY = Hierarchy(LISTS | OWN)


def short(key: Key) -> str:
    return " ".join(code for name, code in sets(key).items() if name != "operation") or "total"


def found(*cells: Cell) -> list[tuple[str, list[str], bool]]:
    equations = table_equations(cells, HIERARCHY)
    return [(short(e.whole), [short(part) for part in e.parts], e.complete) for e in equations]


def key(**said: str) -> Key:
    made = cell("0", 1, 0, "t1", **said).key
    assert made is not None
    return made


def test_a_column_of_codes_gives_one_equation_for_each_whole() -> None:
    codes = ("total", "208", "20805", "2080505", "2080506", "210", "21015")
    cells = [cell("0", row=n, function=code) for n, code in enumerate(codes)]
    assert found(*cells) == [
        ("total", ["208", "210"], True),
        ("208", ["20805"], True),
        ("20805", ["2080505", "2080506"], True),
        ("210", ["21015"], True),
    ]
    assert sorted(found(*reversed(cells))) == sorted(
        (whole, parts[::-1], complete) for whole, parts, complete in found(*cells)
    )


def test_a_row_of_types_gives_one_equation_and_memorandum_items_are_no_part_of_it() -> None:
    types = ("total", "personnel", "operating", "project", "procurement")
    assert found(*(cell("0", place=n, expenditure_type=code) for n, code in enumerate(types))) == [
        ("total", ["personnel", "operating", "project"], True)
    ]


def test_a_whole_without_its_middle_level_is_made_of_what_is_there() -> None:
    assert found(cell("0"), cell("0", row=2, function="2080505"), cell("0", row=3, function="210")) == [
        ("total", ["2080505", "210"], True)
    ]


def test_parts_printed_under_of_which_need_not_make_up_the_whole() -> None:
    assert found(cell("0", fund="unit-funds"), cell("0", row=2, fund="other-income", of_which=True)) == [
        ("unit-funds", ["other-income"], False)
    ]


def test_two_wholes_of_which_neither_lies_in_the_other_share_no_parts() -> None:
    cross = (cell("0", function="210"), cell("0", row=2, expenditure_type="project"))
    part = cell("0", row=3, function="210", expenditure_type="project")
    assert found(*cross, part) == []


def test_a_collection_gathers_classes_from_across_the_tree() -> None:
    codes = ("three-public-and-related", "three-public", "30217", "30231", "30216")
    assert found(*(cell("0", place=n, economic=code) for n, code in enumerate(codes))) == [
        ("three-public-and-related", ["three-public", "30216"], True),
        ("three-public", ["30217", "30231"], True),
    ]


def test_cells_of_other_tables_columns_and_panels_do_not_mix() -> None:
    assert found(cell("0"), cell("0", table="t2", function="210")) == []
    assert found(cell("0"), cell("0", row=2, place=1, function="210")) == []
    assert found(cell("0"), cell("0", place=1, function="210", panel=1)) == []


def test_a_key_printed_twice_in_a_column_counts_once() -> None:
    assert found(cell("0"), cell("0", row=2, function="210"), cell("0", row=3, function="210")) == [
        ("total", ["210"], True)
    ]


def test_an_equation_says_where_it_is_printed() -> None:
    (equation,) = table_equations([cell("0"), cell("0", row=2, function="210")], HIERARCHY)
    assert (equation.source, equation.cell_ids) == ("t1", ("t1.r1c1", "t1.r2c1"))


def test_lines_of_two_funds_are_equal_only_where_their_totals_are() -> None:
    amounts = {
        key(): Decimal(9),
        key(fund="fiscal"): Decimal(9),
        key(function="210"): Decimal(5),
        key(function="210", fund="fiscal"): Decimal(5),
        key(economic="301"): Decimal(4),
    }
    assert fund_equations(amounts, HIERARCHY) == (
        Equation(key(function="210"), (key(function="210", fund="fiscal"),), "funds"),
        Equation(key(), (key(fund="fiscal"),), "funds"),
    )
    assert fund_equations(amounts | {key(fund="fiscal"): Decimal(8)}, HIERARCHY) == ()


def test_strictly_within_is_no_order_of_equals() -> None:
    whole, part = key(function="210"), key(function="2101505", activity="p1", expenditure_type="project")
    assert HIERARCHY.within(part, whole)
    assert not HIERARCHY.within(whole, part)
    assert not HIERARCHY.within(whole, whole)
    assert not HIERARCHY.within(key(function="2101505"), key(function="208"))
    assert not HIERARCHY.within(key(expenditure_type="procurement"), key())
    assert HIERARCHY.containing([whole, part, key(function="208")]) == {whole}


def summed(*cells: Cell, unread: tuple[Unread, ...] = ()) -> list[tuple[str, list[str]]]:
    equations = table_equations(cells, HIERARCHY, unread)
    return [(short(e.whole), [short(part) for part in e.parts]) for e in equations]


BROKEN = (cell("9"), cell("5", row=2, function="208"), cell("3", row=3, function="210"))
HOLDING = (cell("8"), *BROKEN[1:])
TOTAL_OF_TWO = [("total", ["208", "210"])]


def without_key(made: Cell) -> Cell:
    return replace(made, key=None, binding=Binding.NONE, reason="not understood")


def test_a_sum_that_a_row_without_a_key_may_belong_to_is_stated_only_if_it_holds() -> None:
    assert summed(*BROKEN) == TOTAL_OF_TWO
    for row in (4, 5):
        assert summed(*BROKEN, without_key(cell("1", row=row))) == []
        assert summed(*HOLDING, without_key(cell("1", row=row))) == TOTAL_OF_TWO
        assert summed(*BROKEN, without_key(cell("0", row=row))) == TOTAL_OF_TWO, "nothing breaks no sum"
        assert summed(*BROKEN, unread=(Unread("t1", row, 0),)) == []
        assert summed(*BROKEN, unread=(Unread("t1", row),)) == []
        assert summed(*BROKEN, unread=(Unread("t1", row, 1), Unread("t2", row))) == TOTAL_OF_TWO
    assert summed(*BROKEN, without_key(cell("1", row=4, place=1))) == TOTAL_OF_TWO, "another column"


def test_a_row_beyond_the_parts_of_a_whole_is_none_of_them() -> None:
    parts = (cell("5", row=3, function="2080505"), cell("3", row=4, function="2080506"))
    column = (cell("20"), cell("9", row=2, function="208"), *parts, cell("9", row=6, function="210"))
    assert ("208", ["2080505", "2080506"]) in summed(*column, without_key(cell("2", row=7)))
    assert ("208", ["2080505", "2080506"]) not in summed(*column, without_key(cell("2", row=5)))
    last = (cell("5", row=1, function="208"), cell("3", row=2, function="210"), cell("9", row=3))
    assert summed(*last, without_key(cell("1", row=4))) == TOTAL_OF_TWO, "below a total that stands last"


def test_a_sum_along_a_row_asks_the_columns_below_its_own_heading() -> None:
    line = [
        replace(cell("9"), header="合计"),
        replace(cell("6", place=1, fund="general"), header="一般公共预算 / 小计"),
        replace(cell("2", place=2, fund="general", expenditure_type="basic"), header="一般公共预算 / 基本支出"),
        without_key(replace(cell("3", place=3), header="星空 / 小计")),
    ]
    assert summed(*line) == [("general", ["general basic"])]
    line[3] = replace(line[3], header="一般公共预算 / 星空")
    assert summed(*line) == []


def test_a_sum_with_a_weak_reading_is_stated_only_if_it_holds() -> None:
    for weak in (replace(BROKEN[1], binding=Binding.POSITION, label="社会保"), replace(BROKEN[1], is_doubted=True)):
        assert summed(BROKEN[0], weak, BROKEN[2]) == []
        assert summed(HOLDING[0], weak, HOLDING[2]) == TOTAL_OF_TWO
    placed = [replace(cell("9"), binding=Binding.POSITION, label="社"), cell("8", place=1, fund="general")]
    assert summed(*placed) == [("total", ["general"])], "along a row it does not matter which row it is"


def test_a_row_without_a_label_is_a_whole_if_a_sum_of_it_holds_in_any_column() -> None:
    nameless = replace(BROKEN[0], binding=Binding.POSITION)
    beside = [replace(c, place=1, column=2, cell_id=f"t1.r{c.row}c2") for c in (nameless, *HOLDING[1:])]
    assert summed(nameless, *BROKEN[1:]) == []
    held = replace(beside[0], amount=Decimal(8))
    assert summed(nameless, *BROKEN[1:], held, *beside[1:]) == TOTAL_OF_TWO * 2
