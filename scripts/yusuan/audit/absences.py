"""Sentences that say there is nothing of a kind: under the right heading, and with the empty table they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yusuan.audit.contents import contents
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.presence import SUBJECTS
from yusuan.reading.document import Paragraph
from yusuan.recognition.labels import flatten, numbering

_NOTHING = re.compile(r"无|没有|未安排|不涉及")
_ANNOUNCED = re.compile(r"公开空表")
_LONGEST = 80
_SENTENCE_ENDS = ("。", ";", ",", ":")


def _subjects(text: str) -> set[str]:
    return {word for word in SUBJECTS if word in text}


def _absences(evidence: Evidence) -> Iterator[tuple[Paragraph, str, str]]:
    """Short paragraphs that say there is nothing of a subject, each with its text and the heading right above it."""
    for above, below in pairwise(evidence.blocks):
        if not (isinstance(above, Paragraph) and isinstance(below, Paragraph)):
            continue
        text, heading = flatten(below.text), flatten(above.text)
        if len(text) <= _LONGEST and not numbering(text)[0] and _NOTHING.search(text) and _subjects(text):
            is_heading = bool(numbering(heading)[0]) and not heading.endswith(_SENTENCE_ENDS)
            yield below, text, heading if is_heading else ""


def _complaint(code: str, paragraph: Paragraph, **words: str) -> Complaint:
    return Complaint(code, words={"sentence": paragraph.text.strip()} | words, locations=(paragraph.location,))


def misplaced_absences(evidence: Evidence) -> Iterator[Complaint]:
    """Sentences of absence that stand under the heading of something else, or announce an empty table that neither the
    index nor the document has."""
    found = tuple(_absences(evidence))
    if not found:
        return
    titles = [table.title for table in evidence.disclosure.tables]
    titles += [promise.title for promise in contents(evidence).promises]
    present = _subjects("".join(flatten(title) for title in titles))
    for paragraph, text, heading in found:
        about, under = _subjects(text), _subjects(heading)
        if under and not about & under:
            yield _complaint("absence-under-another-heading", paragraph, heading=heading)
        if _ANNOUNCED.search(text) and not about & present:
            yield _complaint("announced-table-missing", paragraph, subject="、".join(sorted(about)))
