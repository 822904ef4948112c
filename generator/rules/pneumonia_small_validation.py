"""Rule: validation suffices to tell a model from the constant answer."""

from markupsafe import Markup

from generator.formulas.metrics import accuracy
from generator.pneumonia.decision import Decision, majority
from generator.pneumonia.scores import proportion_score
from generator.quantity import computed_count
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-validation-suffisante"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "{right} réponses justes sur {images} donnent une exactitude entre {low} et {high}, au-dessus"
            " des {constant} de la réponse constante. Une validation parfaite, {images} sur {images}, ne "
            "garantirait que {perfect}."
        ),
    ),
    Outcome.FALSE: (
        "Non, elle montre le contraire",
        Markup(
            "{right} réponses justes sur {images} donnent une exactitude entre {low} et {high}, "
            "au-dessous des {constant} de la réponse constante. Une validation parfaite, {images} sur "
            "{images}, ne garantirait que {perfect}."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Non",
        Markup(
            "{right} réponses justes sur {images} donnent une exactitude entre {low} et {high}, ce qui "
            "n’exclut pas les {constant} de la réponse constante. Une validation parfaite, {images} sur "
            "{images}, ne garantirait que {perfect}."
        ),
    ),
}


def pneumonia_small_validation(decision: Decision) -> Verdict:
    """Compare the interval of the validation accuracy with the accuracy of the constant classifier."""
    validation = decision.validation
    images = len(validation.labels)
    right = int((validation.predictions(decision.threshold.value) == validation.labels).sum())
    measured = proportion_score("exactitude", "", accuracy(right, images, validation.sources))
    perfect = proportion_score("exactitude", "", accuracy(images, images, validation.sources))
    frequent = int((validation.labels == majority(validation)).sum())
    constant = proportion_score("exactitude", "", accuracy(frequent, images, validation.sources))
    assert measured.low and measured.high and constant.value
    if measured.low.value > constant.value.value:
        outcome = Outcome.TRUE
    elif measured.high.value < constant.value.value:
        outcome = Outcome.FALSE
    else:
        outcome = Outcome.INCONCLUSIVE
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"La validation suffit-elle à distinguer {decision.name} de la réponse constante ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            right=computed_count(right, validation.sources, "réponses justes sur la validation"),
            images=computed_count(images, validation.sources, "images de validation"),
            low=measured.low,
            high=measured.high,
            constant=constant.value,
            perfect=perfect.low,
        ),
    )
