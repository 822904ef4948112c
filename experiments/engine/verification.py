"""Train a sample of results again, away from them, and say whether they come out the same."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import click
import numpy as np

from experiments import language
from experiments.engine.backend import check_environment
from experiments.engine.catalogue import PACKAGE
from experiments.engine.comparison import compare
from experiments.engine.interruption import STARTED_BY_MAKE, interruptions
from experiments.engine.judgement import Judgement, State
from experiments.engine.plan import with_texts
from experiments.engine.seed_gap import SeedGap, seed_gap
from experiments.engine.session import INTERRUPTED_EXIT
from experiments.engine.store import URL
from experiments.errors import LabError, ResultError
from experiments.project import BUILD, RESULTS, ROOT
from experiments.results.files import read_result
from experiments.results.replication import examine_replicates
from experiments.results.schema import Result, result_path
from experiments.results.weights import (
    SUFFIX,
    WEIGHTS,
    WeightsError,
    read_weights,
    training_fingerprint,
    weights_path,
)
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import Profile, results_folder

SCRATCH = BUILD / "verification"
SPLIT_NAMES = {"train": "entraînement", "validation": "validation", "test": "test"}


def sample(judgements: list[Judgement], count: int, seed: int | None, named: bool) -> list[Judgement]:
    """Draw some of the results that could be made again: fresh ones, whose data are there. Say which.

    Parameters
    ----------
    seed : int or None
        The same seed draws the same; any, when it is None.
    named : bool
        Whether the user named these results, and is told of those that cannot be made again.

    Raises
    ------
    LabError
        If none could.
    """
    possible = [j for j in judgements if j.state is State.FRESH and j.key.has_data]
    for j in judgements if named else []:
        if j not in possible:
            why = "données absentes" if j.state is State.FRESH else f"résultat {j.state.value}"
            click.echo(f"{j.experiment.id} : {why}, il ne peut pas être vérifié.", err=True)
    if not possible:
        raise LabError("Aucun résultat à jour à vérifier. Lancez d’abord « make report ».")
    seed = secrets.randbelow(10_000) if seed is None else seed
    ranks = sorted(np.random.default_rng(seed).permutation(len(possible))[:count])
    drawn = [possible[rank] for rank in ranks]
    click.echo(f"Tirage {seed} (SEED={seed} le refait) : {', '.join(j.experiment.id for j in drawn)}.")
    return drawn


def hold_verification(judgements: list[Judgement], profile: Profile, jobs: int | None) -> int:
    """Train again what was judged, say what differs, and return the exit code that tells it.

    Raises
    ------
    TrainingEnvironmentError
        If the libraries that train are not those of the lock.
    LabError
        If the project cannot be copied.
    """
    check_environment()
    names = [judgement.experiment.id for judgement in judgements]
    try:
        _copy_project()
    except OSError as error:
        raise LabError(
            f"Le projet n’a pas pu être copié dans {SCRATCH} ({error.strerror or 'copie incomplète'}). "
            f"Vérifiez la place libre et les droits du dossier, puis relancez la commande."
        ) from error
    try:
        with interruptions():
            _train(names, profile, jobs)
    except KeyboardInterrupt:
        click.echo("Interrompu.", err=True)
        return INTERRUPTED_EXIT
    folder = SCRATCH / results_folder(profile).relative_to(ROOT)
    sound = [_tell(judgement, folder) for judgement in judgements]
    if all(sound):
        shutil.rmtree(SCRATCH)
        return 0
    click.echo(f"Ce qui a été réentraîné reste dans {folder.relative_to(ROOT)}.")
    return FAILURE_EXIT


def _copy_project() -> None:
    """Copy the code, to be trained as it is now, beside links to all the rest but what trainings write."""
    if SCRATCH.exists():
        shutil.rmtree(SCRATCH)
    SCRATCH.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name == PACKAGE:
            shutil.copytree(path, SCRATCH / path.name)
        elif path not in (BUILD, RESULTS) and not path.name.startswith("."):
            (SCRATCH / path.name).symlink_to(path)


def _train(names: list[str], profile: Profile, jobs: int | None) -> None:
    environment = {name: _absolute(value) for name, value in os.environ.items() if name != URL}
    together = [] if jobs is None else [f"--jobs={jobs}"]
    subprocess.run(
        [sys.executable, "-m", PACKAGE, "run", f"--profile={profile.name}", *together, "--", *names],
        cwd=SCRATCH,
        # It then stops when this process does, however that ends.
        env={**environment, STARTED_BY_MAKE: "1"},
        start_new_session=True,
        check=False,
    )


def _absolute(value: str) -> str:
    """Return a variable as it reads from the copy: a path out of the project would lead elsewhere."""
    return str(Path(value).absolute()) if value.startswith("../") else value


def _other_weights(result: Result, folder: Path) -> bool:
    """Tell whether weights are kept for a result and are not those that training it again gave."""
    training = training_fingerprint(result)
    own = ROOT / folder.relative_to(SCRATCH)
    if not os.path.lexists(weights_path(own, result.id)):
        return False
    try:
        kept = read_weights(own, result.id, training)
        return kept.content != read_weights(folder, result.id, training).content
    except WeightsError:
        return True


def _tell(judgement: Judgement, folder: Path) -> bool:
    """Say how a result compares with the one trained again; return whether nothing is wrong with it."""
    name = judgement.experiment.id
    assert judgement.result is not None
    try:
        again: Result = read_result(result_path(folder, name))
    except ResultError:
        click.echo(f"{name} : n’a pas pu être réentraîné.", err=True)
        return False
    found = compare(with_texts(judgement.result, judgement.experiment), again)
    where = "" if found.same_machine else " (autre machine que celle du résultat)"
    if not found.fields and _other_weights(judgement.result, folder):
        click.echo(
            f"{name} : résultat identique au bit près{where}, mais results/{WEIGHTS}/{name}{SUFFIX} ne porte "
            f"pas les poids de cet entraînement. « make report FORCE=1 ONLY={name} » les écrit."
        )
        return False
    if not found.fields:
        click.echo(f"{name} : identique au bit près{where}.")
        return True
    told = f"{name} : différent ({', '.join(found.fields)}), l’exactitude d’au plus {_points(found.accuracy)}"
    if found.same_machine:
        click.echo(f"{told} ; même machine : rien ne devrait changer.")
        return False
    own = ROOT / folder.relative_to(SCRATCH)
    kept = judgement.result.with_replicates(examine_replicates(judgement.result, own).usable)
    gap = seed_gap(kept, again)
    click.echo(f"{told} ; autre machine que celle du résultat : un écart est attendu{_judged(gap, name)}")
    return gap.within


def _judged(gap: SeedGap, name: str) -> str:
    """Say whether a gap between two machines is of those that seeds make."""
    if gap.gap == 0:
        return ", et l’exactitude n’a pas changé."
    if gap.bound is None:
        return (
            f", mais sans réplique rien ne dit s’il est trop grand. « make replicates ONLY={name} », "
            f"sur la machine du résultat, le dirait."
        )
    said = (
        f"{SPLIT_NAMES[gap.split]} : {_points(gap.gap)}, pour {_points(gap.bound)} au plus entre deux "
        f"graines, d’après {gap.trainings} entraînements"
    )
    if gap.within:
        return f", et celui-ci est de ceux que fait une autre graine ({said})."
    return (
        f", mais celui-ci dépasse ce que fait une autre graine ({said}). Le résultat ou les bibliothèques de "
        f"l’une des deux machines sont à revoir."
    )


def _points(difference: float) -> str:
    noun = language.plural(100 * difference, "point", "points")
    return f"{language.significant(100 * difference, 2)}{language.NO_BREAK_SPACE}{noun}"
