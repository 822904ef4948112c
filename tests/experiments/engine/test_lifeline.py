"""A worker dies with its parent, whatever it is busy with."""

import subprocess
import sys

import pytest

from experiments.project import ROOT
from tests.experiments.processes import is_over

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE, start_new_session=True)
child.wait()
"""
CHILD = """
import os, signal, subprocess, sys, time
from experiments.engine.lifeline import hold_lifeline
hold_lifeline()
print(os.getpid(), subprocess.Popen(["sleep", "600"]).pid, flush=True)
"""


@pytest.mark.parametrize(
    "busy",
    [
        "while True: pass",
        "time.sleep(600)",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)",
        "sys.stdin.read(); time.sleep(600)",
        "os.read(0, 1); os.close(0); time.sleep(600)",
    ],
)
def test_it_dies_with_its_parent_and_with_what_it_started(busy: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD + busy], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    with parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(pids) == 2
    assert [is_over(pid) for pid in pids] == [True, True]


def test_a_model_that_reads_the_standard_input_finds_it_empty() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD.replace("print(", "0 and print(") + "print(repr(sys.stdin.read()))"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.read() == "''\n"
