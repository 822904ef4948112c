"""Rule: one model reads digits better than another, or worse, or neither can be told."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.model_reference import reference
from generator.quantity import computed, computed_count
from generator.scores import score
from generator.statistics import PairedComparison, compare
from generator.verdict import Outcome, Verdict

CODE = "meilleur-que"
SPLIT = "test"
TEST = "test exact de McNemar"
ALONE = "images que ce modèle est seul à bien lire"

# Wordings: label, then sentence.
BETTER = (
    "Oui",
    Markup(
        "Le {first} lit bien {first_accuracy} des images de test, le {second} {second_accuracy}. "
        "Images que le premier est seul à bien lire : {first_only} ; le second : {second_only}. "
        "Le hasard seul expliquerait mal un tel écart (p = {p})."
    ),
)
WORSE = (
    "Non, au contraire",
    Markup(
        "Le {second} lit bien {second_accuracy} des images de test, le {first} {first_accuracy}. "
        "Images que le premier est seul à bien lire : {second_only} ; le second : {first_only}. "
        "Le hasard seul expliquerait mal un tel écart (p = {p})."
    ),
)
UNDECIDED = (
    "Différence non concluante",
    Markup(
        "Le {first} lit bien {first_accuracy} des images de test, le {second} {second_accuracy}. "
        "Images que le premier est seul à bien lire : {first_only} ; le second : {second_only}. "
        "Le hasard peut suffire à expliquer cet écart (p = {p})."
    ),
)
WORDINGS = {Outcome.TRUE: BETTER, Outcome.FALSE: WORSE, Outcome.INCONCLUSIVE: UNDECIDED}


def better_than(first: Result, second: Result) -> Verdict:
    """Judge whether `first` is right more often than `second` on the test images."""
    comparison = compare(first, second, SPLIT)
    outcome = _outcome(comparison)
    label, wording = WORDINGS[outcome]
    sources = tuple(
        f"{result.file}#/evaluation/{SPLIT}/{field}"
        for result in (first, second)
        for field in ("labels", "predictions")
    )
    names = [reference(result).name for result in (first, second)]
    return Verdict(
        code=CODE,
        question=f"Le {names[0]} lit-il mieux les chiffres que le {names[1]} ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            first=names[0],
            second=names[1],
            first_accuracy=score(first, SPLIT, SPLIT).accuracy,
            second_accuracy=score(second, SPLIT, SPLIT).accuracy,
            first_only=computed_count(comparison.only_first_right, sources, ALONE),
            second_only=computed_count(comparison.only_second_right, sources, ALONE),
            p=computed(comparison.p_value, sources, TEST, 2),
        ),
    )


def _outcome(comparison: PairedComparison) -> Outcome:
    if not comparison.conclusive:
        return Outcome.INCONCLUSIVE
    first_wins = comparison.only_first_right > comparison.only_second_right
    return Outcome.TRUE if first_wins else Outcome.FALSE
