"""What published cells and statements must hold: each fact counts its witnesses, each cell is where it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yusuan.checking.published import PublishedPackage
from yusuan.facts.statement_binding import PROSE
from yusuan.publishing.cell_kinds import STATEMENT


def cell_problems(package: PublishedPackage) -> Iterator[str]:
    """What is wrong with the cells of a disclosure's package, a sentence each; nothing where it has no cells."""
    if "cells" not in package.resources:
        return
    cells, facts = package.rows("cells"), package.rows("facts")
    witnesses = Counter(row["fact_id"] for row in cells)
    for fact_id in sorted(witnesses.keys() - {row["fact_id"] for row in facts} - {""}):
        yield f"cells.csv: fact {fact_id} is not in facts.csv"
    for row in facts:
        if row["witnesses"] != str(witnesses[row["fact_id"]]):
            yield f"facts.csv: {row['fact_id']} has {witnesses[row['fact_id']]} cells, not {row['witnesses']}"
    tables = {row["table_id"] for row in package.rows("tables")}
    for row in cells:
        is_statement = row["kind"] == STATEMENT
        if is_statement != (row["table_id"] == PROSE):
            yield f"cells.csv: {row['cell_id']} is of kind {row['kind']} but its table is {row['table_id']}"
        elif not is_statement and row["table_id"] not in tables:
            yield f"cells.csv: {row['cell_id']} is in table {row['table_id']}, which is not in tables.csv"
        elif not is_statement and not (row["row"] and row["column"]):
            yield f"cells.csv: {row['cell_id']} has no row or no column"


def statement_problems(package: PublishedPackage) -> Iterator[str]:
    """What is wrong with the statements of a disclosure's package.

    Each cell of the prose is a statement's (two where it states revenue and expenditure at once, the second with a
    longer id), the statement names the fact of the first, and a derived statement names others and is not printed.
    """
    if "cells" not in package.resources:
        return
    statements = {row["statement_id"]: row for row in package.rows("statements")}
    cells = {row["cell_id"]: row["fact_id"] for row in package.rows("cells") if row["kind"] == STATEMENT}
    for cell_id in cells:
        if not any(name in statements for name in (cell_id, cell_id.rpartition(".")[0])):
            yield f"cells.csv: {cell_id} is not in statements.csv"
    for name, row in statements.items():
        sources = [source for source in row["derived_from"].split(";") if source]
        if row["fact_id"] != cells.get(name, ""):
            yield f"statements.csv: {name} witnesses {row['fact_id'] or 'no fact'}, its cell another"
        if missing := [source for source in sources if source not in statements or source == name]:
            yield f"statements.csv: {name} is derived from {missing[0]}, which is no other statement"
        if bool(sources) == bool(row["printed"]):
            yield f"statements.csv: {name} must be either printed or derived"
