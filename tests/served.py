"""A server of a small site and store for the tests of the endpoint, and requests to it over real HTTP."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from yusuan.serving.endpoint import Server
from yusuan.serving.pool import Pool
from yusuan.serving.protocol import Limits

SITE = "https://yusuan.example/"
A, B = f"{SITE}disclosures/a/", f"{SITE}disclosures/b/"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
JSON, FORM, QUERY = "application/sparql-results+json", "application/x-www-form-urlencoded", "application/sparql-query"
SIZE = 301


@dataclass(frozen=True, slots=True)
class Got:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("Content-Type", "")

    @property
    def text(self) -> str:
        return self.body.decode()


def served(root: Path) -> Iterator[Server]:
    """A server in the empty folder ``root`` with two small disclosures that share a triple, and a few pages."""
    lines = "".join(f"<{SITE}x{number}> <{SITE}p> {number}.50 .\n" for number in range(SIZE - 1))
    shared = f"<{SITE}year> <{SITE}p> 2024 .\n"
    files = {
        "datapackage/a/rdf/facts.ttl": lines + shared,
        "datapackage/b/rdf/facts.ttl": shared,
        "site/index.html": "<p>预算",
        "site/404.html": "<p>nothing",
        "site/disclosures/index.html": "all",
        "site/disclosures/a/index.html": "one",
        "site/disclosures/a/rdf/facts.ttl": shared,
        "site/disclosures/a/data/facts.csv": "a,b\n",
        "site/codelists/funds/index.html": "funds",
        "site/datapackage/codelists/funds.ttl": shared,
        "site/datapackage/catalogue.jsonld": "{}",
        "site/datapackage/数据.json": "[]",
        "secret.txt": "secret",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "site" / "link.txt").symlink_to(root / "secret.txt")
    pool = Pool(root / "datapackage", SITE, Limits(seconds=1, memory=1 << 30, result=20_000, at_once=2))
    found = Server("127.0.0.1", 0, root / "site", pool)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()
    pool.close()


def ask(server: Server, target: str, method: str = "GET", body: bytes | str | None = None, **headers: str) -> Got:
    """One request on a connection of its own; ``_`` in names of headers is ``-``."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        content = body.encode() if isinstance(body, str) else body
        connection.request(method, target, content, {name.replace("_", "-"): text for name, text in headers.items()})
        response = connection.getresponse()
        return Got(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


def sparql(server: Server, query: str, accept: str = JSON, **fields: str) -> Got:
    return ask(server, "/sparql?" + urlencode({"query": query} | fields), Accept=accept)


def number(got: Got) -> int:
    assert (got.status, got.media_type) == (200, JSON), got.text
    return int(json.loads(got.body)["results"]["bindings"][0]["n"]["value"])


def raw(server: Server, request: bytes) -> bytes:
    """What comes back for bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as file:
            return file.read()
