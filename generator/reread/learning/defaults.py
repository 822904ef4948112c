"""What Keras supposes of the arguments of its optimisers, read from its source where it is installed."""

import ast
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OPTIMIZERS = ("RMSprop", "Adam", "SGD", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "Lion", "AdamW")
# Those that no version of Keras changed.
STABLE = frozenset({"rho", "momentum", "epsilon", "centered", "beta_1", "beta_2", "amsgrad", "nesterov"})

# Those whose learning rate no version changed either.
SAME_RATE = frozenset({"RMSprop", "Adam", "SGD"})


@cache
def defaults(optimizer: str) -> Mapping[str, Any]:
    """Return the defaults of an optimiser, without importing Keras; none when it is not installed."""
    spec = find_spec("keras")
    if spec is None or spec.origin is None:
        return {}
    source = Path(spec.origin).parent / "src" / "optimizers" / f"{optimizer.lower()}.py"
    if not source.is_file():
        return {}
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            names = [argument.arg for argument in node.args.args]
            given = node.args.defaults
            return {
                name: value.value
                for name, value in zip(names[-len(given) :], given, strict=True)
                if isinstance(value, ast.Constant)
            }
    return {}
