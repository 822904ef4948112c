"""The versions of the libraries that the lock file sets."""

import re
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


def installed_version(distribution: str) -> str | None:
    """Return the version of a distribution that is installed, None when it is not."""
    for name in (distribution, SAME_AS.get(distribution, distribution)):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return None
