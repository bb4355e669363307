"""The section of a code list's page on its editions: what each holds, what changed, which names were given up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from yusuan.concepts import Codelist
from yusuan.editions import Edition, editions, former_names, successions
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.pages.html import Column, Line, code, escape, heading, link, table
from yusuan.publishing.pages.model import Language
from yusuan.publishing.rdf.editions import edition_title, former_name_code

_WORDS = {
    "editions": ("版本", "Editions"),
    "intro": (
        "只列出已知的变动。文件按其年度的版本识别。",
        "Only changes that are known are listed. A document is read with the edition of its year.",
    ),
    "edition": ("版本", "Edition"),
    "concepts": ("代码数", "Codes"),
    "given_up": ("停用", "Given up"),
    "begun": ("新增", "New"),
    "former": ("曾用名", "Former names"),
    "code": ("代码", "Code"),
    "name": ("名称", "Name"),
    "until": ("用至", "Until"),
    "replaced_by": ("改为", "Replaced by"),
}


def _say(name: str, language: Language) -> str:
    return _WORDS[name][language == "en"]


def _codes(concepts: Iterator[str]) -> str:
    return " ".join(link(f"#{concept}", concept) for concept in concepts)


def _edition_line(edition: Edition, before: Edition | None, titles: tuple[str, str], language: Language) -> Line:
    own = {concept.code for concept in edition.concepts}
    old = {concept.code for concept in before.concepts} if before else own
    return Line(
        (
            escape(edition_title(edition, titles)[language == "en"]),
            f"{len(edition.concepts):,}",
            _codes(concept.code for concept in edition.concepts if concept.code not in old),
        ),
        anchor=edition.code,
    )


def _successions(found: tuple[Edition, ...], language: Language) -> str:
    """What was given up, edition by edition; the anchors are those of the correspondences and of their pairs."""
    lines = []
    for before, after in pairwise(found):
        for n, pair in enumerate(successions(before, after)):
            own = f"{pair.given_up.code}-to-{after.since}"
            whole = "" if n else f'<span id="{before.code}-to-{after.since}"></span>'
            lines.append(
                Line(
                    (
                        whole + code(pair.given_up.notation),
                        escape(pair.given_up.label_zh if language == "zh" else pair.given_up.label_en),
                        before.until,
                        link(f"#{pair.replaced_by}", pair.replaced_by) if pair.replaced_by else "–",
                    ),
                    anchor=own,
                )
            )
    columns = [Column(_say(name, language)) for name in ("code", "name", "until", "replaced_by")]
    return f"### {heading(_say('given_up', language))} {{ #given-up }}\n\n{table(columns, lines)}" if lines else ""


def _former_names(codelist: Codelist, language: Language) -> str:
    lines = [
        Line(
            (link(f"#{former.concept.code}", former.concept.code), escape(former.label), former.until),
            anchor=former_name_code(former),
        )
        for former in former_names(codelist)
    ]
    columns = [Column(_say(name, language)) for name in ("code", "name", "until")]
    return f"### {heading(_say('former', language))} {{ #former-names }}\n\n{table(columns, lines)}" if lines else ""


def editions_section(codelist: Codelist, language: Language) -> str:
    """The section, with an anchor for every IRI of an edition, a succession or a former name; ``""`` without any."""
    found = editions(codelist)
    if not found:
        return ""
    titles = title_of(codelist.name)
    pairs = zip((None, *found), found, strict=False)
    lines = [_edition_line(edition, before, titles, language) for before, edition in pairs]
    columns = (
        Column(_say("edition", language), is_wide=True),
        Column(_say("concepts", language), True),
        Column(_say("begun", language), is_wide=True),
    )
    parts = (
        f"\n\n## {heading(_say('editions', language))} {{ #editions }}\n\n{escape(_say('intro', language))}",
        table(columns, lines),
        _successions(found, language),
        _former_names(codelist, language),
    )
    return "\n\n".join(part for part in parts if part)
