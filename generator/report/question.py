"""The questions of a laboratory, and the answers that its pages give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.errors import LabError
from generator.formulas.markup import Markup


@dataclass(frozen=True)
class Question:
    """One question of the assignment.

    Attributes
    ----------
    id : str
        Name under which a page answers it.
    """

    id: str
    part: str
    text: str


@dataclass(frozen=True)
class Answer:
    """What a page answers to one question, or to several at once.

    Attributes
    ----------
    questions : tuple of str
        The evidence stands where the template of the page marks the first one: ``answer("…")``.
    subjects : tuple of str
        Ids of the results that it rests on.
    """

    questions: tuple[str, ...]
    sentence: Markup
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class PlacedAnswer:
    """An answer and the page, under ``docs/``, that gives it."""

    answer: Answer
    page: str


def place_answers(
    questions: Sequence[Question], given: Mapping[str, Sequence[Answer]]
) -> dict[str, PlacedAnswer]:
    """Return the answer of each question, by the id of the question.

    Parameters
    ----------
    questions : sequence of Question
    given : mapping
        Answers by page.

    Raises
    ------
    LabError
        If a question has no answer or several, or an answer no question.
    """
    found: dict[str, list[PlacedAnswer]] = {}
    for page, answers in given.items():
        for answer in answers:
            for question in answer.questions:
                found.setdefault(question, []).append(PlacedAnswer(answer, page))
    asked = [question.id for question in questions]
    faults = [f"la question « {name} » n’a pas de réponse" for name in asked if name not in found]
    for name, placed in found.items():
        if name not in asked:
            faults.append(f"docs/{placed[0].page} répond à « {name} », qui n’est pas une question")
        elif len(placed) > 1:
            pages = " et ".join(f"docs/{each.page}" for each in placed)
            faults.append(f"la question « {name} » a plusieurs réponses, dans {pages}")
    if faults:
        raise LabError(
            f"Le rapport n’a pas été construit : {' ; '.join(faults)}. Les questions sont celles du "
            "laboratoire ; une page donne ses réponses dans son page.py, et son gabarit marque par "
            "answer(…) ce qui les fonde."
        )
    return {name: found[name][0] for name in asked}
