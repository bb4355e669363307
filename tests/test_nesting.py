"""Lists whose tree only the sums tell."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yusuan.facts.nesting import NestedRow, parents


def nested(*rows: str) -> list[int]:
    """The headings of rows written as amounts; ``*`` marks one with a description, ``-`` a blank amount."""
    return list(
        parents([NestedRow(None if row == "-" else Decimal(row.rstrip("*")), row.endswith("*")) for row in rows])
    )


def test_a_row_whose_followers_sum_to_it_is_their_heading() -> None:
    assert nested("500", "500", "500", "500", "300*", "200*") == [-1, 0, 1, 2, 3, 3]


def test_two_groups_below_one_whole() -> None:
    assert nested("10", "6", "4*", "2*", "4", "4*") == [-1, 0, 1, 1, 0, 4]


def test_a_described_row_is_a_project_and_never_a_heading() -> None:
    assert nested("5*", "5*") == [-1, -1]
    assert nested("5", "5*", "5*") == [-1, 0, -1]


def test_followers_that_do_not_sum_to_the_row_are_not_its_parts() -> None:
    assert nested("10", "6*", "3*") == [-1, -1, -1]
    assert nested("10", "6*", "5*") == [-1, -1, -1]
    assert nested("10.00", "6.00*", "3.99*") == [-1, -1, -1]


def test_a_blank_amount_ends_a_group_and_holds_nothing() -> None:
    assert nested("10", "6*", "-", "4*") == [-1, -1, -1, -1]
    assert nested("-", "6*") == [-1, -1]
    assert nested() == []


def test_zero_holds_nothing() -> None:
    assert nested("0", "0", "5*") == [-1, -1, -1]


def test_a_long_list_that_falls_is_read_too() -> None:
    amounts = [str(amount) for amount in range(3000, 0, -1)]
    assert set(nested(*amounts)) == {-1, 2997}
    doubling = [str(2**power) for power in range(60, -1, -1)]
    assert set(nested(*doubling)) == {-1}
    assert nested(*doubling, "1")[-2:] == [-1, 60]


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12))
def test_the_direct_parts_of_every_heading_sum_to_it(rows: list[tuple[int, bool]]) -> None:
    made = [NestedRow(Decimal(amount), described) for amount, described in rows]
    found = parents(made)
    for heading in set(found) - {-1}:
        below = [made[n].amount or 0 for n, above in enumerate(found) if above == heading]
        assert sum(below) == made[heading].amount
        assert not made[heading].described
    assert all(above < n for n, above in enumerate(found))
