"""Tables → cells: every printed amount with its key, or with the reason why it has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from yusuan.concepts import Codelist
from yusuan.facts.beside import with_words_beside, words_beside
from yusuan.facts.coded import CodedRows, Names, axis_of_codes
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.grand_columns import grand_columns, unclear_columns
from yusuan.facts.groups import group_meanings, with_units_above
from yusuan.facts.lines import AXES, Followers, SummaryList, is_bare_total, is_whole
from yusuan.facts.meaning import Meaning, complete_key, merge
from yusuan.facts.money import half_of_last_place, yuan
from yusuan.facts.named_totals import named_total
from yusuan.facts.summary_rows import summary_rows, total_at_left
from yusuan.facts.told_by_name import codes_told_by_name
from yusuan.facts.unit_rows import UnitRows
from yusuan.facts.unread import Unread
from yusuan.recognition.disclosure import Column, Row, Table, Unrecognised
from yusuan.recognition.headers import LABEL_ROLES, axis_of, table_sets
from yusuan.recognition.kinds import OTHER, codes_in_title
from yusuan.recognition.labels import flatten, is_plain_digits, normalise, numbering
from yusuan.recognition.numbers import (
    PrintedNumber,
    holds_money,
    is_money,
    is_number_like,
    parse_number,
    says_nothing,
)
from yusuan.recognition.panels import Panel, panels
from yusuan.recognition.periods import settled_phase, settled_year
from yusuan.recognition.titles import printed_unit
from yusuan.recognition.told import LeftOut

_CODED_ROLES = {"code", "function-code", "economic-code", "gov-economic-code", "class-part"}
_NAMED_ROLES = {"unit-or-project", "project", "part"}
_NOTE = re.compile(r"^(?:备?注|说明)|[。；;，,：:]")
_UNCLEAR = "a column beside the total is not understood: it may be a balance"
_LIST_ROLES = {"line", "function-name", "economic-name", "gov-economic-name"}
_NAME_ROLES = {role for role in LABEL_ROLES if role != "class-part" and not role.endswith("code")}
_MOST_PLACES = {"yuan": 2}
"""Amounts in yuan are exact to the fen however many zeros are printed after it."""


def attested_names(tables: Sequence[Table]) -> dict[str, frozenset[str]]:
    """Normalised name → the codes printed beside it anywhere in the document."""
    found: dict[str, set[str]] = {}
    for table in tables:
        columns = {column.role: column.index for column in table.columns}
        for code_role, name_role in (("economic-code", "economic-name"), ("code", "name")):
            if code_role in columns and name_role in columns:
                for row in table.rows:
                    code, name = (flatten(row.cells[columns[r]].text) for r in (code_role, name_role))
                    if is_plain_digits(code) and name:
                        found.setdefault(normalise(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _unread_words(table: Table, column: Column) -> str:
    """Why an amount has no key whose row is understood: words of the title or of the header that nothing explains."""
    if table.unread:
        return f"the words {table.unread} of the title are not understood"
    return f"the header part {column.unread} is not understood" if column.unread else ""


_WHOLE_CODE = re.compile("[0-9]{3,12}")
_SHIFTED = "the row has more cells than the header, and a blank among them"


_CODE_MOVED = "the code of the row stands in a column of names"


def _moved(row: Row, columns: Sequence[Column]) -> str:
    """Why the amounts of a row may stand one column too far to the right, ``""`` where nothing says so."""
    if _is_shifted(row, columns):
        return _SHIFTED
    return _CODE_MOVED if _has_moved_code(row, columns) else ""


def _has_moved_code(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a code stands in the column of names at the right of that of codes, which is blank."""
    return any(
        first.role.endswith("code")
        and name.role.endswith("name")
        and not flatten(row.cells[first.index].text)
        and bool(_WHOLE_CODE.fullmatch(flatten(row.cells[name.index].text)))
        for first, name in pairwise(columns)
    )


def _is_shifted(row: Row, columns: Sequence[Column]) -> bool:
    """Whether the last amount of a row is behind the last column that has a header, and another cell for an amount is
    blank."""
    amounts = [column.index for column in columns if column.role == "amount"]
    named = max((column.index for column in columns if column.path), default=len(columns))
    if not amounts or max(amounts) != named or named + 1 >= len(row.cells):
        return False
    is_beyond = parse_number(row.cells[named + 1].text) is not None
    return is_beyond and any(not flatten(row.cells[n].text) for n in amounts)


