"""Interval of confidence of a proportion (Wilson, 1927)."""

from scipy.stats import norm

from experiments.language import CONFIDENCE
from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.functions import sqrt


def wilson_interval(
    successes: int, total: int, confidence: float = CONFIDENCE, sources: tuple[str, ...] = ()
) -> tuple[Equation, Equation]:
    """Return the lower and upper bounds of a proportion (Wilson, 1927).

    Raises
    ------
    ZeroDivisionError
        If there is no case.
    """
    n = Value("n", total, "nombre de cas", sources)
    share = Equation(r"\hat{p}", Value("k", successes, "nombre de succès", sources) / n)
    p = share.named("proportion observée")
    quantile = float(norm.ppf((1 + confidence) / 2))
    z = Value("z", quantile, "quantile de la loi normale pour le niveau de confiance")
    centre = p + z**2 / (2 * n)
    half_width = z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    return (
        Equation(r"p_{\min}", (centre - half_width) / scale),
        Equation(r"p_{\max}", (centre + half_width) / scale),
    )
