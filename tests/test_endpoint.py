"""The endpoint over real HTTP: it answers, refuses with the right status, and keeps serving whatever it is asked."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from sample import ROOT

from yusuan.endpoint import Server
from yusuan.endpoint_pool import Pool
from yusuan.endpoint_protocol import Limits, Question
from yusuan.errors import InputError

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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two small disclosures that share a triple, and a site of a few files."""
    root = tmp_path_factory.mktemp("served")
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
    pool = Pool(root / "datapackage", SITE, Limits(seconds=1, memory=64 << 20, result=20_000, at_once=2))
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


# answers


@pytest.mark.parametrize(
    ("method", "target", "content_type", "body"),
    [
        ("GET", f"/sparql?query={quote(COUNT)}", "", None),
        ("GET", f"http://any.example/sparql?query={quote(COUNT)}", "", None),
        ("POST", "/sparql", QUERY, COUNT),
        ("POST", "/sparql", f'{QUERY}; charset="UTF-8"', COUNT),
        ("POST", "/sparql", FORM, urlencode({"query": COUNT})),
        ("POST", f"/sparql?query={quote(COUNT)}", FORM, ""),
    ],
)
def test_a_query_is_answered(server: Server, method: str, target: str, content_type: str, body: str | None) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    got = ask(server, target, method, body, **headers)
    assert number(got) == SIZE
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "media_type", "begins"),
    [
        ("", JSON, b'{"head"'),
        ("*/*", JSON, b'{"head"'),
        ("application/json", JSON, b'{"head"'),
        ("text/csv", "text/csv; charset=utf-8", b"n\r\n301"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?n\n301"),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml", b"<?xml"),
        ("text/turtle, text/*;q=0.1", "text/csv; charset=utf-8", b"n\r\n301"),
    ],
)
def test_the_format_is_negotiated(server: Server, accept: str, media_type: str, begins: bytes) -> None:
    got = sparql(server, COUNT, accept)
    assert (got.status, got.media_type) == (200, media_type)
    assert got.body.startswith(begins)


@pytest.mark.parametrize(
    ("accept", "media_type"), [("*/*", "text/turtle; charset=utf-8"), ("application/n-triples",) * 2]
)
def test_a_graph_comes_as_a_graph(server: Server, accept: str, media_type: str) -> None:
    got = sparql(server, "CONSTRUCT { ?s a <x:Y> } WHERE { ?s ?p 2024 }", accept)
    assert (got.status, got.media_type) == (200, media_type)
    (triple,) = pyoxigraph.parse(got.body, pyoxigraph.RdfFormat.TURTLE)
    assert triple.subject == pyoxigraph.NamedNode(f"{SITE}year")


def test_prefixes_need_not_be_declared(server: Server) -> None:
    assert (
        sparql(server, "ASK { ?s skos:prefLabel ?o . ?s yusuan:fund funds:total }").body
        == b'{"head":{},"boolean":false}'
    )


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, SIZE),
        ({"default-graph-uri": B}, 1),
        ({"named-graph-uri": A}, 0),
        ([("default-graph-uri", A), ("default-graph-uri", B)], SIZE),
    ],
    ids=["all", "one", "named only", "two merged"],
)
def test_graphs_can_be_chosen(server: Server, fields: dict[str, str] | list[tuple[str, str]], count: int) -> None:
    chosen = list(fields.items()) if isinstance(fields, dict) else fields
    assert number(ask(server, "/sparql?" + urlencode([("query", COUNT), *chosen]))) == count
    assert number(ask(server, "/sparql?" + urlencode(chosen), "POST", COUNT, Content_Type=QUERY)) == count


def test_each_package_is_a_named_graph(server: Server) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    assert sparql(server, query, "text/csv").text == f"g,n\r\n{A},{SIZE}\r\n{B},1\r\n"
    merged = urlencode([("query", query), *(("default-graph-uri", g) for g in (A, B)), ("named-graph-uri", B)])
    assert ask(server, f"/sparql?{merged}", Accept="text/csv").text == f"g,n\r\n{B},1\r\n"


def test_the_service_describes_itself(server: Server) -> None:
    got = ask(server, "/sparql", Accept="text/turtle")
    assert (got.status, got.media_type) == (200, "text/turtle; charset=utf-8")
    store, base = pyoxigraph.Store(), server.url + "sparql"
    store.load(got.body, pyoxigraph.RdfFormat.TURTLE, base_iri=base)
    rows = store.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>"
        f"SELECT ?name ?n {{ <{base}> sd:endpoint <{base}> ; sd:defaultDataset ?d ."
        " ?d sd:defaultGraph/void:triples 301 ; sd:namedGraph ?g . ?g sd:name ?name ; sd:graph/void:triples ?n }"
        " ORDER BY ?name"
    )
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    assert [(row["name"].value, row["n"].value) for row in rows] == [(A, str(SIZE)), (B, "1")]
    page = ask(server, "/sparql", Accept="text/html,*/*;q=0.8")
    assert (page.status, page.headers["Location"]) == (303, "/queries/")


