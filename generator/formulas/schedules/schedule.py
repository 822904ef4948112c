"""A schedule of the learning rate as the report presents it: what it does, and the rate of any step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.formulas.equation import Equation
from generator.formulas.expression import Value

RATE = r"\eta"


@dataclass(frozen=True)
class Moment:
    """When a rate is asked for.

    Parameters
    ----------
    step : int
        How many updates were made before.
    config : mapping
        Settings of the schedule.
    sources : mapping of str to str
        Where the step and each setting come from.
    """

    step: int
    config: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def n(self) -> Value:
        """How many updates were made before."""
        return Value("n", self.step, "nombre de mises à jour déjà faites", self._source("step"))

    def setting(self, name: str, symbol: str, meaning: str) -> Value:
        """Return a setting as a quantity of the equation, its own name being said."""
        return Value(symbol, self.config[name], f"{meaning} ({name})", self._source(name))

    @property
    def initial(self) -> Value:
        """The rate of the first update."""
        return self.setting("initial_learning_rate", r"\eta_0", "taux de départ")

    def _source(self, name: str) -> tuple[str, ...]:
        return (self.sources[name],) if name in self.sources else ()


# Returns the equations in the order of the computation; the last one gives the rate.
Rate: TypeAlias = Callable[[Moment], tuple[Equation, ...]]


@dataclass(frozen=True)
class Phase:
    """A part of a training with equations of its own: what it is called, and one of its steps."""

    name: str
    step: int


def _only_one(config: Mapping[str, Any]) -> tuple[Phase, ...]:
    return (Phase("", 0),)


@dataclass(frozen=True)
class Schedule:
    """A schedule of Keras.

    Parameters
    ----------
    name : str
        Name of the Keras class.
    description : str
        What the rate does, one French sentence.
    settings : tuple of str
        What the configuration must hold.
    rate : Rate or None
        None when the report does not write its equations.
    phases : callable
        Takes the configuration, returns the parts of a training that differ by their equations.
    """

    name: str
    description: str
    settings: tuple[str, ...] = ()
    rate: Rate | None = field(default=None, repr=False)
    phases: Callable[[Mapping[str, Any]], tuple[Phase, ...]] = field(default=_only_one, repr=False)

    def at(self, moment: Moment) -> tuple[Equation, ...]:
        """Return the equations of the rate of a step, the last one the rate; none when not written."""
        if self.rate is None or not set(self.settings) <= set(moment.config):
            return ()
        return self.rate(moment)

    def equations(
        self, config: Mapping[str, Any], sources: Mapping[str, str]
    ) -> tuple[tuple[str, tuple[Equation, ...]], ...]:
        """Return the equations of each phase, to be shown with their symbols, after what it is called."""
        if self.rate is None or not set(self.settings) <= set(config):
            return ()
        return tuple(
            (phase.name, self.rate(Moment(phase.step, config, sources))) for phase in self.phases(config)
        )
