"""What a training keeps after each epoch, so that one that is killed goes on from there."""

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.atomic import replaced_atomically
from experiments.data.datasets import Reporter

Array = NDArray[Any]

DIGEST_SIZE = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Progress:
    """Everything the next epoch depends on.

    Attributes
    ----------
    history : dict of list of float
        One value per epoch done.
    seconds : float
        Time the epochs took.
    variables : list of arrays
        State of the model, of its optimiser and of the random numbers.
    best : list of arrays
        Weights of the epoch with the least validation loss; empty where they are not kept.
    """

    history: dict[str, list[float]]
    seconds: float
    variables: list[Array]
    best: list[Array]


@dataclass(frozen=True)
class Checkpoint:
    """The file where the progress of one training is kept.

    An ``.npz`` archive followed by the SHA-256 of its bytes, which NumPy ignores: nothing of a damaged
    file is read.

    Attributes
    ----------
    path : Path
    key : str
        Names all that the numbers of the training depend on: progress under another key is of no use.
    """

    path: Path
    key: str

    def save(self, progress: Progress) -> None:
        """Replace what is kept.

        Raises
        ------
        OSError
            If the file cannot be written; what was kept before is still there.
        """
        about = {"key": self.key, "history": progress.history, "seconds": progress.seconds}
        arrays = {
            **{f"variable_{i}": array for i, array in enumerate(progress.variables)},
            **{f"best_{i}": array for i, array in enumerate(progress.best)},
        }
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, about=np.array(json.dumps(about)), **arrays)
        with replaced_atomically(self.path) as file:
            file.write(buffer.getbuffer())
            file.write(hashlib.sha256(buffer.getbuffer()).digest())

    def load(self, reporter: Reporter) -> Progress | None:
        """Return what is kept, None when there is nothing or nothing of use, which is then set aside."""
        try:
            content = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            reporter.note(
                f"Le point de reprise {self.path} ne peut pas être lu ({error.strerror}) : "
                f"l’entraînement recommence à la première époque."
            )
            return None
        archive, digest = content[:-DIGEST_SIZE], content[-DIGEST_SIZE:]
        if hashlib.sha256(archive).digest() != digest:
            self.set_aside(reporter, "est endommagé")
            return None
        with np.load(io.BytesIO(archive), allow_pickle=False) as arrays:
            about = json.loads(str(arrays["about"]))
            if about["key"] != self.key:
                self.set_aside(reporter, "date d’avant un changement du code, des réglages ou des données")
                return None
            return Progress(
                about["history"], about["seconds"], _listed(arrays, "variable"), _listed(arrays, "best")
            )

    def set_aside(self, reporter: Reporter, fault: str) -> None:
        """Rename the file, which stays at hand without being read again, and say why."""
        aside = self.path.with_name(f"{self.path.name}.ecarte")
        try:
            self.path.replace(aside)
            fate = f"il est mis de côté ({aside.name})"
        except OSError as error:
            fate = f"il n’a pas pu être mis de côté ({error.strerror})"
        reporter.note(
            f"Le point de reprise {self.path} {fault} : {fate} et "
            f"l’entraînement recommence à la première époque."
        )

    def remove(self) -> None:
        """Delete the file, once the result of the training is written."""
        self.path.unlink(missing_ok=True)


def _listed(arrays: Any, prefix: str) -> list[Array]:
    count = sum(name.startswith(f"{prefix}_") for name in arrays)
    return [arrays[f"{prefix}_{i}"] for i in range(count)]
