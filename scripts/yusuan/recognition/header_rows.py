"""Which rows of a grid are made of the words of headers, before anything is known of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from yusuan.reading.document import GridCell
from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.headers import LABEL_ROLES, bind_columns, is_of_body
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.titles import filled

Cells = Sequence[GridCell]
_FEWEST_WORDS = 3
_TOTALS = frozenset({"合计", "总计"})


def is_words(row: Cells) -> bool:
    """Whether a row holds words, and no number nor numbered label."""
    texts = [text for _, text in filled(row)]
    return bool(texts) and not is_of_body(texts)


def is_header_row(row: Cells, lexicon: Lexicon) -> bool:
    """Whether a row names columns: it begins with the header of labels and goes on with words most of which headers
    are made of; or it holds three words of headers or more, two of them in adjoining columns. A row of the body may
    name two totals side by side."""
    cells = filled(row)
    if len(cells) < 2 or not is_words(row):
        return False
    columns = _columns(row, lexicon)
    known = [bool(column.role or column.sets) for column in columns]
    if _is_label(columns[0]):
        return sum(known) > max(1, len(known) / 2)
    adjoining = any(b - a == 1 for (a, _), (b, _) in pairwise(cells))
    return len(cells) >= _FEWEST_WORDS and all(known) and adjoining


def names_list(row: Cells, lexicon: Lexicon) -> bool:
    """Whether a header row names a list: labels first, and their amounts."""
    if not is_header_row(row, lexicon):
        return False
    columns = _columns(row, lexicon)
    return _is_label(columns[0]) and any(not _is_label(column) for column in columns if column.role or column.sets)


def _is_label(column: Column) -> bool:
    return column.role in LABEL_ROLES or column.role == "serial"


def _columns(row: Cells, lexicon: Lexicon) -> list[Column]:
    """What each filled cell of a row says as a header by itself."""
    made = bind_columns((Row(0, tuple(row), tuple(range(len(row)))),), "", {}, lexicon)
    return [made[place] for place, _ in filled(row)]


def states_side(row: Cells, lexicon: Lexicon) -> bool:
    """Whether a row says that what stands below is revenue or expenditure."""
    return any(lexicon.one("operation", text) for _, text in filled(row))


def heads_alike(first: Cells, second: Cells) -> bool:
    """Whether two header rows name the same columns."""
    return [text for _, text in filled(first)] == [text for _, text in filled(second)]


def has_total(rows: Sequence[Cells]) -> bool:
    """Whether a row of amounts begins with the total of all (合计, 总计)."""
    amounts = (row for row in rows if not is_words(row))
    return any(normalise(text) in _TOTALS for row in amounts for _, text in filled(row)[:1])


def repeats_header(above: Sequence[Cells], header: Sequence[Cells], below: Sequence[Cells]) -> bool:
    """Whether a header is that of the table above it, or the lower rows of it, printed again on another page: not
    where a total of all stands both above and below it."""
    own = [_texts(row) for row in takewhile(lambda row: is_words(row) or not filled(row), above)]
    return all(_texts(row) in own for row in header) and not (has_total(above) and has_total(below))


def _texts(row: Cells) -> list[str]:
    """The flattened texts of a row, without blanks at its end."""
    texts = [flatten(cell.text) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts
