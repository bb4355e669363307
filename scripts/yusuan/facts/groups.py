"""Rows of a unit-or-project column: units by their codes, then groups and projects nested below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from yusuan.concepts import TOTAL
from yusuan.facts.coded import Names
from yusuan.facts.fact import Binding
from yusuan.facts.meaning import Meaning
from yusuan.facts.nesting import NestedRow, parents
from yusuan.facts.unit_rows import UnitRows
from yusuan.recognition.disclosure import Column, Row, Table
from yusuan.recognition.headers import axis_of
from yusuan.recognition.labels import flatten
from yusuan.recognition.numbers import parse_number
from yusuan.recognition.panels import Panel


def _text(row: Row, columns: Sequence[Column], role: str) -> str:
    return next((flatten(row.cells[c.index].text) for c in columns if c.role == role), "")


def _levelled_meanings(table: Table, panel: Panel, levels: Sequence[Column], names: Names) -> tuple[Meaning, ...]:
    """What each row is about where every level of the list has a column of its own (采购品目大类, 专项名称): a blank to
    the left of a row's first name stands for the name above it. A level of economic classes (经济科目) says what the
    money is for and names no activity, unless no list tells its name. A row without any name is one more of what the
    row above it names; such, and a line that is printed again, is told apart by its notes (分散自行组织)."""
    notes = [column for column in table.columns if column.role == "note"]
    path: tuple[str, ...] = ("",) * len(levels)
    seen: Counter[tuple[str, ...]] = Counter()
    meanings = []
    for row in table.rows:
        texts = tuple(flatten(row.cells[column.index].text) for column in levels)
        first = next((n for n, text in enumerate(texts) if text), len(levels))
        if first == len(levels) and (not any(path) or not _has_amount(row, panel)):
            meanings.append(Meaning("", {}, Binding.NONE, "the row has no label"))
            continue
        if first < len(levels) and names.lexicon.exact("expenditure_type", texts[first]) == (TOTAL,):
            meanings.append(Meaning(texts[first], {}))
            continue
        path = path[:first] + texts[first:]
        sets, named = _with_classes(path, levels, names)
        seen[path] += 1
        if seen[path] > 1 and named:
            noted = "、".join(text for c in notes if (text := flatten(row.cells[c.index].text)))
            named[-1] = f"{named[-1]}（{noted or seen[path]}）"
        label = " ".join(filter(None, texts)) or named[-1]
        meanings.append(Meaning(label, sets | ({"activity": names.activities.code(named)} if named else {})))
    return tuple(meanings)


def _with_classes(path: Sequence[str], levels: Sequence[Column], names: Names) -> tuple[dict[str, str], list[str]]:
    """The economic classes that the levels of a row name, by dimension, and its other names from the top down."""
    sets: dict[str, str] = {}
    named = []
    for name, column in zip(path, levels, strict=True):
        axis = axis_of(column, names.lexicon)
        code = names.class_named(axis, name) if axis and name else ""
        if code:
            sets[axis] = code
        elif name:
            named.append(name)
    return sets, named


def _classes(row: Row, panel: Panel, names: Names) -> dict[str, str]:
    """The economic classes that columns of their own name in the row of a project, by dimension."""
    columns = [c for c in panel.labels if c.role in ("economic-name", "gov-economic-name")]
    sets, _ = _with_classes([flatten(row.cells[c.index].text) for c in columns], columns, names)
    return sets


def _has_amount(row: Row, panel: Panel) -> bool:
    return any(parse_number(row.cells[column.index].text) for column in panel.amounts)


def group_meanings(table: Table, panel: Panel, names: Names) -> tuple[Meaning, ...]:
    """What each row of a list of units and projects is about, in printed order."""
    levels = [c for c in panel.labels if c.role == "unit-or-project"]
    if len(levels) > 1:
        levels = [c for c in panel.labels if c in levels or c.role in ("economic-name", "gov-economic-name")]
        return _levelled_meanings(table, panel, levels, names)
    notes = [c for c in table.columns if c.role == "note"]
    numbers = [parse_number(row.cells[panel.amounts[0].index].text) for row in table.rows]
    nested = [
        NestedRow(number.value if number else None, any(flatten(row.cells[c.index].text) for c in notes))
        for row, number in zip(table.rows, numbers, strict=True)
    ]
    codes: dict[int, str] = {}
    unit = ""
    meanings = []
    for position, (row, parent) in enumerate(zip(table.rows, parents(nested), strict=True)):
        name, printed_code = _text(row, panel.labels, "unit-or-project"), _text(row, panel.labels, "unit-code")
        if not name and not printed_code:
            meanings.append(Meaning("", {}, Binding.NONE, "the row has no label"))
            continue
        if names.lexicon.exact("expenditure_type", name or printed_code) == (TOTAL,):
            meanings.append(Meaning(name or printed_code, {}))
            continue
        if printed_code:
            unit = names.organizations.unit(printed_code.strip("-—"), name)
            meanings.append(Meaning(name, {"organization": unit}, Binding.CODE))
            continue
        codes[position] = names.activities.code((name,), codes.get(parent, TOTAL))
        sets = {"activity": codes[position]} | ({"organization": unit} if unit else {}) | _classes(row, panel, names)
        meanings.append(Meaning(name, sets))
    return tuple(meanings)


def with_units_above(
    rows: Sequence[Row], panel: Panel, meanings: Sequence[Meaning], names: Names
) -> tuple[Meaning, ...]:
    """The meanings of the rows of a list of names, each with the unit whose name stands above it, if one does."""
    units, organization, found = UnitRows(rows, panel, names.unit_names()), "", []
    for row, meaning in zip(rows, meanings, strict=True):
        unit = units.unit(row)
        own = meaning
        if unit is not None:
            organization = names.organizations.unit(unit.code, unit.name, units.plain_is_whole)
            own = Meaning(meaning.label or unit.name)
        elif units.is_total_of_whole(row):
            organization = ""
        found.append(replace(own, sets={**own.sets, "organization": organization}) if organization else own)
    return tuple(found)
