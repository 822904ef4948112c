"""Rule: one model reads X-rays better than another, each at its threshold."""

from markupsafe import Markup

from generator.pneumonia.decision import Decision, compare
from generator.pneumonia.outcomes import paired_outcome
from generator.pneumonia.paired_numbers import paired_numbers
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-meilleur-que"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "Sur les mêmes {images} images de test, {first} a seul raison {first_only} fois, {second} "
            "{second_only} fois ; le hasard expliquerait mal un tel déséquilibre (p = {p}). L’exactitude "
            "gagne {difference} (intervalle à 95 % : de {low} à {high})."
        ),
    ),
    Outcome.FALSE: (
        "Non, au contraire",
        Markup(
            "Sur les mêmes {images} images de test, {second} a seul raison {second_only} fois, {first} "
            "{first_only} fois (p = {p}). L’exactitude change de {difference} (intervalle à 95 % : de "
            "{low} à {high})."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Différence non concluante",
        Markup(
            "Sur les {images} images de test, {first} a seul raison {first_only} fois, {second} "
            "{second_only} fois, ce que le hasard peut expliquer (p = {p}). L’exactitude change de "
            "{difference} (intervalle à 95 % : de {low} à {high})."
        ),
    ),
}


def pneumonia_better(first: Decision, second: Decision) -> Verdict:
    """Judge whether `first` is right more often than `second` on the test images."""
    pairing = compare(first, second)
    outcome = paired_outcome(pairing)
    numbers = paired_numbers(pairing, len(first.test.labels), first.test.sources + second.test.sources)
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Sur le test, {first.name} est-il meilleur que {second.name} ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(first=first.name, second=second.name, **numbers),
    )
