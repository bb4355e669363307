"""The ``yusuan`` command: the only module that knows the terminal."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, TextColumn
from rich.table import Table

from yusuan import __version__
from yusuan.checking.validation import Check
from yusuan.checking.validation import validate as validate_packages
from yusuan.codelists import read_codelists
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.statement_binding import PROSE
from yusuan.pipeline import convert as convert_document
from yusuan.pipeline import read
from yusuan.publication import publish, publish_one, unregistered_source
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE
from yusuan.publishing.sarif import sarif
from yusuan.querying.query import asked
from yusuan.querying.store import load_store, query_prefixes
from yusuan.serving.endpoint import Server
from yusuan.serving.endpoint import serve as serve_until_interrupted
from yusuan.serving.pool import Pool
from yusuan.serving.protocol import Limits
from yusuan.site import build_site, site_base
from yusuan.sources import Source, read_sources
from yusuan.terminal_results import QueryFormat, interruptible, read_query, shown

PROJECT = Path(__file__).parents[2]
_SHOWN = 5
_HOME = "127.0.0.1"
_UNBROKEN = 100_000
"""The width of a table that is not shown on a terminal: no line of it is broken."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class AuditFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class Severity(StrEnum):
    """The severities of findings, the worst first (code list ``severities``)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FailOn(StrEnum):
    """From which severity on ``yusuan audit`` fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def _project(root: Path) -> Path:
    """The folder, if it is a project."""
    for needed in ("mkdocs.yml", "schemas/codelists"):
        if not (root / needed).exists():
            raise InputError(f"{root}: is no project: {needed} is missing there; name the project's folder with --root")
    return root


Root = Annotated[
    Path,
    typer.Option(help="The project: the folder with schemas/, datapackage/ and mkdocs.yml.", callback=_project),
]


def _line(conversion: Conversion) -> str:
    printed = [cell for cell in conversion.cells if cell.table_id != PROSE]
    unbound = sum(cell.key is None for cell in printed)
    statuses = Counter(fact.status.value for fact in conversion.facts)
    doubtful = statuses["corrected-by-arithmetic"] + statuses["disputed"]
    return (
        f"{conversion.disclosure.disclosure_id}: {len(conversion.disclosure.tables)} tables, "
        f"{len(printed)} cells, {len(conversion.statements)} statements, {len(conversion.facts)} facts "
        f"({doubtful} corrected or disputed), {unbound} cells without a key, "
        f"{len(conversion.unrecognised)} not recognised"
    )


def _report(conversion: Conversion) -> None:
    """One line for the disclosure, then what was not understood, with its place."""
    out.print(_line(conversion), markup=False)
    for found in conversion.unrecognised[:_SHOWN]:
        place = f"page {found.location.page}" if found.location.page else f"line {found.location.line}"
        out.print(f"  {place}: {found.what}: {found.text}", markup=False)
    more = len(conversion.unrecognised) - _SHOWN
    if more > 0:
        out.print(f"  … and {more} more, in the package's README.md", markup=False)


def _chosen(sources: tuple[Source, ...], ids: list[str]) -> None:
    known = [source.id for source in sources]
    for wanted in ids:
        if wanted not in known:
            near = difflib.get_close_matches(wanted, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
            raise InputError(f"{wanted}: no disclosure has this id{hint}")


def _convert_all(sources: tuple[Source, ...], root: Path) -> list[Conversion]:
    """Convert every source; all that cannot be are named before anything is written."""
    codelists = read_codelists(root / "schemas" / "codelists")
    conversions, failures = [], []
    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[id]}"))
    # Where nobody watches, the bar would leave an empty line among the errors.
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("converting", total=len(sources), id="")
        for source in sources:
            bar.update(task, id=source.id)
            try:
                conversions.append(convert_document(read(source.path), source, codelists))
            except InputError as error:
                failures.append(str(error))
            bar.advance(task)
    if failures:
        raise InputError("\n".join(failures))
    return conversions


