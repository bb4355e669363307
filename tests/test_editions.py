"""Editions: the codes of a year, what became of the others, and how a document of that year is read."""

import pytest
import rdflib
from invented import LISTS as SHARED
from rdflib import SKOS

from yusuan.concepts import Codelist, Concept
from yusuan.editions import editions, former_names, successions
from yusuan.publishing.rdf.skos import codelist_turtle
from yusuan.recognition.lexicon import Lexicon

SITE = "https://budget.example/"
XKOS = rdflib.Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
SKOSXL = rdflib.Namespace("http://www.w3.org/2008/05/skos-xl#")
OWN = rdflib.Namespace(f"{SITE}vocabulary/#")


def concept(code: str, label: str, **extra: str) -> Concept:
    return Concept(code, "", label, "", extra=extra)


LISTED = Codelist(
    "economic-classes",
    {
        c.code: c
        for c in (
            concept("301", "工资", former_labels="2018:薪金"),
            concept("30112", "其他社保", from_year="2018"),
            concept("30104", "其他社保", until_year="2017", replaced_by="30112"),
            concept("30311", "代缴社保", from_year="2020"),
            concept("30311-2017", "公积金", notation="30311", until_year="2017"),
        )
    },
)


def test_editions_begin_where_something_changed() -> None:
    found = editions(LISTED)
    assert [(e.code, e.since, e.until) for e in found] == [
        ("edition-until-2017", "", "2017"),
        ("edition-2018", "2018", "2018"),
        ("edition-2019", "2019", "2019"),
        ("edition-2020", "2020", ""),
    ]
    assert [[c.code for c in e.concepts] for e in found] == [
        ["301", "30104", "30311-2017"],
        ["301", "30112"],
        ["301", "30112"],
        ["301", "30112", "30311"],
    ]
    assert [(s.given_up.code, s.replaced_by) for s in successions(found[0], found[1])] == [
        ("30104", "30112"),
        ("30311-2017", ""),
    ]
    assert successions(found[1], found[2]) == ()
    assert [(f.concept.code, f.label, f.until) for f in former_names(LISTED)] == [("301", "薪金", "2018")]


def test_a_list_without_years_has_no_editions_and_is_its_own() -> None:
    plain = Codelist("funds", {"a": concept("a", "甲")})
    assert editions(plain) == ()
    assert plain.edition("2017") is plain


@pytest.mark.parametrize(("year", "code"), [("2017", "30311-2017"), ("2018", "30311"), ("2024", "30311")])
def test_a_printed_code_is_that_of_the_edition(year: str, code: str) -> None:
    assert LISTED.edition(year).coded("30311") == code


@pytest.mark.parametrize(("year", "code"), [("2017", "30104"), ("2019", "30112")])
def test_a_name_is_that_of_the_edition(year: str, code: str) -> None:
    lexicon = Lexicon({"economic": LISTED}).edition(year)
    assert lexicon.one("economic", "其他社保") == code


def test_editions_are_published_as_schemes_that_follow_each_other() -> None:
    graph = rdflib.Graph().parse(data=codelist_turtle(LISTED, SITE), format="turtle")
    base = f"{SITE}codelists/economic-classes/#"
    first, second = rdflib.URIRef(f"{base}edition-until-2017"), rdflib.URIRef(f"{base}edition-2018")
    reused = rdflib.URIRef(f"{base}30311-2017")
    assert graph.value(second, XKOS.follows) == first
    assert (reused, SKOS.inScheme, first) in graph
    assert (reused, SKOS.inScheme, second) not in graph
    assert graph.value(reused, SKOS.notation) == rdflib.Literal("30311")
    (pair,) = (p for p in graph.subjects(XKOS.targetConcept, rdflib.URIRef(f"{base}30112")))
    assert graph.value(pair, XKOS.sourceConcept) == rdflib.URIRef(f"{base}30104")
    (named,) = graph.subjects(SKOSXL.literalForm, rdflib.Literal("薪金", lang="zh"))
    assert str(graph.value(named, OWN.untilYear)) == "2018"


@pytest.mark.parametrize("name", ["economic-classes", "functions", "government-economic-classes"])
def test_the_shared_lists_state_years_that_can_be(name: str) -> None:
    codelist = SHARED[name]
    assert editions(codelist)
    for each in codelist:
        since, until = each.extra.get("from_year", ""), each.extra.get("until_year", "")
        assert all(len(year) == 4 and year.isdigit() for year in (since, until) if year), each.code
        assert not (since and until) or since <= until, each.code
        assert each.extra.get("replaced_by", "") in ("", *codelist.concepts), each.code
        assert each.parent == "" or each.parent in codelist.edition(until or since or "2024"), each.code
    for former in former_names(codelist):
        assert former.label in former.concept.alt_labels, f"{former.label} is recognised too"
