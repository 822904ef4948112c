"""How much of a cluster is at work, with tasks that cost a known time and no computation."""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from joblib import Parallel, delayed

from experiments.engine.cluster import PATIENCE, connected

WORKERS = (1, 2, 4)
TASKS_PER_WORKER = 8
TASK_SECONDS = 0.5
REPETITIONS = 3


def measure() -> dict[str, Any]:
    """Measure the efficiency of 1, 2 and 4 workers of one task each, medians.

    The tasks only wait, so that workers on one machine do not compete for its cores, and go through the same
    connection as trainings.
    """
    return {
        "task_seconds": TASK_SECONDS,
        "tasks_each": TASKS_PER_WORKER,
        "repetitions": REPETITIONS,
        "efficiencies": [
            {"workers": count, "efficiency": median(efficiency(count) for _ in range(REPETITIONS))}
            for count in WORKERS
        ],
    }


def efficiency(count: int) -> float:
    """Return the share of the time of some workers, from 0 to 1, that was spent in tasks."""
    with TemporaryDirectory() as name, ExitStack() as processes:
        file = Path(name) / "scheduler.json"
        _start(processes, "scheduler", file, "--host", "127.0.0.1", "--port", "0", "--no-show")
        limit = time.monotonic() + PATIENCE
        while not (file.exists() and file.stat().st_size) and time.monotonic() < limit:  # there, then written
            time.sleep(0.05)
        for _ in range(count):
            _start(processes, "worker", file, "--nthreads", "1", "--no-nanny", "--local-directory", name)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        with connected(address):
            run = Parallel(batch_size=1, pre_dispatch="all")
            workers: set[int] = set()
            while len(workers) < count:  # until they have all come
                workers |= set(run(delayed(_wait)(0.1) for _ in range(2 * count)))
            start = time.perf_counter()
            run(delayed(_wait)(TASK_SECONDS) for _ in range(count * TASKS_PER_WORKER))
            return TASKS_PER_WORKER * TASK_SECONDS / (time.perf_counter() - start)


def _wait(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def _start(processes: ExitStack, role: str, file: Path, *options: str) -> None:
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", "--scheduler-file", str(file)]
    process = subprocess.Popen(
        [*command, "--no-dashboard", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    processes.enter_context(process)
    processes.callback(process.kill)
