"""How much of the work is done: all of it, or a trial of the whole chain in seconds."""

from dataclasses import dataclass
from pathlib import Path

from experiments.project import BUILD, RESULTS


@dataclass(frozen=True)
class Profile:
    """A limit on the work of each training.

    Attributes
    ----------
    name : str
    images : int or None
        At most so many images per split.
    epochs : int or None
        At most so many epochs.
    """

    name: str
    images: int | None = None
    epochs: int | None = None


FULL = Profile("full")
SMOKE = Profile("smoke", images=500, epochs=2)
PROFILES = {profile.name: profile for profile in (FULL, SMOKE)}


def results_folder(profile: Profile) -> Path:
    """Return where the results of a profile are kept: a trial never mixes with the real ones."""
    return RESULTS if profile == FULL else BUILD / profile.name / "results"
