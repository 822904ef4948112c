"""Bidirectional, TimeDistributed, SpectralNormalization: what they do with the layer that they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.catalogue import counted_by_keras, kind_for, neutral
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option, Setting
from generator.formulas.markup import Markup

HELD = "layer"
BACKWARD = "backward_layer"
_MERGES = {"concat": "mis bout à bout", "sum": "additionnés", "ave": "moyennés", "mul": "multipliés"}


@dataclass(frozen=True)
class Held(Option):
    """The layer that another one holds, described as it would be by itself."""

    def describe(self, config: Mapping[str, Any], setting: Setting) -> Markup:
        """Return the description of the layer held."""
        held = config[self.key]
        inside = kind_for(held["class_name"], held["config"], 1).describe(
            held["config"], lambda path: setting(f"{self.key}/config/{path}")
        )
        return Markup(self.wording).format(inside)  # noqa: S704 (a literal of a kind)


@dataclass(frozen=True)
class HeldBackward(Held):
    """The layer that reads a sequence backwards, said only where it is not the other one turned round."""

    usual: Any = HELD

    def describe(self, config: Mapping[str, Any], setting: Setting) -> Markup:
        """Return the description of the layer held, where it differs."""
        if self.key not in config or _turned(config[self.key]) == _turned(config[HELD]):
            return Markup("")
        return super().describe(config, setting)


def _turned(held: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a layer held, without its name and its direction."""
    config = {key: value for key, value in held["config"].items() if key not in ("name", "go_backwards")}
    return (held["class_name"], config)


def _kind(layer: Layer) -> LayerKind:
    return kind_for(layer.type, layer.config, len(layer.input_shapes))


def _directions(layer: Layer) -> tuple[Layer, Layer]:
    forward = layer.inner(HELD)
    return forward, layer.inner(BACKWARD) if BACKWARD in layer.config else forward


def _why_both(layer: Layer) -> Markup:
    forward, _ = _directions(layer)
    return Markup("La séquence est lue dans les deux sens, chacun avec ses propres poids. {}").format(
        _kind(forward).why(forward)
    )


def _weights_of_both(layer: Layer) -> Expression:
    forward, backward = _directions(layer)
    kinds = [_kind(each) for each in (forward, backward)]
    if not all(kind.known for kind in kinds):
        return counted_by_keras(layer)
    one, other = (kind.weights(each) for kind, each in zip(kinds, (forward, backward), strict=True))
    return _sum(one, other, alike=kinds[0] is kinds[1])


def _work_of_both(layer: Layer) -> Expression | None:
    forward, backward = _directions(layer)
    one, other = (_kind(each).multiply_adds(each) for each in (forward, backward))
    if one is None or other is None:
        return None
    return _sum(one, other, alike=forward.type == backward.type)


def _sum(one: Expression, other: Expression, *, alike: bool) -> Expression:
    return 2 * one if alike and one.value == other.value else one + other


def _shape_of_both(layer: Layer) -> tuple[Equation, ...]:
    forward, _ = _directions(layer)
    sizes = _kind(forward).output_shape(forward)
    if not sizes or layer.config.get("merge_mode") != "concat":
        return sizes
    return (*sizes[:-1], Equation(sizes[-1].left, 2 * sizes[-1].right))


def _why_each_step(layer: Layer) -> Markup:
    step = layer.inner(HELD, per_step=True)
    return Markup("La même couche reçoit les étapes l’une après l’autre, avec les mêmes poids. {}").format(
        _kind(step).why(step)
    )


def _weights_of_a_step(layer: Layer) -> Expression:
    step = layer.inner(HELD, per_step=True)
    return _kind(step).weights(step)


def _work_of_the_steps(layer: Layer) -> Expression | None:
    step = layer.inner(HELD, per_step=True)
    work = _kind(step).multiply_adds(step)
    if work is None or not work.value:
        return work
    return layer.input_size(0, "t", "nombre d’étapes") * work


def _shape_of_the_steps(layer: Layer) -> tuple[Equation, ...]:
    step = layer.inner(HELD, per_step=True)
    sizes = _kind(step).output_shape(step)
    if len(sizes) < len(step.output_shape):
        return sizes
    return (Equation("t'", layer.input_size(0, "t", "nombre d’étapes")), *sizes)


BIDIRECTIONAL = LayerKind(
    type="Bidirectional",
    why=_why_both,
    options=(
        Held(HELD, " de {}"),
        HeldBackward(BACKWARD, ", dans l’autre sens {}"),
        Option(
            "merge_mode",
            ", sens {}",
            usual="concat",
            words=_MERGES,
            absent=", une sortie par sens",
        ),
        FROZEN,
    ),
    weights=_weights_of_both,
    output_shape=_shape_of_both,
    multiply_adds=_work_of_both,
)
TIME_DISTRIBUTED = LayerKind(
    type="TimeDistributed",
    why=_why_each_step,
    options=(Held(HELD, " de {}"), FROZEN),
    weights=_weights_of_a_step,
    output_shape=_shape_of_the_steps,
    multiply_adds=_work_of_the_steps,
)
SPECTRAL_NORMALIZATION = neutral(
    "SpectralNormalization",
    Held(HELD, " de {}"),
    Option("power_iterations", ", {} itérations", usual=1),
    FROZEN,
)
