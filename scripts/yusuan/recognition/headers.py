"""Header rows: how wide a table is, which rows are its header, what each column is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from yusuan.concepts import TOTAL
from yusuan.reading.document import GridCell, Location
from yusuan.recognition.composed import PLAIN, composed
from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.forms.labels import without_unit
from yusuan.recognition.kinds import axes_in_title
from yusuan.recognition.labels import flatten, normalise, numbering
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.marks import narrow, without_marks
from yusuan.recognition.numbers import holds_money, is_value
from yusuan.recognition.periods import period
from yusuan.recognition.titles import printed_unit

HEADER_DIMENSIONS = ("operation", "expenditure_type", "fund", "phase")
"""The dimensions a column header may set, in this order; then the economic classification of the table."""

_CLASSIFICATION = "classification"
"""Which of the two economic classifications the headers of a table name, among what is known of the table."""

_CODE_AND_NAME_ROLES = ("function-code", "function-name", "economic-code", "economic-name", "code", "name", "line")
_OTHER_LABEL_ROLES = ("gov-economic-code", "gov-economic-name", "class-part", "unit-code", "unit-name")
LABEL_ROLES = frozenset((*_CODE_AND_NAME_ROLES, *_OTHER_LABEL_ROLES, "unit-or-project", "project", "part"))
"""Roles of columns that say what a row is about."""

_FEWEST_NUMBERS = 4
_COLUMN_NUMBER = re.compile(r"([0-9]{1,2})(?:=[0-9+*/×÷%()-]+)?")
_CHANGE = "change"
_TIME = re.compile(r"20\d\d年?度?|上年度?|上一年度?|去年|本年度?|当年|今年")
_OTHER_ROLES = frozenset({"note", "change", "quantity", "serial"})
"""Roles of columns that hold neither labels nor amounts."""

VALUE = re.compile(r"^-?[\d,]+(?:\.\d+)?\Z|^\*+\Z|^表\d+\Z")
"""What stands in the body of a table and in no header."""
_MONEY = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z|^-?\d+\.\d{2}\Z")
_BARE_YEAR = re.compile(r"20[0-4]\d")
_DIGIT = re.compile("[0-9]")
_TOTALS = frozenset({"合计", "总计", "小计"})
_BLANK = GridCell("", Location())


def _filled(row: Sequence[GridCell]) -> list[int]:
    return [n for n, cell in enumerate(row) if flatten(cell.text)]


def aligned(printed: Sequence[Sequence[GridCell]], skip: int = 0) -> tuple[Row, ...]:
    """The rows after the first ``skip``, brought to one width: up to the last column that any of them has a text in.
    How many blanks stand at the end of a row says nothing: transcripts add and lose them."""
    width = max((_filled(row)[-1] + 1 for row in printed[skip:] if _filled(row)), default=1)
    rows = []
    for index, row in enumerate(printed[skip:], start=skip):
        short = max(0, width - len(row))
        origins = range(min(width, len(row)))
        rows.append(Row(index, (*row[:width], *[_BLANK] * short), (*origins, *[-1] * short)))
    return tuple(rows)


def _fits(cells: Sequence[GridCell], columns: Sequence[Column]) -> bool:
    """Whether words stand in no column of amounts, and money in none of names."""
    for column, cell in zip(columns, cells, strict=True):
        text = flatten(cell.text)
        if column.role == "amount" and text and not is_value(text):
            return False
        if column.role in ("name", "project", "line") and _MONEY.match(text):
            return False
    return True


def reach(rows: Sequence[Row], height: int) -> int:
    """How many columns the header of ``height`` rows and the rows that begin with a text reach over. A row that begins
    with a blank and reaches further may have gained it."""
    sure = (_filled(row.cells) for n, row in enumerate(rows) if n < height or flatten(row.cells[0].text))
    return max((filled[-1] + 1 for filled in sure if filled), default=len(rows[0].cells))


def _moved_left(row: Row, columns: Sequence[Column], width: int) -> Row | None:
    """The row moved one column to the left, where it begins with a blank and fits its columns only then: a transcript
    wrote a merged cell as one blank too many."""
    if not columns or flatten(row.cells[0].text) or _has_broken_amount(row.cells, columns):
        return None
    if _fits(row.cells, columns) and not any(place >= width for place in _filled(row.cells)):
        return None
    cells = (*row.cells[1:], _BLANK)
    has_amount = any(c.role == "amount" and is_value(flatten(cells[c.index].text)) for c in columns)
    return Row(row.index, cells, (*row.origins[1:], -1)) if has_amount and _fits(cells, columns) else None


def _has_broken_amount(cells: Sequence[GridCell], columns: Sequence[Column]) -> bool:
    """Whether a column of amounts holds what is no value and yet no name: it has digits (约3,199.17), or a total of all
    stands before it."""
    texts = {column.index: flatten(cells[column.index].text) for column in columns}
    others = [n for c in columns if c.role == "amount" and (text := texts[n := c.index]) and not is_value(text)]
    return any(_DIGIT.search(texts[n]) or normalise(texts.get(n - 1, "")) in _TOTALS for n in others)


def realigned(row: Row, columns: Sequence[Column], width: int) -> Row:
    """The row with its amounts moved one column to the right where the first of them stands in a column of names and
    the row ends in a blank: a cell before it was lost; or moved to the left where it has gained a blank there.
    ``width`` is the :func:`reach` of the table."""
    moved = _moved_left(row, columns, width)
    if moved is not None:
        return moved
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


def is_of_body(texts: Sequence[str]) -> bool:
    """Whether a row of these flattened texts stands in no header: one of them is a number, holds money (约2,232.54) or
    is a numbered label. Years that follow each other are headers, whether 年 is printed with them or not."""
    years = [int(text) for text in texts if _BARE_YEAR.fullmatch(text)]
    in_order = len(years) > 1 and all(abs(b - a) == 1 for a, b in pairwise(years))
    others = [text for text in texts if not (in_order and _BARE_YEAR.fullmatch(text))]
    return any(is_value(text) or holds_money(text) or numbering(text)[0] for text in others)


def header_height(rows: Sequence[Row]) -> int:
    """How many rows from the top are header: rows of short words, with no number and no numbered label; none where the
    table begins with amounts."""
    for height, row in enumerate(rows):
        if is_of_body([text for cell in row.cells if (text := flatten(cell.text))]):
            return height
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
        named = _named(label, above, within, lexicon)
        codes = named if named is not None else composed(label, lexicon).sets
        found |= {dimension: code for dimension, code in codes.items() if code != TOTAL}
    return found


def _named(label: str, above: Sequence[str], within: Mapping[str, str], lexicon: Lexicon) -> Mapping[str, str] | None:
    """The first code that a header names as a whole, ``total`` where it names nothing else; ``None`` for no code."""
    named: Mapping[str, str] | None = None
    for dimension in (*HEADER_DIMENSIONS, within.get(_CLASSIFICATION, "economic")):
        code = lexicon.one(dimension, label, above, within.get(dimension, ""))
        if code and code != TOTAL:
            return {dimension: code}
        named = {dimension: TOTAL} if code else named
    return named


def _is_explained(printed: str, above: Sequence[str], within: Mapping[str, str], lexicon: Lexicon) -> bool:
    """Whether it is known what a part of a header means: a code, a role, a time, a unit of measure or plain words."""
    when = period(printed, lexicon)
    label = when.rest if when.year or when.phase else printed
    if not flatten(label).strip("-—*/0123456789") or flatten(printed) in flatten(above[0]) or printed_unit(printed):
        return True
    return (
        bool(_role(printed, above, lexicon))
        or _named(label, above, within, lexicon) is not None
        or (PLAIN in lexicon.codelists and bool(lexicon.exact(PLAIN, label)))
        or not composed(label, lexicon).unread
    )


def _unread(path: Sequence[str], title: str, within: Mapping[str, str], lexicon: Lexicon) -> str:
    """The first part of a header path that nothing explains, ``""`` where all is understood."""
    for depth, printed in enumerate(path):
        if not _is_explained(printed, (title, *path[:depth]), within, lexicon):
            return normalise(printed)
    return ""


def _role(label: str, above: Sequence[str], lexicon: Lexicon) -> str:
    """The part that a column plays by its label, with or without the year and phase in it."""
    when = period(label, lexicon)
    if when.phase and not when.rest:
        return "amount"
    labels = dict.fromkeys((label, when.rest)) if when.year or when.phase else (label,)
    role = next((role for each in labels for role in lexicon.exact("column-roles", each, above)), "")
    return role or (_CHANGE if _is_change(label, lexicon) else "")


def _is_change(label: str, lexicon: Lexicon) -> bool:
    """Whether a header compares two times (2024年预算数比2023年执行数增减%), or counts in hundredths."""
    text = normalise(label)
    if text.rstrip(")").endswith(("%", "\u2030")):
        return True
    times = sorted(
        (normalise(name) for c in lexicon.codelists["phase"] for name in (c.label_zh, *c.alt_labels)), key=len
    )
    for time in reversed(times):
        text = text.replace(time, "")
    return _CHANGE in lexicon.exact("column-roles", _TIME.sub("", text))


def _column(index: int, printed: tuple[str, ...], title: str, within: Mapping[str, str], lexicon: Lexicon) -> Column:
    path = tuple(without_unit(label) or label for label in printed)
    sets = _sets(path, title, within, lexicon)
    role = ""
    for depth in range(len(path) - 1, -1, -1):
        role = _role(path[depth], (title, *path[:depth]), lexicon)
        if role or (sets and depth == len(path) - 1):
            break
    if any(_role(part, (title, *path[:depth]), lexicon) == _CHANGE for depth, part in enumerate(path)):
        return Column(index, printed, _CHANGE, {})
    narrowing = {d: c for d, c in sets.items() if d not in ("operation", "phase")}
    if narrowing and role not in LABEL_ROLES and role not in _OTHER_ROLES:
        role = "amount"
    unread = _unread(path, title, within, lexicon) if role == "amount" or not role else ""
    return Column(index, printed, role, sets, unread)


def bind_columns(header: Sequence[Row], title: str, within: Mapping[str, str], lexicon: Lexicon) -> tuple[Column, ...]:
    """Every column with its path, its role (``""`` where the header is not understood) and the codes it sets.
    ``within`` are the codes that the table as a whole sets, as far as they are known. A table without a header has
    one of a blank row."""
    paths = column_paths(header, len(header[0].cells))
    within = {**within, _CLASSIFICATION: _classification(paths, title, lexicon)}
    return tuple(_column(n, path, title, within, lexicon) for n, path in enumerate(paths))


def _classification(paths: Sequence[Sequence[str]], title: str, lexicon: Lexicon) -> str:
    """The economic classification whose classes head columns: the one that the title names, else that which alone has
    one of the names."""
    named = axes_in_title(title)
    if "gov_economic" in named or "economic" in named:
        return "gov_economic" if "gov_economic" in named else "economic"
    labels = {label for path in paths for label in path}
    counted = {axis: sum(bool(lexicon.exact(axis, label)) for label in labels) for axis in ("economic", "gov_economic")}
    return max(counted, key=lambda axis: counted[axis])


def axis_of(column: Column, lexicon: Lexicon) -> str:
    """The dimension whose codes or names stand in a label column, or ``""`` when the header does not say."""
    roles = lexicon.codelists["column-roles"]
    return roles[column.role].extra.get("axis", "") if column.role in roles else ""


def table_sets(kind: str, lexicon: Lexicon) -> Mapping[str, str]:
    """The codes that a table's kind sets for all its amounts (column ``sets`` of ``table-kinds``)."""
    text = lexicon.codelists["table-kinds"][kind].extra.get("sets", "")
    return dict(pair.split("=", 1) for pair in text.split(";") if pair)


def is_column_numbers(row: Row) -> bool:
    """Whether a row numbers the columns (``**  **  1  2  3``, 栏次, ``1=2+3  2  3``) rather than stating amounts."""
    bare = ("".join(without_marks(narrow(cell.text)).split()) for cell in row.cells)
    texts = [text for text in bare if text]
    counted = [found for t in texts if (found := _COLUMN_NUMBER.fullmatch(t))]
    marks = [t for t in texts if t.strip("*") == "" or normalise(t) == "栏次" or "=" in t]
    numbers = [int(found[1]) for found in counted]
    consecutive = all(b - a == 1 for a, b in pairwise(numbers))
    if len(numbers) == len(texts) >= _FEWEST_NUMBERS:  # 1 2 3 4 … and nothing else
        return numbers[0] == 1 and consecutive
    return bool(marks) and len(numbers) >= 1 and numbers[0] == 1 and consecutive
