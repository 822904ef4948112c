"""Check that the libraries that train are those the results declare."""

import os
import sys
from collections.abc import MutableMapping

from experiments.engine.lock import NUMERICAL, installed_version, locked_versions
from experiments.errors import LabError
from experiments.project import BUILD
from experiments.training.settings import BACKENDS

# Environment variables that shorten a training, or that choose how a backend computes.
PERSONAL = (
    *("KERAS_MAX_EPOCHS", "KERAS_MAX_STEPS_PER_EPOCH", "KERAS_NNX_ENABLED"),
    *("TF_ENABLE_ONEDNN_OPTS", "TF_XLA_FLAGS", "XLA_FLAGS", "NVIDIA_TF32_OVERRIDE"),
    *("JAX_ENABLE_X64", "JAX_DEFAULT_MATMUL_PRECISION", "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"),
)


class TrainingEnvironmentError(LabError):
    """The libraries that train are not installed, or not in the versions of the lock.

    The Makefile knows this failure by its exit code, and installs them.
    """

    exit_code = 3


def backend() -> str:
    """Return the Keras backend in use: the one that ``KERAS_BACKEND`` names, TensorFlow by default.

    Raises
    ------
    LabError
        If Keras cannot train with it.
    """
    named = os.environ.get("KERAS_BACKEND") or BACKENDS[0]
    if named not in BACKENDS:
        raise LabError(
            f"KERAS_BACKEND vaut {named} : Keras n’entraîne qu’avec {', '.join(BACKENDS)}. "
            f"Choisissez l’un d’eux ou retirez cette variable."
        )
    return named


def isolate(chosen: str | None = None, environment: MutableMapping[str, str] = os.environ) -> None:
    """Keep the personal settings of Keras and its backends out of the numbers, as no key mentions them.

    To be called before Keras is imported.

    Parameters
    ----------
    chosen : str, optional
        The backend that an experiment asks for, in place of the one in use.
    environment : mapping, optional
        The variables to change: those of this process by default.
    """
    environment["KERAS_BACKEND"] = chosen or backend()
    environment["KERAS_HOME"] = str(BUILD / "keras")  # no keras.json written by another project
    environment.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    for variable in PERSONAL:
        environment.pop(variable, None)


def check_backend() -> None:
    """Refuse to train with a Keras that was imported with another backend than the one to use.

    Raises
    ------
    LabError
        If the choice has changed since this process began.
    """
    imported = sys.modules["keras"].backend.backend() if "keras" in sys.modules else None
    if imported not in (None, os.environ["KERAS_BACKEND"]):
        raise LabError(
            f"Le backend a changé pendant le lancement ({imported} attendu, {os.environ['KERAS_BACKEND']} "
            f"demandé). Relancez la commande."
        )


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
