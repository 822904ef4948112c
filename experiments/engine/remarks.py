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


class Remarks:
    """What a command says that stays true, and is worth repeating, as long as nothing changes."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def tell(self, remark: str, err: bool = False) -> None:
        """Say it."""
        click.echo(remark, err=err)
        self._said.append(remark)

    def keep(self) -> None:
        """Keep what was said, to be repeated should nothing change."""
        with contextlib.suppress(OSError), replaced_atomically(REMARKS) as file:
            file.write(json.dumps(self._said).encode())


def discovered(remarks: Remarks) -> tuple[list[Experiment], bool]:
    """Return the experiments, and whether a file declares some wrongly: it is said, and stops no other."""
    faults: list[ExperimentError] = []
    experiments = discover(refuse=faults.append)
    for fault in faults:
        click.echo(f"Erreur : {fault}", err=True)
    for said in unused():
        remarks.tell(f"Attention : {said}", err=True)
    return experiments, bool(faults)


def without_orphans(remarks: Remarks, folder: Path) -> tuple[list[Experiment], bool]:
    """Do as `discovered`, once the files of experiments that no longer exist are moved away, or said.

    Those of a file that cannot be read may still exist: nothing is moved then.
    """
    experiments, faulty = discovered(remarks)
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


def tell_absent_data(remarks: Remarks, judgements: list[Judgement], what_stands: str) -> None:
    """Say of which experiments the data are not there, and what stands in the meantime."""
    if judgements:
        remarks.tell(f"{_names(judgements)} : données absentes, {what_stands}.")


def tell_data_faults(judgements: list[Judgement]) -> bool:
    """Say once what is wrong with data that several experiments may share; tell whether something is."""
    faults: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.key.data_fault:
            faults.setdefault(judgement.key.data_fault, []).append(judgement)
    for fault, concerned in faults.items():
        click.echo(f"Erreur : données de {_names(concerned)} : {fault}", err=True)
    return bool(faults)


def _names(judgements: list[Judgement]) -> str:
    return ", ".join(judgement.experiment.id for judgement in judgements)
