"""The results of an experiment, read once and only when a page needs them."""

from functools import cache
from pathlib import Path

from experiments.errors import ResultError
from experiments.result_files import read_result
from experiments.results import Result


class ResultFolder:
    """A folder of results, by family.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = cache(read_result)

    def family(self, name: str) -> list[Result]:
        """Return the results of a family, in the order of its models.

        Raises
        ------
        ResultError
            If there is none, or if a file that may belong to it cannot be trusted.
        """
        results = [self._read(path) for path in sorted(self.folder.glob(f"{name}-*.json"))]
        found = [result for result in results if result.family == name]
        if not found:
            raise ResultError(
                f"{self.folder.name}/{name}-*.json : aucun résultat. Lancez « make report ONLY={name} »."
            )
        return sorted(found, key=lambda result: result.position)

    @property
    def profile(self) -> str:
        """Return ``smoke`` as soon as one result is a trial, ``full`` otherwise."""
        profiles = {self._read(path).profile for path in self.folder.glob("*.json")}
        return "smoke" if "smoke" in profiles else "full"
