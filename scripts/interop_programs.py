"""Programs that others made: where they are, how they are run, how servers are started and surely stopped."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[1]
INSTALLED = PROJECT / "build" / "interop"
"""Where programs of PyPI and npm may be installed for this alone: a virtual environment, and node_modules in it."""

JARS = Path("/usr/share/java")
SECONDS = 600
"""How long a program may take."""

_STARTING_SECONDS = 60


@cache
def program(name: str) -> str:
    """The path of a program, ``""`` where there is none."""
    path = os.pathsep.join((str(INSTALLED / "bin"), os.environ.get("PATH", "")))
    return shutil.which(name, path=path) or ""


def run(*command: str, environment: dict[str, str] | None = None, folder: Path | None = None) -> tuple[str, str, int]:
    """What a program prints, what it prints on stderr, and its exit code."""
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=SECONDS,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
    )
    return done.stdout, done.stderr, done.returncode


def version(*command: str) -> str:
    """The first number with a full stop that a program prints: its version."""
    stdout, stderr, _ = run(*command)
    found = re.search(r"\d+(?:\.\d+)+", stdout + stderr)
    return found.group() if found else "?"


def node_environment() -> dict[str, str]:
    """Where Node.js looks for packages."""
    places = (str(INSTALLED / "node_modules"), os.environ.get("NODE_PATH", ""))
    return {"NODE_PATH": os.pathsep.join(place for place in places if place)}


def jena(work: Path, *arguments: str) -> list[str]:
    """The command that runs a program of Jena as Debian packages it.

    Classes of xerces were moved into Jena's package there, their resources were moved with them, and yet are looked
    for where they had been: so they are laid there, in ``work``.
    """
    fix = work / "jena"
    if not fix.exists():
        inner = "org/apache/jena/ext/xerces/"
        with zipfile.ZipFile(JARS / "jena-core.jar") as archive:
            for name in archive.namelist():
                if name.startswith(inner) and not name.endswith((".class", "/")):
                    target = fix / "xerces" / name.removeprefix(inner)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(archive.read(name))
    # Every library once, without its version, and one way of logging: two of them stop each other.
    jars = [
        path
        for path in sorted(JARS.glob("*.jar"))
        if not re.search(r"-\d", path.stem)
        and (not re.search("slf4j|log4j", path.stem) or path.stem in ("slf4j-api", "slf4j-simple"))
    ]
    return [program("java"), "-cp", os.pathsep.join(map(str, (fix, *jars))), *arguments]


def has_jena() -> bool:
    """Whether Java and Jena are installed."""
    return bool(program("java")) and (JARS / "jena-cmds.jar").exists() and (JARS / "jena-tdb2.jar").exists()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@contextmanager
def server(command: Sequence[str], url: str, folder: Path) -> Iterator[None]:
    """A server that runs until the end of the block; it is waited for until ``url`` answers.

    Raises:
        RuntimeError: it ends at once, or does not answer in time.
    """
    log = folder / "server.log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=file)
    try:
        _wait(process, url, log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return  # it answers, if only that something is missing
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server does not answer: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")
