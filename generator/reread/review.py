"""The whole second reading of a report: its findings, what was checked and what could not be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from generator.reread.arithmetic.check import checked, passage_chains
from generator.reread.arithmetic.columns import column_findings
from generator.reread.arithmetic.less import less_findings
from generator.reread.arithmetic.mean import mean_findings
from generator.reread.arithmetic.quotient import quotient_findings
from generator.reread.arithmetic.remainder import remainder_findings
from generator.reread.arithmetic.row_totals import row_total_findings
from generator.reread.arithmetic.times import times_findings
from generator.reread.deadline import OutOfTimeError, deadline
from generator.reread.documents.block import Document, Kind
from generator.reread.documents.labelled import without_others
from generator.reread.documents.opening import UnreadableReportError, documents, scripts
from generator.reread.documents.passage import passages
from generator.reread.features.first_layer import first_layer_findings
from generator.reread.features.grid import grid_findings
from generator.reread.features.hog import hog_findings
from generator.reread.features.pixels import pixel_findings
from generator.reread.finding import Finding, Verdict, once, other_than
from generator.reread.knowledge import Knowledge
from generator.reread.learning.arguments import argument_findings
from generator.reread.learning.dropout import dropout_findings
from generator.reread.learning.formulas import formula_findings
from generator.reread.learning.named import name_findings
from generator.reread.learning.named_loss import named_loss_findings
from generator.reread.learning.said_defaults import said_default_findings
from generator.reread.models.compared import model_findings
from generator.reread.networks.check import NetworkReader
from generator.reread.networks.compared import compared_findings
from generator.reread.practice.batches import batch_findings
from generator.reread.practice.class_weights import class_weight_findings
from generator.reread.practice.partition import partition_size_findings
from generator.reread.practice.program import program_findings
from generator.reread.practice.scaling import scaling_findings
from generator.reread.practice.settings import setting_findings
from generator.reread.practice.validation import validation_findings
from generator.reread.restated.check import restated_findings
from generator.reread.scores.best_epoch import best_epoch_findings
from generator.reread.scores.between_epochs import between_findings
from generator.reread.scores.check import case_findings, score_findings
from generator.reread.scores.counted import share_findings
from generator.reread.scores.difference import difference_findings
from generator.reread.scores.history import history_findings
from generator.reread.scores.matched import matched_findings
from generator.reread.scores.order import order_findings
from generator.reread.scores.parts import part_findings
from generator.reread.scores.progress import progress_findings
from generator.reread.scores.rate_formulas import rate_formula_findings
from generator.reread.scores.sample import partition_findings
from generator.reread.scores.told import part_matrices, section_matrices
from generator.reread.scores.transposed import transposed_findings
from generator.reread.scores.trends import epoch_trend_findings
from generator.reread.tables.bundle import bundle_findings
from generator.reread.tables.claims import CLAIMS
from generator.reread.tables.fewer import fewer_findings
from generator.reread.tables.miscounted import miscounted_row_findings
from generator.reread.tables.mistakes import mistake_findings
from generator.reread.tables.place import Tables
from generator.reread.walk.section import walk_findings
from generator.reread.wording.conclusion import count_findings
from generator.reread.wording.phrase import phrase_findings
from generator.reread.wording.questions import question_findings
from generator.reread.wording.unfinished import unfinished_findings

# A report is read within this time of the processor; what is left then is said to be.
SECONDS = 6.5
# Nobody reads more.
MOST_FINDINGS, MOST_NOTICES = 300, 50


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


@dataclass
class Tally:
    """What was found so far, and how many statements were checked."""

    checked: int = 0
    findings: list[Finding] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def review(report: Path, knowledge: Knowledge, seconds: float = SECONDS) -> Review:
    """Read a report again; what cannot be read, or not within this time of the processor, is said to be."""
    tally = Tally()
    try:
        with deadline(seconds):
            _read(report, knowledge, tally)
    except UnreadableReportError as error:
        tally.notices.append(str(error))
    except OutOfTimeError:
        tally.notices.append(f"{report.name} : la lecture a pris trop de temps, la fin n’est pas relue.")
    return Review(
        report.name or str(report), tuple(tally.findings), tally.checked, tuple(tally.notices[:MOST_NOTICES])
    )


def _read(report: Path, knowledge: Knowledge, tally: Tally) -> None:
    read: list[Document] = []
    code = [*scripts(report)]
    for document in documents(report):
        read.append(document)
        tally.notices += document.notices
        for finding in once(_findings(document, knowledge, tally, code)):
            tally.findings.append(finding)
            if len(tally.findings) >= MOST_FINDINGS:
                tally.notices.append(
                    f"{report.name} : plus de {MOST_FINDINGS} remarques, la fin n’est pas relue."
                )
                return
    tally.findings += question_findings(read, knowledge.questions)


def _findings(
    document: Document,
    knowledge: Knowledge,
    tally: Tally,
    code: Sequence[Document],
) -> Iterator[Finding]:
    """Go through what does not hold in a document, one kind of check after another."""
    yield from _arithmetic(document, tally)
    networks = NetworkReader(document, knowledge, code)
    found = [*networks.findings()]
    yield from found
    tally.checked += networks.checked
    parts = [*part_findings(networks.outline.sections, knowledge.words, knowledge.class_counts)]
    yield from parts
    # What is left of a wrong total is no slip of its own.
    wrong_totals = {finding.place for finding in parts}
    tables = [
        section_matrices(section, knowledge.words, knowledge.class_counts)
        for section in networks.outline.sections
    ]
    every = [*chain.from_iterable(tables)]
    shown = [*part_matrices(networks.outline, tables)]
    for rank, section in enumerate(networks.outline.sections):
        own = [*networks.own(rank)]
        yield from formula_findings(section, networks.outline.title(rank), knowledge.names["n_classes"])
        yield from (each for each in remainder_findings(section) if each.place not in wrong_totals)
        told = walk_findings(section, networks.said[rank], knowledge, {x.place for x in found})
        yield from other_than(told, found)
        yield from hog_findings(networks.outline, rank, own, knowledge.side, knowledge.words.cases)
        yield from grid_findings(networks.outline, rank, knowledge.side)
        yield from pixel_findings(section, knowledge.side, networks.grammar)
        read = networks.every()
        yield from first_layer_findings(networks.outline, rank, networks.said[rank], knowledge.side, read)
        yield from rate_formula_findings(section, knowledge.class_counts)
        yield from difference_findings(section)
        yield from order_findings(section)
        yield from case_findings(section, knowledge.class_counts, knowledge.words, tables[rank])
        own_words = without_others(section, networks.labels)
        yield from score_findings(own_words, knowledge.class_counts, knowledge.words, shown[rank], every)
    yield from share_findings(networks.outline.sections, knowledge.words, knowledge.class_counts)
    yield from dropout_findings(networks.outline)
    yield from best_epoch_findings(networks.outline, knowledge.layers)
    yield from chain(
        batch_findings(networks.outline, knowledge.words),
        class_weight_findings(networks.outline, knowledge.class_counts, knowledge.words),
    )
    yield from partition_size_findings(networks.outline, [*map(sum, knowledge.class_counts)])
    for said in (
        history_findings,
        between_findings,
        progress_findings,
        epoch_trend_findings,
        transposed_findings,
        name_findings,
        named_loss_findings,
        said_default_findings,
    ):
        yield from said(networks.outline)
    grids = Tables(networks.outline)
    for claim in CLAIMS:
        yield from grids.worded(claim(networks.outline, grids))
    yield from bundle_findings(networks.outline.sections, knowledge.class_counts)
    yield from grids.worded(
        fewer_findings(networks.outline, grids, knowledge.class_counts, knowledge.words.cases)
    )
    for counted in (mistake_findings, miscounted_row_findings):
        yield from grids.worded(counted(networks.outline, grids, knowledge.class_counts))
    for check in (argument_findings, program_findings):
        yield from check(document.blocks)
    for coded in (setting_findings, scaling_findings, validation_findings):
        yield from coded(networks.outline, networks.companions)
    yield from matched_findings(networks.outline.sections, knowledge.class_counts, knowledge.words)
    yield from partition_findings(networks.outline, knowledge.words.cases)
    yield from phrase_findings(document.blocks, knowledge.phrases)
    yield from count_findings(document.blocks)
    titled = [*networks.titled()]
    yield from (weighed := [*compared_findings(networks.outline.sections, titled)])
    yield from other_than(model_findings(networks.outline, titled, knowledge.class_counts), weighed)
    yield from restated_findings(networks.outline, tally.findings, [*map(sum, knowledge.class_counts)])
    yield from unfinished_findings(networks.outline)


def _arithmetic(document: Document, tally: Tally) -> Iterator[Finding]:
    for block in document.blocks:
        # What a program printed is not what its authors computed.
        if block.printed:
            continue
        if block.kind is Kind.TABLE:
            yield from column_findings(block)
            yield from row_total_findings(block)
        yield from mean_findings(block)
        yield from times_findings(block)
        yield from less_findings(block)
        yield from quotient_findings(block)
        for passage in passages(block):
            for equality in passage_chains(passage):
                tally.checked += 1
                finding = checked(passage, equality)
                if finding:
                    yield finding
