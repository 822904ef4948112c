"""Partie 4: everything the page says, from the results of the family ``cnn-pneumonia``."""

from dataclasses import dataclass

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count
from generator.facts.stopping import Stopping, stopping
from generator.formulas.metrics import accuracy
from generator.lab.pneumonia.conclusions import Conclusions, conclude
from generator.lab.pneumonia.dataset import Dataset, dataset
from generator.lab.pneumonia.misread import Misread, misread
from generator.rules.epoch_count import epoch_count
from generator.rules.overfitting import overfitting
from generator.rules.training_finished import training_finished
from generator.rules.verdict import Verdict
from generator.sections.charts.diagnosis_curves import precision_recall_chart, reliability_chart, roc_chart
from generator.sections.charts.unit_chart import UnitChart
from generator.sections.model_section import ModelSection, model_sections
from generator.statistics.diagnosis.answers import PNEUMONIA, Answers
from generator.statistics.diagnosis.decision import Decision, decide
from generator.statistics.diagnosis.resampling import REPLICATES
from generator.statistics.diagnosis.scores import Score, proportion_score, ranking_scores, threshold_scores
from generator.statistics.diagnosis.threshold import Threshold
from generator.statistics.diagnosis.threshold_cost import ThresholdCost, threshold_cost

SPLIT_NAMES = {"validation": "validation", "test": "test"}


@dataclass(frozen=True)
class Count:
    """One cell of a confusion matrix of two classes.

    Attributes
    ----------
    number : Quantity
    css : str
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
    split : str
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
    stopping : Stopping or None
        When training stopped early.
    threshold : Threshold
    weighted : bool
        Whether the training loss weighs the classes.
    measured : list of Measured
        Validation, then test.
    charts : list of UnitChart
    curves : list of Verdict
        What its training history says.
    """

    section: ModelSection
    classes: list[str]
    stopping: Stopping | None
    threshold: Threshold
    weighted: bool
    measured: list[Measured]
    charts: list[UnitChart]
    curves: list[Verdict]


@dataclass(frozen=True)
class PneumoniaPage:
    """The page.

    Attributes
    ----------
    datasets : list of Dataset
    models : list of DiagnosticModel
    conclusions : Conclusions
    confidence : str
        Of every interval of the page.
    last : str
        Name of the last model, which the threshold table and the pictures are about.
    cost : ThresholdCost
    misread : Misread
    replicates : Quantity
    """

    datasets: list[Dataset]
    models: list[DiagnosticModel]
    conclusions: Conclusions
    confidence: str
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
        confidence=language.whole_percent(language.CONFIDENCE),
        last=last.name,
        cost=threshold_cost(last),
        misread=misread(last),
        replicates=computed_count(REPLICATES, last.test.sources, "tirages, graine fixe"),
    )


def _model(section: ModelSection, decision: Decision) -> DiagnosticModel:
    both = [decision.validation, decision.test]
    ranking = [ranking_scores(answers) for answers in both]
    return DiagnosticModel(
        section=section,
        classes=decision.result.data.classes,
        stopping=stopping(decision.result),
        threshold=decision.threshold,
        weighted=decision.result.training.class_weights is not None,
        measured=[
            _measured(answers, decision.threshold, scores)
            for answers, scores in zip(both, ranking, strict=True)
        ],
        charts=[
            roc_chart(both, decision.threshold, [scores[0] for scores in ranking]),
            precision_recall_chart(both, decision.threshold, [scores[1] for scores in ranking]),
            reliability_chart(both),
        ],
        curves=[rule(decision.result) for rule in (training_finished, overfitting, epoch_count)],
    )


def _measured(answers: Answers, threshold: Threshold, ranking: list[Score]) -> Measured:
    ill = int((answers.labels == PNEUMONIA).sum())
    always = answers.counts(-1.0)  # every probability exceeds it
    return Measured(
        split=SPLIT_NAMES[answers.split],
        matrix=_matrix(answers, threshold),
        scores=[*threshold_scores(answers, threshold.value), *ranking],
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
