"""The W3C Data Cube integrity constraints: ``schemas/constraints/*.rq``, and IC-12 made for our dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph

from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.iris import base_at
from yusuan.publishing.namespaces import OBEU_DIMENSION, QB
from yusuan.publishing.terms import Terms


def duplicates_query(site_url: str) -> str:
    """IC-12, no two observations of a data set with one key, as one grouping; W3C's form compares every pair, which
    takes minutes where this takes a second.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    terms = Terms(base_at(site_url), "any")
    prefixes = "".join(f"PREFIX {space.prefix}: <{space.iri}>\n" for space in (OBEU_DIMENSION, QB, terms.own))
    pattern = " ;\n    ".join(f"{terms.property(name)} ?{name}" for name in DIMENSIONS)
    variables = " ".join(f"?{name}" for name in DIMENSIONS)
    return (
        f"{prefixes}ASK {{ {{ SELECT ?dataset WHERE {{\n  ?observation qb:dataSet ?dataset ;\n    {pattern} .\n}} "
        f"GROUP BY ?dataset {variables} HAVING (COUNT(?observation) > 1) }} }}\n"
    )


def read_constraints(folder: Path, site_url: str) -> dict[str, str]:
    """Name and SPARQL ASK of every constraint in order; each is true of a graph that violates it.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    queries = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.rq")}
    queries["ic-12"] = duplicates_query(site_url)
    return dict(sorted(queries.items()))


def violated(store: pyoxigraph.Store, constraints: Mapping[str, str]) -> list[str]:
    """The names of the constraints that the graph violates. The graph needs the vocabulary and the code lists."""
    return [name for name, query in constraints.items() if bool(store.query(query))]
