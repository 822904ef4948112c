"""Rule: the errors of a model on test are mostly false alarms."""

from markupsafe import Markup
from scipy.stats import binomtest

from generator.french import plural
from generator.pneumonia.decision import Decision
from generator.quantity import computed, computed_count
from generator.statistics import SIGNIFICANCE
from generator.verdict import Outcome, Verdict

CODE = "pneumonie-erreur-principale"

WORDINGS = {
    Outcome.TRUE: (
        "Oui",
        Markup(
            "{alarms} {alarm_noun} contre {missed} {missed_noun} (p = {p}). C’est l’erreur la moins "
            "grave des deux, mais elle mène à des examens et à des traitements inutiles."
        ),
    ),
    Outcome.FALSE: (
        "Non, ce sont surtout des pneumonies manquées",
        Markup(
            "On en compte {missed}, contre {alarms} {alarm_noun} (p = {p}). C’est l’erreur la plus "
            "grave des deux : un enfant malade rentre chez lui sans traitement."
        ),
    ),
    Outcome.INCONCLUSIVE: (
        "Ni l’une ni l’autre",
        Markup(
            "Aucune des deux erreurs ne domine nettement : {alarms} {alarm_noun}, {missed} {missed_noun} "
            "(p = {p})."
        ),
    ),
}


def pneumonia_main_error(decision: Decision) -> Verdict:
    """Compare the numbers of both errors on test (exact binomial test)."""
    test = decision.test
    counts = test.counts(decision.threshold.value)
    alarms, missed = counts.false_positives, counts.false_negatives
    p_value = float(binomtest(alarms, alarms + missed).pvalue) if alarms + missed else 1.0
    if p_value >= SIGNIFICANCE:
        outcome = Outcome.INCONCLUSIVE
    else:
        outcome = Outcome.TRUE if alarms > missed else Outcome.FALSE
    label, wording = WORDINGS[outcome]
    return Verdict(
        code=CODE,
        question=f"Sur le test, les erreurs sont-elles surtout de fausses alarmes, pour {decision.name} ?",
        outcome=outcome,
        label=label,
        sentence=wording.format(
            alarms=computed_count(alarms, test.sources, "faux positifs"),
            missed=computed_count(missed, test.sources, "faux négatifs"),
            alarm_noun=plural(alarms, "fausse alarme", "fausses alarmes"),
            missed_noun=plural(missed, "pneumonie manquée", "pneumonies manquées"),
            p=computed(p_value, test.sources, "test binomial exact", 2),
        ),
    )
