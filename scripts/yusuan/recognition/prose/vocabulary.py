"""The words that an amount in running text may be introduced by, with the codes they set."""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.concepts import TOTAL
from yusuan.recognition.headers import table_sets
from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.prose.printed_classes import CLASS_DIMENSIONS
from yusuan.recognition.prose.subjects import Subjects

THREE_PUBLIC = "three-public"
_WHOLE_OF_THREE_PUBLIC = "three-public-and-related"
_LISTS = ("expenditure_type", "operation", "fund")
"""Where a label stands in several of these lists the later one is meant: 财政拨款支出 names a fund."""

Words = Mapping[str, Mapping[str, str]]


class Vocabulary:
    """Labels of all code lists that a sentence may use, by what its headings and words before have said."""

    def __init__(self, lexicon: Lexicon, subjects: Subjects) -> None:
        """Index the words that mean the same in every context."""
        self._lexicon = lexicon
        self._subjects = subjects
        self._common = self._common_words()
        self._by_context: dict[tuple[str, bool], Words] = {}

    def words(self, axis: str, three_public: bool) -> Words:
        """The words of a context: the common ones with the names of the classes of the list ``axis``, or where no list
        is announced those of the top classes of all three whose name is no other's; in a passage on 三公 its parts."""
        if (axis, three_public) not in self._by_context:
            parts = self._three_public_parts() if three_public else {}
            self._by_context[axis, three_public] = self._classes(axis) | self._common | parts
        return self._by_context[axis, three_public]

    def is_common(self, word: str) -> bool:
        """Whether a word means the same in every context."""
        return word in self._common

    def _labels(self, dimension: str, code: str) -> list[str]:
        concept = self._lexicon.codelists[dimension][code]
        return [normalise(label) for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels)]

    def _common_words(self) -> dict[str, Mapping[str, str]]:
        words: dict[str, Mapping[str, str]] = {}
        for dimension in _LISTS:  # 部门预算 and 其他 alone say nothing in a sentence
            for concept in self._lexicon.codelists[dimension]:
                for label in self._labels(dimension, concept.code):
                    says_something = concept.code != TOTAL or dimension != "fund"
                    if says_something and "/" not in label and label != "其他":
                        words[label] = {dimension: concept.code}
        for code in (THREE_PUBLIC, _WHOLE_OF_THREE_PUBLIC):
            sets = {**table_sets(THREE_PUBLIC, self._lexicon), "economic": code}
            words |= {label: sets for label in self._labels("economic", code)}
        return words | {label: self._subjects.sets(code) for label, code in self._subjects.plain_labels()}

    def _classes(self, axis: str) -> dict[str, Mapping[str, str]]:
        codes: dict[str, set[tuple[str, str]]] = {}
        for dimension in [axis] if axis else CLASS_DIMENSIONS:
            for concept in self._lexicon.codelists[dimension]:
                if concept.code.isdigit() and (axis or concept.parent == TOTAL):
                    for label in self._labels(dimension, concept.code):
                        codes.setdefault(label, set()).add((dimension, concept.code))
        return {label: {d: c} for label, found in codes.items() for d, c in self._broadest(found)}

    def _broadest(self, found: set[tuple[str, str]]) -> list[tuple[str, str]]:
        """The class that a name means: the only one, or the one within which all others of that name lie."""
        lists = self._lexicon.codelists
        return [
            (dimension, code)
            for dimension, code in sorted(found)
            if all(dimension == d and lists[d].is_within(c, code) for d, c in found)
        ]

    def _three_public_parts(self) -> dict[str, Mapping[str, str]]:
        classes = self._lexicon.codelists["economic"]
        return {
            label: {"economic": concept.code}
            for concept in classes
            if concept.code not in (THREE_PUBLIC, _WHOLE_OF_THREE_PUBLIC)
            and classes.is_within(concept.code, _WHOLE_OF_THREE_PUBLIC)
            for label in self._labels("economic", concept.code)
        }
