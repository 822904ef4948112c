"""Opposite of the cosine of the angle between what was expected and what was given."""

from generator.formulas.equation import Equation
from generator.formulas.functions import sqrt
from generator.formulas.losses.errors import EXPECTED
from generator.formulas.losses.example import Example, over_classes
from generator.formulas.losses.loss import Loss, LossSteps


def _steps(example: Example) -> LossSteps:
    expected, given = example.expected(EXPECTED), example.given()
    truth = [expected.at("k", place) for place in example.places]
    output = [given.at("k", place) for place in example.places]
    product = over_classes("k", [y * p for y, p in zip(truth, output, strict=True)])
    lengths = [sqrt(over_classes("k", [number**2 for number in numbers])) for numbers in (truth, output)]
    return LossSteps(Equation("L", -(product / (lengths[0] * lengths[1]))))


COSINE_SIMILARITY = Loss(
    name="cosine_similarity",
    title="opposé du cosinus",
    description=(
        "Cette perte est l’opposé du cosinus de l’angle entre les sorties et la vérité\u202f: −1 quand elles "
        "sont proportionnelles, 0 quand elles n’ont rien de commun."
    ),
    steps=_steps,
)
