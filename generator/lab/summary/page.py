"""The summary page: every question of the lab, answered in about a minute."""

from dataclasses import dataclass

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.lab.contest.contrasts import contest_contrasts
from generator.lab.depth.page import depth_and_weights
from generator.lab.questions import PARTS, QUESTIONS, Question
from generator.lab.summary.contest import contest_lines
from generator.lab.summary.depth import depth_lines
from generator.lab.summary.experiment import experiment_lines
from generator.lab.summary.first_part import learning_lines
from generator.lab.summary.line import Line
from generator.lab.summary.pneumonia import pneumonia_lines


@dataclass(frozen=True)
class Part:
    """The sentences of one part of the lab."""

    name: str
    lines: list[Line]


@dataclass(frozen=True)
class Summary:
    """The summary page."""

    parts: list[Part]


def summary(raw: list[Result], hog: list[Result], cnn: list[Result], pneumonia: list[Result]) -> Summary:
    """Summarise the report.

    Raises
    ------
    LabError
        If a question of the lab has no sentence, or two.
    """
    contest = contest_contrasts(raw, hog, cnn)
    digits = [*raw, *hog, *cnn]
    by_part = {
        "Partie 1": learning_lines([*digits, *pneumonia]),
        "Partie 2": [
            *experiment_lines(raw),
            *experiment_lines(hog),
            *experiment_lines(cnn),
            *contest_lines(contest.hog_against_raw, contest.cnn_against_mlp),
        ],
        "Partie 3": depth_lines(depth_and_weights(cnn, [*raw, *hog]), digits),
        "Partie 4": pneumonia_lines(pneumonia),
    }
    check_lines([line for lines in by_part.values() for line in lines])
    return Summary([Part(name, by_part[name]) for name in PARTS])


def check_lines(lines: list[Line], questions: tuple[Question, ...] = QUESTIONS) -> None:
    """Check that each question has one sentence.

    Raises
    ------
    LabError
        If a question has none, or several, or if a sentence answers no question of the lab.
    """
    answered = [question for line in lines for question in line.questions]
    asked = [question.id for question in questions]
    faults = [
        f"la question « {name} » a {answered.count(name)} phrases au lieu d’une"
        for name in asked
        if answered.count(name) != 1
    ]
    faults += [f"« {name} » n’est pas une question" for name in answered if name not in asked]
    if faults:
        raise LabError(
            f"Le résumé n’a pas été construit : {' ; '.join(faults)}. "
            f"Ses phrases s’écrivent dans generator/lab/summary/."
        )
