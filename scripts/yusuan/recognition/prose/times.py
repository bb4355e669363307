"""Of which year and phase the amounts of a passage are: what its headings, its part of the document and its own
sentences say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yusuan.recognition.stated_periods import Stated, is_of_accounts, of_heading, part_of_year, stated_phase

_YEAR = re.compile(r"(?<![比较与同和至止])20[0-9]{2}年度?")
_OPENING = re.compile(r"(?:^|[。；])(?P<year>20[0-9]{2})年度?，")
"""A year at the beginning of a sentence holds for those after it too."""


class Times:
    """The year and phase of one document (``own``) and of the periods that its title names (``known``)."""

    def __init__(self, own: Stated, known: Sequence[Stated] = ()) -> None:
        """Take them as they are settled for the whole document."""
        self._own = own
        self._known = known

    @staticmethod
    def held(sets: Mapping[str, str]) -> dict[str, str]:
        """The codes of another period than the document's that hold, none where its own does."""
        if "fiscal_year" not in sets:
            return {}
        return {name: sets[name] for name in ("fiscal_year", "phase") if name in sets}

    @staticmethod
    def apart(sets: Mapping[str, str]) -> dict[str, str]:
        """The codes that say nothing of year or phase."""
        return {name: code for name, code in sets.items() if name not in ("fiscal_year", "phase")}

    def below(self, heading: str, held: Mapping[str, str]) -> tuple[dict[str, str] | None, str]:
        """The codes of the period that a heading states, ``None`` where it states none, and the words of it that leave
        the period open."""
        if part := part_of_year(heading):
            return None, part
        found = of_heading(heading, self._own.year, self._known)
        if found is None:
            return None, self.other_year(heading, held)
        if found.year == self._own.year:
            is_budget = bool(found.phase) and not is_of_accounts(found.phase) and is_of_accounts(self._own.phase)
            return ({"phase": found.phase} if is_budget else {}), ""
        if found.phase:
            return found.sets, ""
        return None, "" if held.get("fiscal_year") == found.year else f"{found.year}年"

    def of_sentence(self, sentence: str, before: str, held: Mapping[str, str]) -> tuple[dict[str, str], str]:
        """The codes of the period of an amount, and the words that leave it open.

        Args:
            sentence: what its sentence says before it.
            before: what the paragraph says before that.
            held: the codes of another period that hold above.
        """
        years = list(_YEAR.finditer(sentence))
        if not years:
            opening = [found["year"] for found in _OPENING.finditer(before)][-1:]
            is_open = bool(opening) and opening[0] not in (self._own.year, held.get("fiscal_year", ""))
            return dict(held), f"{opening[0]}年" if is_open else ""
        year, words = years[-1].group()[:4], sentence[years[-1].end() :]
        if year == held.get("fiscal_year", ""):
            return dict(held), ""
        if year == self._own.year:
            return {}, ""
        phase = stated_phase(words)
        return (Stated(year, phase).sets, "") if phase else (dict(held), years[-1].group())

    def other_year(self, words: str, held: Mapping[str, str]) -> str:
        """The last year that words name, years of comparison apart, where it is neither the document's own nor the one
        that holds; else ``""``."""
        years = _YEAR.findall(words)
        return years[-1] if years and years[-1][:4] not in (self._own.year, held.get("fiscal_year", "")) else ""

    def without_year(self, words: str, sets: Mapping[str, str]) -> str:
        """The words without the year that they are about anyway."""
        return re.sub(rf"{sets.get('fiscal_year', self._own.year)}年度?", "", words)
