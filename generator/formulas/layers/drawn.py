"""An argument that bounds what a layer draws at random, said as what the layer draws."""

from dataclasses import dataclass
from typing import Any

from generator.formulas.layers.option import TO, Option, Setting, Shown
from generator.formulas.notation import Number


@dataclass(frozen=True)
class DrawnOption(Option):
    """Bounds of what a layer draws: two numbers of Keras, or a single one.

    Parameters
    ----------
    base : number
        What is added to the numbers of Keras: 1 where the layer multiplies by one more than them.
    lower_factor, upper_factor : number
        What they are multiplied by before that.
    mirrored : bool
        Whether a single number is also, with the other sign, the lower bound; otherwise that one is 0.
    open_end : bool
        Whether whole numbers are drawn, never the upper one, unless both are the same.
    """

    base: Number = 0
    lower_factor: Number = 1
    upper_factor: Number = 1
    mirrored: bool = True
    open_end: bool = False

    def _shown(self, value: Any, path: str, setting: Setting) -> str | Shown:
        if isinstance(value, list | tuple):
            numbers = [setting(f"{path}/{place}") for place in range(len(value))]
            low, high = min(numbers, key=_value), max(numbers, key=_value)
            last = 1 if self.open_end and low.value < high.value else 0
            return TO.join(
                (
                    low.changed(self.base, self.lower_factor),
                    high.changed(self.base - last, self.upper_factor),
                )
            )
        number, opposite = setting(path), -self.upper_factor if self.mirrored else 0
        return TO.join(number.changed(self.base, factor) for factor in (opposite, self.upper_factor))


def _value(number: Shown) -> Number:
    return number.value
