"""The results of a report, read once."""

import json
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from experiments.errors import ResultError
from experiments.results.files import read_result
from experiments.results.replication import replicates_of
from experiments.results.schema import Result

UNKNOWN = ""


class Results:
    """A folder of results, by family, each with the replicates that may be used beside it.

    A file that cannot be trusted only stops the pages of its family, so that the message can name them; the
    others are still checked.

    Parameters
    ----------
    shown : collection of str
        Families that pages describe.
    """

    def __init__(self, folder: Path, shown: Collection[str]) -> None:
        self.folder = folder
        self.shown = shown
        self._results: list[Result] = []
        self._faults: dict[str, list[str]] = {}
        for path in sorted(folder.glob("*.json")):
            try:
                result = read_result(path)
                self._results.append(result.with_replicates(replicates_of(result, folder).usable))
            except ResultError as error:
                self._faults.setdefault(self._claimed_family(path), []).append(str(error))

    def family(self, name: str) -> list[Result]:
        """Return the results of a family, in the order of its models.

        Raises
        ------
        ResultError
            If there is none, or if a file that may belong to it cannot be trusted.
        """
        faults = [*self._faults.get(name, []), *self._faults.get(UNKNOWN, [])]
        if faults:
            raise ResultError("\n".join(faults))
        found = [result for result in self._results if result.family == name]
        if not found:
            raise ResultError(
                f"{self.folder.name}/ : aucun résultat de la famille {name}. "
                f"Lancez « make report ONLY={name} »."
            )
        return sorted(found, key=lambda result: result.position)

    def check_all_shown(self) -> None:
        """Refuse a result that no page would show.

        Raises
        ------
        ResultError
            If there is one; the message names each.
        """
        strays = [result for result in self._results if result.family not in self.shown]
        if strays:
            raise ResultError(
                "\n".join(
                    f"{result.file} : aucune page ne montre la famille {result.family}. Ajoutez-la à "
                    f"« describes » dans le page.py d’une page, ou retirez ce résultat."
                    for result in strays
                )
            )

    @cached_property
    def profile(self) -> str:
        """``smoke`` as soon as one result is a trial, ``full`` otherwise."""
        return "smoke" if any(result.profile == "smoke" for result in self._results) else "full"

    def _claimed_family(self, path: Path) -> str:
        """Return the family that a faulty file says it belongs to, if it is one that pages show."""
        try:
            record = json.loads(path.read_bytes())
        except (ValueError, OSError):
            return UNKNOWN
        claimed = record.get("family") if isinstance(record, dict) else None
        return claimed if isinstance(claimed, str) and claimed in self.shown else UNKNOWN
