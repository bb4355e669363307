"""What a content stream of a PDF says: the names that it uses, and whether it is in order."""

from __future__ import annotations

import re
from collections import Counter

from yusuan.reading.pdf_objects import Name, name_of

_WHITE = rb"[\0\t\n\f\r ]"
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_BETWEEN = rb"(?:" + _WHITE + rb"|%[^\r\n]{0,200}(?=[\r\n]))*"
_FONT = re.compile(rb"/(" + _REGULAR + rb"*)" + _BETWEEN + rb"[+-]?[0-9.]+" + _BETWEEN + rb"Tf(?!" + _REGULAR + rb")")
_DRAWN = re.compile(rb"(?:/(" + _REGULAR + rb"*)" + _BETWEEN + rb")?(?<!" + _REGULAR + rb")Do(?!" + _REGULAR + rb")")
_END_OF_PICTURE = re.compile(_WHITE + rb"EI(?!" + _REGULAR + rb")")
_TOKEN = re.compile(
    rb"(?:"
    + _WHITE
    + rb"|%[^\r\n]*)*(?:\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9A-Fa-f\0\t\n\f\r ]*>|[\[\]]"
    rb"|/"
    + _REGULAR
    + rb"*|[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?!"
    + _REGULAR
    + rb")|("
    + _REGULAR
    + rb"+)|(?P<end>\Z))",
    re.DOTALL,
)
_OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re "
    b"RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" true false null".split()
)


def fonts_used(content: bytes) -> set[Name]:
    """The names of the fonts that texts are set in."""
    return {name_of(found) for found in set(_FONT.findall(content))}


def draws(content: bytes) -> Counter[Name]:
    """The names of what is drawn, each with how many times; ``""`` is what has no plain name before it."""
    return Counter({name_of(name): times for name, times in Counter(_DRAWN.findall(content)).items()})


def is_program(content: bytes) -> bool:
    """Whether a content stream consists of nothing but operands and operators that there are."""
    at = 0
    while True:
        found = _TOKEN.match(content, at)
        if found is None or (found[1] is not None and found[1] not in _OPERATORS):
            return False
        if found["end"] is not None:
            return True
        at = found.end()
        if found[1] == b"ID":  # the picture that stands in the stream itself may be any bytes
            end = _END_OF_PICTURE.search(content, at)
            if end is None:
                return False
            at = end.end()
