"""Made-up surveys of the data of a family."""

from typing import Any

from experiments.results.provenance import key_of
from experiments.results.survey import Survey

Bounds = tuple[float, float, float]
CHANCE: Bounds = (0.5, 0.45, 0.55)


def separation(bounds: Bounds) -> dict[str, Any]:
    """Describe how well two samples are told apart: area, and both ends of its interval."""
    area, low, high = bounds
    counts = {"first_count": 1341, "second_count": 234, "patients": 1107}
    return {**counts, "area": area, "low": low, "high": high}


def survey_record(normal: Bounds, ill: Bounds, sha256: str = "0" * 64) -> dict[str, Any]:
    """Return a record whose classes are told apart so well, the control being what chance gives."""
    names = (("normal", normal), ("pneumonie", ill))
    return {
        "format_version": 1,
        "id": "cnn-pneumonia",
        "profile": "full",
        "side": 32,
        "folds": 5,
        "draws": 1000,
        "classes": [
            {"category": name, "partitions": separation(bounds), "control": separation(CHANCE)}
            for name, bounds in names
        ],
        "provenance": {
            "key": key_of({}),
            "components": {},
            "data": {"sha256": sha256},
            "libraries": {},
            "machine": {"system": "Linux", "processor": "x", "cores": 1, "python": "3.11"},
            "seconds": 3.0,
            "produced_at": "2026-11-22T15:00:00Z",
            "accepted": [],
        },
    }


def survey(normal: Bounds, ill: Bounds, sha256: str = "0" * 64) -> Survey:
    """Return the same as a survey."""
    return Survey.model_validate(survey_record(normal, ill, sha256))
