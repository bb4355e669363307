"""Processes that may take so much memory and time and no more: what a hostile file does to one, it does to no other."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import ParamSpec, TypeVar

from yusuan.errors import InputError

if sys.platform != "win32":
    import resource

MOST_MEMORY = 4 << 30
"""Bytes of address space of one process: many times what reading a disclosure takes, optical recognition included."""
MOST_SECONDS = 600
"""Seconds of computing for one file."""
MOST_WAITING = 2 * MOST_SECONDS
"""Seconds that may pass for one file, whether it computes or waits."""
_MOST_SAID = 200
"""How many characters of an error that was not foreseen are passed on."""

P = ParamSpec("P")
R = TypeVar("R")
Done = tuple[R, tuple[str, ...]]
"""What a job returned, and what its process warned of."""


def _limit_memory() -> None:
    if sys.platform != "win32":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    # The system then ends the process, whatever it is at.
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = int(used.ru_utime + used.ru_stime) + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, MOST_WAITING)


def _wait_no_more() -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)


def _begin(temporary: str) -> None:
    tempfile.tempdir = temporary
    _limit_memory()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for its next job for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def guarded_pool(workers: int, preload: str) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes with limited memory. ``preload`` is the module that their jobs need. Temporary files of a
    process are removed with the pool, even if it was killed."""
    # Not a plain fork: the parent may run threads (a progress bar does).
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([preload])
    with (
        tempfile.TemporaryDirectory(prefix="yusuan-", ignore_cleanup_errors=True) as temporary,
        ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(temporary,)) as pool,
    ):
        yield pool


def _problem(label: str, error: BaseException) -> InputError:
    """What is wrong with a file whose process came to nothing."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, KeyboardInterrupt):
        raise error
    if isinstance(error, BrokenProcessPool | MemoryError):
        return InputError(f"{label}: {TOO_MUCH}")
    if isinstance(error, RecursionError):
        return InputError(f"{label}: is nested more deeply than any disclosure; save it again")
    said = f"{type(error).__name__}: {error}"[:_MOST_SAID]
    return InputError(f"{label}: cannot be converted ({said}); the fault is Yusuan's: please report it with the file")


def guarded(label: str, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``job`` returns in a process of its own.

    Raises:
        InputError: the process took more memory or time than it may, or broke (``label`` names the file); or as
            ``job``.
    """
    with guarded_pool(1, job.__module__) as pool:
        future: Future[Done[R]] = pool.submit(timed, job, *args, **kwargs)  # type: ignore[arg-type]
        error = future.exception()
    if error is not None:
        raise _problem(label, error) from error
    return _told(future.result())


Call = tuple[str, tuple[object, ...]]
"""The label of a file and the arguments of its job."""


def guarded_each(
    job: Callable[..., R], calls: Sequence[Call], workers: int = 0
) -> Iterator[tuple[int, R | InputError]]:
    """What ``job`` returns for each call, or the problem, with the number of the call, as they are ready, from
    ``workers`` processes (0: as many as there are cores). A file that breaks its process, or with which the job fails
    in a way that was not foreseen, costs itself and no other."""
    workers = min(workers or os.cpu_count() or 1, len(calls))
    left = list(range(len(calls)))
    if workers > 1:
        left = yield from _together(job, calls, workers)
    for number in left:
        label, arguments = calls[number]
        try:
            yield number, guarded(label, job, *arguments)
        except InputError as error:
            yield number, error


def _together(
    job: Callable[..., R], calls: Sequence[Call], workers: int
) -> Generator[tuple[int, R | InputError], None, list[int]]:
    """The same from one pool; what a process that was killed leaves over is returned."""
    submitted: dict[Future[Done[R]], int] = {}
    left: list[int] = []
    with guarded_pool(workers, job.__module__) as pool:
        try:
            for number, (_, arguments) in enumerate(calls):
                submitted[pool.submit(timed, job, *arguments)] = number
        except BrokenProcessPool:  # by one of the first, before the last was handed over
            left += range(len(submitted), len(calls))
        try:
            for future in as_completed(submitted):
                number, error = submitted.pop(future), future.exception()
                if isinstance(error, BrokenProcessPool):
                    left.append(number)
                else:
                    yield number, _told(future.result()) if error is None else _problem(calls[number][0], error)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return sorted(left)


def timed(job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Done[R]:
    """What ``job`` returns, within the time that it may take in this process, and what was warned of."""
    _limit_time()
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = job(*args, **kwargs)
        return result, tuple(dict.fromkeys(str(warning.message) for warning in caught))
    finally:
        _wait_no_more()


def _told(done: Done[R]) -> R:
    """The result of a job; what its process warned of is warned of here."""
    result, told = done
    for message in told:
        warnings.warn(message, stacklevel=3)
    return result


TOO_MUCH = (
    f"takes more than {MOST_MEMORY >> 30} GB of memory or {MOST_SECONDS // 60} minutes, so the conversion was ended; "
    "split it or save it again"
)
"""What is wrong with a file that broke its process."""
