"""The experiments on digits against one another."""

from dataclasses import dataclass
from pathlib import Path

from experiments.figures.names import group_name
from experiments.language import decimal
from experiments.results.schema import Result
from generator.facts.multiply_adds import multiply_adds
from generator.facts.quantity import Quantity, computed_count, count, not_nothing
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.markup import Markup, enumeration
from generator.lab.contest.common_errors import CommonErrors, common_errors
from generator.lab.families import DIGITS
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.better_than import better_than
from generator.rules.decision import Outcome, Verdict
from generator.rules.speaker import Speaker
from generator.sections.comparison import Comparison, compare_models
from generator.sections.factor_effects import factor_effects
from generator.statistics.choice import select
from generator.statistics.contrast import Contrast, Test
from generator.statistics.mean_accuracy import accuracy_sources, compared_accuracy
from generator.statistics.tournament import Tournament

# Answers on the choice between HOG and pixels; further on, what is said of the CNN against each MLP.
HOG_AGAINST_RAW = {
    Outcome.TRUE: Markup("Les HOG valent mieux que les pixels"),
    Outcome.FALSE: Markup("Les pixels valent mieux que les HOG"),
    Outcome.INCONCLUSIVE: Markup("Entre HOG et pixels bruts, rien ne permet de trancher"),
}
# The sizes too: as many right answers from far fewer weights is a difference.
HOG_AND_RAW = Markup(
    "{} : le {first} ({first_weights} poids) classe correctement {first_accuracy} des images de test, le "
    "{second} ({second_weights} poids) {second_accuracy}{seeds}."
)
SEEDS = Markup(" en moyenne sur {} graines")
SEEDS_OF_BOTH = Markup(" en moyenne sur {} et {} graines")
FIRST = Markup(" à son premier entraînement")
AND_FIRST = Markup(", et {first} à son premier entraînement, seul comparé au {alone}")
CNN_AGAINST_MLP = {
    Outcome.TRUE: ("fait mieux", "que le"),
    Outcome.FALSE: ("fait moins bien", "que le"),
    Outcome.INCONCLUSIVE: ("n’est pas à coup sûr différent", "du"),
}


@dataclass(frozen=True)
class Reuse:
    """How many times each weight of a model serves for one image, on average."""

    model: ModelReference
    times: Quantity


@dataclass(frozen=True)
class ContestPage:
    """The models that validation selects, one per experiment, against one another.

    Attributes
    ----------
    pairs : list of Contrast, shape (3,)
        HOG against pixels, then the CNN against each of the two.
    verdicts : list of Verdict, shape (3,)
        What is said of each pair.
    reuses : list of Reuse
        Of the selected models whose multiply-adds are known.
    replicated : bool
        Whether some model was trained with several seeds.
    plots : str
        Where the plots of all the models are.
    """

    comparison: Comparison
    pairs: list[Contrast]
    verdicts: list[Verdict]
    reuses: list[Reuse]
    replicated: bool
    effects: list[Verdict]
    errors: CommonErrors
    plots: str


def contest(raw: list[Result], hog: list[Result], cnn: list[Result]) -> ContestPage:
    """Make the page that compares the three experiments."""
    chosen = [select(raw), select(hog), select(cnn)]
    best_raw, best_hog, best_cnn = chosen
    everyone = [*raw, *hog, *cnn]
    judged = Tournament(everyone, "test")
    pairs = [
        judged.contrast(*pair) for pair in ((best_hog, best_raw), (best_cnn, best_raw), (best_cnn, best_hog))
    ]
    return ContestPage(
        comparison=compare_models(chosen),
        pairs=pairs,
        verdicts=[better_than(pair) for pair in pairs],
        reuses=[use for use in map(_reuse, chosen) if use is not None],
        replicated=any(result.replicates for result in everyone),
        effects=factor_effects(raw, hog, cnn),
        errors=common_errors(everyone),
        plots=group_name(best_raw),
    )


