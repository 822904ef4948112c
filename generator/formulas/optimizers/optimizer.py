"""An optimiser as the report presents it: what it does, its arguments, its equations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.formulas.equation import Equation, Symbol
from generator.formulas.notation import Number
from generator.formulas.optimizers.arguments import ARGUMENTS, COMMON
from generator.formulas.optimizers.step import ITERATIONS, Start, Step, Update

_NOTES = {
    "clipnorm": (
        "Avant le pas, le gradient de chaque tableau de poids est raccourci pour que sa norme ne dépasse pas "
        "clipnorm\u202f; le gradient des équations est le gradient raccourci."
    ),
    "global_clipnorm": (
        "Avant le pas, le gradient de tous les poids est raccourci pour que sa norme ne dépasse pas "
        "global_clipnorm\u202f; le gradient des équations est le gradient raccourci."
    ),
    "clipvalue": (
        "Avant le pas, chaque composante du gradient est ramenée entre −clipvalue et clipvalue\u202f; le "
        "gradient des équations est celui d’après."
    ),
    "use_ema": (
        "Une moyenne mobile des poids est tenue à jour après chaque pas et remplace les poids à la fin de "
        "l’entraînement."
    ),
    "gradient_accumulation_steps": (
        "Le gradient des équations est la moyenne des gradients de plusieurs lots successifs "
        "(gradient_accumulation_steps)."
    ),
}
_SCHEDULE_NOTE = "Le taux d’apprentissage change au cours de l’entraînement ({name})."


@dataclass(frozen=True)
class ArgumentRow:
    """A line of the table of arguments: name, value in this experiment, French meaning, LaTeX symbol."""

    name: str
    value: Any
    meaning: str
    symbol: str


@dataclass(frozen=True)
class SymbolRow:
    """A line of the list of symbols: LaTeX, French meaning, argument it stands for (empty if none)."""

    latex: str
    meaning: str
    argument: str


def _nothing(config: Mapping[str, Any]) -> Mapping[str, Number]:
    return {}


@dataclass(frozen=True)
class Optimizer:
    """An optimiser of Keras.

    Parameters
    ----------
    name : str
        Name of the Keras class.
    description : str
        What the algorithm does, one French paragraph.
    reference : str
        Author, year and title.
    arguments : tuple of str
        Arguments of the constructor, in its order; empty when they are not described.
    initial_state : callable
        Takes the configuration, returns what the optimiser remembers of a weight before the first step.
    update : callable or None
        Takes what a step starts from, returns what the algorithm does; None when the report does not
        write its equations.
    """

    name: str
    description: str
    reference: str
    arguments: tuple[str, ...]
    initial_state: Callable[[Mapping[str, Any]], Mapping[str, Number]] = field(default=_nothing, repr=False)
    update: Callable[[Start], Update] | None = field(default=None, repr=False)

    def step(self, start: Start) -> Step:
        """Compute one step on one weight.

        Raises
        ------
        ResultError
            If the state or the configuration lacks a number the step needs.
        ValueError
            If the report does not write its equations.
        """
        if self.update is None:
            raise ValueError(f"no equation is written for the optimiser {self.name}")
        update = self.update(start)
        before = () if start.decay is None else (start.decay,)
        state = {**update.state, ITERATIONS: start.t.number}
        return Step((*before, *update.equations), state, float(update.equations[-1].value))

    def first_state(self, config: Mapping[str, Any]) -> Mapping[str, Number]:
        """Return what the optimiser remembers of any weight before the first step."""
        return {**self.initial_state(config), ITERATIONS: 0}

    def equations(self, config: Mapping[str, Any]) -> tuple[Equation, ...]:
        """Return the equations of this configuration, to be shown with their symbols; none if not known."""
        if self.update is None:
            return ()
        fixed = {**config, "learning_rate": 1.0} if _schedule(config) else config
        return self.step(Start(self.first_state(fixed), 1.0, 1.0, fixed)).equations

    def symbols(self, config: Mapping[str, Any]) -> tuple[SymbolRow, ...]:
        """Return what each symbol of the equations of this configuration means, each once."""
        if self.update is None:
            return ()
        arguments = {ARGUMENTS[name].symbol: name for name in self.arguments if ARGUMENTS[name].symbol}
        computed = Symbol("w_t", "poids après le pas")
        named = [symbol for equation in self.equations(config) for symbol in equation.symbols]
        return tuple(
            SymbolRow(symbol.latex, symbol.meaning, arguments.get(symbol.latex, ""))
            for symbol in dict.fromkeys([*named, computed])
        )

    def argument_rows(self, config: Mapping[str, Any]) -> tuple[ArgumentRow, ...]:
        """Return the arguments in the order of the constructor, with the values of this configuration.

        Those of an optimiser that is not known come in the order of the configuration, without a symbol.
        """
        if not self.arguments:
            return tuple(
                ArgumentRow(name, value, ARGUMENTS[name].meaning if name in COMMON else "", "")
                for name, value in config.items()
            )
        return tuple(
            ArgumentRow(name, config[name], ARGUMENTS[name].meaning, ARGUMENTS[name].symbol)
            for name in self.arguments
            if name in config
        )

    def notes(self, config: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what this configuration does besides the equations, one French sentence each."""
        notes = [note for name, note in _NOTES.items() if config.get(name)]
        if schedule := _schedule(config):
            notes.append(_SCHEDULE_NOTE.format(name=schedule))
        return tuple(notes)


def _schedule(config: Mapping[str, Any]) -> str:
    """Return the name of the schedule of the learning rate, or nothing when the rate is fixed."""
    rate = config.get("learning_rate")
    return str(rate.get("class_name", "")) if isinstance(rate, Mapping) else ""
