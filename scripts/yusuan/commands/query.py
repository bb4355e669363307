"""`yusuan query`."""

from __future__ import annotations

from typing import Annotated

import typer

from yusuan.commands.console import PROJECT, Root, echo, err, tables_unbroken
from yusuan.links import refuse_links_in_project
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE
from yusuan.querying.query import asked
from yusuan.querying.store import load_store, query_prefixes
from yusuan.site import site_base
from yusuan.terminal_results import QueryFormat, interruptible, read_query, shown


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
    refuse_links_in_project(root, ("datapackage",))
    store = load_store(root / "datapackage", base)
    with interruptible(), asked(store, text, prefixes) as results:
        answer, is_empty = shown(results, output_format, prefixes)
    if isinstance(answer, str):
        echo(answer)
    elif not is_empty:
        tables_unbroken().print(answer)
    if is_empty:
        err.print("no results")
