"""The numbers that Word prints before the paragraphs of a list: they stand nowhere in the text, only as a rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from yusuan.reading.container import Container

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                      "taiwaneseCountingThousand", "ideographDigital"})  # fmt: skip
Level = tuple[str, str, int]
"""Number format, text with ``%1`` where the number of level 1 stands, and first number."""


def chinese(number: int) -> str:
    """A number below 100 in Chinese, as lists print it: 一, 十, 十一, 二十; digits from 100 on."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip(
        (100, 90, 50, 40, 10, 9, 5, 4, 1), ["C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"], strict=True
    ):
        text, number = text + sign * (number // value), number % value
    return text


def _printed(number: int, form: str) -> str:
    if form in _CHINESE:
        return chinese(number)
    if form == "decimalEnclosedCircleChinese" or form == "decimalEnclosedCircle":
        return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < number < 400:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form in ("none", "bullet") else str(number)


def _attribute(node: etree._Element | None, name: str) -> str:
    if node is None:
        return ""
    return next((text for key, text in node.attrib.items() if etree.QName(key).localname == name), "")


def _count(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0


@dataclass(slots=True)
class NumberedLists:
    """The lists of a document: levels by list id, the list and level of each style, and the counts so far."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, paragraph: etree._Element) -> str:
        """The number that is printed before this paragraph, ``""`` for none; to be asked once for each, in order."""
        properties = paragraph.find("{*}pPr")
        style = _attribute(paragraph.find("{*}pPr/{*}pStyle"), "val")
        own = properties.find("{*}numPr") if properties is not None else None
        listed, level = self.styles.get(style, ("", 0))
        if own is not None:
            listed = _attribute(own.find("{*}numId"), "val") or listed
            level = _count(_attribute(own.find("{*}ilvl"), "val")) if own.find("{*}ilvl") is not None else level
        levels = self.levels.get(listed)
        if levels is None or level not in levels:
            return ""
        # Lists with one definition count together.
        counts = self.counts.setdefault(self.shared[listed], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form == "bullet":
            return ""

        def one(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            first = levels[at][2] if at in levels else 1
            return _printed(counts.get(at, first), levels[at][0] if at in levels else "decimal")

        return re.sub(r"%([1-9])", one, text)


def _level(node: etree._Element) -> Level:
    form = _attribute(node.find("{*}numFmt"), "val") or "decimal"
    start = _attribute(node.find("{*}start"), "val")
    return form, _attribute(node.find("{*}lvlText"), "val"), _count(start) if start else 0


def read_lists(container: Container, parts: dict[str, str]) -> NumberedLists:
    """The lists that a DOCX defines, and which styles use them.

    Args:
        container: the file.
        parts: names of its members by the last word of their relationship type.

    Raises:
        InputError: a part is damaged.
    """
    lists = NumberedLists()
    if not container.has(parts.get("numbering", "")):
        return lists
    root = container.xml(parts["numbering"])
    definitions = {
        _attribute(node, "abstractNumId"): {_count(_attribute(n, "ilvl")): _level(n) for n in node.iterfind("{*}lvl")}
        for node in root.iterfind("{*}abstractNum")
    }
    for node in root.iterfind("{*}num"):
        identifier, shared = _attribute(node, "numId"), _attribute(node.find("{*}abstractNumId"), "val")
        levels = dict(definitions.get(shared, {}))
        for override in node.iterfind("{*}lvlOverride"):
            at, shared = _count(_attribute(override, "ilvl")), f"list {identifier}"
            start = _attribute(override.find("{*}startOverride"), "val")
            replaced = override.find("{*}lvl")
            if replaced is not None:
                levels[at] = _level(replaced)
            elif at in levels and start:
                levels[at] = (*levels[at][:2], _count(start))
        lists.levels[identifier], lists.shared[identifier] = levels, shared
    if container.has(parts.get("styles", "")):
        for style in container.xml(parts["styles"]).iterfind("{*}style"):
            used = style.find("{*}pPr/{*}numPr")
            if used is not None:
                level = _count(_attribute(used.find("{*}ilvl"), "val"))
                lists.styles[_attribute(style, "styleId")] = (_attribute(used.find("{*}numId"), "val"), level)
    return lists
