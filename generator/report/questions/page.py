"""The page of the questions: each with its answer and the results that it rests on."""

from dataclasses import dataclass
from pathlib import Path

from generator.report.page import Contents, Index
from generator.report.question import Answer


@dataclass(frozen=True)
class Entry:
    """One question: its text, and the page and anchor of what its answer rests on."""

    text: str
    page: str
    anchor: str
    answer: Answer


@dataclass(frozen=True)
class Part:
    """The questions of one part of the assignment."""

    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class QuestionsPage:
    """Every question, part by part."""

    parts: list[Part]


def questions_page(path: str) -> Index:
    """Return the page; `path` is under ``docs/``."""
    return Index(path, Path(__file__).parent, _view)


def _view(contents: Contents) -> QuestionsPage:
    return QuestionsPage([Part(name, _entries(contents, name)) for name in contents.parts])


def _entries(contents: Contents, part: str) -> list[Entry]:
    entries = []
    for question in contents.questions:
        if question.part == part:
            placed = contents.answers[question.id]
            anchor = f"reponse-{placed.answer.questions[0]}"
            entries.append(Entry(question.text, placed.page, anchor, placed.answer))
    return entries
