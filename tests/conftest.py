"""The five published disclosures, converted once for all tests; a project to do harm to; the command run in it; the
site in a browser.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import browser
import pytest
from hypothesis import settings
from invented import LISTS, ROOT
from playwright.sync_api import Browser, sync_playwright
from projects import BINARY, GOOD, Result, Run, register

from yusuan.cli import main
from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.sources import read_sources

Rows = list[dict[str, str]]

# The same examples on every run, however slow the machine: a test must not fail for one and pass for the next.
settings.register_profile("yusuan", deadline=None, derandomize=True)
settings.load_profile("yusuan")


@pytest.fixture(scope="session")
def conversions() -> dict[str, Conversion]:
    """The five by the first word of their id: ankang, anyang, sixian, weinan, zizhou."""
    sources = read_sources(ROOT / "datapackage")
    return {source.id.split("-")[0]: convert(read(source.path), source, LISTS) for source in sources}


@pytest.fixture(scope="session")
def published() -> Callable[[str, str], Rows]:
    """The rows of a published CSV file by the first word of the package's name and the name of the resource."""

    def rows(place: str, name: str) -> Rows:
        (path,) = (ROOT / "datapackage").glob(f"{place}*/data/{name}.csv")
        with Path(path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site, built once for the session."""
    if "BUILT_SITE" in os.environ:
        return Path(os.environ["BUILT_SITE"]).resolve()
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return browser.build_once(shared / "built-site")


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where that site is served, with ``/`` at the end."""
    with browser.served(built_site) as found:
        yield found


@pytest.fixture(scope="session")
def sub_address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where that site is served below a path."""
    folder = tmp_path_factory.mktemp("sub-path")
    (folder / "one").mkdir()
    (folder / "one" / "two").symlink_to(built_site, target_is_directory=True)
    with browser.served(folder) as found:
        yield f"{found}one/two/"


@pytest.fixture(scope="session")
def chromium_window() -> Iterator[Browser]:
    """A headless browser for the session."""
    with sync_playwright() as playwright:
        executable = browser.chromium(playwright)
        if not executable:
            pytest.skip(browser.NO_BROWSER)
        window = browser.launch(playwright, executable)
        yield window
        window.close()


@pytest.fixture
def open_page(chromium_window: Browser, address: str) -> Iterator[browser.OpenPage]:
    """Opens pages of the site; afterwards nothing may have gone wrong in them."""
    opener = browser.OpenPage(chromium_window, address)
    yield opener
    opener.close()
    assert opener.complaints == []


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: its exit code, output and errors."""

    def run(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["yusuan", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit:
            main()
        code = exit.value.code
        out, err = capsys.readouterr()
        return code if isinstance(code, int) else 0, out, err

    return run


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one invented disclosure, built."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "schemas", project / "schemas")
    shutil.copyfile(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    register(project, GOOD)
    subprocess.run([BINARY / "yusuan", "build", "--root", project], check=True, capture_output=True)
    return project


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Path:
    """A copy of that project, to do harm to."""
    shutil.copytree(built_project / "datapackage", tmp_path / "p" / "datapackage")
    for name in ("schemas", "mkdocs.yml"):
        (tmp_path / "p" / name).symlink_to(built_project / name)
    return tmp_path / "p"
