"""Codes that are none: serial numbers and misprints in the parts of a split code (类 | 款 | 项), told by the name.

``302 | 07 | 工会经费`` is the seventh line below 302 and not 30207 邮电费; ``7 | 11 | 02 | 事业单位医疗`` has lost its
class. Where the name is that of just one code below the same parent, the name decides. Where it is that of a code
elsewhere, nothing tells which of the two is wrong. A name that no list knows contradicts nothing, except where its
neighbours show that the numbers beside the names only count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from yusuan.concepts import PRINTED_HERE, Concept
from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.headers import axis_of
from yusuan.recognition.labels import flatten, is_plain_digits, normalise
from yusuan.recognition.lexicon import Lexicon, stem

SHAPES = (
    ("function", re.compile(r"2[0-9]{2}(?:[0-9]{2}){0,2}")),
    ("economic", re.compile(r"3[0-9]{2}(?:[0-9]{2})?")),
    ("gov_economic", re.compile(r"5[0-9]{2}(?:[0-9]{2})?")),
    ("function", re.compile(r"1[0-9]{2}(?:[0-9]{2}){0,3}")),
)
"""The dimensions that a whole code may belong to, by its digits."""

NAME_ROLES = {"function": "function-name", "economic": "economic-name", "gov_economic": "gov-economic-name"}
CODE_ROLES = ("code", "function-code", "economic-code", "gov-economic-code")
_CLASS, _STEP = 3, 2
_FEWEST = {True: 2, False: 3}
"""So many lines of a group must be told by their names before its numbers are taken for serial ones; more where codes
are printed whole."""


@dataclass(frozen=True, slots=True)
class Told:
    """A printed code that its name contradicts: the dimension, both as printed, and the code that the name tells, or
    ``""`` where code and name contradict each other and nothing tells which is right."""

    axis: str
    printed: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    parts: tuple[str, ...]
    name: str

    @property
    def code(self) -> str:
        return "".join(self.parts)


def padded(parts: Sequence[str]) -> tuple[str, ...]:
    """The filled parts of a split code; a spreadsheet prints 02 as 2."""
    filled = [part for part in parts if part]
    return tuple(
        part if n == 0 or len(part) != 1 or not is_plain_digits(part) else f"0{part}" for n, part in enumerate(filled)
    )


def dimension_of(code: str) -> str:
    """The dimension that the shape of a whole code tells, ``""`` where it is that of none."""
    return next((name for name, shape in SHAPES if shape.fullmatch(code)), "")


def code_columns(labels: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns of each code: one column, or those of its parts (类, 款, 项) below one heading."""
    parts: dict[tuple[str, ...], list[Column]] = {}
    for column in labels:
        if column.role in CODE_ROLES:
            yield (column,)
        elif column.role == "class-part":
            parts.setdefault(column.path[:-1], []).append(column)
    yield from (tuple(group) for group in parts.values())


def codes_told_by_name(
    rows: Sequence[Row], labels: Sequence[Column], lexicon: Lexicon
) -> Mapping[tuple[int, int], Told]:
    """The contradicted codes by the index of their row and of their first column.

    Args:
        rows: those of one table, in printed order.
        labels: the label columns of one list in it.
        lexicon: the code lists of the year; codes that only the document prints tell nothing.
    """
    found: dict[tuple[int, int], Told] = {}
    for columns in code_columns(labels):
        lines, axis = _lines(rows, columns, labels, axis_of(columns[0], lexicon))
        if axis:
            told = _Names(axis, lexicon).told(lines, is_split=len(columns) > 1)
            found |= {(line.row.index, columns[0].index): told[n] for n, line in enumerate(lines) if n in told}
    return found


def _lines(
    rows: Sequence[Row], columns: Sequence[Column], labels: Sequence[Column], axis: str
) -> tuple[list[_Line], str]:
    """The rows that print a code in these columns, with the dimension of most of them."""
    printed = [padded([flatten(row.cells[column.index].text) for column in columns]) for row in rows]
    shapes = Counter(shape for parts in printed if (shape := dimension_of("".join(parts))))
    axis = axis or (shapes.most_common(1)[0][0] if shapes else "")
    roles = (NAME_ROLES.get(axis, ""), "name")
    named = next((c for c in labels if c.index > columns[-1].index and c.role in roles), None)
    if named is None:
        return [], ""
    lines = [
        _Line(row, parts if len(columns) > 1 else (parts[0][:-_STEP], parts[0][-_STEP:]), name)
        for row, parts in zip(rows, printed, strict=True)
        if parts and is_plain_digits("".join(parts)) and (name := flatten(row.cells[named.index].text))
    ]
    return lines, axis


