"""Digits from HOG descriptors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.formulas.markup import Markup, alternatives
from generator.lab.experiment import experiment_answers
from generator.lab.families import CNN, HOG, PAGES, RAW
from generator.lab.hog.against import against
from generator.lab.hog.descriptor import Descriptor, descriptor
from generator.report.model.page import FOLDER, model_pages
from generator.report.page import ModelPages, Page
from generator.report.question import Answer
from generator.rules.speaker import Speaker
from generator.sections.experiment import Experiment, experiment


@dataclass(frozen=True)
class HogPage:
    """The descriptor explained, then the experiment."""

    descriptor: Descriptor
    experiment: Experiment


def hog_page(results: list[Result], raw: Sequence[Result] = (), cnn: Sequence[Result] = ()) -> HogPage:
    """Make the page; its first model has no forerunner but the networks on pixels."""
    made = experiment(results, raw, cnn)
    return HogPage(descriptor(results), replace(made, progress=[against(results, raw), *made.progress[1:]]))


def answers(page: HogPage, speaker: Speaker) -> list[Answer]:
    """Say how many values the descriptors have, and answer what is asked of the experiment."""
    results = page.experiment.results
    by_size = {result.model.input_shape[0]: result for result in reversed(results)}
    sizes = [count(read(by_size[size], "/model/input_shape/0")) for size in sorted(by_size)]
    sentence = Markup("Le descripteur HOG résume les contours orientés d’une image en {} valeurs.")
    everyone = tuple(result.id for result in results)
    return [
        Answer(("hog-descripteur",), sentence.format(alternatives(sizes)), everyone),
        *experiment_answers(page.experiment, speaker),
    ]


HOG_PAGE = Page(
    path=PAGES[HOG],
    folder=Path(__file__).parent,
    families=(HOG,),
    view=hog_page,
    answers=answers,
    describes=(HOG,),
    models=ModelPages(FOLDER, lambda page: model_pages(page.experiment)),
    beside=(RAW, CNN),
)
