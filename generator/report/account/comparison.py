"""What differs between two reports: models, scores, verdicts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.facts.differences import differences
from generator.facts.quoted import passage
from generator.report.account.account import Account, ToldVerdict, account, told_fields
from generator.report.account.opening import UnreadableReportError, results_of
from generator.report.account.scores import Scores
from generator.report.lab import Lab

# 1: first format.
FORMAT_VERSION = 1
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class ScoreChange:
    """The scores of a model on a split, in each report; `apart` if the two intervals do not meet."""

    split: str
    first: Scores
    second: Scores
    apart: bool


@dataclass(frozen=True)
class ModelChange:
    """A model that both reports have, and how it differs.

    Attributes
    ----------
    differences : tuple of str
        Of its data, its network and its training, one French phrase each.
    scores : tuple of ScoreChange
        On the splits where they differ.
    """

    id: str
    name: str
    differences: tuple[str, ...]
    scores: tuple[ScoreChange, ...]


@dataclass(frozen=True)
class VerdictChange:
    """A question that has another verdict, or that only one report puts to models that both have."""

    first: ToldVerdict | None
    second: ToldVerdict | None


@dataclass(frozen=True)
class ReportComparison:
    """What differs between two reports.

    Attributes
    ----------
    first, second : str
        Folders of their results.
    only_first, only_second : tuple of str
        Ids of the models that the other one does not have.
    models : tuple of ModelChange
    verdicts : tuple of VerdictChange
    lacking : tuple of str
        What could not be read of either.
    """

    first: str
    second: str
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    models: tuple[ModelChange, ...]
    verdicts: tuple[VerdictChange, ...]
    lacking: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.only_first or self.only_second or self.models or self.verdicts)

    def json(self) -> str:
        """Write it as JSON: the same names."""
        content = {
            "format_version": FORMAT_VERSION,
            "same": self.same,
            **asdict(self, dict_factory=told_fields),
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def compare_reports(lab: Lab, first: Path, second: Path) -> ReportComparison:
    """Compare two reports of a laboratory, as its rules judge them both.

    Parameters
    ----------
    lab : Lab
    first, second : Path
        See `generator.report.account.opening.results_of`.

    Raises
    ------
    UnreadableReportError
        If one cannot be read.
    """
    folders = results_of(first), results_of(second)
    try:
        (one, ours), (other, theirs) = (account(lab, folder) for folder in folders)
    except LabError as error:
        raise UnreadableReportError(str(error)) from error
    known, met = ({result.id for result in results} for results in (ours, theirs))
    return ReportComparison(
        first=str(folders[0]),
        second=str(folders[1]),
        only_first=tuple(result.id for result in ours if result.id not in met),
        only_second=tuple(result.id for result in theirs if result.id not in known),
        models=tuple(_model_changes((one, ours), (other, theirs))),
        verdicts=tuple(_verdict_changes(one.verdicts, other.verdicts, known & met)),
        lacking=tuple(
            f"{folder} : {line}"
            for folder, told in zip(folders, (one, other), strict=True)
            for line in told.lacking
        ),
    )


def _model_changes(
    one: tuple[Account, list[Result]], other: tuple[Account, list[Result]]
) -> list[ModelChange]:
    told = {model.id: model for model in other[0].models}
    results = {result.id: result for result in other[1]}
    found = []
    for model, result in zip(one[0].models, one[1], strict=True):
        if model.id in told:
            scores = _score_changes(model.scores, told[model.id].scores)
            phrases = tuple(passage(p).text for p in differences(result, results[model.id]))
            if scores or phrases:
                found.append(ModelChange(model.id, model.name, phrases, scores))
    return found


def _score_changes(first: dict[str, Scores], second: dict[str, Scores]) -> tuple[ScoreChange, ...]:
    both = [(split, first[split], second[split]) for split in first if split in second]
    return tuple(
        ScoreChange(split, a, b, apart=a.high.value < b.low.value or b.high.value < a.low.value)
        for split, a, b in both
        if (a.accuracy.value, a.loss.value) != (b.accuracy.value, b.loss.value)
    )


def _verdict_changes(
    first: Sequence[ToldVerdict], second: Sequence[ToldVerdict], both: set[str]
) -> Iterator[VerdictChange]:
    """Go through the questions whose verdict differs; one about a model that a report lacks is no news."""
    ours, theirs = _keyed(first), _keyed(second)
    for key in {**ours, **theirs}:
        one, other = ours.get(key), theirs.get(key)
        if one and other:
            if one.outcome != other.outcome:
                yield VerdictChange(one, other)
        elif (only := one or other) and both.issuperset(only.subjects):
            yield VerdictChange(one, other)


def _keyed(verdicts: Sequence[ToldVerdict]) -> dict[Key, ToldVerdict]:
    """Return verdicts by what they answer; those to one question, on one page, follow one another."""
    found: dict[Key, ToldVerdict] = {}
    for verdict in verdicts:
        keys = ((verdict.page, verdict.rule, verdict.question, rank) for rank in count())
        found[next(key for key in keys if key not in found)] = verdict
    return found