@app.command()
def build(
    ids: Annotated[list[str] | None, typer.Argument(help="Show only these disclosures.", show_default=False)] = None,
    root: Root = PROJECT,
) -> None:
    """Convert every registered disclosure and publish its package and RDF below datapackage/."""
    sources = read_sources(root / "datapackage")
    _chosen(sources, ids or [])
    conversions = _convert_all(sources, root)
    publish(conversions, read_codelists(root / "schemas" / "codelists"), root / "datapackage", site_base(root))
    for conversion in conversions:
        if not ids or conversion.disclosure.disclosure_id in ids:
            _report(conversion)


@app.command()
def convert(
    files: Annotated[list[Path], typer.Argument(help="Documents to convert.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write a package per file into.")],
    root: Root = PROJECT,
) -> None:
    """Convert files that are not registered; each becomes a package OUTPUT/<id>/."""
    codelists = read_codelists(root / "schemas" / "codelists")
    sources = [unregistered_source(path) for path in files]
    twice = [source_id for source_id, count in Counter(source.id for source in sources).items() if count > 1]
    if twice:
        raise InputError(f"{twice[0]}: two of the files would become this package; rename one of them")
    conversions = [convert_document(read(source.path), source, codelists) for source in sources]
    for conversion, source in zip(conversions, sources, strict=True):
        target = publish_one(conversion, source, output, site_base(root))
        _report(conversion)
        out.print(f"  written to {target}", markup=False)


