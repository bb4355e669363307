"""Everything that is published as RDF in one N-Quads file: a graph for each disclosure, one for what they share.

The edge that reads ``datapackage/`` and writes the file for bulk loading. Graphs follow each other by IRI, the
statements of a graph are sorted, and the compressed file holds no time: the same packages give the same bytes. Only
one graph is in memory at a time.
"""

from __future__ import annotations

import gzip
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from yusuan.errors import InputError
from yusuan.publishing.rdf.void import BULK_FILE
from yusuan.publishing.rdf.void import NAME as VOID
from yusuan.querying.store import graph_of


def bulk_statements(folder: Path, site_url: str) -> Iterator[bytes]:
    """Every statement of the Turtle files below ``folder`` (a project's ``datapackage/``) as a line of N-Quads.

    A statement that several files of a graph make is given once. Literals are as they are written there.

    Raises:
        InputError: there is no Turtle file, or one cannot be read.
    """
    graphs: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.ttl")):
        graphs[graph_of(path.relative_to(folder), site_url)].append(path)
    if not graphs:
        raise InputError(f"{folder}: nothing is published yet; run `yusuan build`")
    for name in sorted(graphs):
        graph = f" <{name}> .\n".encode()
        statements = {line for path in graphs[name] for line in _triples(path)}
        yield from (line.removesuffix(b" .") + graph for line in sorted(statements))


def _triples(path: Path) -> Iterator[bytes]:
    try:
        content = serialize(parse(path=str(path), format=RdfFormat.TURTLE), format=RdfFormat.N_TRIPLES) or b""
    except (OSError, SyntaxError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: cannot be read as Turtle ({reason}); run `yusuan build`") from error
    yield from filter(None, content.split(b"\n"))  # no other line break of Unicode ends a statement


def write_bulk(folder: Path, site_url: str, target: Path) -> int:
    """Write the bulk file of ``folder`` to ``target``, gzip-compressed, and give the number of statements.

    Raises:
        InputError: as for :func:`bulk_statements`, or the file cannot be written.
    """
    count = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            for statement in bulk_statements(folder, site_url):
                packed.write(statement)
                count += 1
    except OSError as error:
        raise InputError(f"{error.filename or target}: cannot be written ({error.strerror or error})") from error
    return count


def add_shared_rdf(folder: Path, site: Path, site_url: str) -> None:
    """Add to a built ``site`` the VoID description of ``folder``, in both places where clients look for it, and the
    bulk file.

    Raises:
        InputError: as for :func:`write_bulk`, or there is no description.
    """
    if not (folder / VOID).is_file():
        raise InputError(f"{folder / VOID}: is missing; run `yusuan build`")
    for place in (site / VOID, site / ".well-known" / "void"):
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / VOID, place)
    write_bulk(folder, site_url, site / BULK_FILE)
