"""What changes in the project while it is shown, and what that asks for."""

import queue
from enum import Flag, auto
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from experiments.machine import is_machine
from generator.report.comments.places import COMMENTS, PICTURES

# Editors and trainings write several files at once: one build for all of them.
SETTLING_SECONDS = 0.1
SUFFIXES = {
    *(".css", ".html", ".j2", ".js", ".json", ".md", ".py", ".svg", ".toml", ".woff2", ".yml"),
    *PICTURES,
}
APPEARS = {"created", "moved"}
SEEN = {*APPEARS, "deleted", "modified", "closed"}


class Change(Flag):
    """What must be done again."""

    NOTHING = 0
    PAGES = auto()
    # All pages of the site, whose frame changed.
    FRAME = auto()
    # What is imported.
    CODE = auto()
    RESULTS = auto()
    # What is trained, or how it is drawn.
    EXPERIMENT = auto()
    DRAWING = auto()


# Of the files at the root, those that the report reads; and what files ask for besides pages, by what their
# path starts with: the first that matches.
AT_THE_ROOT = {"mkdocs.yml", "rapport.toml"}
ASKED = (
    ("mkdocs.yml", Change.FRAME),
    ("generator/site/theme/", Change.FRAME),
    ("experiments/figures/", Change.DRAWING),
    ("experiments/", Change.EXPERIMENT),
)


class Changes(FileSystemEventHandler):
    """The changes of a project, since the last ones that were asked for.

    Parameters
    ----------
    root : Path
        Folder of the project.
    results : Path
        The results that are shown.
    """

    def __init__(self, root: Path, results: Path) -> None:
        self.root, self.results = root, results
        self._found: queue.Queue[Change] = queue.Queue()
        self._observer = Observer()
        self._observer.schedule(self, str(root), recursive=False)
        for folder in (results, root / "generator", root / "experiments", root / "docs" / "assets"):
            self._observer.schedule(self, str(folder), recursive=True)
        self._comments: ObservedWatch | None = None
        self._watch_comments()
        self._observer.start()

    def close(self) -> None:
        """Stop looking."""
        self._observer.stop()
        self._observer.join()

    def wait(self, seconds: float | None) -> Change:
        """Wait for changes, until no other one follows; return nothing if none comes in so many seconds."""
        found, patience = Change.NOTHING, seconds
        while True:
            try:
                found |= self._found.get(timeout=patience)
            except queue.Empty:
                return found
            patience = SETTLING_SECONDS

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what a change asks for."""
        if event.event_type not in SEEN:
            return
        # A file replaced in one piece, as results are, is seen as another one that takes its name.
        for touched in filter(None, (event.src_path, event.dest_path)):
            path = Path(str(touched))
            if event.is_directory and path == self.root / COMMENTS and event.event_type in APPEARS:
                self._watch_comments()
                self._found.put(Change.PAGES)
            change = self.asked_by(path)
            if change and not event.is_directory:
                self._found.put(change)

    def _watch_comments(self) -> None:
        """Look at the student's own words, which may not be there yet; another folder may come."""
        if self._comments is not None:
            self._observer.unschedule(self._comments)
            self._comments = None
        folder = self.root / COMMENTS
        if folder.is_dir():
            self._comments = self._observer.schedule(self, str(folder), recursive=True)

    def asked_by(self, path: Path) -> Change:
        """Return what a file that changed asks for."""
        if path.suffix.lower() not in SUFFIXES or path.name.startswith("."):
            return Change.NOTHING
        if path.is_relative_to(self.results):
            return Change.PAGES | Change.RESULTS
        name = path.relative_to(self.root).as_posix()
        if path.parent == self.root and name not in AT_THE_ROOT:
            return Change.NOTHING
        if path.parent == self.root / "experiments" and not is_machine(f"experiments.{path.stem}"):
            return Change.EXPERIMENT
        more = next((change for start, change in ASKED if name.startswith(start)), Change.NOTHING)
        return Change.PAGES | more | (Change.CODE if path.suffix == ".py" else Change.NOTHING)
