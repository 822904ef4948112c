"""The summary: one sentence per question, each with a link to what it rests on."""

from dataclasses import dataclass
from pathlib import Path

from generator.report.page import Contents, Index
from generator.report.question import PlacedAnswer


@dataclass(frozen=True)
class Part:
    """The sentences of one part of the assignment."""

    name: str
    lines: list[PlacedAnswer]


@dataclass(frozen=True)
class Summary:
    """Every answer once, part by part, in the order of the questions."""

    parts: list[Part]


def summary_page(path: str) -> Index:
    """Return the page; `path` is under ``docs/``."""
    return Index(path, Path(__file__).parent, _view)


def _view(contents: Contents) -> Summary:
    parts: dict[str, list[PlacedAnswer]] = {part: [] for part in contents.parts}
    for question in contents.questions:
        placed = contents.answers[question.id]
        if not any(placed in lines for lines in parts.values()):
            parts[question.part].append(placed)
    return Summary([Part(name, lines) for name, lines in parts.items()])
