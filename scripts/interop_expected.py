"""What every parser and store must find in the published RDF: numbers of triples, and the sums of the CSV files."""

from __future__ import annotations

import gzip
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from yusuan.bulk import write_bulk
from yusuan.checking.published import PublishedPackage, read_package
from yusuan.facts.views import VIEWS
from yusuan.publishing.rdf.iris import Base, base_at

Key = tuple[str, ...]
PREFIXES = """PREFIX obeu-measure: <http://data.openbudgets.eu/ontology/dsd/measure/>
PREFIX yusuan: <{vocabulary}>
"""


@dataclass(frozen=True, slots=True)
class Question:
    """Queries whose solutions together must be ``answer``: by the values of ``keys``, the value of ``?sum``."""

    name: str
    queries: tuple[str, ...]
    keys: tuple[str, ...]
    answer: Mapping[Key, Decimal]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a view: the sum of its facts, given by their IRIs."""

    view: str
    code: str
    amount: Decimal
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """The Turtle files with their numbers of triples, the bulk file packed and plain with its number of statements,
    the beginning of the IRIs of its graphs, and the questions that every store must answer alike."""

    turtle: Mapping[Path, int]
    packed: Path
    plain: Path
    statements: int
    questions: tuple[Question, ...]
    lines: tuple[Line, ...]
    vocabulary: str

    def views(self, most: int) -> Question:
        """Every line of every view, in queries that name at most ``most`` facts each (or the facts of one line)."""
        chunks: list[list[Line]] = [[]]
        for line in self.lines:
            if chunks[-1] and sum(len(found.facts) for found in chunks[-1]) + len(line.facts) > most:
                chunks.append([])
            chunks[-1].append(line)
        queries = tuple(self._view_query(chunk) for chunk in chunks if chunk)
        return Question("views", queries, ("view", "code"), {(x.view, x.code): x.amount for x in self.lines})

    def _view_query(self, lines: list[Line]) -> str:
        values = "\n".join(f'("{line.view}" "{line.code}" <{fact}>)' for line in lines for fact in line.facts)
        return (
            PREFIXES.format(vocabulary=self.vocabulary)
            + f"SELECT ?view ?code (SUM(?amount) AS ?sum) WHERE {{\nVALUES (?view ?code ?fact) {{\n{values}\n}}\n"
            "GRAPH ?graph { ?fact obeu-measure:amount ?amount }\n} GROUP BY ?view ?code\n"
        )


def _lines(package: PublishedPackage, base: Base) -> Iterator[Line]:
    """What no facts make up (``not-itemised``) is a difference, and nothing that a store could sum."""
    name = package.folder.name
    for view in VIEWS:
        for row in package.rows(view):
            facts = [fact for fact in row["fact_ids"].split(";") if fact]
            if facts:
                code = next(iter(row.values()))
                amount = Decimal(row["amount"])
                yield Line(f"{name}/{view}", code, amount, tuple(base.fact(name, fact) for fact in facts))


def _sums(packages: list[PublishedPackage], base: Base, lists: Mapping[str, str], leaves: bool) -> dict[Key, Decimal]:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for package in packages:
        for row in package.rows("facts"):
            if not leaves or row["is_leaf"] == "true":
                codes = (base.concept(list_name, row[column]) for column, list_name in lists.items())
                sums[base.disclosure(package.folder.name), *codes] += Decimal(row["amount"])
    return dict(sums)


def _questions(packages: list[PublishedPackage], graphs: Counter[str], base: Base) -> Iterator[Question]:
    prefixes = PREFIXES.format(vocabulary=base.vocabulary)
    yield Question(
        "graphs",
        (
            "SELECT ?graph (COUNT(*) AS ?sum) WHERE { GRAPH ?graph { ?s ?p ?o } "
            f'FILTER(STRSTARTS(STR(?graph), "{base.url}")) }} GROUP BY ?graph',
        ),
        ("graph",),
        {(graph,): Decimal(count) for graph, count in graphs.items()},
    )
    fact = "?fact yusuan:operation ?operation ; obeu-measure:amount ?amount ; "
    for name, pattern, lists in (
        ("facts", "yusuan:function ?code", {"operation": "operations", "function": "functions"}),
        (
            "leaves",
            "yusuan:isLeaf true ; yusuan:expenditureType ?code",
            {"operation": "operations", "expenditure_type": "expenditure-types"},
        ),
    ):
        query = (
            f"{prefixes}SELECT ?graph ?operation ?code (SUM(?amount) AS ?sum) WHERE {{\n"
            f"GRAPH ?graph {{ {fact}{pattern} }}\n}} GROUP BY ?graph ?operation ?code\n"
        )
        answer = _sums(packages, base, lists, leaves=name == "leaves")
        yield Question(name, (query,), ("graph", "operation", "code"), answer)


def expected(folder: Path, site_url: str, work: Path) -> Expected:
    """What is to be found in the packages of ``folder``; the bulk file is written to ``work``.

    Raises:
        InputError: nothing is published, or a package cannot be read.
    """
    base = base_at(site_url)
    packed, plain = work / "yusuan.nq.gz", work / "yusuan.nq"
    statements = sum(graph.statements for graph in write_bulk(folder, site_url, packed))
    with gzip.open(packed, "rb") as source, plain.open("wb") as target:
        shutil.copyfileobj(source, target)
    with plain.open("rb") as file:
        graphs = Counter(line.rsplit(b" ", 2)[1].decode()[1:-1] for line in file)
    turtle = {
        path: sum(1 for _ in parse(path=str(path), format=RdfFormat.TURTLE)) for path in sorted(folder.rglob("*.ttl"))
    }
    packages = [read_package(path.parents[1]) for path in sorted(folder.glob("*/rdf/facts.ttl"))]
    return Expected(
        turtle,
        packed,
        plain,
        statements,
        tuple(_questions(packages, graphs, base)),
        tuple(line for package in packages for line in _lines(package, base)),
        base.vocabulary,
    )


def differences(question: Question, solutions: list[Mapping[str, str]]) -> list[str]:
    """What a store's solutions have otherwise than the answer, each in one line."""
    found = {tuple(row[key] for key in question.keys): Decimal(row["sum"]) for row in solutions}
    if len(found) != len(solutions):
        return [f"{question.name}: a group is given twice"]
    return [
        f"{question.name}: {json.dumps(key, ensure_ascii=False)} is {found.get(key)}, not {question.answer.get(key)}"
        for key in sorted(found.keys() | question.answer.keys())
        if found.get(key) != question.answer.get(key)
    ]
