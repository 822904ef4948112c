"""The sources of the project as a process first read them: what it runs is what it can tell a digest of.

A training takes its key from the sources, and imports them. Were they read twice, a file saved in between
would be trained under the key of another.
"""

import sys
from importlib.abc import PathEntryFinder
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path

# Libraries do not change while one works, and are compiled in advance: they are imported as usual.
LIBRARIES = "site-packages"


class Sources:
    """The source files, read anew each time until they are kept."""

    def __init__(self) -> None:
        self._kept: dict[Path, bytes] | None = None

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file: those first read, once they are kept."""
        if self._kept is None:
            return path.read_bytes()
        place = path.resolve()
        if place not in self._kept:
            self._kept[place] = path.read_bytes()
        return self._kept[place]

    def keep(self, root: Path) -> None:
        """Read each file once from now on, whether to import it from below `root` or to tell its digest."""
        self._kept = {}
        below = FileFinder.path_hook((SnapshotLoader, SOURCE_SUFFIXES))

        def find(folder: str) -> PathEntryFinder:
            place = Path(folder).resolve()
            if not place.is_relative_to(root) or LIBRARIES in place.parts:
                raise ImportError(folder)  # left to the finders that come after
            return below(folder)

        sys.path_hooks.insert(0, find)
        sys.path_importer_cache.clear()


class SnapshotLoader(SourceFileLoader):
    """Import a module from the bytes kept of its file."""

    def get_data(self, path: str) -> bytes:
        """Return the bytes of the source file."""
        return SOURCES.read(Path(path))

    def path_stats(self, path: str) -> dict[str, float]:
        """Tell that nothing is compiled in advance: such a file is of another moment."""
        raise OSError(path)


SOURCES = Sources()
