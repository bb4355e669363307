"""Turtle, written in sorted order as a stream.

A term is a ``str`` that already is Turtle (made by :func:`iri`, :func:`literal` …, or a :class:`Namespace`), so writing
is joining. Decimals keep the digits they have: ``4844351.00`` stays so. There are no blank nodes: all that is
described has an IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

Triple = tuple[str, str, str]
Description = tuple[str, list[tuple[str, str]]]
"""A subject and its predicates and objects, both as Turtle terms."""

A = "a"

_IRI_ILLEGAL = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_ESCAPED = re.compile(r"[\x00-\x1f\"\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def iri(text: str) -> str:
    """An IRI in angle brackets.

    Raises:
        ValueError: it holds a character that no IRI may have; the caller has to percent-encode it.
    """
    if _IRI_ILLEGAL.search(text):
        raise ValueError(f"not an IRI: {text!r}")
    return f"<{text}>"


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04X}"


def literal(text: str, language: str = "", datatype: str = "") -> str:
    """A string literal, with a language tag or a datatype (a Turtle term) if given.

    Control characters, line separators and the byte order mark are escaped, so every literal is one visible line.

    Raises:
        ValueError: the language tag is malformed, or the text holds half of a surrogate pair.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"not Unicode text: {text!r}")
    quoted = f'"{_ESCAPED.sub(_escape, text)}"'
    if language:
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f"not a language tag: {language!r}")
        return f"{quoted}@{language}"
    return f"{quoted}^^{datatype}" if datatype else quoted


def decimal(amount: Decimal) -> str:
    """An ``xsd:decimal`` with exactly the digits of ``amount``, and always a point, without which it were an integer.

    Raises:
        ValueError: the amount is not finite.
    """
    if not amount.is_finite():
        raise ValueError(f"not an amount: {amount}")
    digits = f"{amount:f}"
    return digits if "." in digits else f"{digits}.0"


def integer(value: int) -> str:
    """An ``xsd:integer``."""
    return str(value)


def boolean(value: bool) -> str:
    """An ``xsd:boolean``."""
    return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Namespace:
    """A prefix and its IRI; ``namespace["name"]`` is the term, a full IRI where Turtle has no plain prefixed name."""

    prefix: str
    iri: str

    def __getitem__(self, name: str) -> str:
        return f"{self.prefix}:{name}" if _LOCAL_NAME.fullmatch(name) else iri(self.iri + name)


def gather(triples: Iterable[Triple]) -> list[Description]:
    """Descriptions in order of their subjects; triples said twice stand once. For what fits in memory."""
    return [
        (subject, [(predicate, thing) for _, predicate, thing in group])
        for subject, group in groupby(sorted(set(triples)), key=lambda triple: triple[0])
    ]


def _predicate_order(pair: tuple[str, str]) -> tuple[bool, str, str]:
    return pair[0] != A, *pair


def _block(description: Description) -> str:
    subject, pairs = description
    lines = [
        f"{predicate} {', '.join(thing for _, thing in group)}"
        for predicate, group in groupby(sorted(set(pairs), key=_predicate_order), key=lambda pair: pair[0])
    ]
    return f"\n{subject} " + " ;\n  ".join(lines) + " .\n"


def write(namespaces: Iterable[Namespace], descriptions: Iterable[Description]) -> Iterator[str]:
    """The document, in pieces: prefixes, then one block for each subject, predicates sorted with ``a`` first.

    ``descriptions`` come in strictly ascending order of subjects (as :func:`gather` gives them; several such streams
    are joined by ``heapq.merge``), so that nothing is held back.

    Raises:
        ValueError: a subject is out of order, stands twice or says nothing; two namespaces share a prefix.
    """
    known: dict[str, str] = {}
    for namespace in namespaces:
        if known.setdefault(namespace.prefix, namespace.iri) != namespace.iri:
            raise ValueError(f"prefix {namespace.prefix!r} stands for two namespaces")
    yield from (f"@prefix {prefix}: {iri(known[prefix])} .\n" for prefix in sorted(known))
    previous = ""
    for description in descriptions:
        if description[0] <= previous or not description[1]:
            raise ValueError(f"{description[0]} is out of order, stands twice or says nothing")
        previous = description[0]
        yield _block(description)


def document(namespaces: Iterable[Namespace], triples: Iterable[Triple]) -> bytes:
    """A small graph as UTF-8 Turtle."""
    return encode(write(namespaces, gather(triples)))


def encode(pieces: Iterable[str]) -> bytes:
    """The pieces of a document as UTF-8."""
    return "".join(pieces).encode()


def described(subject: str, properties: Mapping[str, str | Iterable[str]]) -> Iterator[Triple]:
    """The triples of one subject; a property has one object or several, and is left out where it has none."""
    for predicate, things in properties.items():
        for thing in (things,) if isinstance(things, str) else things:
            if thing:
                yield subject, predicate, thing
