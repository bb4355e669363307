"""Every fact leads to the cells that print it, each cell to its place in the document; statements link to both."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
import sample
from graphs import blank_nodes, by_pyoxigraph, by_rdflib
from invented import LISTS, converted
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from yusuan import __version__
from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.publishing.rdf.cube import facts_turtle
from yusuan.publishing.rdf.distributions import document_triples
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.provenance import provenance_turtle, segment
from yusuan.publishing.rdf.statements import statements_turtle
from yusuan.publishing.rdf.terms import Terms
from yusuan.reading.document import Grid, Location
from yusuan.site import site_base
from yusuan.sources import Source, read_sources

SITE = "https://data.example.org/"
PAGE = f"{SITE}disclosures/{sample.conversion().disclosure.disclosure_id}/"
OWN = rdflib.Namespace(f"{SITE}vocabulary/#")
OWN_PUBLISHED = rdflib.Namespace(base_at(site_base(sample.ROOT)).vocabulary)
OA, PROV = rdflib.Namespace("http://www.w3.org/ns/oa#"), rdflib.Namespace("http://www.w3.org/ns/prov#")
AMOUNT = rdflib.URIRef("http://data.openbudgets.eu/ontology/dsd/measure/amount")
HERE = rdflib.Namespace(f"{PAGE}#")
GRAPH = rdflib.Namespace(f"{PAGE}rdf/provenance.ttl#")


def graph(turtle: bytes) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


def provenance(conversion: Conversion) -> Graph:
    return graph(provenance_turtle(conversion, SITE))


FOUND = provenance(sample.conversion())


def test_the_parsers_read_the_same_without_blank_nodes_and_twice_the_same_bytes() -> None:
    for made in (provenance_turtle, statements_turtle):
        turtle = made(sample.conversion(), SITE)
        read = by_rdflib(turtle)
        assert read == by_pyoxigraph(turtle)
        assert read
        assert not blank_nodes(read)
        assert made(sample.conversion(), SITE) == turtle


def test_every_cell_is_described_with_text_amount_unit_and_place() -> None:
    conversion = sample.conversion()
    assert {str(cell) for cell in FOUND.subjects(RDF.type, OWN.Cell)} == {
        f"{PAGE}#cell-{cell.cell_id}" for cell in conversion.cells
    }
    cell = HERE["cell-t02-project-target-form.r2c2"]
    assert set(FOUND.objects(cell, RDF.type)) == {OWN.Cell, OA.SpecificResource, PROV.Entity}
    said = {str(p).removeprefix(OWN): str(o) for p, o in FOUND.predicate_objects(cell) if str(p).startswith(OWN)}
    assert said == {
        "cellKind": f"{SITE}codelists/cell-kinds/#form",
        "printedText": "0.002",
        "printedAmount": "20.00",
        "printedUnit": f"{SITE}codelists/units-of-measure/#wan-yuan",
        "printedIn": f"{PAGE}#table-t02-project-target-form",
        "rowLabel": "网络运行维护费",
        "columnHeader": "年度资金总额",
        "row": "2",
        "column": "2",
        "line": "22",
        "binding": f"{SITE}codelists/binding/#label",
        "witnesses": f"{PAGE}#fact-{conversion.facts[4].fact_id}",
    }


def test_a_fact_is_derived_from_its_witnesses_and_they_from_the_document() -> None:
    for fact in sample.conversion().facts:
        cells = set(FOUND.objects(HERE[f"fact-{fact.fact_id}"], PROV.wasDerivedFrom))
        assert cells == {HERE[f"cell-{cell_id}"] for cell_id in fact.cell_ids}
        assert cells == set(FOUND.subjects(OWN.witnesses, HERE[f"fact-{fact.fact_id}"]))
        for cell in cells:
            assert FOUND.value(cell, PROV.wasDerivedFrom) == FOUND.value(cell, OA.hasSource) == HERE.document


def test_a_cell_without_a_key_says_why_and_witnesses_nothing() -> None:
    unbound = HERE["cell-t01-expenditure-summary.r9c2"]
    assert FOUND.value(unbound, OWN.unboundBecause) == Literal("label matches nothing")
    assert FOUND.value(unbound, OWN.witnesses) is None


def test_a_cell_of_the_prose_is_in_no_table() -> None:
    prose = HERE["cell-prose.s1"]
    assert FOUND.value(prose, OWN.printedText) == Literal("150.5元")
    assert [FOUND.value(prose, p) for p in (OWN.printedIn, OWN.row, OWN.column)] == [None] * 3


def test_the_selector_is_a_line_refined_by_the_text_that_is_printed_there() -> None:
    cell = HERE["cell-t01-expenditure-summary.r2c2"]
    place = FOUND.value(cell, OA.hasSelector)
    assert place == GRAPH["place-t01-expenditure-summary.r2c2"]
    assert FOUND.value(place, RDF.type) == OA.FragmentSelector
    assert FOUND.value(place, RDF.value) == Literal("line=9,10")
    quote = FOUND.value(place, OA.refinedBy)
    assert FOUND.value(quote, RDF.type) == OA.TextQuoteSelector
    assert FOUND.value(quote, OA.exact) == Literal("150.50")


@pytest.mark.parametrize(
    ("place", "last", "media_type", "fragment"),
    [
        (Location(line=1), None, "text/plain", "line=0,1"),
        (Location(line=5), 7, "text/plain", "line=4,7"),
        (Location(page=3), None, "application/pdf", "page=3"),
        (Location(page=3), None, "text/plain", ""),
        (Location(line=5), None, "text/html", ""),
        (Location(), None, "application/pdf", ""),
    ],
)
def test_a_place_is_a_fragment_of_the_media_type(
    place: Location, last: int | None, media_type: str, fragment: str
) -> None:
    found, standard = segment(place, last, media_type)
    assert found == fragment
    assert bool(standard) == bool(fragment)


def test_where_the_place_is_not_known_the_text_alone_selects() -> None:
    conversion = sample.conversion()
    found = provenance(replace(conversion, document=replace(conversion.document, media_type="text/html")))
    selector = found.value(HERE["cell-t01-expenditure-summary.r2c2"], OA.hasSelector)
    assert found.value(selector, OA.exact) == Literal("150.50")
    assert (None, RDF.type, OA.FragmentSelector) not in found


def test_the_document_has_the_checksum_that_the_metadata_gives() -> None:
    conversion = sample.conversion()
    checksum = "http://spdx.org/rdf/terms#checksumValue"
    assert [str(o) for o in FOUND.objects(None, URIRef(checksum))] == [conversion.document.sha256]
    terms = Terms(base_at(SITE), conversion.disclosure.disclosure_id)
    stated = set(document_triples(conversion.document, conversion.disclosure.title, terms))
    assert len(stated) > 8
    prefixes = "".join(line for line in provenance_turtle(conversion, SITE).decode().splitlines(True) if line[0] == "@")
    for triple in graph((prefixes + "".join(f"{' '.join(t)} .\n" for t in stated)).encode()):
        assert triple in FOUND


def test_the_data_set_was_generated_by_this_version_from_the_document() -> None:
    activity = FOUND.value(HERE.dataset, PROV.wasGeneratedBy)
    assert FOUND.value(activity, RDF.type) == PROV.Activity
    assert FOUND.value(activity, PROV.used) == FOUND.value(HERE.dataset, PROV.wasDerivedFrom) == HERE.document
    software = FOUND.value(activity, PROV.wasAssociatedWith)
    assert FOUND.value(software, RDFS.label) == Literal(f"Yusuan {__version__}", "en")
    assert (software, RDF.type, PROV.SoftwareAgent) in FOUND
    times = (PROV.startedAtTime, PROV.endedAtTime, PROV.generatedAtTime)
    assert not [p for p in FOUND.predicates() if p in times]


def test_a_statement_links_to_its_cell_its_fact_and_the_sentence() -> None:
    conversion = sample.conversion()
    found = graph(statements_turtle(conversion, SITE))
    assert len(set(found.subjects(RDF.type, OWN.Statement))) == len(conversion.statements)
    first, stated = HERE["statement-prose.s1"], conversion.statements[0]
    assert found.value(first, OWN.cell) == HERE["cell-prose.s1"]
    assert found.value(first, OWN.fact) == FOUND.value(HERE["cell-prose.s1"], OWN.witnesses)
    assert found.value(first, OWN.sentence) == Literal(stated.sentence, "zh")
    assert found.value(first, OWN.statedAmount) == Literal(stated.amount)
    assert found.value(first, OWN.printedText) == Literal(stated.printed)


def test_a_statement_that_follows_from_others_is_derived_from_them() -> None:
    conversion = sample.conversion()
    one = conversion.statements[0]
    change = replace(one, number=2, subject="change", direction="increase", compared_with="上年", belongs_to=1)
    implied = replace(one, number=3, subject="implied-amount", printed="", value=None, derived_from=(1, 2))
    found = graph(statements_turtle(replace(conversion, statements=(one, change, implied)), SITE))
    third, second, first = (HERE[f"statement-prose.s{number}"] for number in (3, 2, 1))
    assert set(found.objects(third, PROV.wasDerivedFrom)) == {first, second}
    assert found.value(third, OWN.printedText) is None
    assert found.value(second, OWN.belongsTo) == first
    assert found.value(second, OWN.direction) == Literal("increase")
    assert found.value(second, PROV.wasDerivedFrom) == HERE.document


def test_prose_that_states_nothing_has_no_graph() -> None:
    assert statements_turtle(replace(sample.conversion(), statements=()), SITE) == b""


FUNCTIONS = """
    表1 一般公共预算支出表
    单位：元
    功能科目编码|功能科目名称|合计
    |合计|30.00
    208|社会保障和就业支出|10.00
    210|卫生健康支出|20.00
