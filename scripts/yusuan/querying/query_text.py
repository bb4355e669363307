"""What can be told of a query from its text alone: what is refused before it is run, and where a syntax error is. Pure.

Oxigraph cannot be told to leave the network alone, so a query that calls another endpoint is found here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_GAP = r"(?:\s|\#[^\r\n]*[\r\n])*"
_NAMED = r"(?:<[^<>]*>|[?$]\w+|[^\s{}<>?$:]*:[^\s{}<>]*)"
_SERVICE = re.compile(rf"(?<![?$:@])service{_GAP}(?:silent{_GAP})?{_NAMED}{_GAP}\{{", re.IGNORECASE)
"""``SERVICE <…> {`` wherever it stands, even where it may be part of a string or comment: only a parser could tell
these apart for certain, and refusing a query that merely quotes one harms nobody."""

_PROLOGUE = rf"{_GAP}(?:(?:prefix\s+\S*:\s*<[^<>]*>|base\s*<[^<>]*>){_GAP})*"
_UPDATE = re.compile(rf"{_PROLOGUE}(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
_QUIET = re.compile(
    r"\"{3}(?:[^\"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}"
    r"|\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*'|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\r\n]*",
    re.DOTALL,
)
_DECLARED = re.compile(r"\bprefix\s+([^\s:<>]*):", re.IGNORECASE)
_PREFIXED = re.compile(r"(?<![\w?$@:.-])([A-Za-z][\w.-]*|):(?=[\w%\\:-]|\s)")
_FORM = re.compile(r"\b(?:select|ask|construct|describe)\b", re.IGNORECASE)
_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r"\b[A-Z][A-Z_]{2,}\b")
_REASON = re.compile(r"(?:^|, )([A-Z][a-z]+(?: [\w.,()]+)+)")
_SHOWN = 30


def refusal(query: str) -> str:
    """Why a text is not run, in one line; ``""`` where nothing speaks against it."""
    update = _UPDATE.match(query)
    if update:
        return f"{update.group(1).upper()} is an update; the published data are read-only, so only queries are answered"
    if _SERVICE.search(query):
        return "SERVICE is refused: a query is answered from the published data alone, never from the network"
    return ""


def syntax_message(query: str, error: str, prefixes: Mapping[str, str]) -> str:
    """What the parser says of a query as one line with line and column, both from 1.

    ``error`` is Oxigraph's message. Its position lies behind any keyword that it tried to read, and its list of what it
    expected names every character class; so the position is set back, and what stands there is shown instead.
    """
    if not _FORM.search(query):
        return "this is no query: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE"
    unknown = _undeclared(query, prefixes)
    found = _ERROR.match(error)
    if unknown is not None:
        name, start = unknown
        return f"{_position(query, start)}: the prefix {name}: is not declared"
    if not found:
        return " ".join(error.split())
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = query.split("\n")
    offset = min(sum(len(text) + 1 for text in lines[: line - 1]) + column - 1, len(query))
    reason = _REASON.search(expected)
    if reason:
        return f"{_position(query, offset)}: {reason[1].rstrip('., ')}"
    keywords = _KEYWORD.findall(expected)
    if keywords and not re.search(r"\"|\['", expected):
        offset = max(offset - min(map(len, keywords)), 0)
    offset += len(query[offset:]) - len(query[offset:].lstrip())
    rest = " ".join(query[offset:].split())
    if not rest and query.strip() and expected == "[_]":
        return f"{_position(query, offset)}: cannot be read up to here; is a variable bound twice in one group?"
    if not rest:
        return f"{_position(query, offset)}: the query ends too early"
    return f"{_position(query, offset)}: cannot be read from here: {rest[:_SHOWN]}{'…' * (len(rest) > _SHOWN)}"


def _position(query: str, offset: int) -> str:
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _undeclared(query: str, prefixes: Mapping[str, str]) -> tuple[str, int] | None:
    """The first prefix that is used and neither declared nor among ``prefixes``, with its place; strings, IRIs and
    comments are blanked first."""
    text = _QUIET.sub(lambda found: " " * len(found.group()), query)
    known = {*_DECLARED.findall(text), *prefixes, "_"}
    used = ((match[1], match.start()) for match in _PREFIXED.finditer(text))
    return next(((name, start) for name, start in used if name not in known), None)
