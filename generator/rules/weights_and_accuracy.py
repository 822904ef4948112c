"""Rule: heavier networks read digits better, or worse, or weights say nothing of it."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray
from scipy.stats import kendalltau, permutation_test

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import computed, computed_count, count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.rules.better_than import RULE as BETTER_THAN
from generator.rules.better_than import better_than
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.contrast import Contrast, contrasts
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.mean_accuracy import accuracy_sources, compared_accuracy, mean_accuracy

QUESTION = "Les réseaux qui ont le plus de poids lisent-ils le mieux ?"
PERMUTATIONS = 9_999
# The same draw each time: a page changes only when its results do.
SEED = 1
# Accuracies are means of few fractions: below this, a difference is a rounding error.
DECIMALS = 12

PAIRS = Markup("Sur {pairs} {noun} de modèles de poids différents, ")
# What a reader remembers: a light model worth the heaviest, if there is one.
LIGHT_LEVEL = Markup(
    " Le {light}, avec {light_weights} poids au lieu des {heavy_weights} du {heavy}, le plus lourd, lit bien "
    "{light_accuracy} des images de test contre {heavy_accuracy} : rien ne montre qu’il soit moins bon."
)
# When both accuracies are written alike.
LIGHT_SAME = Markup(
    " Le {light}, avec {light_weights} poids au lieu des {heavy_weights} du {heavy}, le plus lourd, lit bien "
    "{light_accuracy} des images de test, autant que lui à l’arrondi près."
)
LIGHT_BETTER = Markup(
    " Le {light}, avec {light_weights} poids au lieu des {heavy_weights} du {heavy}, le plus lourd, lit bien "
    "{light_accuracy} des images de test contre {heavy_accuracy} : le hasard expliquerait mal cet écart."
)
LIGHT_NONE = Markup(
    " Tous les modèles plus légers que le {heavy}, le plus lourd, sont moins bons, d’un écart que le hasard "
    "n’explique guère."
)
SEEDS = Markup(" Parmi les paires, un modèle qui a plusieurs graines compte pour son exactitude moyenne.")
RULE = Rule(
    code="poids-et-exactitude",
    title="Plus de poids, meilleure lecture ?",
    method=(
        "Corrélation de rangs de Kendall entre le nombre de poids et l’exactitude de test, moyenne des "
        f"entraînements de chaque modèle ; sa valeur p vient de {language.integer(PERMUTATIONS)} permutations "
        "des poids entre les modèles, ou de toutes s’il y en a moins. Les modèles ne diffèrent pas que par "
        "leurs poids : un lien ne serait pas une cause. Le modèle léger cité est le plus léger de ceux qui, "
        f"comparés chacun au plus lourd, ne sont pas sûrement moins bons. {BETTER_THAN.method}"
    ),
    wordings={
        "heavier-better": Wording(
            Outcome.TRUE,
            "Oui, le plus souvent",
            (
                PAIRS
                + Markup("le plus lourd lit le mieux {more} fois, plus que n’en donne le hasard.{light}"),
            ),
        ),
        "heavier-worse": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                PAIRS
                + Markup("le plus léger lit le mieux {fewer} fois, plus que n’en donne le hasard.{light}"),
            ),
        ),
        "unrelated": Wording(
            Outcome.INCONCLUSIVE,
            "Rien ne le montre",
            (PAIRS + Markup("le plus lourd lit le mieux {more} fois, ce que le hasard peut donner.{light}"),),
        ),
        "same-weights": Wording(
            Outcome.INCONCLUSIVE,
            "Pas de quoi comparer",
            (Markup("Les modèles entraînés ont tous le même nombre de poids."),),
        ),
    },
)


def weights_and_accuracy(results: Sequence[Result]) -> Verdict:
    """Judge whether networks with more weights read the test images better.

    Parameters
    ----------
    results : sequence of Result
        Models of any experiment, judged on the same test images.
    """
    weights = np.array([result.model.parameters for result in results], dtype=np.float64)
    if len(set(weights)) == 1:
        return RULE.conclude("same-weights", results, QUESTION, {})
    accuracies = np.round([mean_accuracy(result, "test").value for result in results], DECIMALS)
    order = np.triu(_signs(weights) * _signs(accuracies))
    p_value = _permutation_p_value(weights, accuracies)
    score = int(order.sum())
    case = "unrelated" if p_value >= SIGNIFICANCE else "heavier-better" if score > 0 else "heavier-worse"
    sources = tuple(
        source
        for result in results
        for source in (f"{result.file}#/model/parameters", *accuracy_sources(result, "test"))
    )
    pairs = int(np.triu(_signs(weights) != 0).sum())
    heaviest = max(results, key=lambda result: result.model.parameters)
    found = _lightest_as_good(results, heaviest)
    return RULE.conclude(
        case,
        results,
        QUESTION,
        {
            "pairs": computed_count(pairs, sources, "paires de modèles de poids différents"),
            "noun": language.plural(pairs, "paire", "paires"),
            "more": computed_count(int((order > 0).sum()), sources, "paires où le plus lourd lit mieux"),
            "fewer": computed_count(int((order < 0).sum()), sources, "paires où le plus léger lit mieux"),
            "light": _light(found, heaviest) + (SEEDS if any(each.replicates for each in results) else ""),
        },
        [
            *_correlation(weights, accuracies, sources),
            Evidence("p du lien", computed(p_value, sources, "test de permutation", 2)),
            *(better_than(found).evidence if found else ()),
        ],
    )


def _signs(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compare each value with each other, along the last axis; shape (…, n) to (…, n, n)."""
    return np.sign(values[..., :, None] - values[..., None, :])


