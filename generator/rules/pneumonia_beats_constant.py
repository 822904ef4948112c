"""Rule: a model does better on test than always giving the most frequent answer."""

from markupsafe import Markup

from generator.formulas.metrics import accuracy
from generator.pneumonia.decision import Decision, compare_with_constant, majority
from generator.pneumonia.outcomes import paired_outcome
from generator.pneumonia.paired_numbers import paired_numbers
from generator.pneumonia.scores import proportion_score
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-bat-la-constante"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "Répondre toujours « {answer} » donnerait {constant} d’exactitude, {model} fait mieux de "
            "{difference} (intervalle à 95 % : de {low} à {high} ; images gagnées : {first_only}, "
            "perdues : {second_only}, p = {p})."
        ),
    ),
    Outcome.FALSE: (
        "Non",
        Markup(
            "Répondre toujours « {answer} », sans regarder l’image, donnerait {constant} d’exactitude, et"
            " {model} fait moins bien ({difference}, intervalle à 95 % : de {low} à {high} ; p = {p})."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Rien ne le montre",
        Markup(
            "Répondre toujours « {answer} », sans regarder l’image, donnerait {constant} d’exactitude, et"
            " l’écart de {model} ({difference}, intervalle à 95 % : de {low} à {high} ; p = {p}) peut "
            "venir du hasard."
        ),
    ),
}


def pneumonia_beats_constant(decision: Decision) -> Verdict:
    """Judge whether a model is right more often on test than the constant classifier."""
    pairing = compare_with_constant(decision)
    outcome = paired_outcome(pairing)
    test = decision.test
    frequent = majority(test)
    constant = accuracy(int((test.labels == frequent).sum()), len(test.labels), test.sources)
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Sur le test, {decision.name} bat-il la réponse constante ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            answer=decision.result.data.classes[frequent],
            constant=proportion_score("exactitude", "", constant).value,
            model=decision.name,
            **paired_numbers(pairing, len(test.labels), test.sources),
        ),
    )
