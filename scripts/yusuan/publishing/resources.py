"""A conversion as the resources of its package: facts, cells, tables, views, what forms and prose say, findings, code
lists, tables as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from yusuan.codelists import DIMENSION_LISTS
from yusuan.conversion import Conversion
from yusuan.facts.fact import Cell, Fact
from yusuan.facts.headline import HeadlineFigure, figure
from yusuan.facts.key import DIMENSIONS, fact_id
from yusuan.facts.views import View
from yusuan.publishing.cell_kinds import STATEMENT, cell_kinds
from yusuan.publishing.coverage import coverage_resource, unrecognised_resource
from yusuan.publishing.finding_resource import findings
from yusuan.publishing.resource import Figure, Resource, Value
from yusuan.publishing.schemas import data_resource, printed_schema
from yusuan.publishing.statement_resource import statements
from yusuan.publishing.target_resources import indicators, projects
from yusuan.publishing.used_codelists import codelist_resources, concept_of
from yusuan.recognition.disclosure import Table


def _fact_order(conversion: Conversion) -> Callable[[Fact], tuple[tuple[int, str], ...]]:
    """Facts in the order of the code lists: totals before their parts, as a reader expects them."""
    rank = {
        name: {code: n for n, code in enumerate(conversion.codelists[name].concepts)}
        for name in DIMENSIONS
        if name in conversion.codelists
    }

    def order(fact: Fact) -> tuple[tuple[int, str], ...]:
        codes = ((name, str(getattr(fact.key, name))) for name in DIMENSIONS)
        return tuple((rank.get(name, {}).get(code, len(rank.get(name, {}))), code) for name, code in codes)

    return order


def _fact_labels(conversion: Conversion, fact: Fact) -> list[Value]:
    labels: list[Value] = []
    for name in DIMENSIONS:
        if name == "fiscal_year":
            continue
        concept = concept_of(conversion.codelists, name, getattr(fact.key, name))
        labels.append(concept.label_zh)
        if name in DIMENSION_LISTS:
            labels.append(concept.label_en)
    return labels


def facts(conversion: Conversion) -> Resource:
    """``facts``: one row per fact, with its key, amount, status, labels and number of witnesses."""
    rows = tuple(
        (
            fact.fact_id,
            *(str(getattr(fact.key, name)) for name in DIMENSIONS),
            fact.amount,
            fact.status.value,
            fact.is_leaf,
            *_fact_labels(conversion, fact),
            len(fact.cell_ids),
        )
        for fact in sorted(conversion.facts, key=_fact_order(conversion))
    )
    return data_resource("facts", rows)


def cells(conversion: Conversion) -> Resource:
    """``cells``: one row per printed amount, in reading order. Those of the prose have no row and column."""
    kinds = cell_kinds(conversion)
    printed_in = {table.table_id: table for table in conversion.disclosure.tables}

    def confidence(cell: Cell) -> Figure | None:
        table = printed_in.get(cell.table_id)
        found = table.confidence_at(cell.row, cell.column) if table else None
        return None if found is None else Figure(Decimal(str(found)))

    def row(cell: Cell) -> tuple[Value, ...]:
        kind = kinds[cell.table_id]
        return (
            cell.cell_id,
            fact_id(cell.key) if cell.key else None,
            cell.table_id,
            kind,
            cell.location.page,
            cell.location.line,
            None if kind == STATEMENT else cell.row,
            None if kind == STATEMENT else cell.column,
            cell.label,
            cell.header,
            cell.printed,
            cell.unit,
            cell.amount,
            cell.binding.value,
            cell.reason,
            confidence(cell),
        )

    return data_resource("cells", tuple(row(cell) for cell in conversion.cells))


def printed_path(table: Table) -> str:
    """Where the table is published as printed."""
    return f"data/printed/{table.table_id}.csv"


def tables(conversion: Conversion) -> Resource:
    """``tables``: one row per table of the disclosure, empty ones included."""
    amounts = Counter(cell.table_id for cell in conversion.cells)
    unbound = Counter(cell.table_id for cell in conversion.cells if cell.key is None)

    def row(table: Table) -> tuple[Value, ...]:
        kind = concept_of(conversion.codelists, "table_kind", table.kind)
        return (
            table.table_id,
            table.number,
            table.title,
            table.kind,
            kind.label_zh,
            kind.label_en,
            table.unit,
            table.unit_source,
            bool(table.empty),
            table.empty,
            table.empty_reason,
            table.location.page,
            table.location.line,
            len(table.printed),
            max((len(cells) for cells in table.printed), default=0),
            amounts[table.table_id],
            unbound[table.table_id],
            printed_path(table),
        )

    return data_resource("tables", tuple(row(table) for table in conversion.disclosure.tables))


def headline_amount(conversion: Conversion, operation: str) -> Decimal | None:
    """The headline figure of an operation (``revenue``, ``expenditure``) in yuan; ``None`` where none is stated."""
    fact = figure(conversion.headline, operation)
    return fact.amount if fact else None


def headline(conversion: Conversion) -> Resource:
    """``headline``: one row per headline figure, with the fact that it is. Left out where the document states none."""

    def row(found: HeadlineFigure) -> tuple[Value, ...]:
        concept = concept_of(conversion.codelists, found.dimension, found.code)
        fund = concept_of(conversion.codelists, "fund", found.fact.key.fund)
        return (
            found.dimension,
            found.code,
            concept.label_zh,
            concept.label_en,
            found.fact.key.fund,
            fund.label_zh,
            fund.label_en,
            found.fact.amount,
            found.fact.fact_id,
        )

    return data_resource("headline", tuple(row(found) for found in conversion.headline))


def view(conversion: Conversion, found: View) -> Resource:
    """One view: its dimension's code and labels, the amount, and the facts that each line sums."""

    def labels(code: str) -> tuple[str, str]:
        concept = concept_of(conversion.codelists, found.dimension, code)
        return concept.label_zh, concept.label_en

    rows = tuple((line.code, *labels(line.code), line.amount, ";".join(line.fact_ids)) for line in found.lines)
    return data_resource(found.name, rows)


