"""Rule: a model reaches the accuracy, specificity and recall that were set beforehand."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from experiments.language import CONFIDENCE, plural, whole_percent
from generator.facts.amount import amount
from generator.facts.quantity import Quantity, computed_count
from generator.formulas.metrics import BinaryCounts
from generator.formulas.wilson import wilson_interval
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.diagnosis.decision import Decision

ACCURACY, SPECIFICITY, RECALL = 0.88, 0.75, 0.95

RULE = Rule(
    code="pneumonie-objectifs",
    title="Les objectifs fixés d’avance sont-ils atteints ?",
    method=(
        "Objectifs fixés avant de regarder le test. Un objectif est manqué dès que la valeur mesurée est "
        "au-dessous de lui. Ils sont atteints avec de la marge quand la borne inférieure de chaque "
        f"intervalle de Wilson à {whole_percent(CONFIDENCE)} les atteint aussi ; les images y sont tenues "
        "pour indépendantes."
    ),
    wordings={
        "sure": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup("Le {model} les atteint tous, et avec de la marge : {reached}."),
                Markup("Aucun ne manque au {model}, même en comptant avec le hasard : {reached}."),
            ),
        ),
        "some-missed": Wording(
            Outcome.FALSE,
            "Non",
            (
                Markup("{missed_title} par le {model} : {missed}. {reached_title} : {reached}."),
                Markup("Pour le {model}, {reached_word} : {reached}. Mais {missed_word} : {missed}."),
            ),
        ),
        "all-missed": Wording(
            Outcome.FALSE,
            "Non",
            (
                Markup("Le {model} n’en atteint aucun : {missed}."),
                Markup("Ils échappent tous au {model} : {missed}."),
            ),
        ),
        "narrow": Wording(
            Outcome.INCONCLUSIVE,
            "Oui, mais sans marge",
            (
                Markup(
                    "Le {model} les atteint sur ces images, mais d’autres pourraient donner moins : "
                    "{reached}."
                ),
                Markup("Aucun ne manque au {model}, mais de trop peu pour en être sûr : {reached}."),
            ),
        ),
    },
)


@dataclass(frozen=True)
class Aim:
    """One target and what was measured.

    Attributes
    ----------
    name : str
    target : float
        Share that was aimed at.
    count, total : int
        What was measured.
    noun, nouns : str
        What is counted.
    """

    name: str
    target: float
    count: int
    total: int
    noun: str
    nouns: str

    @property
    def needed(self) -> int:
        """The smallest count that reaches the target."""
        # Rounding must not ask for one more than a whole product.
        return math.ceil(self.target * self.total - 1e-9)

    @property
    def reached(self) -> bool:
        """Whether the measured share reaches the target."""
        return self.total > 0 and self.count >= self.needed

    @property
    def sure(self) -> bool:
        """Whether even the lower bound of its Wilson interval reaches the target."""
        return wilson_interval(self.count, self.total)[0].value >= self.target


def pneumonia_targets(decisions: Sequence[Decision]) -> list[Verdict]:
    """Judge three scores of each model on test, at its threshold."""
    return [_verdict(decision) for decision in decisions]


def _aims(counts: BinaryCounts) -> list[Aim]:
    found, healthy = counts.true_positives, counts.true_negatives
    ill, well = found + counts.false_negatives, healthy + counts.false_positives
    return [
        Aim("exactitude", ACCURACY, found + healthy, ill + well, "réponse juste", "réponses justes"),
        Aim("spécificité", SPECIFICITY, healthy, well, "enfant sain reconnu", "enfants sains reconnus"),
        Aim("rappel", RECALL, found, ill, "malade trouvé", "malades trouvés"),
    ]


def _verdict(decision: Decision) -> Verdict:
    aims = _aims(decision.test.counts(decision.threshold.value))
    missed = [aim for aim in aims if not aim.reached]
    reached = [aim for aim in aims if aim.reached]
    if missed:
        case = "some-missed" if reached else "all-missed"
    else:
        case = "sure" if all(aim.sure for aim in aims) else "narrow"
    sources = decision.test.sources
    return RULE.conclude(
        case,
        [decision.result],
        f"Sur le test, {decision.name} atteint-il les objectifs fixés d’avance ?",
        {
            "model": decision.title,
            "missed": _details(missed, sources),
            "reached": _details(reached, sources),
            "missed_title": plural(len(missed), "Objectif manqué", "Objectifs manqués"),
            "reached_title": plural(len(reached), "Objectif atteint", "Objectifs atteints"),
            "missed_word": plural(len(missed), "un objectif est manqué", "deux objectifs sont manqués"),
            "reached_word": plural(len(reached), "un objectif est atteint", "deux objectifs sont atteints"),
        },
        [Evidence(f"Borne inférieure, {aim.name}", _bound(aim, sources)) for aim in aims if aim.total],
        decision.variant,
    )


def _details(aims: Sequence[Aim], sources: tuple[str, ...]) -> Markup:
    # Counts, not percentages: 87.98 % and 88 % would read alike.
    return Markup(" ; ").join(
        Markup("{} sur {}, il en fallait {} ({} de {})").format(
            amount(aim.count, sources, aim.name, aim.noun, aim.nouns),
            computed_count(aim.total, sources, f"cas que compte : {aim.name}"),
            computed_count(aim.needed, sources, "plus petit nombre qui atteint l’objectif"),
            aim.name,
            Quantity(aim.target, whole_percent(aim.target), sources, "objectif fixé d’avance"),
        )
        for aim in aims
    )


def _bound(aim: Aim, sources: tuple[str, ...]) -> Quantity:
    low = float(wilson_interval(aim.count, aim.total)[0].value)
    # More digits than a percentage would have, to tell it from its target.
    return Quantity(low, whole_percent(round(low, 4)), sources, "borne inférieure de Wilson")
