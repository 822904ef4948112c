"""Rule: the errors of a model on test are mostly false alarms."""

from collections.abc import Sequence

from markupsafe import Markup
from scipy.stats import binomtest

from generator.facts.amount import amount
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.chance import CORRECTED, chance_evidence
from generator.statistics.diagnosis.decision import Decision

TEST = "test binomial exact"

RULE = Rule(
    code="pneumonie-erreur-principale",
    title="Les erreurs d’un modèle sont-elles surtout de fausses alarmes ?",
    method=(
        "Test binomial exact : si les deux erreurs étaient aussi fréquentes l’une que l’autre, elles se "
        f"partageraient à peu près par moitiés. Les images y sont tenues pour indépendantes. {CORRECTED}"
    ),
    wordings={
        "alarms": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Pour le {model}, {alarms} contre {missed}. La fausse alarme est l’erreur la moins grave "
                    "des deux, mais elle mène à des examens et à des traitements inutiles."
                ),
                Markup(
                    "{alarms} et {missed} : le {model} alerte pour rien plus souvent qu’il ne laisse passer "
                    "un malade. Mieux vaut cela que l’inverse, mais ces alertes ont un prix."
                ),
            ),
        ),
        "missed": Wording(
            Outcome.FALSE,
            "Non, ce sont surtout des pneumonies manquées",
            (
                Markup(
                    "Pour le {model}, {missed} contre {alarms}. La pneumonie manquée est l’erreur la plus "
                    "grave des deux : un enfant malade rentre chez lui sans traitement."
                ),
                Markup(
                    "{missed} et {alarms} : le {model} laisse passer un malade plus souvent qu’il n’alerte "
                    "pour rien, ce qui est le plus grave."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            "Ni l’une ni l’autre ne domine",
            (
                Markup("Pour le {model}, {alarms} et {missed} : le hasard peut faire un tel partage."),
                Markup(
                    "{alarms} et {missed} pour le {model} : c’est trop peu pour dire laquelle des deux "
                    "erreurs l’emporte."
                ),
            ),
        ),
        "none": Wording(
            Outcome.INCONCLUSIVE,
            "Aucune erreur",
            (Markup("Le {model} ne se trompe sur aucune image de test."),),
        ),
    },
)


def pneumonia_main_error(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare the numbers of both errors of each model on test."""
    errors = [_errors(decision) for decision in decisions]
    found = chances([_p_value(*counts) for counts in errors])
    return [_verdict(d, *counts, chance) for d, counts, chance in zip(decisions, errors, found, strict=True)]


def _errors(decision: Decision) -> tuple[int, int]:
    counts = decision.test.counts(decision.threshold.value)
    return counts.false_positives, counts.false_negatives


def _p_value(alarms: int, missed: int) -> float:
    return float(binomtest(alarms, alarms + missed).pvalue) if alarms + missed else 1.0


def _verdict(decision: Decision, alarms: int, missed: int, chance: Chance) -> Verdict:
    sources = decision.test.sources
    if not chance.unlikely:
        case = "unclear" if alarms + missed else "none"
    else:
        case = "alarms" if alarms > missed else "missed"
    return RULE.conclude(
        case,
        [decision.result],
        f"Sur le test, les erreurs du {decision.title} sont-elles surtout de fausses alarmes ?",
        {
            "model": decision.title,
            "alarms": amount(alarms, sources, "faux positifs", "fausse alarme", "fausses alarmes"),
            "missed": amount(missed, sources, "faux négatifs", "pneumonie manquée", "pneumonies manquées"),
        },
        chance_evidence(chance, sources, TEST),
        decision.variant,
    )
