"""An optimiser as the report presents it: what it does, its arguments, its equations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator.formulas.equation import Equation, Symbol
from generator.formulas.notation import Number
from generator.formulas.optimizers.arguments import ARGUMENTS, COMMON
from generator.formulas.optimizers.step import ITERATIONS, Start, Step, Update

# Arguments that change what a weight becomes, in ways that no equation here shows.
_NOTES = {
    "use_ema": (
        "Une moyenne mobile des poids est tenue à jour après chaque pas et remplace les poids à la fin de "
        "l’entraînement."
    ),
    "gradient_accumulation_steps": (
        "Le gradient des équations est la moyenne des gradients de plusieurs lots successifs "
        "(gradient_accumulation_steps)."
    ),
}

_ORDER = (("w",), ("g", r"\tilde{g}", r"\|"))


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
    squares : str
        What it remembers under a root to which ε is added; empty when ε is elsewhere.
    kept : tuple of Symbol
        What a step computes for the next one only.
    """

    name: str
    description: str
    reference: str
    arguments: tuple[str, ...]
    initial_state: Callable[[Mapping[str, Any]], Mapping[str, Number]] = field(default=_nothing, repr=False)
    update: Callable[[Start], Update] | None = field(default=None, repr=False)
    squares: str = ""
    kept: tuple[Symbol, ...] = ()

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
        state = {**update.state, ITERATIONS: start.t.number}
        return Step((*start.prepared, *update.equations), state, float(update.equations[-1].value))

    def first_state(self, config: Mapping[str, Any]) -> Mapping[str, Number]:
        """Return what the optimiser remembers of any weight before the first step."""
        return {**self.initial_state(config), ITERATIONS: 0}

    def equations(self, config: Mapping[str, Any]) -> tuple[Equation, ...]:
        """Return the equations of this configuration, to be shown with their symbols; none if not known."""
        if not self.written(config):
            return ()
        fixed = {**config, "learning_rate": 1.0}
        return self.step(Start(self.first_state(fixed), 1.0, 1.0, fixed)).equations

    def written(self, config: Mapping[str, Any]) -> bool:
        """Tell whether the report writes its equations, and the configuration has all they need."""
        return self.update is not None and set(self.arguments) <= set(config)

    def worked(self, config: Mapping[str, Any]) -> bool:
        """Tell whether one step on one weight is all that the equations say."""
        return self.written(config) and not self.notes(config)

    def symbols(self, config: Mapping[str, Any]) -> tuple[SymbolRow, ...]:
        """Return what each symbol of the equations of this configuration means, each once."""
        used = [name for name in self.arguments if ARGUMENTS[name].symbol and config.get(name) is not None]
        arguments = {ARGUMENTS[name].symbol: name for name in used}
        named = [symbol for equation in self.equations(config) for symbol in equation.symbols]
        computed = [Symbol("w_t", "poids après le pas"), *self.kept] if named else []
        return tuple(
            SymbolRow(symbol.latex, symbol.meaning, arguments.get(symbol.latex, ""))
            for symbol in sorted(dict.fromkeys([*computed, *named]), key=partial(_rank, arguments))
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
            ArgumentRow(name, config[name], ARGUMENTS[name].meaning, _symbol(name, config[name]))
            for name in self.arguments
            if name in config
        ) + tuple(
            ArgumentRow(name, value, "", "") for name, value in config.items() if name not in self.arguments
        )

    def notes(self, config: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what this configuration does besides the equations, one French sentence each."""
        return tuple(note for name, note in _NOTES.items() if config.get(name))


def _symbol(name: str, value: Any) -> str:
    """Return the symbol of an argument, which enters no equation as long as it has no value."""
    return ARGUMENTS[name].symbol if value is not None else ""


def _rank(arguments: Mapping[str, str], symbol: Symbol) -> int:
    """Put the weight first, then the gradient, what is remembered, and the constants."""
    if symbol.latex in arguments:
        return len(_ORDER) + 1
    starts = (rank for rank, letters in enumerate(_ORDER) if symbol.latex.startswith(letters))
    return next(starts, len(_ORDER))
