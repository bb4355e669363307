"""Numbers as printed become exact decimals or nothing; yuan are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.facts.money import half_of_last_place, yuan
from yusuan.recognition.numbers import UNIT_WORDS, PrintedNumber, is_number_like, parse_number, says_nothing

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


NEGATIVE = (
    *("-{}", "－{}", "−{}", "–{}", "—{}", "({})", "（{}）", " ( {} ) ", "△{}", "▲ {}", "∆{}", "负{}", "-￥{}", "￥-{}"),
    *("△¥{}", "￥（{}）", "（￥{}）", "{}-", "{} －", "({})万元", "负{}元", "-{}①", "（{}②）", "{}-[1]"),
)


@given(amounts, st.sampled_from(NEGATIVE))
def test_every_way_to_print_a_negative_comes_back(value: Decimal, style: str) -> None:
    assert read(style.format(f"{value:,f}")).value == -value


@given(amounts, st.data())
def test_spaces_beside_signs_and_between_groups_change_nothing(value: Decimal, data: st.DataObject) -> None:
    text = f"{value:,f}"
    gap = st.sampled_from(["", " ", "\u3000", "\n", "\u200b", "\u00a0"])
    spaced = "".join(data.draw(gap) + letter + data.draw(gap) if letter in ",." else letter for letter in text)
    assert read(data.draw(gap) + spaced + data.draw(gap)) == read(text)


@given(amounts, st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"]))
def test_spaces_in_threes_are_thousands_separators(value: Decimal, space: str) -> None:
    assert read(f"{value:,f}".replace(",", space)) == read(f"{value:f}")


@given(st.integers(10, 9999), st.integers(1000, 10**9), st.sampled_from(["{:,f}", "{:f}"]))
def test_two_numbers_in_a_cell_are_not_one(first: int, second: int, style: str) -> None:
    amount = style.format(Decimal(second) / 100)
    for text in (f"{first} {amount}", f"{first}\n{amount}", f"{amount} {first}"):
        found = parse_number(text)
        assert found is None or text.replace(" ", ",").replace("\n", ",") == f"{found.value:,f}"


WRAPPED = {
    "1,23\n4,567.89": "1234567.89",
    "1,234,5 67.89": "1234567.89",
    "12345678.\n90": "12345678.90",
    "5\n.20": "5.20",
}


@pytest.mark.parametrize(("text", "value"), WRAPPED.items())
def test_a_number_broken_at_a_line_end_is_one_where_its_halves_are_none(text: str, value: str) -> None:
    assert read(text).value == Decimal(value)


MARKS = (
    *("①", "②③", "⑴", "㊀", "❶", "ⓐ", "²", "¹²", "¹,²", "³⁾", "ᵃ", "*", "＊", "**", "†", "‡", "※", "#", "§", "★"),
    *(
        "（注1）",
        "(注)",
        "（见注3）",
        "（附注一）",
        "(注释2)",
        "[2]",
        "［12］",
        "【1】",
        "〔3〕",
        "[注1]",
        "(①)",
        "（*）",
        "[¹]",
    ),
)


@given(amounts, st.sampled_from(MARKS), st.sampled_from(["{0}{1}", "{0} {1}", "{1}{0}", "{1} {0}", "{1}{0}{1}"]))
def test_note_marks_are_no_part_of_a_number(value: Decimal, mark: str, style: str) -> None:
    if value == 10 and mark[0] in "¹²³ᵃ":
        return  # a power of ten
    for text in (f"{value:f}", f"{value:,f}", f"{value:,f}".translate(FULL_WIDTH)):
        assert read(style.format(text, mark)) == read(f"{value:f}")


@pytest.mark.parametrize("text", ["5注1", "5注", "5.00注①", "5 1)", "5.00 2）", "注①5", "5①万元", "5万元①", "5②元"])
def test_marks_that_stand_on_one_side_only(text: str) -> None:
    assert read(text).value == 5


@given(amounts)
def test_a_mark_is_never_a_digit(value: Decimal) -> None:
    """Whatever is made of a number with digits of other kinds around it, it is that number or none."""
    for digit in "²₂①⒉➋٤४𝟒":
        for text in (f"{value:f}{digit}", f"{digit}{value:f}", f"{value:f}{digit}.5", f"5{digit}{value:f}"):
            found = parse_number(text)
            assert found is None or found.value == value, text


@given(amounts, st.sampled_from(sorted(UNIT_WORDS)))
def test_a_unit_word_printed_with_the_number_is_told(value: Decimal, word: str) -> None:
    found = read(f"{value:f}{word}")
    assert (found.value, found.unit) == (value, UNIT_WORDS[word])


@given(amounts, st.sampled_from(["¥{}", "￥{}"]))
def test_a_currency_sign_is_left_out(value: Decimal, style: str) -> None:
    assert read(style.format(value)).value == value


JUNK = (
    *("", " ", "-", "--", "—", "/", "**", "*", "无", "()", "(-1)", "--1", "-(1)", "(1", "1)", "-1-", "+1", "——1", "1—"),
    *(
        "△",
        "▲",
        "负",
        "①",
        "²",
        "[2]",
        "（注1）",
        "△(1)",
        "-△1",
        "1△",
        "1▲",
        "5(1)",
        "1) 5",
        "*",
        "½",
        "1½",
        "5⁰⁰",
        "10⁴",
    ),
    *("12 234567.89", "1234 567.89", "1 2", "1.5 2", "12\n234567.89", "850000.0 0", "1 2345", "1,234 567.89"),
    *("2,84,018.00", "1,23,456", "1 23 456", "1'234", "1,234,56", "1.234.567,00", "1,234 1,234", "⒉5", "2⒌"),
    *("٤٥", "१२", "𝟏𝟐", "１٢", "٣.5", "一百", "Ⅳ", "5₂", "=A1+B1", "#REF!", "1e5", "5e"),
    *("1,23", "12,34,567", "1,2345", ",123", "1,", "1234,567", "1.2.3", "1.", ".5", "1..2", "1.234,5"),
    *(
        "12%",
        "3个",
        "5人",
        "abc",
        "1e5",
        "0x10",
        "1_000",
        "１，２３",
        "2024年",
        "100 人",
        "≥5",
        "元",
        "1 2 3元4",
        "½x",
        "5①6",
        "5*6",
        "5（注1）6",
    ),
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
        assert (found.value < 0) == ("-" in text or "(" in text) or found.value == 0
        assert len([c for c in text if c not in "0123456789,.-() ¥元万亿"]) == 0


@pytest.mark.parametrize("text", ["", " ", "-", "－", "—", "——", "--", "/", "无", "*", "**", "-①", "—（注1）", "“-”"])
def test_signs_of_nothing_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["0", "①", "△", "5", "12 3.5", "?", "详见附件", "=A1", "#N/A", "…", "无①1"])
def test_anything_else_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text", ["2,84,018.00", "12 234567.89", "٤٥", "1,234.00", "△5", "(5)", "5万元", "1'234", "5.00①"]
)
def test_what_looks_like_a_number_is_told(text: str) -> None:
    assert is_number_like(text)


@pytest.mark.parametrize("text", ["2024年财政拨款", "A4", "3个", "①", "项目1", "-", "", "第5项", "5人"])
def test_words_with_numbers_look_like_none(text: str) -> None:
    assert not is_number_like(text)


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
