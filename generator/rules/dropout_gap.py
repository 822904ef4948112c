"""Rule: dropout reduces the gap between training and test accuracy, or widens it."""

from collections.abc import Sequence

from experiments.results.record import Split
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, points, proportion
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.evidence import chance_evidence
from generator.statistics.factors import Factor, changed
from generator.statistics.gap_change import GapChange

SPLITS: tuple[Split, Split] = ("train", "test")
TEST = "variances appariées d’Agresti et Min, loi normale"

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
    values=("family", "dropout", "plain", "dropout_gap", "plain_gap", "others", "but", "once"),
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
        "once": "",
        "family": family,
        "dropout": dropout.names.model,
        "plain": plain.names.model,
        "dropout_gap": _gap(dropout),
        "plain_gap": _gap(plain),
        "others": Phrase("others", {"factors": Several(others)}, len(others)),
        "but": "" if dropout.training.seed == plain.training.seed else Phrase("but-seed"),
    }
    if dropout.replicates or plain.replicates:
        values["once"] = Phrase("once")
    case = f"{case}-among-others" if others else case
    return RULE.conclude(case, (dropout, plain), values, _evidence(change))


def _gap(result: Result) -> Quantity:
    value = result.evaluation["train"].accuracy - result.evaluation["test"].accuracy
    sources = tuple(f"{result.file}#/evaluation/{split}/accuracy" for split in ("train", "test"))
    formula = "exactitude d’entraînement moins exactitude de test"
    text = points(value, result.evaluation["test"].count, sources, formula).text
    return Quantity(value, text.removeprefix("+"), sources, formula)


def _accuracies(result: Result) -> tuple[Quantity, Quantity]:
    """Return both accuracies with the digits of the less precise one: they are read side by side."""
    readings = [read(result, f"/evaluation/{split}/accuracy") for split in SPLITS]
    examples = min(result.evaluation[split].count for split in SPLITS)
    training, test = (proportion(reading, examples) for reading in readings)
    return training, test


def _evidence(change: GapChange) -> list[Evidence]:
    models = (change.first, change.second)
    sources = tuple(
        f"{result.file}#/evaluation/{split}/predictions" for result in models for split in ("train", "test")
    )
    found = []
    for result in models:
        training, test = _accuracies(result)
        both = Phrase("both", {"training": training, "test": test})
        found.append(Evidence("accuracy", both, {"model": result.names.model}))
    examples = change.first.evaluation["test"].count
    half_width = (change.high - change.low) / 2
    low, high = (points(bound, examples, sources, TEST, half_width) for bound in (change.low, change.high))
    found.append(Evidence("added", Phrase("bounds", {"low": low, "high": high})))
    return found + chance_evidence(change.chance, sources, TEST)
