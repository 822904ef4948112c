"""List the files of a folder of results: a folder that cannot be read never looks empty."""

import os
from pathlib import Path

from experiments.errors import ResultError


def json_files(folder: Path) -> list[Path]:
    """Return the ``.json`` files of a folder, in order; none when there is no such folder.

    Raises
    ------
    ResultError
        If something of that name is there and cannot be listed.
    """
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ResultError(
            f"{folder} : la lecture a échoué ({error.strerror}), un dossier lisible est attendu. Vérifiez "
            f"ses droits (« chmod u+rwx {folder} »), ou déplacez ce qui porte ce nom."
        ) from error
    return sorted(folder / name for name in names if name.endswith(".json"))
