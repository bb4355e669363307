"""Processes that may take so much memory and time and no more: what a hostile file does to one, it does to no other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import ParamSpec, TypeVar

from yusuan.errors import InputError

if sys.platform != "win32":
    import resource

MOST_MEMORY = 4 << 30
"""Bytes of address space of one process: many times what reading a disclosure takes, optical recognition included."""
MOST_SECONDS = 600
"""Seconds of computing for one file."""

P = ParamSpec("P")
R = TypeVar("R")


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


def guarded_pool(workers: int, preload: str) -> ProcessPoolExecutor:
    """A pool of processes with limited memory. ``preload`` is the module that their jobs need."""
    # Not a plain fork: the parent may run threads (a progress bar does).
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([preload])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_limit_memory)


def guarded(label: str, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``job`` returns in a process of its own.

    Raises:
        InputError: the process took more memory or time than it may (``label`` names the file); or as ``job``.
    """
    with guarded_pool(1, job.__module__) as pool:
        try:
            return pool.submit(timed, job, *args, **kwargs).result()  # type: ignore[arg-type]
        except (BrokenProcessPool, MemoryError) as error:
            raise InputError(f"{label}: {TOO_MUCH}") from error


def timed(job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``job`` returns, within the time that it may take in this process."""
    _limit_time()
    return job(*args, **kwargs)


TOO_MUCH = (
    f"takes more than {MOST_MEMORY >> 30} GB of memory or {MOST_SECONDS // 60} minutes, so the conversion was ended; "
    "split it or save it again"
)
"""What is wrong with a file that broke its process."""
