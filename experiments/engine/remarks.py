"""Say on the terminal what is found beside the experiments that are trained."""

import contextlib
import json
from pathlib import Path

import click

from experiments.atomic import replaced_atomically
from experiments.engine.catalogue import Experiment, discover, unused
from experiments.engine.judgement import Judgement
from experiments.engine.retirement import orphans, retire
from experiments.engine.standstill import REMARKS
from experiments.errors import ExperimentError, ResultError
from experiments.results.replicate import REPLICATES

# What this command said that stays true as long as nothing changes.
_lasting: list[str] = []


def discovered() -> tuple[list[Experiment], bool]:
    """Return the experiments, and whether a file declares some wrongly: it is said, and stops no other."""
    faults: list[ExperimentError] = []
    experiments = discover(refuse=faults.append)
    for fault in faults:
        click.echo(f"Erreur : {fault}", err=True)
    for said in unused():
        _tell_lasting(f"Attention : {said}", err=True)
    return experiments, bool(faults)


def without_orphans(folder: Path) -> tuple[list[Experiment], bool]:
    """Do as `discovered`, once the files of experiments that no longer exist are moved away, or said.

    Those of a file that cannot be read may still exist: nothing is moved then.
    """
    experiments, faulty = discovered()
    for path in [] if faulty else orphans(experiments, folder):
        what = "réplique déplacée" if path.parent.name == REPLICATES else "résultat déplacé"
        faulty |= not put_aside(path, folder, f"plus aucune expérience de ce nom, {what}")
    return experiments, faulty


def put_aside(path: Path, folder: Path, why: str) -> bool:
    """Move a file away and say why, or what keeps it there; tell which: nothing else stops for it."""
    try:
        place = retire(path, folder).parent
    except ResultError as error:
        click.echo(f"Erreur : {error}", err=True)
        return False
    click.echo(f"{path.stem} : {why} dans {place}.")
    return True


def tell_orphans(experiments: list[Experiment], faulty: bool, folder: Path) -> bool:
    """Say which files are of experiments that no longer exist, and whether there are some; see above."""
    found = [] if faulty else orphans(experiments, folder)
    for path in found:
        click.echo(
            f"Attention : {folder.name}/{path.relative_to(folder).as_posix()} : plus aucune expérience de ce "
            "nom, mais le rapport le montre encore. « python -m experiments run » le met de côté.",
            err=True,
        )
    return bool(found)


def tell_absent_data(judgement: Judgement, what_stands: str) -> None:
    """Say that the data of an experiment are not there, why, and what stands in the meantime."""
    _tell_lasting(f"{judgement.experiment.id} : données absentes, {what_stands}.")
    if judgement.key.data_fault:
        _tell_lasting(f"{judgement.experiment.id} : {judgement.key.data_fault}")


def keep_remarks() -> None:
    """Keep what was said that will be worth repeating, should nothing change."""
    with contextlib.suppress(OSError), replaced_atomically(REMARKS) as file:
        file.write(json.dumps(_lasting).encode())


def _tell_lasting(remark: str, err: bool = False) -> None:
    click.echo(remark, err=err)
    _lasting.append(remark)
