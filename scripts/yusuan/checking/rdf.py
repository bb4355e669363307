"""What published RDF must hold: it parses, violates no integrity constraint, and sums to what the CSV sums to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from yusuan.checking.published import PublishedPackage
from yusuan.errors import InputError
from yusuan.facts.views import NOT_ITEMISED, VIEWS
from yusuan.publishing.rdf.constraints import example, label, read_constraints
from yusuan.publishing.rdf.iris import Base, base_at
from yusuan.publishing.rdf.namespaces import OBEU_MEASURE

CONSTRAINTS = Path(__file__).parents[3] / "schemas" / "constraints"
"""The constraints of a working copy."""

_SHARED = "codelists"
_CODE_LIST = re.compile(r"qb:codeList <[^>]*/codelists/([^/>]+)/>")
_UNCONSTRAINED = {"metadata.ttl"}
"""Graphs that say nothing of observations or of what these need."""


def read_turtle(path: Path) -> list[Triple]:
    """The triples of a Turtle file.

    Raises:
        InputError: it cannot be read, or is no Turtle.
    """
    try:
        return [quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)]
    except (OSError, SyntaxError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path.name}: cannot be read as Turtle ({reason}); build the package again") from error


def turtle_files(package: PublishedPackage) -> list[Path]:
    """The Turtle files of a package, in order."""
    return sorted(path for path in package.folder.rglob("*.ttl") if "source" not in path.parts)


def syntax_problems(path: Path) -> Iterator[str]:
    """What is wrong with one Turtle file by itself: no Turtle, or blank nodes, which nobody can refer to."""
    try:
        triples = read_turtle(path)
    except InputError as error:
        yield str(error)
        return
    if any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        yield f"{path.name}: has blank nodes; everything we describe has an IRI"


@lru_cache(maxsize=4)
def _shared_graph(folder: Path) -> tuple[Quad, ...]:
    """The vocabulary and the code lists of its dimensions, from the published package of code lists. Read once: every
    disclosure is checked with the same."""
    vocabulary = folder / "vocabulary.ttl"
    names = set(_CODE_LIST.findall(vocabulary.read_text(encoding="utf-8")))
    paths = [vocabulary, *(folder / f"{name}.ttl" for name in sorted(names))]
    return tuple(Quad(t.subject, t.predicate, t.object) for path in paths for t in read_turtle(path))


def has_shared_graph(package: PublishedPackage) -> bool:
    """Whether the package of code lists is published beside this one: no constraint can be checked without."""
    return (package.folder.parent / _SHARED / "vocabulary.ttl").is_file()


def constrained_graph(package: PublishedPackage) -> Store:
    """The graph that the constraints are about: the package's facts and what is said of them, vocabulary, code lists.

    Raises:
        InputError: a file is no Turtle.
    """
    store = Store()
    store.extend(_shared_graph(package.folder.parent / _SHARED))
    if package.folder.name != _SHARED:
        for path in turtle_files(package):
            if path.name not in _UNCONSTRAINED:
                store.extend(Quad(t.subject, t.predicate, t.object) for t in read_turtle(path))
    return store


def constraint_problems(package: PublishedPackage, constraints: Mapping[str, str]) -> Iterator[str]:
    """The constraints that the published graph violates, each with what it asks and one thing that violates it."""
    store = constrained_graph(package)
    for name, query in constraints.items():
        if bool(store.query(query)):
            yield f"{name} is violated: {label(query)} ({example(store, query)})"


def constraints_of(site_url: str) -> dict[str, str]:
    """The constraints for data published at a site."""
    return read_constraints(CONSTRAINTS, site_url)


def _sum(store: Store, base: Base, disclosure: str, fact_ids: list[str] | None) -> Decimal:
    """The sum by SPARQL of the amounts of some facts, or of all; 0 where there is none."""
    values = ""
    if fact_ids is not None:
        values = f"VALUES ?fact {{ {' '.join(f'<{base.fact(disclosure, fact_id)}>' for fact_id in fact_ids)} }}"
    pattern = f"{values} ?fact a <http://purl.org/linked-data/cube#Observation> ; <{OBEU_MEASURE.iri}amount> ?amount"
    found = store.query(f"SELECT (SUM(?amount) AS ?sum) WHERE {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    (value,) = next(found)
    assert isinstance(value, Literal)
    return Decimal(value.value)


def sums(package: PublishedPackage, site_url: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """What is summed, its sum over the CSV and its sum by SPARQL: all facts, those that nothing breaks down, and the
    lines of every view that cite facts.

    Raises:
        InputError: ``facts.ttl`` is no Turtle, or a header is not that of its schema.
        ValueError: an amount is no number.
    """
    base, name = base_at(site_url), package.folder.name
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in read_turtle(package.folder / "rdf" / "facts.ttl"))
    facts = package.rows("facts")
    amounts = {row["fact_id"]: Decimal(row["amount"]) for row in facts}
    yield "all facts", sum(amounts.values(), Decimal(0)), _sum(store, base, name, None)
    leaves = [row["fact_id"] for row in facts if row["is_leaf"] == "true"]
    yield "leaf facts", sum((amounts[leaf] for leaf in leaves), Decimal(0)), _sum(store, base, name, leaves)
    for view in VIEWS:
        if view in package.resources:
            code = package.resources[view]["schema"]["primaryKey"][0]
            lines = [row for row in package.rows(view) if row[code] != NOT_ITEMISED]
            cited = [fact_id for row in lines for fact_id in row["fact_ids"].split(";") if fact_id]
            yield view, sum((Decimal(row["amount"]) for row in lines), Decimal(0)), _sum(store, base, name, cited)


def sum_problems(package: PublishedPackage, site_url: str) -> Iterator[str]:
    """The sums of ``facts.ttl`` that are not those of the CSV files."""
    for what, stated, found in sums(package, site_url):
        if stated != found:
            yield f"facts.ttl: {what} sum to {found}, in CSV to {stated}"
    amount = NamedNode(f"{OBEU_MEASURE.iri}amount")
    graph = {t.subject for t in read_turtle(package.folder / "rdf" / "facts.ttl") if t.predicate == amount}
    if len(graph) != len(package.rows("facts")):
        yield f"facts.ttl: has {len(graph)} amounts, facts.csv {len(package.rows('facts'))}"
