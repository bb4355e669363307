"""What published projects and indicators must hold: tables, facts and counts that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from yusuan.checking.published import PublishedPackage


def _reference_problems(package: PublishedPackage) -> Iterator[str]:
    known = {
        "table_ids": {row["table_id"] for row in package.rows("tables")},
        "fact_ids": {row["fact_id"] for row in package.rows("facts")},
    }
    for row in package.rows("projects"):
        for column, ids in known.items():
            if missing := [part for part in row[column].split(";") if part and part not in ids]:
                yield f"projects.csv: {row['project']} names {missing[0]}, which is not in {column.split('_')[0]}s.csv"
        amounts = [name for name in row if name.startswith("amount") and row[name]]
        if bool(amounts) != bool(row["fact_ids"]):
            yield f"projects.csv: {row['project']} has amounts without facts, or facts without amounts"


def _indicator_problems(package: PublishedPackage) -> Iterator[str]:
    indicators = package.rows("indicators")
    projects = {row["project"]: int(row["indicators"]) for row in package.rows("projects")}
    counts = Counter((row["project"], row["table_id"]) for row in indicators)
    for project, stated in projects.items():
        found = max((n for (name, _), n in counts.items() if name == project), default=0)
        if found != stated:
            yield f"projects.csv: {project} has {found} indicators on its fullest form, not {stated}"
    for project in sorted({row["project"] for row in indicators} - projects.keys() - {""}):
        yield f"indicators.csv: project {project} is not in projects.csv"
    for before, after in pairwise(indicators):
        if before["table_id"] == after["table_id"] and int(before["number"]) >= int(after["number"]):
            yield f"indicators.csv: {after['indicator_id']} is out of order"


def project_problems(package: PublishedPackage) -> Iterator[str]:
    """What is wrong with the projects of a package and, in a disclosure's own, with their indicators."""
    yield from _reference_problems(package)
    if "cells" in package.resources:
        yield from _indicator_problems(package)
