"""Rule: two models err on the same images more often than unrelated errors would, or less often."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup
from scipy.stats import fisher_exact
from scipy.stats.contingency import odds_ratio

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import SIGNIFICANCE, holm
from generator.statistics.pairs import check_same_examples

TOGETHER = (
    Markup(
        "Le {first} et le {second} se trompent tous deux sur {both} {images} de test. Si leurs erreurs "
        "étaient sans rapport, on n’en attendrait qu’environ {expected}."
    ),
    Markup(
        "Sans rapport entre elles, les erreurs du {first} et celles du {second} tomberaient environ "
        "{expected} fois sur la même image de test ; elles le font {both} fois."
    ),
    Markup(
        "Une image de test qui trompe le {first} trompe plus facilement le {second} : ils se trompent "
        "ensemble {both} fois, contre environ {expected} si chacun se trompait de son côté."
    ),
)
APART = (
    Markup(
        "Le {first} et le {second} ne se trompent {seldom} sur la même image de test. Si leurs erreurs "
        "étaient sans rapport, cela arriverait environ {expected} fois."
    ),
    Markup(
        "Sans rapport entre elles, les erreurs du {first} et celles du {second} tomberaient environ "
        "{expected} fois sur la même image de test ; elles ne le font {seldom}."
    ),
    Markup(
        "Une image de test qui trompe le {first} trompe plus rarement le {second} : ils ne se trompent "
        "{seldom} ensemble, contre environ {expected} si chacun se trompait de son côté."
    ),
)
UNDECIDED = (
    Markup(
        "Le {first} et le {second} {share} sur le test. Si leurs erreurs étaient sans rapport, on en "
        "attendrait environ {expected} : le hasard peut suffire."
    ),
    Markup(
        "Sur le test, le {first} et le {second} {share}, contre environ {expected} si chacun se trompait de "
        "son côté : l’écart est trop petit pour conclure."
    ),
    Markup(
        "Le {first} et le {second} {share} sur le test. Comme le hasard en donnerait environ {expected}, "
        "rien ne dit que les erreurs de l’un aient un rapport avec celles de l’autre."
    ),
)
NO_SHARE = "n’ont aucune erreur en commun"
NOTHING = "Rien à comparer"

RULE = Rule(
    code="memes-erreurs",
    title="Deux modèles se trompent-ils sur les mêmes images ?",
    method=(
        "Test exact de Fisher, bilatéral, sur le tableau des images de test bien et mal lues par chacun des "
        "deux modèles. Le nombre d’erreurs de chacun étant fixé, il dit à quelle fréquence des erreurs sans "
        "rapport donneraient un nombre d’erreurs communes aussi inhabituel. Le rapport de cotes, aux mêmes "
        "nombres d’erreurs, dit par combien la cote d’une erreur de l’un (erreurs pour une bonne réponse) "
        "est multipliée quand l’autre se trompe. Les paires examinées ensemble sont corrigées par la méthode "
        f"de Holm ; on conclut au-dessous de p = {language.shortest(SIGNIFICANCE)}. Un seul entraînement de "
        "chaque modèle est regardé : celui dont le rapport donne les scores."
    ),
    wordings={
        "together": Wording(Outcome.TRUE, "Plus souvent que par hasard", TOGETHER),
        "apart": Wording(Outcome.FALSE, "Moins souvent que par hasard", APART),
        "undecided": Wording(Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer", UNDECIDED),
        "one-flawless": Wording(
            Outcome.INCONCLUSIVE,
            NOTHING,
            (Markup("Le {flawless} lit bien toutes les images de test : il n’a pas d’erreur à partager."),),
        ),
        "both-flawless": Wording(
            Outcome.INCONCLUSIVE,
            NOTHING,
            (Markup("Le {first} et le {second} lisent bien toutes les images de test."),),
        ),
    },
)


@dataclass(frozen=True)
class Overlap:
    """Where the errors of two models fall.

    Attributes
    ----------
    first, second : Result
    both, only_first, only_second, neither : int
        Test images misread by both models, by one alone, by none.
    """

    first: Result
    second: Result
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def errors(self) -> tuple[int, int]:
        """How many images each model misreads."""
        return self.both + self.only_first, self.both + self.only_second

    @property
    def expected(self) -> float:
        """How many images both would misread, on average, were their errors unrelated."""
        return math.prod(self.errors) / (self.both + self.only_first + self.only_second + self.neither)

    @property
    def table(self) -> list[list[int]]:
        """First model in rows, second in columns; misread images come first."""
        return [[self.both, self.only_first], [self.only_second, self.neither]]


def same_errors_of(results: Sequence[Result]) -> list[Verdict]:
    """Judge each pair of models, correcting for the number of pairs (Holm, 1979).

    The test is Fisher's (1935): the numbers of errors of both models are held fixed.

    Raises
    ------
    ResultError
        If two results are not about the same images.
    """
    overlaps = [_overlap(*pair) for pair in combinations(results, 2)]
    p_values = [float(fisher_exact(overlap.table).pvalue) for overlap in overlaps]
    corrected = holm(p_values)
    return [
        RULE.conclude(
            _case(overlap, corrected[rank]),
            (overlap.first, overlap.second),
            "Le {} et le {} se trompent-ils sur les mêmes images ?".format(*_names(overlap)),
            _values(overlap),
            [*_counts(overlap), *_test(overlap, p_values[rank], corrected[rank], len(overlaps))],
            rank,
        )
        for rank, overlap in enumerate(overlaps)
    ]


def _overlap(first: Result, second: Result) -> Overlap:
    check_same_examples(first, second, "test")
    one, other = (result.evaluation["test"] for result in (first, second))
    wrong = Counter(
        (a != truth, b != truth)
        for truth, a, b in zip(one.labels, one.predictions, other.predictions, strict=True)
    )
    return Overlap(
        first, second, wrong[True, True], wrong[True, False], wrong[False, True], wrong[False, False]
    )


def _case(overlap: Overlap, p_value: float) -> str:
    if not any(overlap.errors):
        return "both-flawless"
    if not all(overlap.errors):
        return "one-flawless"
    if p_value >= SIGNIFICANCE:
        return "undecided"
    return "together" if overlap.both > overlap.expected else "apart"


def _names(overlap: Overlap) -> tuple[str, str]:
    return reference(overlap.first).name, reference(overlap.second).name


def _values(overlap: Overlap) -> dict[str, object]:
    sources = _sources(overlap)
    first, second = _names(overlap)
    both = computed_count(overlap.both, sources, "images mal lues par les deux modèles")
    formula = "erreurs du premier × erreurs du second / images de test"
    errors = language.plural(overlap.both, "erreur", "erreurs")
    return {
        "first": first,
        "second": second,
        "flawless": second if overlap.errors[0] else first,
        "both": both,
        "images": language.plural(overlap.both, "image", "images"),
        "seldom": Markup("que {} fois").format(both) if overlap.both else "jamais",
        "share": Markup("ont {} {} en commun").format(both, errors) if overlap.both else NO_SHARE,
        "expected": computed(overlap.expected, sources, formula, 2),
    }


def _counts(overlap: Overlap) -> list[Evidence]:
    sources = _sources(overlap)
    names, alone = _names(overlap), (overlap.only_first, overlap.only_second)
    found = []
    for name, errors, unshared in zip(names, overlap.errors, alone, strict=True):
        formula = "images mal lues par ce modèle et bien lues par l’autre"
        found.append(
            Evidence(f"Erreurs que le {name} est seul à faire", computed_count(unshared, sources, formula))
        )
        if errors:
            share = overlap.both / errors
            part = Quantity(share, language.percent(share, errors), sources, "erreurs communes / erreurs")
            found.append(Evidence(f"Part des erreurs du {name} que l’autre fait aussi", part))
    return found


def _test(overlap: Overlap, p_value: float, corrected: float, pairs: int) -> list[Evidence]:
    sources, found = _sources(overlap), []
    ratio = odds_ratio(overlap.table, kind="conditional")
    # Infinite when a model makes all the errors of the other, undefined when one is always right or wrong.
    if math.isfinite(ratio.statistic):
        interval = ratio.confidence_interval(language.CONFIDENCE)
        formula = "maximum de vraisemblance conditionnel"
        bounds = [computed(x, sources, formula, 2) for x in (ratio.statistic, interval.low, interval.high)]
        confidence = language.whole_percent(language.CONFIDENCE)
        name = f"Rapport de cotes et son intervalle à {confidence}"
        found.append(Evidence(name, Markup("{} (de {} à {})").format(*bounds)))
    found.append(Evidence("p", computed(p_value, sources, "test exact de Fisher", 2)))
    if pairs > 1:
        formula = f"méthode de Holm, {language.integer(pairs)} comparaisons"
        found.append(Evidence("p corrigée (Holm)", computed(corrected, sources, formula, 2)))
    return found


def _sources(overlap: Overlap) -> tuple[str, ...]:
    return tuple(
        f"{result.file}#/evaluation/test/{field}"
        for result in (overlap.first, overlap.second)
        for field in ("labels", "predictions")
    )
