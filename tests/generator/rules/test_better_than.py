"""The rule says who reads better, whichever way the results turn."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.better_than import RULE, better_than
from generator.rules.decision import Outcome, Verdict
from generator.statistics.contrast import contrast, contrasts
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, with_predictions
from tests.generator.seeds import with_seeds

Trainings = list[range]


def errors(ranks: range | set[int]) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def trained(identifier: str, trainings: Trainings) -> Result:
    """Return a model whose trainings are wrong on these images, the primary one first."""
    primary, *others = trainings
    return with_seeds(with_predictions(identifier, errors(primary)), [errors(other) for other in others])


def judged(first: Trainings, second: Trainings, variant: int = 0) -> Verdict:
    return better_than(contrast(trained("cnn-1", first), trained("mlp-raw-1", second), "test"), variant)


GOOD = [range(2), range(1), range(3)]
POOR = [range(12), range(14), range(13)]
CASES = [
    ([range(0)], [range(12)], Outcome.TRUE, "Oui"),
    ([range(12)], [range(0)], Outcome.FALSE, "Non, au contraire"),
    ([range(3)], [range(1)], Outcome.INCONCLUSIVE, "Différence non concluante"),
    ([range(0)], [range(0)], Outcome.INCONCLUSIVE, "Aucune différence"),
    ([range(3)], [range(20, 23)], Outcome.INCONCLUSIVE, "Aucune différence"),
    ([range(2), range(4)], [range(4), range(2)], Outcome.INCONCLUSIVE, "Aucune différence"),
    (GOOD, POOR, Outcome.TRUE, "Oui"),
    (POOR, GOOD, Outcome.FALSE, "Non, au contraire"),
    ([range(2), range(9)], [range(12), range(3)], Outcome.INCONCLUSIVE, "Différence non concluante"),
]


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize(("first", "second", "outcome", "label"), CASES)
def test_every_outcome(
    first: Trainings, second: Trainings, outcome: Outcome, label: str, variant: int
) -> None:
    verdict = judged(first, second, variant)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "Le CNN 1 lit-il mieux les chiffres que le MLP 1 sur les pixels ?"
    assert verdict.subjects == ("cnn-1", "mlp-raw-1")


def test_the_winner_is_named_first_with_its_own_numbers() -> None:
    poor, good = [range(12)], [range(30, 31)]
    assert words(judged(poor, good)) == (
        "Le MLP 1 sur les pixels lit bien 97\u202f% des images de test, contre 70\u202f% pour le CNN 1. "
        "Le hasard expliquerait mal cet écart."
    )
    assert words(judged(poor, good, 1)) == (
        "Des images que l’un des deux est seul à bien lire, 12 vont au MLP 1 sur les pixels et 1 au CNN 1 : "
        "le hasard partage rarement ainsi."
    )
    assert words(judged(good, poor, 2)) == (
        "L’exactitude de test passe de 70\u202f% pour le MLP 1 sur les pixels à 97\u202f% pour le CNN 1 ; "
        "un tel écart n’est guère dû au hasard."
    )


def test_other_seeds_are_spoken_of_where_there_are_some() -> None:
    assert words(judged(GOOD, POOR)) == (
        "D’une graine à l’autre, le CNN 1 lit bien de 93\u202f% à 97\u202f% des images de test, le MLP 1 sur "
        "les pixels de 65\u202f% à 70\u202f%. Le choix des images et celui de la graine expliqueraient "
        "mal cet écart."
    )
    assert words(judged(GOOD, POOR, 1)).startswith("En moyenne sur ses 3 entraînements, le CNN 1 lit bien")
    assert "graine" not in words(judged(GOOD, [range(12)]))


def test_a_difference_has_no_more_digits_than_its_interval() -> None:
    # Half of the interval is more than ten points.
    found = contrast(trained("cnn-1", [range(9)]), trained("mlp-raw-1", [range(9, 20)]), "test")
    shown = re.search(r">([^<]*)</data>", better_than(found).evidence[0].value.__html__())
    assert shown is not None
    assert shown[1] == "+5\xa0points"


def test_models_as_good_have_no_winner() -> None:
    assert words(judged([range(3)], [range(20, 23)])) == (
        "Le CNN 1 et le MLP 1 sur les pixels lisent bien la même part des images de test, 93\u202f%."
    )


def test_comparisons_made_at_once_are_corrected() -> None:
    one, other = trained("cnn-1", [range(0)]), trained("mlp-raw-1", [range(6)])
    alone, *_ = contrasts([(one, other)], "test")
    among, *_ = contrasts([(one, other), (one, one)], "test")
    assert better_than(alone).outcome is Outcome.TRUE  # p = 2 / 2⁶
    assert better_than(among).outcome is Outcome.INCONCLUSIVE
    assert [item.name for item in better_than(alone).evidence][-1] == "p"
    assert [item.name for item in better_than(among).evidence][-1] == "p corrigée (Holm)"


@given(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39)))
def test_the_outcome_never_contradicts_the_accuracies(one: set[int], other: set[int]) -> None:
    first, second = with_predictions("cnn-1", errors(one)), with_predictions("mlp-raw-1", errors(other))
    outcome = better_than(contrast(first, second, "test")).outcome
    gap = first.evaluation["test"].accuracy - second.evaluation["test"].accuracy
    assert (outcome is Outcome.TRUE) <= (gap > 0)
    assert (outcome is Outcome.FALSE) <= (gap < 0)
    mirrored = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}.get(outcome, outcome)
    assert better_than(contrast(second, first, "test")).outcome is mirrored


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize(("first", "second", "outcome", "label"), CASES)
def test_every_number_of_the_sentence_has_its_sources(
    first: Trainings, second: Trainings, outcome: Outcome, label: str, variant: int
) -> None:
    sentence = judged(first, second, variant).sentence
    assert "results/cnn-1.json#/evaluation/test/" in sentence
    outside = re.sub(r"<data.*?</data>", "", sentence)
    for name in ("CNN 1", "MLP 1"):
        outside = outside.replace(name, "")
    assert not re.search(r"\d", outside)


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("p =" in sentence or "McNemar" in sentence for sentence in wording.sentences)
