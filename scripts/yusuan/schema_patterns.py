"""JSON Schema whose patterns mean what they mean there (ECMA 262): ``$`` is the end of the text, and no line break may
stand before it, as Python would have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
from jsonschema.protocols import Validator
from jsonschema.validators import extend

_TOKEN = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", re.DOTALL)


def python_pattern(pattern: str) -> str:
    """A pattern of ECMA 262 as Python writes it."""
    return _TOKEN.sub(lambda found: found[1] or r"\Z", pattern)


def _pattern(_: Validator, pattern: str, instance: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    if isinstance(instance, str) and not re.search(python_pattern(pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Draft7: type[Validator] = extend(jsonschema.Draft7Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
"""Checks by a schema of draft 7."""
