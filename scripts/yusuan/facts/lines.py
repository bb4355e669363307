"""Rows of a summary list: labels without codes, nested by numbering, read against one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yusuan.concepts import TOTAL
from yusuan.facts.alignment import CUT, EXACT, NEAR, Candidates, align, possible
from yusuan.facts.fact import Binding
from yusuan.facts.meaning import REVENUE_SIDE, SUBTOTAL, Meaning, merge
from yusuan.facts.named_totals import named_period
from yusuan.recognition.composed import composed
from yusuan.recognition.labels import normalise, numbering
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.outline import OutlineRow, outline

AXES = ("function", "economic", "gov_economic")

_FREE = frozenset({"operation", "fiscal_year", "phase"})
"""Dimensions in which the code of a row need not lie within that of the row above it."""


Followers = dict[tuple[str, str, str], set[str]]
"""Axis, heading of a list and class → the classes that lists print next."""
_SAID = frozenset({"operation", "fund", "expenditure_type", "fiscal_year", "phase"})
"""Dimensions that a label put together from several words may set."""


def is_bare_total(label: str, lexicon: Lexicon) -> bool:
    """Whether the label is a bare 合计, 总计 or 小计, which stands at the end or the head of a whole list."""
    return TOTAL in lexicon.exact("expenditure_type", label)


def is_whole(label: str, lexicon: Lexicon) -> bool:
    """Whether the label is that of a whole list or side (合计, 本年支出合计, 上年结转), which is no part of a class."""
    return is_bare_total(label, lexicon) or bool(lexicon.one("operation", label))


class SummaryList:
    """The labels of one panel, from the top down, and what each means.

    ``side`` is the operation that the panel's header states. ``axis`` is the dimension the labels break down by; where
    the header does not say, it is the one whose top classes most of the labels name.
    """

    def __init__(
        self,
        labels: Sequence[str],
        side: str,
        axis: str,
        title: str,
        lexicon: Lexicon,
        parents: Sequence[int] | None = None,
        followers: Followers | None = None,
    ) -> None:
        """Nest the labels and settle the axis. ``parents`` are the positions of the rows above the labels, where more
        than their numbering tells; ``followers`` what the document's lists print after one another, to which this one
        adds its own."""
        self._lexicon = lexicon
        self._followers = followers if followers is not None else {}
        self._side = side
        self._title = title
        if parents is None:
            self._rows = outline(labels, lambda label: is_whole(label, lexicon))
        else:
            nested = zip(labels, parents, strict=True)
            self._rows = tuple(OutlineRow(label, parent, numbering(label)[1]) for label, parent in nested)
        revenue = side in REVENUE_SIDE
        self._axis = "" if revenue else axis or max(AXES, key=lambda name: self._named(name, labels))
        self._sets: list[dict[str, str]] = [{} for _ in labels]
        self._binding = [Binding.LABEL] * len(labels)
        self._understood = [False] * len(labels)
        self._doubts: dict[int, str] = {}

    def meanings(self) -> tuple[Meaning, ...]:
        """What each label means, in printed order."""
        for position, row in enumerate(self._rows):
            if row.label.strip():
                self._read(position, row)
        for siblings in self._sibling_groups():
            self._align(siblings)
        return tuple(self._meaning(n, row) for n, row in enumerate(self._rows))

    def _is_total(self, label: str) -> bool:
        return is_bare_total(label, self._lexicon)

    def _read_total(self, position: int) -> None:
        """A bare total is that of its side; after one, or after 本年收入合计 or 上年结转, that of everything."""
        seen = self._rows[:position]
        broader = any(self._is_total(row.label) or "operation" in self._sets[n] for n, row in enumerate(seen))
        operations = self._lexicon.codelists["operation"]
        grand = operations[self._side].parent if broader and self._side in operations else ""
        self._sets[position] = {"operation": grand} if grand else {}
        self._understood[position] = normalise(self._rows[position].label) != SUBTOTAL

    def _named(self, axis: str, labels: Sequence[str]) -> int:
        return sum(bool(self._classes(axis, self._lexicon.exact(axis, label))) for label in labels if label.strip())

    def _classes(self, axis: str, codes: Sequence[str]) -> tuple[str, ...]:
        """Those of the codes that are top classes of the axis."""
        concepts = self._lexicon.codelists[axis].concepts
        return tuple(code for code in codes if code.isdigit() and concepts[code].parent == TOTAL)

    def _path(self, position: int) -> list[int]:
        path: list[int] = []
        while position >= 0:
            path.insert(0, position)
            position = self._rows[position].parent
        return path

    def _above(self, position: int) -> tuple[str, ...]:
        return (self._title, *(self._rows[n].label for n in self._path(position)[:-1]))

    def _read(self, position: int, row: OutlineRow) -> None:
        """Read what the label says by itself: operation, fund, type or class."""
        lexicon, label = self._lexicon, row.label
        if self._is_total(label):
            self._read_total(position)
            return
        when = named_period(label, lexicon)
        if when:
            self._sets[position], self._understood[position] = when, True
            return
        operation = lexicon.one("operation", label)
        if operation:
            self._understand(position, "operation", operation)
            return
        if self._axis:
            classes = self._classes(self._axis, lexicon.exact(self._axis, label))
            if len(classes) == 1:
                self._understand(position, self._axis, classes[0])
                return
            kind = lexicon.one("expenditure_type", label)
            if kind:
                self._understand(position, "expenditure_type", kind)
                return
            named = lexicon.exact(self._axis, label)
            if not classes and len(named) == 1:  # a lower class, by the one name that it has
                self._understand(position, self._axis, named[0])
                return
        if self._axis and self._candidates(label):
            return
        fund = lexicon.one("fund", label, self._above(position))
        if fund:
            self._understand(position, "fund", fund)
            return
        said = composed(label, lexicon)
        if said.sets and said.sets.keys() <= _SAID:
            self._sets[position], self._understood[position] = dict(said.sets), True
            return
        self._read_cut_off(position, label)

    def _read_cut_off(self, position: int, label: str) -> None:
        """A label that is the beginning of one fund or type only."""
        for dimension in ("fund",) if not self._axis else ("expenditure_type",):
            found = self._lexicon.cut(dimension, label)
            if len(found) == 1:
                self._understand(position, dimension, found[0])
                self._binding[position] = Binding.POSITION

    def _understand(self, position: int, dimension: str, code: str) -> None:
        self._sets[position] = {dimension: code}
        self._understood[position] = True

    def _sibling_groups(self) -> Iterator[list[int]]:
        """Positions under one parent that name classes of the axis or are not yet understood."""
        if not self._axis:
            return
        groups: dict[int, list[int]] = {}
        for position, row in enumerate(self._rows):
            named = self._sets[position].get(self._axis, "")
            settled = self._is_total(row.label) or (
                self._understood[position] and not self._classes(self._axis, (named,))
            )
            if row.label.strip() and not settled:
                groups.setdefault(row.parent, []).append(position)
        yield from groups.values()

    def _candidates(self, label: str) -> Candidates:
        lexicon, axis = self._lexicon, self._axis
        found: Candidates = {}
        for match, codes in (
            (CUT, lexicon.cut(axis, label)),
            (NEAR, lexicon.near(axis, label)),
            (EXACT, lexicon.exact(axis, label)),
        ):
            found |= {code: match for code in self._classes(axis, codes)}
        return found

    def _align(self, positions: Sequence[int]) -> None:
        concepts = self._lexicon.codelists[self._axis].concepts
        codes = self._classes(self._axis, tuple(concepts))
        candidates = [self._candidates(self._rows[n].label) for n in positions]
        results = align(candidates, codes)
        for n, (position, result) in enumerate(zip(positions, results, strict=True)):
            if result.code:  # an exact name out of order stays what it says
                self._understand(position, self._axis, result.code)
                self._binding[position] = Binding.POSITION if result.by_position else Binding.LABEL
                self._settle(position, positions[n - 1] if n else -1, possible(candidates, results, n, codes))
        self._remember(positions)

    def _heading(self, position: int) -> str:
        """What the row above says: the heading of a list as other lists of the document have it too."""
        above = self._rows[position].parent
        return "|".join("=".join(item) for item in sorted(self._sets[above].items())) if above >= 0 else ""

    def _settle(self, position: int, before: int, codes: Sequence[str]) -> None:
        """Of several classes that a label may mean which was cut off like its neighbours, the one that other lists of
        the document print in its place; none where they do not tell."""
        if len(codes) < 2:
            return
        above = self._sets[before].get(self._axis, "") if before >= 0 else ""
        known = set(codes) & self._followers.get((self._axis, self._heading(position), above), set())
        self._understood[position] = len(known) == 1
        if len(known) == 1:
            self._understand(position, self._axis, known.pop())
            self._binding[position] = Binding.POSITION
        else:
            label = normalise(self._rows[position].label)
            self._doubts[position] = f"the label {label} is cut off and may be {' or '.join(codes)}"

    def _remember(self, positions: Sequence[int]) -> None:
        """Keep what the list prints after what, as far as its labels tell it themselves."""
        for first, second in pairwise(positions):
            codes = [self._sets[n].get(self._axis, "") for n in (first, second)]
            understood = self._understood[first] and self._understood[second]
            if understood and all(codes) and self._binding[second] == Binding.LABEL:
                key = self._axis, self._heading(second), codes[0]
                self._followers.setdefault(key, set()).add(codes[1])

    def _is_read(self, position: int) -> bool:
        """Whether the label of a row is understood, says nothing, or is that of a total."""
        label = self._rows[position].label
        return self._understood[position] or self._is_total(label) or not composed(label, self._lexicon).unread

    def _may_lie_below(self, dimension: str, code: str, above: str) -> bool:
        """Whether a row that names ``code`` may be part of one that names ``above``, or the other way round."""
        codelist = self._lexicon.codelists[dimension]
        return above == TOTAL or codelist.is_within(code, above) or codelist.is_within(above, code)

    def _meaning(self, position: int, row: OutlineRow) -> Meaning:
        if not row.label.strip():
            return Meaning("", {}, Binding.NONE, "the row has no label")
        path = self._path(position)
        label = " / ".join(normalise(self._rows[n].label) for n in path)
        if position in self._doubts:
            return Meaning(label, {}, Binding.NONE, self._doubts[position])
        if self._is_total(row.label) and not self._understood[position]:
            return Meaning(label, {}, Binding.NONE, f"the label {normalise(row.label)} does not say of which rows")
        if not self._understood[position]:
            return Meaning(
                label, {}, Binding.NONE, f"the label {normalise(row.label)} matches nothing in the code lists"
            )
        above = next((self._rows[n].label for n in path[:-1] if not self._is_read(n)), "")
        if above:
            return Meaning(label, {}, Binding.NONE, f"the row {normalise(above)} above it is not understood")
        sets: dict[str, str] = {"operation": self._side} if self._side else {}
        for n in path:
            own = self._sets[n]
            outside = [d for d in own if d not in _FREE and not self._may_lie_below(d, own[d], sets.get(d, TOTAL))]
            if outside:
                name = normalise(self._rows[n].label)
                reason = f"the label {name} names {own[outside[0]]}, which is no part of the row above it"
                return Meaning(label, {}, Binding.NONE, reason)
            sets = sets | own if _FREE & own.keys() else merge(sets, own, self._lexicon.codelists)
        return Meaning(label, sets, self._binding[position], "", row.of_which)
