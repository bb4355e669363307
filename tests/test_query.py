"""``yusuan query`` and what it stands on: the store of all that is published, queries that stay home, clear errors."""

import csv
import io
import json
import re
import socket
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path, PurePath

import pyoxigraph
import pytest
from sample import ROOT, conversion

import yusuan.querying.query
from yusuan.cli import main
from yusuan.errors import InputError
from yusuan.publishing.rdf.cube import facts_turtle
from yusuan.querying.query import Graphs, QueryError, QueryRefused, asked, offered, written
from yusuan.querying.query_text import refusal, syntax_message
from yusuan.querying.store import graph_of, load_store, query_prefixes

SITE = "https://data.example.org/budget/"
A, B = f"{SITE}disclosures/a/", f"{SITE}disclosures/b/"
TWICE = f"<{SITE}year> <{SITE}p> 2024.0 .\n"
FILES = {
    "a/rdf/facts.ttl": f"{TWICE}<{SITE}x> <{SITE}p> 1.50, 7180130.00 .\n",
    "b/rdf/facts.ttl": TWICE,
    "b/rdf/metadata.ttl": f'<{SITE}y> <{SITE}q> "安康"@zh, "Ankang"@en .\n',
    "codelists/funds.ttl": f'<{SITE}codelists/funds/#total> <http://www.w3.org/2004/02/skos/core#notation> "total" .\n',
    "catalogue.ttl": f"<{SITE}#catalogue> a <http://www.w3.org/ns/dcat#Catalog> .\n",
}
Query = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two small packages, code lists and a catalogue."""
    root = tmp_path_factory.mktemp("project")
    (root / "mkdocs.yml").write_text(f"site_url: {SITE}\n", encoding="utf-8")
    (root / "schemas" / "codelists").mkdir(parents=True)
    for name, text in FILES.items():
        path = root / "datapackage" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def store(project: Path) -> pyoxigraph.Store:
    return load_store(project / "datapackage", SITE)


@pytest.fixture
def query(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Query:
    """Run the command in the project: exit code, standard output, standard error."""

    def run(*arguments: str, root: Path = project) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["yusuan", "query", "--root", str(root), *arguments])
        with pytest.raises(SystemExit) as exit_:
            main()
        code = exit_.value.code
        return (code if isinstance(code, int) else 0, *capsys.readouterr())

    return run


def answer(store: pyoxigraph.Store, query: str, graphs: Graphs | None = None) -> list[list[str]]:
    """The rows of the answer as CSV gives them, without the header."""
    with asked(store, query, query_prefixes(SITE), graphs) as results:
        return list(csv.reader(io.StringIO(written(results, "text/csv").decode())))[1:]


# the store


def test_each_package_is_a_graph_and_the_default_graph_their_union(store: pyoxigraph.Store) -> None:
    counts = answer(store, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    own = {A: "3", B: "3", f"{SITE}codelists/": "1", f"{SITE}datapackage/catalogue.ttl": "1"}
    assert dict(counts) == own
    assert answer(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [["7"]]  # one triple stands in two packages


@pytest.mark.parametrize(
    ("path", "graph"),
    [
        ("ankang-2024/rdf/provenance.ttl", f"{SITE}disclosures/ankang-2024/"),
        ("codelists/vocabulary.ttl", f"{SITE}codelists/"),
        ("void.ttl", f"{SITE}datapackage/void.ttl"),
        ("all/all.ttl", f"{SITE}datapackage/all/all.ttl"),
    ],
)
def test_the_name_of_a_graph(path: str, graph: str) -> None:
    assert graph_of(PurePath(path), SITE) == graph


def test_prefixes_are_those_of_the_published_files() -> None:
    prefixes = query_prefixes("https://yusuan.example/")
    found = re.findall(
        r"^@prefix (\S*): <(.*)> \.$", "".join(facts_turtle(conversion(), "https://yusuan.example")), re.M
    )
    shared = {name: iri for name, iri in found if "/disclosures/" not in iri}
    assert len(shared) > 15
    assert {name: prefixes.get(name) for name in shared} == shared


def test_a_store_that_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing is published yet; run `yusuan build`"):
        load_store(tmp_path, SITE)
    (tmp_path / "catalogue.ttl").write_bytes(b"<a:a> <b:b> \xff")
    with pytest.raises(InputError, match=r"catalogue\.ttl: cannot be read as Turtle \("):
        load_store(tmp_path, SITE)


def test_graphs_are_chosen_and_merged(store: pyoxigraph.Store) -> None:
    count, year = (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        f"SELECT ?g {{ GRAPH ?g {{ <{SITE}year> ?p ?o }} }} ORDER BY ?g",
    )
    assert answer(store, count, Graphs((A,))) == [["3"]]
    assert answer(store, count, Graphs((A, B))) == [["5"]]
    assert answer(store, count, Graphs((), (A,))) == [["0"]]
    assert answer(store, year, Graphs((A, B), (B,))) == [[B]]
    assert answer(store, year) == [[A], [B]]
    with pytest.raises(QueryError, match=r"there is no graph <nowhere>; there are https://data\.example\.org/"):
        answer(store, count, Graphs((A,), ("nowhere",)))


# what is refused


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "select*{service<http://a.example/>{}}",
        "ASK { ?s ?p true.SERVICE SILENT ?where { } }",
        "ASK { ?s ?p 1SERVICE $where{} }",
        "PREFIX a: <http://a.example/> ASK { SERVICE a:b { } }",
        "PREFIX : <http://a.example/> ASK { SERVICE\n# why\r: # not\n{ } }",
        "PREFIX a: <http://a.example/> ASK { ?s ?p a:. SERVICE a: { } }",
        "ASK { ?s ?p ?o FILTER(?s<?o&&'>'=?o) SERVICE <http://a.example/> {} #'\n}",
        'ASK { ?s ?p """ " """ . SERVICE <http://a.example/> { ?s ?p """ " """ } }',
    ],
)
def test_service_is_refused_however_it_is_written(store: pyoxigraph.Store, query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is refused"):
        answer(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <http://a.example/> without a group' }",
        "SELECT * { ?s <http://a.example/service/> ?o } # service <http://a.example/>",
        "SELECT * { ?s foaf:service ?o . { ?o ?p ?q } }",
        "SELECT $service { $service a skos:Concept } VALUES ?x { 1 }",
        "# INSERT DATA\nASK { ?insert ?delete ?load }",
    ],
)
def test_what_is_no_service_and_no_update_is_answered(store: pyoxigraph.Store, query: str) -> None:
    assert refusal(query) == ""
    assert answer(store, query) is not None


