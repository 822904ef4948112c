"""The gap between the losses of the model kept is that of SciPy; its absence is not merely supposed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from experiments.results.schema import Result
from generator.statistics.generalization_gap import SMALL_SHARE, generalization_gap
from tests.generator.histories import FLAT, trained
from tests.generator.replicas import replicated
from tests.generator.samples import sample, sample_record


@given(st.integers(0, 2**32 - 1), st.floats(-1, 1))
def test_the_gap_is_tested_as_scipy_does_on_the_examples(seed: int, shift: float) -> None:
    generator = np.random.default_rng(seed)
    validation, training = 3 + shift + generator.random(40), 3 + 2 * generator.random(40)
    record = sample_record()
    for split, losses in (("validation", validation), ("train", training)):
        error = float(losses.std(ddof=1) / np.sqrt(len(losses)))
        record["evaluation"][split] |= {"loss": float(losses.mean()), "loss_standard_error": error}
    gap = generalization_gap(Result.model_validate(record))
    expected = ttest_ind(validation, training, equal_var=False, alternative="greater")
    # The upper bound of the gap is the lower bound of its opposite.
    opposite = ttest_ind(training, validation, equal_var=False, alternative="greater")
    assert gap.chance.p_value == pytest.approx(float(expected.pvalue), rel=1e-9)
    assert gap.high == pytest.approx(-float(opposite.confidence_interval(0.95).low), rel=1e-9)


@pytest.mark.parametrize(("losses", "p_value"), [((0.5, 0.4), 0.0), ((0.4, 0.4), 1.0), ((0.4, 0.5), 1.0)])
def test_losses_without_spread_need_no_test(losses: tuple[float, float], p_value: float) -> None:
    gap = generalization_gap(trained(FLAT, error=0.0, losses=losses))
    assert (gap.chance.p_value, gap.high) == (p_value, losses[0] - losses[1])
    assert gap.absent is (p_value == 1.0)


@given(st.floats(0.01, 2), st.floats(0.01, 2), st.floats(0, 1))
def test_a_small_gap_is_shown_and_never_supposed(validation: float, training: float, error: float) -> None:
    gap = generalization_gap(trained(FLAT, error=error, losses=(validation, training)))
    assert gap.low <= gap.size <= gap.high
    assert gap.absent == (gap.high <= SMALL_SHARE * training)
    assert gap.sure <= (gap.size > 0)


@pytest.mark.parametrize("training", [0.068, 0.3, 0.49])
def test_few_examples_show_neither_a_gap_nor_its_absence(training: float) -> None:
    gap = generalization_gap(trained(FLAT, error=0.25, losses=(0.5, training)))
    assert not gap.sure
    assert not gap.absent


@pytest.mark.parametrize("seeds", [1, 3, 5])
def test_no_gap_is_found_at_the_level_announced(seeds: int) -> None:
    """Losses of examples that seeds share; one training cannot know that others are luckier."""
    draw = np.random.default_rng(seeds)
    sure = []
    for _ in range(300):
        losses = {}
        for split, count in (("validation", 40), ("train", 400)):
            examples = draw.gamma(0.5, 0.2, count)
            losses[split] = (
                examples
                + draw.normal(0, 0.05, (seeds, count))
                + draw.normal(0, 0.02 * (seeds > 1), (seeds, 1))
            )
        scores = [
            {
                split: {
                    "loss": float(each[k].mean()),
                    "loss_standard_error": float(each[k].std(ddof=1) / each.shape[1] ** 0.5),
                }
                for split, each in losses.items()
            }
            for k in range(seeds)
        ]
        sure.append(generalization_gap(kept(scores)).sure)
    assert 0.005 < np.mean(sure) < 0.08


def kept(scores: list[dict[str, dict[str, float]]]) -> Result:
    """Make a model whose trainings have these losses."""
    result = sample()
    first, *others = scores
    evaluations = {s: e.model_copy(update=first.get(s, {})) for s, e in result.evaluation.items()}
    primary = result.model_copy(update={"evaluation": evaluations})
    again = replicated(result, [{}] * len(others)).replicates
    return primary.with_replicates(
        each.model_copy(
            update={
                "training_scores": each.training_scores.model_copy(update=found["train"]),
                "evaluation": {
                    **each.evaluation,
                    "validation": each.evaluation["validation"].model_copy(update=found["validation"]),
                },
            }
        )
        for each, found in zip(again, others, strict=True)
    )
