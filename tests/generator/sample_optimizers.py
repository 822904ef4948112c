"""Arguments of optimisers and one step of each, computed by hand."""

import math
from typing import Any

import numpy as np

RMSPROP = {
    "learning_rate": 0.001,
    "rho": 0.9,
    "momentum": 0.0,
    "epsilon": 1e-07,
    "centered": False,
    "weight_decay": None,
    "clipnorm": None,
    "clipvalue": None,
    "global_clipnorm": None,
    "use_ema": False,
    "ema_momentum": 0.99,
    "ema_overwrite_frequency": None,
    "loss_scale_factor": None,
    "gradient_accumulation_steps": None,
    "name": "rmsprop",
}
ADAM = {
    "learning_rate": 0.001,
    "beta_1": 0.9,
    "beta_2": 0.999,
    "epsilon": 1e-07,
    "amsgrad": False,
    **{name: value for name, value in RMSPROP.items() if name not in ("rho", "momentum", "centered")},
    "name": "adam",
}


def worked_step() -> dict[str, Any]:
    """Make a step of RMSprop, by hand, in double then in single precision."""
    gradient, weight, velocity = 0.0625, 0.5, 0.015625
    following = 0.9 * velocity + 0.1 * gradient**2
    moved = weight - 0.001 * gradient / math.sqrt(following + 1e-07)
    return {
        "variable": "dense/kernel",
        "index": [2, 1],
        "step": 31,
        "learning_rate": 0.001,
        "gradient": gradient,
        "gradient_norm": gradient,
        "global_gradient_norm": gradient,
        "weight_before": weight,
        "weight_after": float(np.float32(moved)),
        "state_before": {"velocity": velocity},
        "state_after": {"velocity": float(np.float32(following))},
    }


def first_step_of_adam() -> dict[str, Any]:
    """Make the first step of Adam, by hand, in double then in single precision."""
    gradient, weight = 0.0625, 0.5
    momentum, velocity = 0.1 * gradient, 0.001 * gradient**2
    rate = 0.001 * math.sqrt(1 - 0.999) / (1 - 0.9)
    moved = weight - rate * momentum / (math.sqrt(velocity) + 1e-07)
    return {
        **worked_step(),
        "step": 1,
        "weight_after": float(np.float32(moved)),
        "state_before": {"momentum": 0.0, "velocity": 0.0},
        "state_after": {"momentum": float(np.float32(momentum)), "velocity": float(np.float32(velocity))},
    }
