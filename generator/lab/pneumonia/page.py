"""Partie 4: normal or pneumonia, each model measured as a diagnostic test."""

from dataclasses import dataclass
from pathlib import Path

from experiments import language
from experiments.measures.answers import POSITIVE
from experiments.results.schema import Result
from generator.facts.depth import depth_quantity
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.formulas.markup import Markup
from generator.formulas.metrics import accuracy
from generator.lab.families import PAGES, PNEUMONIA
from generator.lab.pneumonia.conclusions import Conclusions, conclude
from generator.lab.pneumonia.dataset import Dataset, dataset
from generator.lab.pneumonia.misread import Misread, misread
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.decision import Verdict
from generator.rules.speaker import Speaker
from generator.sections.findings import curve_findings
from generator.sections.model import ModelSection, model_sections
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision, decide
from generator.statistics.diagnosis.resampling import REPLICATES
from generator.statistics.diagnosis.scores import Score, proportion_score, ranking_scores, threshold_scores
from generator.statistics.diagnosis.threshold import Threshold
from generator.statistics.diagnosis.threshold_cost import ThresholdCost, threshold_cost

UNDEFINED = "une part non définie"


@dataclass(frozen=True)
class Count:
    """One cell of a confusion matrix of two classes.

    Attributes
    ----------
    level : float
        Share of its row, in [0, 1].
    """

    number: Quantity
    css: str
    level: float


@dataclass(frozen=True)
class Measured:
    """A model on one split, at its threshold.

    Attributes
    ----------
    matrix : list of list of Count
        True classes in rows.
    scores : list of Score
        Those of the threshold, then those of all thresholds.
    constant : list of Score
        What always answering pneumonia would score.
    """

    split: str
    matrix: list[list[Count]]
    scores: list[Score]
    constant: list[Score]


@dataclass(frozen=True)
class DiagnosticModel:
    """One model, complete.

    Attributes
    ----------
    section : ModelSection
        What the report says of any model.
    weighted : bool
        Whether the training loss weighs the classes.
    measured : list of Measured
        Validation, then test.
    curves : list of Verdict
        What its training history says.
    """

    section: ModelSection
    classes: list[str]
    threshold: Threshold
    weighted: bool
    measured: list[Measured]
    curves: list[Verdict]


@dataclass(frozen=True)
class PneumoniaPage:
    """The page.

    Attributes
    ----------
    last : str
        Name of the last model, which the threshold table and the pictures are about.
    """

    datasets: list[Dataset]
    models: list[DiagnosticModel]
    conclusions: Conclusions
    decisions: list[Decision]
    last: str
    cost: ThresholdCost
    misread: Misread
    replicates: Quantity


def pneumonia_page(results: list[Result]) -> PneumoniaPage:
    """Make the page of the fourth part from its models, in order."""
    decisions = [decide(result) for result in results]
    sections = model_sections(results)
    last = decisions[-1]
    return PneumoniaPage(
        datasets=[dataset(result) for result in results],
        models=[_model(section, decision) for section, decision in zip(sections, decisions, strict=True)],
        conclusions=conclude(decisions),
        decisions=decisions,
        last=f"le {last.result.names.model}",
        cost=threshold_cost(last),
        misread=misread(last),
        replicates=computed_count(REPLICATES, last.test.sources, "tirages, graine fixe"),
    )


def answers(page: PneumoniaPage, speaker: Speaker) -> list[Answer]:
    """Say what the last network is, its scores and what they are worth."""
    decision = page.decisions[-1]
    last = decision.result
    scores = {
        score.name: score.value or UNDEFINED
        for score in threshold_scores(decision.test, decision.threshold.value)
    }
    layers = depth_quantity(last)
    conclusion = speaker.say(page.conclusions.last)
    return [
        Answer(
            ("pneumonie-architecture",),
            Markup("Le {} a {} {}, normalisations non comptées, et {} poids.").format(
                last.names.model,
                layers,
                language.plural(layers.value, "couche", "couches"),
                count(read(last, "/model/parameters")),
            ),
            (last.id,),
        ),
        Answer(
            ("pneumonie-scores", "pneumonie-historique"),
            Markup(
                "Sur le test, il a raison pour {accuracy} des radiographies : il reconnaît {recall} des "
                "pneumonies et {specificity} des radiographies normales."
            ).format(
                accuracy=scores["exactitude"], recall=scores["rappel"], specificity=scores["spécificité"]
            ),
            (last.id,),
        ),
        Answer(
            ("pneumonie-discussion",),
            Markup("{} {}.").format(conclusion.question, conclusion.label),
            conclusion.subjects,
        ),
    ]


def _model(section: ModelSection, decision: Decision) -> DiagnosticModel:
    both = [decision.validation, decision.test]
    return DiagnosticModel(
        section=section,
        classes=decision.result.data.classes,
        threshold=decision.threshold,
        weighted=decision.result.training.class_weights is not None,
        measured=[_measured(answers, decision.threshold) for answers in both],
        curves=curve_findings(decision.result),
    )


def _measured(answers: Answers, threshold: Threshold) -> Measured:
    ill = int((answers.labels == POSITIVE).sum())
    always = answers.counts(-1.0)  # every probability exceeds it
    return Measured(
        split=answers.split,
        matrix=_matrix(answers, threshold),
        scores=[*threshold_scores(answers, threshold.value), *ranking_scores(answers)],
        constant=[
            proportion_score("exactitude", "", accuracy(ill, len(answers.labels), answers.sources)),
            proportion_score("F1", "", always.f1),
        ],
    )


def _matrix(answers: Answers, threshold: Threshold) -> list[list[Count]]:
    rows = []
    for truth, row in enumerate(answers.matrix(threshold.value)):
        cells = []
        for called, number in enumerate(row):
            css = "diagonal" if truth == called else "error" if number else "error zero"
            formula = f"images au seuil {threshold.quantity.text}"
            quantity = Quantity(number, language.integer(number), answers.sources, formula)
            cells.append(Count(quantity, css, number / max(1, sum(row))))
        rows.append(cells)
    return rows


PNEUMONIA_PAGE = Page(
    path=PAGES[PNEUMONIA],
    folder=Path(__file__).parent,
    families=(PNEUMONIA,),
    view=pneumonia_page,
    answers=answers,
    describes=(PNEUMONIA,),
)
