"""The pure parts of the site's scripts, tested in Node.js: money, CSV, comparing, exploring."""

import os
import subprocess
from pathlib import Path

from sample import ROOT

from yusuan.bundles import check_types, installed, node


def test_the_units(tmp_path: Path) -> None:
    sources, modules = ROOT / "docs" / "browser", installed(ROOT)
    tests = sorted((sources / "tests").glob("*.test.ts"))
    assert len(tests) > 3
    command: list[str | Path] = [
        node(),
        modules / "esbuild" / "bin" / "esbuild",
        *tests,
        "--bundle",
        "--platform=node",
        "--format=esm",
    ]
    command += [f"--outdir={tmp_path}", "--out-extension:.js=.mjs", "--log-level=warning"]
    subprocess.run(command, cwd=sources, env=os.environ | {"NODE_PATH": str(modules)}, check=True)
    bundled = sorted(tmp_path.glob("*.mjs"))
    done = subprocess.run([node(), "--test", *bundled], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout


def test_the_types_are_right() -> None:
    check_types(ROOT)
