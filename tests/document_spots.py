"""What happens to single cells of a printed document: marks, signs, other digits, blanks, unknown words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from printed_documents import END, RAISED, STRUCK, Sheet, Spot

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def is_money(spot: Spot, own: Sheet, row: int) -> bool:
    return row >= own.header and spot.is_amount and bool(spot.value)


def is_label(spot: Spot, own: Sheet, row: int) -> bool:
    return row >= own.header and not spot.is_amount and len(spot.text.strip()) > 2 and not spot.text.strip().isdigit()


def is_code(spot: Spot, own: Sheet, row: int) -> bool:
    return row >= own.header and spot.text.strip().isdigit() and len(spot.text.strip()) >= 3


def is_header(spot: Spot, own: Sheet, row: int) -> bool:
    """Words of a header; forms, which are words down to their end, have none."""
    return row < own.header <= 4 and len(spot.text.strip()) > 1 and "*" not in spot.text


MARKS_OF_AMOUNTS = (
    *("{0}①", "{0} ②", "①{0}", "{0}²", f"{{0}}{RAISED}2{END}", f"{RAISED}1{END}{{0}}", "{0}*", "*{0}", "{0} **"),
    *("{0}（注1）", "{0}(注)", "（注2）{0}", "{0}[2]", "{0}［1］", "[注1]{0}", "{0}注1", "{0}†", "{0} 2)", "{0}③④"),
)
MARKS_OF_LABELS = (
    *("{0}①", "{0}²", f"{{0}}{RAISED}2{END}", "{0}*", "{0}（注1）", "{0}[2]", "{0}†", "{0} ①", "*{0}", "{0}（见注2）"),
)
MARKS_OF_CODES = ("{0}①", "{0}²", f"{{0}}{RAISED}1{END}", "{0}*", "{0}[2]", "{0}（注1）", "*{0}", "{0}†")
MINUS = ("△{0}", "▲{0}", "负{0}", "-{0}", "－{0}", "{0}-", "({0})", "（{0}）", "−{0}", "—{0}", "△ {0}")
MISGROUPED = ("1234 {0}", "{0} 3.00", "{0}\n7.00", "٣{0}", "{0}/{0}", "{0}?", "约{0}", "{0};", "={0}", "{0}%元")


def by_spot(styles: Sequence[str]) -> Callable[[Spot, Random], Spot]:
    return lambda spot, random: replace(spot, text=random.choice(styles).format(spot.text))


def negative_spot(spot: Spot, random: Random) -> Spot:
    assert spot.value is not None
    if spot.value < 0:
        return spot
    return replace(spot, text=random.choice(MINUS).format(spot.text), value=-spot.value)


def unreadable_spot(spot: Spot, random: Random) -> Spot:
    digits = spot.text.replace(",", "")
    whole, _, part = digits.partition(".")
    grouped = f"{whole[:-2]},{whole[-2:]}.{part}"
    text = random.choice([*(style.format(spot.text) for style in MISGROUPED), grouped])
    return replace(spot, text=text, is_unreadable=True)


def struck_spot(spot: Spot, random: Random) -> Spot:
    return replace(spot, text=f"{STRUCK}{spot.text}{END}", value=None, is_struck=True)


def replaced_spot(spot: Spot, random: Random) -> Spot:
    """The amount struck out, and another beside it."""
    assert spot.value is not None
    value = spot.value + random.choice([1, 100])
    return replace(spot, text=f"{STRUCK}{spot.text}{END}{random.choice(['', ' '])}{value}", value=value)


def other_digits_spot(spot: Spot, random: Random) -> Spot:
    return replace(spot, text=spot.text.translate(FULL_WIDTH).replace(",", random.choice([",", "，"])))


def ungrouped_spot(spot: Spot, random: Random) -> Spot:
    return replace(spot, text=spot.text.replace(",", "") if "," in spot.text else f"{spot.value:,}")


def padded_spot(spot: Spot, random: Random) -> Spot:
    blank = random.choice([" ", "\u3000", "\u00a0", "\n", "\u200b", "  "])
    return replace(spot, text=random.choice(["{1}{0}", "{0}{1}", "{1}{0}{1}"]).format(spot.text, blank))


def broken_spot(spot: Spot, random: Random) -> Spot:
    """A label or header with a space or a line end within."""
    at = random.randrange(1, len(spot.text)) if len(spot.text) > 1 else len(spot.text)
    return replace(spot, text=spot.text[:at] + random.choice(["\n", " ", "\u3000"]) + spot.text[at:])


def broken_amount_spot(spot: Spot, random: Random) -> Spot:
    """An amount broken at a line end behind a separator, or with money's sign or unit."""
    text = random.choice(["{0}", "¥{0}", "￥{0}"]).format(spot.text)
    return replace(spot, text=text.replace(",", ",\n", 1) if "," in text else text.replace(".", ".\n"))


def words_spot(spot: Spot, random: Random) -> Spot:
    text = random.choice(["详见附件", "见表二", "未定", "壹佰元整", "#REF!", "####"])
    return replace(spot, text=text, is_unreadable=True)


def lost_spot(spot: Spot, random: Random) -> Spot:
    return replace(spot, text="", value=None)


def unknown_spot(spot: Spot, random: Random) -> Spot:
    word = random.choice(["星空", "往来专户返还", "（贷款贴息）", "代管", "盘活存量"])
    return replace(spot, text=random.choice([f"{spot.text}{word}", f"{word}{spot.text}", word]))
