"""The files of data, read so that whatever is wrong with one is said in French."""

from collections.abc import Iterator
from contextlib import contextmanager

from experiments.errors import DataError
from experiments.project import DATA


@contextmanager
def told_if_unreadable() -> Iterator[None]:
    """Turn what the system says of a file of data into a sentence.

    Raises
    ------
    DataError
        If it says something, or if there is a pipe or a device among the data: its end would be waited for.
    """
    try:
        for path in DATA.glob("*"):
            if path.exists() and not path.is_file() and not path.is_dir():
                raise DataError(
                    f"{path} n’est pas un fichier ordinaire mais un tube ou un périphérique. "
                    "Retirez-le ou remplacez-le par l’original."
                )
        yield
    except OSError as error:
        raise DataError(
            f"{error.filename} : la lecture a échoué ({error.strerror}), un fichier lisible est attendu. "
            "Vérifiez ses droits, ou remplacez-le par l’original."
        ) from error
