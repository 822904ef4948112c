"""Every answer of a report once, part by part: what an index says first."""

from dataclasses import dataclass

from generator.facts.reference import ModelReference, reference
from generator.formulas.markup import Markup
from generator.report.page import Contents


@dataclass(frozen=True)
class Line:
    """One answer.

    Attributes
    ----------
    page, anchor : str
        Where what it rests on stands.
    questions : list of str
        That it answers, in the words of the assignment.
    models : list of ModelReference
        That it rests on; none for a question without an answer.
    """

    sentence: Markup
    page: str
    anchor: str
    questions: list[str]
    models: list[ModelReference]


@dataclass(frozen=True)
class Part:
    """The answers to one part of the assignment."""

    name: str
    lines: list[Line]


def overview(contents: Contents) -> list[Part]:
    """Return every answer, in the order of the first question that it answers."""
    references = {result.id: reference(result) for result in contents.results}
    texts = {question.id: question.text for question in contents.questions}
    parts: dict[str, list[Line]] = {part: [] for part in contents.parts}
    told: set[str] = set()
    for question in contents.questions:
        placed = contents.answers[question.id]
        if question.id in told:
            continue
        told.update(placed.answer.questions)
        parts[question.part].append(
            Line(
                sentence=placed.answer.sentence,
                page=placed.page,
                anchor=f"reponse-{placed.answer.questions[0]}",
                questions=[texts[name] for name in texts if name in placed.answer.questions],
                models=[references[subject] for subject in placed.answer.subjects],
            )
        )
    return [Part(name, lines) for name, lines in parts.items()]
