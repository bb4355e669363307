"""`make bench`: what each room costs, as shares and ratios measured in one run.

Absolute times differ from machine to machine and from minute to minute; the shares of one run do not. Every figure is
the median of several rounds of processor time over all registered disclosures.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rdflib import Graph
from typeset_pdf import to_pdf

from bench_pdf import print_figures
from yusuan.audit.audit import audit
from yusuan.audit.evidence import Evidence
from yusuan.codelists import read_codelists
from yusuan.facts.reconcile import reconcile
from yusuan.pipeline import bind, convert, read, recognise
from yusuan.publication import disclosure_files
from yusuan.publishing.rdf.cube import facts_turtle
from yusuan.publishing.rdf.turtle import encode
from yusuan.recognition.lexicon import Lexicon
from yusuan.site import site_base
from yusuan.sources import read_sources

PROJECT = Path(__file__).parents[1]
ROUNDS = 5
Result = TypeVar("Result")


def _seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    """The median processor time of ``work`` in seconds, and what it gives."""
    times, result = [], work()
    for _ in range(ROUNDS):
        begin = time.process_time()
        result = work()
        times.append(time.process_time() - begin)
    return statistics.median(times), result


def _shares(costs: dict[str, float], whole: Sequence[str]) -> None:
    total = sum(costs[name] for name in whole)
    for name in whole:
        print(f"  {name:<12} {costs[name] / total:6.1%}")
    print(f"  audit, of reading to reconciling: {costs['audit'] / (total - costs['audit'] - costs['publishing']):.1%}")


def main() -> None:
    """Print the shares of the rooms and the ratios against a floor and a peer."""
    codelists = read_codelists(PROJECT / "schemas" / "codelists")
    sources = read_sources(PROJECT / "datapackage")
    site_url, lexicon = site_base(PROJECT), Lexicon(codelists)
    costs: dict[str, float] = {}
    costs["reading"], documents = _seconds(lambda: [read(source.path) for source in sources])
    pairs = list(zip(documents, sources, strict=True))
    costs["recognition"], recognised = _seconds(lambda: [recognise(d, s, lexicon) for d, s in pairs])
    costs["binding"], bound = _seconds(lambda: [bind(r, lexicon) for r in recognised])
    costs["reconciling"], settled = _seconds(lambda: [reconcile(b.cells, b.codelists) for b in bound])
    evidence = [
        Evidence(r.disclosure, b.cells, s.facts, s.equations, r.forms, r.statements, b.codelists, d.blocks)
        for r, b, s, d in zip(recognised, bound, settled, documents, strict=True)
    ]
    costs["audit"], _ = _seconds(lambda: [audit(e) for e in evidence])
    conversions = [convert(d, s, codelists) for d, s in pairs]
    costs["publishing"], _ = _seconds(lambda: [disclosure_files(c, site_url) for c in conversions])
    print(f"{len(sources)} disclosures, median of {ROUNDS} rounds of processor time")
    _shares(costs, ["reading", "recognition", "binding", "reconciling", "audit", "publishing"])
    floor, _ = _seconds(lambda: [source.path.read_text(encoding="utf-8").split("\n") for source in sources])
    print(f"reading, against splitting the same files into lines: {costs['reading'] / floor:.1f} times")
    ours, turtles = _seconds(lambda: [encode(facts_turtle(c, site_url)) for c in conversions])
    graphs = [Graph().parse(data=turtle, format="turtle") for turtle in turtles]
    peer, _ = _seconds(lambda: [graph.serialize(format="turtle") for graph in graphs])
    print(f"Turtle of the cubes, against rdflib's serializer: {ours / peer:.3f} of its time")
    with tempfile.TemporaryDirectory() as folder:
        given = [Path(argument) for argument in sys.argv[1:]]
        pdfs = [path for place in given for path in sorted(place.glob("*.pdf"))]
        print_figures(pdfs or [to_pdf(d, Path(folder) / f"{s.id}.pdf") for d, s in pairs])


if __name__ == "__main__":
    main()