def _check_table(checks: Iterable[Check]) -> Table:
    """One line for each check: its result, how many things it looked at, how long it took, and what is wrong."""
    table = Table("package", "check", "result", box=None)
    table.add_column("count", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("detail")
    for check in checks:
        result = "[yellow]skipped" if check.skipped else "[green]passed" if check.passed else "[red]failed"
        count = str(check.count) if check.count else "–"
        table.add_row(check.package, check.name, result, count, f"{check.seconds:.2f}", escape(check.detail))
    return table


@app.command()
def validate(
    ids: Annotated[list[str] | None, typer.Argument(help="Check only these packages.", show_default=False)] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the checks.")] = Format.TEXT,
    root: Root = PROJECT,
) -> None:
    """Check every published package; the exit code is 1 when a check fails."""
    folder = root / "datapackage"
    packages = sorted(path.parent for path in folder.glob("*/datapackage.json"))
    known = [path.name for path in packages]
    unknown = [wanted for wanted in ids or [] if wanted not in known]
    if unknown:
        raise InputError(f"{unknown[0]}: no such package in {folder}; there are {', '.join(known) or 'none'}")
    if not packages:
        raise InputError(f"{folder}: nothing is published yet; run `yusuan build`")
    catalogue = folder / "catalogue.ttl"
    checks = validate_packages(
        [path for path in packages if not ids or path.name in ids],
        site_base(root),
        shapes=root / "schemas" / "shapes",
        catalogue=None if ids or not catalogue.exists() else catalogue,
    )
    if output_format is Format.JSON:
        out.print_json(json.dumps([asdict(check) for check in checks], ensure_ascii=False))
    else:
        out.width = out.width if out.is_terminal else _UNBROKEN
        out.print(_check_table(checks))
    if not all(check.passed for check in checks):
        raise typer.Exit(1)


def _print_findings(conversion: Conversion) -> None:
    """The findings of one disclosure, grouped by severity."""
    counts = Counter(finding.severity for finding in conversion.findings)
    summary = ", ".join(f"{counts[s.value]} {s.value}s" for s in Severity)
    out.print(f"[bold]{conversion.disclosure.disclosure_id}[/bold]: {summary}")
    for finding in conversion.findings:
        place = f"lines {', '.join(map(str, finding.lines[:_SHOWN]))}" if finding.lines else ""
        out.print(f"  [{_COLOURS[finding.severity]}]{finding.severity}[/] {finding.finding_id} {place}")
        out.print(f"    {finding.message_zh}", markup=False)
        out.print(f"    {finding.message_en}", markup=False)


@app.command()
def audit(
    ids: Annotated[list[str] | None, typer.Argument(help="Audit only these disclosures.", show_default=False)] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with code 1 when a finding is this severe.")] = FailOn.NEVER,
    output_format: Annotated[AuditFormat, typer.Option("--format", help="How to print it.")] = AuditFormat.TEXT,
    root: Root = PROJECT,
) -> None:
    """Print what does not fit in the registered disclosures: contradictions, gaps, oddities."""
    sources = read_sources(root / "datapackage")
    _chosen(sources, ids or [])
    conversions = _convert_all(tuple(s for s in sources if not ids or s.id in ids), root)
    if output_format is AuditFormat.SARIF:
        out.print_json(json.dumps(sarif(conversions, __version__), ensure_ascii=False))
    elif output_format is AuditFormat.JSON:
        found = [
            {"disclosure": c.disclosure.disclosure_id} | asdict(finding) for c in conversions for finding in c.findings
        ]
        out.print_json(json.dumps(found, ensure_ascii=False, default=str))
    else:
        for conversion in conversions:
            _print_findings(conversion)
    severities = [s.value for s in Severity]
    severe = set() if fail_on is FailOn.NEVER else set(severities[: severities.index(fail_on.value) + 1])
    if any(finding.severity in severe for c in conversions for finding in c.findings):
        raise typer.Exit(1)


@app.command()
def query(
    question: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL, a file of it, or - for standard input.")],
    output_format: Annotated[QueryFormat, typer.Option("--format", help="How to print it.")] = QueryFormat.TABLE,
    root: Root = PROJECT,
) -> None:
    """Ask all published data in SPARQL. What gives a graph (CONSTRUCT, DESCRIBE) is printed as Turtle.

    The prefixes of the published Turtle files (qb:, skos:, yusuan:, functions: …) need not be declared.
    """
    base = site_base(root)
    text, prefixes = read_query(question).replace(PLACEHOLDER_SITE, base), query_prefixes(base)
    store = load_store(root / "datapackage", base)
    with interruptible(), asked(store, text, prefixes) as results:
        answer, is_empty = shown(results, output_format, prefixes)
    if isinstance(answer, str):
        typer.echo(answer)
    elif not is_empty:
        (out if out.is_terminal else Console(highlight=False, width=_UNBROKEN)).print(answer)
    if is_empty:
        err.print("no results")


@app.command()
def site(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to put it, instead of site/.")] = None,
    root: Root = PROJECT,
) -> None:
    """Build the site from the published packages into site/."""
    folder = (output or root / "site").resolve()
    build_site(root, folder)
    out.print(f"the site is in {folder}", markup=False)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any port that is free.")] = 8000,
    host: Annotated[str, typer.Option(help="Where to listen; other machines can ask unless this is loopback.")] = _HOME,
    seconds: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds that a query may take.")] = 10,
    root: Root = PROJECT,
) -> None:
    """Serve the built site, and all published data as a read-only SPARQL endpoint at /sparql, until Ctrl-C."""
    site_folder = root / "site"
    if not (site_folder / "index.html").is_file():
        raise InputError(f"{site_folder}: there is no site yet; run `yusuan site`")
    pool = Pool(root / "datapackage", site_base(root), Limits(seconds=seconds))
    try:
        server = Server(host, port, site_folder, pool)
    except InputError:
        pool.close()
        raise
    out.print(f"site: {server.url}\nSPARQL: {server.url}sparql\nCtrl-C ends it", markup=False)
    serve_until_interrupted(server)


def main() -> None:
    """Run the command. Bad input ends in one clear line for each problem and exit code 2."""
    try:
        app()
    except InputError as error:
        for line in str(error).splitlines():
            err.print(f"yusuan: {line}", markup=False)
        raise SystemExit(2) from None
