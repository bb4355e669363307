"""Tables of a department's disclosure that are those of one unit below it, as the slot above them says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yusuan.concepts import Codelist
from yusuan.reading.document import Block, Grid
from yusuan.recognition.disclosure import Table
from yusuan.recognition.unit_marks import above_grid
from yusuan.recognition.unit_names import differs_little, same_unit


def table_units(
    blocks: Sequence[Block], tables: Sequence[Table], reporting: str, divisions: Codelist
) -> Mapping[str, str]:
    """The unit of each table whose slot (部门：, 单位名称：) names another than the reporting one, where the slots of
    most tables name that: else the names are used for each other."""
    slots = {
        block.rows[0][0].location: mark.name
        for at, block in enumerate(blocks)
        if isinstance(block, Grid) and block.rows[0] and (mark := above_grid(blocks, at).slot)
    }
    named = {
        table.table_id: slots[table.printed[0][0].location]
        for table in tables
        if table.printed and table.printed[0] and table.printed[0][0].location in slots
    }
    others = {
        table_id: name
        for table_id, name in named.items()
        if not same_unit(name, reporting, divisions) and not differs_little(name, reporting)
    }
    return others if 2 * len(others) <= len(named) else {}
