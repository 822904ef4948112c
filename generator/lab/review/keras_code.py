"""Read the Keras code that the original report quotes: its layers, the batch size, the epochs."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from generator.formulas.expression import Constant, Expression
from generator.formulas.layers.layer import Layer
from generator.lab.review.arithmetic import CalculationError, expression_of
from generator.lab.review.stated_network import StatedLayer, lay_out

# Name of the first argument of each class, which the code gives by its place.
FIRST_ARGUMENT = {"Dense": "units", "Dropout": "rate"}


@dataclass(frozen=True)
class CodeReading:
    """What a piece of code states.

    Attributes
    ----------
    layers : tuple of Layer
    settings : mapping of Expression
        Numbers by name: ``batch_size``, ``n_epoch``.
    """

    layers: tuple[Layer, ...]
    settings: Mapping[str, Expression]

    def setting(self, name: str) -> int:
        """Return a whole number that the code states.

        Raises
        ------
        CalculationError
            If it does not.
        """
        if name not in self.settings:
            raise CalculationError(f"Le code cité ne donne pas {name}. Complétez la citation.")
        return int(self.settings[name].value)


def read_code(code: str, names: Mapping[str, Expression]) -> CodeReading:
    """Read a sequential model.

    Parameters
    ----------
    code : str
    names : mapping of Expression
        What the code uses and defines elsewhere: ``n_classes``.

    Raises
    ------
    CalculationError
        If the code holds a line that is neither a setting nor a layer.
    """
    known = dict(names)
    stated: list[StatedLayer] = []
    input_shape: tuple[int, ...] = ()
    for statement in ast.parse(code).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="model")]):
                continue
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                known[name] = expression_of(value, known)
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="add"), args=[ast.Call() as layer])):
                config, shape = _read_layer(layer, known)
                input_shape = shape or input_shape
                stated.append(StatedLayer(ast.unparse(layer.func), config))
            case _:
                raise CalculationError(
                    f"« {ast.unparse(statement)} » : la relecture ne lit que des réglages et des couches."
                )
    return CodeReading(lay_out(input_shape, stated), known)


def is_python(line: str) -> bool:
    """Tell whether Python accepts a line."""
    try:
        ast.parse(line)
    except SyntaxError:
        return False
    return True


def constants(**numbers: int) -> dict[str, Expression]:
    """Return numbers as the names of a piece of code."""
    return {name: Constant(number) for name, number in numbers.items()}


def _read_layer(call: ast.Call, names: Mapping[str, Expression]) -> tuple[dict[str, object], tuple[int, ...]]:
    """Return the settings of a layer, and the shape of its input when the code gives it."""
    kind = ast.unparse(call.func)
    if kind not in FIRST_ARGUMENT:
        raise CalculationError(
            f"« {kind} » : la relecture ne lit que les couches {' et '.join(FIRST_ARGUMENT)}."
        )
    config: dict[str, object] = {FIRST_ARGUMENT[kind]: expression_of(call.args[0], names).value}
    shape: tuple[int, ...] = ()
    for argument in call.keywords:
        match argument.arg, argument.value:
            case "input_shape", ast.Tuple(elts=sizes):
                shape = tuple(int(expression_of(size, names).value) for size in sizes)
            case str() as name, ast.Constant(value=str() as text):
                config[name] = text
    return config, shape