class _Names:
    """Asks the list of one dimension which code a name belongs to."""

    def __init__(self, axis: str, lexicon: Lexicon) -> None:
        self._axis = axis
        self._lexicon = lexicon
        self._codelist = lexicon.codelists[axis]
        self._parents: dict[tuple[str, ...], str] = {}
        """Printed parts → the code that the last line with these parts has: what stands below it lies within."""

    def told(self, lines: Sequence[_Line], is_split: bool) -> dict[int, Told]:
        """The contradicted lines by their position."""
        found: dict[int, Told] = {}
        for n, line in enumerate(lines):
            told = self._told(line)
            if told is not None:
                found[n] = told
            self._parents[line.parts] = told.code if told else line.code
        return self._with_serials(lines, found, is_split)

    def _with_serials(self, lines: Sequence[_Line], found: Mapping[int, Told], is_split: bool) -> dict[int, Told]:
        """The lines told, with those that no name tells in groups whose numbers only count; of codes printed whole none
        but such groups."""
        settled = dict(found) if is_split else {}
        for _, group in groupby(range(len(lines)), key=lambda n: lines[n].parts[:-1]):
            within = list(group)
            counts = [lines[n].parts[-1] for n in within] == [f"{n:02d}" for n in range(1, len(within) + 1)]
            by_name = [n for n in within if n in found and found[n].code]
            if len(lines[within[0]].parts) > 1 and counts and len(by_name) >= _FEWEST[is_split]:
                settled |= {n: found[n] for n in within if n in found}
                unknown = (n for n in within if n not in found and not self._bears(lines[n].code, lines[n].name))
                settled |= {n: Told(self._axis, lines[n].code, lines[n].name, "") for n in unknown}
        return settled

    def _known(self, code: str) -> Concept | None:
        concept = self._codelist.concepts.get(self._codelist.coded(code))
        return None if concept is None or concept.source == PRINTED_HERE else concept

    def _bears(self, code: str, name: str) -> bool:
        """Whether a name is that of a code, even if cut short or reworded at its end."""
        concept = self._known(code)
        printed = stem(normalise(name))
        labels = (concept.label_zh, *concept.alt_labels, *concept.hidden_labels) if concept else ()
        stems = [stem(normalise(label)) for label in labels]
        return any(label.startswith(printed) or printed.startswith(label) for label in stems)

    def _named(self, name: str, length: int) -> set[str]:
        """The codes of a length that bear a name, as documents print them."""
        for codes in (self._lexicon.exact(self._axis, name), self._lexicon.near(self._axis, name)):
            concepts = [self._codelist[code] for code in codes]
            printed = {c.notation for c in concepts if c.source != PRINTED_HERE and len(c.notation) == length}
            if printed:
                return printed
        return set()

    def _told(self, line: _Line) -> Told | None:
        if len(line.parts) < 2:
            return None
        named = self._named(line.name, _CLASS + _STEP * (len(line.parts) - 1))
        named |= self._named(line.name, len(line.code)) if dimension_of(line.code) == self._axis else set()
        code = self._without_class(line, named) if dimension_of(line.code) != self._axis else self._below(line, named)
        return None if code is None else Told(self._axis, line.code, line.name, code)

    def _without_class(self, line: _Line, named: set[str]) -> str | None:
        """The code that a name tells whose other parts are printed beside something that is no class."""
        fitting = {code for code in named if code[_CLASS:] == "".join(line.parts[1:])}
        if len(fitting) > 1:
            fitting &= {code for code in fitting if code[:-_STEP] in self._parents.values()}
        return fitting.pop() if len(fitting) == 1 else None

    def _below(self, line: _Line, named: set[str]) -> str | None:
        """The code that a name tells below the parent of a printed code; ``""`` where it is one of another parent, and
        ``None`` where code and name agree or the name tells nothing."""
        parent = self._parents.get(line.parts[:-1], "")
        moved = bool(parent) and parent != line.code[:-_STEP]
        if not moved and (line.code in named or self._bears(line.code, line.name)):
            return None
        siblings = {code for code in named if code[:-_STEP] == (parent or line.code[:-_STEP])}
        if len(siblings) == 1:
            return siblings.pop()
        akin = {code for code in named if code[:_CLASS] == line.code[:_CLASS]}
        if not parent and len(akin) == len(named) == 1:
            return akin.pop()
        return "" if moved or (named and self._known(line.code)) else None
