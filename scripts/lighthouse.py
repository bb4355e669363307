"""Measure pages of the built site with Lighthouse, as on a phone and as on a desk: `make lighthouse`.

The site is served on loopback, compressed and under the address that its pages name as theirs, as a host would. Prints
four scores for each page, of 100, and which audits cost points. Needs a Chromium and the network to install Lighthouse.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from yusuan.bundles import SOURCES, install, node
from yusuan.errors import InputError
from yusuan.site import site_base

ROOT = Path(__file__).parents[1]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".wasm", ".xml")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PRESETS: dict[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}


class Host(SimpleHTTPRequestHandler):
    """Serves a site as hosts do: compressed, and at its own address."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, base: str, **options: Any) -> None:
        self.base = base
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Send a file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            super().do_GET()
            return
        content = path.read_bytes()
        if path.suffix == ".html":
            content = content.replace(self.base.encode(), f"http://{self.headers['Host']}/".encode())
        packed = gzip.compress(content)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of a page by category, of 100, and what cost points."""

    scores: dict[str, int]
    lost: tuple[str, ...]


def chromium() -> str:
    """The path of a Chromium.

    Raises:
        InputError: there is none.
    """
    named = (os.environ.get("CHROMIUM") or "", *(shutil.which(name) or "" for name in CHROMIUMS))
    found = next((path for path in named if path and Path(path).exists()), "")
    if not found:
        raise InputError("no Chromium was found; install chromium, or set CHROMIUM to its path")
    return found


def measure(address: str, preset: str, modules: Path, executable: str) -> Measured:
    """Measure one page.

    Raises:
        InputError: Lighthouse fails.
    """
    command = [
        *(node(), str(modules / "lighthouse" / "cli" / "index.js"), address, *PRESETS[preset], "--quiet"),
        *("--output=json", "--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(CATEGORIES)}"),
    ]
    environment = os.environ | {"CHROME_PATH": executable}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise InputError(f"{address}: Lighthouse fails: {' '.join(done.stderr.split())[-300:]}")
    report = json.loads(done.stdout)
    audits = report["audits"]
    lost = [
        f"{each['id']} {audits[each['id']].get('displayValue', '')}".strip()
        for name in CATEGORIES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"] and (audits[each["id"]]["score"] or 0) < 0.9 and audits[each["id"]]["score"] is not None
    ]
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    return Measured(scores, tuple(lost))


def pages(site: Path) -> list[str]:
    """The pages that are measured: home, the list of findings, and the largest page of a disclosure."""
    largest = max((site / "disclosures").glob("*/index.html"), key=lambda page: page.stat().st_size)
    return ["", "en/", f"disclosures/{largest.parent.name}/", "findings/"]


def main() -> None:
    """Measure the site of this project, or the folder that is given.

    Raises:
        InputError: there is no site; or as for :func:`measure`.
    """
    site = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()
    if not (site / "index.html").is_file():
        raise InputError(f"{site}: there is no site yet; run `make build`")
    executable, modules = chromium(), install(ROOT / SOURCES / "lighthouse", ROOT / "build" / "lighthouse")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site), base=site_base(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for page in pages(site):
        for preset in PRESETS:
            found = measure(f"http://127.0.0.1:{server.server_port}/{page}", preset, modules, executable)
            scores = "  ".join(f"{name} {score:3}" for name, score in found.scores.items())
            print(f"{'/' + page:50} {preset:8} {scores}", flush=True)
            print("".join(f"    {lost}\n" for lost in found.lost), end="", flush=True)
    server.shutdown()


if __name__ == "__main__":
    try:
        main()
    except InputError as error:
        sys.exit(f"lighthouse: {error}")
