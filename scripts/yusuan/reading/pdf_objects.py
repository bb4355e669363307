"""The objects of a PDF as pdfium writes them out: names, numbers, strings, lists, dictionaries, references, streams."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Value = Any
"""``None``, ``bool``, ``int``, ``float``, ``bytes`` (a string), or one of the types below."""


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of an object that stands elsewhere in the file."""

    number: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A dictionary with content as it lies in the file; ``number`` is that of its object."""

    number: int
    entries: Mapping[str, Value]
    raw: bytes


_END = rb"(?![^\0\t\n\f\r ()<>\[\]{}/%])"
_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*(?:"
    rb"(?P<open><<|\[)|(?P<close>>>|\])|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<number>[0-9]+)[ \r\n]+[0-9]+[ \r\n]+R"
    + _END
    + rb"|(?P<real>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))"
    + _END
    + rb"|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)|(?P<string>\()|(?P<word>[A-Za-z]+)"
    + _END
    + rb")"
)
_PLAIN = re.compile(rb"\[[0-9 .+\-\r\n]*\]")
"""A list of nothing but numbers: widths, mostly; they are many."""
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_WORDS = {b"true": True, b"false": False, b"null": None}
_STREAM = re.compile(rb"[\0\t\n\f\r ]*stream\r?\n")


class Broken(ValueError):
    """What stands there is no object."""


def name_of(written: bytes) -> Name:
    """A name as it is meant, escapes resolved."""
    return Name(_ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), written).decode("latin-1"))


def _string_end(content: bytes, start: int) -> int:
    depth = 1
    for found in _IN_STRING.finditer(content, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    raise Broken


@dataclass(slots=True)
class _Open:
    """A list or dictionary that is not closed yet."""

    is_list: bool
    values: list[Value] = field(default_factory=list)

    def closed(self) -> Value:
        if self.is_list:
            return self.values
        keys, values = self.values[::2], self.values[1::2]
        return {str(key): value for key, value in zip(keys, values, strict=False)}


def value_at(content: bytes, start: int) -> tuple[Value, int]:
    """The value that stands at a place, and where it ends.

    Raises:
        Broken: none does.
    """
    outer = [_Open(is_list=True)]
    while True:
        plain = _PLAIN.match(content, start)
        found = None if plain else _TOKEN.match(content, start)
        if plain:
            outer[-1].values.append(_numbers(plain[0][1:-1].split()))
            start = plain.end()
        elif found is None:
            raise Broken
        else:
            start = found.end()
            kind = found.lastgroup
            if kind == "open":
                outer.append(_Open(is_list=found["open"] == b"["))
                continue
            if kind == "close":
                closed = outer.pop()
                if not outer or closed.is_list != (found["close"] == b"]"):
                    raise Broken
                outer[-1].values.append(closed.closed())
            elif kind == "string":
                end = _string_end(content, start)
                outer[-1].values.append(content[start : end - 1])
                start = end
            else:
                outer[-1].values.append(_simple(kind, found))
        if len(outer) == 1:
            return outer[0].values[0], start


def _numbers(written: list[bytes]) -> list[float]:
    try:
        return list(map(float, written))
    except ValueError as error:
        raise Broken from error


def _simple(kind: str | None, found: re.Match[bytes]) -> Value:
    if kind == "name":
        return name_of(found["name"])
    if kind == "number":
        return Reference(int(found["number"]))
    if kind == "real":
        return float(found["real"]) if b"." in found["real"] else int(found["real"])
    if kind == "hex":
        return found["hex"]
    if found["word"] not in _WORDS:
        raise Broken
    return _WORDS[found["word"]]


def object_at(content: bytes, start: int) -> Value:
    """The value of the object whose number stands at a place, with what it holds if it is a stream.

    Raises:
        Broken: none does.
    """
    head = re.compile(rb"([0-9]+) [0-9]+ obj").match(content, start)
    if head is None:
        raise Broken
    value, end = value_at(content, head.end())
    begin = _STREAM.match(content, end)
    if begin is None or not isinstance(value, dict):
        return value
    length = value.get("Length", 0)
    if not isinstance(length, int):
        raise Broken
    return Stream(int(head[1]), value, content[begin.end() : begin.end() + length])
