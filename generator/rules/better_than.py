"""Rule: does one model read digits better than another?"""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.model_reference import reference
from generator.model_section import score
from generator.quantity import computed, computed_count
from generator.statistics import PairedComparison, compare
from generator.verdict import Outcome, Verdict

CODE = "meilleur-que"
SPLIT = "test"
TEST = "test exact de McNemar"

BETTER = Markup(
    "Oui : {first} a raison sur {first_accuracy} des images de test, {second} sur {second_accuracy}. "
    "{first_only} images ne sont bien lues que par {first}, {second_only} que par {second} : "
    "le hasard seul expliquerait mal un tel déséquilibre (p = {p})."
)
WORSE = Markup(
    "Non, au contraire : {second} a raison sur {second_accuracy} des images de test, {first} sur "
    "{first_accuracy}. {second_only} images ne sont bien lues que par {second}, {first_only} que par "
    "{first} (p = {p})."
)
INCONCLUSIVE = Markup(
    "La différence n’est pas concluante : {first} a raison sur {first_accuracy} des images de test, {second} "
    "sur {second_accuracy}, mais les images que l’un seul lit bien se partagent presque également "
    "({first_only} contre {second_only}, p = {p}) ; le hasard peut suffire à l’expliquer."
)


def better_than(first: Result, second: Result) -> Verdict:
    """Judge whether `first` is right more often than `second` on the test images."""
    comparison = compare(first, second, SPLIT)
    outcome = _outcome(comparison)
    sources = tuple(
        f"{result.file}#/evaluation/{SPLIT}/{field}"
        for result in (first, second)
        for field in ("labels", "predictions")
    )
    wording = {Outcome.TRUE: BETTER, Outcome.FALSE: WORSE, Outcome.INCONCLUSIVE: INCONCLUSIVE}[outcome]
    names = (reference(first), reference(second))
    return Verdict(
        code=CODE,
        question=f"{names[0].name} lit-il mieux les chiffres que {names[1].name} ?",
        outcome=outcome,
        sentence=wording.format(
            first=_quoted(names[0].name),
            second=_quoted(names[1].name),
            first_accuracy=score(first, SPLIT, SPLIT).accuracy,
            second_accuracy=score(second, SPLIT, SPLIT).accuracy,
            first_only=computed_count(
                comparison.only_first_right, sources, "images que ce modèle est seul à bien lire"
            ),
            second_only=computed_count(
                comparison.only_second_right, sources, "images que ce modèle est seul à bien lire"
            ),
            p=computed(comparison.p_value, sources, TEST, 2),
        ),
    )


def _outcome(comparison: PairedComparison) -> Outcome:
    if not comparison.conclusive:
        return Outcome.INCONCLUSIVE
    first_wins = comparison.only_first_right > comparison.only_second_right
    return Outcome.TRUE if first_wins else Outcome.FALSE


def _quoted(name: str) -> str:
    return f"« {name} »"
