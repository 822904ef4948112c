"""Checks: labels, classes, sentences that vary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.lab.review.check import Finding, Row, TableFinding, from_verdict, judged, pick
from generator.rules.more_weights import more_weights
from generator.rules.verdict import Outcome
from tests.generator.samples import family


@pytest.mark.parametrize(
    ("right", "outcome", "label"),
    [
        (True, Outcome.TRUE, "Juste"),
        (False, Outcome.FALSE, "Faux"),
        (None, Outcome.INCONCLUSIVE, "Invérifiable"),
    ],
)
def test_labels(right: bool | None, outcome: Outcome, label: str) -> None:
    check = judged("code", right, Markup("Phrase."), subjects=("mlp-raw-1",))
    assert (check.outcome, check.label, check.css) == (outcome, label, f"verdict-{outcome.value}")
    assert (check.sentence, check.subjects) == ("Phrase.", ("mlp-raw-1",))


@given(st.lists(st.text(), min_size=1), st.integers(0, 100))
def test_sentences_come_one_after_the_other(sentences: list[str], rank: int) -> None:
    variants = [Markup(sentence) for sentence in sentences]
    assert pick(variants, rank) == pick(variants, rank + len(variants))
    assert {pick(variants, place) for place in range(len(variants))} == set(variants)


def test_a_conclusion_of_the_report_is_a_check() -> None:
    verdict = more_weights(family("cnn-digits"), family("mlp-raw"))
    check = from_verdict(verdict)
    assert (check.code, check.outcome, check.label) == (verdict.code, verdict.outcome, verdict.label)
    assert (check.sentence, check.subjects) == (verdict.sentence, verdict.subjects)
    assert (check.method, check.evidence) == (verdict.method, verdict.evidence)


def test_a_table_has_the_checks_of_its_lines() -> None:
    checks = (judged("a", True, Markup("")), judged("b", False, Markup("")))
    rows = tuple(Row("nom", "écrit", Markup("attendu"), check) for check in checks)
    assert TableFinding("titre", ("a", "b"), rows).checks == checks
    assert Finding("citation", checks).checks == checks
