"""Printed amounts that could not be read: sums to which one may belong prove nothing, neither for nor against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yusuan.facts.key import Key
from yusuan.recognition.disclosure import Unrecognised
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.numbers import is_number_like

Line = tuple[str, int] | tuple[str, int, int]
"""A column (table, place) or a row of one list (table, row, list), as cells have them."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Where an amount stands that could not be read: ``row``, ``panel`` and ``places`` are those that its cell would
    have, ``key`` is ``None`` where its row or column is not understood either. Without places it may stand anywhere in
    the table."""

    table_id: str
    row: int = 0
    panel: int = 0
    places: tuple[int, ...] = ()
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class UnreadLines:
    """The keys of unread amounts by the line in which they stand; ``None`` for one without a key."""

    by_line: dict[Line, list[Key | None]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)

    def keys(self, line: Line) -> list[Key] | None:
        """The keys of the unread amounts in a line; ``None`` where one may belong to any sum of it."""
        found = [] if line[0] in self.tables else self.by_line.get(line, [])
        keys = [key for key in found if key is not None]
        return None if line[0] in self.tables or len(keys) < len(found) else keys


def unread_lines(unread: Iterable[Unread]) -> UnreadLines:
    """The unread amounts by line."""
    lines = UnreadLines()
    for each in unread:
        if not each.places:
            lines.tables.add(each.table_id)
            continue
        row: Line = (each.table_id, each.row, each.panel)
        for line in (row, *((each.table_id, place) for place in each.places)):
            lines.by_line.setdefault(line, []).append(each.key)
    return lines


def unread_in_forms(forms: Iterable[Form]) -> Iterator[Unread]:
    """The forms among whose texts that were not understood stands what looks like a number."""
    for form in forms:
        if any(is_number_like(found.text) for found in form.unrecognised):
            yield Unread(form.table_id)


def not_told(found: Iterable[Unrecognised], told: Iterable[Unrecognised]) -> Iterator[Unrecognised]:
    """What was found without that of which the reader of the file has told already, with its text and place."""
    texts: dict[object, list[str]] = {}
    for each in told:
        texts.setdefault(each.location, []).append(each.text)
    return (each for each in found if not any(text.endswith(f": {each.text}") for text in texts.get(each.location, ())))
