"""Everything that is published as RDF as N-Quads, in one file and each graph apart: a graph for each disclosure, one
for what they share.

The edge that reads ``datapackage/`` and writes the file for bulk loading and the files that the query page loads.
Graphs follow each other by IRI, the statements of a graph are sorted, and the compressed files hold no time: the same
packages give the same bytes. Only one graph is in memory at a time.
"""

from __future__ import annotations

import gzip
import io
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from yusuan.errors import InputError
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.void import BULK_FILE
from yusuan.publishing.rdf.void import NAME as VOID
from yusuan.querying.store import graph_of

GRAPHS = "query/graphs"
"""Where a site has each graph apart."""


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A graph in a file of its own: its IRI, the file's name, how many statements and how many bytes it has."""

    iri: str
    name: str
    statements: int
    size: int


def bulk_statements(folder: Path, site_url: str) -> Iterator[bytes]:
    """Every statement of the Turtle files below ``folder`` (a project's ``datapackage/``) as a line of N-Quads.

    A statement that several files of a graph make is given once. Literals are as they are written there.

    Raises:
        InputError: there is no Turtle file, or one cannot be read.
    """
    for _, statements in _graphs(folder, site_url):
        yield from statements


def _graphs(folder: Path, site_url: str) -> Iterator[tuple[str, list[bytes]]]:
    """Each graph: its IRI and its statements as lines of N-Quads."""
    graphs: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.ttl")):
        graphs[graph_of(path.relative_to(folder), site_url)].append(path)
    if not graphs:
        raise InputError(f"{folder}: nothing is published yet; run `yusuan build`")
    for name in sorted(graphs):
        graph = f" <{name}> .\n".encode()
        statements = {line for path in graphs[name] for line in _triples(path)}
        yield name, [line.removesuffix(b" .") + graph for line in sorted(statements)]


def _triples(path: Path) -> Iterator[bytes]:
    try:
        content = serialize(parse(path=str(path), format=RdfFormat.TURTLE), format=RdfFormat.N_TRIPLES) or b""
    except (OSError, SyntaxError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: cannot be read as Turtle ({reason}); run `yusuan build`") from error
    yield from filter(None, content.split(b"\n"))  # no other line break of Unicode ends a statement


def write_bulk(folder: Path, site_url: str, target: Path, apart: Path | None = None) -> tuple[GraphFile, ...]:
    """Write the bulk file of ``folder`` to ``target``, gzip-compressed, and give its graphs.

    Each graph is a member of the compressed file. So a graph is compressed once, and its bytes are a file themselves:
    where a folder ``apart`` is given, they are written there too.

    Raises:
        InputError: as for :func:`bulk_statements`, or a file cannot be written.
    """
    found = []
    try:
        for place in (target.parent, *([apart] if apart else [])):
            place.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for iri, statements in _graphs(folder, site_url):
                packed = _packed(statements)
                graph = GraphFile(iri, _file_name(iri, site_url), len(statements), len(packed))
                file.write(packed)
                if apart:
                    (apart / graph.name).write_bytes(packed)
                found.append(graph)
    except OSError as error:
        raise InputError(f"{error.filename or target}: cannot be written ({error.strerror or error})") from error
    return tuple(found)


def _packed(statements: list[bytes]) -> bytes:
    content = io.BytesIO()
    with gzip.GzipFile("", "wb", 6, content, mtime=0) as packed:
        packed.write(b"".join(statements))  # line by line takes twice the time
    return content.getvalue()


def _file_name(iri: str, site_url: str) -> str:
    """A graph's file is named by the path of its IRI: ``disclosures-<id>.nq.gz``, ``codelists.nq.gz``."""
    path = iri.removeprefix(base_at(site_url).url).strip("/")
    return path.removesuffix(".ttl").replace("/", "-") + ".nq.gz"


def add_shared_rdf(folder: Path, site: Path, site_url: str) -> tuple[GraphFile, ...]:
    """Add to a built ``site`` the VoID description of ``folder``, in both places where clients look for it, the bulk
    file, and each of its graphs apart in ``query/graphs/``. The graphs.

    Raises:
        InputError: as for :func:`write_bulk`, or there is no description.
    """
    if not (folder / VOID).is_file():
        raise InputError(f"{folder / VOID}: is missing; run `yusuan build`")
    for place in (site / VOID, site / ".well-known" / "void"):
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / VOID, place)
    return write_bulk(folder, site_url, site / BULK_FILE, site / GRAPHS)
