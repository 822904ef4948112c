"""A Dask cluster on this machine, each worker in its own folder."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from distributed import Client

PATIENCE = 300.0  # seconds


class Cluster:
    """A scheduler on the loopback, and workers that do one task at a time.

    Parameters
    ----------
    folder : Path
        For its files.
    environment : dict of str
    processes : ExitStack
        Kills them when it is closed.
    """

    def __init__(self, folder: Path, environment: dict[str, str], processes: ExitStack) -> None:
        self.folder = folder
        self.environment = environment
        self._processes = processes
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", folder, "--host", "127.0.0.1", "--port", "0", "--no-show")
        self.address = self._address()

    def add_worker(self, place: Path) -> subprocess.Popen[bytes]:
        """Start a worker in a folder."""
        return self._start("worker", place, "--nthreads", "1", "--no-nanny")

    def wait_for_workers(self, count: int) -> None:
        """Wait until so many workers have come."""
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=PATIENCE)

    def _address(self) -> str:
        # The file is there before it is written.
        limit = time.monotonic() + PATIENCE
        while not (self._file.exists() and self._file.stat().st_size) and time.monotonic() < limit:
            time.sleep(0.05)
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def _start(self, role: str, place: Path, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", "--scheduler-file", str(self._file)]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--no-dashboard", *options],
                cwd=place,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.enter_context(process)
        self._processes.callback(process.kill)
        return process


@contextmanager
def cluster(folder: Path, environment: dict[str, str]) -> Iterator[Cluster]:
    """Open a cluster for a while."""
    with ExitStack() as processes:
        yield Cluster(folder, environment, processes)
