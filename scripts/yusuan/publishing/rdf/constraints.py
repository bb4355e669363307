"""The integrity constraints of the W3C Data Cube and of OpenBudgets: ``schemas/constraints/*.rq``, and two made here.

IC-12 and IC-17 compare observations with one another. W3C's forms compare every pair, which takes minutes where one
grouping by the dimensions takes a second; IC-17 as W3C has it never fires besides, for it filters by a variable that
only its SELECT knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph

from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE, base_at
from yusuan.publishing.rdf.namespaces import OBEU_DIMENSION, QB
from yusuan.publishing.rdf.terms import Terms

_ASK = re.compile(r"^ASK \{", re.MULTILINE)


def _key(site_url: str) -> tuple[str, str, str]:
    """What both queries need: prefixes, the pattern of an observation's dimensions and their variables."""
    terms = Terms(base_at(site_url), "any")
    prefixes = "".join(f"PREFIX {space.prefix}: <{space.iri}>\n" for space in (OBEU_DIMENSION, QB, terms.own))
    pattern = " ;\n    ".join(f"{terms.property(name)} ?{name}" for name in DIMENSIONS)
    return prefixes, pattern, " ".join(f"?{name}" for name in DIMENSIONS)


def duplicates_query(site_url: str) -> str:
    """IC-12, no two observations of a data set with one key, as one grouping.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    prefixes, pattern, variables = _key(site_url)
    return (
        "# IC-12: no two observations of a data set have the same values of all dimensions. True where two have.\n"
        f"{prefixes}ASK {{ {{ SELECT ?dataset {variables} WHERE {{\n  ?observation qb:dataSet ?dataset ;\n"
        f"    {pattern} .\n}} GROUP BY ?dataset {variables} HAVING (COUNT(DISTINCT ?observation) > 1) }} }}\n"
    )


def measures_query(site_url: str) -> str:
    """IC-17, every measure for every key of a cube with a measure dimension, as one grouping.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    prefixes, pattern, variables = _key(site_url)
    return (
        "# IC-17: with a measure dimension every measure is observed for every key. True where one is missing.\n"
        f"{prefixes}ASK {{ {{ SELECT ?dataset {variables} WHERE {{\n"
        "  { SELECT ?structure (COUNT(DISTINCT ?measure) AS ?measures) WHERE {\n"
        "      ?structure qb:component/qb:componentProperty qb:measureType, ?measure .\n"
        "      ?measure a qb:MeasureProperty .\n  } GROUP BY ?structure }\n"
        "  ?dataset qb:structure ?structure .\n"
        f"  ?observation qb:dataSet ?dataset ; qb:measureType ?type ;\n    {pattern} .\n"
        f"}} GROUP BY ?dataset ?measures {variables} HAVING (COUNT(DISTINCT ?type) != ?measures) }} }}\n"
    )


def read_constraints(folder: Path, site_url: str) -> dict[str, str]:
    """Name and SPARQL ASK of every constraint in order; each is true of a graph that violates it.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    queries = {
        path.stem: path.read_text(encoding="utf-8").replace(PLACEHOLDER_SITE, base_at(site_url).url)
        for path in folder.glob("*.rq")
    }
    queries |= {"ic-12": duplicates_query(site_url), "ic-17": measures_query(site_url)}
    return dict(sorted(queries.items()))


def label(query: str) -> str:
    """What the constraint asks, in words: its first line."""
    return query.splitlines()[0].removeprefix("#").strip()


def violated(store: pyoxigraph.Store, constraints: Mapping[str, str]) -> list[str]:
    """The names of the constraints that the graph violates. The graph needs the vocabulary and the code lists."""
    return [name for name, query in constraints.items() if bool(store.query(query))]


def example(store: pyoxigraph.Store, query: str) -> str:
    """What violates a constraint that is violated: one solution of what it asks, ``?variable = term``."""
    found = store.query(_ASK.sub("SELECT * WHERE {", query, count=1) + " LIMIT 1")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    solution = next(found, None)
    if solution is None:
        return ""
    pairs = zip(found.variables, solution, strict=True)
    return ", ".join(f"{variable} = {value}" for variable, value in pairs if value is not None)
