"""A rule has a wording for every outcome, and puts the one that holds in words."""

import pytest
from markupsafe import Markup

from generator.facts.quantity import computed_count
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome
from tests.generator.samples import sample

WORDINGS = {
    "yes": Wording(Outcome.TRUE, "Oui", (Markup("{name} gagne."), Markup("C’est {name} qui gagne."))),
    "no": Wording(Outcome.FALSE, "Non", (Markup("{name} perd."),)),
    "unknown": Wording(Outcome.INCONCLUSIVE, "Peut-être", (Markup("{name} joue."),)),
}
RULE = Rule("essai", "Un essai", "Au hasard.", WORDINGS)


@pytest.mark.parametrize("missing", ["yes", "no", "unknown"])
def test_a_rule_that_forgets_an_outcome_is_refused(missing: str) -> None:
    left = {case: wording for case, wording in WORDINGS.items() if case != missing}
    with pytest.raises(
        ValueError, match=f"^rule essai has no wording for: {WORDINGS[missing].outcome.value}$"
    ):
        Rule("essai", "Un essai", "Au hasard.", left)


def test_the_case_decides_label_sentence_and_outcome() -> None:
    first, second = sample("mlp-raw-1"), sample("mlp-raw-2")
    evidence = Evidence("images", computed_count(3, ("results/mlp-raw-1.json#/id",), "essai"))
    verdict = RULE.conclude("no", (first, second, first), "Qui gagne ?", {"name": "<b>"}, [evidence])
    assert (verdict.code, verdict.question, verdict.method) == ("essai", "Qui gagne ?", "Au hasard.")
    assert (verdict.outcome, verdict.label, verdict.css) == (Outcome.FALSE, "Non", "verdict-false")
    assert verdict.sentence == "&lt;b&gt; perd."
    assert verdict.subjects == ("mlp-raw-1", "mlp-raw-2")
    assert verdict.evidence == (evidence,)


def test_sentences_take_turns() -> None:
    said = [RULE.conclude("yes", (), "Qui ?", {"name": "A"}, variant=rank).sentence for rank in range(4)]
    assert said == ["A gagne.", "C’est A qui gagne."] * 2


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        RULE.conclude("yes", (), "Qui ?", {})
