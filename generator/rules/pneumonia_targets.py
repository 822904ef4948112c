"""Rule: a model reaches the accuracy, specificity and recall that were set beforehand."""

from markupsafe import Markup

from generator.pneumonia.decision import Decision
from generator.pneumonia.scores import Score, threshold_scores
from generator.quantity import Quantity, computed
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-objectifs"
TARGETS = {"exactitude": 0.88, "spécificité": 0.75, "rappel": 0.95}

WORDINGS = {
    Outcome.TRUE: ("Oui", Markup("Même la borne inférieure de chaque intervalle les atteint : {details}.")),
    Outcome.FALSE: ("Non", Markup("Sur les images de test, {details}.")),
    Outcome.INCONCLUSIVE: (
        "Oui, mais sans marge",
        Markup(
            "Les valeurs mesurées les atteignent, mais d’autres images pourraient donner moins, car la borne "
            "inférieure d’un intervalle au moins ne les atteint pas : {details}."
        ),
    ),
}
DETAIL = Markup("{name} de {value} (de {low} à {high}) pour un objectif de {target}, {reached}")
DIGITS = 4


def pneumonia_targets(decision: Decision) -> Verdict:
    """Judge the three scores of a model on test, at its threshold.

    A measured score below its target is enough for FALSE; TRUE asks that every lower bound reaches it.
    """
    scores = {score.name: score for score in threshold_scores(decision.test, decision.threshold.value)}
    aimed = [(scores[name], target) for name, target in TARGETS.items()]
    if not all(_reaches(score.value, target) for score, target in aimed):
        outcome = Outcome.FALSE
    elif all(_reaches(score.low, target) for score, target in aimed):
        outcome = Outcome.TRUE
    else:
        outcome = Outcome.INCONCLUSIVE
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Sur le test, {decision.name} atteint-il les objectifs fixés d’avance ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            details=Markup(" ; ").join(_detail(decision, score, target) for score, target in aimed)
        ),
    )


def _reaches(quantity: Quantity | None, target: float) -> bool:
    return quantity is not None and quantity.value >= target


def _detail(decision: Decision, score: Score, target: float) -> Markup:
    # More figures than the sample supports: a percentage would not tell 0.8798 from 0.88.
    value, low, high = (
        computed(quantity.value, quantity.sources, quantity.formula, DIGITS) if quantity else "non définie"
        for quantity in (score.value, score.low, score.high)
    )
    return DETAIL.format(
        name=score.name,
        value=value,
        low=low,
        high=high,
        target=computed(target, decision.test.sources, "objectif fixé d’avance", 2),
        reached="atteint" if _reaches(score.value, target) else "manqué",
    )
