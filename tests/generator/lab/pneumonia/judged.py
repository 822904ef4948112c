"""Models of the fourth part with chosen answers, and what holds for every conclusion about them."""

import re

from generator.facts.quantity import Quantity
from generator.rules.decision import Outcome, Verdict
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.sample import Answers, pneumonia_result
from tests.generator.rule_text import plain, said, spoken

TRUE, FALSE, INCONCLUSIVE = Outcome.TRUE, Outcome.FALSE, Outcome.INCONCLUSIVE
# What a sentence leaves to the method and to the evidence.
JARGON = re.compile(r"\bp\b|intervalle|McNemar|Fisher|Holm|Wilson|rééchantillonnage|signific")


def decision(position: int = 1, **settings: Answers) -> Decision:
    """Return a model with its threshold."""
    return decide(pneumonia_result(position=position, **settings))


def case(verdict: Verdict) -> str:
    """Return what a rule decides, its sentence being complete and for anyone to read."""
    sentence = said(verdict).sentence
    assert sentence.endswith(".")
    assert not re.search(r"[{}]|None|nan", sentence)
    assert not JARGON.search(plain(sentence))
    # Every number has a source, but for the names of the models.
    assert not re.search(r"\d", re.sub(r"<data.*?</data>|CNN \d", "", sentence))
    return verdict.case


def sentence(verdict: Verdict) -> str:
    """Return the sentence of a verdict, the model named shortly and every space an ordinary one."""
    return spoken(said(verdict).sentence).replace(" sur les radiographies", "")


def evidence(verdict: Verdict, name: str) -> float:
    """Return the value of that name that a conclusion rests on."""
    (found,) = [item.value for item in verdict.evidence if item.name == name]
    assert isinstance(found, Quantity)
    return float(found.value)
