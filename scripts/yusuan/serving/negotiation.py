"""Content negotiation: which of the media types that can be had a client likes best (RFC 9110 §12.5.1). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/x-turtle": "text/turtle",
    "application/turtle": "text/turtle",
}
"""Names that clients use for what has another one."""


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The best of the ``offered`` types (the server's favourite first) for an ``Accept`` header, or ``None``.

    A client that says nothing takes anything. What it says of a type itself counts before what it says of a family of
    types, and what cannot be understood of its header is as if it were not there.
    """
    ranges = list(_ranges(accept))
    if not ranges:
        return offered[0]

    def quality(media_type: str) -> float:
        family = f"{media_type.partition('/')[0]}/*"
        for name in (media_type, family, "*/*"):
            found = [weight for wanted, weight in ranges if wanted == name]
            if found:
                return max(found)
        return 0.0

    best = max(offered, key=quality)
    return best if quality(best) > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of the header in lower case, each with its weight from 0 to 1."""
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [text.partition("=")[2].strip() for text in parameters if text.partition("=")[0].strip() == "q"]
        try:
            weight = float(weights[0]) if weights else 1.0
        except ValueError:
            continue
        if "/" in name and 0 <= weight <= 1:
            yield _ALIASES.get(name, name), weight