# refusals

BAD_REQUESTS = {
    "an update by its type": (
        "POST",
        "/sparql",
        "application/sparql-update",
        "INSERT DATA {}",
        415,
        "updates are refused",
    ),
    "an update in a form": ("POST", "/sparql", FORM, "update=INSERT+DATA+%7B%7D", 403, "updates are refused"),
    "an update as a query": ("POST", "/sparql", QUERY, "INSERT DATA { <a:a> <a:b> 1 }", 400, "INSERT is an update"),
    "an update by GET": ("GET", "/sparql?query=DROP%20ALL", "", None, 400, "DROP is an update"),
    "an update after a prologue": (
        "POST",
        "/sparql",
        QUERY,
        "#\nPREFIX a: <b:> LOAD <http://a/>",
        400,
        "LOAD is an upd",
    ),
    "SERVICE": (
        "POST",
        "/sparql",
        QUERY,
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        403,
        "SERVICE is ref",
    ),
    "SERVICE, hidden": ("POST", "/sparql", QUERY, "ASK{?s ?p 1service#\n silent ?o{}}", 403, "SERVICE is refused"),
    "no query": ("POST", "/sparql", QUERY, "hello", 400, "this is no query"),
    "an empty query": ("POST", "/sparql", QUERY, " \n", 400, "the query is empty"),
    "a syntax error": ("POST", "/sparql", QUERY, "SELECT *\n{ ?s ?p }", 400, "line 2, column 3: cannot be read"),
    "an unknown prefix": ("POST", "/sparql", QUERY, "SELECT * { ?s x:p 1 }", 400, "line 1, column 15: the prefix x:"),
    "an unknown function": ("POST", "/sparql", QUERY, "SELECT (<f:f>(1) AS ?x) {}", 400, "function <f:f> is not"),
    "two queries": ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "", None, 400, "more than one query"),
    "two queries by POST": ("POST", "/sparql?query=ASK%7B%7D", QUERY, "ASK {}", 400, "more than one query"),
    "another parameter only": ("GET", "/sparql?q=ASK%7B%7D", "", None, 400, "there is no query"),
    "a form without query": ("POST", "/sparql", FORM, "", 400, "there is no query"),
    "a bad escape": ("GET", "/sparql?query=ASK%7", "", None, 400, "two hexadecimal digits"),
    "a bad escape in a form": ("POST", "/sparql", FORM, "query=%G0", 400, "two hexadecimal digits"),
    "bytes that are not UTF-8": ("GET", "/sparql?query=%ff", "", None, 400, "not UTF-8"),
    "a body that is not UTF-8": ("POST", "/sparql", QUERY, b"ASK { ?s ?p '\xff' }", 400, "not UTF-8"),
    "many fields": ("POST", "/sparql", FORM, "&".join(["a=b"] * 200), 400, "more than 100 fields"),
    "an unknown graph": ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=x", "", None, 400, "there is no graph <x>"),
    "another type": ("POST", "/sparql", "text/plain", "ASK {}", 415, "not as text/plain"),
    "another charset": ("POST", "/sparql", f"{QUERY};charset=gb18030", "ASK {}", 415, "in UTF-8"),
    "no type": ("POST", "/sparql", "", "ASK {}", 415, "an unnamed type"),
    "a long body": ("POST", "/sparql", QUERY, "ASK {} #" + "x" * 70_000, 413, "longer than 65,536 bytes"),
    "a very long body": ("POST", "/sparql", QUERY, "x" * 3_000_000, 413, "longer than 65,536 bytes"),
    "a long address": ("GET", "/sparql?query=" + "x" * 70_000, "", None, 414, "Too Long"),
    "a large result": ("POST", "/sparql", QUERY, "SELECT * { ?a ?b ?c . ?d ?e ?f }", 400, "larger than 20,000 bytes"),
    "a large graph": (
        "POST",
        "/sparql",
        QUERY,
        "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }",
        400,
        "larger than 20,000 bytes",
    ),
    "PUT": ("PUT", "/sparql", QUERY, "ASK {}", 405, "PUT is refused"),
    "DELETE": ("DELETE", "/disclosures/", "", None, 405, "DELETE is refused"),
    "POST to a page": ("POST", "/", FORM, "query=ASK%7B%7D", 405, "queries go to /sparql"),
    "an unknown method": ("BREW", "/sparql", "", None, 501, "BREW"),
    "a query elsewhere": ("GET", "/sparql/?query=ASK%7B%7D", "", None, 404, "nothing at this address"),
}


