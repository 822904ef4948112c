"""The samples are what Keras gives, and the loss of them all is theirs plus the penalty."""

import keras
import numpy as np
import pytest
from keras.layers import Dense, Input

from experiments.data.datasets import Split
from experiments.results.training import Samples
from experiments.training.samples import SAMPLES, describe_samples

pytestmark = pytest.mark.training
RNG = np.random.default_rng(8)


@pytest.mark.parametrize("count", [3, 50])
def test_samples_add_up(count: int) -> None:
    model = keras.Sequential([Input((6,)), Dense(3, "softmax", kernel_regularizer="l2")])
    model.compile("sgd", "categorical_crossentropy")
    split = Split(RNG.normal(size=(count, 6)).astype(np.float32), RNG.integers(0, 3, count))
    found = Samples.model_validate(describe_samples(model, split))
    assert len(found.indices) == min(count, SAMPLES)
    assert (found.indices[0], found.indices[-1]) == (0, count - 1)
    assert found.labels == [int(split.labels[i]) for i in found.indices]
    np.testing.assert_allclose(
        found.outputs, model.predict(split.inputs[found.indices], verbose=0), rtol=1e-5
    )
    assert found.penalty > 0
    assert found.total == pytest.approx(np.mean(found.losses) + found.penalty, rel=1e-5)
