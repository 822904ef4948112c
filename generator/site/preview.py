"""Show the report while it is written: pages follow results and templates within a second or two."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from experiments.errors import LabError

# Editors and trainings write several files at once: one build for all of them.
SETTLING_SECONDS = 0.3
WATCHED = (".json", ".j2", ".py", ".svg", ".toml")


class Rebuild(FileSystemEventHandler):
    """Write the pages again soon after a source changes.

    Parameters
    ----------
    command : list of str
        Writes the pages; in a process of its own, so that changed Python code counts too.
    """

    def __init__(self, command: list[str], root: Path) -> None:
        self.command = command
        self.root = root
        self.timer: threading.Timer | None = None
        self.building = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Plan a build, in place of one already planned."""
        # A file replaced in one piece, as results are, is seen as another one that takes its name.
        touched = (str(event.src_path), str(event.dest_path))
        if event.event_type in ("opened", "closed_no_write") or not any(p.endswith(WATCHED) for p in touched):
            return
        if self.timer is not None:
            self.timer.cancel()
        self.timer = threading.Timer(SETTLING_SECONDS, self.build)
        self.timer.start()

    def build(self) -> None:
        """Write the pages; what is wrong with them is said on the terminal, the preview goes on."""
        with self.building:
            subprocess.run(self.command, cwd=self.root, check=False)


def serve(root: Path, results: Path, address: str) -> int:
    """Serve the site until interrupted or terminated; return the exit code of MkDocs.

    Raises
    ------
    LabError
        If the folder of results does not exist.
    """
    if not results.is_dir():
        raise LabError(f"{results} : ce dossier de résultats n’existe pas. Lancez d’abord « make report ».")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    build = [sys.executable, "-m", "generator", "build", "--results", str(results)]
    observer = Observer()
    handler = Rebuild(build, root)
    for folder in (results, root / "generator"):
        observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    try:
        return subprocess.run(command, cwd=root, env=settings, check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()
        observer.join()
