"""An argument of a layer, and how the description of the layer says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, TypeAlias

from generator.formulas.markup import Markup
from generator.formulas.notation import Number

TIMES = Markup(" × ")
TO = Markup(" à ")
COMMA = Markup(", ")
# A size that is not fixed.
FREE = "libre"
LAMBDA = "__lambda__"
# French names of the numbers that objects of Keras hold; the others keep the name they have in Keras.
NUMBERS = {
    "mean": "moyenne",
    "stddev": "écart-type",
    "minval": "minimum",
    "maxval": "maximum",
    "value": "valeur",
    "scale": "échelle",
    "min_value": "minimum",
    "max_value": "maximum",
    "rate": "taux",
    "axis": "axe",
    "factor": "facteur",
    "negative_slope": "pente négative",
    "threshold": "seuil",
}


class Shown(Protocol):
    """A number of a configuration, with the markup that says where it comes from."""

    @property
    def value(self) -> Number:
        """The number."""

    def __html__(self) -> str: ...

    def changed(self, base: Number, factor: Number) -> "Shown":
        """Return `base` plus so many times the number."""


# Takes the path of a number in the configuration: ``units``, ``strides/0``.
Setting: TypeAlias = Callable[[str], Shown]


class Usual(Enum):
    """In place of a usual value."""

    NONE = "there is none: the argument is always said"


@dataclass(frozen=True)
class Like:
    """The usual value of an argument is the value of another one."""

    key: str


@dataclass(frozen=True)
class Made:
    """The usual value of an argument is an object of Keras with these numbers."""

    class_name: str
    numbers: Mapping[str, Number] = field(hash=False)


@dataclass(frozen=True)
class Option:
    """An argument of a Keras layer; a description says it only when it is not what Keras would choose.

    Parameters
    ----------
    key : str
        As in Keras.
    wording : str
        French, ``{}`` where the value goes.
    usual : object
        What Keras takes by default: a value, the class of an object, an object `Made` with some numbers,
        `Like` another argument.
    singular : str
        The wording when the value is 1, where it differs.
    joint : Markup
        What stands between the numbers of a list.
    words : mapping
        French for some values, mostly words of Keras; the others are shown as they are.
    absent : str
        The wording where Keras recorded that there is no value, if that says something.
    """

    key: str
    wording: str
    usual: Any = Usual.NONE
    singular: str = ""
    joint: Markup = TIMES
    words: Mapping[Any, str] = field(default_factory=dict, hash=False)
    absent: str = ""

    def describe(self, config: Mapping[str, Any], setting: Setting) -> Markup:
        """Return the words for this argument; none when it is the usual one, or recorded as absent.

        Raises
        ------
        LabError
            As `setting` does, if an argument that is always said was not recorded.
        """
        if self.key not in config:
            if self.usual is Usual.NONE:
                # Whoever reads the numbers says what is missing.
                setting(self.key)
            return Markup("")
        value = config[self.key]
        usual = config.get(self.usual.key) if isinstance(self.usual, Like) else self.usual
        if value is None or value in ([], ()):
            return Markup(self.absent)  # noqa: S704 (a literal of a kind)
        if _same(value, usual):
            return Markup("")
        wording = self.singular if self.singular and self.is_single(value) else self.wording
        return Markup(wording).format(self._shown(value, self.key, setting))  # noqa: S704 (a literal of a kind)

    def is_single(self, value: Any) -> bool:
        """Tell whether the wording of one thing suits a value."""
        return bool(value == 1)

    def _shown(self, value: Any, path: str, setting: Setting) -> str | Shown:
        if isinstance(value, list | tuple):
            return self.joint.join(
                self._shown(each, f"{path}/{place}", setting) for place, each in enumerate(value)
            )
        if isinstance(value, Mapping):
            return self._object(value, path, setting)
        if value is None:
            return FREE
        if isinstance(value, bool):
            return "oui" if value else "non"
        if value in self.words:
            return self.words[value]
        return _own_name(value) if isinstance(value, str) else setting(path)

    def _object(self, value: Mapping[str, Any], path: str, setting: Setting) -> Markup:
        """Name an object of Keras, with its numbers: « L2 (l2 0,01) »; or name what is in a dictionary."""
        if "class_name" not in value:
            return COMMA.join(
                Markup("<code>{}</code> {}").format(key, self._shown(each, f"{path}/{key}", setting))
                for key, each in value.items()
            )
        name, config = value["class_name"], value.get("config") or {}
        if name == LAMBDA:
            return Markup("fonction sans nom")
        if isinstance(config, str):
            # A function: its class is « function », its name is all that is recorded of it.
            return Markup("<code>{}</code>").format(_own_name(config))
        numbers = [
            Markup("{} {}").format(NUMBERS.get(key, key), setting(f"{path}/config/{key}"))
            for key, each in config.items()
            if isinstance(each, int | float) and not isinstance(each, bool) and key != "seed"
        ]
        shown = Markup("{}").format(name)
        return Markup("{} ({})").format(shown, COMMA.join(numbers)) if numbers else shown


@dataclass(frozen=True)
class AxesOption(Option):
    """An argument that names an axis or several."""

    joint: Markup = COMMA

    def is_single(self, value: Any) -> bool:
        """Tell whether the value names a single axis."""
        return not isinstance(value, list | tuple) or len(value) == 1


def _own_name(name: str) -> str:
    """Return the name of a function without its package, which Keras puts in front: ``Custom>swish``."""
    return name.rpartition(">")[2]


def _same(value: Any, usual: Any) -> bool:
    if isinstance(usual, Made):
        config = value.get("config", {}) if isinstance(value, Mapping) else {}
        return _same(value, usual.class_name) and all(
            config.get(key, number) == number for key, number in usual.numbers.items()
        )
    if isinstance(value, Mapping):
        return bool(value == usual or value.get("class_name") == usual)
    if isinstance(value, list | tuple):
        expected = usual if isinstance(usual, list | tuple) else [usual] * len(value)
        return len(value) == len(expected) and all(map(_same, value, expected))
    return bool(value == usual)
