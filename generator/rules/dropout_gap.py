"""Rule: dropout reduces the gap between training and test accuracy, or widens it."""

from collections.abc import Sequence
from statistics import fmean

from experiments.results.record import Split
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, points, share
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.evidence import chance_evidence
from generator.rules.unfinished import unfinished
from generator.statistics.factors import Factor, changed
from generator.statistics.gap_change import GapChange
from generator.statistics.mean_accuracy import MEAN, accuracy_sources, scores_of

SPLITS: tuple[Split, Split] = ("train", "test")
ONCE = "variances appariées d’Agresti et Min, loi normale"
SEEDS = "variances appariées d’Agresti et Min et variances des graines, loi de Student"

RULE = Rule(
    __name__,
    cases={
        "reduced": Outcome.TRUE,
        "reduced-among-others": Outcome.INCONCLUSIVE,
        "widened": Outcome.FALSE,
        "widened-among-others": Outcome.INCONCLUSIVE,
        "level": Outcome.INCONCLUSIVE,
        "level-among-others": Outcome.INCONCLUSIVE,
        "no-pair": Outcome.INCONCLUSIVE,
    },
    values=("family", "dropout", "plain", "dropout_gap", "plain_gap", "others", "but", "once", "unfinished"),
    hoped=Outcome.TRUE,
)


def dropout_gap(results: Sequence[Result], change: GapChange | None) -> Verdict:
    """Judge whether dropout reduces the gap between training and test accuracy.

    Where something else changes too, a difference has no established cause: that decides nothing.

    Parameters
    ----------
    results : sequence of Result
        Of one experiment.
    change : GapChange or None
        From a model without dropout (second) to one with it (first), those that show best what it does;
        None when no two differ in it.
    """
    family = results[0].names.family
    if change is None:
        return RULE.conclude("no-pair", results, {"family": family})
    dropout, plain = change.first, change.second
    others = [each.value for each in changed(plain, dropout) if each is not Factor.DROPOUT]
    case = "level" if not change.chance.unlikely else "reduced" if change.high < 0 else "widened"
    values: dict[str, object] = {
        "family": family,
        "dropout": dropout.names.model,
        "plain": plain.names.model,
        "dropout_gap": _gap(change, 0),
        "plain_gap": _gap(change, 1),
        "others": Phrase("others", {"factors": Several(others)}, len(others)),
        "but": "" if dropout.training.seed == plain.training.seed else Phrase("but-seed"),
        "once": _once(change),
        "unfinished": unfinished((dropout, plain)),
    }
    case = f"{case}-among-others" if others else case
    return RULE.conclude(case, (dropout, plain), values, _evidence(change))


def _once(change: GapChange) -> Phrase | str:
    """Say which trainings are compared; nothing where each model has one."""
    if change.over_seeds:
        return Phrase("mean")
    return Phrase("once") if change.first.replicates or change.second.replicates else ""


def _trainings(change: GapChange, rank: int) -> tuple[Result, Sequence[Result | Replicate]]:
    """Return one of the two models, and those of its trainings that take part."""
    result = (change.first, change.second)[rank]
    return result, result.trainings[: change.trainings[rank]]


def _sources(change: GapChange, rank: int, split: Split) -> tuple[str, ...]:
    result, trainings = _trainings(change, rank)
    return accuracy_sources(result, split)[: len(trainings)]


def _gap(change: GapChange, rank: int) -> Quantity:
    sources = tuple(source for split in SPLITS for source in _sources(change, rank, split))
    formula = "exactitude d’entraînement moins exactitude de test"
    text = points(change.gaps[rank], _examples(change), sources, formula).text
    return Quantity(change.gaps[rank], text.removeprefix("+"), sources, formula)


def _examples(change: GapChange) -> int:
    """Return how many examples of test both models are judged on."""
    return change.first.evaluation["test"].count


def _accuracies(change: GapChange, rank: int) -> tuple[Quantity, ...]:
    """Return both accuracies with the digits of the less precise one: they are read side by side."""
    result, trainings = _trainings(change, rank)
    examples = min(result.evaluation[split].count for split in SPLITS)
    return tuple(
        share(
            fmean(scores_of(each, split).accuracy for each in trainings),
            examples,
            _sources(change, rank, split),
            MEAN if change.over_seeds else "",
        )
        for split in SPLITS
    )


def _evidence(change: GapChange) -> list[Evidence]:
    models = (change.first, change.second)
    sources = tuple(f"{result.file}#/evaluation/{split}/predictions" for result in models for split in SPLITS)
    if change.over_seeds:
        sources += tuple(
            source for rank in (0, 1) for split in SPLITS for source in _sources(change, rank, split)
        )
    found = []
    for rank, result in enumerate(models):
        training, test = _accuracies(change, rank)
        both = Phrase("both", {"training": training, "test": test})
        found.append(Evidence("accuracy", both, {"model": result.names.model}))
    test_name = SEEDS if change.over_seeds else ONCE
    half_width = (change.high - change.low) / 2
    low, high = (
        points(bound, _examples(change), sources, test_name, half_width)
        for bound in (change.low, change.high)
    )
    found.append(Evidence("added", Phrase("bounds", {"low": low, "high": high})))
    return found + chance_evidence(change.chance, sources, test_name)
