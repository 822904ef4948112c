"""Move away the files that no page may show any more."""

from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.project import BUILD
from experiments.results.folder import json_files
from experiments.results.replicate import experiment_named, replicate_files


def orphans(experiments: list[Experiment], folder: Path) -> list[Path]:
    """Return the results and the replicates of experiments that no longer exist."""
    known = {experiment.id for experiment in experiments}
    results = [path for path in json_files(folder) if path.stem not in known]
    replicates = [path for path in replicate_files(folder) if experiment_named(path) not in known]
    return [*results, *replicates]


def retire_orphans(experiments: list[Experiment], folder: Path) -> list[Path]:
    """Move away the results and the replicates of experiments that no longer exist.

    Returns
    -------
    list of Path
        Where they are now.
    """
    return [retire(path, folder) for path in orphans(experiments, folder)]


def retire(path: Path, folder: Path) -> Path:
    """Move one file away and return where it is now, under the path it had in `folder`."""
    destination = BUILD / "retired" / path.relative_to(folder)
    destination.parent.mkdir(parents=True, exist_ok=True)
    return path.rename(destination)
