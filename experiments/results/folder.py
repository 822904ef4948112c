"""List the files of a folder of results: a folder that cannot be read never looks empty."""

import os
import tempfile
from pathlib import Path

from experiments.errors import ResultError

# More than a result weighs, in bytes.
ROOM = 2**20


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


def check_writable(folder: Path) -> None:
    """Refuse a folder where no result could be written, before anything is computed for it.

    Raises
    ------
    ResultError
        If so.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(ROOM))
    except OSError as error:
        raise ResultError(
            f"{folder} : l’écriture a échoué ({error.strerror}). Rien n’a été entraîné. Vérifiez la place "
            "libre et les droits du dossier, puis relancez la commande."
        ) from error
