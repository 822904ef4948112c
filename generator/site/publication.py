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
    # What another clone published since is history: a push that does not follow it would be refused.
    branch = f"+refs/heads/{BRANCH}:refs/remotes/{REMOTE}/{BRANCH}"
    subprocess.run(["git", "fetch", "--quiet", REMOTE, branch], cwd=root, check=False, capture_output=True)
    try:
        ghp_import.ghp_import(
            str(root / "site"),
            branch=BRANCH,
            remote=REMOTE,
            push=True,
            nojekyll=True,
            mesg="Publish the report",
        )
    # A commit that git refuses is an OSError or, when ghp-import tells it, a TypeError of its own making.
    except (ghp_import.GhpError, subprocess.CalledProcessError, OSError, TypeError) as error:
        raise LabError(
            f"Git n’a pas publié le site ({error}) ; ses messages sont ci-dessus. Vérifiez que le dépôt a un "
            f"dépôt distant « {REMOTE} », que vous pouvez y écrire et qu’il reste de la place, puis relancez "
            "« make publish »."
        ) from error
