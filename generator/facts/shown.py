"""A recorded setting, whatever it is, as a sentence shows it, and its change from one result to another."""

from collections.abc import Callable
from typing import Any

from generator.facts.quantity import Quantity, exact, setting
from generator.facts.reading import Reading
from generator.formulas.markup import Markup, enumeration

ARROW = Markup("{} : {} → {}")
# Enough to tell chosen numbers apart; when it is not, they are shown with all their figures.
DIGITS = 4
Write = Callable[[Reading], Quantity]


def changed(title: Markup, before: Reading | None, after: Reading | None) -> Markup:
    """Say how a setting changes; what stands on the two sides of the arrow always differs.

    Parameters
    ----------
    title : Markup
    before, after : Reading or None
        None, or a value of None, where there is no such setting.
    """
    for write in (short, setting):
        sides = [shown(side, write) for side in (before, after)]
        if plain(sides[0]) != plain(sides[1]):
            return ARROW.format(title, *sides)
    return Markup("{} : autre réglage").format(title)


def shown(reading: Reading | None, write: Write = setting) -> Markup:
    """Show a value of a result: a number with its source, an object of Keras by its name and settings."""
    value = None if reading is None else reading.value
    if reading is None or value is None:
        return Markup("sans")
    if isinstance(value, bool):
        return Markup("oui") if value else Markup("non")
    if isinstance(value, int | float):
        return Markup("{}").format(write(reading))
    if isinstance(value, list | tuple):
        members = [shown(Reading(each, f"{reading.source}/{i}"), write) for i, each in enumerate(value)]
        return enumeration(members) if members else Markup("aucun")
    if isinstance(value, dict):
        return _object(value, reading.source, write)
    return Markup("<code>{}</code>").format(str(value))


def plain(markup: Markup) -> str:
    """Return what a reader sees: the sources of two equal numbers differ."""
    return markup.striptags()


def short(reading: Reading) -> Quantity:
    """Return a number that fills its digits, such as a quotient, with a few of them."""
    whole = setting(reading)
    return whole if len(whole.text) <= DIGITS + 2 else exact(reading, DIGITS)


def _object(value: dict[str, Any], source: str, write: Write) -> Markup:
    """Name an object of Keras, or a table, with what it holds: « L2 (l2 0,01) »."""
    name, path = value.get("class_name"), f"{source}/config" if "class_name" in value else source
    settings = value.get("config") if name else value
    held = settings.items() if isinstance(settings, dict) else ()
    told = [
        Markup("{} {}").format(key, shown(Reading(each, f"{path}/{key}"), write))
        for key, each in held
        if each is not None and key != "name"
    ]
    listed = Markup(", ").join(told)
    if not name:
        return listed or Markup("aucun")
    return Markup("{} ({})").format(str(name), listed) if told else Markup("{}").format(str(name))
