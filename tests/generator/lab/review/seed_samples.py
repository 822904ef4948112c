"""Made-up results of the models that the original report describes."""

import copy
from collections.abc import Sequence
from typing import Any

from experiments.results.schema import Result
from generator.lab.review.check import Check
from generator.lab.review.grounds import Grounds
from generator.lab.review.page import review
from generator.lab.review.seed import CLAIMS, FILES, SeedSection, read_sections
from tests.generator.sample_layers import dense, dropout, network
from tests.generator.sample_losses import samples
from tests.generator.samples import evaluation, family, sample_record

DIGITS = "0123456789"
IMAGES = 10_000
LABELS = DIGITS * (IMAGES // len(DIGITS))
# What the report says each model gets wrong out of ten thousand.
WRONG = {"mlp-raw-1": 274, "mlp-raw-2": 202, "mlp-raw-3": 183, "mlp-hog-1": 224, "mlp-hog-2": 206}
LOSS = {"mlp-raw-1": 0.090, "mlp-raw-2": 0.071, "mlp-raw-3": 0.070, "mlp-hog-1": 0.094, "mlp-hog-2": 0.074}
NETWORKS = {
    "mlp-raw-1": network(
        [784],
        dense(784, 512, "sigmoid", "dense", "input_layer"),
        dense(512, 10, "softmax", "dense_1", "dense"),
    ),
    "mlp-raw-2": network(
        [784],
        dense(784, 512, "sigmoid", "dense", "input_layer"),
        dropout(512, 0.5, "dropout", "dense"),
        dense(512, 10, "softmax", "dense_1", "dropout"),
    ),
    "mlp-raw-3": network(
        [784],
        dense(784, 512, "sigmoid", "dense", "input_layer"),
        dropout(512, 0.5, "dropout", "dense"),
        dense(512, 256, "relu", "dense_1", "dropout"),
        dropout(256, 0.5, "dropout_1", "dense_1"),
        dense(256, 10, "softmax", "dense_2", "dropout_1"),
    ),
    "mlp-hog-1": network(
        [392],
        dense(392, 64, "relu", "dense", "input_layer"),
        dropout(64, 0.5, "dropout", "dense"),
        dense(64, 10, "softmax", "dense_1", "dropout"),
    ),
    "mlp-hog-2": network(
        [784],
        dense(784, 64, "relu", "dense", "input_layer"),
        dropout(64, 0.5, "dropout", "dense"),
        dense(64, 10, "softmax", "dense_1", "dropout"),
    ),
}
TRAINING = {
    "mlp-raw-1": (128, 10),
    "mlp-raw-2": (32, 20),
    "mlp-raw-3": (128, 30),
    "mlp-hog-1": (128, 50),
    "mlp-hog-2": (128, 20),
}
ORIENTATIONS = {"mlp-hog-1": 8, "mlp-hog-2": 16}


def ten_thousand(wrong: int, loss: float) -> dict[str, Any]:
    """Evaluate a model on ten thousand images: the first ones are wrong."""
    errors = {rank: DIGITS[(int(LABELS[rank]) + 1) % len(DIGITS)] for rank in range(wrong)}
    return {**evaluation(errors, LABELS, len(DIGITS)), "loss": loss, "loss_standard_error": 0.006}


def seed_record(identifier: str = "mlp-raw-1", wrong: int | None = None, loss: float | None = None) -> Any:
    """Return a fresh record of the same model as in the report, with scores close to the published ones."""
    record = sample_record(f"{identifier.rpartition('-')[0]}-1")
    batch_size, epochs = TRAINING[identifier]
    test = ten_thousand(
        WRONG[identifier] if wrong is None else wrong, LOSS[identifier] if loss is None else loss
    )
    record |= {
        "id": identifier,
        "position": int(identifier[-1]),
        "model": copy.deepcopy(NETWORKS[identifier]),
    }
    record["data"]["classes"] = list(DIGITS)
    record["data"]["splits"] = {
        name: {"count": IMAGES, "class_counts": [IMAGES // len(DIGITS)] * len(DIGITS)}
        for name in record["evaluation"]
    }
    if identifier in ORIENTATIONS:
        record["data"]["description"] |= {
            "orientations": ORIENTATIONS[identifier],
            "pixels_per_cell": 4,
            "image_shape": [28, 28],
        }
    record["training"] |= {"batch_size": batch_size, "epochs": epochs}
    record["history"] = {name: [0.5] * epochs for name in record["history"]}
    record["evaluation"] = dict.fromkeys(record["evaluation"], ten_thousand(0, 0.1)) | {"test": test}
    record["samples"] = samples(LABELS, len(DIGITS))
    return record


def seed_result(identifier: str = "mlp-raw-1", wrong: int | None = None, loss: float | None = None) -> Result:
    """Return the result of one of the models of the report."""
    return Result.model_validate(seed_record(identifier, wrong, loss))


def changed_report(*changes: tuple[str, str]) -> tuple[SeedSection, ...]:
    """Return the report with texts replaced by others, in quotations and claims alike."""
    sections: list[SeedSection] = []
    unused = {old for old, _ in changes}
    for name in FILES:
        text = (CLAIMS / f"{name}.toml").read_text(encoding="utf-8")
        for old, new in changes:
            unused -= {old} if old in text else set()
            text = text.replace(old, new)
        sections += read_sections(name, text)
    assert not unused, f"not in the report: {unused}"
    return tuple(sections)


def grounds(*changes: tuple[str, str], ours: Sequence[Result] | None = None) -> Grounds:
    """Hold a report, changed or not, against the same models as its own, or against others of ours."""
    results = [*map(seed_result, WRONG), *family("cnn-digits")] if ours is None else ours
    families = ("mlp-raw", "mlp-hog", "cnn-digits")
    return Grounds(changed_report(*changes), *(tuple(r for r in results if r.family == f) for f in families))


def same_but(*changed: Result) -> list[Result]:
    """Return the same models as those of the report and our CNNs, some of them changed."""
    ours = {result.id: result for result in [*map(seed_result, WRONG), *family("cnn-digits"), *changed]}
    return [*ours.values()]


def checks(code: str, held: Grounds, model: str = "") -> list[Check]:
    """Return what is found in the report by the checks of one name, in the sections of one model or all."""
    prefix = f"relecture-{model}"
    return [
        check
        for section in review(held).sections
        for check in section.checks
        if check.code == code and section.identifier.startswith(prefix)
    ]
