"""The catalogue and the description of each data set, checked against the SHACL shapes of DCAT-AP.

The shapes are others' and no part of the project; pyshacl is needed only here. Where either is missing the check is
skipped, and says so.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rdflib import RDF, Graph, Namespace

SHAPES = Path(__file__).parents[3] / "schemas" / "shapes"
"""Where a working copy may have the shapes: any Turtle files."""

_SH = Namespace("http://www.w3.org/ns/shacl#")


def why_skipped(shapes: Path) -> str:
    """What is missing for the check, and what to do about it; ``""`` where nothing is."""
    if not any(shapes.glob("*.ttl")):
        return f"no SHACL shapes in {shapes.parent.name}/{shapes.name}/; put those of DCAT-AP 3.0.0 there"
    if importlib.util.find_spec("pyshacl") is None:
        return "pyshacl is not installed; install the extra yusuan[dev]"
    return ""


@lru_cache(maxsize=2)
def _shapes(folder: Path) -> Graph:
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def shape_problems(path: Path, shapes: Path) -> Iterator[str]:
    """Where a Turtle file does not conform to the shapes in a folder, a sentence each.

    Call :func:`why_skipped` before.
    """
    import pyshacl  # an optional dependency, and slow to load

    _, report, _ = pyshacl.validate(Graph().parse(path, format="turtle"), shacl_graph=_shapes(shapes))
    assert isinstance(report, Graph)
    found = []
    for result in report.subjects(RDF.type, _SH.ValidationResult):
        if report.value(result, _SH.resultSeverity) == _SH.Violation:
            said = (report.value(result, p) for p in (_SH.focusNode, _SH.resultPath, _SH.resultMessage))
            found.append(f"{path.name}: {' '.join(str(part) for part in said if part is not None)}")
    yield from sorted(found)
