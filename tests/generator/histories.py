"""Made-up training histories, and what the model kept after them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from experiments.results.schema import Result
from tests.generator.replicas import replicated
from tests.generator.samples import sample_record


def trained(
    validation: Sequence[float],
    training: Sequence[float] | None = None,
    *,
    error: float = 0.01,
    identifier: str = "mlp-raw-1",
    position: int | None = None,
    accuracy: Sequence[float] | None = None,
    patience: int | None = None,
    allowed: int | None = None,
    losses: tuple[float, float] | None = None,
) -> Result:
    """Make a model with this validation curve.

    `training` falls steadily and `accuracy` stays when not given; `allowed` is the limit of epochs, and
    `losses` what the model kept has on validation and training.
    """
    record = sample_record(identifier)
    epochs = len(validation)
    record["history"] = {
        "loss": list(training if training is not None else np.linspace(1.0, 0.5, epochs)),
        "accuracy": [0.5] * epochs,
        "val_loss": list(validation),
        "val_accuracy": list(accuracy if accuracy is not None else [0.5] * epochs),
        "learning_rate": [0.001] * epochs,
    }
    record["training"] |= {"epochs": allowed or epochs, "patience": patience}
    record["position"] = position or record["position"]
    evaluation: dict[str, dict[str, Any]] = record["evaluation"]
    on_validation, on_training = losses or (validation[-1], validation[-1])
    evaluation["validation"] |= {"loss": on_validation, "loss_standard_error": error}
    evaluation["train"] |= {"loss": on_training, "loss_standard_error": error}
    return Result.model_validate(record)


def trained_again(
    result: Result, *curves: Sequence[float], training: Sequence[float] | None = None
) -> Result:
    """Add one replicate per validation curve; the training loss falls steadily when not given."""
    again = replicated(result, [{}] * len(curves))
    copies = []
    for replicate, losses in zip(again.replicates, curves, strict=True):
        falling = list(training if training is not None else np.linspace(1.0, 0.5, len(losses)))
        flat = [0.5] * len(losses)
        history = {"loss": falling, "val_loss": list(losses), "accuracy": flat, "val_accuracy": flat}
        copies.append(replicate.model_copy(update={"history": replicate.history.model_copy(update=history)}))
    return result.with_replicates(copies)


def bent(turn: int, after: int, slope: float = 0.02, jitter: float = 0.001) -> list[float]:
    """Fall until epoch `turn`, then rise for `after` epochs at half the slope, with a small regular jump."""
    down = [0.3 + slope * (turn - epoch) for epoch in range(1, turn + 1)]
    up = [0.3 + slope / 2 * epoch for epoch in range(1, after + 1)]
    return [loss + jitter * (-1) ** rank for rank, loss in enumerate(down + up)]


# As fine as single precision records them.
LOSSES = st.integers(0, 2_000_000).map(lambda millionths: millionths / 1e6)
JITTERS = st.sampled_from([0.0, 0.001, 0.01])
CURVES = st.one_of(
    st.lists(LOSSES, min_size=1, max_size=50),
    st.builds(bent, st.integers(1, 20), st.integers(0, 20), st.sampled_from([0.0, 0.005, 0.02]), JITTERS),
    # Falling throughout, then back from a rise.
    st.builds(bent, st.integers(3, 20), st.just(0), st.just(0.02), JITTERS),
    st.builds(lambda up, down: bent(3, up) + bent(down, 0), st.integers(3, 20), st.integers(3, 12)),
)
ERRORS = st.sampled_from([0.0, 0.001, 0.01, 0.1])

STEEP = bent(12, 0)
TURNED = bent(6, 9)
LUCKY = [0.4, 0.35, 0.25] + [0.3 + 0.0001 * (-1) ** rank for rank in range(15)]
FLAT = [0.3 + 0.0001 * (-1) ** rank for rank in range(12)]
