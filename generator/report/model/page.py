"""The page of one model: what it is, how it learned, how right it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.facts.reference import ModelReference
from generator.rules.decision import Verdict
from generator.sections.comparison import Line
from generator.sections.experiment import Experiment
from generator.sections.findings import curve_findings, reading_findings
from generator.sections.model import ModelSection

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class ModelPage:
    """One model of an experiment.

    Attributes
    ----------
    curves, reading : list of Verdict
        What its training history says, and its answers on the test examples.
    line : Line
        Its line among the models of the experiment.
    siblings : list of ModelReference
        The models of the experiment, in order; itself among them.
    """

    section: ModelSection
    curves: list[Verdict]
    reading: list[Verdict]
    line: Line
    siblings: list[ModelReference]


def model_pages(experiment: Experiment) -> Mapping[str, ModelPage]:
    """Make the page of each model of an experiment, by id."""
    lines = experiment.comparison.lines
    siblings = [line.model for line in lines]
    return {
        section.id: ModelPage(section, curve_findings(result), reading_findings(result), line, siblings)
        for section, result, line in zip(experiment.models, experiment.results, lines, strict=True)
    }
