"""Make the pages of a case, and read them."""

import tempfile
import traceback
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.errors import LabError, ResultError
from experiments.results.survey import SURVEYS
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.comments.comments import Comments
from generator.report.comments.places import COMMENTS
from tests.perturbation.case import Case
from tests.perturbation.checks.agreement import agreement_faults
from tests.perturbation.checks.agreements import agreement_between_pages
from tests.perturbation.checks.comparisons import equality_faults, interval_faults, range_faults
from tests.perturbation.checks.directions import direction_faults
from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.passage import passages
from tests.perturbation.checks.precision import precision_faults
from tests.perturbation.checks.recomputed import recomputed_faults
from tests.perturbation.checks.rounding import rounding_faults
from tests.perturbation.checks.said import all_said
from tests.perturbation.checks.typography import typography_faults
from tests.perturbation.records import Record, Records

NO_PAGE = "(rapport)"
CONCERNED = "Pages concernées"


@dataclass(frozen=True)
class Examined:
    """What the pages of a case are, and what is wrong with them.

    Attributes
    ----------
    pages : dict of str
        Markdown by path; empty when the report could not be made.
    """

    number: int
    changes: tuple[str, ...]
    pages: dict[str, str]
    faults: tuple[Fault, ...]


def examine(case: Case) -> Examined:
    """Make the report of a case and read all of its pages."""
    pages: dict[str, str] = {}
    try:
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(action="error"):
            pages = pages_of(case.records, Path(folder))
        faults = tuple(dict.fromkeys(page_faults(pages, case.records)))
    except LabError as error:
        faults = (Fault(NO_PAGE, "une partie n’a pas pu être montrée", str(error)),)
    except Exception:  # whatever it is, the case must be told and the others examined.
        faults = (Fault(NO_PAGE, "une erreur que rien n’attend", traceback.format_exc(limit=-6)),)
    return Examined(case.number, case.changes, pages, faults)


def pages_of(records: Records, folder: Path) -> dict[str, str]:
    """Return the Markdown of the pages that records make, by path.

    Raises
    ------
    LabError
        If anything is not shown, but a survey that was edited.
    """
    edited = [f"{SURVEYS}/{family}.json" for family in sorted(records.edited)]

    def refuse(fault: ResultError) -> None:
        told = [line for line in str(fault).splitlines()[1:] if not line.startswith(CONCERNED)]
        if len(told) != len(edited) or not all(f in line for f, line in zip(edited, told, strict=True)):
            raise fault

    commented = folder / COMMENTS
    commented.mkdir()
    for name, text in records.comments.items():
        (commented / name).parent.mkdir(exist_ok=True)
        (commented / name).write_text(text, encoding="utf-8")
    rendered = render(LAB, records.write(folder / "results"), refuse, comments=Comments(commented))
    return {path: text.decode() for path, text in rendered.items() if path.endswith(".md")}


def page_faults(pages: Mapping[str, str], records: Records) -> Iterator[Fault]:
    """Go through what is wrong in the pages of a report."""
    files, every = files_of(records), []
    for path, markdown in pages.items():
        lines, said = passages(path, markdown), all_said(path, markdown)
        every += said
        yield from typography_faults(lines)
        yield from agreement_faults(lines)
        yield from rounding_faults(lines)
        yield from range_faults(lines)
        yield from precision_faults(path, markdown)
        yield from recomputed_faults(lines, files)
        yield from equality_faults(said)
        yield from interval_faults(said)
        yield from direction_faults(said, records)
    yield from agreement_between_pages(every)


def files_of(records: Records) -> dict[str, Record]:
    """Return the records by their file, as numbers name it."""
    files = {f"results/{identifier}.json": record for identifier, record in records.results.items()}
    for identifier, replicates in records.replicates.items():
        for each in replicates:
            files[f"results/replicates/{identifier}-seed-{each['seed']}.json"] = each
    files |= {f"results/{SURVEYS}/{family}.json": survey for family, survey in records.surveys.items()}
    return files
