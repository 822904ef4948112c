"""Rule: healthy children are harder to recognise on test than on validation."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup
from scipy.stats import fisher_exact

from experiments.language import CONFIDENCE, whole_percent
from generator.facts.amount import amount
from generator.facts.quantity import computed_count, points
from generator.formulas.metrics import BinaryCounts
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.answers import PNEUMONIA, Answers
from generator.statistics.diagnosis.chance import CORRECTED, chance_evidence
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import HIGH, LOW, OTHER_SEED, Floats, interval, patient_weights
from generator.statistics.diagnosis.scores import proportion_score

TEST = "test exact de Fisher"
INTERVAL = f"Spécificité de validation moins celle du test, intervalle à {whole_percent(CONFIDENCE)}"
UNKNOWN = "On ne peut pas l’affirmer"

RULE = Rule(
    code="pneumonie-ecart-validation-test",
    title="Les enfants sains du test sont-ils plus difficiles à reconnaître que ceux de la validation ?",
    method=(
        "Test exact de Fisher sur les enfants sains des deux partitions, reconnus ou non, au seuil choisi "
        f"sur la validation. {CORRECTED} Ce test tient les images pour indépendantes, alors qu’un patient "
        f"peut en avoir plusieurs : l’intervalle à {whole_percent(CONFIDENCE)} de la différence des "
        "spécificités (validation moins test), les patients de chaque partition étant tirés de nouveau, doit "
        "donc aussi exclure zéro. Le seuil étant choisi sur ces mêmes images de validation, leur spécificité "
        "n’est pas une mesure tout à fait indépendante, ce que rien ici ne corrige."
    ),
    wordings={
        "harder": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Au même seuil, le {model} reconnaît {validation_found} sur {validation_total} dans la "
                    "validation ({validation_share}), mais {test_count} sur {test_total} dans le test "
                    "({test_share}). La validation promet donc trop, et rien ne dit ce que donnerait un "
                    "autre hôpital."
                ),
                Markup(
                    "Pour le {model}, la part d’enfants sains reconnus tombe de {validation_share} dans la "
                    "validation ({validation_count} sur {validation_total}) à {test_share} dans le test "
                    "({test_count} sur {test_total}). Ce que promettait la validation n’est pas tenu."
                ),
            ),
        ),
        "easier": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                Markup(
                    "Au même seuil, le {model} reconnaît {validation_found} sur {validation_total} dans la "
                    "validation ({validation_share}), et {test_count} sur {test_total} dans le test "
                    "({test_share}) : la validation était la plus sévère des deux."
                ),
                Markup(
                    "Pour le {model}, la part d’enfants sains reconnus monte de {validation_share} dans la "
                    "validation ({validation_count} sur {validation_total}) à {test_share} dans le test "
                    "({test_count} sur {test_total})."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            UNKNOWN,
            (
                Markup(
                    "Au même seuil, le {model} reconnaît {validation_found} sur {validation_total} dans la "
                    "validation ({validation_share}) et {test_count} sur {test_total} dans le test "
                    "({test_share}) : le hasard des images peut l’expliquer."
                ),
                Markup(
                    "Pour le {model}, la part d’enfants sains reconnus est de {validation_share} dans la "
                    "validation ({validation_count} sur {validation_total}) et de {test_share} dans le test "
                    "({test_count} sur {test_total}), un écart que le hasard peut expliquer."
                ),
            ),
        ),
        "uniform": Wording(
            Outcome.INCONCLUSIVE,
            UNKNOWN,
            (
                Markup(
                    "Au même seuil, le {model} reconnaît {validation_found} sur {validation_total} dans la "
                    "validation ({validation_share}) et {test_count} sur {test_total} dans le test "
                    "({test_share}). Dans chacune, les patients ont tous le même sort : rien ne dit ce que "
                    "d’autres auraient donné."
                ),
            ),
        ),
        "undefined": Wording(
            Outcome.INCONCLUSIVE,
            UNKNOWN,
            (Markup("L’une des deux partitions du {model} ne compte aucun enfant sain."),),
        ),
    },
)


def pneumonia_shift(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare the specificities of each model on validation and test."""
    counts = [(d.validation.counts(d.threshold.value), d.test.counts(d.threshold.value)) for d in decisions]
    found = chances(
        [float(fisher_exact([[c.true_negatives, c.false_positives] for c in both]).pvalue) for both in counts]
    )
    return [_verdict(*parts) for parts in zip(decisions, counts, found, strict=True)]


def _verdict(decision: Decision, counts: tuple[BinaryCounts, BinaryCounts], chance: Chance) -> Verdict:
    if any(each.specificity is None for each in counts):
        case, bounds = "undefined", None
    else:
        bounds = fall_interval(decision)
        case = _case(bounds) if chance.unlikely else "unclear"
    sources = decision.validation.sources + decision.test.sources
    return RULE.conclude(
        case,
        [decision.result],
        f"{decision.name.capitalize()} reconnaît-il moins bien les enfants sains du test que ceux de la "
        "validation ?",
        {
            "model": decision.title,
            **_recognised(decision.validation, counts[0]),
            **_recognised(decision.test, counts[1]),
        },
        [*_fall_evidence(decision, bounds, sources), *chance_evidence(chance, sources, TEST)],
        decision.variant,
    )


def _case(bounds: tuple[float, float] | None) -> str:
    """Return what the interval of the fall of specificity says."""
    if bounds is None:
        return "uniform"
    low, high = bounds
    return "harder" if low > 0 else "easier" if high < 0 else "unclear"


def fall_interval(decision: Decision) -> tuple[float, float] | None:
    """Return the interval of the specificity on validation minus that on test.

    The patients of both splits are drawn again, each split by itself, at the threshold of the model.

    Returns
    -------
    (float, float) or None
        None when no draw differs from another.
    """
    validation, test = decision.validation, decision.test
    split = len(validation.labels)
    weights = np.hstack([validation.resamplings, patient_weights(test.patients, OTHER_SEED)])

    def specificity(answers: Answers, drawn: Floats) -> Floats:
        healthy = answers.labels != PNEUMONIA
        recognised = healthy & answers.right(decision.threshold.value)
        return np.asarray((drawn @ recognised) / (drawn @ healthy))

    return interval(
        lambda drawn: specificity(validation, drawn[:, :split]) - specificity(test, drawn[:, split:]), weights
    )


def _fall_evidence(
    decision: Decision, bounds: tuple[float, float] | None, sources: tuple[str, ...]
) -> list[Evidence]:
    if bounds is None:
        return []
    images, half_width = len(decision.test.labels), (bounds[1] - bounds[0]) / 2
    low, high = (
        points(bound, images, sources, formula, half_width)
        for bound, formula in zip(bounds, (LOW, HIGH), strict=True)
    )
    return [Evidence(INTERVAL, Markup("de {} à {}").format(low, high))]


def _recognised(answers: Answers, counts: BinaryCounts) -> dict[str, object]:
    """Return how many healthy children of a split are recognised, by the names that wordings give them."""
    found, total = counts.true_negatives, counts.true_negatives + counts.false_positives
    formula = "vrais négatifs"
    return {
        f"{answers.split}_found": amount(found, answers.sources, formula, "enfant sain", "enfants sains"),
        f"{answers.split}_count": computed_count(found, answers.sources, formula),
        f"{answers.split}_total": computed_count(total, answers.sources, "enfants sains de la partition"),
        f"{answers.split}_share": proportion_score("spécificité", "", counts.specificity).value,
    }
