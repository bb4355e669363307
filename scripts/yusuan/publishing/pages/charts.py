"""Charts of a disclosure: each a figure with its text, its table and its file; a script draws it from the JSON inside.

Without the script the table shows. The JSON holds amounts as text, exact to the last digit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yusuan.concepts import TOTAL
from yusuan.publishing.pages.flow import Flow, Node
from yusuan.publishing.pages.html import Column, Line, amount, escape, link, share, table
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.short_amounts import short_amount
from yusuan.publishing.pages.slices import Parts, parents, top_class
from yusuan.publishing.pages.words import label, words

_NAMED = 3
"""So many of the largest parts are named in the text of a chart."""


def script_json(content: object, attributes: str = "") -> str:
    """JSON for a script element, on one line; ``<`` is escaped so that no text in it can end the element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json"{attributes}>{text}</script>'


def figure(
    kind: str, anchor: str, name: str, told: str, content: object, shown: str, csv: str, language: Language
) -> str:
    """A chart: ``kind`` says which script draws it, ``name`` and ``told`` are its name and text alternative as text,
    ``shown`` its table as HTML, ``csv`` the address of its file."""
    say = words(language)
    return "\n".join(
        (
            f'<figure class="yu-chart yu-{kind}" id="{escape(anchor)}" data-chart="{kind}" data-name="{escape(name)}">',
            f'<div class="yu-plot" role="img" aria-label="{escape(f"{name}: {told}")}"></div>',
            f"<figcaption>{escape(told)}</figcaption>",
            script_json(content),
            f'<details class="yu-details yu-data"><summary>{escape(say["show_table"])}</summary>',
            shown,
            f'<p class="yu-small">{link(csv, say["open_csv"])}</p>' if csv else "",
            "</details>",
            "</figure>",
        )
    ).replace("\n\n", "\n")


def main_parts(lines: Iterable[tuple[str, Decimal]], whole: Decimal, language: Language) -> str:
    """The largest parts with their shares, and what the others have together, as text."""
    say, comma = words(language), "、" if language == "zh" else ", "
    ordered = sorted(((name, value) for name, value in lines if value), key=lambda pair: -pair[1])
    told = [say["part_of"].format(label=name, share=share(value, whole)) for name, value in ordered[:_NAMED]]
    rest = ordered[_NAMED:]
    if len(rest) == 1:
        told.append(say["part_of"].format(label=rest[0][0], share=share(rest[0][1], whole)))
    elif rest:
        others = share(sum((value for _, value in rest), Decimal(0)), whole)
        told.append(say["and_others"].format(count=len(rest), share=others))
    return comma.join(told)


class Labels:
    """The labels of the codes of one disclosure in one language, by dimension."""

    def __init__(self, package: Package, language: Language) -> None:
        self._package, self._language = package, language
        self._known: dict[str, Mapping[str, Row]] = {}

    def __call__(self, dimension: str, code: str) -> str:
        """The label of a code; what is not itemised is said so."""
        if code in (TOTAL, "not-itemised"):
            return words(self._language)["not-itemised"]
        if dimension not in self._known:
            self._known[dimension] = {row["code"]: row for row in self._package.table(f"codelist_{dimension}")}
        row = self._known[dimension].get(code)
        return (label(row, self._language) if row else "") or code


def treemap(package: Package, view: str, dimension: str, name: str, shown: str, csv: str, language: Language) -> str:
    """The lines of a view as areas, grouped by their classes of the first level; only the table where there are none to
    compare or one is negative."""
    lines = [(line[dimension], Decimal(line["amount"]), line) for line in package.table(view)]
    whole = sum((value for _, value, _ in lines), Decimal(0))
    broader, labels = parents(package, dimension), Labels(package, language)
    named = [(label(line, language, f"{dimension}_") or labels(dimension, code), value) for code, value, line in lines]
    told = words(language)["chart_total"].format(amount=short_amount(whole, language)) + main_parts(
        named, whole, language
    )
    if len(lines) < 2 or any(value < 0 for _, value, _ in lines):
        return f"{shown}\n" + (f'<p class="yu-small">{link(csv, words(language)["open_csv"])}</p>' if csv else "")
    groups = [top_class(code, broader) for code, _, _ in lines]
    content = {
        "groups": {code: labels(dimension, code) for code in dict.fromkeys(groups)},
        "tiles": [
            [code if code != "not-itemised" else "", text, group, str(value)]
            for (code, value, _), (text, _), group in zip(lines, named, groups, strict=True)
        ],
    }
    title = words(language)["treemap_chart"].format(view=name)
    return figure("treemap", f"chart-{view}", title, told, content, shown, csv, language)


