"""The findings of one disclosure on its page: the line at the top, the list, and the marks beside tables and cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yusuan.concepts import Codelist
from yusuan.publishing.pages.digest import SEVERITIES
from yusuan.publishing.pages.html import definitions, details, escape, exact, link
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.places import Places, places
from yusuan.publishing.pages.words import label_of, words

_FEW_CELLS = 3
_FEW_NOTES = 5
"""Up to so many cells or notes are shown at once, more only on a click."""

Codelists = Mapping[str, Codelist]


def message(finding: Row, language: Language) -> str:
    """What was found, in one language, as text."""
    return finding["message_zh"] if language == "zh" else finding["message_en"] or finding["message_zh"]


def count_of(severity: str, count: int, codelists: Codelists, language: Language) -> str:
    """``3 个错误``, ``1 warning``, ``2 notes``."""
    name = label_of(severity, codelists.get("severities"), language)
    return f"{count} 个{name}" if language == "zh" else f"{count} {name.lower()}{'' if count == 1 else 's'}"


def badge(severity: str, text: str, target: str = "") -> str:
    """A text in the colour of a severity, as a link where ``target`` is given."""
    css = f'class="yu-badge yu-{escape(severity)}"'
    return f'<a {css} href="{escape(target)}">{escape(text)}</a>' if target else f"<span {css}>{escape(text)}</span>"


def badges(findings: Iterable[Row], codelists: Codelists, language: Language, target: str = "") -> str:
    """How many findings of each severity there are, those of which there are none left out."""
    return count_badges(Counter(finding["severity"] for finding in findings), codelists, language, target)


def count_badges(counts: Mapping[str, int], codelists: Codelists, language: Language, target: str = "") -> str:
    """The counts of findings by severity as badges, those that are none left out."""
    return " ".join(
        badge(severity, count_of(severity, counts[severity], codelists, language), target)
        for severity in SEVERITIES
        if counts.get(severity)
    )


def quality_line(package: Package, codelists: Codelists, language: Language) -> str:
    """The line at the top of the page: how many findings of each severity; nothing where no audit was published."""
    if "findings" not in package.rows:
        return ""
    say = words(language)
    counted = badges(package.table("findings"), codelists, language, "#findings") or escape(say["none_found"])
    return f'<p class="yu-quality"><span>{link("#findings", say["quality"])}</span> {counted}</p>'


@dataclass(frozen=True, slots=True)
class Marks:
    """Which findings concern a cell or a table, by its id. ``first`` are those that hold this cell most likely wrong,
    ``further`` those that concern it too; ``own`` are those of a table whose cell is held wrong, ``others`` those that
    only compare with it."""

    first: Mapping[str, Sequence[Row]]
    further: Mapping[str, Sequence[Row]]
    own: Mapping[str, Sequence[Row]]
    others: Mapping[str, Sequence[Row]]
    codelists: Codelists
    language: Language

    def css(self, cell_id: str) -> str:
        """The class of a cell: the gravest severity of the findings that hold it wrong, or that others concern it."""
        for severity in SEVERITIES:
            if any(finding["severity"] == severity for finding in self.first.get(cell_id, ())):
                return f"yu-marked yu-{severity}"
        return "yu-compared" if cell_id in self.further else ""

    def title(self, cell_id: str) -> str:
        """The messages of the findings that concern a cell, as text."""
        concerned = (*self.first.get(cell_id, ()), *self.further.get(cell_id, ()))
        return " · ".join(message(finding, self.language) for finding in concerned)

    def flags(self, cell_id: str) -> str:
        """One small link to each finding that concerns a cell."""
        told = [self._flag(finding, "") for finding in self.first.get(cell_id, ())]
        told += [self._flag(finding, " yu-hollow") for finding in self.further.get(cell_id, ())]
        return "".join(told)

    def _flag(self, finding: Row, css: str) -> str:
        severity = label_of(finding["severity"], self.codelists.get("severities"), self.language)
        name = words(self.language)["flag"].format(severity=severity, finding=finding["finding_id"])
        return (
            f'<a class="yu-flag yu-{escape(finding["severity"])}{css}" href="#finding-{escape(finding["finding_id"])}"'
            f' aria-label="{escape(name)}"></a>'
        )

    def of_table(self, table_id: str) -> str:
        """The findings of a table as a list of links, those that only compare with it last and muted; ``""`` where
        there are none."""
        listed = [(finding, "") for finding in self.own.get(table_id, ())]
        listed += [(finding, ' class="yu-muted"') for finding in self.others.get(table_id, ())]
        items = "\n".join(
            f"<li{css}>{_badge_of(finding, self.codelists, self.language)} "
            f"{link('#finding-' + finding['finding_id'], message(finding, self.language))}</li>"
            for finding, css in listed
        )
        return f'<ul class="yu-of-table">\n{items}\n</ul>' if items else ""

    def counts(self, table_id: str, target: str = "") -> str:
        """How many findings of its own a table has of each severity, as badges."""
        return badges(self.own.get(table_id, ()), self.codelists, self.language, target)


def marks(package: Package, codelists: Codelists, language: Language) -> Marks:
    """What the findings of a disclosure mark."""
    first: dict[str, list[Row]] = defaultdict(list)
    further: dict[str, list[Row]] = defaultdict(list)
    own: dict[str, list[Row]] = defaultdict(list)
    others: dict[str, list[Row]] = defaultdict(list)
    table_of = {cell["cell_id"]: cell["table_id"] for cell in package.table("cells")}
    for finding in package.table("findings"):
        cells = list(dict.fromkeys(parts(finding["cells"])))
        for number, cell_id in enumerate(cells):
            (further if number else first)[cell_id].append(finding)
        for table_id in dict.fromkeys(parts(finding["tables"])):
            is_own = not cells or table_of.get(cells[0]) == table_id
            (own if is_own else others)[table_id].append(finding)
    return Marks(first, further, own, others, codelists, language)


def _badge_of(finding: Row, codelists: Codelists, language: Language) -> str:
    severity = finding["severity"]
    return badge(severity, label_of(severity, codelists.get("severities"), language))


def _cell(cell: Row, printed_in: Places) -> str:
    """A cell of a finding: what is printed, what it is, where it stands."""
    what = " / ".join(text for text in (cell["label"], cell["header"]) if text)
    return f"<li><b>{escape(cell['printed'])}</b> <span>{escape(what)}</span> {printed_in.link(cell)}</li>"


def _cells(finding: Row, cells: Mapping[str, Row], printed_in: Places) -> str:
    """The cells of a finding: the one most likely wrong, then those it is compared with, many of them on a click."""
    listed = [_cell(cells[cell_id], printed_in) for cell_id in parts(finding["cells"]) if cell_id in cells]
    shown = listed if len(listed) <= _FEW_CELLS + 1 else listed[:1]
    rest = listed[len(shown) :]
    blocks = ['<ul class="yu-cells">\n' + "\n".join(shown) + "\n</ul>"] if shown else []
    if rest:
        summary = words(printed_in.language)["compared_cells"].format(count=len(rest))
        blocks.append(details(escape(summary), '<ul class="yu-cells">\n' + "\n".join(rest) + "\n</ul>"))
    return "\n".join(blocks)


def _figures(finding: Row, printed_in: Places) -> str:
    """The figures of a finding and where it is; its tables only where it names no cell, which would name them."""
    language, between = printed_in.language, "、" if printed_in.language == "zh" else ", "
    say = words(language)
    lines, pages = (between.join(parts(finding.get(name, ""))) for name in ("lines", "pages"))
    tables = [] if finding["cells"] else parts(finding["tables"])
    links = (link(f"{printed_in.page}#table-{table_id}", printed_in.table(table_id)) for table_id in tables)
    named = ("expected", "found", "difference", "tolerance")
    pairs = [
        (say[name], say["yuan"].format(amount=exact(finding[name], name == "difference")) if finding[name] else "")
        for name in named
    ]
    pairs += [(say["source_pages"], escape(pages)), (say["source_lines"], escape(lines))]
    pairs.append((say["source_tables"], between.join(links)))
    pairs.append((say["origin"], escape(say.get(f"origin_{finding['origin']}", finding["origin"]))))
    return definitions(pairs, css="yu-figures") if any(value for _, value in pairs) else ""


def finding_card(
    finding: Row, cells: Mapping[str, Row], printed_in: Places, codelists: Codelists, root: str, anchor: str = ""
) -> str:
    """One finding: severity, check, message, figures, cells. ``root`` leads to the root of the language's pages,
    ``cells`` are those of the disclosure by id."""
    language, code = printed_in.language, finding["code"]
    attribute = f' id="{escape(anchor)}"' if anchor else ""
    itself = f"{printed_in.page}#finding-{finding['finding_id']}"
    head = (
        f"{_badge_of(finding, codelists, language)} "
        f"{link(f'{root}findings/{code}/', label_of(code, codelists.get('finding-codes'), language))} "
        f'<a class="yu-self" href="{escape(itself)}">{escape(finding["finding_id"])}</a>'
    )
    blocks = (
        f'<p class="yu-head">{head}</p>',
        f'<p class="yu-message">{escape(message(finding, language))}</p>',
        _figures(finding, printed_in),
        _cells(finding, cells, printed_in),
    )
    inner = "\n".join(block for block in blocks if block)
    return f'<article class="yu-finding yu-{escape(finding["severity"])}"{attribute}>\n{inner}\n</article>'


def findings_list(package: Package, codelists: Codelists, language: Language) -> str:
    """Every finding of a disclosure with its anchor ``finding-<finding_id>``; many notes stand in a closed box."""
    found = package.table("findings")
    if not found:
        return f"<p>{escape(words(language)['none_found'])}</p>"
    cells = {cell["cell_id"]: cell for cell in package.table("cells")}
    printed_in = places(package, language)
    cards: dict[bool, list[str]] = {False: [], True: []}
    for row in found:
        card = finding_card(row, cells, printed_in, codelists, "../../", f"finding-{row['finding_id']}")
        cards[row["severity"] == SEVERITIES[-1]].append(card)
    notes = cards[True]
    if len(notes) <= _FEW_NOTES:
        return "\n\n".join((*cards[False], *notes))
    counted = count_of(SEVERITIES[-1], len(notes), codelists, language)
    summary = words(language)["notes_box"].format(count=counted)
    return "\n\n".join((*cards[False], details(escape(summary), "\n".join(notes), is_searched=True)))
