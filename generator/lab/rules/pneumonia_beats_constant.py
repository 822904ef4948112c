"""Rule: a model does better on test than always giving the most frequent answer."""

from collections.abc import Sequence

from experiments import language
from generator.facts.quantity import exact_share
from generator.rules.decision import Outcome, Phrase, Rule, Verdict
from generator.rules.pairing import DIRECTIONS, pairing_evidence, pairing_gap
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision, compare_with_constant, majority
from generator.statistics.diagnosis.direction import paired_direction
from generator.statistics.diagnosis.pairing import Pairing

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("model", "answer", "constant", "gap", "more", "seeds"),
    hoped=Outcome.TRUE,
    by_seed=True,
)


def pneumonia_beats_constant(decisions: Sequence[Decision]) -> list[Verdict]:
    """Judge whether each model is right more often on test than the constant classifier."""
    pairings = [compare_with_constant(d.test, d.threshold.value) for d in decisions]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(decisions, pairings, found, strict=True)]


def _verdict(decision: Decision, pairing: Pairing, chance: Chance) -> Verdict:
    test = decision.test
    examples, frequent = len(test.labels), majority(test)
    right = int((test.labels == frequent).sum())
    return RULE.conclude(
        paired_direction(pairing, chance),
        [decision.result],
        {
            "model": decision.name,
            "seeds": "",
            "answer": decision.result.data.classes[frequent],
            "constant": exact_share(
                right / examples, test.sources, f"{language.integer(right)} / {language.integer(examples)}"
            ),
            "gap": pairing_gap(pairing, examples, test.sources),
            "more": Phrase("more") if pairing.difference > 0 else Phrase("less"),
        },
        pairing_evidence(pairing, chance, examples, test.sources),
    )
