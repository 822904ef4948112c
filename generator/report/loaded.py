"""The files that pages load when a reader asks for what is in them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from experiments.language import day
from experiments.results.schema import Result
from generator.sections.confused import confused_file, confused_path
from generator.sections.loaded import loaded

TRAININGS = "donnees/entrainements.js"


def confused_files(results: Iterable[Result]) -> dict[str, bytes]:
    """Return the examples that each model confuses, by path under ``docs/``; none of one without pictures."""
    files = {confused_path(result): confused_file(result) for result in results}
    return {path: content for path, content in files.items() if content}


def trainings_file(results: Iterable[Result], states: Mapping[str, str]) -> dict[str, bytes]:
    """Return what a card says of each training: its seed, its day, and what was last found of its result.

    Parameters
    ----------
    states : mapping of str
        By key of the provenance of a result; of others nothing is said. Replicates are used as long as they
        are trainings of the same model: they are what it is.
    """
    said = {
        training.file: {
            "seed": training.training.seed if isinstance(training, Result) else training.seed,
            "day": day(datetime.fromisoformat(training.provenance.produced_at)),
            "state": states.get(result.provenance.key, ""),
        }
        for result in results
        for training in result.trainings
    }
    return {TRAININGS: loaded(said)}
