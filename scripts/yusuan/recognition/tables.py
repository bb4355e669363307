"""Blocks → tables: caption, header, columns, kind, unit of measure, and which tables are empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.reading.document import Block, Grid, GridCell, Location, Paragraph
from yusuan.recognition.bodies import with_amounts, with_label_levels, with_unit_names
from yusuan.recognition.continuation import joined
from yusuan.recognition.disclosure import Column, Row, Table
from yusuan.recognition.forms.paragraph_forms import paragraph_forms
from yusuan.recognition.headers import (
    aligned,
    axis_of,
    bind_columns,
    header_height,
    is_column_numbers,
    reach,
    realigned,
    table_sets,
    with_class_parts,
)
from yusuan.recognition.kinds import content_of, recognise_kind
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import is_number_like, parse_number
from yusuan.recognition.parts import parted
from yusuan.recognition.repeated_captions import without_repeated_captions
from yusuan.recognition.titles import (
    Caption,
    caption,
    caption_height,
    empty_note,
    is_contents,
    printed_unit,
    without_caption_grids,
)

INDEX = "index"
_BLANK = GridCell("", Location())
_TEMPLATE_MARK = re.compile(r"^(?:(?:目标|指标)\d:)+\Z")
_FILLED_MARK = re.compile(r"^(?:目标|指标)\d:.*[^\d:目指标]")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the disclosure's own index says of one table."""

    number: str
    title: str
    is_empty: bool
    reason: str


def _surroundings(blocks: Sequence[Block]) -> Iterator[tuple[Grid, list[Paragraph], list[Paragraph]]]:
    """Each grid with the paragraphs since the grid before it and those until the grid after it, as far as they stand on
    the same sheet."""
    between: list[Paragraph] = []
    pending: tuple[Grid, list[Paragraph]] | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        if pending is not None:
            yield (*pending, _beside(pending[0], between))
        pending, between = (block, _beside(block, between)), []
    if pending is not None:
        yield (*pending, _beside(pending[0], between))


