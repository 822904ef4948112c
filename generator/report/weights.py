"""The weights of trained models that pages offer: the files that trainings wrote, or why there are none."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from experiments.results.weights import SUFFIX, WEIGHTS, NoWeightsError, WeightsError, read_weights
from generator.report.address import site_path
from generator.sections.loaded import versioned


@dataclass(frozen=True)
class Offered:
    """The weights of one model, as a page offers them.

    Attributes
    ----------
    address : str
        Where the file is, seen from the page; its end changes with the file.
    reason : str
        Why there is none; empty when there is one.
    """

    address: str
    reason: str = ""


class WeightFiles:
    """The weights beside a folder of results, and those of them that pages offer.

    Weights that are not there, or that are those of another training, are no fault: the page says it.
    A damaged file is one.

    Attributes
    ----------
    damaged : list of (str, str)
        The pages that lack weights because a file is damaged, each with the reason.
    asked : dict of str
        What was answered for each model, training and page: a digest of the file, or why there is none.
    """

    def __init__(self, results: Path) -> None:
        self.results = results
        self.damaged: list[tuple[str, str]] = []
        self.asked: dict[tuple[str, str, str], str] = {}
        self._offered: dict[str, bytes] = {}

    def offered(self, identifier: str, training: str, path: str) -> Offered:
        """Offer the weights of a model on a page.

        Parameters
        ----------
        identifier : str
            Of its result.
        training : str
            What tells the training of this result from any other.
        path : str
            Of the page, under ``docs/``.
        """
        try:
            content = read_weights(self.results, identifier, training).content
        except WeightsError as error:
            if not isinstance(error, NoWeightsError):
                self.damaged.append((path, str(error)))
            self.asked[identifier, training, path] = str(error)
            return Offered("", error.why)
        self.asked[identifier, training, path] = hashlib.sha256(content).hexdigest()
        place = f"{WEIGHTS}/{identifier}{SUFFIX}"
        self._offered[place] = content
        return Offered(versioned(site_path(place, path), content))

    def files(self) -> dict[str, bytes]:
        """Return the files offered so far, by path under ``docs/``."""
        return dict(self._offered)
