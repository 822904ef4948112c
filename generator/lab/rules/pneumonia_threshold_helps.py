"""Rule: the threshold chosen on validation improves the accuracy on test."""

from collections.abc import Sequence

from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import computed
from generator.rules.decision import Outcome, Phrase, Rule, Verdict
from generator.rules.pairing import DIRECTIONS, pairing_counts, pairing_evidence, pairing_gap
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import paired_direction
from generator.statistics.diagnosis.pairing import Pairing, pair

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("model", "threshold", "default", "gap", "moves", "gained", "lost"),
    hoped=Outcome.TRUE,
)


def pneumonia_threshold_helps(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare each model at its threshold with the same model at 1/2, on the test images."""
    pairings = [pair(d.right, d.test.right(DEFAULT_THRESHOLD), d.test.resamplings) for d in decisions]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(decisions, pairings, found, strict=True)]


def _verdict(decision: Decision, pairing: Pairing, chance: Chance) -> Verdict:
    sources, examples = decision.test.sources, len(decision.test.labels)
    gained, lost = pairing_counts(pairing, sources)
    return RULE.conclude(
        paired_direction(pairing, chance),
        [decision.result],
        {
            "model": decision.name,
            "threshold": decision.threshold.quantity,
            "default": computed(DEFAULT_THRESHOLD, sources, "valeur usuelle", 1),
            "gap": pairing_gap(pairing, examples, sources),
            "moves": Phrase("rises") if pairing.difference > 0 else Phrase("falls"),
            "gained": Phrase("answers", number=gained),
            "lost": lost,
        },
        pairing_evidence(pairing, chance, examples, sources),
    )
