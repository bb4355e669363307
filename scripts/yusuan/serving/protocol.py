"""The SPARQL 1.1 Protocol: what a request asks, what a reply says, and why a request is refused. Pure.

The statuses of refusals: 400 for what is no query (an update is none here), an unknown graph and a result that is too
large; 403 for calling another endpoint (``SERVICE``); 405, 411, 413, 414, 415, 431 as HTTP has them; 406 where no
format fits; 503 where a query takes too long or needs too much memory (asking again does not help, so without
``Retry-After``), or where too many others are running (with it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from yusuan.querying.query import Graphs

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, bytes of memory beyond the data, bytes of its result and of the request, and how
    many queries are worked on at a time."""

    seconds: float = 10.0
    memory: int = 1 << 30
    result: int = 32 << 20
    request: int = 64 << 10
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the endpoint: a query, or (``""``) what the service offers. ``graphs`` are those that it is to
    see, all where there are none; ``accept`` is what the client said of formats."""

    query: str = ""
    graphs: Graphs | None = None
    accept: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of the server: status, media type with charset, content, further headers."""

    status: int
    media_type: str
    content: bytes
    headers: tuple[tuple[str, str], ...] = ()


def refused(status: int, reason: str, *headers: tuple[str, str]) -> Reply:
    """A refusal: its reason as one line of plain text."""
    return Reply(status, "text/plain; charset=utf-8", (" ".join(reason.split()) + "\n").encode(), headers)


def question_of_get(search: str, accept: str) -> Question | Reply:
    """What a GET with a query string (``query=…``) asks; without ``query`` it asks what the service offers."""
    fields = _fields(search)
    return fields if isinstance(fields, Reply) else _question(fields, accept, is_description_possible=True)


def question_of_post(search: str, content_type: str, body: bytes, accept: str) -> Question | Reply:
    """What a POST asks: the query as such, with graphs in the query string, or a form with everything."""
    media_type, charset = _content_type(content_type)
    if media_type not in (FORM, QUERY) or charset not in ("", "utf-8", "utf8"):
        what = "updates are refused; " if media_type == "application/sparql-update" else ""
        reason = f"{what}a query comes as {QUERY} or {FORM} in UTF-8, not as {content_type or 'an unnamed type'}"
        return refused(415, reason, ("Accept-Post", f"{QUERY}, {FORM}"))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return refused(400, "the body is not UTF-8")
    fields = _fields(search if media_type == QUERY else "&".join(part for part in (search, text) if part))
    if isinstance(fields, Reply):
        return fields
    return _question([*fields, ("query", text)] if media_type == QUERY else fields, accept)


def _content_type(header: str) -> tuple[str, str]:
    """The media type of a ``Content-Type`` and its charset, both in lower case."""
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    charsets = [text.partition("=")[2].strip('"') for text in parameters if text.startswith("charset=")]
    return media_type, charsets[0] if charsets else ""


def _fields(text: str) -> list[tuple[str, str]] | Reply:
    if _BAD_ESCAPE.search(text):
        return refused(400, "a % is not followed by two hexadecimal digits; write %25 for the sign itself")
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        return refused(400, "the percent-encoded text is not UTF-8")
    except ValueError:
        return refused(400, f"there are more than {_MOST_FIELDS} fields")


def _question(fields: list[tuple[str, str]], accept: str, is_description_possible: bool = False) -> Question | Reply:
    names = {name for name, _ in fields}
    queries = [value for name, value in fields if name == "query"]
    if "update" in names:
        return refused(403, "updates are refused; the published data are read-only")
    if len(queries) > 1:
        return refused(400, "there is more than one query")
    if not queries and not (is_description_possible and not fields):
        return refused(400, "there is no query; give it as query=…")
    if queries and not queries[0].strip():
        return refused(400, "the query is empty")
    default, named = (
        tuple(dict.fromkeys(value for name, value in fields if name == f"{kind}-graph-uri"))
        for kind in ("default", "named")
    )
    return Question("".join(queries), Graphs(default, named) if default or named else None, accept)
