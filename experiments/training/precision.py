"""Which numbers a training computes with: bfloat16 where a processor multiplies them faster."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from experiments.training.building import build_model
from experiments.training.settings import FLOAT32

# What Linux calls the instructions that multiply matrices of bfloat16 numbers (Intel and AMD).
INSTRUCTIONS = frozenset({"avx512_bf16", "amx_bf16"})


def usable_precision(wanted: str, processor: Path = Path("/proc/cpuinfo")) -> str:
    """Return the precision to train with: the wanted one if the processor has it, else single precision."""
    if wanted == FLOAT32:
        return FLOAT32
    try:
        described = processor.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return FLOAT32
    flags = next((line for line in described.splitlines() if line.startswith("flags")), "")
    return wanted if INSTRUCTIONS & set(flags.split()) else FLOAT32


def rebuild_in(precision: str, build: Callable[[], Any], seed: int) -> Any:
    """Build a model again so that it computes with another precision.

    Its weights stay in single precision, and so do its outputs, as probabilities need more than the three
    digits of bfloat16 (Micikevicius et al., 2018, Mixed precision training, section 3).

    Parameters
    ----------
    precision : str
        Name of a Keras dtype policy.
    seed : int
        The one the first was built with: the initial weights are the same.
    """
    import keras

    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    keras.config.set_dtype_policy(precision)
    try:
        model = build_model(build)
    finally:
        keras.config.set_dtype_policy(FLOAT32)
    model.outputs[0]._keras_history.operation.dtype_policy = FLOAT32
    return model


def copy_state(source: Any, target: Any) -> None:
    """Give a model the weights, random state and optimiser state of another with the same layers."""
    if not target.optimizer.built:
        target.optimizer.build(target.trainable_variables)
    for mine, its in (
        (target.variables, source.variables),
        (target.optimizer.variables, source.optimizer.variables),
    ):
        for variable, value in zip(mine, its, strict=True):
            variable.assign(value)
