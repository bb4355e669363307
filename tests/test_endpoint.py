"""The endpoint over real HTTP: it answers, and goes on answering when a query takes too much."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from sample import ROOT
from served import COUNT, FORM, JSON, QUERY, SITE, SIZE, SLOW, A, B, ask, number, served, sparql

from yusuan.errors import InputError
from yusuan.serving.endpoint import Server
from yusuan.serving.pool import Pool
from yusuan.serving.protocol import Limits, Question


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from served(tmp_path_factory.mktemp("served"))


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


def test_the_service_asks_nothing_of_a_question_without_query(server: Server) -> None:
    assert server.pool.answer(Question()).media_type == "text/turtle; charset=utf-8"


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