def _beside(grid: Grid, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Those paragraphs that stand on the sheet, or in the document of an archive, that the grid stands in."""
    return [paragraph for paragraph in paragraphs if paragraph.location.part == grid.location.part]


def _axes(columns: Sequence[Column], rows: Sequence[Row], lexicon: Lexicon) -> set[str]:
    """The dimensions that the label columns break down by: from the headers, else from the shape of the codes."""
    axes = {axis_of(column, lexicon) for column in columns} - {""}
    for column in columns:
        if column.role in ("code", "class-part"):
            starts = {flatten(row.cells[column.index].text)[:1] for row in rows} & {"2", "3", "5"}
            axes |= {{"2": "function", "3": "economic", "5": "gov_economic"}[start] for start in starts}
    return axes


def index_entries(table: Table) -> tuple[IndexEntry, ...]:
    """The entries of an index table, by its header words."""

    def place(word: str) -> int:
        return next((c.index for c in table.columns if c.path and normalise(c.path[-1]) == word), -1)

    number, title, empty, reason = (place(w) for w in ("报表", "报表名称", "是否空表", "公开空表理由"))
    entries = []
    for row in table.rows:
        texts = [cell.text.strip() for cell in row.cells]

        def text(at: int, texts: list[str] = texts) -> str:
            return texts[at] if 0 <= at < len(texts) else ""

        entries.append(IndexEntry(flatten(text(number)), text(title), flatten(text(empty)) == "是", text(reason)))
    return tuple(entries)


def _emptiness(table: Table, content: str) -> str:
    """Which kind of empty a table is, ``""`` when it states something."""
    if content == "form":
        texts = [flatten(cell.text) for row in table.printed for cell in row]
        marked = any(_TEMPLATE_MARK.match(text) for text in texts)
        return "placeholder" if marked and not any(_FILLED_MARK.match(text) for text in texts) else ""
    if not table.rows:
        return "header-only"
    amounts = [c.index for c in table.columns if c.role == "amount"]
    if content != "amounts" or not amounts:
        return ""
    texts = [row.cells[n].text for row in table.rows for n in amounts if n < len(row.cells)]
    numbers = [parse_number(text) for text in texts]
    values = [number.value for number in numbers if number is not None]
    if any(number is None and is_number_like(text) for number, text in zip(numbers, texts, strict=True)):
        return ""  # an amount that could not be read
    if not values:
        return "blank-rows"
    return "" if any(values) else "zero-amounts"


def _table(grid: Grid, above: Sequence[Paragraph], below: Sequence[Paragraph], number: int, lexicon: Lexicon) -> Table:
    skip = caption_height(grid.rows)
    inside = [Paragraph(cell.text, cell.location) for row in grid.rows[:skip] for cell in row if flatten(cell.text)]
    top: Caption = caption([*above, *inside])
    rows = aligned(grid.rows, skip)
    kind = recognise_kind(top.title, (), (), lexicon)
    height = shared = width = 0
    columns: tuple[Column, ...] = ()
    if content_of(kind, lexicon) != "form":
        rows, height, shared = with_class_parts(rows, header_height(rows), lexicon)
        width = reach(rows, height)
        header = rows[:height] or [Row(-1, (_BLANK,) * len(rows[0].cells), ())]
        columns = bind_columns(header, top.title, {}, lexicon)
        words = [flatten(cell.text) for row in grid.rows for cell in row]
        kind = recognise_kind(top.title, columns, _axes(columns, rows[height:], lexicon), lexicon, words)
        columns = bind_columns(header, top.title, table_sets(kind, lexicon), lexicon)
        columns = with_amounts(with_label_levels(columns, rows[height:]), rows[height:])
        columns = with_unit_names(columns, rows[height:])
        if is_contents(grid.rows) and not any(column.role == "amount" for column in columns):
            kind = INDEX
    table = Table(
        table_id=f"t{number:02d}-{kind}",
        number=top.number,
        title=top.title,
        kind=kind,
        unit=top.unit,
        unit_source="printed" if top.unit else "none",
        location=top.location or grid.location,
        printed=grid.rows,
        header_rows=skip + height - shared,
        columns=columns,
        rows=tuple(realigned(row, columns, width) for row in rows[height:] if not is_column_numbers(row)),
    )
    empty = _emptiness(table, content_of(kind, lexicon))
    return replace(table, empty=empty, empty_reason=empty_note(below) if empty else "")


def _with_index(table: Table, entries: dict[str, IndexEntry]) -> Table:
    entry = entries.get(table.number) if table.number else None
    if entry is None and table.title:
        title = normalise(table.title)
        same = [e for e in entries.values() if normalise(e.title) == title]
        within = [e for e in entries.values() if e.title and normalise(e.title) in title]
        entry = next(iter(same or (within if len(within) == 1 else [])), None)
    if entry is None or table.kind == INDEX:
        return table
    reason = table.empty_reason or (entry.reason if table.empty else "")
    return replace(table, number=table.number or entry.number, empty_reason=reason)


def _with_unit(table: Table, content: str, usual: str) -> Table:
    """The table with the unit printed in its grid (``资金金额（万元）``), else with the document's usual one."""
    if table.unit or content not in ("amounts", "form"):
        return table
    inside = {printed_unit(cell.text) for row in table.printed for cell in row} - {""}
    if len(inside) == 1:
        return replace(table, unit=inside.pop(), unit_source="printed")
    return replace(table, unit=usual, unit_source="inherited" if usual else "none")


def recognise_tables(blocks: Sequence[Block], lexicon: Lexicon, unit: str = "") -> tuple[Table, ...]:
    """Every table of the document in reading order. ``unit`` overrides the unit of measure of tables that print none;
    otherwise these take the unit most of the document's tables print."""
    whole = paragraph_forms(tuple(without_caption_grids(blocks)), lexicon)
    grids = joined(tuple(without_repeated_captions(tuple(parted(whole, lexicon)), lexicon)), lexicon)
    found = [
        _table(grid, above, below, number, lexicon)
        for number, (grid, above, below) in enumerate(_surroundings(tuple(grids)), start=1)
    ]
    entries = {e.number: e for table in found if table.kind == INDEX for e in index_entries(table)}
    counted = Counter(table.unit for table in found if table.unit).most_common(1)
    usual = unit or (counted[0][0] if counted else "")
    return tuple(_with_unit(_with_index(table, entries), content_of(table.kind, lexicon), usual) for table in found)
