"""How finely a document prints its amounts, where it leaves out zeros at the end (``5`` beside ``2800.56``)."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.recognition.disclosure import Table
from yusuan.recognition.numbers import parse_number


def trimmed_places(tables: Sequence[Table]) -> dict[str, int]:
    """Unit of measure → decimal places that its amounts have before zeros at their end are left out.

    A table that prints whole numbers beside decimals leaves zeros out; then a whole number elsewhere in the document,
    in the same unit, is as exact as the decimals are.
    """
    found: dict[str, int] = {}
    for table in tables:
        columns = [column.index for column in table.columns if column.role == "amount"]
        numbers = (parse_number(row.cells[n].text) for row in table.rows for n in columns)
        places = {number.places for number in numbers if number is not None and number.value}
        if table.unit and 0 in places and len(places) > 1:
            found[table.unit] = max(found.get(table.unit, 0), *places)
    return found
