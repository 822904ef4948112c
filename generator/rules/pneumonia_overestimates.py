"""Rule: a model announces pneumonia more often than it occurs on test."""

import numpy as np
from markupsafe import Markup

from generator.pneumonia.calibration import mean_excess
from generator.pneumonia.decision import Decision
from generator.pneumonia.outcomes import sign_outcome
from generator.pneumonia.paired_numbers import points
from generator.pneumonia.resampling import interval
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-surestimee"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "Les probabilités que donne {model} dépassent en moyenne de {excess} la part de malades "
            "(intervalle à 95 % : de {low} à {high}). Elles ne peuvent pas être lues comme des risques."
        ),
    ),
    Outcome.FALSE: (
        "Non, au contraire",
        Markup(
            "L’écart moyen entre les probabilités que donne {model} et la part de malades est de {excess}"
            " (intervalle à 95 % : de {low} à {high}). Elles ne peuvent pas être lues comme des risques."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Pas en moyenne",
        Markup(
            "L’écart entre les probabilités que donne {model} et la part de malades est de {excess}, et "
            "son intervalle à 95 % (de {low} à {high}) contient zéro. Une moyenne juste n’empêche pas des"
            " tranches fausses : voir la courbe de fiabilité."
        ),
    ),
}


def pneumonia_overestimates(decision: Decision) -> Verdict:
    """Judge the sign of mean probability minus share of ill on test, patients being drawn again."""
    test = decision.test
    excess = float(mean_excess(test, np.ones(len(test.labels))))
    low, high = interval(lambda w: mean_excess(test, w), test.resamplings) or (excess, excess)
    outcome = sign_outcome(low, high)
    numbers = {
        name: points(value, len(test.labels), test.sources, formula)
        for name, value, formula in (
            ("excess", excess, "probabilité moyenne moins part de malades"),
            ("low", low, "rééchantillonnage des patients, 2,5 % des tirages"),
            ("high", high, "rééchantillonnage des patients, 97,5 % des tirages"),
        )
    }
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Sur le test, les probabilités sont-elles trop élevées, pour {decision.name} ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(model=decision.name, **numbers),
    )
