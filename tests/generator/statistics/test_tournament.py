"""A pair is judged once, in one way, whatever page speaks of it; and at the level that is announced."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.statistics.contrast import Test
from generator.statistics.corrections import SIGNIFICANCE, holm
from generator.statistics.pairs import even_p_value
from generator.statistics.performance import Performance
from generator.statistics.tournament import Tournament, mcnemar_p_values, over_seeds, student_p_values
from tests.generator.samples import sample, sample_record
from tests.generator.seeds import trained
from tests.generator.statistics.crossed import crossed_answers

RUNS = 1000


@given(st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=3, max_size=3))
def test_mcnemar_is_that_of_each_pair(counts: list[list[int]]) -> None:
    alone = np.array(counts)
    found = mcnemar_p_values(alone)
    for i in range(3):
        for j in range(3):
            assert found[i, j] == pytest.approx(even_p_value(counts[i][j], counts[j][i]))


def test_a_pair_is_corrected_for_the_pairs_of_its_experiments_and_no_other() -> None:
    raw = [trained("mlp-raw-1", range(9)), trained("mlp-raw-2", range(2))]
    hog = [trained("mlp-hog-1", range(4)), trained("mlp-hog-2", range(12))]
    cnn = [trained("cnn-1", range(1)), trained("cnn-2", range(20))]
    alone, two, everything = (
        Tournament(models, "test") for models in (raw, [*raw, *hog], [*cnn, *hog, *raw])
    )
    pair = (raw[0], raw[1])
    found = [each.contrast(*pair).chance for each in (alone, two, everything)]
    assert found[0] == found[1] == found[2]
    assert found[0].together == 1
    crossed = [each.contrast(raw[0], hog[1]) for each in (two, everything)]
    assert crossed[0].chance == crossed[1].chance
    assert crossed[0].chance.together == 4
    p_values = [two.contrast(one, other).chance.p_value for one in raw for other in hog]
    assert [two.contrast(one, other).chance.corrected for one in raw for other in hog] == holm(p_values)


def test_a_model_without_replicates_changes_no_other_pair() -> None:
    first, second = trained("mlp-raw-1", range(12), range(13)), trained("mlp-raw-2", range(2), range(1))
    third = Result.model_validate({**sample_record("mlp-raw-2"), "id": "mlp-raw-3"})
    judged = Tournament([first, second, third], "test")
    assert judged.contrast(first, second).test is Test.SEEDS
    assert judged.contrast(first, third).test is Test.MCNEMAR
    before = Tournament([first, second], "test").contrast(first, second)
    assert judged.contrast(first, second).chance.p_value == before.chance.p_value


def test_models_of_other_examples_are_refused() -> None:
    record = sample_record("cnn-2")
    record["provenance"]["data"]["sha256"] = "2" * 64
    with pytest.raises(ResultError, match="n’ont pas reçu les mêmes données"):
        Tournament([sample("cnn-1"), Result.model_validate(record)], "test")


@pytest.mark.parametrize("seeds", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("trainings", [(5, 5), (3, 5)])
def test_two_models_as_good_are_told_apart_at_the_level_announced(
    trainings: tuple[int, int], seeds: float
) -> None:
    """The residual is counted once: counted twice, one test in a hundred rejects when seeds change little."""
    rng = np.random.default_rng(7)
    rejected = 0
    for _ in range(RUNS):
        difficulty = rng.normal(-3, 2, size=300)
        models = [
            Performance(crossed_answers(rng, trainings=number, difficulty=difficulty, seeds=seeds))
            for number in trainings
        ]
        error, freedom = over_seeds(models)
        means = np.array([each.accuracies.mean() for each in models])
        rejected += student_p_values(means[:, None] - means, error, freedom)[0, 1] < SIGNIFICANCE
    assert 0.025 < rejected / RUNS < 0.06


@pytest.mark.parametrize(("trainings", "pairs"), [(2, 1), (3, 3), (5, 15)])
def test_a_clear_difference_is_found_with_however_few_seeds(trainings: int, pairs: int) -> None:
    """Three seeds against three could never be told apart by ranks, which go no lower than 0.1."""
    rng = np.random.default_rng(7)
    difficulty = rng.normal(-3, 2, size=3000)
    models = [
        Performance(crossed_answers(rng, trainings=trainings, difficulty=difficulty, seeds=0.02, shift=shift))
        for shift in (0.0, 0.8)
    ]
    error, freedom = over_seeds(models)
    means = np.array([each.accuracies.mean() for each in models])
    assert pairs * student_p_values(means[:, None] - means, error, freedom)[0, 1] < SIGNIFICANCE


@pytest.mark.parametrize("trainings", [3, 5])
def test_rounding_errors_are_no_variance(trainings: int) -> None:
    """A mean of equal fractions need not be one of them to the last digit."""
    for examples in range(3, 80):
        right = np.tile(np.arange(examples) > 0, (trainings, 1))
        error, _ = over_seeds([Performance(right), Performance(right)])
        assert error.tolist() == [[0.0, 0.0], [0.0, 0.0]], examples


@pytest.mark.parametrize("trainings", [2, 3, 5])
def test_variances_that_cancel_out_leave_none(trainings: int) -> None:
    """What seeds change and the residual may be one number, computed in two ways."""
    rng = np.random.default_rng(7)
    for _ in range(300):
        right = rng.random((trainings, int(rng.integers(3, 60)))) > 0.1
        error, _ = over_seeds([Performance(right), Performance(right[::-1])])
        assert error[0, 1] == 0 or error[0, 1] > 1e-6
