"""Models so small that a trial of them takes seconds."""

from pathlib import Path

from tests.experiments.project_copy import ProjectCopy
from tests.experiments.result_sample import FAMILY

HEAD = (
    '''"""Small models."""

import os
import time

import keras
from keras.layers import Dense, Input

from experiments.data.mnist import MnistVectors
from experiments.training.settings import experiment

'''
    + FAMILY
)
MODEL = '''

@experiment(data=MnistVectors(), batch_size=50, epochs=9)
def {name}():
    """Voir {name}."""
    {before}
    model = keras.Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(10, activation="{activation}"))
    model.compile(optimizer=keras.optimizers.SGD({rate}), loss="{loss}", metrics=["accuracy"])
    return model
'''


def model(
    name: str,
    before: str = "pass",
    activation: str = "softmax",
    rate: str = "0.01",
    loss: str = "categorical_crossentropy",
) -> str:
    return MODEL.format(name=name, before=before, activation=activation, rate=rate, loss=loss)


def small(project: ProjectCopy, *models: str) -> Path:
    """Leave small models alone in the copy; return where the results of their trials go."""
    project.keep_only("experiments/small.py", HEAD + "".join(models))
    return project.root / "build" / "smoke" / "results"
