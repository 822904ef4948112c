"""Find what the files of a package define, so that adding a file is all it takes to add a kind."""

import importlib
import pkgutil
from typing import TypeVar

CATALOGUE = "catalogue"
Kind = TypeVar("Kind")


def found_in(package: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return every object of a class that the modules of a package hold under a name of their own.

    Parameters
    ----------
    package : str
        Full name; its module ``catalogue``, which asks, is left out.
    kind : type

    Returns
    -------
    tuple
        In the order of the names of the modules, then of their lines.
    """
    folders = importlib.import_module(package).__path__
    names = [module.name for module in pkgutil.iter_modules(folders) if module.name != CATALOGUE]
    modules = [importlib.import_module(f"{package}.{name}") for name in names]
    found = {id(held): held for module in modules for held in vars(module).values() if isinstance(held, kind)}
    return tuple(found.values())
