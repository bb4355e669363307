"""How values are written: amounts, CSV, its JSON twin, readable JSON."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaged import FILES, rows

from yusuan.publishing.pretty_json import WIDTH, pretty_json
from yusuan.publishing.resource import Resource, Value, amount_text, csv_bytes, json_bytes


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_amounts_keep_their_value_and_have_at_least_two_decimals(amount: Decimal) -> None:
    text = amount_text(amount)
    assert Decimal(text) == amount
    assert len(text.partition(".")[2]) >= 2
    assert text != "-0.00"


@pytest.mark.parametrize(
    ("amount", "text"),
    [("4844351.04", "4844351.04"), ("5", "5.00"), ("1E+3", "1000.00"), ("0.1250", "0.125"), ("-0", "0.00")],
)
def test_amounts_as_written(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufeff"))


@given(st.lists(st.tuples(TEXT, st.none() | st.integers(), st.booleans(), st.decimals(-999, 999, places=2))))
def test_csv_and_json_say_the_same(values: list[tuple[Value, ...]]) -> None:
    fields = [{"name": name} for name in ("text", "number", "flag", "amount")]
    resource = Resource("x", "data/x.csv", "", "", {"fields": fields}, tuple(values))
    read = rows(csv_bytes(resource))
    twin = json.loads(json_bytes(resource), parse_float=str, parse_int=str)
    words: dict[object, str] = {None: "", True: "true", False: "false"}
    assert [{k: words.get(v, v) for k, v in row.items()} for row in twin] == read
    assert [row["text"] for row in read] == [text for text, *_ in values]


def test_amounts_in_json_are_numbers_with_their_exact_text() -> None:
    assert b'"amount": 150.50,' in FILES["data/facts.json"]
    assert b'"fact_id": null' in FILES["data/cells.json"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=40),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_pretty_json_is_the_same_json(value: object) -> None:
    assert json.loads(pretty_json(value)) == value


def test_pretty_json_keeps_short_things_on_a_line() -> None:
    lines = pretty_json({"a": {"start": "2024-01-01", "end": "2024-12-31"}, "b": list(range(60))}).splitlines()
    assert '  "a": {"start": "2024-01-01", "end": "2024-12-31"},' in lines
    assert all(len(line) <= WIDTH for line in lines)
