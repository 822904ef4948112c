"""A survey: what was measured of the data of a family, without any of its models."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from experiments.results.provenance import Provenance
from experiments.results.record import Identifier, Positive, ProfileName, Proportion, Record

SURVEYS = "surveys"
# 1: first format.
SURVEY_FORMAT_VERSION: Literal[1] = 1


class Separation(Record):
    """How well two samples of images are told apart by a classifier that looks for nothing else.

    `area` is that under the ROC curve, on images of patients that the classifier has not seen; `low` and
    `high` are its interval, the patients of both samples being drawn again.
    """

    first_count: Positive
    second_count: Positive
    patients: Positive
    area: Proportion
    low: Proportion
    high: Proportion


class ClassSurvey(Record):
    """The images of one class: how well those of test are told from those of training.

    `control` is the same for two samples of the training images, drawn patient by patient: what chance gives.
    """

    category: str
    partitions: Separation
    control: Separation


class Survey(Record):
    """What was measured of the data of a family: one entry per class, in order.

    `side` is that of the images the classifier was given, in pixels; `folds` is how many times it was fitted.
    """

    format_version: Literal[1]
    id: Identifier
    profile: ProfileName
    side: Positive
    folds: Positive
    draws: Positive
    classes: Annotated[list[ClassSurvey], Field(min_length=2)]
    provenance: Provenance

    @property
    def file(self) -> str:
        """Path of the file inside the project."""
        return f"results/{SURVEYS}/{self.id}.json"


def survey_path(folder: Path, family: str) -> Path:
    """Return where the survey of the data of a family is kept, beside the results of `folder`."""
    return folder / SURVEYS / f"{family}.json"
