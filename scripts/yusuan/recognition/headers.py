"""Header rows: how wide a table is, which rows are its header, what each column is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from yusuan.concepts import TOTAL
from yusuan.reading.document import GridCell, Location
from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.forms.labels import without_unit
from yusuan.recognition.labels import flatten, normalise, numbering
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.periods import period

HEADER_DIMENSIONS = ("operation", "expenditure_type", "fund", "phase", "economic")
"""The dimensions a column header may set, in the order they are tried."""

_CODE_AND_NAME_ROLES = ("function-code", "function-name", "economic-code", "economic-name", "code", "name", "line")
_OTHER_LABEL_ROLES = ("gov-economic-code", "gov-economic-name", "class-part", "unit-code", "unit-name")
LABEL_ROLES = frozenset((*_CODE_AND_NAME_ROLES, *_OTHER_LABEL_ROLES, "unit-or-project", "project", "part"))
"""Roles of columns that say what a row is about."""

_FEWEST_NUMBERS = 4
_OTHER_ROLES = frozenset({"note", "change", "quantity", "serial"})
"""Roles of columns that hold neither labels nor amounts."""

VALUE = re.compile(r"^-?[\d,]+(?:\.\d+)?\Z|^\*+\Z|^表\d+\Z")
"""What stands in the body of a table and in no header."""
_MONEY = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z|^-?\d+\.\d{2}\Z")
_BLANK = GridCell("", Location())


def _filled(row: Sequence[GridCell]) -> list[int]:
    return [n for n, cell in enumerate(row) if flatten(cell.text)]


def aligned(printed: Sequence[Sequence[GridCell]], skip: int = 0) -> tuple[Row, ...]:
    """The rows after the first ``skip``, brought to one width, that of the first of them.

    A longer row that begins with a blank cell has gained it there (a transcript writes a merged cell as one blank too
    many), so it is moved left; otherwise blanks are cut from its end. A shorter row is filled with blanks.
    """
    width = len(printed[skip])
    rows = []
    for index, row in enumerate(printed[skip:], start=skip):
        cells, origins = list(row), list(range(len(row)))
        while len(cells) > width and not flatten(cells[0].text):
            del cells[0], origins[0]
        while len(cells) > width and not flatten(cells[-1].text):
            del cells[-1], origins[-1]
        short = max(0, width - len(cells))
        rows.append(Row(index, (*cells, *[_BLANK] * short), (*origins, *[-1] * short)))
    widest = max(len(row.cells) for row in rows)
    return tuple(_widened(row, widest) for row in rows)


def _widened(row: Row, width: int) -> Row:
    short = width - len(row.cells)
    return Row(row.index, (*row.cells, *[_BLANK] * short), (*row.origins, *[-1] * short))


def realigned(row: Row, columns: Sequence[Column]) -> Row:
    """The row with its amounts moved one column to the right where the first of them stands in a column of names and
    the row ends in a blank: a cell before it was lost."""
    for column in columns:
        if column.role in ("name", "project", "line") and _MONEY.match(flatten(row.cells[column.index].text)):
            n = column.index
            if flatten(row.cells[-1].text):
                return row
            return Row(
                row.index,
                (*row.cells[:n], _BLANK, *row.cells[n:-1]),
                (*row.origins[:n], -1, *row.origins[n:-1]),
            )
    return row


def header_height(rows: Sequence[Row]) -> int:
    """How many rows from the top are header: rows of short words, with no number and no numbered label."""
    for height, row in enumerate(rows):
        texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
        if any(VALUE.match(text) or numbering(text)[0] for text in texts):
            return max(height, 1)
    return len(rows)


def with_class_parts(rows: Sequence[Row], height: int, lexicon: Lexicon) -> tuple[tuple[Row, ...], int, int]:
    """The rows with the labels 类, 款, 项 of the first row below the header in a header row of their own, for final
    accounts print them beside the total (类 款 项 合计 2,946.25); the new height of the header; how much it grew."""
    if height >= len(rows):
        return tuple(rows), height, 0
    row = rows[height]
    parts = {n for n, c in enumerate(row.cells) if lexicon.exact("column-roles", c.text) == ("class-part",)}
    if len(parts) < 2 or len(parts) == len(_filled(row.cells)):
        return tuple(rows), height, 0
    blank = [GridCell("", cell.location) for cell in row.cells]
    labels = Row(row.index, tuple(c if n in parts else blank[n] for n, c in enumerate(row.cells)), row.origins)
    rest = Row(row.index, tuple(blank[n] if n in parts else c for n, c in enumerate(row.cells)), row.origins)
    return (*rows[:height], labels, rest, *rows[height + 1 :]), height + 1, 1


def column_paths(header: Sequence[Row], width: int) -> list[tuple[str, ...]]:
    """The header path of each column from the top down. A blank header cell belongs to the merged cell at its left
    when both stand under the same cell and a lower row has a label in that column."""
    levels: list[list[str]] = []
    groups = [0] * width
    for depth, row in enumerate(header):
        labels = [cell.text.strip() for cell in row.cells[:width]]
        below = header[depth + 1 :]
        current = [0] * width
        for n in range(width):
            spanned = n > 0 and not labels[n] and groups[n] == groups[n - 1] and labels[n - 1]
            if spanned and any(flatten(lower.cells[n].text) for lower in below):
                labels[n] = labels[n - 1]
                current[n] = current[n - 1]
            else:
                current[n] = n + 1
        groups = [width * above + own for above, own in zip(groups, current, strict=True)]
        levels.append(labels)
    paths = []
    for n in range(width):
        path = [level[n] for level in levels if flatten(level[n])]
        paths.append(tuple(label for k, label in enumerate(path) if k == 0 or flatten(label) != flatten(path[k - 1])))
    return paths


def _sets(path: Sequence[str], title: str, within: Mapping[str, str], lexicon: Lexicon) -> dict[str, str]:
    """The codes a header path sets: lower labels narrow or override upper ones. Of several codes that a label names,
    the one within what the whole table sets is meant. A year is as :class:`Period` has it."""
    found: dict[str, str] = {}
    for depth, printed in enumerate(path):
        above = (title, *path[:depth])
        if LABEL_ROLES.intersection(lexicon.exact("column-roles", printed, above)):
            continue
        when = period(printed, lexicon)
        found |= {name: code for name, code in (("fiscal_year", when.year), ("phase", when.phase)) if code}
        label = when.rest if when.year or when.phase else printed
        for dimension in HEADER_DIMENSIONS:
            code = lexicon.one(dimension, label, above, within.get(dimension, ""))
            if code and code != TOTAL:
                found[dimension] = code
                break
    return found


def _role(label: str, above: Sequence[str], lexicon: Lexicon) -> str:
    """The part that a column plays by its label, with or without the year and phase in it."""
    when = period(label, lexicon)
    if when.phase and not when.rest:
        return "amount"
    labels = dict.fromkeys((label, when.rest)) if when.year or when.phase else (label,)
    return next((role for each in labels for role in lexicon.exact("column-roles", each, above)), "")


def _column(index: int, printed: tuple[str, ...], title: str, within: Mapping[str, str], lexicon: Lexicon) -> Column:
    path = tuple(without_unit(label) or label for label in printed)
    sets = _sets(path, title, within, lexicon)
    role = ""
    for depth in range(len(path) - 1, -1, -1):
        role = _role(path[depth], (title, *path[:depth]), lexicon)
        if role or (sets and depth == len(path) - 1):
            break
    narrowing = {d: c for d, c in sets.items() if d not in ("operation", "phase")}
    if narrowing and role not in LABEL_ROLES and role not in _OTHER_ROLES:
        role = "amount"
    return Column(index, printed, role, sets)


def bind_columns(header: Sequence[Row], title: str, within: Mapping[str, str], lexicon: Lexicon) -> tuple[Column, ...]:
    """Every column with its path, its role (``""`` where the header is not understood) and the codes it sets.
    ``within`` are the codes that the table as a whole sets, as far as they are known."""
    width = len(header[0].cells)
    return tuple(_column(n, path, title, within, lexicon) for n, path in enumerate(column_paths(header, width)))


def axis_of(column: Column, lexicon: Lexicon) -> str:
    """The dimension whose codes or names stand in a label column, or ``""`` when the header does not say."""
    roles = lexicon.codelists["column-roles"]
    return roles[column.role].extra.get("axis", "") if column.role in roles else ""


def table_sets(kind: str, lexicon: Lexicon) -> Mapping[str, str]:
    """The codes that a table's kind sets for all its amounts (column ``sets`` of ``table-kinds``)."""
    text = lexicon.codelists["table-kinds"][kind].extra.get("sets", "")
    return dict(pair.split("=", 1) for pair in text.split(";") if pair)


def is_column_numbers(row: Row) -> bool:
    """Whether a row numbers the columns (``**  **  1  2  3`` or 栏次) rather than stating amounts."""
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    marks = [t for t in texts if t.strip("*") == "" or normalise(t) == "栏次"]
    numbers = [int(t) for t in texts if re.fullmatch(r"\d{1,2}", t)]
    consecutive = all(b - a == 1 for a, b in pairwise(numbers))
    if len(numbers) == len(texts) >= _FEWEST_NUMBERS:  # 1 2 3 4 … and nothing else
        return numbers[0] == 1 and consecutive
    return bool(marks) and len(numbers) >= 1 and numbers[0] == 1 and consecutive
