"""Made-up results with enough images and epochs for conclusions to be drawn."""

import copy
from pathlib import Path
from typing import Any

from experiments.results.files import write_result
from experiments.results.schema import Result
from tests.generator.lab.pneumonia.sample import IMAGE
from tests.generator.samples import CLASSES, NETWORKS, evaluation, radiograph_record, sample_record
from tests.generator.stub_plots import write_stub_plots

Record = dict[str, Any]

IMAGES = 400
EPOCHS = 12
LABELS = "".join(CLASSES) * (IMAGES // len(CLASSES))
# How many images each model gets wrong, on validation as on test; whoever gets fewer wrong gets no other.
ERRORS = {"mlp-raw-1": 90, "mlp-raw-2": 48, "mlp-hog-1": 70, "mlp-hog-2": 28, "cnn-1": 60, "cnn-2": 4}
# Both losses settle at the same place.
SETTLED = [0.25 + 2.0**-epoch for epoch in range(EPOCHS)]
# The loss on validation turns after four epochs.
TURNED = [*SETTLED[:4], *(SETTLED[3] + 0.125 * epoch for epoch in range(1, EPOCHS - 3))]


def larger_records() -> dict[str, Record]:
    """Return fresh records of all the models, by id."""
    records = {identifier: _larger(identifier) for identifier in NETWORKS}
    return records | {record["id"]: record for record in map(radiograph_record, (1, 2))}


def exchanged(records: dict[str, Record], first: str, second: str, *splits: str) -> dict[str, Record]:
    """Return the same records, two models having given each other's answers on some splits."""
    changed = copy.deepcopy(records)
    for here, there in ((first, second), (second, first)):
        changed[here]["evaluation"] |= {split: records[there]["evaluation"][split] for split in splits}
        # Which test images were misread, and their pictures.
        changed[here]["inspection"] = records[there]["inspection"]
    return changed


def overfitted(records: dict[str, Record], identifier: str) -> dict[str, Record]:
    """Return the same records, but for one curve: the validation loss of a model has turned."""
    changed = copy.deepcopy(records)
    changed[identifier]["history"]["val_loss"] = TURNED
    return changed


def write_records(folder: Path, records: dict[str, Record]) -> Path:
    """Write results in a folder."""
    for record in records.values():
        write_result(folder, Result.model_validate(record))
    return write_stub_plots(folder)


def _larger(identifier: str) -> Record:
    record = sample_record(identifier)
    # Each class in turn, always taken for the next one.
    wrong = {rank: CLASSES[(int(LABELS[rank]) + 1) % len(CLASSES)] for rank in range(ERRORS[identifier])}
    record["evaluation"] = {
        "train": evaluation({}, LABELS),
        "validation": evaluation(wrong, LABELS),
        "test": evaluation(wrong, LABELS),
    }
    for part in record["evaluation"].values():
        part["loss"] = SETTLED[-1]
    record["inspection"] = {"misread": [{"index": rank, "png": IMAGE} for rank in wrong]}
    counts = [IMAGES // len(CLASSES)] * len(CLASSES)
    record["data"]["splits"] = {
        split: {"count": IMAGES, "class_counts": counts} for split in record["evaluation"]
    }
    record["training"]["epochs"] = EPOCHS
    record["history"] = {
        "loss": SETTLED,
        "val_loss": SETTLED,
        "accuracy": [1 - loss / 4 for loss in SETTLED],
        "val_accuracy": [1 - loss / 4 for loss in SETTLED],
        "learning_rate": [0.001] * EPOCHS,
    }
    return record
