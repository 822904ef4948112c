"""Check that the libraries that train are those the results declare."""

import os

from experiments.engine.lock import NUMERICAL, installed_version, locked_versions
from experiments.errors import LabError


class TrainingEnvironmentError(LabError):
    """The libraries that train are not installed, or not in the versions of the lock.

    The Makefile knows this failure by its exit code, and installs them.
    """

    exit_code = 3


def backend() -> str:
    """Return the Keras backend in use, as Keras itself reads it."""
    return os.environ.get("KERAS_BACKEND", "tensorflow")


def check_environment() -> None:
    """Refuse to train with other versions than those the results declare.

    Raises
    ------
    TrainingEnvironmentError
        If a numerical library is missing or has another version than the lock file says.
    """
    locked = locked_versions()
    faults = []
    for library in sorted(set(NUMERICAL.values()) & locked.keys()):
        installed = installed_version(library)
        if installed != locked[library] and (library != "tensorflow" or backend() == "tensorflow"):
            faults.append(f"{library} {locked[library]} attendu, {installed or 'rien'} installé")
    if faults:
        raise TrainingEnvironmentError(
            "L’environnement d’entraînement n’est pas celui du verrou : "
            + " ; ".join(faults)
            + ". Installez-le avec « make environnement »."
        )
