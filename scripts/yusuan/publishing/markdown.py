"""Pieces of Markdown for the READMEs of packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from yusuan.errors import printable
from yusuan.publishing.resource import amount_text


def inline(text: str) -> str:
    """Text of a document inside a line of Markdown: what it prints must not become markup."""
    flat = printable(" ".join(text.split()))
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in flat)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table; the values are Markdown."""
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    yield from (f"| {' | '.join(str(value) for value in row)} |" for row in rows)


def yuan(amount: Decimal | None) -> str:
    """An amount in yuan with commas between thousands; a dash where there is none."""
    if amount is None:
        return "—"
    whole, _, decimals = amount_text(amount).partition(".")
    return f"{int(whole):,}.{decimals}" if whole != "-0" else f"-0.{decimals}"
