"""Ask a store a question in SPARQL and write the answer in a standard format.

Nothing is fetched and nothing is changed: updates and ``SERVICE`` are refused, and while a query runs no file and no
connection can be opened.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from yusuan.errors import InputError
from yusuan.querying.query_text import refusal, syntax_message

if sys.platform != "win32":
    import resource
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

RESULT_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
"""Media types of what SELECT and ASK give, the preferred first."""

GRAPH_FORMATS = {"text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES}
"""Media types of what CONSTRUCT and DESCRIBE give, the preferred first."""

Results = QuerySolutions | QueryBoolean | QueryTriples


class QueryError(InputError):
    """A query that cannot be answered; the text is one line."""


class QueryRefused(QueryError):
    """A query in which nothing is wrong and which is refused all the same, because it calls another endpoint."""


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query sees instead of the whole store (IRIs): ``default`` merged as the default graph."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@contextmanager
def asked(store: Store, query: str, prefixes: Mapping[str, str], graphs: Graphs | None = None) -> Iterator[Results]:
    """The results of a query. They are worked out while they are read, so only inside the ``with`` block.

    ``prefixes`` need not be declared in the query. Without ``graphs`` the query sees the whole store.

    Raises:
        QueryError: the text is no query (the message has line and column), or asks for what the store does not have.
        QueryRefused: it calls another endpoint.
    """
    reason = refusal(query)
    if reason:
        raise QueryRefused(reason) if reason.startswith("SERVICE") else QueryError(reason)
    try:
        with _nothing_opens():
            yield _started(store, query, dict(prefixes), graphs)
    except SyntaxError as error:
        raise QueryError(syntax_message(query, str(error), prefixes)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(" ".join(str(error).split())) from error


def _started(store: Store, query: str, prefixes: dict[str, str], graphs: Graphs | None) -> Results:
    """The results of a query over the graphs that it may see. To merge graphs they are copied into a store of their
    own, for Oxigraph itself would give a triple once for each graph that has it."""
    if graphs is None:
        return store.query(query, prefixes=prefixes)
    known = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    for name in (*graphs.default, *graphs.named):
        if name not in known:
            raise QueryError(f"there is no graph <{name}>; there are {', '.join(known)}")
    if len(graphs.default) < 2:
        default, named = ([NamedNode(name) for name in names] for names in (graphs.default, graphs.named))
        return store.query(query, prefixes=prefixes, default_graph=[*default], named_graphs=[*named])
    merged = Store()
    targets = [(name, DefaultGraph()) for name in graphs.default] + [(name, NamedNode(name)) for name in graphs.named]
    for name, target in targets:
        found = store.quads_for_pattern(None, None, None, NamedNode(name))
        merged.extend(Quad(quad.subject, quad.predicate, quad.object, target) for quad in found)
    return merged.query(query, prefixes=prefixes)


@contextmanager
def _nothing_opens() -> Iterator[None]:
    """Within it this process can open no file and no connection, whatever a query asks: a limit of the system, where
    the system has it."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def offered(results: Results) -> tuple[str, ...]:
    """The media types in which results can be written, the preferred first."""
    return tuple(GRAPH_FORMATS if isinstance(results, QueryTriples) else RESULT_FORMATS)


class _Bounded(io.BytesIO):
    """Bytes that refuse to become more than ``limit``."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, content: ReadableBuffer, /) -> int:
        """Add bytes.

        Raises:
            QueryError: they would be too many.
        """
        if self.tell() + len(memoryview(content)) > self.limit:
            raise QueryError(f"the result is larger than {self.limit:,} bytes; ask for less, for example with LIMIT")
        return super().write(content)


def written(results: Results, media_type: str, limit: int = 1 << 40) -> bytes:
    """Results in one of the media types that are :func:`offered` for them, ``limit`` bytes at most.

    Raises:
        QueryError: the results are larger.
    """
    output = _Bounded(limit)
    if isinstance(results, QueryTriples):
        results.serialize(output, GRAPH_FORMATS[media_type])
    else:
        results.serialize(output, RESULT_FORMATS[media_type])
    return output.getvalue()
