"""What a counted figure or an amount is about: the words of the code list ``statement-subjects``.

A label may be a path (``实有/行政``): its last part stands at the figure, the earlier ones somewhere before it in the
sentence; the path whose earlier part stands nearest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.concepts import Codelist, Concept
from yusuan.recognition.labels import normalise

_TRAILING = re.compile(r"(?:\([^()]*\)|共有?|共计|合计|数量|总数|人数|为|有|约|:|：)+\Z")


@dataclass(frozen=True, slots=True)
class _Label:
    earlier: tuple[str, ...]
    words: str
    code: str


def _labels(concept: Concept) -> Iterator[_Label]:
    for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels):
        *earlier, words = (normalise(part) for part in label.split("/"))
        yield _Label(tuple(earlier), words, concept.code)


class Subjects:
    """The subjects of statements by their labels."""

    def __init__(self, codelist: Codelist) -> None:
        """Index the labels, the longest first."""
        self.codelist = codelist
        self._units = {c.code: frozenset(u for u in c.extra.get("units", "").split("|") if u) for c in codelist}
        labels = [label for concept in codelist for label in _labels(concept)]
        self._labels = sorted(labels, key=lambda label: (-len(label.words), label.code))

    def sets(self, code: str) -> Mapping[str, str]:
        """The codes by dimension that the words of a subject set."""
        text = self.codelist[code].extra.get("sets", "")
        return dict(pair.split("=", 1) for pair in text.split(";") if pair)

    def has_key(self, code: str) -> bool:
        """Whether an amount of this subject may have a key."""
        return self.codelist[code].extra.get("keyed", "") == "yes"

    def counted(self, lead: str, earlier: str, after: str, unit: str) -> tuple[str, bool]:
        """The subject of a count in ``unit`` after the words ``lead`` (人员编制, 共有车辆), or before the thing counted
        (5个项目), and whether it is the latter; ``""`` when no label says it. ``earlier`` is what the sentence says
        before ``lead``."""
        trimmed = _TRAILING.sub("", lead)
        fitting = [label for label in self._labels if unit in self._units[label.code]]
        ends = [label for label in fitting if trimmed.endswith(label.words)]
        begins = [label for label in fitting if after.startswith(label.words)]
        found = self._nearest(ends, earlier + lead)
        return (found, False) if found else (self._nearest(begins, earlier + lead), True)

    def are_akin(self, code: str, other: str) -> bool:
        """Whether two subjects stand below one (行政编制 and 人员编制)."""
        roots = [[c, *self.codelist.ancestors(c)][-1] for c in (code, other)]
        return roots[0] == roots[1]

    def of_money(self, lead: str, earlier: str) -> str:
        """The subject that the words before an amount name beside the dimensions of the key, or ``""``."""
        return self._nearest(
            [
                label
                for label in self._labels
                if label.words in lead and not self._units[label.code] and self._is_amount(label.code)
            ],
            earlier + lead,
        )

    def _is_amount(self, code: str) -> bool:
        return code != "amount" and self.codelist.is_within(code, "amount")

    def plain_labels(self) -> Iterator[tuple[str, str]]:
        """Every label that is no path with its code, of amounts only."""
        for label in self._labels:
            if not label.earlier and self._is_amount(label.code):
                yield label.words, label.code

    def _nearest(self, labels: list[_Label], text: str) -> str:
        """Of labels that fit at the figure, the one whose earlier part stands nearest before it, else the longest."""
        best: tuple[int, int, int] | None = None
        code = ""
        for label in labels:
            at = len(text) - len(label.words)
            for part in reversed(label.earlier):
                at = text.rfind(part, 0, at)
                if at < 0:
                    break
            if at < 0:
                continue
            rank = (len(label.earlier), at if label.earlier else 0, len(label.words))
            if best is None or rank > best:
                best, code = rank, label.code
        return code
