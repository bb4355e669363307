"""What is said about a document is tied to the cells and paragraphs that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yusuan.inspecting.view import ShownCell, ShownGrid, ShownParagraph, ShownTable, Told
from yusuan.reading.document import Location


class Anchors:
    """Finds the cell or paragraph that something is about by its place."""

    def __init__(self, blocks: Sequence[ShownParagraph | ShownGrid], tables: Sequence[ShownTable]) -> None:
        """Index the cells and paragraphs by their place."""
        self._at: dict[Location, dict[str, str]] = defaultdict(dict)
        for block in blocks:
            cells = [block] if isinstance(block, ShownParagraph) else [c for row in block.rows for c in row]
            for each in cells:
                self._at[each.location].setdefault(each.anchor, each.text)
        for table in tables:
            for cell in (cell for row in table.rows for cell in row.cells):
                self._at[cell.location].setdefault(cell.anchor, cell.text)

    def at(self, location: Location, text: str = "") -> str:
        """The anchor at a place: of several that share it the one whose text is spoken of, else the first."""
        found = self._at.get(location, {}) if location != Location() else {}
        spoken = (anchor for anchor, own in found.items() if own.strip() and text.startswith(own.strip()))
        within = (anchor for anchor, own in found.items() if own.strip() and own.strip() in text)
        return next(spoken, "") or next(within, "") or next(iter(found), "")


def flagged(
    block: ShownParagraph | ShownGrid, problems: Mapping[str, tuple[int, ...]], findings: Mapping[str, tuple[int, ...]]
) -> ShownParagraph | ShownGrid:
    """The block with the numbers of what is said about its parts."""
    if isinstance(block, ShownGrid):
        rows = tuple(tuple(flagged_cell(cell, problems, findings) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    found = tuple(sorted({*block.findings, *findings.get(block.anchor, ())}))
    return replace(block, problems=problems.get(block.anchor, ()), findings=found)


def flagged_cell(
    cell: ShownCell, problems: Mapping[str, tuple[int, ...]], findings: Mapping[str, tuple[int, ...]]
) -> ShownCell:
    """The cell with the numbers of what is said about it."""
    own, found = problems.get(cell.anchor, ()), findings.get(cell.anchor, ())
    if not own and not found:
        return cell
    return replace(cell, problems=own, findings=tuple(sorted({*cell.findings, *found})))


def by_anchor(told: Sequence[Told]) -> Mapping[str, tuple[int, ...]]:
    """The numbers of what is told, by the anchor of what it is about."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        if each.anchor:
            found[each.anchor].append(number)
    return {anchor: tuple(numbers) for anchor, numbers in found.items()}
