"""Digits from images, by convolutions."""

from dataclasses import dataclass
from pathlib import Path

from experiments.results.schema import Result
from generator.lab.cnn.pooling import PoolingComparison, pooling_comparison
from generator.lab.experiment import experiment_answers
from generator.lab.families import CNN, PAGES
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.speaker import Speaker
from generator.sections.experiment import Experiment, experiment


@dataclass(frozen=True)
class CnnPage:
    """The experiment, and the pair that shows what pooling does; None when no pair shows it alone."""

    experiment: Experiment
    pooling: PoolingComparison | None


def cnn_page(results: list[Result]) -> CnnPage:
    """Make the page."""
    return CnnPage(experiment(results), pooling_comparison(results))


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
)
