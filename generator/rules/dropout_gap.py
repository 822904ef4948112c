"""Rule: dropout reduces the gap between training and test accuracy, or widens it."""

from collections.abc import Sequence
from statistics import fmean

from experiments import language
from experiments.results.record import Split
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.apart import ROUNDING
from generator.facts.quantity import Quantity, difference_digits, exact_share, gap, points
from generator.facts.subtracting import fewest_subtracting
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.evidence import chance_evidence
from generator.rules.too_close import too_close
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
    values=(
        *("family", "dropout", "plain", "dropout_gap", "plain_gap", "training_change", "test_change"),
        *("others", "but", "close", "once", "unfinished"),
    ),
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
        **_differences(change),
        "close": too_close(change.chance, _all_sources(change), SEEDS if change.over_seeds else ONCE),
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


def _differences(change: GapChange) -> dict[str, object]:
    """Return both gaps, and what dropout changes in each accuracy: all with the same decimals."""
    trained, tested = _changes(change)
    return {
        "dropout_gap": _gap(change, 0),
        "plain_gap": _gap(change, 1),
        "training_change": _changed(change, trained, "train"),
        "test_change": _changed(change, tested, "test", likewise=trained * tested > 0),
    }


def _gap(change: GapChange, rank: int) -> Quantity:
    sources = tuple(source for split in SPLITS for source in _sources(change, rank, split))
    formula = "exactitude d’entraînement moins exactitude de test"
    text = points(change.gaps[rank], _examples(change), sources, formula, _last_place(change)).text
    return Quantity(change.gaps[rank], text.removeprefix("+"), sources, formula)


def _changed(change: GapChange, difference: float, split: Split, *, likewise: bool = False) -> Phrase:
    """Say by how much dropout moves one of the two accuracies; `likewise`, in the way that was just said."""
    if abs(difference) < ROUNDING:
        return Phrase("stays")
    sources = tuple(source for rank in (0, 1) for source in _sources(change, rank, split))
    formula = "exactitude avec dropout moins exactitude sans"
    size = gap(difference, _examples(change), sources, formula, _last_place(change))
    return Phrase("likewise" if likewise else "falls" if difference < 0 else "rises", {"change": size})


def _changes(change: GapChange) -> tuple[float, float]:
    """Return what dropout adds to the accuracy on training, then on test."""
    first, second = (_mean(change, 0, split) - _mean(change, 1, split) for split in SPLITS)
    return first, second


def _last_place(change: GapChange) -> float:
    """Return the half-width of an interval that supports the decimals of the gaps."""
    return 2 * 10.0 ** -(_decimals(change) + 2)


def _decimals(change: GapChange) -> int:
    """Return with how many decimals, in points, one gap less the other is one change less the other."""
    fewest = min(difference_digits(each, _examples(change), 0) for each in change.gaps)
    return fewest_subtracting([(change.gaps, _changes(change))], fewest)


def _mean(change: GapChange, rank: int, split: Split) -> float:
    """Return the accuracy of one of the two models, over its trainings that take part."""
    return fmean(scores_of(each, split).accuracy for each in _trainings(change, rank)[1])


def _examples(change: GapChange) -> int:
    """Return how many examples of test both models are judged on."""
    return change.first.evaluation["test"].count


def _accuracies(change: GapChange) -> list[list[Quantity]]:
    """Return both accuracies of each model: as they are read, one less the other is the gap beside them."""
    size = min(change.first.evaluation[split].count for split in SPLITS)
    means = [(_mean(change, rank, "train"), _mean(change, rank, "test")) for rank in (0, 1)]
    fewest = min(language.proportion_digits(each, size) for model in means for each in model)
    said = [(round(each, _decimals(change) + 2), 0.0) for each in change.gaps]
    decimals = fewest_subtracting(list(zip(means, said, strict=True)), fewest, _decimals(change))
    formula = MEAN if change.over_seeds else ""
    return [
        [
            exact_share(mean, _sources(change, rank, split), formula, decimals)
            for mean, split in zip(model, SPLITS, strict=True)
        ]
        for rank, model in enumerate(means)
    ]


def _all_sources(change: GapChange) -> tuple[str, ...]:
    models = (change.first, change.second)
    sources = tuple(f"{result.file}#/evaluation/{split}/predictions" for result in models for split in SPLITS)
    if change.over_seeds:
        sources += tuple(
            source for rank in (0, 1) for split in SPLITS for source in _sources(change, rank, split)
        )
    return sources


def _evidence(change: GapChange) -> list[Evidence]:
    sources, found = _all_sources(change), []
    accuracies = zip((change.first, change.second), _accuracies(change), strict=True)
    for rank, (result, (training, test)) in enumerate(accuracies):
        both = Phrase("both", {"training": training, "test": test, "gap": _gap(change, rank)})
        found.append(Evidence("accuracy", both, {"model": result.names.model}))
    test_name = SEEDS if change.over_seeds else ONCE
    half_width = (change.high - change.low) / 2
    low, high = (
        points(bound, _examples(change), sources, test_name, half_width)
        for bound in (change.low, change.high)
    )
    found.append(Evidence("added", Phrase("bounds", {"low": low, "high": high})))
    return found + chance_evidence(change.chance, sources, test_name)
