"""Read the code lists from ``schemas/codelists/*.csv``: the edge where they enter."""

from __future__ import annotations

import csv
from pathlib import Path

from yusuan.concepts import Codelist, Concept
from yusuan.errors import InputError

COLUMNS = ("code", "parent", "label_zh", "label_en", "alt_labels", "hidden_labels", "source", "status", "note")
"""The columns every code list has; further columns are kept in ``Concept.extra``."""

DIMENSION_LISTS = {
    "phase": "phases",
    "operation": "operations",
    "fund": "funds",
    "function": "functions",
    "economic": "economic-classes",
    "gov_economic": "government-economic-classes",
    "expenditure_type": "expenditure-types",
}
"""The shared code list of each dimension; organization, fiscal year and activity are the disclosure's own."""


def _labels(text: str) -> tuple[str, ...]:
    return tuple(label for label in text.split("|") if label)


def read_codelist(path: Path) -> Codelist:
    """The code list in one CSV file, in file order.

    Raises:
        InputError: a column is missing, or a code stands twice.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        missing = [c for c in COLUMNS if c not in (rows.fieldnames or ())]
        if missing:
            raise InputError(f"{path}: column {missing[0]!r} is missing; a code list has {', '.join(COLUMNS)}")
        concepts: dict[str, Concept] = {}
        for row in rows:
            if row["code"] in concepts:
                raise InputError(f"{path}:{rows.line_num}: code {row['code']!r} stands twice; remove one row")
            concepts[row["code"]] = Concept(
                code=row["code"],
                parent=row["parent"],
                label_zh=row["label_zh"],
                label_en=row["label_en"],
                alt_labels=_labels(row["alt_labels"]),
                hidden_labels=_labels(row["hidden_labels"]),
                source=row["source"],
                status=row["status"],
                note=row["note"],
                extra={k: v for k, v in row.items() if k not in COLUMNS},
            )
    return Codelist(path.stem, concepts)


def read_codelists(folder: Path) -> dict[str, Codelist]:
    """Every code list of a folder by file name without suffix, and again by the dimension it serves."""
    lists = {path.stem: read_codelist(path) for path in sorted(folder.glob("*.csv"))}
    return lists | {dimension: lists[name] for dimension, name in DIMENSION_LISTS.items() if name in lists}
