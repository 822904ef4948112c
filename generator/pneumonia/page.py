"""Partie 4: everything the page says, from the results of the family ``cnn-pneumonia``."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator import french
from generator.charts.network_graph import NetworkGraph, network_graph
from generator.formulas.metrics import accuracy
from generator.model_reference import reference
from generator.model_section import ModelSection, model_sections
from generator.pneumonia.answers import PNEUMONIA, Answers
from generator.pneumonia.curves import precision_recall_chart, reliability_chart, roc_chart
from generator.pneumonia.dataset import Dataset, dataset
from generator.pneumonia.decision import Decision, decide
from generator.pneumonia.misread import Misread, misread
from generator.pneumonia.resampling import REPLICATES
from generator.pneumonia.scores import Score, proportion_score, ranking_scores, threshold_scores
from generator.pneumonia.stopping import Stopping, stopping
from generator.pneumonia.threshold import Threshold
from generator.pneumonia.threshold_cost import ThresholdCost, threshold_cost
from generator.pneumonia.unit_chart import UnitChart
from generator.quantity import Quantity, computed_count
from generator.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.rules.pneumonia_better import pneumonia_better
from generator.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from generator.rules.pneumonia_main_error import pneumonia_main_error
from generator.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.rules.pneumonia_shift import pneumonia_shift
from generator.rules.pneumonia_small_validation import pneumonia_small_validation
from generator.rules.pneumonia_targets import pneumonia_targets
from generator.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from generator.verdict import Verdict

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
    graph : NetworkGraph
    stopping : Stopping or None
        When training stopped early.
    threshold : Threshold
    measured : list of Measured
        Validation, then test.
    charts : list of UnitChart
    verdicts : list of Verdict
    """

    section: ModelSection
    graph: NetworkGraph
    classes: list[str]
    stopping: Stopping | None
    threshold: Threshold
    measured: list[Measured]
    charts: list[UnitChart]
    verdicts: list[Verdict]


@dataclass(frozen=True)
class PneumoniaPage:
    """The page.

    Attributes
    ----------
    datasets : list of Dataset
    models : list of DiagnosticModel
    comparisons : list of Verdict
        Each model against the one before.
    small_validation, shift, main_error : list of Verdict
        One per model.
    last : str
        Name of the last model, which the threshold table and the pictures are about.
    cost : ThresholdCost
    misread : Misread
    replicates : Quantity
    """

    datasets: list[Dataset]
    models: list[DiagnosticModel]
    comparisons: list[Verdict]
    small_validation: list[Verdict]
    shift: list[Verdict]
    main_error: list[Verdict]
    last: str
    cost: ThresholdCost
    misread: Misread
    replicates: Quantity


def pneumonia_page(results: list[Result]) -> PneumoniaPage:
    """Make the page of the fourth part from its models, in order."""
    decisions = [decide(result) for result in results]
    sections = model_sections(results)
    pairs = list(zip(decisions[1:], decisions, strict=False))
    last = decisions[-1]
    return PneumoniaPage(
        datasets=[dataset(result) for result in results],
        models=[_model(section, decision) for section, decision in zip(sections, decisions, strict=True)],
        comparisons=[
            verdict
            for new, old in pairs
            for verdict in (pneumonia_better(new, old), pneumonia_better_calibrated(new, old))
        ],
        small_validation=[pneumonia_small_validation(decision) for decision in decisions],
        shift=[pneumonia_shift(decision) for decision in decisions],
        main_error=[pneumonia_main_error(decision) for decision in decisions],
        last=last.name,
        cost=threshold_cost(last),
        misread=misread(last),
        replicates=computed_count(REPLICATES, last.test.sources, "tirages, graine fixe"),
    )


def _model(section: ModelSection, decision: Decision) -> DiagnosticModel:
    both = [decision.validation, decision.test]
    ranking = [ranking_scores(answers) for answers in both]
    verdicts = [pneumonia_beats_constant(decision), pneumonia_overestimates(decision)]
    if decision.threshold.chosen:
        verdicts = [pneumonia_targets(decision), pneumonia_threshold_helps(decision), *verdicts]
    return DiagnosticModel(
        section=section,
        graph=network_graph(decision.result, f"Réseau du {reference(decision.result).title.lower()}"),
        classes=decision.result.data.classes,
        stopping=stopping(decision.result),
        threshold=decision.threshold,
        measured=[
            _measured(answers, decision.threshold, scores)
            for answers, scores in zip(both, ranking, strict=True)
        ],
        charts=[
            roc_chart(both, decision.threshold, [scores[0] for scores in ranking]),
            precision_recall_chart(both, decision.threshold, [scores[1] for scores in ranking]),
            reliability_chart(both),
        ],
        verdicts=verdicts,
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
            quantity = Quantity(number, french.integer(number), answers.sources, formula)
            cells.append(Count(quantity, css, number / max(1, sum(row))))
        rows.append(cells)
    return rows
