"""The cookbook on the site: every query of ``docs/queries/`` with its title, what it answers, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yusuan.errors import InputError
from yusuan.publishing.pages.html import heading, link
from yusuan.publishing.pages.model import Language, Site
from yusuan.publishing.pages.words import words
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE

_COMMENT = re.compile(r"# (zh|en): (.+)")


@dataclass(frozen=True, slots=True)
class CookbookQuery:
    """A query of the cookbook: its title and what it answers, by language, and the query without its header."""

    name: str
    titles: dict[Language, str]
    answers: dict[Language, str]
    text: str


def cookbook_query(name: str, content: str) -> CookbookQuery:
    """A query from the content of its file, whose header is lines ``# zh: …`` and ``# en: …``: in each language the
    title first, then what the query answers.

    Raises:
        InputError: a title or an explanation is missing.
    """
    lines = content.splitlines()
    header = [found for line in lines if (found := _COMMENT.fullmatch(line))]
    said = {language: [found[2] for found in header if found[1] == language] for language in ("zh", "en")}
    if any(len(parts) < 2 for parts in said.values()):
        raise InputError(f"{name}: the header lacks a title or an explanation; write lines `# zh: …` and `# en: …`")
    return CookbookQuery(
        name,
        {"zh": said["zh"][0], "en": said["en"][0]},
        {"zh": "".join(said["zh"][1:]), "en": " ".join(said["en"][1:])},
        "\n".join(line for line in lines if not _COMMENT.fullmatch(line)).strip(),
    )


def queries_section(site: Site, language: Language) -> str:
    """All queries as Markdown: a heading with the file's name as anchor, the explanation, a link to the file, the
    text with the site's own address."""
    return "\n\n".join(_query(cookbook_query(*each), site.base, language) for each in site.queries)


def _query(query: CookbookQuery, base: str, language: Language) -> str:
    text = query.text.replace(PLACEHOLDER_SITE, base)
    title = f"### {heading(query.titles[language])} {{ #{query.name} }}"
    file = f"[{query.name}.rq](queries/{query.name}.rq)"
    runs = link(f"../query/?example={query.name}", words(language)["run_here"])
    return f"{title}\n\n{_prose(query.answers[language])} {file} · {runs}\n\n```sparql\n{text}\n```"


def _prose(text: str) -> str:
    """Plain text for Markdown, with codes (``activity-total``, ``?above_zh``) in fixed width."""
    parts = re.split(r"(\?[a-z_]+|(?<![\w-])[a-z]+(?:-[a-z]+)+(?![\w-])|yusuan:\w+|sh:\w+|skos:[\w*+]+)", text)
    return "".join(f"`{part}`" if number % 2 else heading(part) for number, part in enumerate(parts))
