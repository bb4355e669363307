"""The tables of a disclosure: the list of them, and each as printed with links from amounts to facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from yusuan.concepts import Codelist
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
        summary = " ".join(escape(text) for text in (row.get("number", ""), row.get("title", "") or name) if text)
        yield details(summary, body, anchor=f"table-{name}")


def _list(tables: tuple[Row, ...], codelists: Codelists, language: Language) -> str:
    say = words(language)
    lines = [
        Line(
            (
                escape(row.get("number", "")),
                link(f"#table-{row['table_id']}", row.get("title", "") or row["table_id"]),
                escape(label(row, language, "kind_") or row.get("kind", "")),
                escape(label_of(row.get("unit", ""), codelists.get("units-of-measure"), language)),
                _state(row, language),
                escape(row.get("cells", "")),
                escape(row.get("unbound", "")),
            )
        )
        for row in tables
    ]
    columns = [Column(say[n], is_wide=n in ("title", "state")) for n in ("number", "title", "kind", "measure", "state")]
    return table((*columns, Column(say["amounts"], True), Column(say["unbound"], True)), lines)


def _state(row: Row, language: Language) -> str:
    say = words(language)
    if row.get("is_empty", "").lower() not in ("true", "1", "yes"):
        return escape(say["has_amounts"] if row.get("cells", "0") not in ("", "0") else say["no_amounts"])
    kind = row.get("empty_kind", "")
    text = f"{say['empty']}: {say.get(f'empty_{kind}', kind)}" if kind else say["empty"]
    reason = row.get("empty_reason", "")
    return escape(f"{text} ({reason})" if reason else text)


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
    shown = escape(text)
    classes = ["n"] if is_amount(text) else []
    attributes = ""
    if cell is not None:
        attributes = f' id="cell-{escape(cell["cell_id"])}"'
        fact = facts.get(cell.get("fact_id", ""))
        if fact is None:
            classes.append("yu-unbound")
            attributes += f' title="{escape(cell.get("reason", ""))}"'
        else:
            shown = f'<a href="#fact-{escape(fact["fact_id"])}">{shown}</a>'
            if differs(cell, fact):
                classes.append("yu-differs")
                attributes += f' title="{escape(words(language)["differs"])}"'
    return f"<td{_class(classes)}{attributes}>{shown}</td>"


def _class(names: list[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


def differs(cell: Row, fact: Row) -> bool:
    """Whether what a cell prints is another amount than its fact took (rounded prints of a fact taken to be right
    are not told apart here: only facts that are not consistent are asked)."""
    return fact.get("status") in ("corrected-by-arithmetic", "disputed") and Decimal(cell["amount"]) != Decimal(
        fact["amount"]
    )
