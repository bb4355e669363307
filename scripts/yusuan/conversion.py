"""Everything that is known about one disclosure once it is converted: what publishing takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.audit.finding import Finding
from yusuan.concepts import Codelist
from yusuan.facts.fact import Cell, Fact
from yusuan.facts.headline import HeadlineFigure
from yusuan.facts.views import View
from yusuan.reading.document import Document
from yusuan.recognition.disclosure import Disclosure, Unrecognised
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.prose.statements import Statement


@dataclass(frozen=True, slots=True)
class Conversion:
    """One disclosure from document to facts and findings.

    ``codelists`` holds the list of each dimension by the dimension's name (``organization`` and ``activity`` are the
    disclosure's own, the rest are shared) and every other shared list by its own name.
    """

    document: Document
    disclosure: Disclosure
    cells: tuple[Cell, ...]
    facts: tuple[Fact, ...]
    views: tuple[View, ...]
    codelists: Mapping[str, Codelist]
    unrecognised: tuple[Unrecognised, ...]
    forms: tuple[Form, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    headline: tuple[HeadlineFigure, ...] = ()
    """The figures that the disclosure is known by; the views break its revenue and expenditure down."""
