"""The statements of the five documents: none lost, none invented; their amounts as cells that witness facts."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from invented import LEXICON

from yusuan.conversion import Conversion
from yusuan.facts.actors import Activities, Organizations
from yusuan.facts.coded import Names
from yusuan.facts.fact import Binding, Cell, Status
from yusuan.facts.reconcile import agrees, reconcile
from yusuan.facts.statement_binding import PROSE, statement_cells
from yusuan.reading.document import Document, Grid
from yusuan.recognition.prose.narrative import recognise_statements
from yusuan.recognition.prose.statements import Statement

PLACES = ("ankang", "anyang", "sixian", "weinan", "zizhou")
Statements = Mapping[str, tuple[Statement, ...]]


def base(conversion: Conversion) -> dict[str, str]:
    """The codes that hold for all amounts of a disclosure."""
    disclosure = conversion.disclosure
    return {
        "organization": disclosure.organization.code,
        "fiscal_year": disclosure.fiscal_year,
        "phase": disclosure.phase,
    }


def printed_in_tables(conversion: Conversion) -> tuple[Cell, ...]:
    return tuple(cell for cell in conversion.cells if cell.table_id != PROSE)


def bound(conversion: Conversion, statements: Sequence[Statement]) -> tuple[Cell, ...]:
    """The prose cells of a disclosure beside those of its tables."""
    disclosure, tables = conversion.disclosure, printed_in_tables(conversion)
    names = Names(LEXICON, Organizations(disclosure.organization, disclosure.scope), Activities(), {})
    stated = {cell.key for cell in tables if cell.key is not None}
    return tuple(statement_cells(statements, base(conversion), names, stated))


@pytest.fixture(scope="module")
def statements(conversions: Mapping[str, Conversion]) -> Statements:
    """Every statement of the five documents, read anew."""
    return {
        place: recognise_statements(
            conversion.document.blocks,
            LEXICON,
            conversion.disclosure.fiscal_year,
            (conversion.disclosure.organization.label_zh,),
        )
        for place, conversion in conversions.items()
    }


@pytest.fixture(scope="module")
def prose(conversions: Mapping[str, Conversion], statements: Statements) -> Mapping[str, tuple[Cell, ...]]:
    """The prose cells of the five documents."""
    return {place: bound(conversion, statements[place]) for place, conversion in conversions.items()}


# no figure lost, none invented

MONEY = re.compile(r"\d+(?:\.\d+)?\s*万?元")
THRESHOLDS = Counter({"20万元": 6, "50万元": 2, "100万元": 2})
"""Prices of equipment by the unit (单价 20 万元以上的设备), the only amounts of the prose that are no statement."""


def money_by_line(read: Document) -> list[tuple[int, str]]:
    """Every amount of money with its unit in the lines that stand outside grids."""
    return [
        (block.location.line or 0, "".join(found.split()))
        for block in read.blocks
        if not isinstance(block, Grid)
        for found in MONEY.findall(block.text)
    ]


def unstated(read: Document, statements: Sequence[Statement]) -> list[tuple[int, str]]:
    """The amounts of the prose that no statement prints, each statement serving for one amount."""
    free = [s for s in statements if s.printed]
    left = []
    for line, amount in money_by_line(read):
        for statement in free:
            lines = range(statement.location.line or 0, (statement.last_line or 0) + 1)
            if "".join(statement.printed.split()) == amount and line in lines:
                free.remove(statement)
                break
        else:
            left.append((line, amount))
    return left


def test_every_amount_of_the_prose_is_a_statement(
    conversions: Mapping[str, Conversion], statements: Statements
) -> None:
    counted = {place: len(money_by_line(conversions[place].document)) for place in PLACES}
    assert counted == {"ankang": 66, "anyang": 0, "sixian": 84, "weinan": 57, "zizhou": 63}
    left = [pair for place in PLACES for pair in unstated(conversions[place].document, statements[place])]
    assert Counter(amount for _, amount in left) == THRESHOLDS


def test_an_amount_that_is_not_stated_would_be_missed(conversions: Mapping[str, Conversion]) -> None:
    assert len(unstated(conversions["weinan"].document, ())) == 57


def test_every_statement_stands_where_it_says(conversions: Mapping[str, Conversion], statements: Statements) -> None:
    for place in PLACES:
        lines = {b.location.line: b.text for b in conversions[place].document.blocks if not isinstance(b, Grid)}
        for statement in statements[place]:
            first, last = statement.location.line or 0, statement.last_line or 0
            text = "".join(text for line, text in lines.items() if line is not None and first <= line <= last)
            assert statement.printed in re.sub(r"[*\\]", "", text), statement
            assert statement.printed in statement.sentence, statement


COUNTS = {
    "ankang": {"amount": 44, "change": 26, "implied-amount": 20, "covered-amount": 3, "three-public": 1},
    "anyang": {},
    "sixian": {
        "amount": 48,
        "change": 13,
        "percentage-change": 13,
        "share": 14,
        "implied-amount": 13,
        "covered-amount": 5,
        "project-budget": 5,
        "purchase-cost": 3,
        "procurement": 2,
        "agency-operating-costs": 1,
        "projects": 1,
        "units": 1,
    },
    "weinan": {"amount": 34, "change": 24, "implied-amount": 24, "covered-amount": 3, "three-public": 1},
    "zizhou": {"amount": 34, "change": 24, "implied-amount": 24, "covered-amount": 3, "three-public": 1},
}


@pytest.mark.parametrize("place", PLACES)
def test_statements_by_subject(statements: Statements, place: str) -> None:
    counts = Counter(statement.subject for statement in statements[place])
    assert {subject: counts[subject] for subject in COUNTS[place]} == COUNTS[place]
    assert bool(counts) == bool(COUNTS[place])
    assert [statement.number for statement in statements[place]] == list(range(1, len(statements[place]) + 1))


# what they say


def one(statements: Sequence[Statement], about: str) -> Statement:
    (found,) = [s for s in statements if s.about == about and s.subject == "amount"]
    return found


@pytest.mark.parametrize(
    ("place", "posts", "staff", "retired"),
    [
        ("ankang", (29, 0, 29), (27, 0, 27), 8),
        ("weinan", (51, 35, 16), (51, 35, 16), 5),
        ("zizhou", (23, 0, 23), (24, 0, 23), 1),
    ],
)
def test_staff(
    statements: Statements, place: str, posts: tuple[int, int, int], staff: tuple[int, int, int], retired: int
) -> None:
    values = {s.subject: int(s.value or 0) for s in statements[place] if s.unit == "人"}
    kinds = ("", "-administrative", "-public-institution")
    assert tuple(values[f"establishment{kind}"] for kind in kinds) == posts
    assert tuple(values[f"staff{kind}"] for kind in kinds) == staff
    assert values["retired"] == retired


def test_oddities_of_the_printed_prose_are_kept(statements: Statements) -> None:
    odd = {s.note: s.printed for s in statements["ankang"] if s.note and "基本" not in s.note}
    assert odd == {"no unit is printed": "3.25", "both an increase and a decrease are printed": "0.02万元"}
    assert one(statements["zizhou"], "医疗保障管理事务（2101550）").printed_code == "2101550"
    assert one(statements["weinan"], "机关对个人和家庭的补助支出（303）").printed_code == "303"
    assert one(statements["weinan"], "一般共预算拨款收入").unread == "一般共预算拨款"


def test_parts_and_their_changes_can_be_summed(statements: Statements) -> None:
    def parts(place: str, line: int, count: int) -> tuple[int, int]:
        (head,) = [s for s in statements[place] if s.subject == "amount" and s.location.line == line]
        numbers = [s.number for s in statements[place] if s.belongs_to == head.number and s.subject == "amount"]
        assert len(numbers) == count
        changes = [s for s in statements[place] if s.subject == "change" and s.belongs_to in numbers]
        signs = {"increase": 1, "decrease": -1}
        return int(head.amount or 0), sum(signs[s.direction] * int(s.amount or 0) for s in changes)

    assert parts("weinan", 87, 3) == (7180100, 1764300)  # stated as a whole: 2,393,200
    assert parts("zizhou", 74, 6) == (3254200, -49200)  # stated as a whole: -301,000
    assert parts("ankang", 73, 3) == (4844300, 32500)


def test_the_year_before_is_implied_and_marked(statements: Statements) -> None:
    implied = [s for s in statements["weinan"] if s.derived_from]
    assert {s.subject for s in implied} == {"implied-amount"}
    (training,) = [s for s in implied if "培训费" in s.about]
    amount, change = (statements["weinan"][number - 1] for number in training.derived_from)
    assert (amount.printed, change.printed, training.amount) == ("0 万元", "1 万元", Decimal(10000))
    assert (training.printed, training.value, training.sets["fiscal_year"]) == ("", None, "2022")
    assert training.quantum == 10000  # both are printed to the wan
    assert not any(s.derived_from and s.about == "机关资本性支出（503）" for s in statements["ankang"])


# cells


def test_money_that_is_no_change_becomes_a_cell(statements: Statements, prose: Mapping[str, Sequence[Cell]]) -> None:
    assert {place: len(cells) for place, cells in prose.items()} == {
        "ankang": 48,
        "anyang": 0,
        "sixian": 69,
        "weinan": 38,
        "zizhou": 38,
    }
    for place, cells in prose.items():
        numbers = {cell.row for cell in cells}
        changes = {s.number for s in statements[place] if s.subject == "change" or s.derived_from}
        assert not numbers & changes
        assert len({cell.cell_id for cell in cells}) == len(cells)
        assert len({cell.place for cell in cells}) == len(cells)  # no two of a line: no sum is read from the prose
        assert all((cell.key is None) == bool(cell.reason) == (cell.binding is Binding.NONE) for cell in cells)


def disagreements(conversion: Conversion, prose: Sequence[Cell]) -> set[tuple[int | None, str]]:
    """Line and words of every prose cell that disagrees with a table's print of the same key."""
    tables = [cell for cell in printed_in_tables(conversion) if cell.key is not None]
    return {
        (cell.location.line, cell.printed)
        for cell in prose
        if cell.key is not None
        for other in tables
        if other.key == cell.key and not agrees(cell, other)
    }


