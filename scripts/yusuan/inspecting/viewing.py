"""From what was understood of a document to what is shown of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.audit.titles import table_name
from yusuan.facts.fact import Cell, Fact
from yusuan.facts.statement_binding import PROSE
from yusuan.inspecting import meaning
from yusuan.inspecting.anchors import Anchors, by_anchor, flagged, flagged_cell
from yusuan.inspecting.inspection import Inspection
from yusuan.inspecting.meaning import Pair
from yusuan.inspecting.view import (
    Mark,
    ShownCell,
    ShownColumn,
    ShownGrid,
    ShownParagraph,
    ShownRow,
    ShownTable,
    Told,
    View,
)
from yusuan.publishing.remarks import remark
from yusuan.publishing.whereabouts import Whereabouts
from yusuan.reading.document import Grid, GridCell, Paragraph
from yusuan.reading.places import place, place_words
from yusuan.recognition.disclosure import Column, Table
from yusuan.recognition.headers import LABEL_ROLES
from yusuan.recognition.labels import flatten
from yusuan.recognition.told import as_unrecognised

_SCOPES = {"department": "部门 department", "unit": "单位 unit"}
_UNKNOWN = "未识别 not recognised"


class _Viewer:
    """Builds the view of one inspection."""

    def __init__(self, inspection: Inspection) -> None:
        self.seen = inspection
        self.lists = inspection.codelists
        self.places = Whereabouts(inspection.document, inspection.tables)
        conversion = inspection.conversion
        self.usual: dict[str, str] = {}
        self.cells: dict[tuple[str, int, int], Cell] = {}
        self.facts: dict[str, Fact] = {}
        self.by_finding: dict[str, list[int]] = defaultdict(list)
        if conversion is not None:
            own = conversion.disclosure
            self.usual = {
                "organization": own.organization.code,
                "fiscal_year": own.fiscal_year,
                "phase": own.phase,
            }
            self.cells = {(cell.table_id, cell.row, cell.column): cell for cell in conversion.cells}
            self.facts = {cell_id: fact for fact in conversion.facts for cell_id in fact.cell_ids}
            for number, finding in enumerate(conversion.findings):
                for cell_id in finding.cell_ids:
                    self.by_finding[cell_id].append(number)

    def _of_amount(self, cell: Cell) -> tuple[Pair, ...]:
        unit = meaning.label(self.lists, "units-of-measure", cell.unit) if cell.unit else "—"
        pairs = [("金额 amount", f"{cell.amount:,f} 元 yuan（{unit}）")]
        if cell.key is None:
            return (*pairs, ("未归属原因 why it has no key", cell.reason))
        pairs += meaning.worded(meaning.told(cell.key, self.usual), self.lists)
        pairs.append(("依据 binding", meaning.label(self.lists, "binding", cell.binding.value)))
        fact = self.facts.get(cell.cell_id)
        if fact is not None:
            pairs.append(("状态 status", meaning.label(self.lists, "fact-status", fact.status.value)))
            pairs.append(("印载处数 printed in", f"{len(fact.cell_ids)} 处 places"))
            if fact.amount != cell.amount:
                pairs.append(("事实金额 amount of the fact", f"{fact.amount:,f}"))
        return tuple(pairs)

    def _of_header(self, table: Table, text: str, column: int) -> tuple[Pair, ...]:
        """What the columns below a header cell mean: one pair for each."""
        below = []
        for each in table.columns[column:]:
            if flatten(text) not in [flatten(part) for part in each.path]:
                break
            below.append(each)
        words = ((c, meaning.in_one_line(meaning.of_column(c, self.lists)) or _UNKNOWN) for c in below)
        return tuple((f"第 {c.index + 1} 列 column {c.index + 1}", text) for c, text in words)

    def _cell(self, table: Table, row: int, column: int, printed: GridCell, of_row: tuple[Pair, ...]) -> ShownCell:
        anchor = f"{table.table_id}-r{row + 1}c{column + 1}"
        cell = self.cells.get((table.table_id, row + 1, column + 1))
        sure: tuple[Pair, ...] = ()
        if printed.confidence is not None:
            sure = (("识别把握 confidence", f"{printed.confidence:.0%}"),)
        if cell is not None:
            mark = Mark.KEYED if cell.key is not None else Mark.UNKEYED
            found = tuple(self.by_finding.get(cell.cell_id, ()))
            return ShownCell(anchor, printed.text, printed.location, mark, (*self._of_amount(cell), *sure), found)
        if not flatten(printed.text):
            return ShownCell(anchor, "", printed.location, Mark.PLAIN)
        if row < table.header_rows and table.columns:
            told = self._of_header(table, printed.text, column)
            return ShownCell(anchor, printed.text, printed.location, Mark.HEADER, (*told, *sure))
        role = table.columns[column].role if column < len(table.columns) else ""
        if role in LABEL_ROLES:
            return ShownCell(anchor, printed.text, printed.location, Mark.LABEL, (*of_row, *sure))
        return ShownCell(anchor, printed.text, printed.location, Mark.PLAIN, sure)

    def _row(self, table: Table, number: int, printed: Sequence[GridCell]) -> ShownRow:
        places = ((table.table_id, number + 1, n + 1) for n in range(len(printed)))
        amounts = [self.cells[place] for place in places if place in self.cells]
        keys = [cell.key for cell in amounts if cell.key is not None]
        of_row = meaning.worded(meaning.common(keys, self.usual), self.lists)
        labels = [cell.label for cell in amounts if cell.label] or [
            printed[c.index].text.strip()
            for c in table.columns
            if c.role in LABEL_ROLES and c.index < len(printed) and number >= table.header_rows
        ]
        reasons = tuple(dict.fromkeys(cell.reason for cell in amounts if cell.key is None))
        shown = tuple(self._cell(table, number, n, cell, of_row) for n, cell in enumerate(printed))
        return ShownRow(number + 1, shown, next(iter(labels), ""), of_row, reasons)

    def table(self, number: int, table: Table) -> ShownTable:
        """One table with its columns and rows."""
        rows = tuple(self._row(table, n, printed) for n, printed in enumerate(table.printed))
        marks = [cell.mark for row in rows for cell in row.cells]
        locations = (table.location, *(cell.location for row in table.printed for cell in row))
        source = {"printed": "印明 printed", "inherited": "依他表 as in other tables", "none": _UNKNOWN}
        unit = meaning.label(self.lists, "units-of-measure", table.unit) if table.unit else "—"
        facts = [
            ("种类 kind", meaning.label(self.lists, "table-kinds", table.kind)),
            ("计量单位 unit", f"{unit} ({source.get(table.unit_source, table.unit_source)})"),
            ("位置 place", place(table.location, self.seen.document.media_type) or "—"),
        ]
        if table.empty:
            facts.append(("空表 empty", " ".join(part for part in (table.empty, table.empty_reason) if part)))
        return ShownTable(
            number=number,
            table_id=table.table_id,
            name=table_name(table),
            pages=tuple(sorted({at.page for at in locations if at.page})),
            facts=tuple(facts),
            columns=tuple(self._column(column) for column in table.columns),
            rows=rows,
            header_rows=table.header_rows if table.columns else 0,
            amounts=marks.count(Mark.KEYED) + marks.count(Mark.UNKEYED),
            keyed=marks.count(Mark.KEYED),
        )

    def _column(self, column: Column) -> ShownColumn:
        header = " / ".join(" ".join(part.split()) for part in column.path)
        return ShownColumn(column.index + 1, header, meaning.of_column(column, self.lists))

    def blocks(self, tables: Sequence[ShownTable]) -> Iterator[ShownParagraph | ShownGrid]:
        """The document in reading order; the cells of grids that became tables are those of the tables."""
        shown: dict[int, tuple[ShownCell, str]] = {}
        for table, view in zip(self.seen.tables, tables, strict=True):
            for printed, row in zip(table.printed, view.rows, strict=True):
                for cell, each in zip(printed, row.cells, strict=True):
                    shown[id(cell)] = each, view.table_id
        for number, block in enumerate(self.seen.document.blocks):
            if isinstance(block, Paragraph):
                yield ShownParagraph(f"b{number}", block.text, block.location, block.is_heading)
            else:
                yield self._grid(number, block, shown)

    def _grid(self, number: int, grid: Grid, shown: Mapping[int, tuple[ShownCell, str]]) -> ShownGrid:
        names = [shown[id(cell)][1] for row in grid.rows for cell in row if id(cell) in shown]

        def cell(row: int, column: int, printed: GridCell) -> ShownCell:
            if id(printed) in shown:
                return shown[id(printed)][0]
            return ShownCell(f"b{number}r{row}c{column}", printed.text, printed.location, Mark.PLAIN)

        rows = tuple(tuple(cell(r, c, each) for c, each in enumerate(row)) for r, row in enumerate(grid.rows))
        return ShownGrid(rows, names[0] if names else "")

    def headline(self) -> tuple[Pair, ...]:
        """Whose budget it is, as far as that is known."""
        identity, conversion = self.seen.identity, self.seen.conversion
        if conversion is not None and not self.seen.message:
            own = conversion.disclosure
            name, year, phase, scope = own.organization.label_zh, own.fiscal_year, own.phase, own.scope
            division = own.division
        else:
            name, year, phase, scope = identity.name, identity.fiscal_year, identity.phase, identity.scope
            division = identity.division
        return (
            ("单位 organization", name or _UNKNOWN),
            ("地区 place", meaning.label(self.lists, "divisions", division) if division else _UNKNOWN),
            ("年度 fiscal year", year or _UNKNOWN),
            ("阶段 phase", meaning.label(self.lists, "phase", phase) if phase else _UNKNOWN),
            ("范围 scope", _SCOPES.get(scope, _UNKNOWN)),
        )


def _in_both(text: str) -> tuple[str, ...]:
    """What is said in Chinese and in English, once where both are the same."""
    said = " ".join(text.split())
    return tuple(dict.fromkeys((remark(said, zh=True), said)))


def _problems(viewer: _Viewer, anchors: Anchors) -> Iterator[Told]:
    conversion = viewer.seen.conversion
    if conversion is not None:
        unrecognised = conversion.unrecognised
        if viewer.seen.message:  # what stands in for the unit's name is no place
            unrecognised = tuple(found for found in unrecognised if found.what != "place")
        for found in unrecognised:
            place = viewer.places.of(found.location)
            yield Told(found.what, _in_both(found.text), place, anchors.at(found.location, found.text))
        return
    for found in map(as_unrecognised, viewer.seen.document.doubts):
        yield Told(found.what, _in_both(found.text), viewer.places.of(found.location))
    for table in viewer.seen.tables:
        if table.kind == "other":
            yield Told("table", _in_both(table.title or "(no title)"), viewer.places.of(table.location))


def _findings(viewer: _Viewer, anchors: Anchors) -> Iterator[Told]:
    conversion = viewer.seen.conversion
    by_id = {cell.cell_id: cell for cell in conversion.cells} if conversion else {}
    for finding in conversion.findings if conversion else ():
        cells = [by_id[cell_id] for cell_id in finding.cell_ids]
        named = [f"{c.table_id}-r{c.row}c{c.column}" for c in cells if c.table_id != PROSE]
        anchor = next(iter(named), "") or next(filter(None, map(anchors.at, finding.locations)), "")
        texts = (finding.message_zh, finding.message_en)
        yield Told(finding.severity, texts, viewer.places.of_finding(finding), anchor)


def view(inspection: Inspection) -> View:
    """Everything that is shown of an inspection."""
    viewer = _Viewer(inspection)
    tables = tuple(viewer.table(number, table) for number, table in enumerate(inspection.tables, start=1))
    blocks = tuple(viewer.blocks(tables))
    anchors = Anchors(blocks, tables)
    problems, findings = tuple(_problems(viewer, anchors)), tuple(_findings(viewer, anchors))
    by_problem, by_finding = by_anchor(problems), by_anchor(findings)

    def flagged_table(table: ShownTable) -> ShownTable:
        rows = (replace(r, cells=tuple(flagged_cell(c, by_problem, by_finding) for c in r.cells)) for r in table.rows)
        return replace(table, rows=tuple(rows))

    return View(
        name=inspection.document.name,
        media_type=inspection.document.media_type,
        facts=viewer.headline(),
        problems=problems,
        findings=findings,
        tables=tuple(flagged_table(table) for table in tables),
        blocks=tuple(flagged(block, by_problem, by_finding) for block in blocks),
        message=inspection.message,
        page_word=place_words(inspection.document.media_type)[0],
    )
