"""Forms in which an amount could not be read: which of their sums it belongs to is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yusuan.facts.unread import Unread
from yusuan.recognition.disclosure import Table
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.numbers import is_number_like


def unread_in_forms(forms: Iterable[Form], tables: Iterable[Table]) -> Iterator[Unread]:
    """Every row of the forms among whose texts that were not understood stands what looks like a number."""
    heights = {table.table_id: len(table.printed) for table in tables}
    for form in forms:
        if any(is_number_like(found.text) for found in form.unrecognised):
            yield from (Unread(form.table_id, row) for row in range(1, heights.get(form.table_id, 0) + 1))
