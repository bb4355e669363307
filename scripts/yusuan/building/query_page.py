"""What the query page loads first: which graphs there are, the prefixes, the cookbook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from yusuan.bulk import GraphFile
from yusuan.publishing.pages.model import LANGUAGES, Row, Site
from yusuan.publishing.pages.queries import cookbook_query
from yusuan.publishing.pages.words import label
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE, base_at
from yusuan.querying.store import query_prefixes

NAME = "query/query.json"


def write_query_list(site: Site, graphs: Iterable[GraphFile], folder: Path) -> None:
    """Write what the script of the query page reads into ``folder`` (one that is laid over the site)."""
    labels = {base_at(site.base).disclosure(name): row for name, row in site.overview.items()}
    listed = [_graph(graph, labels.get(graph.iri)) for graph in graphs]
    found = (cookbook_query(*each) for each in site.queries)
    content = {
        "base": site.base,
        "prefixes": dict(sorted(query_prefixes(site.base).items())),
        "graphs": listed,
        "examples": [
            {"name": query.name, **query.titles, "text": query.text.replace(PLACEHOLDER_SITE, site.base)}
            for query in found
        ],
    }
    path = folder / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _graph(graph: GraphFile, row: Row | None) -> dict[str, str | int]:
    """One graph; that of a disclosure has its unit and year as label."""
    described: dict[str, str | int] = {
        "iri": graph.iri,
        "file": graph.name,
        "statements": graph.statements,
        "bytes": graph.size,
    }
    if row:
        for language in LANGUAGES:
            unit = label(row, language, "organization_") or row["disclosure"]
            described[language] = f"{unit} {row['fiscal_year']}"
    return described
