"""The data page: every result, how it was made, and its file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from experiments import language
from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import Quantity, computed_count, count, seconds
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.report.address import download_path
from generator.report.page import Contents, Index


@dataclass(frozen=True)
class ResultLine:
    """One result.

    Attributes
    ----------
    key : str
        Short form of the key that decides its freshness.
    replicates : Quantity
        How many trainings of the same model, with other seeds, the report uses.
    file : str
        Where it can be downloaded, under ``docs/``.
    """

    model: ModelReference
    key: str
    seed: Quantity
    replicates: Quantity
    duration: Quantity
    produced: str
    file: str


@dataclass(frozen=True)
class Workshop:
    """A machine with its libraries, and the results that were made there."""

    machine: str
    libraries: str
    models: list[ModelReference]


@dataclass(frozen=True)
class DataPage:
    """Every result of the report, where they were made, and what to say of their data."""

    lines: list[ResultLine]
    workshops: list[Workshop]
    sources: tuple[str, ...]
    methods: tuple[str, ...]


def data_page(path: str, sources: tuple[str, ...], methods: tuple[str, ...] = ()) -> Index:
    """Return the page.

    Parameters
    ----------
    path : str
        Under ``docs/``.
    sources : tuple of str
        Authors, title, year and licence of each data set.
    methods : tuple of str
        Authors, title and year of what describes each method that the report names.
    """
    return Index(path, Path(__file__).parent, lambda contents: _view(contents, sources, methods))


def _view(contents: Contents, sources: tuple[str, ...], methods: tuple[str, ...]) -> DataPage:
    places = grouped(contents.results, lambda result: (_machine(result), _libraries(result)))
    return DataPage(
        lines=[_line(result) for result in contents.results],
        workshops=[Workshop(*place, [reference(each) for each in made]) for place, made in places.items()],
        sources=sources,
        methods=methods,
    )


def _line(result: Result) -> ResultLine:
    moment = datetime.fromisoformat(result.provenance.produced_at)
    return ResultLine(
        model=reference(result),
        key=result.provenance.key[:8],
        seed=count(read(result, "/training/seed")),
        replicates=_replicates(result),
        duration=seconds(read(result, "/provenance/seconds")),
        produced=language.day(moment),
        file=download_path(result.id),
    )


def _replicates(result: Result) -> Quantity:
    number = len(result.replicates)
    sources = [replicate.file for replicate in result.replicates] or [result.file]
    return computed_count(
        number, tuple(f"{file}#/id" for file in sources), "entraînements, une graine chacun"
    )


def _machine(result: Result) -> str:
    machine = result.provenance.machine
    cores = language.plural(machine.cores, "cœur", "cœurs")
    return (
        f"{machine.processor}, {language.integer(machine.cores)} {cores}, {machine.system}, "
        f"Python {machine.python}"
    )


def _libraries(result: Result) -> str:
    return ", ".join(f"{name} {version}" for name, version in result.provenance.libraries.items())