"""
ECONOMIC = """
    表2 一般公共预算基本支出表
    单位：元
    经济科目编码|经济科目名称|合计
    |合计|30.00
    301|工资福利支出|25.00
    302|商品和服务支出|5.00
"""


def observations(text: str) -> dict[str, Decimal]:
    turtle = "".join(facts_turtle(converted(text), SITE)).encode()
    return {s[1]: Decimal(o[1]) for s, p, o in by_pyoxigraph(turtle) if p[1] == str(AMOUNT)}


def test_iris_of_facts_do_not_change_when_an_unrelated_table_goes() -> None:
    whole, without = observations(FUNCTIONS + ECONOMIC), observations(FUNCTIONS)
    assert len(without) >= 3
    assert len(whole) > len(without)
    assert without.items() <= whole.items()
    after = observations(ECONOMIC + FUNCTIONS)
    assert after == whole


PUBLISHED = sorted(path.parents[1] for path in (sample.ROOT / "datapackage").glob("*/rdf/provenance.ttl"))
TWO = [source for source in read_sources(sample.ROOT / "datapackage") if source.id.startswith(("ankang", "zizhou"))]


@pytest.mark.parametrize("source", TWO, ids=lambda source: source.id)
def test_iris_of_facts_of_a_document_stay_when_one_of_its_tables_is_cut_out(source: Source) -> None:
    document = read(source.path)
    whole = {fact.fact_id for fact in convert(document, source, LISTS).facts}
    grids = [number for number, block in enumerate(document.blocks) if isinstance(block, Grid)]
    for cut in grids[4:8:3]:
        blocks = (*document.blocks[:cut], *document.blocks[cut + 1 :])
        kept = {fact.fact_id for fact in convert(replace(document, blocks=blocks), source, LISTS).facts}
        assert len(kept) > 100
        assert kept <= whole


@pytest.mark.skipif(not PUBLISHED, reason="nothing is published under datapackage/ yet")
@pytest.mark.parametrize("folder", PUBLISHED, ids=lambda path: path.name)
def test_every_published_cell_is_found_in_the_document_by_its_selector(folder: Path) -> None:
    (text,) = folder.glob("source/*.txt")
    lines = text.read_text(encoding="utf-8").splitlines()
    values: dict[str, dict[str, str]] = {}
    for s, p, o in by_pyoxigraph((folder / "rdf" / "provenance.ttl").read_bytes()):
        values.setdefault(p[1], {})[s[1]] = o[1]
    selectors = values[str(OA.hasSelector)]
    with (folder / "data" / "cells.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["cell_id"]: row for row in csv.DictReader(file)}
    assert {cell.partition("#cell-")[2] for cell in selectors} == set(cells)
    for cell, place in selectors.items():
        row = cells[cell.partition("#cell-")[2]]
        quote = values[str(OA.exact)][values[str(OA.refinedBy)][place]]
        begin, end = map(int, values[str(RDF.value)][place].removeprefix("line=").split(","))
        assert quote == row["printed"]
        assert quote in "\n".join(lines[begin:end]), cell
        assert Decimal(values[str(OWN_PUBLISHED.printedAmount)][cell]) == Decimal(row["amount"])
        assert values[str(OWN_PUBLISHED.witnesses)].get(cell, "#fact-").partition("#fact-")[2] == row["fact_id"]
