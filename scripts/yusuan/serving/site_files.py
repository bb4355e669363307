"""Which file of the built site a URL's path names, and what it is. Nothing outside the site's folder is ever found."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".parquet": "application/vnd.apache.parquet",
    ".rq": "application/sparql-query",
    ".sarif": "application/sarif+json",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yml": "application/yaml",
}
_INDEX = "index.html"
_TURTLE = ("index.ttl", "rdf/facts.ttl")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site and its media type with charset."""

    path: Path
    media_type: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a folder is to be asked for: the path with a final ``/``, from the root of the site."""

    location: str


def media_type(name: str) -> str:
    """The media type of a file by its name; bytes where it is unknown."""
    suffix = Path(name).suffix.lower()
    guessed, encoding = mimetypes.guess_type(name)
    if suffix in (".gz", ".zst", ".bz2", ".xz"):
        return "application/gzip" if suffix == ".gz" else "application/octet-stream"
    known = _TYPES.get(suffix) or (guessed if not encoding else None) or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") and "charset" not in known else known


def find(site: Path, path: str) -> SiteFile | Moved | None:
    """What a percent-encoded path names in the folder ``site``; a folder is its ``index.html``. ``None`` for nothing.

    A path with ``..`` names nothing, nor does one that leaves the site by a link of the file system.
    """
    parts = _parts(path)
    if parts is None:
        return None
    target = site.joinpath(*parts)
    if _is_file(target / _INDEX, site):
        if parts and not path.endswith("/"):
            return Moved("/" + "/".join(quote(part) for part in parts) + "/")
        return SiteFile(target / _INDEX, _TYPES[".html"])
    return SiteFile(target, media_type(target.name)) if _is_file(target, site) and not path.endswith("/") else None


def turtle_of(site: Path, path: str) -> str | None:
    """Where the Turtle of the page at a path stands (from the root of the site), or ``None`` where it has none."""
    parts = _parts(path)
    if not parts or not path.endswith("/"):
        return None
    beside = ["/".join((*parts, name)) for name in _TURTLE]
    shared = [f"datapackage/codelists/{parts[-1]}.ttl"] if parts[:-1] in ([], ["codelists"]) else []
    for name in (*beside, *shared):
        if _is_file(site / name, site):
            return "/" + quote(name)
    return None


def _parts(path: str) -> list[str] | None:
    """The segments of a path, decoded; ``None`` where it could not be the path of a file of ours."""
    try:
        parts = [unquote(part, errors="strict") for part in path.split("/")]
    except UnicodeDecodeError:
        return None
    if any(part in (".", "..") or any(mark in part for mark in "/\\\0:") for part in parts):
        return None
    return [part for part in parts if part]


def _is_file(path: Path, site: Path) -> bool:
    """Whether there is such a file, and it lies in the site even when links of the file system are followed."""
    try:
        return path.is_file() and path.resolve().is_relative_to(site.resolve())
    except (OSError, ValueError):  # a name that the file system cannot have
        return False
