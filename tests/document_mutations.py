"""Ways in which a printed document changes: rows, cells, marks, signs, widths, captions, headers, columns and sheets.
Each gives the document changed, or ``None`` where it has nothing to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from document_spots import (
    MARKS_OF_AMOUNTS,
    MARKS_OF_CODES,
    MARKS_OF_LABELS,
    broken_amount_spot,
    broken_spot,
    by_spot,
    is_code,
    is_header,
    is_label,
    is_money,
    lost_spot,
    negative_spot,
    other_digits_spot,
    padded_spot,
    replaced_spot,
    struck_spot,
    ungrouped_spot,
    unknown_spot,
    unreadable_spot,
    words_spot,
)
from printed_documents import Line, Origin, Printed, Sheet, Spot


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed document: which tables are touched, by their numbers, and in them which cells have another meaning now
    by what is printed in their own row or column (``None``: any of the tables touched); ``is_same`` says that nothing
    has another meaning than before."""

    printed: Printed
    tables: frozenset[int]
    cells: frozenset[Origin] | None = frozenset()
    is_same: bool = False


Mutation = Callable[[Printed, Random], Mutant | None]


def _tables(printed: Printed) -> list[int]:
    """The places of tables with amounts."""
    return [n for n, each in enumerate(printed.sheets) if any(s.is_amount for row in each.rows for s in row)]


def _origins(row: Line) -> frozenset[Origin]:
    return frozenset(spot.origin for spot in row if spot.origin)


def _with_rows(printed: Printed, at: int, rows: Sequence[Line], header: int | None = None) -> Printed:
    own = printed.sheets[at]
    return printed.with_sheet(at, replace(own, rows=tuple(rows), header=own.header if header is None else header))


def _pick(printed: Printed, random: Random) -> tuple[int, Sheet] | None:
    places = [at for at in _tables(printed) if len(printed.sheets[at].body) > 1]
    if not places:
        return None
    at = random.choice(places)
    return at, printed.sheets[at]


def rows_changed(change: Callable[[list[Line], int, Random], tuple[list[Line], frozenset[Origin] | None]]) -> Mutation:
    """A mutation of the rows of a table, at one row of its body."""

    def mutation(printed: Printed, random: Random) -> Mutant | None:
        if not (picked := _pick(printed, random)):
            return None
        at, own = picked
        rows, cells = change(list(own.rows), random.choice(own.body), random)
        return Mutant(_with_rows(printed, at, rows), frozenset({own.number}), cells, cells == frozenset())

    return mutation


