"""What ties a worker to the process that started it."""

import os
import signal
from threading import Thread


def hold_lifeline() -> None:
    """Die, with all that this process started, as soon as the standard input is closed.

    That is when the parent ends, however it does and whatever this process is busy with. A model
    function that reads the standard input finds it empty.
    """
    lifeline = os.dup(0)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    Thread(target=_follow, args=(lifeline,), daemon=True).start()


def _follow(lifeline: int) -> None:
    while os.read(lifeline, 1):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)
