"""One call of a network, as its summary gives it."""

from dataclasses import dataclass

from generator.facts.quantity import Quantity
from generator.formulas.equation import Equation
from generator.formulas.markup import Markup
from generator.sections.lanes import Stretch


@dataclass(frozen=True)
class Origin:
    """What a call receives: the name of the call that gives it, where that one is on the page, its shape."""

    name: str
    anchor: str
    shape: Markup


@dataclass(frozen=True)
class Row:
    """One call of the summary, as ``model.summary()`` gives it.

    Attributes
    ----------
    name : str
        Name Keras gave.
    type : str
        Class of the layer, or name of the operation.
    anchor : str
        Where it is on the page.
    origins : tuple of Origin
        What feeds it, in the order of its arguments.
    output_shape : Markup
    shares : str
        Name of the first call of the same layer; empty for that one.
    block : str
        Names of the models inside the model that hold it, joined by slashes; empty for none.
    why : str
        Why the layer has these weights.
    equation : Equation or None
        How their number comes about; None for a layer without weights, or whose weights only Keras counts.
    contradicted : Quantity or None
        What the formula of the report gives where Keras counted something else: the formula is not shown.
    stretch : Stretch
        What the drawing shows beside it.
    """

    name: str
    type: str
    anchor: str
    description: Markup
    origins: tuple[Origin, ...]
    output_shape: Markup
    parameters: Quantity
    shares: str
    block: str
    why: str
    equation: Equation | None
    contradicted: Quantity | None
    stretch: Stretch
