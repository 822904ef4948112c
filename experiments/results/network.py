"""The graph of a network, as Keras built it: one record per call of a layer or operation."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from experiments.results.record import Count, Positive, Record

Shape = list[Positive]


class Variable(Record):
    """One variable of a layer: the name it has there, its shape, and whether training changes it."""

    name: str
    shape: Shape
    trainable: bool


class Layer(Record):
    """One call of a layer, or one operation on tensors; shapes are without the batch axis.

    Attributes
    ----------
    name : str
        Unique in the network: the name of the layer, followed by ``@2``, ``@3``… from its second call on.
    type : str
        Name of the Keras class.
    operation : bool
        True for an operation (``x + y``, ``keras.ops.relu(x)``), that is no layer and has no weights.
    config : dict
        What ``get_config()`` returned.
    arguments : dict
        What the call was given besides tensors, by name.
    block : list of str
        Names of the models inside the model that hold it, the outermost first.
    shares : str or None
        Name of the first call of the same layer, whose weights this one uses again.
    input_shapes, output_shapes : list of list of int
        One shape per tensor.
    parameters, trainable_parameters : int
        As Keras counts them; 0 for a call that shares its weights.
    variables : list of Variable
        Empty for a call that shares them.
    inputs : list of str
        The calls that give each input tensor, or an input of the network.
    connected : bool
        False for what was called but that the output does not depend on.
    """

    name: str
    type: str
    operation: bool
    config: dict[str, Any]
    arguments: dict[str, Any]
    block: list[str]
    shares: str | None
    input_shapes: list[Shape]
    output_shapes: list[Shape]
    parameters: Count
    trainable_parameters: Count
    variables: list[Variable]
    inputs: list[str]
    connected: bool

    @property
    def input_shape(self) -> Shape:
        """Shape of the first tensor it receives."""
        return self.input_shapes[0]

    @property
    def output_shape(self) -> Shape:
        """Shape of the first tensor it gives."""
        return self.output_shapes[0]


class Model(Record):
    """The network: its calls in an order where each comes after those that feed it, strays last.

    `inputs` names the inputs of the network, `output` the call that gives its output.
    """

    parameters: Count
    trainable_parameters: Count
    input_shape: Shape
    output_shape: Shape
    inputs: Annotated[list[str], Field(min_length=1)]
    output: str
    layers: Annotated[list[Layer], Field(min_length=1)]

    @model_validator(mode="after")
    def _graph(self) -> "Model":
        known = set(self.inputs)
        for layer in self.layers:
            if layer.name in known:
                raise ValueError(f"deux appels se nomment {layer.name}")
            unknown = [name for name in layer.inputs if name not in known]
            if unknown:
                raise ValueError(f"{layer.name} reçoit {unknown[0]}, que rien ne donne avant lui")
            known.add(layer.name)
        if self.output not in known:
            raise ValueError(f"output nomme {self.output}, qu’aucun appel ne porte")
        counted = sum(layer.parameters for layer in self.layers if layer.connected)
        if counted != self.parameters:
            raise ValueError(f"parameters vaut {self.parameters}, la somme des couches donne {counted}")
        return self
