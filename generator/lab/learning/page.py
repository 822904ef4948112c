"""Partie 1: which algorithm learned the weights, with which arguments, against which loss."""

from dataclasses import dataclass
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import setting
from generator.facts.reading import read
from generator.formulas.markup import Markup, enumeration
from generator.lab.families import DIGITS, EVERYTHING
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.speaker import Speaker
from generator.sections.learning import Learning, learning

DIGITS_NAME = "chiffres"
RATE = "learning_rate"


@dataclass(frozen=True)
class LearningPage:
    """How the models learned, and which they are."""

    learning: Learning
    results: list[Result]


def learning_page(*families: list[Result]) -> LearningPage:
    """Make the page from the results of each experiment."""
    results = [result for family in families for result in family]
    return LearningPage(learning(results), results)


def answers(page: LearningPage, speaker: Speaker) -> list[Answer]:
    """Say which optimiser and which loss trained which experiment."""
    subjects = tuple(result.id for result in page.results)
    optimizers = [*grouped(page.results, lambda r: (r.training.optimizer.name, _rate(r))).values()]
    losses = [*grouped(page.results, lambda r: r.training.loss.name).values()]
    titles = {
        model.id: f"{use.loss.article}{use.loss.title}"
        for use in page.learning.losses
        for model in use.models
    }
    return [
        Answer(
            ("algorithme", "arguments"),
            Markup("Les poids sont optimisés {}.").format(
                enumeration(
                    [
                        _named(group, Markup("par {}").format(_optimizer(group[0])), optimizers)
                        for group in optimizers
                    ]
                )
            ),
            subjects,
        ),
        Answer(
            ("perte",),
            Markup("La perte est {}.").format(
                enumeration([_named(group, titles[group[0].id], losses) for group in losses])
            ),
            subjects,
        ),
    ]


def _rate(result: Result) -> str:
    return repr(result.training.optimizer.arguments.get(RATE))


def _optimizer(result: Result) -> Markup:
    name, rate = result.training.optimizer.name, result.training.optimizer.arguments.get(RATE)
    if isinstance(rate, dict):
        return Markup("{} à un taux qui change ({})").format(name, rate.get("class_name"))
    if not isinstance(rate, int | float):
        return Markup("{}").format(name)
    rate = setting(read(result, f"/training/optimizer/arguments/{RATE}"))
    return Markup("{} au taux de {}").format(name, rate)


def _named(group: list[Result], text: str | Markup, groups: list[list[Result]]) -> str | Markup:
    """Add which experiments a group is made of, unless it is the only one."""
    if len(groups) == 1:
        return text
    families = {result.family: result.names.family for result in group}
    names = list(families.values())
    if families.keys() >= set(DIGITS):
        names = [DIGITS_NAME, *(name for family, name in families.items() if family not in DIGITS)]
    return Markup("{} ({})").format(text, enumeration(names))


LEARNING_PAGE = Page(
    path="partie-1.md", folder=Path(__file__).parent, families=EVERYTHING, view=learning_page, answers=answers
)
