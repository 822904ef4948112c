"""A kind of layer as the report presents it: what it does, its options, its counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeAlias

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option, Setting
from generator.formulas.layers.windows import GridAxis
from generator.formulas.markup import Markup

Reach: TypeAlias = Callable[[Layer, GridAxis], tuple[Expression, Expression]]


class Role(Enum):
    """Part that a layer takes in a network, as far as rules tell layers apart."""

    CONVOLUTION = auto()
    POOLING = auto()
    DENSE = auto()
    DROPOUT = auto()
    AUGMENTATION = auto()
    OTHER = auto()


# Arguments that change nothing to what the layer computes: names, number formats, where chance starts.
UNSAID = frozenset({"name", "dtype", "seed"})
# Arguments that any layer may have.
COMMON = (
    Option("activity_regularizer", ", régularisation des sorties {}", usual=None),
    Option("data_format", ", canaux en premier", usual="channels_last"),
)
FROZEN = Option("trainable", ", poids gelés", usual=True)


def _zero(layer: Layer) -> Expression:
    return Constant(0)


def _unchanged(layer: Layer) -> tuple[Equation, ...]:
    return ()


@dataclass(frozen=True)
class LayerKind:
    """All that is known of a Keras class of layers.

    Parameters
    ----------
    type : str
        Name of the Keras class.
    why : callable
        Takes a layer, returns why it has the weights it has: one French sentence.
    options : tuple of Option
        In the order in which a description says them; those of `COMMON` come after.
    unsaid : frozenset of str
        Arguments that no description says, besides `UNSAID`.
    weights : callable
        Takes a layer, returns how many weights it has, trainable or not.
    output_shape : callable
        Takes a layer, returns one equation per axis of its output, from the last one backwards where it
        treats each position alike; none for a layer that keeps or only rearranges its input, or whose
        output only Keras knows.
    multiply_adds : callable
        Takes a layer, returns its multiply-adds for one example; None when they are not known.
    reach : callable or None
        Takes a layer and an axis of its grid, returns how many neighbouring positions of the input a position
        of the output reads along it, and how far apart those of two neighbours are; None for a layer that
        does something else.
    inputs : int
        Least number of tensors that it receives.
    known : bool
        Whether the counts are derived here; else they are Keras's own.
    """

    type: str
    why: Callable[[Layer], str] = field(repr=False)
    role: Role = Role.OTHER
    options: tuple[Option, ...] = field(default=(), repr=False)
    unsaid: frozenset[str] = field(default=frozenset(), repr=False)
    weights: Callable[[Layer], Expression] = field(default=_zero, repr=False)
    output_shape: Callable[[Layer], tuple[Equation, ...]] = field(default=_unchanged, repr=False)
    multiply_adds: Callable[[Layer], Expression | None] = field(default=_zero, repr=False)
    reach: Reach | None = field(default=None, repr=False)
    inputs: int = 1
    known: bool = True

    def describe(self, config: Mapping[str, Any], setting: Setting) -> Markup:
        """Return the type of a layer and its arguments that are not the usual ones.

        Parameters
        ----------
        config : mapping
            What ``get_config()`` returned.
        setting : callable
            Takes the path of a number in the configuration, returns it with its source.
        """
        said = (option.describe(config, setting) for option in (*self.options, *COMMON))
        return Markup("<code>{}</code>{}").format(self.type, Markup("").join(said))


def one_place(layer: Layer, axis: GridAxis) -> tuple[Expression, Expression]:
    """Return that each position of the output reads the same position of the input, and no other."""
    return Constant(1), Constant(1)


def without_weights(action: str) -> Callable[[Layer], str]:
    """Return why a layer that does only this has no weights; `action` follows « La couche »."""
    return lambda layer: f"La couche {action}\u202f: elle n’a aucun poids."


def unknown_work(layer: Layer) -> None:
    """Return that the multiply-adds of a layer are not known."""