@pytest.mark.parametrize(
    "word", ["INSERT DATA", "delete where", "LOAD", "Clear ALL", "drop", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
def test_updates_are_told_as_such(store: pyoxigraph.Store, word: str) -> None:
    with pytest.raises(QueryError, match=f"^{word.split()[0].upper()} is an update; the published data are read-only"):
        answer(store, f"# first\nBASE <http://a.example/>\nPREFIX a: <http://a.example/#> {word} {{ }}")
    assert len(store) == 15


def test_no_connection_is_made_even_where_the_text_was_not_refused(
    store: pyoxigraph.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yusuan.querying.query, "refusal", lambda query: "")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(QueryError):
            answer(store, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
        answer(store, f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            listening.accept()


def test_files_can_be_opened_again_after_a_query(store: pyoxigraph.Store) -> None:
    with asked(store, "ASK {}", {}), pytest.raises(OSError, match="Too many open files"):
        Path(__file__).read_bytes()
    with pytest.raises(QueryError), asked(store, "ASK {", {}):
        pass
    assert Path(__file__).read_bytes()


# errors


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?s ?p }", r"line 2, column 2: cannot be read from here: \?s \?p \}"),
        ("SELECT * { ?s ?p ?o", "line 1, column 20: the query ends too early"),
        ("SELECT * { ?s ?p '预算' } LIMIT x", "line 1, column 31: cannot be read from here: x"),
        ("SELECT *\n{ ?s a skos:Concept ; x:y '#' }", "line 2, column 23: the prefix x: is not declared"),
        ("SELECT * { :a ?p ?o }", "line 1, column 12: the prefix : is not declared"),
        ("SELECT * { FILTER(unknown(1)) }", r"line 1, column 18: cannot be read from here: \(unknown\(1\)\) \}"),
        ("SELECT ?s ?s { ?s ?p ?o }", "line 1, column 26: Duplicated variable name in SELECT$"),
        ("SELECT ?a { BIND(1 AS ?a) BIND(2 AS ?a) }", "is a variable bound twice in one group"),
        ("hello", "this is no query: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE"),
        ("SELECT (<f:f>(1) AS ?x) { }", "custom function <f:f> is not supported"),
    ],
)
def test_errors_are_one_line_with_the_position(store: pyoxigraph.Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        answer(store, query)
    assert "\n" not in str(error.value)


def test_a_message_of_another_form_is_kept() -> None:
    assert syntax_message("ASK {", "something\n  else", {}) == "something else"


# results


def test_results_in_every_format(store: pyoxigraph.Store) -> None:
    select, graph = f"SELECT ?o {{ <{SITE}x> ?p ?o }} ORDER BY ?o", f"CONSTRUCT WHERE {{ <{SITE}x> ?p ?o }}"
    for query, kind in ((select, "select"), ("ASK {}", "ask"), (graph, "graph")):
        with asked(store, query, {}) as results:
            types = offered(results)
        assert len(types) == (2 if kind == "graph" else 4)
        for media_type in types:
            with asked(store, query, {}) as results:
                content = written(results, media_type)
            if kind == "graph":
                assert len(list(pyoxigraph.parse(content, pyoxigraph.RdfFormat.TURTLE))) == 2
            else:
                assert {"select": b"7180130", "ask": b"true"}[kind] in content
    assert [Decimal(row[0]) for row in answer(store, select)] == [Decimal("1.50"), Decimal("7180130.00")]


def test_what_is_too_large_is_refused_before_it_is_made(store: pyoxigraph.Store) -> None:
    huge = "SELECT * { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(60)) + " }"
    with pytest.raises(QueryError, match="larger than 1,000 bytes; ask for less"), asked(store, huge, {}) as results:
        written(results, "text/csv", 1000)


