"""A site of one small disclosure, made in memory: the sample's package as the pages read it."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from sample import ROOT, conversion

from yusuan.codelists import read_codelists
from yusuan.publishing.pages.digest import digest
from yusuan.publishing.pages.model import Package, Row, Site
from yusuan.publishing.resource import csv_bytes
from yusuan.publishing.resources import resources
from yusuan.publishing.schemas import table_schemas

CODELISTS = read_codelists(ROOT / "schemas" / "codelists")


@cache
def package() -> Package:
    """The sample's package, without files."""
    tables = resources(conversion())
    texts = {table.name: csv_bytes(table).decode() for table in tables}
    return Package(
        name="jianming",
        folder="disclosures/jianming/",
        descriptor={"title": "建明县预算", "resources": []},
        rows={t.name: tuple(csv.DictReader(io.StringIO(texts[t.name], newline=""))) for t in tables if t.header},
        printed={
            t.name.removeprefix("printed-"): tuple(tuple(row) for row in csv.reader(io.StringIO(texts[t.name])))
            for t in tables
            if not t.header
        },
        files=(),
    )


def changed(made: Package, rows: Mapping[str, Sequence[Row]]) -> Package:
    """A package with other rows in some of its tables."""
    return replace(made, rows={**made.rows, **{name: tuple(listed) for name, listed in rows.items()}})


def site(*packages: Package) -> Site:
    """A site of these packages; each is a disclosure of the same unit in another year."""
    return Site(
        base="https://yusuan.example/",
        version="0",
        packages=packages,
        overview={
            made.name: {
                "organization": "jianming",
                "organization_label_zh": "建明县经办处",
                "fiscal_year": str(2024 - n),
            }
            for n, made in enumerate(packages)
        },
        codelists=CODELISTS,
        schemas=table_schemas(),
        digest=digest(packages, CODELISTS),
    )
