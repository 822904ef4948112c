"""Functional models drawn at random: branches, shared layers, operators, models inside the model."""

import random
from collections.abc import Callable
from typing import Any

import keras
from keras import layers, ops

SIZES = (2, 3, 4, 6)
ACTIVATIONS = ("relu", "tanh", "sigmoid", "elu", None)
Step = Callable[[Any], Any]


class Drawing:
    """A model in the making: the tensors that the next step may receive, the layers it may call again."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.input = keras.Input(self.chance.choice([(6,), (5, 4), (8, 7, 4)]))
        self.tensors = [self.input]
        self.steps: list[tuple[Step, tuple[int, ...]]] = []

    def model(self) -> Any:
        """Return the model; what its output does not depend on stays beside it."""
        for _ in range(self.chance.randint(2, 9)):
            self._grow()
        last = self.tensors[-1]
        flat = layers.Flatten()(last) if len(last.shape) > 2 else last
        others = [each for each in self.tensors[:-1] if len(each.shape) == 2]
        if others and self.chance.random() < 0.5:
            flat = layers.Concatenate()([flat, self.chance.choice(others)])
        return keras.Model(self.input, layers.Dense(self.chance.choice(SIZES))(flat))

    def _grow(self) -> None:
        received = self.chance.choice(self.tensors[-3:])
        alike = [each for each in self.tensors if each.shape == received.shape]
        known = [step for step, shape in self.steps if shape == received.shape]
        draw = self.chance.random()
        if draw < 0.25 and len(alike) > 1:
            made = self._merge(received, self.chance.choice(alike))
        elif draw < 0.4 and known:
            made = self.chance.choice(known)(received)
        else:
            step = self._step(len(received.shape) - 1, received.shape[-1])
            made = step(received)
            if isinstance(step, layers.Layer):
                self.steps.append((step, received.shape))
        self.tensors.append(made)

    def _merge(self, one: Any, other: Any) -> Any:
        return self.chance.choice(
            [
                lambda: layers.Add()([one, other]),
                lambda: layers.Concatenate()([one, other]),
                lambda: one + other,
                lambda: one * other,
                lambda: ops.maximum(one, other),
                lambda: ops.concatenate([one, other], axis=-1),
            ]
        )()

    def _step(self, rank: int, channels: int) -> Step:
        anywhere = [self._dense, self._normalisation, self._operation, self._nothing]
        own = {1: [self._block], 2: [self._convolution_1d], 3: [self._convolution, self._pooling]}[rank]
        return self.chance.choice([*anywhere, *own, *own])(channels)

    def _dense(self, channels: int) -> Step:
        return layers.Dense(  # type: ignore[no-any-return]
            self.chance.choice(SIZES), self.chance.choice(ACTIVATIONS), use_bias=self.chance.random() < 0.7
        )

    def _normalisation(self, channels: int) -> Step:
        scale, center = (self.chance.random() < 0.5 for _ in range(2))
        kind = self.chance.choice([layers.BatchNormalization, layers.LayerNormalization])
        return kind(scale=scale, center=center)  # type: ignore[no-any-return]

    def _operation(self, channels: int) -> Step:
        return self.chance.choice(
            [
                ops.relu,
                keras.activations.tanh,
                lambda x: x + 1,
                lambda x: 2.0 - x,
                lambda x: x / 255.0,
                lambda x: x[..., :2],
                lambda x: ops.expand_dims(ops.mean(x, axis=-1), -1),
                lambda x: ops.reshape(x, (-1, *x.shape[1:][::-1])),
            ]
        )

    def _nothing(self, channels: int) -> Step:
        kinds = [layers.Dropout(0.5), layers.Activation("relu"), layers.GaussianNoise(0.1), layers.ReLU()]
        return self.chance.choice(kinds)

    def _block(self, channels: int) -> Step:
        inner = keras.Input((channels,))
        hidden = layers.Dense(channels, "relu")(inner)
        residual = keras.Model(inner, layers.Dense(3)(inner + hidden))
        tail = [layers.Dense(4), layers.Dropout(0.1), layers.Dense(3, use_bias=False)]
        chain = keras.Sequential([keras.Input((channels,)), *tail])
        return self.chance.choice([residual, chain])  # type: ignore[no-any-return]

    def _convolution_1d(self, channels: int) -> Step:
        return layers.Conv1D(self.chance.choice(SIZES), 2, padding="same")  # type: ignore[no-any-return]

    def _convolution(self, channels: int) -> Step:
        groups = self.chance.choice([each for each in (1, 2) if channels % each == 0])
        dilated = self.chance.random() < 0.3
        return layers.Conv2D(  # type: ignore[no-any-return]
            groups * self.chance.choice(SIZES),
            (self.chance.choice([1, 2]), self.chance.choice([1, 3])),
            strides=1 if dilated else (self.chance.choice([1, 2]), self.chance.choice([1, 2])),
            padding="same" if dilated else self.chance.choice(["same", "same", "valid"]),
            dilation_rate=self.chance.choice([1, 2]) if dilated else 1,
            groups=groups,
            use_bias=self.chance.random() < 0.7,
        )

    def _pooling(self, channels: int) -> Step:
        kind = self.chance.choice([layers.MaxPooling2D, layers.AveragePooling2D])
        pooled = kind((self.chance.choice([1, 2]), 2), strides=self.chance.choice([None, 1]), padding="same")
        return self.chance.choice(  # type: ignore[no-any-return]
            [
                pooled,
                layers.GlobalAveragePooling2D(),
                layers.ZeroPadding2D((1, 2)),
                layers.SpatialDropout2D(0.2),
            ]
        )


def random_model(seed: int) -> Any:
    """Return the model of a seed, the same each time."""
    return Drawing(seed).model()
