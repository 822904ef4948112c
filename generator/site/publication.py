"""Publish the report of a commit on the branch that GitHub Pages serves."""

import io
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

from experiments.errors import LabError
from generator.report.writing import edited, told_if_unwritable
from generator.site.branch import MADE, NAME, Branch
from generator.site.build import KNOWN_STATES
from generator.site.pdf.made import carry
from generator.site.repository import AGAIN, Repository, listed

RESULTS = "results"
# Where the report of the commit is built, apart from what is being written.
FOLDER = "publication"
MESSAGE = "Publish the report of commit {}\n\nSource: {}\n"


def publish(root: Path, results: Path, replace: bool, tell: Callable[[str], None]) -> str:
    """Build the report of the last commit from its files alone, and push it on its branch.

    Parameters
    ----------
    root : Path
        Folder of the project.
    results : Path
        The results that were asked for: those of a trial are refused.
    replace : bool
        Whether the report may take the place of what this project did not write on the branch.
    tell : callable
        Receives what is being done.

    Returns
    -------
    str
        The commit whose report was published.

    Raises
    ------
    LabError
        If there is anything in the project that its last commit does not hold, if results or pages are not
        what the code makes, if what is on the branch would be lost, or if git refuses.
    """
    if results != root / RESULTS:
        raise LabError(
            "Un essai (PROFILE=smoke) ne se publie pas : ses modèles sont à peine entraînés. Lancez "
            "« make publish » sans PROFILE : seuls les résultats de results/ se publient."
        )
    repository = Repository(root)
    commit = repository.check()
    by_hand = edited(root / "docs")
    if by_hand:
        raise LabError(
            "Ces fichiers ne sont pas ce que le code écrit dans docs/, et ne seraient pas publiés :\n"
            f"{listed([f'docs/{path}' for path in by_hand])}\nPortez ce que vous y avez changé dans le "
            "gabarit de la page (page.md.j2), sa règle ou son résultat. Supprimez ensuite ces fichiers, "
            f"{AGAIN}"
        )
    branch = Branch.read(repository)
    tell("Vérification des résultats…")
    _run(
        root,
        ("experiments", "status"),
        "Un résultat n’est pas ce que le code donnerait : il est dit ci-dessus. Lancez « make report », "
        f"enregistrez ce qu’il a changé (« git add », « git commit »), {AGAIN}",
    )
    place = root / "build" / FOLDER
    shutil.rmtree(place, ignore_errors=True)
    try:
        with told_if_unwritable(place):
            _export(repository, commit, place)
            if (root / KNOWN_STATES).is_file():  # what was just found of the results is said of each number
                (place / KNOWN_STATES).parent.mkdir(exist_ok=True)
                shutil.copy(root / KNOWN_STATES, place / KNOWN_STATES)
            carry(root, place)
        tell(f"Construction du rapport du commit {commit[:12]}…")
        refused = f"Le rapport du commit ne se construit pas : c’est dit ci-dessus. Corrigez-le, {AGAIN}"
        _run(place, ("experiments", "figures"), refused)
        _run(place, ("generator", "site"), refused)
        site = place / "site"
        with told_if_unwritable(site):
            (site / MADE).touch()
        files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        kept = branch.kept(files, replace)
        tell(f"Envoi sur la branche {NAME}…")
        repository.push(branch.commit(site, kept, MESSAGE.format(commit[:12], commit)), f"refs/heads/{NAME}")
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return commit


def _export(repository: Repository, commit: str, place: Path) -> None:
    """Write the files of a commit, and nothing else, in a folder."""
    place.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(repository.git("archive", "--format=tar", commit))) as archive:
        archive.extractall(place, filter="data")


def _run(place: Path, module: tuple[str, ...], refused: str) -> None:
    """Run a command of the project as it is in a folder.

    Raises
    ------
    LabError
        If it fails: what it said, then `refused`.
    """
    command = [sys.executable, "-m", *module]
    finished = subprocess.run(command, cwd=place, text=True, capture_output=True, check=False)
    if finished.returncode:
        raise LabError(f"{finished.stdout}{finished.stderr}{refused}")
