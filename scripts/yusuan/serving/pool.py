"""The server's side of :mod:`yusuan.serving.worker`: starts it, hands it questions, and knows when one was cut off."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

import yusuan
from yusuan.errors import InputError
from yusuan.serving.protocol import Limits, Question, Reply, refused

_GRACE = 2.0
"""Seconds beyond the limit in which the system has surely ended a query."""


class Pool:
    """Answers questions over the data in ``folder`` in processes of their own, ``limits.at_once`` at a time.

    Safe to use from several threads. A worker that died is replaced when the next question comes.
    """

    def __init__(self, folder: Path, site_url: str, limits: Limits) -> None:
        """Load the data.

        Raises:
            InputError: there are none, they cannot be read, or the system has no fork.
        """
        if not hasattr(os, "fork"):
            raise InputError("the endpoint needs a system with fork (Linux, macOS, WSL); use `yusuan query` here")
        self.limits = limits
        self._folder, self._site_url = folder, site_url
        self._free = threading.BoundedSemaphore(limits.at_once)
        self._lock = threading.Lock()
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        arguments = (str(theirs.fileno()), str(self._folder), self._site_url, json.dumps(asdict(self.limits)))
        paths = [str(Path(yusuan.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
        with theirs:
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "yusuan.serving.worker", *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
                start_new_session=True,  # Ctrl-C is for the server, which then closes the worker
            )
        self._control = ours
        with ours.makefile("r", encoding="utf-8") as file:
            said = file.readline()
        if said != "\n":
            self.close()
            raise InputError(said.strip() or "the process that answers queries ended while it was starting")

    def close(self) -> None:
        """End the worker; queries that run end by themselves within their time."""
        self._control.close()
        self._worker.wait()

    def answer(self, question: Question) -> Reply:
        """The reply to a question: from the worker, or why there is none."""
        if not self._free.acquire(timeout=self.limits.seconds):
            seconds = max(1, round(self.limits.seconds))
            reason = f"{self.limits.at_once} other queries are running; try again"
            return refused(503, reason, ("Retry-After", str(seconds)))
        begun = time.monotonic()  # before the fork, whose own clock starts later: what it is ended by is told apart
        try:
            ours, theirs = socket.socketpair()
            with ours:
                with theirs:
                    self._hand_over(theirs)
                return self._reply(ours, question, begun)
        finally:
            self._free.release()

    def _hand_over(self, connection: socket.socket) -> None:
        with self._lock:
            try:
                socket.send_fds(self._control, [b"q"], [connection.fileno()])
            except OSError:
                self.close()
                self._start()
                socket.send_fds(self._control, [b"q"], [connection.fileno()])

    def _reply(self, connection: socket.socket, question: Question, begun: float) -> Reply:
        """What comes back through the connection; a fork that was ended says nothing, or not all."""
        connection.settimeout(self.limits.seconds + _GRACE)
        try:
            connection.sendall(json.dumps(asdict(question)).encode())
            connection.shutdown(socket.SHUT_WR)
            with connection.makefile("rb") as file:
                head = json.loads(file.readline() or b"{}")
                content = file.read(head.get("bytes", 0))
        except (OSError, ValueError):  # cut off in the middle of what it said
            head, content = {}, b""
        if head and len(content) == head["bytes"]:
            return Reply(head["status"], head["type"], content, tuple((name, value) for name, value in head["headers"]))
        if time.monotonic() - begun >= self.limits.seconds:
            return refused(503, f"the query takes longer than {self.limits.seconds:g} seconds; ask for less")
        return refused(503, f"the query needs more than {self.limits.memory >> 20} MB, or is nested too deeply")
