"""An argument of a layer, and how the description of the layer says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeAlias

from markupsafe import Markup

from generator.formulas.notation import Number

TIMES = Markup(" × ")
TO = Markup(" à ")
COMMA = Markup(", ")


class Shown(Protocol):
    """A number of a configuration, with the markup that says where it comes from."""

    @property
    def value(self) -> Number:
        """The number."""

    def __html__(self) -> str: ...


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
class Option:
    """An argument of a Keras layer; a description says it only when it is not what Keras would choose.

    Parameters
    ----------
    key : str
        As in Keras.
    wording : str
        French, ``{}`` where the value goes.
    usual : object
        What Keras takes by default: a value, the class of an object, `Like` another argument.
    singular : str
        The wording when the value is 1, where it differs.
    joint : Markup
        What stands between the numbers of a list.
    """

    key: str
    wording: str
    usual: Any = Usual.NONE
    singular: str = ""
    joint: Markup = TIMES

    def describe(self, config: Mapping[str, Any], setting: Setting) -> Markup:
        """Return the words for this argument; none when it is the usual one, or recorded as absent.

        Raises
        ------
        LabError
            As `setting` does, if an argument that is always said was not recorded.
        """
        usual = config.get(self.usual.key) if isinstance(self.usual, Like) else self.usual
        value = config.get(self.key, usual)
        if value is Usual.NONE:
            # It was not recorded: whoever reads the numbers says so.
            setting(self.key)
        if value is None or _same(value, usual):
            return Markup("")
        wording = self.singular if self.singular and value == 1 else self.wording
        return Markup(wording).format(self._shown(value, self.key, setting))  # noqa: S704 (a literal of a kind)

    def _shown(self, value: Any, path: str, setting: Setting) -> str | Shown:
        if isinstance(value, list | tuple):
            return self.joint.join(
                self._shown(each, f"{path}/{place}", setting) for place, each in enumerate(value)
            )
        if isinstance(value, Mapping):
            return self._object(value, path, setting)
        return str(value) if isinstance(value, str | None) else setting(path)

    def _object(self, value: Mapping[str, Any], path: str, setting: Setting) -> Markup:
        """Name an object of Keras, with its numbers: « L2 (l2 0,01) »."""
        numbers = [
            Markup("{} {}").format(key, setting(f"{path}/config/{key}"))
            for key, each in value.get("config", {}).items()
            if isinstance(each, int | float) and not isinstance(each, bool)
        ]
        name = Markup("{}").format(value.get("class_name", ""))
        return Markup("{} ({})").format(name, COMMA.join(numbers)) if numbers else name


def _same(value: Any, usual: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value.get("class_name") == usual)
    if isinstance(value, list | tuple):
        expected = usual if isinstance(usual, list | tuple) else [usual] * len(value)
        return len(value) == len(expected) and all(map(_same, value, expected))
    return bool(value == usual)
