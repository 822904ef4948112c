"""The versions of the libraries that the lock file sets."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from experiments.errors import ExperimentError
from experiments.project import TRAINING_LOCK

# Import name to distribution name, for the libraries whose version can change a number.
NUMERICAL = {
    "keras": "keras",
    "numpy": "numpy",
    "scipy": "scipy",
    "sklearn": "scikit-learn",
    "skimage": "scikit-image",
    "PIL": "pillow",
    "tensorflow": "tensorflow",
    "jax": "jax",
    "torch": "torch",
}
# The same code under another name, without what drives graphics cards.
SAME_AS = {"tensorflow": "tensorflow-cpu"}


def locked_versions(path: Path = TRAINING_LOCK) -> dict[str, str]:
    """Return the version of each distribution in a lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def numerical_versions(libraries: set[str], locked: dict[str, str]) -> dict[str, str]:
    """Return the version of each numerical library among those imported, by distribution.

    A backend of Keras that is not in the lock counts with the version installed.
    """
    versions = {}
    for library in sorted(libraries & NUMERICAL.keys()):
        distribution = NUMERICAL[library]
        version = locked.get(distribution) or installed_version(distribution)
        if version is None:
            raise ExperimentError(
                f"{distribution} n’est ni dans le verrou des dépendances ni installé : installez-le, "
                f"ou ne l’utilisez pas."
            )
        versions[distribution] = version
    return versions


def imported_versions(libraries: Mapping[str, str], locked: dict[str, str]) -> dict[str, str]:
    """Return the version of each library that the code of a model imports, by distribution.

    A library that is not in the lock counts with the version installed.

    Parameters
    ----------
    libraries : mapping of str
        Import name to where it is imported, file and line.
    """
    versions = {}
    for library, place in sorted(libraries.items()):
        distribution = NUMERICAL.get(library) or _distribution(library)
        version = locked.get(distribution) or installed_version(distribution)
        if version is None:
            raise ExperimentError(
                f"{place} : {library} n’est ni dans le verrou des dépendances ni installé : installez-le, "
                f"ou ne l’utilisez pas."
            )
        versions[distribution] = version
    return versions


@cache  # the metadata of all that is installed are read
def _distribution(library: str) -> str:
    """Return the name in a lock file of the distribution that brings a library."""
    name = metadata.packages_distributions().get(library, [library])[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def installed_version(distribution: str) -> str | None:
    """Return the version of a distribution that is installed, None when it is not."""
    for name in (distribution, SAME_AS.get(distribution, distribution)):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return None
