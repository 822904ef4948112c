"""A folder of results: one that cannot be read never looks empty, and a file in it is never waited for."""

import errno
import os
import stat
import tempfile
from pathlib import Path

from experiments.errors import ResultError

# More than a result weighs, in bytes.
ROOM = 2**20
# A hundred times what a large one weighs.
LARGEST = 64 * 2**20


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


def content_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    OSError
        If it cannot be read, is a folder, a pipe or a device, or is larger than any result.
    """
    # A pipe would be waited for.
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "c’est un tube ou un périphérique", str(path))
        if status.st_size > LARGEST:
            raise OSError(errno.EFBIG, f"plus de {LARGEST // 2**20} Mio", str(path))
        return file.read()


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
