"""What `make interop` asks of every store, answered here by the one at hand; and that a wrong sum is told."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from sample import conversion

from interop_expected import Expected, Question, differences, expected
from yusuan.publication import publish

SITE = "https://data.example.org/"


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    folder = tmp_path_factory.mktemp("interop")
    lists = {name: found for name, found in conversion().codelists.items() if name in ("funds", "phases")}
    publish((conversion(),), lists, folder / "datapackage", SITE)
    (folder / "work").mkdir()
    return expected(folder / "datapackage", SITE, folder / "work")


@pytest.fixture(scope="module")
def store(wanted: Expected) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(wanted.plain), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def solutions(store: pyoxigraph.Store, question: Question) -> list[Mapping[str, str]]:
    def rows() -> Iterator[Mapping[str, str]]:
        for query in question.queries:
            found = store.query(query)
            assert isinstance(found, pyoxigraph.QuerySolutions)
            names = [variable.value for variable in found.variables]
            yield from ({name: row[name].value for name in names} for row in found)

    return list(rows())


def test_a_store_answers_every_question_with_the_sums_of_the_csv(wanted: Expected, store: pyoxigraph.Store) -> None:
    for question in (*wanted.questions, wanted.views(100), wanted.views(1)):
        assert question.answer
        assert differences(question, solutions(store, question)) == []
    assert sum(wanted.views(100).answer.values()) == Decimal("150.50")
    assert {question.name for question in wanted.questions} == {"graphs", "facts", "leaves"}


def test_facts_are_named_in_queries_of_limited_size(wanted: Expected) -> None:
    facts = sum(len(line.facts) for line in wanted.lines)
    assert [query.count("#fact-") for query in wanted.views(1).queries] == [1] * facts
    (whole,) = wanted.views(facts).queries
    assert whole.count("#fact-") == facts


def test_every_file_and_statement_is_counted(wanted: Expected) -> None:
    assert wanted.statements == wanted.plain.read_bytes().count(b"\n")
    assert len(wanted.turtle) == len(list(wanted.packed.parents[1].rglob("*.ttl")))
    assert all(wanted.turtle.values())


def test_a_wrong_a_missing_and_a_further_sum_are_told(wanted: Expected, store: pyoxigraph.Store) -> None:
    for question in (*wanted.questions, wanted.views(100)):
        right = solutions(store, question)
        first = dict(right[0])
        assert len(differences(question, [first | {"sum": "0.01"}, *right[1:]])) == 1
        assert len(differences(question, right[1:])) == 1
        assert len(differences(question, [*right, first | {question.keys[-1]: "other"}])) == 1
        assert differences(question, [*right, first]) == [f"{question.name}: a group is given twice"]


def test_an_amount_that_differs_between_csv_and_rdf_is_told(wanted: Expected, tmp_path: Path) -> None:
    sample = conversion()
    publish((sample,), {}, tmp_path / "datapackage", SITE)
    path = tmp_path / "datapackage" / sample.disclosure.disclosure_id / "data" / "facts.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    rows[1][rows[0].index("amount")] = "150.51"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    (tmp_path / "work").mkdir()
    changed = expected(tmp_path / "datapackage", SITE, tmp_path / "work")
    store = pyoxigraph.Store()
    store.bulk_load(path=str(changed.plain), format=pyoxigraph.RdfFormat.N_QUADS)
    told = {q.name for q in changed.questions if differences(q, solutions(store, q))}
    assert told == {"facts"}, "the first fact is a total: not a leaf, and in no view"
    assert replace(wanted, lines=()).views(10).queries == ()
