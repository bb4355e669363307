"""One resource of a data package: rows under a Table Schema, and their bytes as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is no amount of money (persons, percent): written with exactly the digits it has."""

    value: Decimal

    def __str__(self) -> str:
        return format(self.value, "f")


Value = str | int | bool | Decimal | Figure | None
"""What a row may hold. Text ``""`` and ``None`` are both published as an empty cell (JSON ``null``)."""

_UNSAFE = str.maketrans({"\ufeff": None, "\x00": None})


@dataclass(frozen=True, slots=True)
class Resource:
    """Rows to be published at ``path`` (relative to the package).

    ``schema`` is the Table Schema; every row has one value for each of its fields, in their order. A resource
    without ``header`` is written without the line of field names.
    """

    name: str
    path: str
    title_zh: str
    title_en: str
    schema: Mapping[str, Any]
    rows: tuple[tuple[Value, ...], ...]
    header: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field["name"] for field in self.schema["fields"])


def amount_text(amount: Decimal) -> str:
    """An amount with two decimals, or more where it has more that are not zero: it is never rounded."""
    if amount == 0:
        return "0.00"
    text = format(amount, "f")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def _csv_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return amount_text(value)
        case int() | Figure():
            return str(value)
    # A bare carriage return inside a cell splits the row for most CSV readers; a BOM or NUL stops some.
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSAFE)


def _json_text(value: Value) -> str:
    match value:
        case None | "":
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return amount_text(value)  # exact text: an amount never passes through a float
        case int() | Figure():
            return str(value)
    return json.dumps(_csv_text(value), ensure_ascii=False)


def csv_bytes(resource: Resource) -> bytes:
    """The rows as CSV: UTF-8, LF, quoted only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if resource.header:
        writer.writerow(resource.fields)
    writer.writerows([_csv_text(value) for value in row] for row in resource.rows)
    return text.getvalue().encode()


def json_bytes(resource: Resource) -> bytes:
    """The rows as a JSON array of objects, one object a line; amounts are numbers with their exact text."""
    names = [json.dumps(name) for name in resource.fields]
    lines = (
        "{" + ", ".join(f"{name}: {_json_text(value)}" for name, value in zip(names, row, strict=True)) + "}"
        for row in resource.rows
    )
    body = ",\n".join(lines)
    return f"[\n{body}\n]\n".encode() if body else b"[]\n"
