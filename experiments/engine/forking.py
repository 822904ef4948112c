"""Import the libraries that train once, then fork a process for each training.

``python -m experiments.engine.forking SOCKET [LIBRARY…]``. Nothing else of the project is imported here:
what a training runs is read when it begins. Nothing is computed either: what a library starts when it
computes (threads, locks) would not come through a fork.

Each training has a guardian, forked first and then waiting: it ends the training, and what that one started,
as soon as the engine asks for it or is no more. It tells the engine how the training ended.
"""

import json
import os
import runpy
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import Any

# Standard output, standard error, and the socket to the engine: what comes with the request for a process.
RECEIVED = 3


def main(control: socket.socket, libraries: list[str]) -> None:
    """Fork a process at each request until the engine closes the socket; return in the new ones only."""
    for library in libraries:
        with suppress(ImportError):  # a training that needs it will tell
            import_module(library)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the guardians
    while received := socket.recv_fds(control, 1, RECEIVED)[1]:
        if os.fork() == 0:
            control.close()
            output, errors, link = received
            order = guard(output, errors, socket.socket(fileno=link))
            become(order)
            return
        for descriptor in received:
            os.close(descriptor)
    os._exit(0)


def guard(output: int, errors: int, link: socket.socket) -> dict[str, Any]:
    """Fork the process of a training and wait for its end; return in that process only, what it is to run."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with link.makefile(encoding="utf-8") as lines:
        order: dict[str, Any] = json.loads(lines.readline())
    lifeline, alive = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        link.close()
        os.close(alive)
        for number, descriptor in enumerate((lifeline, output, errors)):
            os.dup2(descriptor, number)
            os.close(descriptor)
        return order
    for descriptor in (lifeline, output, errors):
        os.close(descriptor)
    Thread(target=_end_with_engine, args=(link, pid), daemon=True).start()
    # Not reaped at once: until then, its number names its group and no other.
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    _kill(pid)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with suppress(BrokenPipeError, ConnectionResetError):
        link.sendall(str(code).encode())
    os._exit(0)


def become(order: dict[str, Any]) -> None:
    """Run a module as ``python -m`` does, with its arguments and its environment."""
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = [order["module"], *order["arguments"]]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


def _end_with_engine(link: socket.socket, pid: int) -> None:
    with suppress(ConnectionResetError):
        while link.recv(1):
            pass
    _kill(pid)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):  # it may not lead a group yet
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
