"""The page of one model: what it is, how it learned, how right it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.facts.reference import ModelReference
from generator.sections.comparison import Line
from generator.sections.experiment import Experiment
from generator.sections.findings import ModelFindings
from generator.sections.model import ModelSection

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class ModelPage:
    """One model of an experiment.

    Attributes
    ----------
    line : Line
        Its line among the models of the experiment.
    siblings : list of ModelReference
        The models of the experiment, in order; itself among them.
    """

    section: ModelSection
    findings: ModelFindings
    line: Line
    siblings: list[ModelReference]


def model_pages(experiment: Experiment) -> Mapping[str, ModelPage]:
    """Make the page of each model of an experiment, by id."""
    lines = experiment.comparison.lines
    siblings = [line.model for line in lines]
    return {
        section.id: ModelPage(section, findings, line, siblings)
        for section, findings, line in zip(experiment.models, experiment.findings, lines, strict=True)
    }