# the command


def test_a_table_has_labels_prefixed_names_and_numbers(query: Query) -> None:
    code, printed, said = query(f"SELECT ?s ?o {{ ?s <{SITE}p>|<{SITE}q>|skos:notation ?o }} ORDER BY STR(?o)")
    assert (code, said) == (0, "")
    lines = [line.split() for line in printed.splitlines()]
    assert lines[0] == ["s", "o"]
    assert [f"<{SITE}x>", "1.5"] in lines
    assert [f"<{SITE}y>", "安康"] in lines
    assert ["funds:total", "total"] in lines
    assert query("ASK { ?s ?p ?o }")[1].split()[-1] == "true"
    wide = query(f"SELECT ('{'x' * 300}' AS ?long) {{}}")[1]
    assert "x" * 300 in wide


@pytest.mark.parametrize(
    ("output_format", "printed"),
    [
        ("csv", "o\n1.5\n"),
        ("tsv", "?o\n1.5\n"),
        ("xml", '<?xml version="1.0"?>'),
        ("json", '{"head":{"vars":["o"]}'),
    ],
)
def test_formats_of_the_command(query: Query, output_format: str, printed: str) -> None:
    code, out, err = query(f"SELECT ?o {{ <{SITE}x> ?p ?o FILTER(?o < 2) }}", "--format", output_format)
    assert (code, err) == (0, "")
    assert out.replace("\r\n", "\n").startswith(printed)
    assert out.endswith("\n")
    if output_format == "json":
        (row,) = json.loads(out)["results"]["bindings"]
        assert row["o"]["value"] == "1.5"


@pytest.mark.parametrize("output_format", ["table", "turtle", "ntriples"])
def test_a_graph_is_printed_as_a_graph(query: Query, output_format: str) -> None:
    code, out, err = query(f"DESCRIBE <{SITE}y>", "--format", output_format)
    assert (code, err) == (0, "")
    assert len(list(pyoxigraph.parse(out, pyoxigraph.RdfFormat.TURTLE))) == 2


@pytest.mark.parametrize("output_format", ["table", "csv", "tsv", "json", "xml"])
def test_no_results_are_told(query: Query, output_format: str) -> None:
    assert query("SELECT ?s { ?s a <x:y> }", "--format", output_format)[::2] == (0, "no results\n")
    assert query("CONSTRUCT WHERE { ?s a <x:y> }")[::2] == (0, "no results\n")
    assert query("ASK { ?s a <x:y> }", "--format", output_format)[::2] == (0, "")


def test_a_query_comes_from_a_file_or_standard_input(
    query: Query, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "SELECT ?o { <https://yusuan.example/x> ?p ?o FILTER(?o < 2) }"  # the placeholder means this site
    (tmp_path / "amount.rq").write_text(f"\ufeff# {{\n{text}", encoding="utf-8")
    assert query(str(tmp_path / "amount.rq"), "--format", "csv")[1].split() == ["o", "1.5"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert query("-", "--format", "csv")[1].split() == ["o", "1.5"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("SELECT * { ?s ?p }",), "line 1, column 12: cannot be read from here"),
        (("nowhere.rq",), "nowhere.rq: cannot be read (No such file or directory); give a query or a file"),
        (
            ("SELECT * {}", "--format", "turtle"),
            "gives a table, which --format turtle cannot show; choose csv, tsv, json",
        ),
        (
            ("CONSTRUCT WHERE {}", "--format", "csv"),
            "gives a graph, which --format csv cannot show; choose turtle, ntri",
        ),
        (("DROP ALL",), "DROP is an update"),
    ],
)
def test_errors_of_the_command_are_one_line(query: Query, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = query(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.startswith("yusuan: ")
    assert err.count("\n") == 1


def test_a_file_that_is_no_text(query: Query, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"ASK { \xff }")
    assert "bad.rq: cannot be read (it is not UTF-8)" in query(str(tmp_path / "bad.rq"))[2]


def test_the_command_asks_the_published_data(query: Query) -> None:
    text = "SELECT ?o { functions:2101506 skos:prefLabel ?o } ORDER BY LANG(?o)"
    assert query(text, "--format", "csv", root=ROOT)[1].splitlines()[-1] == "医疗保障经办事务"
