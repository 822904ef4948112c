"""Another precision changes how updates are computed, not what is measured."""

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import Conv2D, Dense, Dropout, Flatten, Input

from experiments.errors import ExperimentError
from experiments.training.precision import copy_state, rebuild_in, usable_precision
from experiments.training.settings import FLOAT32, MIXED_BFLOAT16, Settings
from tests.experiments.training.few_images import FewDigits

RNG = np.random.default_rng(3)
INPUTS = RNG.random((64, 8, 8, 1), dtype=np.float32)
TARGETS = np.eye(3, dtype=np.float32)[RNG.integers(0, 3, 64)]


def net() -> Any:
    model = keras.Sequential(
        [Input((8, 8, 1)), Conv2D(4, 3, activation="relu"), Flatten(), Dropout(0.5), Dense(3, "softmax")]
    )
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    return model


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("fpu avx512f avx512_bf16 sse", MIXED_BFLOAT16),
        ("fpu amx_bf16 amx_tile", MIXED_BFLOAT16),
        ("fpu avx512f", FLOAT32),
        ("fpu avx512_bf16_other", FLOAT32),
    ],
)
def test_the_processor_decides(tmp_path: Path, flags: str, found: str) -> None:
    described = tmp_path / "cpuinfo"
    described.write_text(f"processor\t: 0\nflags\t\t: {flags}\nbugs\t: avx512_bf16\n", encoding="utf-8")
    assert usable_precision(MIXED_BFLOAT16, described) == found
    assert usable_precision(FLOAT32, described) == FLOAT32
    assert usable_precision(MIXED_BFLOAT16, tmp_path / "none") == FLOAT32


@pytest.mark.training
def test_the_model_is_the_same_but_for_its_precision() -> None:
    keras.utils.set_random_seed(7)
    model = net()
    fast = rebuild_in(MIXED_BFLOAT16, net, seed=7)
    assert keras.config.dtype_policy().name == FLOAT32
    for one, other in zip(model.variables, fast.variables, strict=True):
        np.testing.assert_array_equal(one.numpy(), other.numpy())
        assert one.dtype == other.dtype
    assert [layer.compute_dtype for layer in fast.layers] == [*["bfloat16"] * 3, "float32"]
    assert fast.predict(INPUTS, verbose=0).dtype == np.float32
    np.testing.assert_allclose(fast.predict(INPUTS, verbose=0), model.predict(INPUTS, verbose=0), atol=0.02)


@pytest.mark.training
def test_what_was_learned_is_handed_over_whole() -> None:
    keras.utils.set_random_seed(7)
    model = net()
    fast = rebuild_in(MIXED_BFLOAT16, net, seed=7)
    fast.fit(INPUTS, TARGETS, batch_size=16, epochs=2, verbose=0)
    copy_state(fast, model)
    for mine, its in (
        (model.variables, fast.variables),
        (model.optimizer.variables, fast.optimizer.variables),
    ):
        for one, other in zip(mine, its, strict=True):
            np.testing.assert_array_equal(one.numpy(), other.numpy())
    assert int(model.optimizer.iterations) == 8


def test_another_precision_is_refused() -> None:
    with pytest.raises(ExperimentError) as caught:
        Settings(data=FewDigits(), batch_size=1, epochs=1, precision="float16")
    assert str(caught.value) == "precision doit être 'float32' ou 'mixed_bfloat16', pas 'float16'."