class Binder:
    """Binds the tables of one disclosure.

    ``base`` holds the codes that hold for all its amounts: organization, fiscal year and phase. ``trimmed`` is how many
    decimal places amounts have where zeros at their end are left out, by unit of measure; ``periods`` the year and
    phase of the tables that have others than the document; ``left_out`` where blank cells may not be blank.
    """

    def __init__(
        self,
        base: Mapping[str, str],
        names: Names,
        units: Codelist,
        trimmed: Mapping[str, int] | None = None,
        periods: Mapping[str, Mapping[str, str]] | None = None,
        left_out: LeftOut | None = None,
    ) -> None:
        """Prepare to bind tables in reading order."""
        self._left_out = left_out or LeftOut()
        self._periods = periods or {}
        self._base = base
        self._names = names
        self._factors = {unit.code: Decimal(unit.extra["factor"]) for unit in units}
        self._trimmed = trimmed or {}
        self._grand: frozenset[int] = frozenset()
        self._followers: Followers = {}
        self._unclear: frozenset[int] = frozenset()
        self.unrecognised: list[Unrecognised] = []
        self.unread: list[Unread] = []

    def cells(self, table: Table) -> Iterator[Cell]:
        """Every printed amount of a table in printed order (by row, then column)."""
        meanings: dict[tuple[int, int], tuple[int, Panel, Meaning]] = {}
        found = panels(table.columns)
        for n, panel in enumerate(found):
            beside = words_beside(table, panel, self._names.lexicon)
            for row, meaning in zip(table.rows, self._meanings(table, panel, found[:n]), strict=True):
                is_named = any(column.role in _NAMED_ROLES for column in panel.labels)
                full = with_words_beside(meaning, beside.get(row.index), self._names.lexicon, is_named)
                for column in panel.amounts:
                    meanings[row.index, column.index] = (n, panel, full)
                if meaning.reason and self._is_heading(row, panel):
                    self.unread.append(Unread(table.table_id, row.index + 1))
        numbers = {(row.index, n): parse_number(cell.text) for row in table.rows for n, cell in enumerate(row.cells)}
        unread = self._unread(table)
        stated = self._table_sets(table)
        self._grand = grand_columns(table, stated, self._names.lexicon)
        self._unclear = unclear_columns(table, stated, self._names.lexicon)
        printed = (x.places for at, x in numbers.items() if x is not None and at in meanings)
        shifted = {row.index: why for row in table.rows if (why := _moved(row, table.columns))}
        self.unread += [Unread(table.table_id, row + 1) for row in sorted(shifted)]
        places = max(self._trimmed.get(table.unit, 0), *printed, 0)
        for row in table.rows:
            for column in table.columns:
                at = row.index, column.index
                number = numbers.get(at)
                if at in meanings and number is not None:
                    n, panel, meaning = meanings[at]
                    if row.index in shifted:
                        meaning = Meaning(meaning.label, {}, Binding.NONE, shifted[row.index])
                    yield self._cell(table, row, column, number, places, n, panel, meaning)
                elif number is None and self._is_unread(row, column, at in meanings or column.index in unread):
                    self._report(table, row, column)
                elif at in meanings and self._left_out.is_in(row.cells[column.index].location):
                    self.unread.append(Unread(table.table_id, row.index + 1, column.index))
                elif number is not None and (reason := self._stray(row, column, unread)):
                    meaning = Meaning("", {}, Binding.NONE, reason)
                    yield self._cell(table, row, column, number, places, -1, Panel((), (column,)), meaning)

    def _is_unread(self, row: Row, column: Column, is_of_amounts: bool) -> bool:
        return is_of_amounts and not says_nothing(row.cells[column.index].text)

    def _report(self, table: Table, row: Row, column: Column) -> None:
        """Report what stands where an amount should, and cannot be read."""
        cell = row.cells[column.index]
        self.unrecognised.append(Unrecognised("amount", cell.text.strip(), cell.location))
        self.unread.append(Unread(table.table_id, row.index + 1, column.index))

    def _unread(self, table: Table) -> set[int]:
        """The columns of amounts whose header is not understood: some of their numbers look like money. A column of
        other numbers (persons, vehicles, or whole 万元) is reported by its header."""
        unread = set()
        for column in table.columns:
            numbers = [row for row in table.rows if column.role == "" and parse_number(row.cells[column.index].text)]
            if column.role == "" and any(self._is_money(row, column) for row in table.rows):
                unread.add(column.index)
            elif numbers:
                header = "/".join(normalise(label) for label in column.path) or "(none)"
                location = numbers[0].cells[column.index].location
                self.unread += [Unread(table.table_id, row.index + 1, column.index) for row in numbers]
                self.unrecognised.append(Unrecognised("header", f"{header}, above numbers", location))
        return unread

    def _stray(self, row: Row, column: Column, unread: set[int]) -> str:
        """Why an amount outside the columns of amounts has no key; ``""`` where the number is no amount."""
        if column.index in unread:
            return "the header of the column is not understood"
        if column.role in _NAME_ROLES and self._is_money(row, column):
            return "the amount stands in a column of names"
        return ""

    def _is_money(self, row: Row, column: Column) -> bool:
        text = row.cells[column.index].text
        number = parse_number(text)
        is_broken = number is None and holds_money(text) and is_number_like(text)
        return is_money(text) or is_broken or (number is not None and number.places > 0)

    def _is_heading(self, row: Row, panel: Panel) -> bool:
        """Whether a row of a list with codes prints words and nothing else: it may head the rows below it. A sentence
        is a note."""
        roles = {column.role for column in panel.labels}
        texts = [flatten(cell.text) for cell in row.cells if not says_nothing(cell.text)]
        words = "".join(texts)
        is_coded = bool(roles & _CODED_ROLES) and len(texts) == 1
        return is_coded and parse_number(words) is None and not _NOTE.search(words)

    def _table_sets(self, table: Table) -> Mapping[str, str]:
        """The codes that hold for all amounts of a table: those of its kind, the one side that its title names, and the
        fund that it names where its kind says none (一般公共预算机关运行经费)."""
        title = flatten(table.title)
        sides = [side for word, side in (("收入", "revenue"), ("支出", "expenditure")) if word in title]
        stated = {"operation": sides[0]} if len(sides) == 1 and "收支" not in title else {}
        named, of_kind = codes_in_title(title, self._names.lexicon), table_sets(table.kind, self._names.lexicon)
        if table.kind == OTHER:
            stated |= named
        elif "fund" in named:
            stated["fund"] = named["fund"]
        return stated | dict(table.sets or of_kind)

    def _meanings(self, table: Table, panel: Panel, left: Sequence[Panel]) -> Sequence[Meaning]:
        """What each row of a panel is about; ``left`` are the panels to the left of it."""
        roles = {column.role for column in panel.labels}
        words = (cell.text for row in table.rows for cell in row.cells if not says_nothing(cell.text))
        if not roles and len(table.rows) == 1 and all(map(parse_number, words)):  # nothing but amounts: of the whole
            return [Meaning("", {}, Binding.POSITION)]
        if not roles:
            unlabelled = Meaning("", {}, Binding.NONE, "no column that is understood says what the row is about")
            return [unlabelled] * len(table.rows)
        if "unit-or-project" in roles and panel.amounts:
            return group_meanings(table, panel, self._names)
        if len(roles) == 1 and roles <= _LIST_ROLES:
            return self._summary(table, panel, left)
        units = UnitRows(table.rows, panel, self._names.unit_names())
        axis = axis_of_codes((row for row in table.rows if units.has_line(row)), panel)
        told = codes_told_by_name(table.rows, panel.labels, self._names.lexicon)
        disbelieved = [row for (row, _), each in told.items() if not each.code]
        self.unread += [
            Unread(table.table_id, row + 1, column.index) for row in disbelieved for column in panel.amounts
        ]
        reader = CodedRows(panel, self._names, axis, units, told)
        return [self._merged_total(row, panel, left) or reader.meaning(row) for row in table.rows]

    def _merged_total(self, row: Row, panel: Panel, left: Sequence[Panel]) -> Meaning | None:
        """What a row says whose label is that of a total merged over the lists to the left (公用经费合计)."""
        if any(flatten(row.cells[column.index].text) for column in panel.labels):
            return None
        lexicon = self._names.lexicon
        label, lists = total_at_left(row, panel, left, lambda text: bool(named_total(text, lexicon)))
        return Meaning(normalise(label), named_total(label, lexicon), is_of_all_lists=True) if lists else None

    def _summary(self, table: Table, panel: Panel, left: Sequence[Panel]) -> Sequence[Meaning]:
        """What each row of a summary list is about: its labels have no codes."""
        lexicon = self._names.lexicon
        rows = summary_rows(
            table.rows, panel, left, lambda label: is_whole(label, lexicon), lambda label: is_bare_total(label, lexicon)
        )
        stated = self._table_sets(table)
        kind = lexicon.codelists["table-kinds"][table.kind].extra
        axis = axis_of(panel.labels[0], lexicon) or kind.get("axis", "") or next((d for d in AXES if d in stated), "")
        side = panel.operation() or stated.get("operation", "")
        listed = SummaryList(rows.labels, side, axis, table.title, lexicon, rows.parents, self._followers)
        meanings = listed.meanings()[: rows.count]
        totalled = [replace(meaning, totalled=rows.totalled.get(n, ())) for n, meaning in enumerate(meanings)]
        of_units = with_units_above(table.rows, panel, totalled, self._names)
        return tuple(self._without_unclear_totals(table, panel, rows.labels, of_units))

    def _without_unclear_totals(
        self, table: Table, panel: Panel, labels: Sequence[str], meanings: Sequence[Meaning]
    ) -> Iterator[Meaning]:
        """The meanings, without those of bare totals of the year below a row that is not understood and has an amount:
        it may be a balance, and then the total is not of the year alone."""
        unread = ""
        for row, label, meaning in zip(table.rows, labels, meanings, strict=False):
            is_of_year = meaning.sets.get("operation") in ("revenue", "expenditure")
            if unread and not meaning.reason and is_of_year and is_bare_total(label, self._names.lexicon):
                reason = f"the row {unread} above the total is not understood: it may be a balance"
                yield Meaning(meaning.label, {}, Binding.NONE, reason)
                continue
            numbers = (parse_number(row.cells[column.index].text) for column in panel.amounts)
            if meaning.reason and normalise(label) and any(number and number.value for number in numbers):
                unread = unread or normalise(label)
            yield meaning

    def _sets(self, table: Table, panel: Panel, column: Column, meaning: Meaning) -> dict[str, str]:
        """The codes that table, column and row set for an amount, by dimension."""
        lists = self._names.lexicon.codelists
        stated = dict(self._table_sets(table))
        own, general = (sets.get("expenditure_type", "") for sets in (column.sets, stated))
        if own and general and not (lists["expenditure_type"].is_within(own, general)):
            # 机关运行经费 beside 三公经费: the table's classes are not those of this column.
            stated.pop("economic", None)
        sets = merge({**self._base, **self._periods.get(table.table_id, {})}, stated, lists)
        side = panel.operation()
        by_column = ({"operation": side} if side else {}) | dict(column.sets)
        year = meaning.sets.get("fiscal_year", "") or by_column.get("fiscal_year", "")
        by_column.pop("fiscal_year", "")
        sets = merge(sets, by_column, lists)
        if column.index in self._grand:  # of the year's amounts and of the balance beside them
            sets["operation"] = lists["operation"][sets["operation"]].parent
        sets |= {d: c for d, c in meaning.sets.items() if d in ("operation", "organization", "activity")}
        sets = merge(sets, {d: c for d, c in meaning.sets.items() if d in lists and d != "operation"}, lists)
        sets |= {"fiscal_year": settled_year(year, self._base["fiscal_year"])} if year else {}
        return sets | {"phase": settled_phase(sets["phase"], sets["fiscal_year"], self._base)}

    def _totals_places(self, column: Column, panel: Panel, meaning: Meaning) -> tuple[int, ...]:
        """The columns of other lists that stand in their lists where ``column`` stands in its own."""
        at = panel.amounts.index(column)
        return tuple(other.amounts[at].index for other in meaning.totalled if at < len(other.amounts))

    def _cell(
        self,
        table: Table,
        row: Row,
        column: Column,
        number: PrintedNumber,
        places: int,
        panel_number: int,
        panel: Panel,
        meaning: Meaning,
    ) -> Cell:
        sets = self._sets(table, panel, column, meaning)
        unread = _unread_words(table, column) or (_UNCLEAR if column.index in self._unclear else "")
        key = None if meaning.reason or unread else complete_key(sets)
        unit = number.unit or next((u for label in reversed(column.path) if (u := printed_unit(label))), table.unit)
        reason = meaning.reason or unread or ("" if key else "nothing says whether it is revenue or expenditure")
        if unit not in self._factors:
            key, reason, factor = None, "no unit of measure is known", Decimal(1)
        else:
            factor = self._factors[unit]
        finest = max(number.places, min(places, _MOST_PLACES.get(unit, 6)))
        grid_column = row.origins[column.index] + 1
        return Cell(
            cell_id=f"{table.table_id}.r{row.index + 1}c{grid_column}",
            table_id=table.table_id,
            location=row.cells[column.index].location,
            row=row.index + 1,
            column=grid_column,
            label=meaning.label,
            header=" / ".join(normalise(label) for label in column.path),
            printed=row.cells[column.index].text,
            unit=unit,
            amount=yuan(number, factor),
            quantum=half_of_last_place(finest, factor),
            key=key,
            binding=meaning.binding if key else Binding.NONE,
            reason=reason,
            panel=panel_number,
            place=-1 - column.index if meaning.is_of_all_lists else column.index,
            totals_places=self._totals_places(column, panel, meaning),
            of_which=meaning.of_which or any(numbering(label)[1] for label in column.path),
        )
