"""The processes of trainings, forked from one that has imported what they share."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

SERVER = "experiments.engine.forking"
# Keras brings its backend. Elsewhere than on Linux, a system library that has begun to work does not survive
# a fork: there, each training imports what it needs.
LIBRARIES = ("keras",) if sys.platform == "linux" else ()
# What a training that has closed its output has left, in seconds.
GRACE = 60.0
CODE_SIZE = 16  # bytes, more than an exit code takes


class Child:
    """A process that trains.

    Parameters
    ----------
    output : text file
        What it writes on its standard output; to be read to its end before its end is waited for.
    link : socket
        To its guardian: see `experiments.engine.forking`.
    """

    def __init__(self, output: TextIO, link: socket.socket) -> None:
        self.output = output
        self._link = link

    def kill(self) -> None:
        """Have it killed, and what it started, if it still runs."""
        with suppress(OSError):  # its guardian is gone already
            self._link.shutdown(socket.SHUT_WR)

    def wait(self) -> int | None:
        """Wait for its end; return its exit code, negative for a signal, None if its guardian was killed."""
        with self.output, self._link:
            self._link.settimeout(GRACE)
            try:
                code = self._code()
            except TimeoutError:
                self.kill()
                self._link.settimeout(None)
                code = self._code()
        return int(code) if code else None

    def _code(self) -> bytes:
        try:
            return self._link.recv(CODE_SIZE)
        except ConnectionResetError:  # nobody read what was to be run
            return b""


class Nursery:
    """A process that imports the libraries that train, for one backend, then forks those that train.

    Parameters
    ----------
    root : Path
        Folder of the project.
    environment : mapping of str
        Variables with which the libraries are imported.
    log : Path
        File for what they say.
    """

    def __init__(self, root: Path, environment: Mapping[str, str], log: Path) -> None:
        self._control, theirs = socket.socketpair()
        with theirs, log.open("w", encoding="utf-8") as errors:
            self._server = subprocess.Popen(
                # Unbuffered, so that what a model prints and the messages come in order.
                [sys.executable, "-u", "-m", SERVER, str(theirs.fileno()), *LIBRARIES],
                cwd=root,
                env={**environment, "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                pass_fds=[theirs.fileno()],
                # Ctrl-C in the terminal reaches the engine alone: what that one stops has not failed.
                start_new_session=True,
            )

    @property
    def is_alive(self) -> bool:
        """Whether it can fork."""
        return self._server.poll() is None

    def kill(self) -> None:
        """Have it fork no more; those it has forked live on."""
        self._server.kill()

    def fork(
        self, module: str, arguments: list[str], environment: Mapping[str, str], errors: TextIO
    ) -> Child:
        """Start ``python -m MODULE ARGUMENT…`` with an environment and a file for its standard error.

        If this nursery has just been killed, what is returned tells that it has ended.
        """
        order = {"module": module, "arguments": arguments, "environment": dict(environment)}
        link, theirs = socket.socketpair()
        reading, writing = os.pipe()
        with theirs, os.fdopen(writing, "wb"), suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(self._control, [b"+"], [writing, errors.fileno(), theirs.fileno()])
            link.sendall(f"{json.dumps(order)}\n".encode())
        return Child(os.fdopen(reading, encoding="utf-8", errors="replace"), link)

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it; those it has forked live on."""
        self._control.close()
        self.kill()
        self._server.wait()
