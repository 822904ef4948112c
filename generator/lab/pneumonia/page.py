"""Partie 4: normal or pneumonia, each model measured as a diagnostic test."""

from dataclasses import dataclass, replace
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count
from generator.facts.reading import read
from generator.lab.families import PAGES, PNEUMONIA
from generator.lab.pneumonia.aimed import aimed
from generator.lab.pneumonia.alarm_places import AlarmPlaces, alarm_places
from generator.lab.pneumonia.architecture import architecture
from generator.lab.pneumonia.conclusions import Conclusions, conclude
from generator.lab.pneumonia.discussion import Discussion, discussion, judged
from generator.lab.pneumonia.history import history
from generator.lab.pneumonia.mean_scores import mean_scores
from generator.lab.pneumonia.misread import Misread, misread
from generator.lab.pneumonia.model.page import FOLDER, DiagnosticPage, diagnostic_page
from generator.lab.pneumonia.threshold_change import threshold_change
from generator.report.page import ModelPages, Page
from generator.report.question import Answer
from generator.rules.speaker import Speaker
from generator.sections.comparison import Comparison, compare_models
from generator.sections.model import ModelSection, model_sections
from generator.statistics.diagnosis.decision import Decision, decide
from generator.statistics.diagnosis.rarer import Rarer, rarer
from generator.statistics.diagnosis.resampling import REPLICATES
from generator.statistics.diagnosis.scores import Score
from generator.statistics.diagnosis.threshold_cost import CostLine, threshold_cost
from generator.statistics.diagnosis.trainings import trainings
from generator.statistics.forerunner import forerunners


@dataclass(frozen=True)
class ScoreRow:
    """One score on the test, of each model, and of always answering the same."""

    models: list[Score]
    constant: Quantity | None


@dataclass(frozen=True)
class PneumoniaPage:
    """The page.

    Attributes
    ----------
    last : str
        Name of the last model, which the threshold table and the pictures are about.
    alarms : AlarmPlaces or None
        Where the false alarms shown of the last model argue: the maps of the others are shown nowhere.
    only_misread_mapped : bool
        Whether no image that the last model reads rightly is kept with its occlusion map.
    """

    comparison: Comparison
    models: list[DiagnosticPage]
    conclusions: Conclusions
    decisions: list[Decision]
    last: str
    cost: list[CostLine]
    rarer: Rarer | None
    misread: Misread
    alarms: AlarmPlaces | None
    replicates: Quantity
    discussion: Discussion
    only_misread_mapped: bool

    @property
    def all_weighted(self) -> bool:
        """Whether every model was trained with weights of the classes."""
        return all(model.dataset.weights for model in self.models)

    @property
    def scores(self) -> list[ScoreRow]:
        """The scores of the models on the test, over their trainings, side by side."""
        rows = zip(*(model.over_trainings for model in self.models), strict=True)
        constants = [line.constant for line in self.models[0].measured.lines]
        return [ScoreRow([*row], constant) for row, constant in zip(rows, constants, strict=True)]

    @property
    def replicated(self) -> tuple[bool, bool]:
        """Whether some model was trained with several seeds, and whether all were."""
        several = [model.line.replicated for model in self.models]
        return any(several), all(several)


def pneumonia_page(results: list[Result]) -> PneumoniaPage:
    """Make the page of the fourth part from its models, in order."""
    decisions = [decide(result) for result in results]
    conclusions, comparison = conclude(decisions), compare_models(results)
    siblings = [line.model for line in comparison.lines]
    said = zip(_sections(results, decisions), decisions, conclusions.models, comparison.lines, strict=True)
    last = decisions[-1]
    models = [diagnostic_page(*each, siblings) for each in said]
    return PneumoniaPage(
        comparison=comparison,
        models=models,
        conclusions=conclusions,
        decisions=decisions,
        last=f"le {last.result.names.model}",
        cost=[_aimed(line) for line in threshold_cost(last)],
        rarer=rarer(trainings(last)),
        misread=misread(last),
        alarms=alarm_places(last),
        discussion=discussion(trainings(last), decisions[0], models[-1].dataset),
        replicates=computed_count(REPLICATES, last.test.sources, "tirages, graine fixe"),
        only_misread_mapped=not _maps_a_right_answer(last),
    )


def _aimed(line: CostLine) -> CostLine:
    return replace(line, recall=aimed(line.recall), specificity=aimed(line.specificity))


def _sections(results: list[Result], decisions: list[Decision]) -> list[ModelSection]:
    """Describe the models, the way in which their thresholds were come by being part of what changes."""
    decided = {decision.result.id: decision for decision in decisions}
    before = [decided[previous.id] if previous else None for previous in forerunners(results)]
    return [
        replace(section, changes=[*section.changes, *threshold_change(previous, current)])
        for section, previous, current in zip(model_sections(results), before, decisions, strict=True)
    ]


def _maps_a_right_answer(decision: Decision) -> bool:
    shown = read(decision.result, "/inspection/shown").value
    right = {str(index) for index in decision.right.nonzero()[0]}
    return any(str(entry["index"]) in right for entry in shown)


def answers(page: PneumoniaPage, speaker: Speaker) -> list[Answer]:
    """Say what the last network is, its scores and whether it can be trusted."""
    decision = page.decisions[-1]
    last = decision.result
    model = trainings(decision)
    conclusion = speaker.say(page.conclusions.last)
    return [
        Answer(
            ("pneumonie-architecture",),
            architecture(last),
            (last.id,),
        ),
        Answer(("pneumonie-historique",), history(last), (last.id,)),
        Answer(("pneumonie-scores",), mean_scores(model), (last.id,)),
        Answer(("pneumonie-discussion",), judged(conclusion), conclusion.subjects),
    ]


PNEUMONIA_PAGE = Page(
    path=PAGES[PNEUMONIA],
    folder=Path(__file__).parent,
    families=(PNEUMONIA,),
    view=pneumonia_page,
    answers=answers,
    describes=(PNEUMONIA,),
    models=ModelPages(FOLDER, lambda page: {model.section.id: model for model in page.models}),
)
