"""Change what a training answered, and all that its record says of it."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.mnist import encode_png
from tests.perturbation.judged import CLIP, Judged, judged
from tests.perturbation.records import Record

SPLITS = ("train", "validation", "test")


def splits_of(training: Record) -> tuple[str, ...]:
    """Return the splits whose answers a result or a replicate keeps."""
    return tuple(split for split in SPLITS if split in training["evaluation"])


def answers(training: Record, split: str) -> Judged:
    """Return what a training answered on a split."""
    return judged(training["evaluation"][split])


def answer(training: Record, split: str, given: Judged) -> None:
    """Replace what a training answered on a split, and all that follows from it."""
    training["evaluation"][split] = given.record()
    if split == "validation":
        _settle_history(training)
    if "data" not in training:
        return
    _settle_description(training["data"], split, given)
    if split == "test":
        _settle_inspection(training["inspection"], given)
        _settle_samples(training["samples"], given)


def restrict(training: Record, split: str, kept: NDArray[np.int64]) -> None:
    """Keep some images of a split: their ranks, in order."""
    remaining = answers(training, split).taken(kept)
    place = {int(rank): new for new, rank in enumerate(kept)}
    if "data" in training:
        _restrict_inspection(training["inspection"], split, place)
        if split == "test":
            _restrict_samples(training["samples"], place)
    answer(training, split, remaining)


def kept_epoch(training: Record, patience: int | None) -> int:
    """Return the rank of the epoch whose weights are kept."""
    losses = training["history"]["val_loss"]
    return int(np.argmin(losses)) if patience is not None else len(losses) - 1


def patience_of(training: Record) -> int | None:
    """Return the patience of the early stopping of a result or of a replicate; None without any."""
    said = training["provenance"]["components"]["réglage patience"]
    return None if said == "None" else int(said)


def _settle_history(training: Record) -> None:
    """End the curves where the evaluation of the kept weights is."""
    history, judged_part = training["history"], training["evaluation"]["validation"]
    kept = kept_epoch(training, patience_of(training))
    before, after = history["val_loss"][kept], judged_part["loss"]
    factor = after / before if before > 0 else 1
    history["val_loss"] = [loss * factor for loss in history["val_loss"]]
    history["val_loss"][kept] = after
    shift = judged_part["accuracy"] - history["val_accuracy"][kept]
    history["val_accuracy"] = [min(max(each + shift, 0.0), 1.0) for each in history["val_accuracy"]]
    history["val_accuracy"][kept] = judged_part["accuracy"]


def _settle_description(data: dict[str, Any], split: str, given: Judged) -> None:
    """Say how many images the split holds, and its folder when it held the same."""
    described, counts = data["splits"][split], np.bincount(given.labels, minlength=given.classes).tolist()
    folders = data["description"].get("source_counts", {})
    if folders.get(split) == described["class_counts"]:
        folders[split] = counts
    described["count"], described["class_counts"] = len(given.labels), counts


def _settle_inspection(inspection: dict[str, Any], given: Judged) -> None:
    """Keep the pictures or the names of the misread images, and no others."""
    wrong = np.flatnonzero(~given.right).tolist()
    if "names" in inspection:
        names = inspection["names"]["test"]
        inspection["misread"] = [{"index": rank, "name": names[rank]} for rank in wrong]
        inspection["shown"] = [entry for entry in inspection["shown"] if entry["index"] in set(wrong)]
        return
    pictures = {entry["index"]: entry["png"] for entry in inspection["misread"]}
    # Another change may have left none.
    any_picture = next(iter(pictures.values()), None) or encode_png(np.zeros((28, 28), dtype=np.uint8))
    inspection["misread"] = [{"index": rank, "png": pictures.get(rank, any_picture)} for rank in wrong]


def _restrict_inspection(inspection: dict[str, Any], split: str, place: dict[int, int]) -> None:
    if split in inspection.get("names", {}):
        inspection["names"][split] = [inspection["names"][split][rank] for rank in place]
        patients = [inspection["patients"][split][rank] for rank in place]
        # Numbered in the order of their first image.
        numbers = {patient: number for number, patient in enumerate(dict.fromkeys(patients))}
        inspection["patients"][split] = [numbers[patient] for patient in patients]
    if split == "test":
        for name in ("misread", "shown"):
            inspection[name] = [
                {**entry, "index": place[entry["index"]]}
                for entry in inspection.get(name, [])
                if entry["index"] in place
            ]


def _restrict_samples(samples: dict[str, Any], place: dict[int, int]) -> None:
    left = [rank for rank, index in enumerate(samples["indices"]) if index in place]
    samples["indices"] = [place[samples["indices"][rank]] for rank in left]
    for name in ("labels", "outputs", "losses"):
        samples[name] = [samples[name][rank] for rank in left]


def _settle_samples(samples: dict[str, Any], given: Judged) -> None:
    """Let the examples that equations are checked on give the answers that are recorded."""
    for place, rank in enumerate(samples["indices"]):
        label, answer_, output = given.labels[rank], given.predictions[rank], samples["outputs"][place]
        if given.probabilities is not None:
            samples["outputs"][place] = [float(given.probabilities[rank])]
            samples["losses"][place] = float(given.losses[rank])
            continue
        top = int(np.argmax(output))
        if top == answer_:
            continue
        output[top], output[answer_] = output[answer_], output[top]
        samples["losses"][place] = -math.log(min(max(output[label], CLIP), 1 - CLIP))
    samples["total"] = math.fsum(samples["losses"]) / len(samples["losses"]) + samples["penalty"]
