"""Rule: validation suffices to tell a model from the constant answer."""

from collections.abc import Sequence

from generator.facts.quantity import computed_count
from generator.formulas.metrics import accuracy
from generator.rules.decision import Outcome, Phrase, Rule, Verdict
from generator.rules.pairing import DIRECTIONS, pairing_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision, compare_with_constant, majority
from generator.statistics.diagnosis.direction import paired_direction
from generator.statistics.diagnosis.pairing import Pairing
from generator.statistics.diagnosis.scores import proportion_score

# By whether the epoch that is kept, and the threshold, were chosen on the validation.
RESERVES = {(True, True): "epoch-and-threshold", (True, False): "epoch", (False, True): "threshold"}
RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("model", "right", "validation", "constant", "perfect", "reserve", "seeds"),
    hoped=Outcome.TRUE,
    by_seed=True,
)


def pneumonia_small_validation(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare each model with the constant classifier on its validation images."""
    pairings = [compare_with_constant(d.validation, d.threshold.value) for d in decisions]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(decisions, pairings, found, strict=True)]


def _verdict(decision: Decision, pairing: Pairing, chance: Chance) -> Verdict:
    validation = decision.validation
    examples, sources = len(validation.labels), validation.sources
    right = int(validation.right(decision.threshold.value).sum())
    constant = int((validation.labels == majority(validation)).sum())
    return RULE.conclude(
        paired_direction(pairing, chance),
        [decision.result],
        {
            "model": decision.name,
            "seeds": "",
            "reserve": _reserve(decision),
            "right": Phrase("right", number=computed_count(right, sources, "bonnes réponses")),
            "validation": Phrase(
                "examples", number=computed_count(examples, sources, "taille de la validation")
            ),
            "constant": computed_count(constant, sources, "effectif de la classe la plus fréquente"),
            "perfect": proportion_score("exactitude", "", accuracy(examples, examples, sources)).low,
        },
        pairing_evidence(pairing, chance, examples, sources),
    )


def _reserve(decision: Decision) -> Phrase | str:
    """Say what was chosen on these very examples, which then flatter the model."""
    kept, chosen = decision.result.training.patience is not None, decision.threshold.chosen
    return Phrase(RESERVES[kept, chosen]) if kept or chosen else ""
