"""Models of the fourth part with chosen answers, and what holds for every conclusion about them."""

import re

from generator.rules.verdict import Outcome, Verdict
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.sample import Answers, pneumonia_result
from tests.generator.rule_text import words

TRUE, FALSE, INCONCLUSIVE = Outcome.TRUE, Outcome.FALSE, Outcome.INCONCLUSIVE
# What a sentence leaves to the method and to the evidence.
JARGON = re.compile(r"\bp\b|intervalle|McNemar|Fisher|Holm|Wilson|rééchantillonnage|signific")


def decision(position: int = 1, **settings: Answers) -> Decision:
    """Return a model with its threshold."""
    return decide(pneumonia_result(position=position, **settings))


def case(verdict: Verdict) -> tuple[Outcome, str]:
    """Return what a rule answers, its sentence being complete and for anyone to read."""
    assert verdict.question.endswith(" ?")
    assert verdict.method.endswith(".")
    assert verdict.sentence.endswith(".")
    assert not re.search(r"[{}]|None|nan", verdict.sentence)
    assert not JARGON.search(words(verdict))
    # Every number has a source, but for the names of the models.
    outside = re.sub(r"<data.*?</data>|modèle \d", "", verdict.sentence)
    assert not re.search(r"\d", outside)
    return verdict.outcome, verdict.label


def evidence(verdict: Verdict, name: str) -> float:
    """Return the value of that name that a conclusion rests on."""
    (found,) = [item.value for item in verdict.evidence if item.name == name]
    return float(re.search(r'value="([^"]+)"', found.__html__())[1])  # type: ignore[index]
