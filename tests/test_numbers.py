"""Numbers as printed become exact decimals or nothing; yuan are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.facts.money import half_of_last_place, yuan
from yusuan.recognition.numbers import UNIT_WORDS, PrintedNumber, parse_number

FACTORS = {"yuan": Decimal(1), "thousand-yuan": Decimal(1000), "wan-yuan": Decimal(10000), "yi-yuan": Decimal(10**8)}
amounts = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**15), st.integers(0, 6))
FULL_WIDTH = str.maketrans("0123456789,.-()", "０１２３４５６７８９，．－（）")


def places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def read(text: str) -> PrintedNumber:
    found = parse_number(text)
    assert found is not None, text
    assert isinstance(found.value, Decimal)
    return found


@given(amounts, st.sampled_from(["{:f}", "{:,f}"]))
def test_plain_and_grouped_digits_come_back(value: Decimal, style: str) -> None:
    found = read(style.format(value))
    assert (found.value, found.places, found.unit) == (value, places(value), "")
    assert str(found.value) == f"{value:f}"


@given(amounts, st.booleans())
def test_full_width_digits_come_back(value: Decimal, negative: bool) -> None:
    text = f"{'-' if negative else ''}{value:,f}".translate(FULL_WIDTH)
    assert read(text).value == (-value if negative else value)


@given(amounts, st.sampled_from(["-{}", "－{}", "−{}", "–{}", "({})", "（{}）", " ( {} ) "]))
def test_every_way_to_print_a_negative_comes_back(value: Decimal, style: str) -> None:
    assert read(style.format(f"{value:,f}")).value == -value


@given(amounts, st.data())
def test_spaces_from_line_wraps_change_nothing(value: Decimal, data: st.DataObject) -> None:
    text = f"{value:,f}"
    gap = st.sampled_from(["", " ", "\u3000", "\n", "\u200b", "\u00a0"])
    spaced = "".join(data.draw(gap) + letter for letter in text) + data.draw(gap)
    assert read(spaced) == read(text)


@given(amounts, st.sampled_from(sorted(UNIT_WORDS)))
def test_a_unit_word_printed_with_the_number_is_told(value: Decimal, word: str) -> None:
    found = read(f"{value:f}{word}")
    assert (found.value, found.unit) == (value, UNIT_WORDS[word])


@given(amounts, st.sampled_from(["¥{}", "￥{}"]))
def test_a_currency_sign_is_left_out(value: Decimal, style: str) -> None:
    assert read(style.format(value)).value == value


JUNK = (
    *("", " ", "-", "--", "—", "/", "**", "*", "无", "()", "(-1)", "--1", "-(1)", "(1", "1)", "1-", "+1"),
    *("1,23", "12,34,567", "1,2345", ",123", "1,", "1234,567", "1.2.3", "1.", ".5", "1..2", "1.234,5"),
    *("12%", "3个", "5人", "abc", "1e5", "0x10", "1_000", "１，２３", "2024年", "100 人", "≥5", "元", "1 2 3元4", "½x"),
)


@pytest.mark.parametrize("text", JUNK)
def test_what_is_no_number_gives_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(st.sampled_from("0123456789,.-()元万亿 ¥a%"), max_size=12))
def test_what_is_read_can_be_written_the_same(text: str) -> None:
    """Whatever is taken for a number has the digits that are printed, in their order, and nothing else."""
    found = parse_number(text)
    if found is not None:
        digits = "".join(c for c in text if c in "0123456789")
        assert f"{abs(found.value):f}".replace(".", "").lstrip("0") == digits.lstrip("0")
        assert found.places == places(found.value)
        assert (found.value <= 0) == ("-" in text or "(" in text) or found.value == 0
        assert len([c for c in text if c not in "0123456789,.-() ¥元万亿"]) == 0


@given(st.text(max_size=12))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    found = parse_number(text)
    assert found is None or found.value.is_finite()


@given(amounts, st.sampled_from(sorted(FACTORS)))
def test_yuan_are_exact(value: Decimal, unit: str) -> None:
    factor = FACTORS[unit]
    amount = yuan(read(f"{value:f}"), factor)
    assert isinstance(amount, Decimal)
    assert amount.as_integer_ratio() == (value * factor).as_integer_ratio()
    numerator, denominator = value.as_integer_ratio()
    assert amount * denominator == numerator * int(factor)


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [("2805.56", "wan-yuan", "28055600"), ("0.07", "wan-yuan", "700"), ("0.1", "yi-yuan", "10000000")],
)
def test_amounts_that_floats_get_wrong(printed: str, unit: str, expected: str) -> None:
    assert yuan(read(printed), FACTORS[unit]) == Decimal(expected)


@given(st.integers(0, 10), st.sampled_from(sorted(FACTORS)))
def test_rounding_moves_an_amount_by_half_of_its_last_place_and_not_at_all_below_the_fen(n: int, unit: str) -> None:
    last_place = FACTORS[unit] / 10**n
    assert half_of_last_place(n, FACTORS[unit]) * 2 == (last_place if last_place > Decimal("0.01") else 0)
