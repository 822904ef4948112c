"""The results of a report, read once."""

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from experiments.errors import ResultError
from experiments.results.content import file_content
from experiments.results.files import read_result
from experiments.results.folder import content_of, json_files
from experiments.results.replication import replicates_of
from experiments.results.schema import Result
from experiments.results.survey import SURVEYS, Survey
from experiments.results.survey_file import read_survey
from generator.report.notice import Notice


class Results:
    """A folder of results, by family, each with its replicates and what was measured of its data.

    One that cannot be trusted or shown is set aside with a notice: it takes no other along.

    Parameters
    ----------
    shown : collection of str
        Families that pages describe.

    Attributes
    ----------
    notices : list of Notice
        What was set aside; a file whose family cannot be told concerns every page.
    """

    def __init__(self, folder: Path, shown: Collection[str]) -> None:
        self.folder = folder
        self.shown = shown
        self.notices: list[Notice] = []
        self._results: list[Result] = []
        self._left_out: set[tuple[str, str]] = set()
        self._digests: dict[str, str] = {}
        self._files: dict[str, str] = {}
        for path in json_files(folder):
            try:
                before = _digest_of(path)
                result = read_result(path)
                self._files[result.id] = before if _digest_of(path) == before else ""
                self._results.append(result.with_replicates(replicates_of(result, folder).usable))
            except ResultError as error:
                file = f"{folder.name}/{path.name}"
                self.notices.append(Notice(file, str(error), self._claimed_family(path)))
        surveys = {family: self._survey(family) for family in {result.family for result in self._results}}
        self._results = [result.with_survey(surveys[result.family]) for result in self._results]

    def found(self, family: str, page: str = "") -> list[Result]:
        """Return the results of a family that can be shown, on a page, in the order of its models."""
        found = [
            result
            for result in self._results
            if result.family == family and (page, result.id) not in self._left_out
        ]
        return sorted(found, key=lambda result: result.position)

    def needed(self, family: str, page: str = "") -> list[Result]:
        """Return the same.

        Raises
        ------
        ResultError
            If there is none.
        """
        found = self.found(family, page)
        if found:
            return found
        lost = [notice for notice in self.notices if notice.concerns(page, [family])]
        raise ResultError(
            f"{self.folder.name}/ : aucun résultat de la famille {family}"
            + (" ne peut être montré." if lost else f". Lancez « make report ONLY={family} ».")
        )

    def set_aside(self, result: Result, reason: str) -> None:
        """Show a result nowhere, and say why where it would be."""
        self._results = [each for each in self._results if each.id != result.id]
        self.notices.append(Notice(result.names.model, reason, (result.family,)))

    def leave_out(self, result: Result, reason: str, page: str) -> None:
        """Do without a result on one page, and say why there."""
        self._left_out.add((page, result.id))
        self.notices.append(Notice(result.names.model, reason, page=page))

    def digest(self, result: Result) -> str:
        """Return a digest of all that a result, its replicates and the survey of its data hold."""
        if result.id not in self._digests:
            surveyed = [result.survey] if result.survey else []
            held = "\n".join(each.model_dump_json() for each in (*result.trainings, *surveyed))
            self._digests[result.id] = hashlib.sha256(held.encode()).hexdigest()
        return self._digests[result.id]

    def file(self, result: Result) -> bytes:
        """Return the file of a result as it was read, or another of the same content if it has changed."""
        with suppress(OSError):
            content = content_of(self.folder / f"{result.id}.json")
            if hashlib.sha256(content).hexdigest() == self._files[result.id]:
                return content
        return file_content(result)

    def strays(self) -> list[str]:
        """Say of each result that no page shows what to do of it."""
        return [
            f"{result.file} : aucune page ne montre la famille {result.family}. Ajoutez-la à "
            f"« describes » dans le page.py d’une page, ou retirez ce résultat."
            for result in self._results
            if result.family not in self.shown
        ]

    @property
    def profile(self) -> str:
        """``smoke`` as soon as one result is a trial, ``full`` otherwise."""
        return "smoke" if any(result.profile == "smoke" for result in self._results) else "full"

    def _survey(self, family: str) -> Survey | None:
        try:
            return read_survey(self.folder, family)
        except ResultError as error:
            file = f"{self.folder.name}/{SURVEYS}/{family}.json"
            self.notices.append(Notice(file, str(error), (family,)))
            return None

    def _claimed_family(self, path: Path) -> tuple[str, ...]:
        """Return the family that a faulty file says it belongs to, if it is one that pages show."""
        try:
            record = json.loads(content_of(path))
        except (ValueError, RecursionError, OSError):
            return ()
        claimed = record.get("family") if isinstance(record, dict) else None
        return (claimed,) if isinstance(claimed, str) and claimed in self.shown else ()


def _digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, nothing if it cannot be read: reading its result says why."""
    try:
        return hashlib.sha256(content_of(path)).hexdigest()
    except OSError:
        return ""
