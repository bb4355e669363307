"""One file, several disclosures: each unit's part with a source of its own, or the one that a person says is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.errors import InputError
from yusuan.reading.document import Block, Document, Doubt, Grid
from yusuan.recognition.identity import find_division, identify
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.prose.narrative import states_amounts
from yusuan.recognition.sections import Section, Sections, sections
from yusuan.recognition.unit_names import is_own, same_unit
from yusuan.sources import ONE_DISCLOSURE, Source

_OWN = "（本级）"
_YEAR_AT_END = re.compile(r"-(\d{4})\Z")


def _sections(document: Document, source: Source, lexicon: Lexicon) -> Sections:
    return Sections() if source.holds == ONE_DISCLOSURE else sections(document.blocks, lexicon)


def _pages(blocks: Sequence[Block]) -> set[int | None]:
    return {block.location.page for block in blocks}


def _part(document: Document, section: Section) -> Document:
    """The document with the blocks of one part, and what its reader doubts on the pages of it."""
    pages = _pages(section.blocks)
    doubts = (doubt for doubt in document.doubts if not doubt.location.page or doubt.location.page in pages)
    return replace(document, blocks=section.blocks, doubts=tuple(doubts))


def _left_over(found: Sections) -> Iterator[Doubt]:
    """What stands in front of the first unit's part and is nobody's: tables, and paragraphs that state amounts."""
    for block in found.before:
        if isinstance(block, Grid):
            yield Doubt("a table in front of the first unit's part is not converted", block.location)
        elif states_amounts((block,)):
            yield Doubt(f"in front of the first unit's part, not converted: {block.text}", block.location)


def _name(section: Section) -> str:
    """Whose a part is, with what tells it from other parts of the unit."""
    mark = section.mark
    told = " ".join(part for part in (mark.year, mark.phase, mark.scope) if part)
    return f"{mark.name}{_OWN * mark.own}{f' ({told})' if told else ''}"


def _ids(source: Source, found: Sequence[Section]) -> Iterator[str]:
    """The id of each part: that of the file with the number of the unit in the order of the file; the year, which is
    always last, and the phase of a part tell the parts of one unit apart."""
    units = list(dict.fromkeys((s.mark.name, s.mark.own, s.mark.scope) for s in found))
    base, year = _YEAR_AT_END.sub("", source.id), "".join(_YEAR_AT_END.findall(source.id))
    taken: Counter[str] = Counter()
    for section in found:
        mark = section.mark
        unit = (mark.name, mark.own, mark.scope)
        parts = [other.mark for other in found if (other.mark.name, other.mark.own, other.mark.scope) == unit]
        of_year = [other for other in parts if other.year == mark.year]
        own = mark.year if len(parts) > 1 else ""
        words = [
            base,
            str(units.index(unit) + 1) if len(units) > 1 else "",
            mark.phase if len(of_year) > 1 else "",
            own or year,
        ]
        made = "-".join(word for word in words if word)
        taken[made] += 1
        yield made if taken[made] == 1 else f"{made}-part{taken[made]}"


def _source(document: Document, part: Document, section: Section, source: Source, lexicon: Lexicon) -> Source:
    """The source of a part, which says what is told by the lines that head it, or by the file as a whole only."""
    divisions, mark = lexicon.codelists["divisions"], section.mark
    said, whole = identify(part.blocks, divisions), identify(document.blocks, divisions)
    is_named = said.name and same_unit(said.name, mark.name, divisions) and is_own(said.name) >= mark.own
    return replace(
        source,
        organization=said.name if is_named else f"{mark.name}{_OWN * mark.own}",
        division="" if said.division else find_division(mark.name, divisions) or whole.division,
        fiscal_year=mark.year or ("" if said.fiscal_year else whole.fiscal_year),
        phase=mark.phase or ("" if said.phase else whole.phase),
        scope=mark.scope or ("unit" if mark.own else ""),
    )


def divided(document: Document, source: Source, lexicon: Lexicon) -> tuple[tuple[Document, Source], ...]:
    """Every disclosure that a file holds, with a source for each: just the document and its source where it is one.
    Name, size and hash of the file stay those of the whole."""
    found = _sections(document, source, lexicon)
    if not found.found:
        return ((document, source),)
    parts = []
    for section, made in zip(found.found, _ids(source, found.found), strict=True):
        part = _part(document, section)
        parts.append((part, replace(_source(document, part, section, source, lexicon), id=made)))
    first, of_first = parts[0]
    parts[0] = (replace(first, doubts=(*first.doubts, *_left_over(found))), of_first)
    return tuple(parts)


def _fits(section: Section, source: Source, lexicon: Lexicon) -> bool:
    """Whether a part is what a person says of the disclosure."""
    mark, name = section.mark, source.organization
    if name and not same_unit(name, mark.name, lexicon.codelists["divisions"]):
        return False
    said = ((source.fiscal_year, mark.year), (source.phase, mark.phase), (source.scope, mark.scope))
    return all(not a or not b or a == b for a, b in said)


def the_one(document: Document, source: Source, lexicon: Lexicon) -> Document:
    """The part of a document that its source says is meant: all of it where it is one disclosure.

    Raises:
        InputError: it holds several, and the source does not say which; the message names them all.
    """
    found = _sections(document, source, lexicon).found
    if not found:
        return document
    fitting = [section for section in found if _fits(section, source, lexicon)]
    if len(fitting) > 1 and source.organization:
        fitting = [section for section in fitting if section.mark.own == is_own(source.organization)]
    if len(fitting) != 1:
        said = " ".join(filter(None, (source.organization, source.fiscal_year, source.phase, source.scope)))
        fit = f"{len(fitting)} of them are" if fitting else "none of them is"
        raise InputError(
            f"{source.path}: holds {len(found)} disclosures: {', '.join(map(_name, found))}; "
            f"{f'{fit} “{said}”; ' if said else ''}`yusuan convert` makes a package of each; to register one, name its "
            "unit: `yusuan add --organization NAME`, or `organization: NAME` in disclosure.yml (and `fiscal_year`, "
            "`phase` or `scope` where the unit has several); where all of it is one, say `holds: one-disclosure` there"
        )
    return _part(document, fitting[0])
