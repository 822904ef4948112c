"""The answers of the laboratory, question by question: an index of its own."""

from dataclasses import dataclass
from pathlib import Path

from generator.report.page import Contents, Index
from generator.report.question import PlacedAnswer


@dataclass(frozen=True)
class Line:
    """A question and its answer."""

    question: str
    placed: PlacedAnswer


def _view(contents: Contents) -> list[Line]:
    return [Line(question.text, contents.answers[question.id]) for question in contents.questions]


ANSWERS_PAGE = Index("index.md", Path(__file__).parent, _view)
