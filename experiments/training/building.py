"""Call what a student wrote, and say in French what goes wrong there."""

import re
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from experiments.errors import ExperimentError, LabError
from experiments.project import ROOT

HERE = Path(__file__).parent
IGNORED_DECAY = "Argument `decay` is no longer supported"
# Colours, the name of a node, where an operation was called.
DECORATION = (
    r"\x1b\[[0-9;]*m|\{\{function_node \S+\}\} |\[Op:\w+\] name:|Exception encountered when calling .*"
)
# What Keras says, and what to do about it; the first that suits is told.
REMEDIES = {
    r"not recognized: .*'lr'": "Écrivez learning_rate= au lieu de lr=.",
    re.escape(IGNORED_DECAY): (
        "Keras ignore decay= : donnez comme taux d’apprentissage une classe de keras.optimizers.schedules, "
        "par exemple InverseTimeDecay."
    ),
    r"(not recognized|[Uu]nrecognized keyword|unexpected keyword)": (
        "Enlevez cet argument ou corrigez son nom : il n’existe pas dans Keras 3."
    ),
    r"(Could not interpret|Unknown .*:|no attribute|is not defined|cannot import)": (
        "Vérifiez l’orthographe de ce nom."
    ),
    r"(output size would be zero or negative|[Nn]egative dimension)": (
        'L’image est devenue plus petite que le noyau : ajoutez padding="same", ou ôtez une réduction.'
    ),
    r"is incompatible with the layer": (
        "Vérifiez la forme de ce que cette couche reçoit (Flatten() avant Dense, Reshape avant Conv2D)."
    ),
    r"fully-defined": "Donnez toutes les dimensions dans Input(shape=…).",
    r"KerasTensor": "Employez les fonctions de keras.ops dans le modèle.",
    r"No such file|not found": "N’employez que des fichiers présents dans le projet.",
}


def build_model(build: Callable[[], Any]) -> Any:
    """Call a model function.

    Raises
    ------
    ExperimentError
        If it raises anything, or leaves Python; the message names its line and quotes the fault.
    """
    with warnings.catch_warnings():
        # Keras trains without the decay it was asked for.
        warnings.filterwarnings("error", message=IGNORED_DECAY)
        return run_foreign(build, "la construction du modèle")


def run_foreign(call: Callable[[], Any], doing: str, remedy: str = "Corrigez cette fonction.") -> Any:
    """Call code of a student, or of Keras on what a student wrote, where anything may be raised.

    Parameters
    ----------
    call : callable
    doing : str
        What it does, for the message: « la construction du modèle ».
    remedy : str
        What to do about a fault that is not known.
    """
    try:
        return call()
    except LabError:
        raise
    except SystemExit as error:
        raise ExperimentError(
            _sentence(_place(error) + "la fonction a appelé exit() : enlevez cet appel.")
        ) from error
    except Exception as error:
        known = (what for said, what in REMEDIES.items() if re.search(said, str(error)))
        raise ExperimentError(
            _sentence(f"{_place(error)}{doing} échoue ({_quote(error)}). {next(known, remedy)}")
        ) from error


def _place(error: BaseException) -> str:
    """Name the innermost line that is neither of a library nor of this package."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT) and "site-packages" not in path.parts and path.parent != HERE:
            return f"{path.name}, ligne {frame.lineno} : "
    return ""


def _quote(error: Exception) -> str:
    """Return the first line of a message that says something, without the decorations of the libraries."""
    # A KeyError shows its text as Python writes it, on one line.
    text = error.args[0] if isinstance(error, KeyError) and error.args else error
    lines = (re.sub(DECORATION, "", line).strip() for line in str(text).splitlines())
    first = next(filter(None, lines), "")
    return f"{type(error).__name__} : « {first} »" if first else type(error).__name__


def _sentence(text: str) -> str:
    return text if re.match(r"\S+\.py, ", text) else text[0].upper() + text[1:]
