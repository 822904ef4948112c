"""Rule: the probabilities of one model come closer to the truth than those of another."""

from markupsafe import Markup

from generator.pneumonia.decision import Decision
from generator.pneumonia.outcomes import sign_outcome
from generator.pneumonia.pairing import same_order
from generator.pneumonia.resampling import interval
from generator.quantity import computed
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-mieux-calibre"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "Son score de Brier est plus bas de {gain} (intervalle à 95 % : de {low} à {high}), donc ses "
            "probabilités sont plus proches de la vérité que celles du {second}."
        ),
    ),
    Outcome.FALSE: (
        "Non, au contraire",
        Markup(
            "L’écart des scores de Brier est de {gain} en sa défaveur (intervalle à 95 % : de {low} à "
            "{high}) ; les probabilités du {second} sont plus proches de la vérité."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Le test ne permet pas de le dire",
        Markup(
            "L’écart des scores de Brier avec le {second} est de {gain}, et son intervalle à 95 % (de "
            "{low} à {high}) contient zéro."
        ),
    ),
}


def pneumonia_better_calibrated(first: Decision, second: Decision) -> Verdict:
    """Compare Brier scores on the same test images, patients being drawn again."""
    order = same_order(first.test, second.test)
    labels = first.test.labels
    gains = (second.test.probabilities[order] - labels) ** 2 - (first.test.probabilities - labels) ** 2
    gain = float(gains.mean())
    low, high = interval(lambda w: (w @ gains) / w.sum(axis=-1), first.test.resamplings) or (gain, gain)
    outcome = sign_outcome(low, high)
    sources = first.test.sources + second.test.sources
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Sur le test, les probabilités données par {first.name} sont-elles meilleures ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            second=second.name.removeprefix("le "),
            gain=computed(gain, sources, "score de Brier du second moins celui du premier", 2),
            low=computed(low, sources, "rééchantillonnage des patients, 2,5 % des tirages", 2),
            high=computed(high, sources, "rééchantillonnage des patients, 97,5 % des tirages", 2),
        ),
    )
