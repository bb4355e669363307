"""The data dictionary: every column of every file, from the Table Schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yusuan.publishing.pages.disclosure import front_matter
from yusuan.publishing.pages.html import Column, Line, code, escape, heading, link, table
from yusuan.publishing.pages.model import Language, Site
from yusuan.publishing.pages.reference import codelist_title
from yusuan.publishing.pages.words import in_language, words
from yusuan.publishing.used_codelists import LISTS


def dictionary_page(site: Site, language: Language) -> str:
    """Every column of every file, from the Table Schemas."""
    say = words(language)
    parts = [f"# {heading(say['dictionary'])}", escape(say["dictionary_intro"])]
    order = [resource.get("name") for package in site.packages[:1] for resource in package.descriptor["resources"]]
    for name, schema in sorted(site.schemas.items(), key=lambda pair: _rank(pair[0], order)):
        title = in_language(schema, "title", language) or name
        parts += [
            f"## {heading(title)} {code(name)} {{ #{name} }}",
            escape(in_language(schema, "description", language)),
            _keys(schema, language),
            _fields(name, schema, site, language),
        ]
    return front_matter(say["dictionary"]) + "\n\n".join(part for part in parts if part) + "\n"


def _rank(name: str, order: list[Any]) -> tuple[int, str]:
    """The files of a disclosure in the order in which a package lists them, then the others by name."""
    return (order.index(name) if name in order else len(order), name)


def _keys(schema: Mapping[str, Any], language: Language) -> str:
    primary = schema.get("primaryKey") or []
    names = [primary] if isinstance(primary, str) else list(primary)
    return f"{escape(words(language)['primary_key'])}: {', '.join(code(n) for n in names)}" if names else ""


def _fields(table_name: str, schema: Mapping[str, Any], site: Site, language: Language) -> str:
    say = words(language)
    lines = []
    for field in schema.get("fields", ()):
        constraints = field.get("constraints", {})
        lines.append(
            Line(
                (
                    code(field["name"]),
                    escape(in_language(field, "title", language)),
                    escape(str(field.get("type", ""))),
                    say["yes"] if constraints.get("required") else "",
                    escape(in_language(field, "description", language)),
                    _values(field, site, language),
                    code(str(field.get("columnType", ""))),
                ),
                anchor=f"{table_name}.{field['name']}",
            )
        )
    named = [
        Column(say[name], is_wide=name == "description")
        for name in ("field", "label", "type", "required", "description", "values")
    ]
    return table((*named, Column("columnType")), lines)


def _values(field: Mapping[str, Any], site: Site, language: Language) -> str:
    name = str(field.get("yusuan:codelist", ""))
    listed = site.codelists.get(LISTS.get(name, name))
    if listed is not None:
        return link(f"../codelists/{listed.name}/", codelist_title(listed.name, language))
    constraints = field.get("constraints", {})
    if "enum" in constraints:
        return "<br>".join(code(str(value)) for value in constraints["enum"])
    return code(str(constraints.get("pattern", "")))