def _permutation_p_value(weights: NDArray[np.float64], accuracies: NDArray[np.float64]) -> float:
    """Return how often permuted weights would be ordered at least as much as the accuracies.

    The statistic is that of Kendall (1938), pairs in the same order minus pairs in opposite orders; ties
    count for none and are kept by permutations, so that none of its approximations is needed.
    """
    accuracy_signs = _signs(accuracies)

    def statistic(permuted: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = (_signs(np.moveaxis(permuted, axis, -1)) * accuracy_signs).sum((-1, -2))
        return scores

    test = permutation_test(
        (weights,),
        statistic,
        permutation_type="pairings",
        n_resamples=PERMUTATIONS,
        vectorized=True,
        rng=SEED,
    )
    return float(test.pvalue)


def _correlation(
    weights: NDArray[np.float64], accuracies: NDArray[np.float64], sources: tuple[str, ...]
) -> list[Evidence]:
    if len(set(accuracies)) == 1:  # where it is not defined
        return []
    tau = float(kendalltau(weights, accuracies).statistic)
    return [Evidence("τ de Kendall", computed(tau, sources, "tau-b, qui tient compte des égalités", 2))]


def _lightest_as_good(results: Sequence[Result], heaviest: Result) -> Contrast | None:
    """Compare each lighter model with the heaviest; return the lightest that is not surely worse."""
    lighter = [result for result in results if result.model.parameters < heaviest.model.parameters]
    found = contrasts([(result, heaviest) for result in lighter], "test")
    as_good = [each for each in found if each.winner is not heaviest]
    return min(as_good, key=lambda each: each.first.model.parameters, default=None)


def _light(found: Contrast | None, heaviest: Result) -> Markup:
    if found is None:
        return LIGHT_NONE.format(heavy=reference(heaviest).name)
    light, heavy = (compared_accuracy(found, each) for each in (found.first, heaviest))
    wording = LIGHT_SAME if light.text == heavy.text else LIGHT_LEVEL
    return (wording if found.winner is None else LIGHT_BETTER).format(
        light=reference(found.first).name,
        light_weights=count(read(found.first, "/model/parameters")),
        light_accuracy=light,
        heavy=reference(heaviest).name,
        heavy_weights=count(read(heaviest, "/model/parameters")),
        heavy_accuracy=heavy,
    )
