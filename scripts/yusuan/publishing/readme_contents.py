"""The sections of a package's README on its projects and on what the audit found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yusuan.audit.finding import Finding
from yusuan.conversion import Conversion
from yusuan.publishing.finding_resource import SEVERITIES
from yusuan.publishing.markdown import inline, table, yuan
from yusuan.publishing.projects import projects_of
from yusuan.publishing.used_codelists import concept_of
from yusuan.reading.places import place_words

_MOST_SHOWN = 10


def projects(conversion: Conversion, zh: bool) -> Iterator[str]:
    """The projects with their amounts of the year."""
    found = projects_of(conversion)
    if not found:
        yield "未列项目。" if zh else "The document names no projects."
        return
    yield from table(
        ("项目", "实施单位", "本年资金（元）", "指标数") if zh else ("Project", "Unit", "Amount (yuan)", "Indicators"),
        (
            (inline(project.name), inline(project.unit) or "—", yuan(project.amounts.total), project.indicators)
            for project in found
        ),
    )


def _places(media_type: str, found: Finding, zh: bool) -> str:
    """The pages and lines of a finding in words."""
    page, line = place_words(media_type, zh)
    told = []
    for word, numbers in ((page, found.pages), (line, found.lines)):
        if numbers:
            listed = ("、" if zh else ", ").join(map(str, numbers))
            told.append(f"第 {listed} {word}" if zh else f"{word}{'s' * (len(numbers) > 1)} {listed}")
    return ("，" if zh else ", ").join(told)


def _line(conversion: Conversion, found: Finding, zh: bool) -> str:
    severity = concept_of(conversion.codelists, "severity", found.severity)
    message = inline(found.message_zh if zh else found.message_en)
    places = _places(conversion.document.media_type, found, zh)
    if zh:
        return f"- **{severity.label_zh}** {message}" + (f"（{places}）" if places else "")
    name = severity.label_en or severity.code
    return f"- **{name}** {message}" + (f" ({places})" if places else "")


def findings(conversion: Conversion, zh: bool) -> Iterator[str]:
    """How many findings of each severity there are, and the gravest of them in words."""
    if not conversion.findings:
        yield "各项核对均未发现问题。" if zh else "No check found anything."
        return
    counts = Counter(found.severity for found in conversion.findings)
    yield from table(
        ("严重程度", "发现数") if zh else ("Severity", "Findings"),
        (
            (concept.label_zh if zh else concept.label_en or concept.code, counts[severity])
            for severity in SEVERITIES
            for concept in (concept_of(conversion.codelists, "severity", severity),)
        ),
    )
    yield ""
    yield from (_line(conversion, found, zh) for found in conversion.findings[:_MOST_SHOWN])
    if len(conversion.findings) > _MOST_SHOWN:
        yield ""
        yield "其余见 data/findings.csv。" if zh else "The rest is in data/findings.csv."
