"""The labels of a summary list where they do not simply stand in one column: levels in columns of their own, and totals
whose cell is merged over two lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.labels import flatten
from yusuan.recognition.panels import Panel

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class SummaryRows:
    """The labels of a list in printed order, and for each the position of the row above it in the tree or ``-1``.
    ``parents`` is ``None`` where the numbering of the labels tells it. Labels after the first ``count`` are headings
    that have no row of their own. ``totalled`` are, by position, the lists to the left whose total a row is too."""

    labels: tuple[str, ...]
    count: int
    parents: tuple[int, ...] | None = None
    totalled: Mapping[int, tuple[Panel, ...]] = field(default_factory=dict)


def _text(row: Row, column: Column) -> str:
    return row.cells[column.index].text


def _is_blank(row: Row, columns: Sequence[Column]) -> bool:
    return not any(flatten(_text(row, column)) for column in columns)


def total_at_left(row: Row, panel: Panel, left: Sequence[Panel], is_total: Test) -> tuple[str, tuple[Panel, ...]]:
    """The total that a list to the left names, and the lists from there on, where these have no amount in the row and
    this one has one but no label: the cell of the label is merged over all of them."""
    if _is_blank(row, panel.amounts):
        return "", ()
    for n in reversed(range(len(left))):
        if not _is_blank(row, left[n].amounts):
            break
        label = next((_text(row, column) for column in left[n].labels if flatten(_text(row, column))), "")
        if label:
            return (label, tuple(left[n:])) if is_total(label) else ("", ())
    return "", ()


def _levels(rows: Sequence[Row], columns: Sequence[Column], is_bare_total: Test) -> SummaryRows:
    """Rows whose levels stand in columns of their own: a blank to the left of a label stands for the heading above it,
    and a bare total (其他资金 | 小计) is that of the heading beside it."""
    labels = [""] * len(rows)
    parents = [-1] * len(rows)
    headings: list[int] = [-1] * len(columns)  # the position of the heading in force on each level
    for position, row in enumerate(rows):
        filled = [(level, _text(row, column)) for level, column in enumerate(columns) if flatten(_text(row, column))]
        if len(filled) > 1 and is_bare_total(filled[-1][1]):
            filled.pop()
        for level, label in filled:
            above = next((headings[n] for n in reversed(range(level)) if headings[n] >= 0), -1)
            at = position if (level, label) == filled[-1] else len(labels)
            if at < len(rows):
                labels[at], parents[at] = label, above
            else:
                labels.append(label)
                parents.append(above)
            headings[level:] = [at, *[-1] * (len(columns) - level - 1)]
    return SummaryRows(tuple(labels), len(rows), tuple(parents))


def summary_rows(
    rows: Sequence[Row], panel: Panel, left: Sequence[Panel], is_total: Test, is_bare_total: Test
) -> SummaryRows:
    """The labels of the list in ``panel``.

    Args:
        rows: the rows of the table.
        panel: the list; its label columns hold one level each.
        left: the lists to the left of it.
        is_total: whether a label is that of a whole side or list (当年支出小计, 支出合计).
        is_bare_total: whether it is a total that names nothing (小计, 合计).
    """
    if len(panel.labels) > 1:
        return _levels(rows, panel.labels, is_bare_total)
    (column,) = panel.labels
    labels = [_text(row, column) for row in rows]
    totalled = {}
    for position, row in enumerate(rows):
        if not flatten(labels[position]):
            labels[position], lists = total_at_left(row, panel, left, is_total)
            if lists:
                totalled[position] = lists
    return SummaryRows(tuple(labels), len(rows), None, totalled)