def _reuse(result: Result) -> Reuse | None:
    work = multiply_adds(result)
    if work is None or not result.model.parameters:
        return None
    sources = (*work.sources, f"{result.file}#/model/parameters")
    times = work.value / result.model.parameters
    # Those of all the models stand in one sentence: they have the same decimals.
    text = not_nothing(times, decimal(times, 1))
    return Reuse(reference(result), Quantity(times, text, sources, "multiplications-additions / poids"))


def answers(page: ContestPage, speaker: Speaker) -> list[Answer]:
    """Say who is right more often, from the comparisons that the page shows."""
    hog_raw, *cnn_mlp = page.pairs
    against: dict[str, list[str]] = {}
    for pair, verdict in zip(cnn_mlp, page.verdicts[1:], strict=True):
        verb, article = CNN_AGAINST_MLP[verdict.outcome]
        against.setdefault(verb, []).append(f"{article} {pair.second.names.model}")
    cnn = cnn_mlp[0].first
    accuracy, seeds = _against_all(cnn_mlp)
    return [
        Answer(
            ("hog-contre-pixels",),
            HOG_AND_RAW.format(
                HOG_AGAINST_RAW[page.verdicts[0].outcome],
                first=hog_raw.first.names.model,
                second=hog_raw.second.names.model,
                first_weights=count(read(hog_raw.first, "/model/parameters")),
                second_weights=count(read(hog_raw.second, "/model/parameters")),
                first_accuracy=compared_accuracy(hog_raw, hog_raw.first),
                second_accuracy=compared_accuracy(hog_raw, hog_raw.second),
                seeds=_seeds(hog_raw),
            ),
            (hog_raw.first.id, hog_raw.second.id),
        ),
        Answer(
            ("cnn-contre-mlp",),
            Markup("Avec {} des images de test correctement classées{}, le {} {}.").format(
                accuracy,
                seeds,
                cnn.names.model,
                enumeration([Markup("{} {}").format(how, enumeration(who)) for how, who in against.items()]),
            ),
            (cnn.id, *(pair.second.id for pair in cnn_mlp)),
        ),
    ]


def _against_all(pairs: list[Contrast]) -> tuple[Quantity, Markup]:
    """Return the accuracy of a model that stands first in two comparisons, and which trainings it is that of.

    A model without replicates is compared with the primary training of the first one, not with its mean.
    """
    by_test = {pair.test: pair for pair in pairs}
    accuracies = {test: compared_accuracy(pair, pair.first) for test, pair in by_test.items()}
    if Test.SEEDS not in by_test:
        return accuracies[Test.MCNEMAR], FIRST if pairs[0].first.replicates else Markup()
    seeds = SEEDS.format(_trained(by_test[Test.SEEDS], 0))
    if Test.MCNEMAR not in by_test:
        return accuracies[Test.SEEDS], seeds
    alone = by_test[Test.MCNEMAR].second.names.model
    return accuracies[Test.SEEDS], seeds + AND_FIRST.format(first=accuracies[Test.MCNEMAR], alone=alone)


def _seeds(pair: Contrast) -> Markup:
    """Say over how many seeds both accuracies of a pair are means; nothing where they are not."""
    if pair.test is Test.MCNEMAR:
        return Markup()
    first, second = _trained(pair, 0), _trained(pair, 1)
    return SEEDS.format(first) if first.value == second.value else SEEDS_OF_BOTH.format(first, second)


def _trained(pair: Contrast, side: int) -> Quantity:
    result = (pair.first, pair.second)[side]
    sources = accuracy_sources(result, pair.split)[: pair.trainings[side]]
    return computed_count(pair.trainings[side], sources, "entraînements, une graine chacun")


CONTEST_PAGE = Page(
    path="partie-2/comparaison.md",
    folder=Path(__file__).parent,
    families=DIGITS,
    view=contest,
    answers=answers,
)