def printed(table: Table) -> Resource:
    """``printed-<table_id>``: the grid exactly as printed, without a header row. Rows are filled up with blanks to the
    widest; where their widths differ, the schema's ``yusuan:rowWidths`` says how many cells each has in print."""
    widths = [len(cells) for cells in table.printed]
    width = max(widths, default=0)
    rows = tuple((*(cell.text for cell in cells), *[""] * (width - len(cells))) for cells in table.printed)
    schema = dict(printed_schema(width)) | ({"yusuan:rowWidths": widths} if len(set(widths)) > 1 else {})
    name = f"printed-{table.table_id}"
    title_zh = f"原样表：{table.title or table.number or table.table_id}"
    title_en = f"Table as printed: {table.table_id}"
    return Resource(name, printed_path(table), title_zh, title_en, schema, rows, header=False)


def resources(conversion: Conversion) -> tuple[Resource, ...]:
    """Every resource of a disclosure's package, in the order in which the package lists them.

    Projects, indicators and statements are left out where the document has none. Findings are always there: that
    nothing was found is worth saying.
    """
    optional = (projects(conversion), indicators(conversion), statements(conversion))
    figures, open_ends = headline(conversion), unrecognised_resource(conversion)
    return (
        *((figures,) if figures.rows else ()),
        facts(conversion),
        cells(conversion),
        tables(conversion),
        *(view(conversion, found) for found in conversion.views),
        *(resource for resource in optional if resource.rows),
        findings(conversion),
        coverage_resource(conversion),
        *((open_ends,) if open_ends.rows else ()),
        *codelist_resources(conversion),
        *(printed(table) for table in conversion.disclosure.tables),
    )
