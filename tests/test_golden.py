"""The committed packages are the golden files: a rebuild gives the same bytes, and the plain upstream command accepts
them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from invented import ROOT
from projects import BINARY

PACKAGES = sorted(path.parent for path in (ROOT / "datapackage").glob("*/datapackage.json"))
NO_NETWORK = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9"
)


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder; what a run that was stopped may have left is hidden."""
    files = (path for path in folder.rglob("*") if path.is_file())
    inner = ((path.relative_to(folder), path) for path in files)
    return {name.as_posix(): path.read_bytes() for name, path in inner if name.parts[0][0] != "."}


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_a_rebuild_gives_the_committed_bytes_whatever_the_order_of_sets(tmp_path: Path, seed: str) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    for source in (ROOT / "datapackage").glob("*/source"):
        shutil.copytree(source, tmp_path / "datapackage" / source.parent.name / "source")
    command: list[str | Path] = [BINARY / "yusuan", "build", "--root", tmp_path]
    done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    built, committed = content(tmp_path / "datapackage"), content(ROOT / "datapackage")
    assert sorted(committed.keys() - built.keys()) == [], "committed, and not built any more"
    assert sorted(built.keys() - committed.keys()) == [], "built, and not committed: run `yusuan build`"
    different = sorted(path for path in built if built[path] != committed[path])
    assert different == [], "not the committed bytes: run `yusuan build` and look at the differences"


def test_there_is_a_package_for_every_source_and_two_across_them() -> None:
    sources = {path.parent.parent.name for path in (ROOT / "datapackage").glob("*/source/disclosure.yml")}
    assert len(sources) >= 5
    assert {package.name for package in PACKAGES} == sources | {"all", "codelists"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_the_plain_upstream_command_accepts_every_package_without_a_network(package: Path) -> None:
    command: list[str | Path] = [BINARY / "frictionless", "validate", package / "datapackage.json"]
    done = subprocess.run(command, env=os.environ | NO_NETWORK, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "invalid" not in done.stdout.lower().replace("invalid_", "")
