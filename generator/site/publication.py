"""Publish the site on the branch that GitHub Pages serves."""

import subprocess
from pathlib import Path

import ghp_import

from experiments.errors import LabError
from generator.report.results import Results
from generator.site.build import is_current

BRANCH = "gh-pages"
REMOTE = "origin"


def publish(root: Path) -> None:
    """Commit ``site/`` on its branch and push it.

    Raises
    ------
    LabError
        If the site was not built from the committed results of full trainings, or if git refuses.
    """
    results = root / "results"
    if not is_current(root, results) or Results(results, ()).profile != "full":
        raise LabError(
            "Le site n’est pas construit à partir de results/ dans leur état actuel : un essai "
            "(PROFILE=smoke) ne se publie pas. Lancez « make report », puis « make publish »."
        )
    try:
        ghp_import.ghp_import(
            str(root / "site"),
            branch=BRANCH,
            remote=REMOTE,
            push=True,
            nojekyll=True,
            mesg="Publish the report",
        )
    except (ghp_import.GhpError, subprocess.CalledProcessError) as error:
        raise LabError(
            f"Git n’a pas publié le site : {error}. Vérifiez que le dépôt a un dépôt distant « {REMOTE} »."
        ) from error
