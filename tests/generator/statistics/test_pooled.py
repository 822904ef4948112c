"""Answers of several trainings count for what independent ones would."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import computed_count
from generator.statistics.class_rates import harder_p_value
from generator.statistics.classes import ClassErrors, class_errors, confused_classes
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.pooled import design_effect
from tests.generator.seeds import trained
from tests.generator.statistics.crossed import crossed_answers

RUNS = 400


@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_a_single_training_is_judged_on_its_counts(row: list[bool]) -> None:
    part = np.array([row])
    assert design_effect(part, np.ones_like(part)) == 1


@given(st.lists(st.booleans(), min_size=3, max_size=30), st.integers(2, 6))
def test_trainings_that_answer_alike_count_for_one(row: list[bool], trainings: int) -> None:
    part = np.tile(row, (trainings, 1))
    effect = design_effect(part, np.ones_like(part))
    share = np.mean(row)
    if 0 < share < 1:
        # Whole numbers of seeds are seen to agree, not to be the same: within one example.
        assert trainings * len(row) / effect <= len(row) * (1 + 1e-9) or effect >= trainings - 1 - 1e-9
    else:
        assert effect == trainings


def test_independent_answers_keep_their_number() -> None:
    part = np.random.default_rng(1).random((5, 2000)) < 0.3
    assert design_effect(part, np.ones_like(part)) == pytest.approx(1, abs=0.6)


def errors(wrong: np.ndarray) -> ClassErrors:  # type: ignore[type-arg]
    count = computed_count
    return ClassErrors(
        name=count(0, (), ""),
        examples=count(int(wrong.size), (), ""),
        errors=count(int(wrong.sum()), (), ""),
        trainings=len(wrong),
        effect=design_effect(wrong, np.ones_like(wrong)),
    )


@pytest.mark.parametrize("seeds", [0.0, 0.5])
def test_a_class_as_easy_as_the_others_is_seldom_called_harder(seeds: float) -> None:
    """Counted as independent, the answers of five trainings would make it one in five times."""
    draw = np.random.default_rng(4)
    rejected, naive = [], []
    for _ in range(RUNS):
        made = []
        for size in (100, 900):
            difficulty = draw.normal(-3.5, 2, size)
            made.append(~crossed_answers(draw, trainings=5, difficulty=difficulty, own=0, seeds=seeds))
        one, rest = map(errors, made)
        rejected.append(harder_p_value(one, [one, rest]) < SIGNIFICANCE)
        alone = [ClassErrors(each.name, each.examples, each.errors) for each in (one, rest)]
        naive.append(harder_p_value(alone[0], alone) < SIGNIFICANCE)
    assert np.mean(rejected) < 0.06
    assert np.mean(naive) > 0.08


def test_counts_add_up_over_the_trainings() -> None:
    result = trained("cnn-1", range(4), range(8), range(4))
    found = class_errors(result, "test")
    assert sum(each.errors.value for each in found) == 16
    assert sum(each.examples.value for each in found) == 120
    assert {each.trainings for each in found} == {3}
    assert found[0].errors.sources == (
        "results/cnn-1.json#/evaluation/test/confusion_matrix/0",
        "results/replicates/cnn-1-seed-2.json#/evaluation/test/confusion_matrix/0",
        "results/replicates/cnn-1-seed-3.json#/evaluation/test/confusion_matrix/0",
    )
    assert sum(pair.total.value for pair in confused_classes(result, "test")) == 16


def test_a_direction_that_one_training_alone_has_is_not_sure() -> None:
    """A 1 always taken for a 0 by one training, and a 0 for a 1 by the others, is no direction."""
    from tests.generator.samples import LABELS

    zeros, ones = ([rank for rank, label in enumerate(LABELS) if label == name] for name in "01")
    torn = trained("cnn-1", ones[:8], zeros[:8], ones[:8], zeros[:8], ones[:8])
    pair = confused_classes(torn, "test")[0]
    assert pair.direction_p_value > SIGNIFICANCE
    sure = confused_classes(trained("cnn-1", *[ones[:8]] * 5), "test")[0]
    assert sure.direction_p_value == pytest.approx(2 / 2**8)
