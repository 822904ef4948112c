"""Rule: the threshold chosen on validation improves the accuracy on test."""

from markupsafe import Markup

from generator.pneumonia.decision import Decision
from generator.pneumonia.outcomes import paired_outcome
from generator.pneumonia.paired_numbers import paired_numbers
from generator.pneumonia.pairing import pair
from generator.pneumonia.threshold import DEFAULT_THRESHOLD
from generator.quantity import computed
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-seuil-utile"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "Au seuil {threshold} plutôt que {default}, l’exactitude de test gagne {difference} "
            "(intervalle à 95 % : de {low} à {high} ; images gagnées : {first_only}, perdues : {second_only},"
            " p = {p})."
        ),
    ),
    Outcome.FALSE: (
        "Non, au contraire",
        Markup(
            "Au seuil {threshold} plutôt que {default}, l’exactitude de test change de {difference} "
            "(intervalle à 95 % : de {low} à {high} ; images gagnées : {first_only}, perdues : {second_only},"
            " p = {p}). Le choix reste celui de la validation : le test n’y prend pas part."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Rien ne le montre",
        Markup(
            "Au seuil {threshold} plutôt que {default}, l’exactitude de test change de {difference} "
            "(intervalle à 95 % : de {low} à {high} ; images gagnées : {first_only}, perdues : {second_only},"
            " p = {p})."
        ),
    ),
}


def pneumonia_threshold_helps(decision: Decision) -> Verdict:
    """Compare a model at its threshold with the same model at 1/2, on the test images."""
    test = decision.test
    usual = test.predictions(DEFAULT_THRESHOLD) == test.labels
    pairing = pair(decision.right, usual, test.resamplings)
    outcome = paired_outcome(pairing)
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Pour {decision.name}, le seuil choisi améliore-t-il l’exactitude de test ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            threshold=decision.threshold.quantity,
            default=computed(DEFAULT_THRESHOLD, test.sources, "valeur usuelle", 1),
            **paired_numbers(pairing, len(test.labels), test.sources),
        ),
    )
