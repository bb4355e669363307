"""`yusuan inspect`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from yusuan.commands.console import PROJECT, Root, out, tables_unbroken
from yusuan.errors import InputError
from yusuan.inspecting.looking import look, write_page
from yusuan.inspecting.meaning import in_one_line
from yusuan.inspecting.view import Mark, ShownCell, ShownTable, Told, View

_COLOURS = {
    Mark.KEYED: "green",
    Mark.UNKEYED: "bold red",
    Mark.HEADER: "bold blue",
    Mark.LABEL: "magenta",
}
_SEVERITIES = {"error": "red", "warning": "yellow", "note": "cyan"}


def _told(heading: str, told: Sequence[Told]) -> Iterator[str]:
    yield f"[bold]{heading}[/bold] ({len(told)})"
    for number, each in enumerate(told, start=1):
        colour = _SEVERITIES.get(each.kind, "red")
        place = f"{escape(each.place)}: " if each.place else ""
        yield f"  {number}. {place}[{colour}]{escape(each.kind)}[/]: {escape(' / '.join(each.texts))}"


def _overview(tables: Sequence[ShownTable]) -> Table:
    shown = Table("no.", "表 table", "种类 kind", "位置 place", box=None)
    for name in ("金额 amounts", "有含义 with a key"):
        shown.add_column(name, justify="right")
    for t in tables:
        facts = dict(t.facts)
        cells = (t.name, facts["种类 kind"], facts["位置 place"])
        shown.add_row(str(t.number), *map(escape, cells), *(str(n) if t.amounts else "–" for n in (t.amounts, t.keyed)))
    return shown


def _columns(table: ShownTable) -> Table:
    shown = Table("列 column", "表头 header", "含义 taken to mean", box=None)
    for column in table.columns:
        meaning = escape(in_one_line(column.meaning)) or "[red]未识别 not understood[/]"
        shown.add_row(str(column.number), escape(column.header), meaning)
    return shown


def _cell(cell: ShownCell) -> Text:
    """The text of a cell; signs say what colours say: ✗ no key, ? not understood, ! a finding."""
    sign = "✗" * (cell.mark is Mark.UNKEYED) + "?" * bool(cell.problems) + "!" * bool(cell.findings)
    return Text(
        " ".join(part for part in (sign, " ".join(cell.text.split())) if part), style=_COLOURS.get(cell.mark, "")
    )


def _grid(table: ShownTable) -> Table:
    width = max((len(row.cells) for row in table.rows), default=0)
    shown = Table("行 row", *(str(n) for n in range(1, width + 1)), "含义 taken to mean", show_lines=False)
    for row in table.rows:
        cells = [_cell(cell) for cell in row.cells]
        cells += [Text()] * (width - len(cells))
        meaning = in_one_line(row.meaning) + "".join(f" ✗ {reason}" for reason in row.reasons)
        shown.add_row(str(row.number), *cells, Text(meaning.strip(), style="red" if row.reasons else ""))
    return shown


def _print_table(table: ShownTable) -> None:
    out.print(f"\n[bold]{table.number}. {escape(table.name)}[/bold]")
    for what, value in table.facts:
        out.print(f"  {escape(what)}: {escape(value)}")
    screen = tables_unbroken()
    if table.columns:
        screen.print(_columns(table))
    screen.print(_grid(table))


def _print(view: View, tables: Sequence[ShownTable]) -> None:
    """What was not understood first, then the tables."""
    out.print(f"[bold]{escape(view.name)}[/bold] {view.media_type}")
    for what, value in view.facts:
        out.print(f"  {escape(what)}: {escape(value)}")
    if view.message:
        out.print(f"[bold red]不能公布 cannot be published:[/] {escape(view.message)}")
    for line in (*_told("未能理解 not understood", view.problems), *_told("核对发现 findings", view.findings)):
        out.print(line)
    tables_unbroken().print(_overview(view.tables))
    for table in tables:
        _print_table(table)


def _chosen(view: View, table: int | None, page: int | None) -> list[ShownTable]:
    """The tables asked for by number or page; all of them where none is."""
    found = [
        each for each in view.tables if (table is None or each.number == table) and (page is None or page in each.pages)
    ]
    if found or (table is None and page is None):
        return found
    if table is not None and not any(each.number == table for each in view.tables):
        raise InputError(f"{view.name}: has no table {table}; its tables are numbered 1 to {len(view.tables)}")
    pages = sorted({number for each in view.tables for number in each.pages})
    listed = ", ".join(map(str, pages)) or "none, for this format has no pages"
    raise InputError(f"{view.name}: no such table on {view.page_word} {page}; {view.page_word}s with tables: {listed}")


def _write(view: View, file: Path, target: Path) -> None:
    """Write the page at once, when all of it is drawn."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "page.html"
        write_page(view, file, drawn)
        try:
            with drawn.open("rb") as page, target.open("wb") as written:
                shutil.copyfileobj(page, written)
        except OSError as error:
            raise InputError(
                f"{target}: cannot be written ({error.strerror}); name a file in a folder that exists"
            ) from error


def inspect(
    file: Annotated[Path, typer.Argument(help="The document to look at.", show_default=False)],
    table: Annotated[int | None, typer.Option(help="Show only the table of this number.", show_default=False)] = None,
    page: Annotated[int | None, typer.Option(help="Show only the tables on this page.", show_default=False)] = None,
    html: Annotated[Path | None, typer.Option(help="Write an HTML page instead.", show_default=False)] = None,
    root: Root = PROJECT,
) -> None:
    """Show what every table, header and row of a file was taken to mean, and first what was not understood.

    With --html the document itself is shown, the pages of a PDF with boxes drawn over them, and every cell tells its
    meaning. A file beside its disclosure.yml is read as that says.
    """
    view = look(file, root, html is not None)
    if html is not None:
        if html.exists() and html.samefile(file):
            raise InputError(f"{html}: is the document itself; name another file for the page")
        _write(view, file, html)
        counted = f"{len(view.problems)} not understood, {len(view.findings)} findings"
        out.print(f"written to {html}: {counted}", markup=False)
        if view.message:
            out.print(f"cannot be published: {view.message}", markup=False)
    else:
        _print(view, _chosen(view, table, page))
