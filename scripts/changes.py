"""Print what changed in the published data since a commit or tag, as Markdown for the changelog.

python scripts/changes.py REF       (a release's tag; the working tree is compared with it)
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from yusuan.checking.changes import changes_between

ROOT = Path(__file__).parents[1]


def main(ref: str) -> None:
    """Print the changes since ``ref``; a line says so where there are none."""
    command = ["git", "-C", str(ROOT), "archive", ref, "datapackage"]
    asked = subprocess.run(command, capture_output=True, check=False)
    if asked.returncode:
        raise SystemExit(f"changes: {asked.stderr.decode().strip()}; name a commit or a tag that has datapackage/")
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(fileobj=io.BytesIO(asked.stdout)) as packed:
            packed.extractall(name, filter="data")
        lines = list(changes_between(Path(name) / "datapackage", ROOT / "datapackage"))
    print("\n".join(lines) or f"No change in the data since {ref}.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "HEAD")
