"""Labels told by their place among their neighbours: only where the order of the code list leaves one answer."""

from hypothesis import given
from hypothesis import strategies as st

from yusuan.facts.alignment import CUT, EXACT, NEAR, Candidates, align

CODES = tuple("ABCDEFGH")


def exact(*codes: str) -> list[Candidates]:
    return [{code: EXACT} if code else {} for code in codes]


def told(candidates: list[Candidates]) -> list[tuple[str, bool]]:
    return [(found.code, found.by_position) for found in align(candidates, CODES)]


def test_what_is_named_exactly_is_told_by_its_name() -> None:
    assert told(exact("A", "C", "H")) == [("A", False), ("C", False), ("H", False)]


def test_a_gap_of_just_as_many_labels_as_codes_is_filled_by_position() -> None:
    assert told(exact("A", "", "C", "D")) == [("A", False), ("B", True), ("C", False), ("D", False)]
    assert told(exact("B", "", "", "E")) == [("B", False), ("C", True), ("D", True), ("E", False)]


def test_a_gap_of_more_or_fewer_labels_than_codes_is_left_open() -> None:
    assert told(exact("A", "", "D"))[1] == ("", False)
    assert told(exact("A", "", "", "C"))[1:3] == [("", False), ("", False)]
    assert told(exact("A", "", "B"))[1] == ("", False)


def test_labels_before_the_first_and_after_the_last_neighbour_are_not_guessed() -> None:
    assert told(exact("", "B", "C", "")) == [("", False), ("B", False), ("C", False), ("", False)]


def test_two_equal_cut_off_labels_are_told_apart_by_their_order() -> None:
    both: Candidates = {"C": CUT, "D": CUT}
    assert told([{"B": EXACT}, both, both, {"E": EXACT}])[1:3] == [("C", True), ("D", True)]


def test_a_cut_off_label_with_one_answer_is_marked_as_told_by_position() -> None:
    assert told([{"C": CUT}, {"D": NEAR}]) == [("C", True), ("D", False)]


def test_an_exact_name_goes_before_a_cut_off_one_for_the_same_code() -> None:
    assert told([{"B": CUT, "C": CUT}, {"C": EXACT}]) == [("B", True), ("C", False)]


def test_a_label_out_of_order_is_left_out_rather_than_the_others() -> None:
    assert [code for code, _ in told(exact("A", "H", "B", "C"))] == ["A", "", "B", "C"]


def test_codes_that_are_no_siblings_are_not_considered() -> None:
    assert told([{"A": EXACT}, {"X": EXACT}, {"C": EXACT}]) == [("A", False), ("B", True), ("C", False)]
    assert told([]) == []


candidates = st.lists(
    st.dictionaries(st.sampled_from([*CODES, "X"]), st.sampled_from([CUT, NEAR, EXACT]), max_size=4), max_size=10
)


@given(candidates)
def test_codes_never_fall_nor_stand_twice(options: list[Candidates]) -> None:
    found = align(options, CODES)
    assert len(found) == len(options)
    ranks = [CODES.index(label.code) for label in found if label.code]
    assert ranks == sorted(set(ranks))
    for label, allowed in zip(found, options, strict=True):
        assert label.code in ("", *CODES)
        assert label.by_position or label.code in ("", *allowed)
        assert not label.by_position or allowed.get(label.code, CUT) == CUT


@given(st.lists(st.sampled_from(CODES), unique=True).map(sorted))
def test_a_list_in_order_is_told_whole(codes: list[str]) -> None:
    assert told(exact(*codes)) == [(code, False) for code in codes]
