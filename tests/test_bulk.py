"""The bulk file: every statement once, in its graph, as it is written; the same bytes each time."""

import gzip
from pathlib import Path

import pyoxigraph
import pytest
from graphs import _pyoxigraph_term as pyoxigraph_term
from graphs import by_pyoxigraph
from sample import ROOT, conversion

from yusuan.bulk import add_shared_rdf, bulk_statements, write_bulk
from yusuan.errors import InputError
from yusuan.publication import publish
from yusuan.site import site_base

SITE = "https://data.example.org/"
PAGE = f"{SITE}disclosures/jianming-medical-insurance-2024/"
Quad = tuple[tuple[str, ...], ...]


def quads(content: bytes) -> list[Quad]:
    return [
        (*map(pyoxigraph_term, (q.subject, q.predicate, q.object)), pyoxigraph_term(q.graph_name))
        for q in pyoxigraph.parse(content, pyoxigraph.RdfFormat.N_QUADS)
    ]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    lists = {name: found for name, found in conversion().codelists.items() if name in ("funds", "phases")}
    publish((conversion(),), lists, tmp_path / "datapackage", SITE)
    return tmp_path / "datapackage"


def test_it_holds_every_triple_of_every_file_in_its_graph(packages: Path) -> None:
    found = quads(b"".join(bulk_statements(packages, SITE)))
    assert len(found) == len(set(found))
    expected: set[Quad] = set()
    for path in packages.rglob("*.ttl"):
        inner = path.relative_to(packages).as_posix()
        graph = f"{SITE}datapackage/{inner}"
        if inner.startswith("codelists/"):
            graph = f"{SITE}codelists/"
        elif "/rdf/" in inner:
            graph = PAGE
        expected |= {(*triple, ("iri", graph)) for triple in by_pyoxigraph(path.read_bytes())}
    assert set(found) == expected
    assert {graph[1] for *_, graph in found} == {
        PAGE,
        f"{SITE}codelists/",
        f"{SITE}datapackage/catalogue.ttl",
        f"{SITE}datapackage/void.ttl",
    }


def test_graphs_follow_each_other_and_their_statements_are_sorted(packages: Path) -> None:
    lines = list(bulk_statements(packages, SITE))
    graphs = [line.rsplit(b" ", 2)[1] for line in lines]
    assert graphs == sorted(graphs)
    for graph in set(graphs):
        own = [line.rsplit(b" ", 2)[0] for line, name in zip(lines, graphs, strict=True) if name == graph]
        assert own == sorted(own)
        assert len(own) == len(set(own))


def test_the_same_packages_give_the_same_bytes_whenever_and_wherever(packages: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "yusuan.nq.gz", tmp_path / "b" / "other-name.gz"
    graphs = write_bulk(packages, SITE, first)
    assert write_bulk(packages, SITE, second) == graphs
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes()[3:8] == b"\0" * 5, "no file name and no time in the header"
    assert gzip.decompress(first.read_bytes()) == b"".join(bulk_statements(packages, SITE))
    assert sum(graph.statements for graph in graphs) == sum(1 for _ in bulk_statements(packages, SITE))


def test_a_site_gets_the_file_and_the_description_where_clients_look(packages: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    graphs = add_shared_rdf(packages, site, SITE)
    description = (packages / "void.ttl").read_bytes()
    assert (site / "void.ttl").read_bytes() == (site / ".well-known/void").read_bytes() == description
    packed = (site / "dump/yusuan.nq.gz").read_bytes()
    assert gzip.decompress(packed) == b"".join(bulk_statements(packages, SITE))
    apart = {graph.iri: (site / "query/graphs" / graph.name).read_bytes() for graph in graphs}
    assert b"".join(apart.values()) == packed
    assert [len(content) for content in apart.values()] == [graph.size for graph in graphs]
    for graph in graphs:
        lines = gzip.decompress(apart[graph.iri]).splitlines(keepends=True)
        assert len(lines) == graph.statements > 0
        assert all(line.endswith(f" <{graph.iri}> .\n".encode()) for line in lines)
    (packages / "void.ttl").unlink()
    with pytest.raises(InputError, match=r"void\.ttl: is missing; run `yusuan build`"):
        add_shared_rdf(packages, site, SITE)


def test_literals_keep_their_text(tmp_path: Path) -> None:
    once = '<a:s> <a:p> 749061853.00, "00", "a\\nb\\u2028\\u0085c\\"\\\\"@zh, "\\t", true .\n'
    text = once + "<a:s> <a:p> 749061853.00 .\n"
    (tmp_path / "x.ttl").write_text(text, encoding="utf-8")
    lines = list(bulk_statements(tmp_path, SITE))
    assert len(lines) == 5
    assert all(line.endswith(b" <https://data.example.org/datapackage/x.ttl> .\n") for line in lines)
    assert {object_ for _, _, object_, _ in quads(b"".join(lines))} == {o for _, _, o in by_pyoxigraph(once.encode())}
    assert any(b'"749061853.00"' in line for line in lines)


def test_a_file_without_triples_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("# nothing\n", encoding="utf-8")
    assert list(bulk_statements(tmp_path, SITE)) == []


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing is published yet"):
        list(bulk_statements(tmp_path, SITE))
    (tmp_path / "x.ttl").write_text("<a:s> <a:p> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.ttl: cannot be read as Turtle \(.*yusuan build") as caught:
        write_bulk(tmp_path, SITE, tmp_path / "dump" / "x.nq.gz")
    assert "\n" not in str(caught.value)
    (tmp_path / "x.ttl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        write_bulk(tmp_path, SITE, tmp_path)


@pytest.mark.skipif(not list((ROOT / "datapackage").rglob("*.ttl")), reason="nothing is published yet")
def test_what_is_published_makes_n_quads_that_a_parser_reads() -> None:
    base = site_base(ROOT)
    content = b"".join(bulk_statements(ROOT / "datapackage", base))
    read = pyoxigraph.parse(content, pyoxigraph.RdfFormat.N_QUADS)
    assert sum(1 for _ in read) == content.count(b"\n")
