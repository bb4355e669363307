"""The tables of a disclosure: the list of them, and each as printed with links from amounts to facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.facts.fact import Status
from yusuan.publishing.pages_html import Column, Line, details, escape, is_amount, link, table
from yusuan.publishing.pages_model import Language, Package, Row
from yusuan.publishing.pages_words import label, label_of, words

Codelists = Mapping[str, Codelist]
_Place = tuple[str, str]


def printed_tables(package: Package, codelists: Codelists, language: Language) -> Iterator[str]:
    """The list of the disclosure's tables, then one closed box for each with the table as printed."""
    tables = package.table("tables")
    yield _list(tables, codelists, language)
    facts = {fact["fact_id"]: fact for fact in package.table("facts")}
    cells: dict[str, dict[_Place, Row]] = defaultdict(dict)
    for cell in package.table("cells"):
        cells[cell["table_id"]][cell["row"], cell["column"]] = cell
    for row in tables:
        name = row["table_id"]
        body = _grid(package.printed.get(name, ()), cells[name], facts, language)
        summary = " ".join(escape(text) for text in (row["number"], table_title(row, language)) if text)
        yield details(summary, body, anchor=f"table-{name}")


def table_title(row: Row, language: Language) -> str:
    """The title of a table as printed; its kind where none is printed."""
    return row["title"] or label(row, language, "kind_") or row["table_id"]


def _list(tables: tuple[Row, ...], codelists: Codelists, language: Language) -> str:
    say = words(language)
    lines = [
        Line(
            (
                escape(row["number"]),
                link(f"#table-{row['table_id']}", table_title(row, language)),
                escape(label(row, language, "kind_") or row["kind"]),
                escape(label_of(row["unit"], codelists.get("units-of-measure"), language)),
                _state(row, language),
                escape(row["cells"]),
                escape(row["unbound"]),
            )
        )
        for row in tables
    ]
    columns = [Column(say[n], is_wide=n in ("title", "state")) for n in ("number", "title", "kind", "measure", "state")]
    return table((*columns, Column(say["amounts"], True), Column(say["unbound"], True)), lines, css="yu-tables")


def _state(row: Row, language: Language) -> str:
    say = words(language)
    if row["is_empty"] != "true":
        return escape(say["has_amounts"] if row["cells"] != "0" else say["no_amounts"])
    kind = row["empty_kind"]
    reasons = (say.get(f"empty_{kind}", kind), row["empty_reason"])
    return escape(" · ".join((say["empty"], *(reason for reason in reasons if reason))))


def _grid(
    rows: tuple[tuple[str, ...], ...], cells: Mapping[_Place, Row], facts: Mapping[str, Row], language: Language
) -> str:
    say = words(language)
    if not rows:
        return f"<p>{escape(say['nothing_printed'])}</p>"
    width = max(len(row) for row in rows)
    body = []
    for number, row in enumerate(rows, start=1):
        padded = (*row, *[""] * (width - len(row)))
        body.append(
            "".join(
                _cell(text, cells.get((str(number), str(column))), facts, language)
                for column, text in enumerate(padded, start=1)
            )
        )
    inner = "\n".join(f"<tr>{row}</tr>" for row in body)
    return (
        f'<div class="yu-scroll" tabindex="0"><table class="yu yu-printed">\n<tbody>\n{inner}\n</tbody></table></div>'
    )


def _cell(text: str, cell: Row | None, facts: Mapping[str, Row], language: Language) -> str:
    """One cell as printed; an amount links to its fact, or says why it has none."""
    shown = escape(text)
    if cell is None:
        return f'<td class="n">{shown}</td>' if is_amount(text) else f"<td>{shown}</td>"
    fact = facts.get(cell["fact_id"])
    css, title = "n", ""
    if fact is None:
        css, title = "n yu-unbound", cell["reason"]
    else:
        shown = f'<a href="#fact-{escape(fact["fact_id"])}">{shown}</a>'
        if differs(cell, fact):
            css, title = "n yu-differs", words(language)["differs"]
    told = f' title="{escape(title)}"' if title else ""
    return f'<td class="{css}" id="cell-{escape(cell["cell_id"])}"{told}>{shown}</td>'


def differs(cell: Row, fact: Row) -> bool:
    """Whether a cell prints another amount than its fact took. Only facts with a quarrel are asked: elsewhere a
    difference is only that one place prints a rounded amount."""
    if fact["status"] not in (Status.CORRECTED, Status.DISPUTED):
        return False
    return Decimal(cell["amount"]) != Decimal(fact["amount"])
