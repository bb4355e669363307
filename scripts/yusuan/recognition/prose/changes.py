"""Year-on-year wording: more, less or the same as in the year before, shares, and the reasons given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.recognition.prose.figures import NUMBER, decimal

INCREASE, DECREASE, UNCHANGED = "increase", "decrease", "unchanged"

MORE = ("增加", "增长", "上升", "提高", "上涨", "调增", "核增", "增幅", "升幅", "涨幅")
LESS = ("减少", "下降", "降低", "回落", "调减", "核减", "压减", "压缩", "降幅", "减幅")
"""Words that say that something rose, and that it fell."""

_VERBS = rf"(?:{'|'.join((*MORE, *LESS))})"
_YEAR = r"(?:上年度?|去年|上一年度?|20\d\d年度?)"
_BASE = rf"{_YEAR}(?:年初|当年|同期)?(?:部门|单位)?(?:预算|决算)?(?:执行)?数?"
_COMPARED = re.compile(rf"(?:较|比|与|同|和)(?P<base>{_BASE})")
_CHANGE = re.compile(rf"(?P<verbs>(?:{_VERBS}[、/或]?)+)(?:了|额|数|约|为|共|各|率|达|的?幅度|:|：)*\Z")
_CHANGE_OF = re.compile(rf"(?P<verbs>{_VERBS})(?P<about>[^，。；：\d]{{2,12}})\Z")
_BEYOND = re.compile(rf"(?:(?P<more>大于|高于|多于|超过)|小于|低于|少于)(?P<base>{_BASE})\Z")
_UNCHANGED = re.compile(
    rf"(?:较|比|与|同|和)(?P<base>{_BASE})(?:相比|比较|相较)?，?[^，。；：\d]{{0,12}}?(?P<rough>基本)?"
    r"(?:持平|无增减(?:变化)?|无(?:变化|变动)|没有(?:变化|变动)|一致|相同|相等|不变)"
)
_BARE = re.compile(
    rf"(?:较|比|与|同)(?P<base>{_BASE})(?:相比)?，?(?P<verbs>{_VERBS}+)(?:了|约|为)*(?P<number>{NUMBER})(?=[，。；、)]|\Z)"
)
_SHARE = re.compile(r"占[^，。；：]{0,30}\Z|(?:占比|比重)(?:为|达|约)?\Z")
_COMPLETION = re.compile(r"完成(?:年初|全年|调整后?)?(?:预算|预算数)的?\Z|预算(?:完成|执行)率(?:为|达)?\Z")
_REASON = re.compile(
    r"(?:(?:无增减|增加|减少|增长|下降|持平|变动|变化|增减)?的?(?:主要)?原因(?:主要)?(?:是|为|：|，(?=一是))+"
    r"|主要(?:是|由于|因为)|(?:是)?由于|主要原因(?=同上))"
)
_FURTHER = re.compile(r"[二三四五六七八九十](?:、|是)")


@dataclass(frozen=True, slots=True)
class Change:
    """A change: its direction (``""`` when words of both stand there), what it is counted from as printed, and what
    changed where the words say so themselves."""

    direction: str
    compared_with: str
    about: str = ""
    is_both: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A change that is said without a figure with its unit, at ``start:end``: nothing changed, or a number alone.
    ``is_rough`` says 基本."""

    start: int
    end: int
    change: Change
    number: Decimal | None = None
    is_rough: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason given for a change: the words at ``start:end``; ``introduced`` is where the words begin that introduce
    it."""

    introduced: int
    start: int
    end: int


def _direction(verbs: str) -> str:
    more, less = (any(word in verbs for word in words) for words in (MORE, LESS))
    return "" if more and less else INCREASE if more else DECREASE


def change_before(before: str) -> Change | None:
    """The change of which a figure that follows ``before`` is the size, or ``None``. ``before`` is what is said since
    the figure before it."""
    beyond = _BEYOND.search(before)
    if beyond:
        return Change(INCREASE if beyond["more"] else DECREASE, beyond["base"])
    compared = [found for found in _COMPARED.finditer(before)]
    base = compared[-1]["base"] if compared else ""
    found = _CHANGE.search(before)
    if found:
        direction = _direction(found["verbs"])
        return Change(direction, base, is_both=not direction)
    found = _CHANGE_OF.search(before) if base else None
    if found and found.start() >= compared[-1].end():
        return Change(_direction(found["verbs"]), base, found["about"])
    return None


def changed_thing(words: str) -> str:
    """What words with a change of their own are about: those before the comparison (基本支出比上年增加约)."""
    found = _COMPARED.search(words) or re.search(_VERBS, words)
    return (words[: found.start()] if found else words) or words


def is_share(before: str) -> bool:
    """Whether a percentage after these words is a share of a whole."""
    return bool(_SHARE.search(before))


def is_completion(before: str) -> bool:
    """Whether a percentage after these words says how much of the budget was executed."""
    return bool(_COMPLETION.search(before))


def mentions(compact: str) -> Iterator[Mention]:
    """Every change that is said without a unit: 与上年持平, and a number alone (较上年增加3.25，)."""
    for found in _UNCHANGED.finditer(compact):
        yield Mention(found.start(), found.end(), Change(UNCHANGED, found["base"]), is_rough=found["rough"] is not None)
    for found in _BARE.finditer(compact):
        direction = _direction(found["verbs"])
        change = Change(direction, found["base"], is_both=not direction)
        yield Mention(found.start("number"), found.end(), change, decimal(found["number"])[0])


def reasons(compact: str) -> list[Reason]:
    """Every reason given, in printed order: up to the next semicolon or full stop, enumerated reasons (一、… 。二、…)
    together."""
    found: list[Reason] = []
    for intro in _REASON.finditer(compact):
        if found and intro.start() < found[-1].end:
            continue
        end = intro.end()
        while True:
            stop = re.compile("[；。]").search(compact, end)
            end = stop.start() if stop else len(compact)
            if stop is None or not _FURTHER.match(compact, stop.end()):
                break
            end = stop.end()
        found.append(Reason(intro.start(), intro.end(), end))
    return found
