"""Where something in a document is, in words that lead a person there: the page or sheet and the table, or the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.audit.evidence import places_of
from yusuan.audit.finding import Finding
from yusuan.audit.titles import table_name
from yusuan.conversion import Conversion
from yusuan.errors import printable
from yusuan.reading.document import Document, Location
from yusuan.reading.places import place, place_words
from yusuan.reading.transcript import MEDIA_TYPE as TRANSCRIPT
from yusuan.recognition.disclosure import Table, Unrecognised

_MOST_NUMBERS = 5


class Whereabouts:
    """The places of one document whose tables are known."""

    def __init__(self, document: Document, tables: Sequence[Table]) -> None:
        """Index the places of the tables."""
        self._media_type = document.media_type
        self._names = {table.table_id: table_name(table) for table in tables}
        self._numbers = {table.table_id: table.number or table_name(table) for table in tables}
        self._tables = places_of(tables)

    def table_at(self, location: Location) -> str:
        """The id of the table printed at a place, ``""`` outside tables."""
        return self._tables.get(location, "")

    def of(self, location: Location, zh: bool = False) -> str:
        """A place in words: ``page 3, 表5 支出总表``. A line of a transcript is found by its number alone."""
        found = place(location, self._media_type, zh)
        table = self._names.get(self.table_at(location), "") if self._media_type != TRANSCRIPT else ""
        return ("，" if zh else ", ").join(part for part in (found, table) if part)

    def of_finding(self, finding: Finding) -> str:
        """Where a finding is, in English: its tables, pages and lines, the first few of each."""

        def listed(found: Sequence[object], word: str = "") -> Iterator[str]:
            if found:
                more = " …" if len(found) > _MOST_NUMBERS else ""
                plural = "s" if word and len(found) > 1 else ""
                yield f"{word}{plural} {', '.join(map(str, found[:_MOST_NUMBERS]))}{more}".strip()

        page, line = place_words(self._media_type)
        tables = [self._numbers.get(table_id, table_id) for table_id in finding.tables]
        parts = (*listed(tables), *listed(finding.pages, page), *listed(finding.lines, line))
        return "; ".join(parts)


def whereabouts(conversion: Conversion) -> Whereabouts:
    """The places of a disclosure's document."""
    return Whereabouts(conversion.document, conversion.disclosure.tables)


def unrecognised_lines(conversion: Conversion) -> tuple[str, ...]:
    """What was not understood, one line each with its place first, in English: ``page 3, 表5: amount: 0.00 (…)``."""
    places = whereabouts(conversion)

    def line(found: Unrecognised) -> str:
        at = places.of(found.location)
        return printable(": ".join(part for part in (at, found.what, " ".join(found.text.split())) if part))

    return tuple(line(found) for found in conversion.unrecognised)
