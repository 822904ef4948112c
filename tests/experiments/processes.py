"""Processes that a test waits for."""

import os
import time

PATIENCE = 30.0  # seconds


def is_over(pid: int) -> bool:
    """Tell whether a process ends, within some time; one that waits for its parent to notice has ended."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
                state = file.read().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    os.kill(pid, 9)
    return False
