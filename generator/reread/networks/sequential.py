"""A Sequential model while code adds layers to it."""

from dataclasses import dataclass, field, replace

from generator.reread.documents.place import Place
from generator.reread.networks.derivation import derived
from generator.reread.networks.stated import INPUTS, Origin, StatedLayer, StatedNetwork, total_of

# Arguments that only the first layer of a network takes.
FIRST = frozenset({"input_shape", "input_dim", "batch_input_shape"})


@dataclass(eq=False)
class Sequential:
    """The layers in order; whether they are all told, and whether the code names the model."""

    place: Place
    layers: list[StatedLayer] = field(default_factory=list)
    complete: bool = True
    given_name: bool = True

    def ends_before(self, layer: StatedLayer) -> bool:
        """Tell whether a layer begins another model, whose creation is not shown."""
        first = layer.type in INPUTS or not FIRST.isdisjoint(layer.settings)
        return first and any(each.type not in INPUTS for each in self.layers)

    @property
    def network(self) -> StatedNetwork:
        """The network that it is now."""
        shape = self.layers[0].input_shape if self.layers else None
        inputs = [replace(x, output_shape=x.input_shape) if x.type in INPUTS else x for x in self.layers]
        layers = tuple(derived(inputs, shape))
        total = total_of(layers) if self.complete else None
        return StatedNetwork(
            Origin.CODE, self.place, layers, total, complete=self.complete and self.given_name
        )
