"""Digits from images, by convolutions."""

from dataclasses import dataclass
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.reference import ModelReference, reference
from generator.lab.cnn.confused import Confused, confused
from generator.lab.cnn.filters import FilterUse, filter_use
from generator.lab.cnn.seeing import Field, Reduction, fields, reductions
from generator.lab.experiment import experiment_answers
from generator.lab.families import CNN, HOG, PAGES, RAW
from generator.report.model.page import FOLDER, model_pages
from generator.report.page import ModelPages, Page
from generator.report.question import Answer
from generator.rules.speaker import Speaker
from generator.sections.experiment import Experiment, experiment


@dataclass(frozen=True)
class CnnPage:
    """The experiment, and what explains it.

    Attributes
    ----------
    drawn : list of ModelReference
        Networks of which filters and maps are recorded.
    filter : FilterUse or None
        The formula of a convolution; None when no recorded answer shows it.
    fields : list of Field
        What each network sees at its last convolution.
    reductions : list of Reduction
        Poolings that leave rows or columns out.
    confused : Confused or None
        The images of the pair that the chosen network confuses most.
    """

    experiment: Experiment
    drawn: list[ModelReference]
    filter: FilterUse | None
    fields: list[Field]
    reductions: list[Reduction]
    confused: Confused | None


def cnn_page(results: list[Result], *others: list[Result]) -> CnnPage:
    """Make the page."""
    return CnnPage(
        experiment=experiment(results, *others),
        drawn=[reference(result) for result in results if result.features is not None],
        filter=filter_use(results),
        fields=fields(results),
        reductions=reductions(results),
        confused=confused(results),
    )


def answers(page: CnnPage, speaker: Speaker) -> list[Answer]:
    """Answer what is asked of the experiment."""
    return experiment_answers(page.experiment, speaker)


CNN_PAGE = Page(
    path=PAGES[CNN],
    folder=Path(__file__).parent,
    families=(CNN,),
    view=cnn_page,
    answers=answers,
    describes=(CNN,),
    models=ModelPages(FOLDER, lambda page: model_pages(page.experiment)),
    beside=(RAW, HOG),
)
