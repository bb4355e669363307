"""The code lists of ``schemas/codelists``: each is a tree with labels in two languages and no undeclared ambiguity."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from yusuan.codelists import DIMENSION_LISTS, read_codelist, read_codelists
from yusuan.concepts import Codelist, Concept
from yusuan.editions import editions
from yusuan.errors import InputError
from yusuan.facts.fact import Binding, Status
from yusuan.recognition.labels import flatten, normalise

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "schemas" / "codelists"
PATHS = sorted(FOLDER.glob("*.csv"))
SOURCES = sorted((ROOT / "datapackage").glob("*/source/*.txt"))
LIST_OF_FIRST_DIGIT = {"2": "functions", "3": "economic-classes", "5": "government-economic-classes"}
MISPRINTED = {"30236"}
"""Codes that a document prints by mistake: they belong in its findings, not in a list."""

CODE = re.compile(r"2\d\d(\d\d){0,2}|[35]\d\d(\d\d)?")
SERIAL = re.compile(r"\d{0,3}")
NAME = re.compile(r"[\u4e00-\u9fff()、]+")


@pytest.fixture(scope="module")
def codelists() -> dict[str, Codelist]:
    return read_codelists(FOLDER)


def labels(concept: Concept) -> set[str]:
    """Every label of a concept in the form in which labels are compared."""
    return {normalise(label) for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels)}


def shared_labels(concepts: list[Concept]) -> dict[str, set[str]]:
    """The labels that stand for more than one code, with these codes."""
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for label in labels(concept):
            owners[label].add(concept.code)
    return {label: codes for label, codes in owners.items() if len(codes) > 1}


def printed_codes(text: str) -> Iterator[str]:
    """The codes of a transcript: a cell of 3, 5 or 7 digits with a name to its right and no other text to its left,
    or 类, 款 and 项 in three cells."""
    for line in text.splitlines():
        cells = [flatten(cell) for cell in line.split("\t")]
        left = ["", "", *cells]
        for n, cell in enumerate(cells):
            following = [*cells[n + 1 : n + 3], "", ""][:2]
            if re.fullmatch(r"2\d\d", cell) and all(re.fullmatch(r"\d\d", part) for part in following):
                yield cell + "".join(following)
            elif CODE.fullmatch(cell) and NAME.fullmatch(following[0]):
                before, name_of = left[n + 1], left[n]
                if SERIAL.fullmatch(before) or (NAME.fullmatch(before) and CODE.fullmatch(name_of)):
                    yield cell


def test_the_lists_are_there(codelists: dict[str, Codelist]) -> None:
    assert {*DIMENSION_LISTS, "divisions", "units-of-measure", "fact-status", "binding"} <= set(codelists)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_list_is_a_tree(path: Path) -> None:
    concepts = read_codelist(path)  # refuses a code that stands twice
    for concept in concepts:
        seen = [concept.code]
        while parent := concepts[seen[-1]].parent:
            assert parent in concepts, f"{path.name}: {seen[-1]} has parent {parent}, which is not in the list"
            assert parent not in seen, f"{path.name}: {concept.code} is its own ancestor"
            seen.append(parent)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_rows_are_complete(path: Path) -> None:
    for concept in read_codelist(path):
        where = f"{path.name}: {concept.code}"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.code), where
        assert concept.label_zh, where
        assert re.search("[A-Za-z]", concept.label_en), where
        assert not re.search("[\u4e00-\u9fff]", concept.label_en), where
        assert concept.status in {"attested", "unverified"}, where
        assert concept.source, where
        assert all(labels(concept)), f"{where} has a label of which normalisation leaves nothing"
        assert concept.label_zh not in concept.alt_labels + concept.hidden_labels, where
        assert not set(concept.alt_labels) & set(concept.hidden_labels), where


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_label_stands_for_one_code_among_siblings(path: Path) -> None:
    codelist = read_codelist(path)
    for year in [edition.since or edition.until for edition in editions(codelist)] or ["2024"]:
        siblings: dict[tuple[str, str], list[Concept]] = defaultdict(list)
        for concept in codelist.edition(year):
            # two kinds of table may share a title when their columns tell them apart
            axis = concept.extra["axis"] if path.stem == "table-kinds" else ""
            siblings[concept.parent, axis].append(concept)
        assert {place: shared for place, group in siblings.items() if (shared := shared_labels(group))} == {}, year


@pytest.mark.parametrize("path", [p for p in PATHS if p.stem != "table-kinds"], ids=lambda path: path.stem)
def test_labels_that_repeat_are_declared_and_only_these(path: Path) -> None:
    concepts = list(read_codelist(path))
    repeated = {code for codes in shared_labels(concepts).values() for code in codes}
    declared = {concept.code for concept in concepts if concept.extra.get("ambiguous") == "yes"}
    assert repeated == declared


@pytest.mark.parametrize("name", LIST_OF_FIRST_DIGIT.values())
def test_codes_nest_by_their_digits(codelists: dict[str, Codelist], name: str) -> None:
    coded = [concept for concept in codelists[name] if concept.code.isdigit()]
    assert len(coded) > 50
    for concept in coded:
        assert LIST_OF_FIRST_DIGIT[concept.code[0]] == name
        assert concept.parent == ("total" if len(concept.code) == 3 else concept.code[:-2])
    assert [c.code for c in coded] == sorted(c.code for c in coded)
    assert next(iter(codelists[name])).code == "total"


def test_members_of_the_three_public_collections_are_listed(codelists: dict[str, Codelist]) -> None:
    classes = codelists["economic"]
    members = {c.code: c.extra["members"].split("|") for c in classes if c.extra["members"]}
    assert {"three-public", "official-vehicles"} <= set(members)
    assert [code for codes in members.values() for code in codes if code not in classes] == []


def test_units_are_exact_multiples_of_the_yuan(codelists: dict[str, Codelist]) -> None:
    factors = {concept.code: concept.extra["factor"] for concept in codelists["units-of-measure"]}
    assert factors == {"yuan": "1", "thousand-yuan": "1000", "wan-yuan": "10000", "yi-yuan": "100000000"}


def test_lists_of_status_and_binding_are_those_of_the_program(codelists: dict[str, Codelist]) -> None:
    assert set(codelists["fact-status"].concepts) == set(Status)
    assert set(codelists["binding"].concepts) == set(Binding)


def test_phases_are_those_of_openbudgets(codelists: dict[str, Codelist]) -> None:
    for concept in codelists["phase"]:
        assert concept.extra["obeu"].endswith(f"/codelist/budget-phase/{concept.code}")
    assert set(codelists["phase"].concepts) == {"draft", "approved", "revised", "executed"}


def test_repeated_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    header = "code,parent,label_zh,label_en,alt_labels,hidden_labels,source,status,note\n"
    path.write_text(header + "a,,甲,A,,,s,attested,\na,,乙,B,,,s,attested,\n", encoding="utf-8")
    with pytest.raises(InputError, match="'a' stands twice"):
        read_codelist(path)


def test_printed_codes_are_found_and_amounts_are_not() -> None:
    text = (
        "1\t30101\t基本工资\t50101\t工资奖金津贴\t1814424.00\n"
        "210\t15\t06\t\t医疗保障经办事务\t12\n"
        "收入总计\t3254218\t支出总计\t3254218\n202\t年度资金总额:\t5\n357\t7\n"
    )
    assert list(printed_codes(text)) == ["30101", "50101", "2101506"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_printed_code_is_listed(codelists: dict[str, Codelist], path: Path) -> None:
    codes = set(printed_codes(path.read_text(encoding="utf-8")))
    assert codes, f"{path} prints no code that the test can see"
    unlisted = {code for code in codes if code not in codelists[LIST_OF_FIRST_DIGIT[code[0]]]}
    assert unlisted - MISPRINTED == set()


@pytest.mark.skipif(not SOURCES, reason="no source document is there yet")
def test_misprinted_codes_are_printed_and_unlisted(codelists: dict[str, Codelist]) -> None:
    printed = {code for path in SOURCES for code in printed_codes(path.read_text(encoding="utf-8"))}
    assert printed >= MISPRINTED
    assert not any(code in codelists[LIST_OF_FIRST_DIGIT[code[0]]] for code in MISPRINTED)


def test_every_finding_code_is_explained() -> None:
    codes = read_codelist(ROOT / "schemas" / "codelists" / "finding-codes.csv")
    parts = ("message", "check", "why", "condition")
    columns = [f"{part}_{language}" for part in parts for language in ("zh", "en")]
    lacking = [f"{concept.code} {column}" for concept in codes for column in columns if not concept.extra.get(column)]
    assert lacking == []
