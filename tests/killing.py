"""Publish again and again and stop the run at another step each time: what do people see then?

``python killing.py FOLDER MODE`` prints a line for each step that a run takes: its number, what the folder held right
after the run was killed there (``old``, ``new`` or ``mixed``), and what after the next command has looked after it.
Modes: ``exchange``; ``in-place``, where the system exchanges nothing; ``added``, in which the run is not killed but
somebody puts a file into a source at that step, saves another, and begins a new source.
"""

import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from yusuan.publishing import switching
from yusuan.publishing.exchange import exchange
from yusuan.publishing.files import replace_packages

OURS = b'{"$schema": "https://x/schemas/profiles/p.json", "state": "%s"}\n'
NAMES = tuple(f"place-{number}-2024" for number in range(2))
STEPS = ("open", "os.", "shutil.")
"""What the names of the events of the file system begin with (see the audit events of Python)."""


def packages(state: str) -> dict[str, dict[str, bytes]]:
    """Packages as one run or the other makes them: files change, go, come and stay."""
    text = state.encode()
    made = {
        name: {
            "datapackage.json": OURS % text,
            "README.md": text,
            "data/facts.csv": text + b"\n",
            "data/same.csv": b"same\n",
            f"data/printed/{state}.csv": text,
            "rdf/facts.ttl": text,
        }
        for name in (*NAMES, "all", "codelists")
    }
    if state == "new":
        made["place-9-2024"] = {"datapackage.json": OURS % text, "data/facts.csv": text}
    return made


def publish(folder: Path, state: str) -> None:
    """Publish a state."""
    beside = {name: state.encode() for name in ("catalogue.ttl", "catalogue.jsonld", "void.ttl")}
    replace_packages(folder, packages(state), beside)


def begin(folder: Path) -> None:
    """The old state, and what people keep in the folder."""
    shutil.rmtree(folder.parent, ignore_errors=True)
    for name in NAMES:
        (folder / name / "source" / "scans").mkdir(parents=True)
        (folder / name / "source" / "disclosure.yml").write_text(f"id: {name}\n")
        (folder / name / "source" / "scans" / "1.png").write_bytes(name.encode())
    (folder / "place-9-2024" / "source").mkdir(parents=True)
    (folder / "place-9-2024" / "source" / "disclosure.yml").write_text("id: place-9-2024\n")
    (folder / "notes").mkdir()
    (folder / "notes" / "to-do.txt").write_text("read them")
    publish(folder, "old")


def seen(folder: Path) -> str:
    """A hash of all that a person sees in a folder."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        told.update(f"{path.relative_to(folder)}\0".encode())
        told.update(path.read_bytes() if path.is_file() else b"/")
    return told.hexdigest()


def in_a_child(job: Callable[[], None]) -> int:
    """How a process ends that does a job: 0, or the signal."""
    child = os.fork()
    if not child:
        status = 1
        try:
            job()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_step(number: int, happens: Callable[[], None]) -> None:
    """Have something happen before the step of that number of this process. Exchanging counts before and after."""
    left = number

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            happens()

    def counted(one: Path, other: Path) -> None:
        step()
        exchange(one, other)
        step()

    switching.exchange = counted  # type: ignore[attr-defined]
    sys.addaudithook(lambda event, _: step() if event.startswith(STEPS) else None)


def none(one: Path, other: Path) -> None:
    """An exchange on a system that has none."""
    raise OSError(38, "Function not implemented", str(one))


def killed(folder: Path, number: int, in_place: bool) -> int:
    """Publish the new state in a process that is killed before one of its steps."""

    def run() -> None:
        at_step(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
        if in_place:
            switching.exchange = none  # type: ignore[attr-defined]
        publish(folder, "new")

    return in_a_child(run)


def work(folder: Path) -> None:
    """What people do: put a file into a source, save another as editors do, begin a new disclosure."""
    source = folder / NAMES[1] / "source"
    (source / "added.txt").write_text("added")
    (source / "saved").write_text("id: changed\n")
    (source / "saved").replace(source / "disclosure.yml")
    (folder / "place-8-2024" / "source").mkdir(parents=True)
    (folder / "place-8-2024" / "source" / "disclosure.yml").write_text("id: place-8-2024\n")


def worked_in(folder: Path, number: int) -> int:
    """Publish the new state while somebody works in the folder at one of the steps."""

    def run() -> None:
        at_step(number, lambda: work(folder))
        publish(folder, "new")
        if (folder / NAMES[1] / "source" / "added.txt").exists():
            os._exit(9)

    return in_a_child(run)


def main(folder: Path, mode: str) -> None:
    """Try every step of a run."""
    begin(folder)
    states = {seen(folder): "old"}
    publish(folder, "new")
    states[seen(folder)] = "new"
    work(folder)
    states[seen(folder)] = "new+work"
    number, ended = 0, 1
    while ended:
        number += 1
        begin(folder)
        ended = worked_in(folder, number) if mode == "added" else killed(folder, number, mode == "in-place")
        before = states.get(seen(folder), "mixed")
        in_a_child(lambda: switching.recover(folder))
        after = states.get(seen(folder), "mixed")
        in_a_child(lambda: publish(folder, "new"))
        left = [path.name for path in (*folder.parent.iterdir(), *folder.iterdir()) if "yusuan" in path.name]
        print(number, before, after, states.get(seen(folder), "mixed"), *left, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
