"""The page of one model of the fourth part, measured as a diagnostic test."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.facts.quantity import Quantity, computed_count, setting
from generator.facts.reading import read
from generator.facts.reference import ModelReference
from generator.lab.pneumonia.dataset import Dataset, dataset
from generator.lab.pneumonia.mean_scores import split_scores
from generator.lab.pneumonia.measured import Measured, measure
from generator.lab.pneumonia.model.unweighted import unweighted_threshold
from generator.report.model.page import ModelPage
from generator.rules.decision import Verdict
from generator.sections.batch_loss import mean_loss
from generator.sections.comparison import Line
from generator.sections.findings import curve_findings
from generator.sections.model import ModelSection
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import REPLICATES
from generator.statistics.diagnosis.scores import Score
from generator.statistics.diagnosis.threshold import Threshold
from generator.statistics.diagnosis.trainings import Trainings, trainings

FOLDER = Path(__file__).parent
# The scores that are asked on validation too.
CHOSEN = ("exactitude", "F1")


@dataclass(frozen=True)
class DiagnosticPage(ModelPage):
    """One model, complete.

    Attributes
    ----------
    thresholds : list of Quantity
        The lowest and the highest of its trainings; none where they agree.
    seed : Quantity
        Of the training that its page measures: the primary one.
    weighted : bool
        Whether the training loss weighs the classes.
    weighted_mean : str
        LaTeX of that loss.
    unweighted : Quantity or None
        What its threshold comes to without these weights, where it is chosen.
    measured : Measured
        Its scores on every split.
    over_trainings : list of Score
        Its scores on the test, over all its trainings.
    chosen : list of Score
        Its accuracy and its F1 on the validation, over all its trainings.
    replicates : Quantity
        How many times patients are drawn again.
    """

    dataset: Dataset
    classes: list[str]
    threshold: Threshold
    thresholds: list[Quantity]
    seed: Quantity
    weighted: bool
    weighted_mean: str
    unweighted: Quantity | None
    measured: Measured
    over_trainings: list[Score]
    chosen: list[Score]
    replicates: Quantity

    @property
    def chosen_there(self) -> str:
        """What was chosen on the validation, whose scores then say more good than other images would."""
        kept = "l’époque gardée" if self.section.stopping else ""
        threshold = "le seuil" if self.threshold.chosen else ""
        return " et ".join(filter(None, (kept, threshold)))


def diagnostic_page(
    section: ModelSection,
    decision: Decision,
    conclusions: list[Verdict],
    line: Line,
    siblings: Sequence[ModelReference],
) -> DiagnosticPage:
    """Measure a model; its conclusions on the test come from the comparison of all."""
    result = decision.result
    return DiagnosticPage(
        section=section,
        curves=curve_findings(result),
        reading=conclusions,
        line=line,
        siblings=[*siblings],
        dataset=dataset(result),
        classes=result.data.classes,
        threshold=decision.threshold,
        thresholds=_span(trainings(decision)),
        seed=setting(read(result, "/training/seed")),
        weighted=result.training.class_weights is not None,
        weighted_mean=mean_loss(result),
        unweighted=unweighted_threshold(result, decision.threshold),
        measured=measure(decision),
        over_trainings=split_scores(trainings(decision)),
        chosen=[s for s in split_scores(trainings(decision), "validation") if s.name in CHOSEN],
        replicates=computed_count(REPLICATES, decision.test.sources, "tirages, graine fixe"),
    )


def _span(model: Trainings) -> list[Quantity]:
    found = sorted((each.threshold.quantity for each in model.every), key=lambda each: each.value)
    low, high = found[0], found[-1]
    return [] if low.text == high.text else [low, high]
