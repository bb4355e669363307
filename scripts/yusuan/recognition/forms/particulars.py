"""The labelled fields at the head of a form, and its goals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.recognition.forms.labels import FormLabels, is_placeholder, without_unit
from yusuan.recognition.forms.rows import FormCell, FormRow, filled
from yusuan.recognition.forms.targets import Goal
from yusuan.recognition.labels import flatten

PARTICULARS, GOAL = "particulars", "goal"
_COUNT = r"[\d一二三四五六七八九十]{1,2}"
_GOAL_MARK = re.compile(rf"(?:^|(?<=[\s。;；]))\s*目标\s*{_COUNT}\s*[:：、]|^\s*目标\s*[:：]")
_NUMBER_MARK = re.compile(r"(?:^|(?<=[\s。;；]))\s*(\d)\s*[:：、](?!\d)")
_CODE = re.compile(r"^[\[【(（]?(\d{3,12})[\]】)）]?\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Particular:
    """One labelled field; ``code`` is one of ``form-fields``, ``""`` for a label in no list. ``value`` may be blank."""

    code: str
    label: str
    value: str


def read_particulars(rows: Sequence[FormRow], labels: FormLabels) -> tuple[list[Particular], list[FormCell]]:
    """The fields in printed order and the cells that are neither label nor value. In a row labels and values alternate;
    a known label begins a new pair wherever it stands, so a value may be blank."""
    found: list[Particular] = []
    unread: list[FormCell] = []
    for row in rows:
        label: FormCell | None = None
        for _, cell in filled(row):
            code = labels.field(cell.text)
            if label is not None and not code:
                found.append(Particular(labels.field(label.text), _shown(label), cell.line))
                label = None
                continue
            _end_without_value(label, labels, found, unread)
            label = cell
        _end_without_value(label, labels, found, unread)
    return found, unread


def _shown(label: FormCell) -> str:
    return without_unit(label.text)


def _end_without_value(
    label: FormCell | None, labels: FormLabels, found: list[Particular], unread: list[FormCell]
) -> None:
    """A known label whose value is blank is a field; any other text alone is not understood."""
    if label is None:
        return
    code = labels.field(label.text)
    if code:
        found.append(Particular(code, _shown(label), ""))
    else:
        unread.append(label)


def split_code(name: str) -> tuple[str, str]:
    """The code printed before a department's name, and the name: ``[066]某局`` → ``066``, ``某局``."""
    found = _CODE.match(name)
    return (found.group(1), name[found.end() :].strip()) if found else ("", name)


def read_goals(rows: Sequence[FormRow], labels: FormLabels) -> list[Goal]:
    """The goals in printed order, each under the nearest label at its left or above its column."""
    heads: list[tuple[int, str]] = []
    goals: list[Goal] = []
    for row in rows:
        named = [(n, cell) for n, cell in filled(row) if labels.field(cell.text)]
        heads = [(n, _shown(cell)) for n, cell in named] or heads
        for n, cell in filled(row):
            if labels.field(cell.text) or is_placeholder(cell.text):
                continue
            heading = next((label for at, label in reversed(heads) if at <= n), heads[0][1] if heads else "")
            goals += [Goal(heading, text, cell.location) for text in _split(cell.text)]
    return goals


def _split(text: str) -> Iterator[str]:
    """The goals that one cell lists: by their marks (目标1:), by numbers that begin at 1, or as one."""
    pieces = [piece.strip() for piece in _GOAL_MARK.split(text)]
    if len(pieces) == 1:
        numbers = _NUMBER_MARK.findall(text)
        if len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]:
            pieces = [piece.strip() for piece in _NUMBER_MARK.split(text)[::2]]
    yield from (re.sub(r"\s*\n\s*", "", piece) for piece in pieces if flatten(piece))
