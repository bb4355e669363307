"""A run that is stopped at any step leaves the old state or the new one of everything published, and what people do
meanwhile is not lost."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import killing
import pytest

from yusuan.publishing.exchange import exchange
from yusuan.publishing.switching import replace_files

MEMORY = Path("/dev/shm")
"""A file system in memory, where there is one: the tests write much."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder on a quick file system."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else tmp_path) as name:
        yield Path(name)


@pytest.fixture
def exchanges(place: Path) -> None:
    """Skips where the system exchanges nothing."""
    for name in ("one", "other"):
        (place / name).mkdir()
    try:
        exchange(place / "one", place / "other")
    except OSError as error:
        pytest.skip(f"nothing is exchanged here ({error})")


def steps(place: Path, mode: str) -> list[tuple[str, ...]]:
    """What was seen at every step but the last, at which the run had ended: when it was killed, after the next command
    has looked, after the next run; and what was left over then."""
    command = [sys.executable, "-W", "ignore", killing.__file__, str(place / "project" / "datapackage"), mode]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [tuple(line.split()[1:]) for line in done.stdout.splitlines()][:-1]


@pytest.mark.usefixtures("exchanges")
def test_killed_anywhere_all_is_old_or_all_is_new(place: Path) -> None:
    found = steps(place, "exchange")
    assert len(found) > 110
    assert set(found) == {("old", "old", "new"), ("new", "new", "new")}


def test_killed_where_nothing_is_exchanged_the_next_command_completes_it(place: Path) -> None:
    found = steps(place, "in-place")
    assert len(found) > 110
    assert {line[1:] for line in found} == {("old", "new"), ("new", "new")}


@pytest.mark.usefixtures("exchanges")
def test_what_people_do_meanwhile_is_not_lost(place: Path) -> None:
    found = steps(place, "added")
    assert len(found) > 110
    assert set(found) == {("new+work",) * 3}


@pytest.mark.usefixtures("exchanges")
def test_a_folder_of_people_is_the_same_folder_afterwards(place: Path) -> None:
    """A shell or an editor that is in it stays in it."""
    folder = place / "project" / "datapackage"
    killing.begin(folder)
    sources = [folder / name / "source" for name in killing.NAMES]
    before = [path.stat().st_ino for path in sources]
    killing.publish(folder, "new")
    assert [path.stat().st_ino for path in sources] == before
    assert [path.name for path in folder.parent.iterdir()] == ["datapackage"]


@pytest.mark.usefixtures("exchanges")
def test_what_is_changed_in_both_states_stays_twice(place: Path) -> None:
    """Somebody saves a file in the state that has just gone, and in the one that has come."""
    folder = place / "notes"
    folder.mkdir()
    (folder / "to-do.txt").write_text("one")
    (folder / "made.txt").write_text("old")
    saved = place / "saved"

    def save(at: Path, text: str) -> None:
        saved.write_text(text)
        saved.replace(at)

    def slow(one: Path, other: Path) -> None:
        exchange(one, other)
        if one.name == "tree":
            save(one / "to-do.txt", "two")
            save(other / "to-do.txt", "another")

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr("yusuan.publishing.switching.exchange", slow)
        replace_files(folder, {"made.txt": b"new"}, lambda path: path.name == "made.txt")
    found = {path.name: path.read_text() for path in folder.iterdir()}
    assert found == {"made.txt": "new", "to-do.txt": "another", "to-do.txt.yusuan-saved": "two"}
