"""JSON that a person can read and a diff can show: what fits on a line stands on a line."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 120


def pretty_json(value: Any, indent: int = 0) -> str:
    """``value`` as JSON text without final newline; keys keep their order, text stays readable."""
    compact = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or (indent and len(compact) + indent <= WIDTH):
        return compact
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [
            f"{inner}{json.dumps(key, ensure_ascii=False)}: {pretty_json(v, indent + 2)}" for key, v in value.items()
        ]
        opening, closing = "{}"
    else:
        parts = [inner + pretty_json(v, indent + 2) for v in value]
        opening, closing = "[]"
    return f"{opening}\n" + ",\n".join(parts) + f"\n{' ' * indent}{closing}"
