"""The site in a real browser: what the tests share.

The fixtures stand in conftest.py:

``built_site``
    The folder of the real site, all published disclosures, built once for the whole session, also with xdist. To try a
    test again without building, set ``BUILT_SITE`` to a folder that `yusuan site -o` made.
``address``, ``sub_address``
    That site served on loopback, at the root of a host and below ``/one/two/``; both end with ``/``.
``open_page``
    ``open_page("en/findings/")`` opens a page of ``address`` (or a whole address) in headless Chromium, waits until it
    is quiet (``is_quiet=False`` does not wait: a page with a worker may never seem quiet), and gives Playwright's
    ``Page``. Other keywords go to ``Browser.new_context``: ``color_scheme="dark"``,
    ``viewport={"width": 360, "height": 740}``. When the test ends, it fails if a page logged an error, threw, asked
    another host for anything or got an answer of 400 or more; ``open_page.complaints`` holds what was found so far.

A test that uses ``open_page`` is skipped, with the reason, where there is no Chromium.

    def test_the_filter(open_page: OpenPage) -> None:
        page = open_page("findings/")
        page.get_by_label("级别").select_option("error")
        assert page.locator("tbody tr:visible").count() == 3
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from sample import ROOT

from yusuan.bundles import installed
from yusuan.site import build_site

NO_BROWSER = "no Chromium here: the pages are not opened in a browser (install chromium, or set CHROMIUM to its path)"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PROJECT = ("CHANGELOG.md", "datapackage", "docs", "mkdocs.en.yml", "mkdocs.yml", "schemas")


def share_browser_packages(project: Path) -> None:
    """Let a made-up project use the npm packages that are installed for this one, instead of installing its own."""
    (ROOT / "build" / "browser").mkdir(parents=True, exist_ok=True)
    (project / "build").mkdir(exist_ok=True)
    (project / "build" / "browser").symlink_to(ROOT / "build" / "browser", target_is_directory=True)


def build_once(folder: Path) -> Path:
    """The real site, built below ``folder`` by the first process that asks; the others wait for it."""
    folder.mkdir(exist_ok=True)
    project, site = folder / "project", folder / "site"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            shutil.rmtree(project, ignore_errors=True)
            project.mkdir()
            share_browser_packages(project)
            for name in _PROJECT:
                (project / name).symlink_to(ROOT / name)
            build_site(project, site)
    return site


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder served on loopback by ``python -m http.server``, in a process of its own: the tests that
    ask queries in this one forbid it to open anything meanwhile."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        said = server.stdout.readline()  # Serving HTTP on 127.0.0.1 port 40123 (http://127.0.0.1:40123/) ...
        try:
            yield said[said.index("(") + 1 : said.index(")")]
        finally:
            server.terminate()


def chromium(playwright: Playwright) -> str:
    """The path of a Chromium: ``$CHROMIUM``, that of the machine, that of Playwright; ``""`` where there is none."""
    named = [os.environ.get("CHROMIUM", ""), *(shutil.which(name) or "" for name in _NAMES)]
    return next((p for p in (*named, playwright.chromium.executable_path) if p and Path(p).exists()), "")


def launch(playwright: Playwright, executable: str) -> Browser:
    """A headless browser."""
    return playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage"])


class OpenPage:
    """Opens pages and remembers everything that went wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def __call__(self, path: str = "", *, is_quiet: bool = True, **options: Any) -> Page:
        """A page of the site in a window of its own, quiet or just loaded."""
        context = self.browser.new_context(**options)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self._note("console", said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._note("thrown", error.message))
        page.on("request", lambda request: self._host(request.url))
        page.on("response", lambda r: self._note(str(r.status), r.url) if r.status >= 400 else None)
        page.goto(urljoin(self.address, path), wait_until="networkidle" if is_quiet else "load")
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()

    def _note(self, kind: str, text: str) -> None:
        self.complaints.append(f"{kind}: {text}")

    def _host(self, url: str) -> None:
        found = urlsplit(url)
        if found.scheme in ("http", "https", "ws", "wss") and found.hostname != "127.0.0.1":
            self._note("another host", url)


def page_types(site: Path) -> list[str]:
    """The path of one page of each type in Chinese, from the root of the site: every page outside the folders that hold
    many of one type, and the first of each of those; the English ones lie below ``en/``."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("index.html")):
        place = path.parent.relative_to(site).parts
        if not place or place[0] not in ("en", "datapackage", "schemas"):
            found.setdefault(f"{place[0]}/*" if len(place) > 1 else "".join(place), "/".join((*place, "")))
    return ["" if kind == "" else where for kind, where in found.items()]


def barriers(page: Page, *rules: str) -> list[str]:
    """What axe-core finds on a page that keeps people out (serious and critical violations), and where; by all of its
    rules, or by some."""
    if not page.evaluate("'axe' in window"):
        page.add_style_tag(content="* { transition: none !important }")  # no colour halfway to another
        page.add_script_tag(path=installed(ROOT) / "axe-core" / "axe.min.js")
    found = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})", rules
    )
    return [
        f"{rule['id']} ({rule['impact']}, {len(rule['nodes'])} times): {rule['nodes'][0]['html'][:160]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
