"""Labels as printed → labels as compared: width, brackets, line-wrap spaces, numbering, 其中."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIGITS = "一二三四五六七八九十百"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chinese", re.compile(rf"^[{_DIGITS}]+[、.:]")),
    ("chinese-bracketed", re.compile(rf"^\([{_DIGITS}]+\)[、.]?")),
    ("chapter", re.compile(rf"^第[{_DIGITS}\d]+[部分章节条]+")),
    ("arabic", re.compile(r"^\d{1,2}[、.:](?!\d)")),
    ("arabic-bracketed", re.compile(r"^\(\d{1,2}\)[、.]?")),
    ("circled", re.compile(r"^[\u2460-\u2473]")),
)
_CIRCLED = re.compile(r"([\u2460-\u2473])")
_FIRST = re.compile(r"^\(?(?:一|1|\u2460)(?:[、.:)]|$)")
_OF_WHICH = re.compile(r"^(其中|加|减|减去)[:：]")
_TRIM = re.compile(r"[\s\u200b\u3000\"'“”‘’「」*#\\]+")
_EDGES = "、,.:;-_—"


@lru_cache(maxsize=65536)
def flatten(text: str) -> str:
    """The text with one width, one kind of bracket and no spaces, quotes or list marks; numbering stays."""
    parts = _CIRCLED.split(text)  # NFKC would make ② a plain 2, and numbering part of the label
    wide = (part if n % 2 else unicodedata.normalize("NFKC", part) for n, part in enumerate(parts))
    return unicodedata.normalize("NFC", _TRIM.sub("", "".join(wide)))


@lru_cache(maxsize=65536)
def numbering(text: str) -> tuple[str, bool, str]:
    """``(style, of_which, rest)``: the numbering style (``""`` where there is none), whether the label begins with
    其中, and the label without either."""
    rest = flatten(text)
    style, of_which = "", False
    for _ in range(3):
        marked = _OF_WHICH.match(rest)
        if marked:
            of_which = of_which or marked.group(1) == "其中"
            rest = rest[marked.end() :]
            continue
        for name, pattern in _STYLES:
            found = pattern.match(rest)
            if found and len(found.group()) < len(rest):
                style, rest = style or name, rest[found.end() :]
                break
        else:
            break
    return style, of_which, rest


def is_first_number(text: str) -> bool:
    """Whether the numbering of a label is the first of its style: 一、, (1), ①."""
    return bool(_FIRST.match(_OF_WHICH.sub("", flatten(text))))


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The form in which labels are compared: flattened, without numbering, 其中 and edge punctuation."""
    label = numbering(text)[2].strip(_EDGES)
    return label if label == text else normalise(label)
