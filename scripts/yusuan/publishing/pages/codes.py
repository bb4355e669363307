"""What the box about a cell needs beyond the page itself: the names of dimensions and the labels of their codes."""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.concepts import Codelist
from yusuan.facts.fact import Status
from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.pages.charts import script_json
from yusuan.publishing.pages.model import Language, Package
from yusuan.publishing.pages.words import label_of, words

_WORDS = (
    "cell_close",
    "cell_title",
    "cell_printed",
    "cell_taken",
    "cell_key",
    "cell_place",
    "cell_witnesses",
    "cell_alone",
    "cell_findings",
    "cell_unbound",
    "cell_fact",
    "cell_itself",
    "status",
    "yuan_only",
)


def codes_json(package: Package, codelists: Mapping[str, Codelist], language: Language) -> str:
    """The dimensions of the key in their order, each with its name and the Chinese and English labels of its codes that
    the facts use, and what the statuses of facts mean. A fact's id is its codes joined by ``.``,
    so the page's script reads the key from the id."""
    say = words(language)
    facts = package.table("facts")
    dimensions = []
    for name in DIMENSIONS:
        used = {fact[name] for fact in facts}
        labels = {
            row["code"]: [row["label_zh"], row["label_en"]]
            for row in package.table(f"codelist_{name}")
            if row["code"] in used
        }
        dimensions.append([name, say[f"dimension_{name}"], labels])
    statuses = {label_of(s, codelists.get("fact-status"), language): say[f"status_{s}"] for s in Status}
    content = {"dimensions": dimensions, "statuses": statuses, "say": {name: say[name] for name in _WORDS}}
    return script_json(content, ' id="yu-codes"')
