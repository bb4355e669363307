"""Triple stores that others made, each as a block in which it holds the bulk file and answers queries."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import interop_programs as programs
from interop_parsers import installed, jena_version

Solutions = list[Mapping[str, str]]
Ask = Callable[[str], Solutions]


@dataclass(frozen=True, slots=True)
class Store:
    """``package`` brings it; ``find`` gives its version, ``""`` where it is not installed. ``loaded`` loads the packed
    bulk file in a folder of its own and gives what answers a query; ``most`` is how many facts a query may name."""

    name: str
    package: str
    find: Callable[[], str]
    loaded: Callable[[Path, Path], AbstractContextManager[Ask]]
    most: int


def _solutions(document: str) -> Solutions:
    """The rows of a result in the SPARQL 1.1 format of JSON, each value as its text."""
    return [{name: term["value"] for name, term in row.items()} for row in json.loads(document)["results"]["bindings"]]


def _endpoint(url: str) -> Ask:
    def ask(query: str) -> Solutions:
        request = urllib.request.Request(
            url,
            urllib.parse.urlencode({"query": query}).encode(),
            {"Accept": "application/sparql-results+json", "Content-Type": "application/x-www-form-urlencoded"},
        )
        with urllib.request.urlopen(request, timeout=programs.SECONDS) as response:
            return _solutions(response.read().decode())

    return ask


def _checked(*command: str, folder: Path) -> str:
    """What a program prints; a failure or a warning is raised."""
    stdout, stderr, code = programs.run(*command, folder=folder)
    if code or re.search(r"\b(WARN|ERROR)\b", stderr):
        raise RuntimeError(" ".join((stderr or stdout).split())[:500])
    return stdout


@contextmanager
def _oxigraph(packed: Path, folder: Path) -> Iterator[Ask]:
    oxigraph, port = programs.program("oxigraph"), programs.free_port()
    _checked(oxigraph, "load", "--location", "store", "--file", str(packed), folder=folder)
    command = (oxigraph, "serve-read-only", "--location", "store", "--bind", f"127.0.0.1:{port}")
    with programs.server(command, f"http://127.0.0.1:{port}/", folder):
        yield _endpoint(f"http://127.0.0.1:{port}/query")


@contextmanager
def _tdb2(packed: Path, folder: Path) -> Iterator[Ask]:
    _checked(*programs.jena(folder, "tdb2.tdbloader", "--loc", "store", str(packed)), folder=folder)

    def ask(query: str) -> Solutions:
        (folder / "query.rq").write_text(query, encoding="utf-8")
        arguments = ("tdb2.tdbquery", "--loc", "store", "--results", "json", "--query", "query.rq")
        return _solutions(_checked(*programs.jena(folder, *arguments), folder=folder))

    yield ask


_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def _virtuoso(packed: Path, folder: Path) -> Iterator[Ask]:
    """Its statements keep their graphs; the loader wants the name of one all the same."""
    sql, http = programs.free_port(), programs.free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), encoding="utf-8")
    (folder / packed.name).hardlink_to(packed)
    url = f"http://127.0.0.1:{http}/sparql"
    command = (programs.program("virtuoso-t"), "+foreground", "+configfile", "virtuoso.ini")
    with programs.server(command, url, folder):
        load = f"ld_dir('.', '{packed.name}', 'urn:unused'); rdf_loader_run(); checkpoint; "
        errors = "select 'failed', ll_error from DB.DBA.LOAD_LIST where ll_state <> 2 or ll_error is not null;"
        isql = (programs.program("isql-vt"), f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}{errors}")
        said = _checked(*isql, folder=folder)
        if "failed" in said or "0 Rows." not in said:
            raise RuntimeError(" ".join(said.split())[-500:])
        yield _endpoint(url)


STORES = (
    Store("Oxigraph server", "PyPI oxigraph", installed("oxigraph", "--version"), _oxigraph, 100),
    Store("Jena TDB2", "Debian libapache-jena-java, default-jre-headless", jena_version, _tdb2, 1_000_000),
    Store("Virtuoso", "Debian virtuoso-opensource-7-bin", installed("virtuoso-t", "-?"), _virtuoso, 20),
)
