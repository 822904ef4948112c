"""One step of an optimiser on one weight, with the quantities it starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from experiments.errors import ResultError
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import maximum, minimum
from generator.formulas.notation import Number
from generator.formulas.optimizers.arguments import ARGUMENTS

ITERATIONS = "iterations"


@dataclass(frozen=True)
class Start:
    """What a step starts from.

    Parameters
    ----------
    state : mapping of str to number
        What the optimiser remembers of the weight, under the names of Keras (``velocity``, ``momentum``…),
        and ``iterations``, the number of steps made before.
    gradient : float
        Derivative of the loss with respect to the weight, before any clipping.
    weight : float
        The weight before the step.
    config : mapping
        What ``get_config()`` of the optimiser returned, the rate being that of this step.
    sources : mapping of str to str
        Where a number comes from, under the name of an argument, of a slot or of a parameter.
    gradient_norm, global_gradient_norm : float
        Euclidean norm of the gradient of the variable of the weight, and of all variables together.
    """

    state: Mapping[str, Number]
    gradient: float
    weight: float
    config: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)
    gradient_norm: float = 1.0
    global_gradient_norm: float = 1.0

    def setting(self, name: str) -> Value:
        """Return an argument of the optimiser.

        Raises
        ------
        ResultError
            If it has no number: a schedule, for example.
        """
        number = self.config.get(name)
        if not isinstance(number, int | float):
            raise ResultError(
                f"L’argument {name} de l’optimiseur vaut {number!r}\u202f: un nombre est attendu pour "
                "calculer un pas. Donnez la valeur qu’il avait à ce pas."
            )
        argument = ARGUMENTS[name]
        return Value(argument.symbol, number, argument.meaning, self._sources(name))

    def slot(self, name: str, symbol: str, meaning: str) -> Value:
        """Return what the optimiser remembers of the weight.

        Raises
        ------
        ResultError
            If the state does not hold it.
        """
        if name not in self.state:
            raise ResultError(
                f"L’état de l’optimiseur ne contient pas «\u202f{name}\u202f» (il contient "
                f"{', '.join(sorted(self.state)) or 'rien'}). Relancez l’expérience qui l’a produit."
            )
        return Value(symbol, self.state[name], meaning, self._sources(name))

    @property
    def g(self) -> Value:
        """The gradient, once clipped if the optimiser does so."""
        clipped = self.clipping
        return self._gradient if clipped is None else clipped.named("gradient raccourci")

    @property
    def clipping(self) -> Equation | None:
        """The clipping of the gradient, if the optimiser does it: in one way only, as in Keras."""
        for name, norm in (
            ("clipnorm", self._norm("gradient_norm", r"\|g_t\|", "norme du gradient de ce tableau de poids")),
            (
                "global_clipnorm",
                self._norm(
                    "global_gradient_norm", r"\|G_t\|", "norme du gradient de tous les poids ensemble"
                ),
            ),
        ):
            if self.config.get(name):
                limit = self.setting(name)
                return Equation(r"\tilde{g}_t", limit * self._gradient / maximum(norm, limit))
        if self.config.get("clipvalue"):
            limit = self.setting("clipvalue")
            return Equation(r"\tilde{g}_t", minimum(maximum(self._gradient, -limit), limit))
        return None

    @property
    def w(self) -> Value:
        """The weight, once decayed if the optimiser does so."""
        decayed = self.decay
        return self._weight if decayed is None else decayed.named("poids après la décroissance")

    @property
    def t(self) -> Value:
        """Number of the step, from 1."""
        before = self.slot(ITERATIONS, "t", "nombre de pas déjà faits")
        return Value("t", before.number + 1, "numéro du pas", before.sources)

    @property
    def decay(self) -> Equation | None:
        """The decay of the weight that comes before the step, if the optimiser does it."""
        if self.config.get("weight_decay") is None:
            return None
        rate, decay = self.setting("learning_rate"), self.setting("weight_decay")
        return Equation("w'_{t-1}", self._weight - rate * decay * self._weight)

    @property
    def prepared(self) -> tuple[Equation, ...]:
        """What Keras does before the algorithm itself, in its order: clipping, then decay."""
        return tuple(equation for equation in (self.clipping, self.decay) if equation is not None)

    @property
    def _gradient(self) -> Value:
        return Value(
            "g_t", self.gradient, "gradient de la perte par rapport au poids", self._sources("gradient")
        )

    def _norm(self, name: str, symbol: str, meaning: str) -> Expression:
        return Value(symbol, getattr(self, name), meaning, self._sources(name))

    @property
    def _weight(self) -> Value:
        return Value("w_{t-1}", self.weight, "poids avant le pas", self._sources("weight"))

    def _sources(self, name: str) -> tuple[str, ...]:
        return (self.sources[name],) if name in self.sources else ()


@dataclass(frozen=True)
class Update:
    """What an algorithm does to one weight: its equations, the last one the weight, and what it remembers."""

    equations: tuple[Equation, ...]
    state: Mapping[str, Number]


@dataclass(frozen=True)
class Step:
    """A step that was computed.

    Parameters
    ----------
    equations : tuple of Equation
        In the order of the computation; the last one gives the weight.
    state : mapping of str to number
        What the optimiser remembers afterwards.
    weight : float
        The weight afterwards.
    """

    equations: tuple[Equation, ...]
    state: Mapping[str, Number]
    weight: float
