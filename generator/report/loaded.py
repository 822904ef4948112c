"""Files that a page loads when a reader asks for what is in them: scripts, which a plain folder gives too."""

import json
from collections.abc import Iterable

from experiments.results.schema import Result
from generator.sections.confused import confused, confused_path


def loaded(content: object) -> bytes:
    """Return a script that hands over what JSON can hold to the page that loads it."""
    # A browser lets no page of a folder read a JSON file, but a script it does.
    return f"received({json.dumps(content, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def confused_files(results: Iterable[Result]) -> dict[str, bytes]:
    """Return the examples that each model confuses, by path under ``docs/``; none of one without pictures."""
    cells = {confused_path(result): confused(result) for result in results}
    return {path: loaded(content) for path, content in cells.items() if content}
