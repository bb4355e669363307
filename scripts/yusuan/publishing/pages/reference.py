"""The pages that IRIs resolve to: code lists, organizations, vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import Codelist, Concept
from yusuan.publishing.codelist_titles import title_of
from yusuan.publishing.pages.checks import unit_name
from yusuan.publishing.pages.disclosure import front_matter, link_back
from yusuan.publishing.pages.editions import editions_section
from yusuan.publishing.pages.html import Column, Line, code, details, escape, heading, link, table
from yusuan.publishing.pages.model import Language, Site
from yusuan.publishing.pages.words import label, words
from yusuan.publishing.rdf.skos import LEVELS

_WIDE = ("label_zh", "label_en", "alt_labels", "note", "source", "description")
_FIRST = ("code", "label_zh", "label_en", "used_by")
"""The columns of a code list that come first; the others follow as they are."""
_CHECKS = "finding-codes"
_ON_ITS_PAGE = ("message_", "check_", "why_", "condition_", "tolerance_")
"""Columns of the list of checks that the page of each check shows."""
_EXTRA = {
    "ambiguous": ("有歧义", "Ambiguous"),
    "axis": ("轴", "Axis"),
    "columns": ("列", "Columns"),
    "content": ("内容", "Content"),
    "economic": ("部门经济分类", "Departmental economic class"),
    "factor": ("折合元", "In yuan"),
    "former_labels": ("曾用名", "Former names"),
    "from_year": ("启用年份", "From year"),
    "gov_economic": ("政府经济分类", "Government economic class"),
    "keyed": ("可成为事实", "Can be a fact"),
    "members": ("所含", "Members"),
    "memorandum": ("备查", "Memorandum"),
    "notation": ("印刷代码", "Code as printed"),
    "obeu": ("OpenBudgets", "OpenBudgets"),
    "replaced_by": ("改为", "Replaced by"),
    "sets": ("设定的代码", "Codes it sets"),
    "unit_type": ("单位性质", "Kind of unit"),
    "units": ("量词", "Units"),
    "until_year": ("停用年份", "Until year"),
}
"""The columns that only some code lists have, Chinese and English."""
_MOST_USERS = 10
"""So many of the disclosures that use a code are named."""
_LARGE = 500
"""A list longer than this is kept out of the search index: it would bury everything else."""


def codelist_title(name: str, language: Language) -> str:
    """The title of a code list in one language."""
    chinese, english = title_of(name)
    return chinese if language == "zh" else english


def codelists_index(site: Site, language: Language) -> str:
    """The list of all code lists."""
    say = words(language)
    dimensions = {listed: dimension for dimension, listed in DIMENSION_LISTS.items()}
    lines = [
        Line(
            (
                link(f"{name}/", codelist_title(name, language)),
                code(name),
                code(dimensions.get(name, "")),
                f"{len(codelist.concepts):,}",
            )
        )
        for name, codelist in shared_lists(site)
    ]
    columns = (
        Column(say["codelist"]),
        Column(say["code"]),
        Column(say["dimension"]),
        Column(say["concepts"], True),
    )
    title = f"# {heading(say['codelists'])}"
    return (
        front_matter(say["codelists"], hides=("toc",))
        + f"{title}\n\n{escape(say['codelists_intro'])}\n\n{table(columns, lines)}\n"
    )


def shared_lists(site: Site) -> Iterator[tuple[str, Codelist]]:
    """The shared code lists once each, by name."""
    yield from sorted((name, listed) for name, listed in site.codelists.items() if name == listed.name)


def codelist_page(codelist: Codelist, site: Site, language: Language) -> str:
    """One code list: every concept with its code as anchor, the tree shown by indentation."""
    say = words(language)
    title = codelist_title(codelist.name, language)
    concepts = (*codelist, *_unlisted(codelist, site))
    rows = [_concept_cells(concept, codelist) | _uses(concept, codelist, site, language) for concept in concepts]
    used = [name for name in dict.fromkeys(name for row in rows for name in row) if any(row.get(name) for row in rows)]
    used.sort(key=lambda name: name not in _FIRST)
    columns = [Column(_heading(name, language), is_wide=name in _WIDE) for name in used]
    lines = [
        Line(tuple(row.get(name, "") for name in used), anchor=concept.code)
        for concept, row in zip(concepts, rows, strict=True)
    ]
    return (
        front_matter(title, hides=("navigation", "toc"), is_searched=len(lines) <= _LARGE)
        + link_back("../", say["back_codelists"])
        + f"# {heading(title)} {{ #scheme }}\n\n"
        + table(columns, lines, css="yu-codes")
        + _levels(codelist, language)
        + editions_section(codelist, language)
        + "\n"
    )


def _heading(name: str, language: Language) -> str:
    """The heading of a column of a code list."""
    chinese, english = _EXTRA.get(name, (name, name))
    return words(language).get(name) or (chinese if language == "zh" else english)


def _levels(codelist: Codelist, language: Language) -> str:
    """The levels of a classification by length of code, where it has several, with the anchors of their IRIs."""
    say = words(language)
    coded = Counter(len(concept.code) for concept in codelist if concept.code.isdigit())
    if len(coded) < 2:
        return ""
    lines = [
        Line(
            (
                f'<span id="levels-{depth}">{escape(LEVELS[depth - 1][language == "en"])}</span>',
                str(length),
                str(coded[length]),
            ),
            anchor=f"level-{depth}",
        )
        for depth, length in enumerate(sorted(coded)[: len(LEVELS)], start=1)
    ]
    columns = (Column(say["level"]), Column(say["digits"], True), Column(say["concepts"], True))
    return f"\n\n## {heading(say['levels'])} {{ #levels }}\n\n{table(columns, lines)}"


def _unlisted(codelist: Codelist, site: Site) -> Iterator[Concept]:
    """Codes that a disclosure prints and the list lacks: their IRIs lead to this page too."""
    for row in site.digest.unlisted.get(codelist.name, ()):
        yield Concept(row["code"], "", row["label_zh"], row["label_en"], source=row["source"], status=row["status"])


def _uses(concept: Concept, codelist: Codelist, site: Site, language: Language) -> dict[str, str]:
    """The disclosures that use a code, on a click; of very many the first."""
    say, names = words(language), site.digest.uses.get(codelist.name, {}).get(concept.code, ())
    if not names:
        return {}
    shown = [link(f"../../disclosures/{name}/", unit_name(name, site, language)) for name in names[:_MOST_USERS]]
    further = len(names) - len(shown)
    shown += [escape(say["used_further"].format(count=f"{further:,}"))] if further else []
    count = escape(say["used_count"].format(count=f"{len(names):,}"))
    return {"used_by": details(count, "<br>".join(shown))}


def _concept_cells(concept: Concept, codelist: Codelist) -> dict[str, str]:
    """The cells of one concept by column, as HTML."""
    depth = min(sum(1 for _ in codelist.ancestors(concept.code)), 6)
    texts = {
        "alt_labels": "；".join(concept.alt_labels),
        "status": concept.status,
        "note": concept.note,
        "source": concept.source,
        **concept.extra,
    }
    target = f"#{concept.code}"
    if codelist.name == _CHECKS:
        texts = {name: text for name, text in texts.items() if not name.startswith(_ON_ITS_PAGE)}
        target = f"../../findings/{concept.code}/"
    return {
        "code": f'<a href="{escape(target)}">{code(concept.code)}</a>',
        "label_zh": f'<span class="yu-depth-{depth}">{escape(concept.label_zh)}</span>',
        "label_en": escape(concept.label_en),
        **{name: escape(text) for name, text in texts.items()},
    }


def organizations_page(site: Site, language: Language) -> str:
    """Every organization that a disclosure names, with its code as anchor and the disclosures that name it."""
    say = words(language)
    named = site.digest.organizations
    lines = [
        Line(
            (
                escape(label(named[organization].row, language)),
                f'<span id="series-{escape(organization)}">{code(organization)}</span>',  # of its disclosures, in DCAT
                "<br>".join(link(f"../disclosures/{name}/", name) for name in named[organization].disclosures),
            ),
            anchor=organization,
        )
        for organization in sorted(named)
    ]
    columns = (Column(say["unit_name"]), Column(say["code"]), Column(say["disclosure"]))
    title = f"# {heading(say['organizations'])}"
    intro = escape(say["organizations_intro"])
    front = front_matter(say["organizations"], hides=("toc",), is_searched=len(lines) <= _LARGE)
    return front + f"{title}\n\n{intro}\n\n{table(columns, lines)}\n"


def vocabulary_page(site: Site, language: Language) -> str:
    """Every term of the vocabulary with its name as anchor."""
    say = words(language)
    lines = [
        Line(
            (
                code(term.name),
                escape(term.kind),
                escape(term.label_zh),
                escape(term.label_en),
                escape(term.definition_zh or term.definition_en if language == "zh" else term.definition_en),
            ),
            anchor=term.name,
        )
        for term in sorted(site.terms, key=lambda term: (not term.label_zh, term.name))
    ]
    columns = [
        Column(say[name], is_wide=name in _WIDE) for name in ("term", "type", "label_zh", "label_en", "description")
    ]
    title = f"# {heading(say['vocabulary'])}"
    intro = escape(say["vocabulary_intro"])
    namespace = code(f"{site.base}vocabulary/#")
    return (
        front_matter(say["vocabulary"], hides=("toc",))
        + f"{title}\n\n{intro}\n\n{namespace}\n\n{table(columns, lines)}\n"
    )
