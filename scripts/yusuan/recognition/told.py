"""What the reader of a file has told already is not reported again by those who meet it in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from yusuan.reading.document import Doubt, Location
from yusuan.recognition.disclosure import Unrecognised

PICTURE = "picture"
"""What a picture in a cell is called among what was not recognised."""


def as_unrecognised(doubt: Doubt) -> Unrecognised:
    """A doubt of the reader: of a whole page, of a text in one line of it, or of a picture in a row of a table."""
    is_text = doubt.is_text or doubt.location.line is not None
    what = PICTURE if doubt.is_picture else "text" if is_text else "page"
    return Unrecognised(what, doubt.text, doubt.location)


def not_told(found: Iterable[Unrecognised], told: Iterable[Unrecognised]) -> Iterator[Unrecognised]:
    """What was found without that whose text and place the reader's doubts name: they end in the text."""
    texts: dict[Location, list[str]] = {}
    for each in told:
        texts.setdefault(_place(each), []).append(each.text)
    return (each for each in found if not any(text.endswith(f": {each.text}") for text in texts.get(_place(each), ())))


def _place(found: Unrecognised) -> Location:
    """Where it is, without the name of the sheet, which the number of the page tells already."""
    return replace(found.location, part=None)
