"""What the reader of a file has told already is not reported again by those who meet it in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from yusuan.reading.document import Doubt, Location
from yusuan.recognition.disclosure import Unrecognised

_Box = tuple[float, float, float, float]
PICTURE, TEXT = "picture", "text"
"""What a picture in a cell, and a text that was left out, are called among what was not recognised."""


def as_unrecognised(doubt: Doubt) -> Unrecognised:
    """A doubt of the reader: of a whole page, of a text in one line of it, or of a picture in a row of a table."""
    is_text = doubt.is_text or doubt.location.line is not None
    what = PICTURE if doubt.is_picture else TEXT if is_text else "page"
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


class LeftOut:
    """Where a reader left out what stands there: struck text, a picture, a value that its format hides. A blank cell at
    such a place is not known to be blank."""

    def __init__(self, told: Iterable[Unrecognised] = ()) -> None:
        """Keep the rows and the boxes of what was left out."""
        places = [_place(each) for each in told if each.what in (PICTURE, TEXT)]
        self._rows = {place for place in places if place.line is not None}
        self._boxes = [(place.page, place.box) for place in places if place.box is not None]

    def is_in(self, cell: Location) -> bool:
        """Whether something was left out in the row of a cell, or in the box of the cell where boxes are known."""
        if replace(cell, part=None) in self._rows:
            return True
        return cell.box is not None and any(
            page == cell.page and _centre_in(box, cell.box) for page, box in self._boxes
        )


def _centre_in(box: _Box, around: _Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]
