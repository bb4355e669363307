"""The sample's package and what its tests share."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
from sample import conversion, key

from yusuan.conversion import Conversion
from yusuan.facts.fact import Fact, Status
from yusuan.facts.headline import headline
from yusuan.facts.key import Key, fact_id
from yusuan.publishing.package import package_files
from yusuan.reading.document import GridCell, Location

SITE = "https://yusuan.example/"
FILES = package_files(conversion(), SITE, {"rdf/facts.ttl": b"<a:a> <b:b> <c:c> .\n"})

NOTHING_ELSE: dict[str, Any] = {"forms": (), "statements": (), "findings": ()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def errors(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"), type="package")
    return [error.message for error in report.errors] + [e.message for task in report.tasks for e in task.errors]


def with_grids(*grids: list[list[str]]) -> Conversion:
    """The sample with tables printed as ``grids`` and no cells, facts or views."""
    empty = conversion()
    tables = tuple(
        replace(
            empty.disclosure.tables[0],
            table_id=f"t{number:02}",
            printed=tuple(tuple(GridCell(text, Location(line=n)) for text in line) for n, line in enumerate(grid, 1)),
        )
        for number, grid in enumerate(grids, 1)
    )
    return replace(
        empty,
        disclosure=replace(empty.disclosure, tables=tables),
        cells=(),
        facts=(),
        views=(),
        headline=(),
        **NOTHING_ELSE,
    )


def with_facts(*pairs: tuple[Key, str]) -> Conversion:
    facts = tuple(Fact(fact_id(k), k, Decimal(amount), Status.CONSISTENT, True, ()) for k, amount in pairs)
    sample = conversion()
    figures = headline(facts, key(), sample.codelists, {fact.fact_id for fact in facts})
    return replace(sample, facts=facts, headline=figures, cells=(), views=(), **NOTHING_ELSE)
