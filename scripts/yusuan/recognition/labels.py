"""Labels as printed → labels as compared: width, brackets, line-wrap spaces, numbering, 其中."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from yusuan.recognition.marks import narrow, unmarked_words

_DIGITS = "一二三四五六七八九十百"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chinese", re.compile(rf"^[{_DIGITS}]+[、.:]")),
    ("chinese-bracketed", re.compile(rf"^\([{_DIGITS}]+\)[、.]?")),
    ("chapter", re.compile(rf"^第[{_DIGITS}\d]+[部分章节条]+")),
    ("arabic", re.compile(r"^\d{1,2}[、.:](?!\d)")),
    ("arabic-bracketed", re.compile(r"^\(\d{1,2}\)[、.]?")),
    ("circled", re.compile(r"^[\u2460-\u2473\u2776-\u277f\u3251-\u325f]")),
)
_FIRST = re.compile(r"^\(?(?:一|1|[\u2460\u2776])(?:[、.:)]|\Z)")
_OF_WHICH = re.compile(r"^(其中|加|减|减去)[:：]")
_TRIM = re.compile(r"[\s\u200b\u3000\"'“”‘’「」*#\\]+")
_EDGES = "、,.:;-_—"


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return character if plain.isdigit() and not "０" <= character <= "９" else plain


def folded(text: str) -> str:
    """The text in its common forms and width; a digit of any other kind (①, ², 𝟒) stays: NFKC would make it a
    plain digit, and part of the number, label or code beside it."""
    return text if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=65536)
def flatten(text: str) -> str:
    """The text with one width, one kind of bracket and no spaces, quotes, list marks or note marks; numbering stays."""
    if text.isascii():
        return _TRIM.sub("", unmarked_words(text))
    wide = folded(unmarked_words(narrow(text)))
    return unicodedata.normalize("NFC", _TRIM.sub("", wide))


def is_plain_digits(text: str) -> bool:
    """Whether a flattened text is digits and nothing else; those of other scripts are none."""
    return text.isascii() and text.isdigit()


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
