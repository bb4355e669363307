"""Classes named in running text: by a printed code (社会保障和就业支出（208）) or by the path of their names
(卫生健康（类）医疗救助（款）城乡医疗救助（项）)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import Lexicon

CLASS_DIMENSIONS = ("function", "economic", "gov_economic")
_FIRST_DIGIT = {"2": "function", "3": "economic", "5": "gov_economic"}
_CODE = re.compile(r"\((?P<code>[235]\d{2}(?:\d{2}){0,2})\)")
_LEVELS = {"类": 3, "款": 5, "项": 7}
_DASHED_ENDS = re.compile(r'^[“”"]+|[“”"]*(?:科目)?\Z')
_LEVEL = re.compile(r"(?P<name>[^()]*(?:\([^()类款项]*\)[^()]*)*)\((?P<level>[类款项])\)")


def has_path(words: str) -> bool:
    """Whether words mark a class by its level (类, 款 or 项)."""
    return bool(re.search(r"[(（][类款项][)）]", words))


def _longest_name(words: str, codes: Iterable[str], dimension: str, lexicon: Lexicon) -> tuple[str, str]:
    """The code, of those given, whose name is the longest end of the words, and the words before that name."""
    wanted = set(codes)
    for start in range(len(words)):
        ending = normalise(words[start:])
        if len(ending) < 2:
            break
        for found in (lexicon.exact(dimension, ending), lexicon.near(dimension, ending)):
            named = [code for code in found if code in wanted]
            if len(named) == 1:
                return named[0], words[:start]
    return "", words


def by_printed_code(words: str, lexicon: Lexicon) -> tuple[Mapping[str, str], str, str]:
    """``(sets, code, rest)``: the class that a code in brackets and the name before it agree on, the code as printed
    and the words beside both. Where code and name differ nothing is set and both remain in ``rest``."""
    found = _CODE.search(words)
    if not found:
        return {}, "", words
    code = found["code"]
    dimension = _FIRST_DIGIT[code[0]]
    named, before = _longest_name(words[: found.start()], [code], dimension, lexicon)
    if not named:
        return {}, code, words
    return {dimension: code}, code, before + words[found.end() :]


def by_path(words: str, above: str, lexicon: Lexicon) -> tuple[Mapping[str, str], str]:
    """``(sets, rest)``: the function that names marked 类, 款 and 项 lead to, below the function ``above`` if one holds
    there. Where a name leads nowhere nothing is set and the words remain."""
    functions = lexicon.codelists["function"]
    code, before, end = above, "", 0
    for n, level in enumerate(_LEVEL.finditer(words)):
        length = _LEVELS[level["level"]]
        code = "" if length == 3 else code
        codes = [
            concept.code
            for concept in functions
            if len(concept.code) == length and (not code or functions.is_within(concept.code, code))
        ]
        named, ahead = _longest_name(level["name"], codes, "function", lexicon)
        if not named:
            return {}, words
        code, before, end = named, before + ahead if n == 0 else before, level.end()
        if n and ahead:
            before += ahead
    return ({"function": code}, before + words[end:]) if end else ({}, words)


def with_levels(words: str, lexicon: Lexicon) -> str:
    """Words that name a function by dashes between its levels (“卫生健康支出-行政事业单位医疗”科目), with the levels
    marked as others mark them; other words as they are."""
    parts = [part for part in re.split("[-—–]", _DASHED_ENDS.sub("", words)) if part]
    if not 1 < len(parts) <= len(_LEVELS) or has_path(words):
        return words
    codes = {*lexicon.exact("function", parts[0]), *lexicon.near("function", parts[0])}
    if not any(len(code) == _LEVELS["类"] for code in codes):
        return words
    return "".join(f"{part}({level})" for part, level in zip(parts, _LEVELS, strict=False))
