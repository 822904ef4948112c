"""Numbers computed again from the records, by other means than the report's own."""

import math
import re
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from scipy.stats import binomtest
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.passage import Passage, Shown
from tests.perturbation.checks.source import Source, find
from tests.perturbation.records import Record

# What a number may be; several where the sources do not say which of two models it is about.
Expected = Callable[[list[Source]], list[float]]
RATIO = re.compile(r"(?P<part>\d[\d\u202f ]*) / (?P<whole>\d[\d\u202f ]*)")

SCORES, MEASURES = ("evaluation", "training_scores"), ("loss", "accuracy")
# What only accuracies and losses are computed from; other rates rest on other values.
SCORED = (*MEASURES, "predictions")


def _by_model(sources: list[Source]) -> list[list[float]]:
    """Return the losses or the accuracies of each model, its trainings in order."""
    found: dict[str, dict[str, float]] = {}
    if any(source.path[0] in SCORES and source.path[-1] not in SCORED for source in sources):
        return []
    for source in sources:
        if source.path[0] in SCORES:
            measure = float(source.value) if source.path[-1] in MEASURES else float(source.right.mean())
            found.setdefault(source.model, {})[source.file] = measure
    return [list(measures.values()) for measures in found.values()]


def _alone(sources: list[Source]) -> list[float]:
    results = {source.model: source for source in sources if "replicates" not in source.file}
    first, second = (source.right for source in results.values())
    return [float((first & ~second).sum()), float((second & ~first).sum())]


def _wilson(sources: list[Source]) -> list[float]:
    right = sources[0].right
    interval = binomtest(int(right.sum()), len(right)).proportion_ci(method="wilson")
    return [interval.low, interval.high]


def _files(sources: list[Source]) -> list[Source]:
    """Return one source of each file."""
    return list({source.file: source for source in sources}.values())


def _row_errors(source: Source) -> float:
    return float(sum(source.value) - source.value[int(source.path[-1])])


def _all_wrong(sources: list[Source]) -> list[float]:
    """Count the examples that every training is wrong about."""
    return [float(np.logical_and.reduce([~each.right for each in _files(sources)]).sum())]


def _parameters(sources: list[Source]) -> list[float]:
    if any(source.path != ("model", "parameters") for source in sources):
        return []
    first, second = (source.value for source in sources)
    return [max(first, second) / min(first, second)]


def _best_epochs(sources: list[Source]) -> list[float]:
    """Return the best epoch of each curve, and that of their mean where they are as long."""
    curves = [source.value for source in sources]
    found = [float(np.argmin(curve)) + 1 for curve in curves]
    if len({len(curve) for curve in curves}) == 1:
        found.append(float(np.argmin(np.mean(curves, axis=0))) + 1)
    return found


def _rises(sources: list[Source]) -> list[float]:
    """Return how far above their best epoch curves end, in the mean, for each choice of that epoch."""
    curves = [source.value for source in sources if source.path == ("history", "val_loss")]
    found = [float(np.mean([curve[-1] - min(curve) for curve in curves]))]
    if len({len(curve) for curve in curves}) == 1:
        mean = np.mean(curves, axis=0)
        found.append(float(mean[-1] - mean.min()))
    return found


def _each(compute: Callable[[Source], float]) -> Expected:
    return lambda sources: [float(compute(source)) for source in sources]


def _first(compute: Callable[[Source], float]) -> Expected:
    return lambda sources: [float(compute(sources[0]))]


RECOMPUTED: Mapping[str, Expected] = {
    "moyenne sur les entraînements": lambda s: [
        mean for each in _by_model(s) for mean in (float(np.mean(each)), each[0])
    ],
    "la plus basse": lambda s: [least for each in _by_model(s) for least in (min(each), each[0])],
    "la plus haute": lambda s: [most for each in _by_model(s) for most in (max(each), each[0])],
    "bonnes réponses de lui seul": _alone,
    "borne de Wilson": _wilson,
    "demi-largeur de l’intervalle de Wilson": lambda s: [(_wilson(s)[1] - _wilson(s)[0]) / 2],
    "somme des deux sens": lambda s: [float(sum(source.value for source in s))],
    "somme de la ligne": lambda s: [float(sum(sum(each.value) for each in s))],
    "somme de la ligne, hors diagonale": lambda s: [sum(map(_row_errors, s))],
    "somme des cases hors de la diagonale": lambda s: [float(sum((~each.right).sum() for each in _files(s)))],
    "erreurs / exemples": lambda s: [float(np.mean([~each.right for each in _files(s)]))],
    "erreurs / exemples de cette classe": lambda s: [
        sum(map(_row_errors, s)) / sum(sum(each.value) for each in s)
    ],
    "exemples sur lesquels tous les modèles se trompent": _all_wrong,
    "époque de la plus petite perte de validation": _best_epochs,
    "époques de l’historique": _each(lambda s: len(s.value)),
    "nombre d’époques de l’historique": _each(lambda s: len(s.value)),
    "époques d’entraînement": _each(lambda s: len(s.value)),
    "dernière perte de validation moins la plus petite": _rises,
    "rapport des deux nombres": _parameters,
    "probabilité qu’un cas positif tiré au hasard soit mieux noté qu’un cas négatif": _first(
        lambda s: roc_auc_score(s.truths, s.probabilities)
    ),
    "aire sous la courbe précision-rappel": _first(
        lambda s: average_precision_score(s.truths, s.probabilities)
    ),
    "écart quadratique moyen entre la probabilité et la vérité : plus il est bas, mieux c’est": _first(
        lambda s: brier_score_loss(s.truths, s.probabilities)
    ),
    "probabilité moyenne moins part de pneumonies": _first(
        lambda s: abs(s.probabilities.mean() - s.truths.mean())
    ),
}


def recomputed_faults(passages: list[Passage], files: Mapping[str, Record]) -> Iterator[Fault]:
    """Go through the numbers that are not what the records say."""
    for passage in passages:
        for quantity in passage.quantities:
            expected = expected_values(quantity, files)
            value = quantity.value
            if expected and not any(
                math.isclose(abs(value), abs(each), rel_tol=1e-6, abs_tol=1e-9) for each in expected
            ):
                told = " ou ".join(f"{each:.9g}" for each in dict.fromkeys(expected))
                reason = f"{quantity.formula or 'lu'} : {value!r}, {told} attendu"
                yield Fault(passage.page, reason, f"{quantity.text} ({' '.join(quantity.sources)[:120]})")


def expected_values(quantity: Shown, files: Mapping[str, Record]) -> list[float]:
    """Return what a number may be; nothing when no other means than the report's is known here."""
    if any(source.partition("#/")[0] not in files for source in quantity.sources):
        return []
    found = find(quantity.sources, files)
    if not quantity.formula:
        value = found[0].value
        return [float(value)] if isinstance(value, int | float) else []
    ratio = RATIO.fullmatch(quantity.formula)
    if ratio:
        part, whole = (int(re.sub(r"\D", "", ratio[name])) for name in ("part", "whole"))
        return [part / whole] if whole else []
    compute = RECOMPUTED.get(quantity.formula)
    return [] if compute is None else compute(found)
