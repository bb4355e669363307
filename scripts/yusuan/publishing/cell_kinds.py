"""Where an amount is printed: in a table of amounts, in a performance-target form or in the prose."""

from __future__ import annotations

from yusuan.conversion import Conversion
from yusuan.facts.statement_binding import PROSE

TABLE, FORM, STATEMENT = "table", "form", "statement"
"""The codes of the code list ``cell-kinds``."""


def cell_kinds(conversion: Conversion) -> dict[str, str]:
    """The kind of the cells of each table, by ``table_id``: the content of the table's kind tells forms from tables."""
    kinds = conversion.codelists["table-kinds"]
    forms = {concept.code for concept in kinds if concept.extra.get("content") == FORM}
    return {table.table_id: FORM if table.kind in forms else TABLE for table in conversion.disclosure.tables} | {
        PROSE: STATEMENT
    }