def split(types: Parts, labels: Labels, csv: str, language: Language) -> str:
    """The total by type of expenditure as one bar."""
    if len(types) < 2:
        return ""
    say = words(language)
    whole = sum((value for _, value in types), Decimal(0))
    named = [(labels("expenditure_type", code), value) for code, value in types]
    content = {"parts": [[code, text, str(value)] for (code, value), (text, _) in zip(types, named, strict=True)]}
    lines = [Line((escape(text), amount(value), share(value, whole))) for text, value in named]
    lines.append(Line((escape(say["sum"]), amount(whole), share(whole, whole)), css="yu-sum"))
    shown = table((Column(say["label"], is_wide=True), Column(say["amount"], True), Column(say["share"], True)), lines)
    return figure(
        "split", "chart-split", say["split_chart"], main_parts(named, whole, language), content, shown, csv, language
    )


def flow_chart(flows: Sequence[Flow], unit: str, labels: Labels, csv: str, language: Language) -> str:
    """The flows of a disclosure as one figure, between which a reader can choose."""
    if not flows:
        return ""
    say, first = words(language), flows[0]
    content = {"flows": [_flow_json(flow, unit, labels, language) for flow in flows]}
    shown = "\n".join(_flow_table(flow, unit, labels, language) for flow in flows)
    return figure(
        "flow", "chart-flow", say["flow_chart"], _flow_text(first, labels, language), content, shown, csv, language
    )


def _node_label(node: Node, dimension: str, unit: str, labels: Labels) -> str:
    named = {"unit": lambda: unit, "fund": lambda: labels("fund", node.code)}
    named["type"] = lambda: labels("expenditure_type", node.code)
    return named.get(node.kind, lambda: labels(dimension, node.code))()


def _passing(flow: Flow, node: Node) -> Decimal:
    entering = [value for _, end, value in flow.links if end == node]
    leaving = [value for start, _, value in flow.links if start == node]
    return sum(entering or leaving, Decimal(0))


def _flow_json(flow: Flow, unit: str, labels: Labels, language: Language) -> Mapping[str, Any]:
    place = {node: n for n, node in enumerate(flow.nodes)}
    return {
        "name": words(language)[f"flow_by_{flow.dimension}"],
        "told": _flow_text(flow, labels, language),
        "nodes": [
            [
                node.kind,
                node.code,
                _node_label(node, flow.dimension, unit, labels),
                node.group,
                str(_passing(flow, node)),
            ]
            for node in flow.nodes
        ],
        "links": [[place[start], place[end], str(value)] for start, end, value in flow.links],
    }


def _flow_table(flow: Flow, unit: str, labels: Labels, language: Language) -> str:
    say = words(language)
    whole = sum((value for start, _, value in flow.links if start.kind == "unit"), Decimal(0))
    lines = [
        Line(
            (
                escape(_node_label(start, flow.dimension, unit, labels)),
                escape(_node_label(end, flow.dimension, unit, labels)),
                amount(value),
                share(value, whole),
            )
        )
        for start, end, value in flow.links
    ]
    columns = (
        Column(say["from"], is_wide=True),
        Column(f"{say['to']} · {say[f'flow_by_{flow.dimension}']}", is_wide=True),
        Column(say["amount"], True),
        Column(say["share"], True),
    )
    return table(columns, lines)


def _flow_text(flow: Flow, labels: Labels, language: Language) -> str:
    """The flow as a sentence: its sources, its types, its largest ends."""
    say = words(language)
    whole = sum((value for start, _, value in flow.links if start.kind == "unit"), Decimal(0))
    ended = {node for _, node, _ in flow.links} - {node for node, _, _ in flow.links}
    of_kind = {
        kind: [(labels(dimension, node.code), _passing(flow, node)) for node in flow.nodes if node.kind == kind]
        for kind, dimension in (("fund", "fund"), ("type", "expenditure_type"))
    }
    ends = [(labels(flow.dimension, n.code), _passing(flow, n)) for n in flow.nodes if n in ended and n.kind == "class"]
    told = [main_parts(listed, whole, language) for listed in (of_kind["fund"], of_kind["type"], ends) if listed]
    return say["chart_total"].format(amount=short_amount(whole, language)) + " → ".join(told)
