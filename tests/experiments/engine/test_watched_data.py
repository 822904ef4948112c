"""The weights that are kept are those of the model that was measured, before anything else changes them."""

from dataclasses import fields
from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import Add, BatchNormalization, Dense, Dropout, Input

from experiments.data.datasets import Silence
from experiments.engine.catalogue import Experiment
from experiments.engine.watched_data import WatchedData, watching
from experiments.results.names import Names
from experiments.training.settings import Settings
from experiments.training.topology import Graph
from experiments.training.train import train
from tests.experiments.result_sample import NAMES
from tests.experiments.training.few_images import FewDigits, Recorder

SETTINGS = Settings(data=FewDigits(), batch_size=20, epochs=1)


def probabilities() -> Any:
    model = keras.Sequential(
        [Input((784,)), Dense(8, "relu"), BatchNormalization(), Dropout(0.5), Dense(10, "softmax")]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def logits() -> Any:
    """Make a model that another one turns into probabilities, with a branch and a model inside."""
    inside = keras.Sequential([Input((8,)), Dense(8, "tanh")], name="inside")
    inputs = Input((784,))
    first = Dense(8, "sigmoid")(inputs)
    model = keras.Model(inputs, Dense(10)(Add()([inside(first), Dense(8)(first)])))
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    return model


@pytest.mark.training
@pytest.mark.filterwarnings(
    "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
)
@pytest.mark.parametrize("build", [probabilities, logits])
def test_the_weights_kept_are_those_that_were_measured(build: Any) -> None:
    experiment = Experiment("net", "net", 1, Names(**NAMES), "net", "net", "Voir.", "code", SETTINGS)
    watched, data = watching(experiment)
    measured = train(build, watched.settings, Recorder())
    calls = [call for call in measured.model["layers"] if call["connected"]]
    shapes = [variable["shape"] for call in calls for variable in call["variables"]]
    assert [list(value.shape) for value in data.variables] == shapes

    model = build()
    for (_, variable), value in zip(Graph(model).variables, data.variables, strict=True):
        variable.assign(value)
    examples = data.test.inputs[measured.samples["indices"]]
    np.testing.assert_allclose(model.predict(examples, verbose=0), measured.samples["outputs"], atol=1e-6)
    assert measured.inspection["misread"]


def test_watched_data_are_those_of_the_experiment() -> None:
    data = WatchedData(FewDigits())
    assert data.classes == FewDigits().classes
    assert data.fingerprint() == FewDigits().fingerprint()
    assert data.describe() == FewDigits().describe()
    expected = FewDigits().load(Silence())
    loaded = data.load(Silence())
    for split in fields(expected):
        ours, its = getattr(loaded, split.name), getattr(expected, split.name)
        np.testing.assert_array_equal(ours.inputs, its.inputs)
        np.testing.assert_array_equal(ours.labels, its.labels)
