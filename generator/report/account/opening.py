"""Find the results of a report that someone names: a folder of results, a clone, or a site once built."""

from pathlib import Path

from experiments.errors import LabError
from experiments.results.folder import json_files
from generator.report.address import DOWNLOADS

# In a clone, then in a site.
INSIDE = ("results", DOWNLOADS)


class UnreadableReportError(LabError):
    """A report that cannot be read; 1 says that two reports differ."""

    exit_code = 2


def results_of(path: Path) -> Path:
    """Return the folder of the results of a report.

    Raises
    ------
    UnreadableReportError
        If there are none.
    """
    for folder in (*(path / name for name in INSIDE), path):
        if json_files(folder):
            return folder.resolve()
    raise UnreadableReportError(
        f"{path} : aucun résultat. Donnez un dossier de résultats (results/), un clone du projet, ou un site "
        f"construit, qui les contient dans {DOWNLOADS}/."
    )
