"""How the weights of a model were learned, as the results record it."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from experiments.results.record import Count, Finite, Loss, Positive, Proportion, Record


class Optimizer(Record):
    """The optimiser: the arguments in use and the defaults of its class.

    A learning-rate schedule is the dictionary ``{"class_name": …, "config": …}`` in place of the rate.
    """

    name: str
    arguments: dict[str, Any]
    defaults: dict[str, Any]


class LossFunction(Record):
    """The loss: its Keras name, the arguments in use and the defaults of its class."""

    name: str
    arguments: dict[str, Any]
    defaults: dict[str, Any]


class Penalty(Record):
    """What a regulariser adds to the loss for one variable, with the weights that are kept.

    `layer` is the name of a call in ``model.layers``, `variable` the name of its variable, `name` the class
    of the regulariser.
    """

    layer: str
    variable: str
    name: str
    arguments: dict[str, Any]
    value: Finite


class TrainingSettings(Record):
    """How the weights were learned.

    `precision` is the one that the processor had, of the one asked for; `backend` is what computed for Keras.
    """

    optimizer: Optimizer
    loss: LossFunction
    penalties: list[Penalty]
    batch_size: Positive
    epochs: Positive
    seed: Count
    patience: Count | None
    class_weights: list[Finite] | None
    precision: str
    backend: str


class History(Record):
    """One value per epoch; ``val_`` is the validation split, the rate that of the epoch's last update."""

    loss: Annotated[list[Finite], Field(min_length=1)]
    accuracy: list[Proportion]
    val_loss: list[Finite]
    val_accuracy: list[Proportion]
    learning_rate: list[Loss]

    @model_validator(mode="after")
    def _same_length(self) -> "History":
        if len({len(values) for values in self.model_dump().values()}) > 1:
            raise ValueError("les cinq courbes doivent avoir une valeur par époque")
        return self


class WorkedStep(Record):
    """One update of one weight by the optimiser, before and after.

    `gradient` is that of the whole loss, penalties included, before any clipping; `gradient_norm` is the
    Euclidean norm of the gradient of this variable, `global_gradient_norm` that of all variables together.
    """

    variable: str
    index: list[Count]
    step: Positive
    learning_rate: Finite
    gradient: Finite
    gradient_norm: Finite
    global_gradient_norm: Finite
    weight_before: Finite
    weight_after: Finite
    state_before: dict[str, Finite]
    state_after: dict[str, Finite]


class Samples(Record):
    """A few examples of the test split, for the pages to check the equations they print.

    Attributes
    ----------
    indices, labels : list of int
        Which examples, and their classes.
    outputs : list of list of float
        What the model gave for each, before any conversion into probabilities.
    losses : list of float
        Loss of each, as Keras computes it, without penalty.
    penalty : float
        What the regularisers add, as Keras computes it.
    total : float
        Loss of these examples together, penalty included, as ``model.evaluate`` gives it.
    """

    indices: Annotated[list[Count], Field(min_length=1)]
    labels: list[Count]
    outputs: list[list[Finite]]
    losses: list[Finite]
    penalty: Finite
    total: Finite

    @model_validator(mode="after")
    def _same_length(self) -> "Samples":
        if len({len(self.indices), len(self.labels), len(self.outputs), len(self.losses)}) > 1:
            raise ValueError("indices, labels, outputs et losses doivent avoir une valeur par exemple")
        return self
