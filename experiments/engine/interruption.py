"""What asks a session to end, besides Ctrl-C."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType

# Set by make for what it runs.
STARTED_BY_MAKE = "MAKELEVEL"
PERIOD = 0.5  # seconds


@contextmanager
def interruptions() -> Iterator[None]:
    """Make ``KeyboardInterrupt``, as Ctrl-C does, of SIGTERM, of SIGHUP and of the end of make.

    A signal that is ignored (``nohup``) stays so.
    """
    heeded = [
        number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is not signal.SIG_IGN
    ]
    previous = {number: signal.signal(number, _interrupt) for number in heeded}
    over = Event()
    if STARTED_BY_MAKE in os.environ:
        Thread(target=_follow_parent, args=(os.getppid(), over), daemon=True).start()
    try:
        yield
    finally:
        over.set()
        for number, handler in previous.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _follow_parent(parent: int, over: Event) -> None:
    # A signal ends make and its shell, which do not pass it on.
    while not over.wait(PERIOD):
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