@pytest.mark.parametrize(
    ("method", "target", "content_type", "body", "status", "reason"), BAD_REQUESTS.values(), ids=BAD_REQUESTS
)
def test_a_refusal_has_its_status_and_one_line(
    server: Server, method: str, target: str, content_type: str, body: bytes | str | None, status: int, reason: str
) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    got = ask(server, target, method, body, Accept="text/plain, */*;q=0.1", **headers)
    assert (got.status, got.media_type) == (status, "text/plain; charset=utf-8"), got.text
    assert reason in got.text
    assert got.text.count("\n") == 1
    assert got.text.endswith("\n")
    assert got.headers.get("Access-Control-Allow-Origin") == "*"
    assert ("Allow" in got.headers) == (status == 405)


def test_a_format_that_there_is_not(server: Server) -> None:
    got = sparql(server, COUNT, "image/png, text/turtle")
    assert got.status == 406
    assert "text/csv" in got.text
    assert ask(server, "/sparql", Accept="image/png").status == 406


MALFORMED = {
    "a huge header": (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", 431),
    "many headers": (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: x\r\n" * 200 + b"\r\n", 431),
    "no request": (b"hello\r\n\r\n", 400),
    "another protocol": (b"GET / HTTP/9.9\r\n\r\n", 505),
    "no length": (b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\n\r\nASK {}", 411),
    "chunks": (b"POST /sparql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n", 411),
    "a wrong length": (b"POST /sparql HTTP/1.1\r\nContent-Length: -6\r\n\r\nASK {}", 400),
    "a length beyond numbers": (b"POST /sparql HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 413),
    "half a body": (b"POST /sparql HTTP/1.1\r\nContent-Length: 60\r\n\r\nASK {}", 400),
    "a body announced": (b"POST /sparql HTTP/1.1\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n", 413),
}


@pytest.mark.parametrize(("request_bytes", "status"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_requests(server: Server, request_bytes: bytes, status: int) -> None:
    got = raw(server, request_bytes)
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.split(b" ")[1] == str(status).encode(), head
    assert b"\r\nConnection: close" in head
    assert body.count(b"\n") == 1
    assert number(sparql(server, COUNT)) == SIZE


# limits


def test_a_slow_query_is_cut_off_and_others_are_answered_meanwhile(server: Server) -> None:
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(sparql, server, SLOW)
        quick = [threads.submit(sparql, server, COUNT) for _ in range(8)]
        assert [number(each.result()) for each in quick] == [SIZE] * 8
        got = slow.result()
    assert (got.status, got.media_type) == (503, "text/plain; charset=utf-8")
    assert got.text == "the query takes longer than 1 seconds; ask for less\n"
    assert "Retry-After" not in got.headers
    assert number(sparql(server, COUNT)) == SIZE


def test_a_query_that_breaks_its_process_breaks_nothing_else(server: Server) -> None:
    pool = Pool(server.pool._folder, SITE, Limits(seconds=60, memory=64 << 20))
    for query in (
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
        "ASK " + "{" * 30_000 + "}" * 30_000,
    ):
        reply = pool.answer(Question(query))
        assert reply.status == 503
        assert reply.content == b"the query needs more than 64 MB, or is nested too deeply\n"
    assert pool.answer(Question(COUNT, accept="text/csv")).content == b"n\r\n301\r\n"
    pool.close()


def test_too_many_queries_at_a_time_are_asked_to_wait(server: Server) -> None:
    for _ in range(2):
        server.pool._free.acquire()
    try:
        got = sparql(server, COUNT)
    finally:
        for _ in range(2):
            server.pool._free.release()
    assert (got.status, got.headers["Retry-After"]) == (503, "1")
    assert number(sparql(server, COUNT)) == SIZE


def test_a_worker_that_died_is_replaced(server: Server) -> None:
    os.kill(server.pool._worker.pid, signal.SIGKILL)
    server.pool._worker.wait()
    assert number(sparql(server, COUNT)) == SIZE


def test_no_data_no_endpoint(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing is published yet"):
        Pool(tmp_path, SITE, Limits())
    (tmp_path / "catalogue.ttl").write_text("<a:a> <b:b> .", encoding="utf-8")
    with pytest.raises(InputError, match=r"catalogue.ttl: cannot be read as Turtle \(Parser error at line 1 "):
        Pool(tmp_path, SITE, Limits())


def test_an_address_in_use_is_told(server: Server) -> None:
    with pytest.raises(InputError, match="choose another --port"):
        Server("127.0.0.1", server.server_port, server.site, server.pool)


# the site


@pytest.mark.parametrize(
    ("target", "media_type", "body"),
    [
        ("/", "text/html; charset=utf-8", "<p>预算"),
        ("/index.html?a=b", "text/html; charset=utf-8", "<p>预算"),
        ("/disclosures/", "text/html; charset=utf-8", "all"),
        ("/disclosures/a/rdf/facts.ttl", "text/turtle; charset=utf-8", f"<{SITE}year> <{SITE}p> 2024 .\n"),
        ("/disclosures/a/data/facts.csv", "text/csv; charset=utf-8", "a,b\n"),
        ("/datapackage/catalogue.jsonld", "application/ld+json", "{}"),
        (f"/datapackage/{quote('数据')}.json", "application/json", "[]"),
    ],
)
def test_files_of_the_site(server: Server, target: str, media_type: str, body: str) -> None:
    got = ask(server, target)
    assert (got.status, got.media_type, got.text) == (200, media_type, body)
    head = ask(server, target, "HEAD")
    assert (head.status, head.media_type, head.body) == (200, media_type, b"")
    assert head.headers["Content-Length"] == str(len(body.encode()))


def test_a_folder_without_its_slash_is_redirected_to_this_site(server: Server) -> None:
    got = ask(server, "/disclosures?x=1")
    assert (got.status, got.headers["Location"]) == (301, "/disclosures/?x=1")
    assert (
        raw(server, b"GET //disclosures/a HTTP/1.0\r\n\r\n").split(b"Location: ")[1].startswith(b"/disclosures/a/\r\n")
    )


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/disclosures/..%2f..%2fsecret.txt",
        "/disclosures/../../secret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/secret.txt",
        "/disclosures/a/data/",
        "/index.html/",
        "/index.html%00",
        "/%ff",
        "/" + "x" * 5000,
        "/nothing/here/",
    ],
)
def test_what_is_not_of_the_site_is_not_found(server: Server, target: str) -> None:
    answer = raw(server, f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 404 ")
    assert body == b"<p>nothing"


def test_an_iri_leads_to_turtle_for_who_wants_turtle(server: Server) -> None:
    for page, turtle in (
        ("/disclosures/a/", "/disclosures/a/rdf/facts.ttl"),
        ("/codelists/funds/", "/datapackage/codelists/funds.ttl"),
    ):
        got = ask(server, page, Accept="text/turtle, text/html;q=0.5")
        assert (got.status, got.headers["Location"], got.headers["Vary"]) == (303, turtle, "Accept")
        assert ask(server, page, Accept="text/html, */*;q=0.5").headers["Vary"] == "Accept"
    assert ask(server, "/disclosures/", Accept="text/turtle").status == 200


def test_a_connection_is_used_again_and_options_are_told(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    statuses = []
    for method, target in (
        ("GET", "/"),
        ("HEAD", "/nothing"),
        ("OPTIONS", "/sparql"),
        ("GET", "/sparql?query=ASK%7B%7D"),
    ):
        connection.request(method, target, headers={"Accept": "*/*"})
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
        if method == "OPTIONS":
            assert "POST" in response.headers["Access-Control-Allow-Methods"]
    connection.close()
    assert statuses == [200, 404, 204, 200]


# the command


def test_the_command_serves_on_loopback_until_interrupted(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_url: {SITE}\n", encoding="utf-8")
    (tmp_path / "schemas/codelists").mkdir(parents=True)
    start = "from yusuan.cli import main; main()"
    command = [sys.executable, "-c", start, "serve", "--port", "0", "--root", str(tmp_path)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    refused = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "run `yusuan site`" in refused.stderr
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("home", encoding="utf-8")
    (tmp_path / "datapackage").mkdir()
    (tmp_path / "datapackage/catalogue.ttl").write_text("<a:a> <b:b> 1 .", encoding="utf-8")
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout
        assert process.stderr
        port = int(process.stdout.readline().removeprefix("site: http://127.0.0.1:").rstrip("/\n"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", f"/sparql?query={quote(COUNT)}", headers={"Accept": "text/csv"})
        assert connection.getresponse().read() == b"n\r\n1\r\n"
        connection.close()
        process.send_signal(signal.SIGINT)
        assert (process.wait(timeout=20), process.stderr.read()) == (0, "")


def test_the_service_asks_nothing_of_a_question_without_query(server: Server) -> None:
    assert server.pool.answer(Question()).media_type == "text/turtle; charset=utf-8"
