"""The weights of the repository are those whose answers its results record, image by image."""

import numpy as np
import pytest

from experiments.data.datasets import Silence
from tests.experiments.shipped_models import EXPERIMENTS, SHIPPED, rebuilt, shipped

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings(
        "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    ),
]


@pytest.mark.parametrize("identifier", SHIPPED)
def test_keras_gives_with_these_weights_what_it_gave_after_training(identifier: str) -> None:
    result, weights = shipped(identifier)
    test = EXPERIMENTS[identifier].settings.data.load(Silence()).test
    np.testing.assert_array_equal(test.inputs[result.samples.indices], weights.arrays["examples"])
    recorded = result.evaluation["test"]
    labels, predictions = (np.array(list(map(int, said))) for said in (recorded.labels, recorded.predictions))
    found = rebuilt(identifier).predict(test.inputs, batch_size=500, verbose=0)
    # Half precision may turn an answer that hangs by a thread, in an image out of ten thousand.
    assert np.count_nonzero(found.argmax(axis=1) != predictions) <= 1
    np.testing.assert_allclose(found[result.samples.indices], result.samples.outputs, atol=1e-3)
    # What every misread image was found to have of its true class.
    wrong = np.flatnonzero(predictions != labels)
    assert len(wrong) == len(recorded.misread_losses) > 0
    expected = np.exp(-np.array(recorded.misread_losses))
    np.testing.assert_allclose(found[wrong, labels[wrong]], expected, atol=1e-3)
