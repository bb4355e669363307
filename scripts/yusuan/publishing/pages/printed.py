"""The tables of a disclosure: the list of them, and each as printed with links from amounts to facts and findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.facts.fact import Status
from yusuan.publishing.pages.findings import Marks
from yusuan.publishing.pages.heads import Heading, head_rows, headings
from yusuan.publishing.pages.html import Column, Line, details, escape, is_amount, link, table
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.places import table_title
from yusuan.publishing.pages.words import label, label_of, words

Codelists = Mapping[str, Codelist]
_Place = tuple[str, str]
_SHORT = 6
"""A text of more letters asks for a wider column."""


def printed_tables(package: Package, codelists: Codelists, marked: Marks, language: Language) -> Iterator[str]:
    """The list of the disclosure's tables, then one closed box for each with its findings and the table as printed."""
    tables = package.table("tables")
    yield _list(tables, codelists, marked, language)
    yield legend(package, marked, language)
    facts = {fact["fact_id"]: fact for fact in package.table("facts")}
    cells: dict[str, dict[_Place, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for cell in package.table("cells"):
        cells[cell["table_id"]][cell["row"], cell["column"]].append(cell)
    for row in tables:
        name = row["table_id"]
        measure = label_of(row["unit"], codelists.get("units-of-measure"), language)
        grid = _grid(package.printed.get(name, ()), cells[name], facts, marked, measure)
        summary = [escape(text) for text in (row["number"], table_title(row, language)) if text]
        body = "\n".join(block for block in (marked.of_table(name), grid) if block)
        yield details(" ".join(x for x in (*summary, marked.counts(name)) if x), body, anchor=f"table-{name}")


def legend(package: Package, marked: Marks, language: Language) -> str:
    """What a click on an amount shows, and what the marks of cells mean, as far as there are any."""
    say = words(language)
    severities = {finding["severity"] for listed in marked.first.values() for finding in listed}
    kinds = [(f"yu-marked yu-{name}", f"legend_{name}") for name in ("error", "warning") if name in severities]
    kinds += [("yu-unbound", "legend_unbound")] if any(not cell["fact_id"] for cell in package.table("cells")) else []
    shown = "".join(f'<span><i class="{css}"></i> {escape(say[word])}</span>' for css, word in kinds)
    return f'<p class="yu-key-line"><span>{escape(say["cell_hint"])}</span>{shown}</p>'


def _list(tables: tuple[Row, ...], codelists: Codelists, marked: Marks, language: Language) -> str:
    say = words(language)
    has_findings = bool(marked.own)
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
                *([marked.counts(row["table_id"], f"#table-{row['table_id']}")] if has_findings else []),
            )
        )
        for row in tables
    ]
    columns = [Column(say[n], is_wide=n in ("title", "state")) for n in ("number", "title", "kind", "measure", "state")]
    columns += [Column(say["amounts"], True), Column(say["unbound"], True)]
    columns += [Column(say["findings"])] if has_findings else []
    return table(columns, lines, css="yu-tables")


def _state(row: Row, language: Language) -> str:
    say = words(language)
    if row["is_empty"] != "true":
        return escape(say["has_amounts"] if row["cells"] != "0" else say["no_amounts"])
    kind = row["empty_kind"]
    reasons = (say.get(f"empty_{kind}", kind), row["empty_reason"])
    return escape(" · ".join((say["empty"], *(reason for reason in reasons if reason))))


def _grid(
    rows: tuple[tuple[str, ...], ...],
    cells: Mapping[_Place, Sequence[Row]],
    facts: Mapping[str, Row],
    marked: Marks,
    measure: str,
) -> str:
    language = marked.language
    if not rows:
        return f"<p>{escape(words(language)['nothing_printed'])}</p>"
    width = max(len(row) for row in rows)
    count = head_rows(rows, {int(row) for row, _ in cells})
    body = []
    for number, row in enumerate(rows[count:], start=count + 1):
        padded = (*row, *[""] * (width - len(row)))
        body.append(
            "".join(
                _cell(text, cells.get((str(number), str(column)), ()), facts, marked, language)
                for column, text in enumerate(padded, start=1)
            )
        )
    inner = "\n".join(f"<tr>{row}</tr>" for row in body)
    head = "\n".join(f"<tr>{''.join(map(_heading, line))}</tr>" for line in headings(rows, count, width))
    above = f"<thead>\n{head}\n</thead>\n" if head else ""
    return (
        f'<div class="yu-scroll yu-paper" tabindex="0"><table class="yu yu-printed" data-measure="{escape(measure)}">\n'
        f"{above}<tbody>\n{inner}\n</tbody></table></div>"
    )


def _heading(heading: Heading) -> str:
    spans = f' colspan="{heading.columns}"' if heading.columns > 1 else ""
    spans += f' rowspan="{heading.rows}"' if heading.rows > 1 else ""
    return f"<th{spans}>{escape(heading.text)}</th>" if heading.text else f"<td{spans}></td>"


def _cell(text: str, here: Sequence[Row], facts: Mapping[str, Row], marked: Marks, language: Language) -> str:
    """One place of a table as printed, with the amounts that stand there: one as a rule, several where a line of a form
    holds more. An amount links to its fact, or says why it has none, and to the findings that concern it."""
    shown = escape(text)
    if not here:
        kind = ' class="n"' if is_amount(text) else ' class="t"' if len(text) > _SHORT else ""
        return f"<td{kind}>{shown}</td>"
    cell, *others = here
    fact = facts.get(cell["fact_id"])
    css, told = ["n"], []
    if fact is None:
        css.append("yu-unbound")
        told.append(cell["reason"])
        shown = f'<a class="yu-amount" href="#cell-{escape(cell["cell_id"])}">{shown}</a>' if shown else shown
    else:
        shown = f'<a class="yu-amount" href="#fact-{escape(fact["fact_id"])}">{shown}</a>'
        if differs(cell, fact):
            css.append("yu-differs")
            told.append(words(language)["differs"])
    for each in here:
        css.append(marked.css(each["cell_id"]))
        told.append(marked.title(each["cell_id"]))
        shown += marked.flags(each["cell_id"])
    shown += "".join(f'<span id="cell-{escape(other["cell_id"])}"></span>' for other in others)
    title = escape(" · ".join(text for text in told if text))
    attributes = f' title="{title}"' if title else ""
    named = " ".join(name for name in css if name)
    return f'<td class="{named}" id="cell-{escape(cell["cell_id"])}"{attributes}>{shown}</td>'


def differs(cell: Row, fact: Row) -> bool:
    """Whether a cell prints another amount than its fact took. Only facts with a quarrel are asked: elsewhere a
    difference is only that one place prints a rounded amount."""
    if fact["status"] not in (Status.CORRECTED, Status.DISPUTED):
        return False
    return Decimal(cell["amount"]) != Decimal(fact["amount"])
