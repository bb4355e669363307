"""The endpoint over real HTTP: what it refuses, with which status, and that it keeps serving."""

from collections.abc import Iterator

import pytest
from served import COUNT, FORM, QUERY, SIZE, ask, number, raw, served, sparql

from yusuan.serving.endpoint import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from served(tmp_path_factory.mktemp("served"))


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
