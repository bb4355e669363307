"""One writer at a time: who comes second is told who is in there, and a lock ends with its process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from projects import GOOD, OTHER, Run, refused, register, tree

from yusuan import locking
from yusuan.errors import InputError
from yusuan.locking import locked

HOLD = """
import sys
from pathlib import Path
from yusuan.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Within it another process holds the lock of a folder."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_is_told_who_is_in_there(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        with pytest.raises(InputError, match="is being written by") as error, locked(tmp_path):
            pass
        if sys.platform == "linux":
            assert f"process {process.pid} (" in str(error.value)
        assert not list(tmp_path.iterdir())
    with locked(tmp_path):
        assert not list(tmp_path.iterdir())


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with locked(tmp_path):
            pass


def test_who_is_patient_waits(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        assert process.stdin
        process.stdin.close()
        with locked(tmp_path, 60):
            pass


def test_where_folders_are_not_locked_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = locking._locked

    def files_only(path: Path, flags: int) -> int:
        if path.is_dir():
            raise OSError(9, "Bad file descriptor")
        return lock(path, flags)

    monkeypatch.setattr(locking, "_locked", files_only)
    with locked(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".yusuan-lock"]
        with pytest.raises(InputError, match="is being written by"), locked(tmp_path):
            pass
    assert not list(tmp_path.iterdir())
    (tmp_path / ".yusuan-lock").touch()  # left by a process that was killed
    with locked(tmp_path):
        pass
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none: cannot be locked"), locked(tmp_path / "none"):
        pass


@pytest.mark.parametrize("command", ["build", "site"])
def test_what_writes_the_project_waits_for_nobody(project: Path, run: Run, command: str) -> None:
    register(project, OTHER)
    before = tree(project)
    with held_by_another(project):
        refused(run(command, "--root", project), f"{project}: is being written by")
    assert tree(project) == before
    assert run("build", "--root", project)[0] == 0


def test_what_only_reads_may_do_so_meanwhile(project: Path, run: Run) -> None:
    (project / ".datapackage.yusuan-new" / "tree").mkdir(parents=True)  # of the one that is at work
    with held_by_another(project):
        assert run("validate", GOOD, "--root", project)[0] == 0
        assert (project / ".datapackage.yusuan-new").is_dir()
    assert run("validate", GOOD, "--root", project)[0] == 0
    assert not (project / ".datapackage.yusuan-new").exists()
