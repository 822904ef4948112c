"""Rule: healthy children are harder to recognise on test than on validation."""

from markupsafe import Markup
from scipy.stats import fisher_exact

from generator.pneumonia.decision import Decision
from generator.pneumonia.scores import proportion_score
from generator.quantity import computed
from generator.statistics import SIGNIFICANCE
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-ecart-validation-test"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "Au même seuil, {model} reconnaît {validation} des enfants sains de la validation et {test} "
            "de ceux du test (p = {p}). La validation ne prédit donc pas le test : les deux partitions ne se "
            "ressemblent pas, et rien ne dit qu’un autre hôpital ressemblerait à l’une ou à l’autre."
        ),
    ),
    Outcome.FALSE: (
        "Non, au contraire",
        Markup(
            "Au même seuil, {model} reconnaît {validation} des enfants sains de la validation et {test} "
            "de ceux du test (p = {p})."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "On ne peut pas l’affirmer",
        Markup(
            "Au même seuil, {model} reconnaît {validation} des enfants sains de la validation et {test} "
            "de ceux du test, un écart que le hasard peut expliquer (p = {p})."
        ),
    ),
}


def pneumonia_shift(decision: Decision) -> Verdict:
    """Compare the specificities on validation and test (Fisher's exact test)."""
    counts = [answers.counts(decision.threshold.value) for answers in (decision.validation, decision.test)]
    rows = [[c.true_negatives, c.false_positives] for c in counts]
    p_value = float(fisher_exact(rows).pvalue)
    on_validation, on_test = (proportion_score("spécificité", "", c.specificity).value for c in counts)
    if p_value >= SIGNIFICANCE or on_validation is None or on_test is None:
        outcome = Outcome.INCONCLUSIVE
    else:
        outcome = Outcome.TRUE if on_test.value < on_validation.value else Outcome.FALSE
    sources = decision.validation.sources + decision.test.sources
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Pour {decision.name}, le test est-il plus difficile que la validation ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            model=decision.name,
            validation=on_validation,
            test=on_test,
            p=computed(p_value, sources, "test exact de Fisher", 2),
        ),
    )
