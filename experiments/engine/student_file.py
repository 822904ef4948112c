"""The files that students write: what is wrong with one concerns its experiments, and no other."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from experiments.code.source import parse
from experiments.errors import ExperimentError


@contextmanager
def told_if_unreadable(path: Path) -> Iterator[None]:
    """Say in French what keeps a file from being read and parsed.

    Raises
    ------
    ExperimentError
        If something does. A pipe is not opened: its end would be waited for.
    """
    try:
        if not path.is_file():
            raise ExperimentError(
                f"{path.name} n’est pas un fichier mais un dossier, un lien rompu, un tube ou un "
                "périphérique. Retirez-le ou donnez-lui un autre nom."
            )
        yield
    except OSError as error:
        raise ExperimentError(
            f"{path.name} ne peut pas être lu ({error.strerror}). Vérifiez ses droits, ou retirez-le."
        ) from error
    # What Python says of a zero byte, and of a thousand brackets inside one another.
    except (ValueError, RecursionError, MemoryError) as error:
        raise ExperimentError(
            f"{path.name} : ce n’est pas du Python valide ({error or 'trop de niveaux'}). Corrigez-le."
        ) from error


def tree_of(path: Path) -> ast.Module:
    """Parse a file; the tree is shared and must not be changed.

    Raises
    ------
    ExperimentError
        If it cannot be read or is not valid Python.
    """
    with told_if_unreadable(path):
        return parse(path)
