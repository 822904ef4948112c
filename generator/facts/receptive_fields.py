"""What the convolutions of a network see of its input, followed through its graph."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.formulas.calls import kind_of_call
from generator.formulas.layers.kind import Role
from generator.formulas.receptive_field import Window, jump, receptive_field, windows_of

# The layers that a value went through, along each axis of the grid.
Path = tuple[tuple[Window, ...], ...]


@dataclass(frozen=True)
class Seen:
    """What a value after a call depends on.

    Attributes
    ----------
    call : str
        Name of the call.
    axes : tuple of tuple of Window
        What each layer on the way reads, along each axis of the grid.
    """

    call: str
    axes: Path


def last_convolution(result: Result) -> Seen | None:
    """Return what a value after the last convolution depends on; None without one, or if it is not known."""
    layers = formula_layers(result)
    convolutions = [layer.name for layer in layers if kind_of_call(layer).role is Role.CONVOLUTION]
    paths = _paths(result)
    if not convolutions or paths.get(convolutions[-1]) is None:
        return None
    path = paths[convolutions[-1]]
    assert path is not None
    return Seen(convolutions[-1], path)


def _paths(result: Result) -> dict[str, Path | None]:
    """Return, for each call, the windows that lead to it from the input; None where they are not known."""
    layers = {layer.name: layer for layer in formula_layers(result)}
    paths: dict[str, Path | None] = {name: _start(result) for name in result.model.inputs}
    for call in result.model.layers:
        if call.name not in layers:
            continue
        before = _widest([paths.get(name) for name in call.inputs])
        own = windows_of(layers[call.name])
        paths[call.name] = None if before is None or own is None else _through(before, own)
    return paths


def _through(before: Path, own: tuple[Window, ...]) -> Path | None:
    if len(before) != len(own):
        return None
    return tuple((*axis, each) for axis, each in zip(before, own, strict=True))


def _start(result: Result) -> Path:
    return ((),) * (len(result.model.input_shape) - 1)


def _widest(paths: Sequence[Path | None]) -> Path | None:
    """Return the widest of the branches that a call joins; None when they do not advance at the same pace."""
    known = [path for path in paths if path is not None]
    if not known or len(known) < len(paths):
        return None
    if len({tuple(map(jump, path)) for path in known}) > 1:
        return None
    return max(known, key=lambda path: [receptive_field(axis).value for axis in path])
