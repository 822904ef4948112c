"""Processes of tests: those that are waited for, and those that have no right but that of their user."""

import os
import shutil
import time

import pytest

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


def without_privileges() -> list[str]:
    """Return what comes before a command for the modes of files to bind it, whoever runs the tests."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("nothing here takes the rights of root away")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
