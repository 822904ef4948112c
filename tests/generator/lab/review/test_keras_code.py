"""Code of a report, read without being run."""

import re

import pytest

from generator.lab.review.arithmetic import CalculationError
from generator.lab.review.keras_code import constants, is_python, read_code

CODE = """batch_size = 32
n_epoch = 20
model = Sequential()
model.add(Dense(6 * 2, input_shape=(size,), activation='sigmoid'))
#model.add(Dropout(0.5))
model.add(Dropout(0.25))
model.add(Dense(n_classes, activation="softmax"))"""


def test_layers_and_settings_are_read() -> None:
    reading = read_code(CODE, constants(size=20, n_classes=10))
    assert [(layer.type, layer.input_shape, layer.output_shape) for layer in reading.layers] == [
        ("Dense", (20,), (12,)),
        ("Dropout", (12,), (12,)),
        ("Dense", (12,), (10,)),
    ]
    assert [dict(layer.config) for layer in reading.layers] == [
        {"units": 12, "activation": "sigmoid"},
        {"rate": 0.25},
        {"units": 10, "activation": "softmax"},
    ]
    assert [layer.parameters for layer in reading.layers] == [20 * 12 + 12, 0, 12 * 10 + 10]
    assert (reading.setting("batch_size"), reading.setting("n_epoch")) == (32, 20)


def test_a_setting_that_is_missing_is_named() -> None:
    reading = read_code("n_epoch = 3", {})
    with pytest.raises(CalculationError, match=re.escape("Le code cité ne donne pas batch_size.")):
        reading.setting("batch_size")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("import os", "« import os » : la relecture ne lit que des réglages et des couches."),
        ("print(1)", "« print(1) » : la relecture ne lit que des réglages et des couches."),
        ("model.add(LSTM(3))", "« LSTM » : la relecture ne lit que les couches Dense et Dropout."),
        ("batch_size = open('x')", "la relecture ne sait calculer qu’avec des nombres"),
        ("model.add(Dense(unknown))", "la relecture ne sait calculer qu’avec des nombres"),
    ],
)
def test_nothing_else_is_read(line: str, message: str) -> None:
    with pytest.raises(CalculationError, match=re.escape(message)):
        read_code(line, {})


@pytest.mark.parametrize(
    ("line", "accepted"),
    [("x = int(3 / 2)  # =1", True), ("x = int(3 / 2)// =1", False), ("x = 7 // 2", True), ("x == (", False)],
)
def test_python_itself_says_what_it_accepts(line: str, accepted: bool) -> None:
    assert is_python(line) is accepted