def _deleted(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    return [*rows[:at], *rows[at + 1 :]], _origins(rows[at])


def _doubled(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    return [*rows[: at + 1], *rows[at:]], _origins(rows[at])


def _swapped(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    other = at - 1 if at + 1 == len(rows) else at + 1
    rows[at], rows[other] = rows[other], rows[at]
    return rows, _origins(rows[at]) | _origins(rows[other])


def _moved(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    moved = rows.pop(at)
    return [*rows, moved], _origins(moved)


def _blank_row(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    blank = tuple(Spot("") for _ in rows[at])
    return [*rows[:at], *[blank] * random.choice([1, 1, 2]), *rows[at:]], frozenset()


def _longer_rows(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    return [(*row, *[Spot("")] * random.choice([0, 0, 1, 3])) for row in rows], frozenset()


def _shorter_rows(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    def trimmed(row: Line) -> Line:
        end = max((n for n, spot in enumerate(row, start=1) if spot.text.strip()), default=1)
        return row[: max(end, 2)] if random.random() < 0.5 else row

    return list(map(trimmed, rows)), frozenset()


def _shifted_right(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    place = random.randrange(len(rows[at]))
    touched = _origins(rows[at])
    rows[at] = (*rows[at][:place], Spot(""), *rows[at][place:])
    return rows, touched


def _shifted_left(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    place = random.randrange(len(rows[at]) - 1)
    touched = _origins(rows[at])
    rows[at] = (*rows[at][:place], *rows[at][place + 1 :], Spot(""))
    return rows, touched


def _cut_row(rows: list[Line], at: int, random: Random) -> tuple[list[Line], frozenset[Origin]]:
    """A row whose longest words go on in a row of their own."""
    row = rows[at]
    place = max(range(len(row)), key=lambda n: 0 if row[n].is_amount else len(row[n].text))
    text = row[place].text
    half = len(text) // 2
    below = tuple(Spot(text[half:] if n == place else "") for n in range(len(row)))
    rows[at] = (*row[:place], replace(row[place], text=text[:half]), *row[place + 1 :])
    return [*rows[: at + 1], below, *rows[at + 1 :]], _origins(row)


def spots_changed(
    change: Callable[[Spot, Random], Spot], takes: Callable[[Spot, Sheet, int], bool], keeps: bool = False
) -> Mutation:
    """A mutation of one cell, or of some, of those that it takes; ``keeps``: none of them means something else then."""

    def mutation(printed: Printed, random: Random) -> Mutant | None:
        choice = [
            (at, r, c)
            for at in _tables(printed)
            for r, row in enumerate(printed.sheets[at].rows)
            for c, spot in enumerate(row)
            if takes(spot, printed.sheets[at], r)
        ]
        if not choice:
            return None
        at = random.choice(choice)[0]
        own = printed.sheets[at]
        of_table = [(r, c) for n, r, c in choice if n == at]
        chosen = set(random.sample(of_table, random.choice([1, min(3, len(of_table)), len(of_table)])))
        rows = [
            tuple(change(spot, random) if (r, c) in chosen else spot for c, spot in enumerate(row))
            for r, row in enumerate(own.rows)
        ]
        touched: frozenset[Origin] = frozenset()
        if not keeps:
            lines = {r for r, _ in chosen if r >= own.header}
            touched = frozenset().union(*(_origins(own.rows[r]) for r in lines)) if lines else frozenset()
        return Mutant(_with_rows(printed, at, rows), frozenset({own.number}), touched, keeps)

    return mutation


def captions_changed(change: Callable[[list[str], Random], list[str]], is_same: bool = False) -> Mutation:
    """A mutation of the lines right above a table: its number, title and unit of measure."""

    def mutation(printed: Printed, random: Random) -> Mutant | None:
        if not (picked := _pick(printed, random)):
            return None
        at, own = picked
        near = [line for line in own.above if line.strip()][-3:]
        if not near:
            return None
        first = own.above.index(near[0])
        above = (*own.above[:first], *change(near, random))
        if above == own.above:
            return None
        tables = {own.number} | ({printed.sheets[at - 1].number} if at else set())
        return Mutant(printed.with_sheet(at, replace(own, above=above)), frozenset(tables), frozenset(), is_same)

    return mutation


def _without_title(lines: list[str], random: Random) -> list[str]:
    return [line for line in lines if "单位：" in line or not line.rstrip().endswith(("表", "表）"))]


def _twice(lines: list[str], random: Random) -> list[str]:
    return [text for line in lines for text in ([line, line] if line.rstrip().endswith("表") else [line])]


def _without_unit(lines: list[str], random: Random) -> list[str]:
    return [line for line in lines if "单位：" not in line]


def _nothing(lines: list[str], random: Random) -> list[str]:
    return []


def unit_changed(printed: Printed, random: Random) -> Mutant | None:
    """A table whose unit of measure is another: its amounts are worth less."""
    places = [at for at in _tables(printed) if any("单位：万元" in line for line in printed.sheets[at].above)]
    if not places:
        return None
    at = random.choice(places)
    own = printed.sheets[at]
    above = tuple(line.replace("单位：万元", random.choice(["单位：元", "金额单位：元"])) for line in own.above)
    return Mutant(printed.with_sheet(at, replace(own, above=above)), frozenset({own.number}), None)


def page_break(cover: str) -> Mutation:
    """A table that goes on after a page break: with nothing between, with its header, or with all its captions."""

    def mutation(printed: Printed, random: Random) -> Mutant | None:
        if not (picked := _pick(printed, random)):
            return None
        at, own = picked
        cut = random.choice(own.body[1:])
        head = own.rows[: own.header] if cover != "nothing" else ()
        above = tuple(line for line in own.above if line.strip())[-3:] if cover == "captions" else ()
        upper = replace(own, rows=own.rows[:cut])
        lower = Sheet(own.number, above, (*head, *own.rows[cut:]), len(head), is_below=True)
        return Mutant(printed.with_sheet(at, upper, lower), frozenset({own.number}), frozenset(), True)

    return mutation


def header_break(printed: Printed, random: Random) -> Mutant | None:
    """A header cut by a page break."""
    places = [at for at in _tables(printed) if printed.sheets[at].header > 1]
    if not places:
        return None
    at = random.choice(places)
    own = printed.sheets[at]
    cut = random.randrange(1, own.header)
    lower = Sheet(own.number, (), own.rows[cut:], own.header - cut, is_below=True)
    changed = printed.with_sheet(at, replace(own, rows=own.rows[:cut], header=cut), lower)
    return Mutant(changed, frozenset({own.number}), frozenset(), True)


def _has_plain_header(own: Sheet) -> bool:
    return own.header == 1 and len({len(row) for row in own.rows}) == 1


def columns_swapped(with_header: bool) -> Mutation:
    """Two columns change places, with their headers (which says the same) or without."""

    def mutation(printed: Printed, random: Random) -> Mutant | None:
        tables = _tables(printed)
        places = [at for at in tables if not with_header or _has_plain_header(printed.sheets[at])]
        if not places:
            return None
        at = random.choice(places)
        own = printed.sheets[at]
        body = [own.rows[r] for r in own.body]
        money = [c for row in body for c, spot in enumerate(row) if is_money(spot, own, own.header)]
        columns = sorted({c for c in money if money.count(c) * 2 > len(body)})
        if len(columns) < 2:
            return None
        a, b = random.sample(columns, 2)

        def swapped(row: Line) -> Line:
            cells = list(row)
            if max(a, b) < len(cells):
                cells[a], cells[b] = cells[b], cells[a]
            return tuple(cells)

        rows = [swapped(row) if with_header or r >= own.header else row for r, row in enumerate(own.rows)]
        moved = frozenset(s.origin for row in own.rows for c, s in enumerate(row) if s.origin and c in (a, b))
        cells = frozenset() if with_header else moved
        return Mutant(_with_rows(printed, at, rows), frozenset({own.number}), cells, with_header)

    return mutation


def header_lost(printed: Printed, random: Random) -> Mutant | None:
    """A table without its header."""
    if not (picked := _pick(printed, random)):
        return None
    at, own = picked
    return Mutant(_with_rows(printed, at, own.rows[own.header :], 0), frozenset({own.number}), frozenset())


def header_doubled(printed: Printed, random: Random) -> Mutant | None:
    """A header that is printed twice, or again within the body."""
    if not (picked := _pick(printed, random)):
        return None
    at, own = picked
    place = random.choice([own.header, random.choice(own.body)])
    rows = (*own.rows[:place], *own.rows[: own.header], *own.rows[place:])
    return Mutant(_with_rows(printed, at, rows), frozenset({own.number}), frozenset(), True)


def sheets_merged(printed: Printed, random: Random) -> Mutant | None:
    """A table right below another on its sheet, its captions as rows of the table above, or none at all."""
    places = [n for n in range(1, len(printed.sheets)) if printed.sheets[n].body]
    if not places:
        return None
    at = random.choice(places)
    upper, lower = printed.sheets[at - 1 : at + 1]
    width = max(map(len, upper.rows))
    near = [line for line in lower.above if line.strip()][-3:]
    rest = lower.above[: lower.above.index(near[0])] if near else ()
    above = tuple((Spot(line), *[Spot("")] * (width - 1)) for line in near)
    rows = (*upper.rows, *above, *lower.rows)
    joined = replace(upper, above=(*rest, *upper.above), rows=rows)
    sheets = (*printed.sheets[: at - 1], joined, *printed.sheets[at + 1 :])
    return Mutant(replace(printed, sheets=sheets), frozenset({upper.number, lower.number}), frozenset(), True)


def tables_swapped(printed: Printed, random: Random) -> Mutant | None:
    """Two tables change places, with their captions."""
    if len(printed.sheets) < 2:
        return None
    at = random.randrange(1, len(printed.sheets))
    sheets = list(printed.sheets)
    sheets[at - 1], sheets[at] = sheets[at], sheets[at - 1]
    touched = frozenset({sheets[at - 1].number, sheets[at].number})
    return Mutant(replace(printed, sheets=tuple(sheets)), touched)


MUTATIONS: dict[str, Mutation] = {
    "row deleted": rows_changed(_deleted),
    "row doubled": rows_changed(_doubled),
    "rows swapped": rows_changed(_swapped),
    "row moved to the end": rows_changed(_moved),
    "blank row": rows_changed(_blank_row),
    "row cut": rows_changed(_cut_row),
    "page break": page_break("nothing"),
    "page break, header again": page_break("header"),
    "page break, captions again": page_break("captions"),
    "header cut": header_break,
    "rows longer": rows_changed(_longer_rows),
    "rows shorter": rows_changed(_shorter_rows),
    "cell shifted right": rows_changed(_shifted_right),
    "cell shifted left": rows_changed(_shifted_left),
    "amounts marked": spots_changed(by_spot(MARKS_OF_AMOUNTS), is_money, keeps=True),
    "labels marked": spots_changed(by_spot(MARKS_OF_LABELS), is_label, keeps=True),
    "codes marked": spots_changed(by_spot(MARKS_OF_CODES), is_code, keeps=True),
    "headers marked": spots_changed(by_spot(MARKS_OF_LABELS), is_header, keeps=True),
    "amounts negative": spots_changed(negative_spot, is_money),
    "amounts unreadable": spots_changed(unreadable_spot, is_money),
    "amounts in words": spots_changed(words_spot, is_money),
    "amounts struck": spots_changed(struck_spot, is_money),
    "amounts replaced": spots_changed(replaced_spot, is_money),
    "amounts lost": spots_changed(lost_spot, is_money),
    "full width": spots_changed(other_digits_spot, is_money, keeps=True),
    "codes in full width": spots_changed(other_digits_spot, is_code, keeps=True),
    "grouped": spots_changed(ungrouped_spot, is_money, keeps=True),
    "amounts padded": spots_changed(padded_spot, is_money, keeps=True),
    "labels padded": spots_changed(padded_spot, is_label, keeps=True),
    "codes padded": spots_changed(padded_spot, is_code, keeps=True),
    "labels broken": spots_changed(broken_spot, is_label, keeps=True),
    "headers broken": spots_changed(broken_spot, is_header, keeps=True),
    "amounts broken": spots_changed(broken_amount_spot, is_money, keeps=True),
    "labels lost": spots_changed(lost_spot, is_label),
    "codes lost": spots_changed(lost_spot, is_code),
    "labels unknown": spots_changed(unknown_spot, is_label),
    "headers unknown": spots_changed(unknown_spot, is_header),
    "headers empty": spots_changed(lost_spot, is_header),
    "title lost": captions_changed(_without_title),
    "title doubled": captions_changed(_twice, is_same=True),
    "unit lost": captions_changed(_without_unit),
    "captions lost": captions_changed(_nothing),
    "unit changed": unit_changed,
    "columns swapped": columns_swapped(True),
    "columns swapped below their headers": columns_swapped(False),
    "header lost": header_lost,
    "header doubled": header_doubled,
    "sheets merged": sheets_merged,
    "tables swapped": tables_swapped,
}
