"""The whole second reading of a report: its findings, what was checked and what could not be read."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.reread.arithmetic.check import checked, passage_chains
from generator.reread.documents.block import Document, Kind
from generator.reread.documents.opening import UnreadableReportError, documents
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict
from generator.reread.networks.check import NetworkReader

# A report is read within this time; what is left then is said to be.
SECONDS = 7.0


@dataclass(frozen=True)
class Review:
    """What became of one report.

    Attributes
    ----------
    name : str
        Of the report, as it was given.
    checked : int
        Number of statements that were computed again.
    notices : tuple of str
        What could not be read, one French line each.
    """

    name: str
    findings: tuple[Finding, ...]
    checked: int
    notices: tuple[str, ...]

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """Return the findings with this verdict."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)


@dataclass(frozen=True)
class Knowledge:
    """What a laboratory knows of its reports.

    Attributes
    ----------
    names : mapping
        What names of the code are worth, unless it says otherwise.
    """

    names: Mapping[str, Any]


class Clock:
    """Tells when too much time went by."""

    def __init__(self, seconds: float = SECONDS, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._end = now, now() + seconds

    @property
    def over(self) -> bool:
        """Whether reading should stop."""
        return self._now() > self._end


@dataclass
class Tally:
    """How many statements were checked so far."""

    checked: int = 0


def review(report: Path, knowledge: Knowledge, clock: Clock | None = None) -> Review:
    """Read a report again; one that cannot be read is said to be."""
    clock, tally = clock or Clock(), Tally()
    try:
        read = [*documents(report)]
    except UnreadableReportError as error:
        return Review(report.name or str(report), (), 0, (str(error),))
    notices = [notice for document in read for notice in document.notices]
    findings: list[Finding] = []
    for document in read:
        findings += _arithmetic(document, clock, tally)
        networks = NetworkReader(document, knowledge.names)
        findings += networks.findings()
        tally.checked += networks.checked
        if clock.over:
            notices.append(f"{document.name} : la lecture a pris trop de temps, la fin n’est pas relue.")
            break
    return Review(report.name or str(report), tuple(findings), tally.checked, tuple(notices))


def _arithmetic(document: Document, clock: Clock, tally: Tally) -> Iterator[Finding]:
    for block in document.blocks:
        if block.kind is Kind.OUTPUT and block.lines[0].place.cell:
            continue
        for passage in passages(block):
            if clock.over:
                return
            for chain in passage_chains(passage):
                tally.checked += 1
                finding = checked(passage, chain)
                if finding:
                    yield finding
