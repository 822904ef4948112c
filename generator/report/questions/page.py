"""The page of the questions: each with its answer and the results that it rests on."""

from dataclasses import dataclass
from pathlib import Path

from generator.facts.reference import ModelReference, reference
from generator.report.page import Contents, Index


@dataclass(frozen=True)
class Entry:
    """One question: its text, the page and anchor of what its answer rests on, and the models concerned."""

    text: str
    page: str
    anchor: str
    models: list[ModelReference]


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
    entries, references = [], {result.id: reference(result) for result in contents.results}
    for question in contents.questions:
        if question.part == part:
            placed = contents.answers[question.id]
            anchor = f"reponse-{placed.answer.questions[0]}"
            models = [references[subject] for subject in placed.answer.subjects]
            entries.append(Entry(question.text, placed.page, anchor, models))
    return entries