def test_only_true_contradictions_disagree(
    conversions: Mapping[str, Conversion], prose: Mapping[str, Sequence[Cell]]
) -> None:
    found = {place: disagreements(conversions[place], prose[place]) for place in PLACES}
    assert found == {
        "ankang": {(125, "61 万元")},  # 公用经费: 590,156.96 in four tables
        "anyang": set(),
        "sixian": set(),
        "weinan": set(),
        "zizhou": {(96, "42.54 万元")},  # 302: 405,200.00 in table 6, whose own lines sum to 425,400.00
    }


def test_most_of_the_prose_witnesses_what_tables_state(
    conversions: Mapping[str, Conversion], prose: Mapping[str, Sequence[Cell]]
) -> None:
    for place, least in {"ankang": 30, "sixian": 39, "weinan": 22, "zizhou": 23}.items():
        stated = {cell.key for cell in printed_in_tables(conversions[place])} - {None}
        assert sum(cell.key in stated for cell in prose[place]) == least


def test_witnesses_raise_no_new_dispute_but_the_true_ones(
    conversions: Mapping[str, Conversion], prose: Mapping[str, Sequence[Cell]]
) -> None:
    disputed = {}
    for place in PLACES:
        tables, lists = printed_in_tables(conversions[place]), conversions[place].codelists
        before = {fact.key: fact.status for fact in reconcile(tables, lists).facts}
        after = reconcile((*tables, *prose[place]), lists).facts
        quiet = {Status.CONSISTENT, Status.UNCONFIRMED}
        disputed[place] = {
            fact.key: str(fact.amount)
            for fact in after
            if fact.status not in quiet and before.get(fact.key, Status.CONSISTENT) in quiet
        }
    found = disputed.pop("ankang")
    assert {k.expenditure_type: amount for k, amount in found.items() if k.gov_economic == "total"} == {
        "operating": "590156.96"
    }
    assert {k.gov_economic: amount for k, amount in found.items() if k.gov_economic != "total"} == {"503": "13300.00"}
    assert all(others == {} for others in disputed.values())


def test_a_change_of_one_digit_in_the_prose_is_seen(
    conversions: Mapping[str, Conversion], statements: Statements
) -> None:
    conversion = conversions["weinan"]
    stated = {cell.key for cell in printed_in_tables(conversion)} - {None}
    keyed = [cell for cell in bound(conversion, statements["weinan"]) if cell.key in stated]
    assert len(keyed) == 22
    for cell in keyed:
        if cell.amount:
            wrong = replace(cell, amount=cell.amount + 40 * cell.quantum)
            assert disagreements(conversion, [wrong]) == {(cell.location.line, cell.printed)}
