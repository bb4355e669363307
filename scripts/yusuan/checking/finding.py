"""What published findings must hold: known codes and severities, cells that exist, figures that agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from yusuan.checking.published import PublishedPackage, Row
from yusuan.publishing.finding_resource import SEVERITIES


def _parts(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _figure_problems(row: Row) -> Iterator[str]:
    name = f"findings.csv: {row['finding_id']}"
    try:
        figures = {
            column: Decimal(row[column]) for column in ("expected", "found", "difference", "tolerance") if row[column]
        }
    except InvalidOperation:
        yield f"{name} has a figure that is no number"
        return
    if {"expected", "found"} <= figures.keys():
        difference = figures["found"] - figures["expected"]
        if figures.get("difference") != difference:
            yield f"{name} differs by {difference}, not by {row['difference'] or 'nothing'}"
    elif "difference" in figures:
        yield f"{name} has a difference without the two figures"
    if figures.get("tolerance", Decimal(0)) < 0:
        yield f"{name} has a tolerance below zero"


def _place_problems(package: PublishedPackage) -> Iterator[str]:
    """Cells and tables that do not exist, tables that are not those of the cells, pages that leave out a cell's. A
    finding without cells may be about any table."""
    page_of = {row["cell_id"]: row["page"] for row in package.rows("cells")}
    table_of = {row["cell_id"]: row["table_id"] for row in package.rows("cells")}
    known = {row["table_id"] for row in package.rows("tables")}
    for row in package.rows("findings"):
        cells = _parts(row["cells"])
        tables = dict.fromkeys(table_of[cell] for cell in cells if table_of.get(cell) in known)
        if missing := [cell for cell in cells if cell not in table_of]:
            yield f"findings.csv: {row['finding_id']} names cell {missing[0]}, which is not in cells.csv"
        elif tables and _parts(row["tables"]) != list(tables):
            yield f"findings.csv: {row['finding_id']} names tables that are not those of its cells"
        elif unknown := [table for table in _parts(row["tables"]) if table not in known]:
            yield f"findings.csv: {row['finding_id']} names table {unknown[0]}, which is not in tables.csv"
        elif {page_of[cell] for cell in cells} - {"", *_parts(row.get("pages", ""))}:
            yield f"findings.csv: {row['finding_id']} leaves out the page of a cell"


def finding_problems(package: PublishedPackage) -> Iterator[str]:
    """What is wrong with the findings of a package, a sentence each; nothing where it has none."""
    codes = {row["code"] for row in package.rows("codelist_finding_code")}
    severities: dict[str, str] = {}
    for row in package.rows("findings"):
        name = f"findings.csv: {row['finding_id']}"
        if row["code"] not in codes:
            yield f"{name} has code {row['code']}, which is not in codelist_finding_code"
        if row["severity"] not in SEVERITIES:
            yield f"{name} has severity {row['severity']}; known are {', '.join(SEVERITIES)}"
        if severities.setdefault(row["code"], row["severity"]) != row["severity"]:
            yield f"{name} has another severity than the others of code {row['code']}"
        yield from _figure_problems(row)
    if "cells" in package.resources:
        yield from _place_problems(package)
