"""The whole second reading of a report: its findings, what was checked and what could not be read."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.reread.arithmetic.check import checked, passage_chains
from generator.reread.documents.block import Document, Kind
from generator.reread.documents.opening import UnreadableReportError, documents
from generator.reread.documents.passage import passages
from generator.reread.features.hog import hog_findings
from generator.reread.finding import Finding, Verdict
from generator.reread.knowledge import Knowledge
from generator.reread.learning.arguments import argument_findings
from generator.reread.learning.equation import equation_findings
from generator.reread.learning.named import name_findings
from generator.reread.networks.check import NetworkReader
from generator.reread.practice.curves import curve_findings
from generator.reread.practice.passes import pass_findings
from generator.reread.scores.check import score_findings
from generator.reread.wording.conclusion import conclusion_findings
from generator.reread.wording.phrase import phrase_findings
from generator.reread.wording.questions import question_findings
from generator.reread.wording.unfinished import unfinished_findings

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
        findings += _findings(document, knowledge, clock, tally)
        if clock.over:
            notices.append(f"{document.name} : la lecture a pris trop de temps, la fin n’est pas relue.")
            break
    findings += question_findings(read, knowledge.questions)
    return Review(report.name or str(report), tuple(findings), tally.checked, tuple(notices))


def _findings(document: Document, knowledge: Knowledge, clock: Clock, tally: Tally) -> Iterator[Finding]:
    """Go through what does not hold in a document, one kind of check after another."""
    yield from _arithmetic(document, clock, tally)
    if clock.over:
        return
    networks = NetworkReader(document, knowledge.names)
    yield from networks.findings()
    tally.checked += networks.checked
    for rank, section in enumerate(networks.outline.sections):
        own = [*networks.own(rank)]
        yield from equation_findings(section)
        yield from hog_findings(section, own, knowledge.side, networks.outline.title(rank))
        yield from score_findings(section, knowledge.class_counts)
        if clock.over:
            return
    for check in (argument_findings, name_findings, curve_findings, pass_findings):
        yield from check(document.blocks)
    yield from phrase_findings(document.blocks, knowledge.phrases)
    yield from conclusion_findings(document.blocks, [*networks.every()])
    yield from unfinished_findings(networks.outline)


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
