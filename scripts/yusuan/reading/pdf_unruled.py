"""Tables without vertical rules → grids: columns from what stands below each other, rows from baselines, the
header from what stands between the first rules or above the first numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yusuan.reading.document import Doubt, Grid, GridCell, Location
from yusuan.reading.pdf_columns import Band, Column, columns_of, covered, edges_of
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_header import header_of
from yusuan.reading.pdf_labels import Label, header_columns
from yusuan.reading.pdf_page import PageContent
from yusuan.reading.pdf_regions import Region
from yusuan.reading.pdf_rows import Row, rows_of

_SAME_EDGE = 4.0
_DOUBTED = "a table without rules between its columns: texts that reach over several columns or rows may be misplaced"
_GUESSED = "a table without any rule: its columns and rows are told by what stands below and beside each other"


def _columns(region: Region, before: PlacedGrid | None) -> list[Column]:
    """The columns of a table; those of the table that ends the page before when it goes on here."""
    body = [band for strip in region.strips for band in strip]
    if before is not None and not before.is_ruled and _is_as_wide(region.box, before.box):
        known = [Column(a, b) for a, b in pairwise(before.edges)]
        if body and all(len(covered(known, line)) == 1 for band in body for line in band):
            return known
    return header_columns(region.header, columns_of(body) if body else [])


def _is_as_wide(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) <= _SAME_EDGE and abs(box[2] - other[2]) <= _SAME_EDGE


def _header_rows(labels: Sequence[Label], width: int) -> list[list[tuple[str, float, float]]]:
    """The text and the height of each cell of the header rows."""
    height = max((label.row + 1 for label in labels), default=0)
    rows: list[list[tuple[str, float, float]]] = []
    for r in range(height):
        own = [label for label in labels if label.row == r]
        top, bottom = min(label.top for label in own), max(label.bottom for label in own)
        row = [("", top, bottom)] * width
        for label in own:
            text = " ".join(filter(None, (row[label.start][0], label.text)))
            row[label.start] = (text, label.top, label.bottom)
        rows.append(row)
    return rows


def _body_rows(rows: Sequence[Row], width: int) -> list[list[tuple[str, float, float]]]:
    found = []
    for row in rows:
        top, bottom = min(cell.top for cell in row.values()), max(cell.bottom for cell in row.values())
        found.append([(row[c].text if c in row else "", top, bottom) for c in range(width)])
    return found


def grid_of_region(
    region: Region, page: PageContent, before: PlacedGrid | None
) -> tuple[PlacedGrid, Doubt | None] | None:
    """The grid of a table without vertical rules, and whether it is in doubt; ``None`` when it has but one column.

    Args:
        before: the grid that ends the page before, if this table is the first part of its page.
    """
    columns = _columns(region, before)
    if len(columns) < 2:
        return None
    x0, _, x1, _ = region.box
    edges = edges_of(columns, x0, x1)
    width = len(columns)
    texts = _header_rows(header_of(region.header, columns, edges), width)
    astray = 0
    for strip in region.strips:
        rows, missed = rows_of(strip, columns)
        texts += _body_rows(rows, width)
        astray += missed
    cells = tuple(
        tuple(
            GridCell(text, Location(page=page.number, box=page.box((edges[c], top, edges[c + 1], bottom))))
            for c, (text, top, bottom) in enumerate(row)
        )
        for row in texts
    )
    place = Location(page=page.number, box=page.box(region.box))
    placed = PlacedGrid(Grid(cells, place), region.box, edges, frozenset(), is_ruled=False)
    problem = _GUESSED if not region.is_ruled else _DOUBTED if astray else ""
    return placed, Doubt(problem, place) if problem else None


def is_inside(band: Band, box: Box) -> bool:
    """Whether the first text of a band stands in a box."""
    x0, top, x1, bottom = box
    left, upper, right, lower = band[0].box
    return x0 <= (left + right) / 2 <= x1 and top <= (upper + lower) / 2 <= bottom
