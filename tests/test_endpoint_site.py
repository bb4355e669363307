"""The site that the endpoint serves: its files, and nothing else of the machine."""

import http.client
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from served import SITE, ask, raw, served

from yusuan.serving.endpoint import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from served(tmp_path_factory.mktemp("served"))


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
