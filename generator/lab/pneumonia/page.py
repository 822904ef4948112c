"""Partie 4: normal or pneumonia, each model measured as a diagnostic test."""

from dataclasses import dataclass
from pathlib import Path

from experiments import language
from experiments.results.schema import Result
from generator.facts.depth import depth_quantity
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.formulas.markup import Markup
from generator.lab.families import PAGES, PNEUMONIA
from generator.lab.pneumonia.conclusions import Conclusions, conclude
from generator.lab.pneumonia.dataset import Dataset, dataset
from generator.lab.pneumonia.measured import Measured, measure
from generator.lab.pneumonia.misread import Misread, misread
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.decision import Verdict
from generator.rules.speaker import Speaker
from generator.sections.findings import curve_findings
from generator.sections.model import ModelSection, model_sections
from generator.statistics.diagnosis.decision import Decision, decide
from generator.statistics.diagnosis.resampling import REPLICATES
from generator.statistics.diagnosis.scores import threshold_scores
from generator.statistics.diagnosis.threshold import Threshold
from generator.statistics.diagnosis.threshold_cost import ThresholdCost, threshold_cost

UNDEFINED = "une part non définie"


@dataclass(frozen=True)
class DiagnosticModel:
    """One model, complete.

    Attributes
    ----------
    section : ModelSection
        What the report says of any model.
    weighted : bool
        Whether the training loss weighs the classes.
    measured : Measured
        Its scores on every split.
    curves : list of Verdict
        What its training history says.
    """

    section: ModelSection
    classes: list[str]
    threshold: Threshold
    weighted: bool
    measured: Measured
    curves: list[Verdict]


@dataclass(frozen=True)
class PneumoniaPage:
    """The page.

    Attributes
    ----------
    last : str
        Name of the last model, which the threshold table and the pictures are about.
    only_misread_mapped : bool
        Whether no image that its model reads rightly is kept with its occlusion map.
    """

    datasets: list[Dataset]
    models: list[DiagnosticModel]
    conclusions: Conclusions
    decisions: list[Decision]
    last: str
    cost: ThresholdCost
    misread: Misread
    replicates: Quantity
    only_misread_mapped: bool

    @property
    def all_weighted(self) -> bool:
        """Whether every model was trained with weights of the classes."""
        return all(data.weights for data in self.datasets)


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
        only_misread_mapped=not any(_maps_a_right_answer(decision) for decision in decisions),
    )


def _maps_a_right_answer(decision: Decision) -> bool:
    shown = read(decision.result, "/inspection/shown").value
    right = {str(index) for index in decision.right.nonzero()[0]}
    return any(str(entry["index"]) in right for entry in shown)


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
    return DiagnosticModel(
        section=section,
        classes=decision.result.data.classes,
        threshold=decision.threshold,
        weighted=decision.result.training.class_weights is not None,
        measured=measure(decision),
        curves=curve_findings(decision.result),
    )


PNEUMONIA_PAGE = Page(
    path=PAGES[PNEUMONIA],
    folder=Path(__file__).parent,
    families=(PNEUMONIA,),
    view=pneumonia_page,
    answers=answers,
    describes=(PNEUMONIA,),
)
