import random
from decimal import Decimal

import pytest
from graphs import by_pyoxigraph, by_rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from yusuan.publishing.rdf.iris import fragment
from yusuan.publishing.rdf.turtle import Namespace, Triple, boolean, decimal, document, iri, literal, write

XSD = Namespace("xsd", "http://www.w3.org/2001/XMLSchema#")
EX = Namespace("ex", "https://data.example.org/codes/#")
PARSERS = (by_rdflib, by_pyoxigraph)


def _one_object(thing: str) -> bytes:
    return document((EX, XSD), [(EX["s"], EX["p"], thing)])


@given(st.text())
@example('"""\\"\n\r\t\b\f\x00\x7f\x85\u2028\ufeff\ufffe\uffff𠀀𝄞\\u0041')
@example("'''")
def test_any_string_survives_both_parsers(text: str) -> None:
    turtle = _one_object(literal(text, "zh-Hans"))
    for parse in PARSERS:
        [(_, _, found)] = parse(turtle)
        assert found == ("literal", text, "zh-hans", "") or found == ("literal", text, "zh-Hans", "")


@given(st.text())
def test_a_string_literal_is_one_line(text: str) -> None:
    assert len(literal(text).splitlines()) == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.integers().map(Decimal))
@example(Decimal("4844351.00"))
@example(Decimal("-0.50"))
@example(Decimal("1E+3"))
@example(Decimal("0.00"))
@example(Decimal("123456789012345678901234567890.10"))
def test_decimals_keep_their_digits_in_both_parsers(amount: Decimal) -> None:
    written = decimal(amount)
    for parse in PARSERS:
        [(_, _, found)] = parse(_one_object(written))
        assert found == ("literal", written, "", "http://www.w3.org/2001/XMLSchema#decimal")
    assert Decimal(written) == amount


def test_amounts_are_written_with_the_digits_they_have() -> None:
    assert [decimal(Decimal(text)) for text in ("4844351.00", "5.10", "-7", "0")] == [
        "4844351.00",
        "5.10",
        "-7.0",
        "0.0",
    ]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "sNaN"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        decimal(Decimal(text))


@given(st.text(min_size=1))
@example("a.b.")
@example("-_T.%41")
@example("合计/小计")
@example(".")
def test_any_code_is_one_iri_in_both_parsers(code: str) -> None:
    name = fragment(code)
    turtle = document((EX,), [(EX[name], EX["p"], EX[name])])
    for parse in PARSERS:
        [(subject, _, thing)] = parse(turtle)
        assert subject == thing == ("iri", EX.iri + name)


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_codes_are_two_iris(one: str, other: str) -> None:
    assert (fragment(one) == fragment(other)) == (one == other)


@pytest.mark.parametrize("text", ["a b", "<", ">", '"', "{", "|", "^", "`", "\\", "\n", "\x00"])
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri(f"https://data.example.org/{text}")


def test_half_of_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="not Unicode"):
        literal("\ud83d")


@pytest.mark.parametrize("tag", ["zh_CN", "", " ", "zh-", "zh .", '"'])
def test_a_malformed_language_tag_is_refused(tag: str) -> None:
    if tag:
        with pytest.raises(ValueError, match="language"):
            literal("x", tag)
    else:
        assert literal("x", tag) == '"x"'


TRIPLES: list[Triple] = [
    (EX["b"], EX["p"], literal("乙", "zh")),
    (EX["b"], "a", EX["Thing"]),
    (EX["b"], EX["a"], boolean(True)),
    (EX["b"], EX["p"], literal("甲", "zh")),
    (EX["a"], EX["p"], decimal(Decimal("1.10"))),
    (EX["a"], EX["p"], decimal(Decimal("1.10"))),
]
EXPECTED = """@prefix ex: <https://data.example.org/codes/#> .

ex:a ex:p 1.10 .

ex:b a ex:Thing ;
  ex:a true ;
  ex:p "乙"@zh, "甲"@zh .
"""


def test_everything_is_sorted_and_nothing_stands_twice() -> None:
    for seed in range(5):
        shuffled = random.Random(seed).sample(TRIPLES, len(TRIPLES))
        assert document((EX,), shuffled).decode() == EXPECTED


@pytest.mark.parametrize("subjects", [["ex:b", "ex:a"], ["ex:a", "ex:a"]])
def test_a_stream_out_of_order_is_refused(subjects: list[str]) -> None:
    stream = ((subject, [(EX["p"], boolean(True))]) for subject in subjects)
    with pytest.raises(ValueError, match="out of order"):
        "".join(write((EX,), stream))


def test_one_prefix_for_two_namespaces_is_refused() -> None:
    with pytest.raises(ValueError, match="two namespaces"):
        "".join(write((EX, Namespace("ex", "https://other.example.org/")), ()))


def test_the_stream_holds_nothing_back() -> None:
    pieces = write((EX,), ((subject, [(EX["p"], boolean(True))]) for subject in ("ex:a", "never")))
    assert next(pieces).startswith("@prefix")
    assert next(pieces) == "\nex:a ex:p true .\n"
