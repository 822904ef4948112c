"""The page of the garden: its networks, their plots, and what is concluded of them."""

from dataclasses import dataclass
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, count
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.facts.scores import score
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.accuracy_certainty import accuracy_certainty
from generator.rules.better_than import better_than
from generator.rules.cheaper_than import cheaper_than
from generator.rules.decision import Verdict
from generator.rules.more_weights import more_weights
from generator.rules.selection import selection
from generator.rules.speaker import Speaker
from generator.rules.training_finished import training_finished
from generator.statistics.experiment_contrasts import experiment_contrasts

FAMILY = "garden"
KEPT, BETTER = "kept", "better"


@dataclass(frozen=True)
class Network:
    """One of the networks."""

    model: ModelReference
    intention: str
    weights: Quantity
    accuracy: Quantity


@dataclass(frozen=True)
class Garden:
    """What the page shows; all but the choice is about the second network."""

    networks: list[Network]
    choice: Verdict
    better: Verdict
    findings: list[Verdict]


def garden(results: list[Result]) -> Garden:
    """Describe both networks, and judge the second against the first."""
    first, second = results
    (step,) = experiment_contrasts(results).steps
    return Garden(
        networks=[_network(result) for result in results],
        choice=selection(results),
        better=better_than(step),
        findings=[
            accuracy_certainty(second),
            training_finished(second),
            cheaper_than(second, first),
            more_weights([second], [first]),
        ],
    )


def answers(page: Garden, speaker: Speaker) -> list[Answer]:
    """Answer both questions with what is concluded."""
    asked = {KEPT: page.choice, BETTER: page.better}
    return [
        Answer((question,), speaker.say(verdict).sentence, verdict.subjects)
        for question, verdict in asked.items()
    ]


def _network(result: Result) -> Network:
    return Network(
        model=reference(result),
        intention=result.intention,
        weights=count(read(result, "/model/parameters")),
        accuracy=score(result, "test").accuracy,
    )


GARDEN_PAGE = Page(
    path="garden.md",
    folder=Path(__file__).parent,
    families=(FAMILY,),
    view=garden,
    answers=answers,
    describes=(FAMILY,),
)
