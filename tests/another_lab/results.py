"""Made-up results of the garden: a wide network that errs, and a deep one that hardly does."""

from pathlib import Path
from typing import Any

from experiments.results.files import write_result
from experiments.results.provenance import key_of
from experiments.results.schema import Result
from tests.generator.sample_layers import dense, network
from tests.generator.sample_losses import loss, samples
from tests.generator.sample_optimizers import RMSPROP, worked_step
from tests.generator.stub_plots import write_stub_plot

CLASSES = ["iris", "lily"]
COUNTS = {"train": 1000, "validation": 400, "test": 1000}
WIDE = network([16], dense(16, 8, "relu", "dense", "input_layer"), dense(8, 2, "softmax", "dense_1", "dense"))
DEEP = network(
    [16],
    dense(16, 4, "relu", "dense", "input_layer"),
    dense(4, 4, "relu", "dense_1", "dense"),
    dense(4, 2, "softmax", "dense_2", "dense_1"),
)
FALLING = [1.0 - 0.0625 * epoch for epoch in range(9)]
SETTLED = [0.75, 0.5, 0.375, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25]
# What each network is, how its validation loss went, and one flower in how many it gets wrong.
WIDE_TRAINING = (WIDE, FALLING, 8)
DEEP_TRAINING = (DEEP, SETTLED, 200)
PLOTS = {"historique-perte": "Loss", "historique-exactitude": "Accuracy"}
CODE = '''@experiment(data=Garden(), batch_size=8, epochs=9)
def garden_{position}():
    """{intention}"""
    return keras.Sequential()'''


def write_garden(folder: Path, *, turned: bool = False) -> Path:
    """Write both results and their plots; `turned`, each network has the training of the other."""
    trainings = (DEEP_TRAINING, WIDE_TRAINING) if turned else (WIDE_TRAINING, DEEP_TRAINING)
    for position, training in enumerate(trainings, start=1):
        record = garden_record(position, *training)
        result = Result.model_validate(record)
        write_result(folder, result)
        plots = folder / "figures" / result.id
        for name, title in PLOTS.items():
            words = (title, f"A curve of the {result.names.model}", "Nine epochs.")
            write_stub_plot(plots, name, words, [f"{result.file}#/history"])
    return folder


def garden_record(
    position: int, model: dict[str, Any], losses: list[float], wrong_every: int
) -> dict[str, Any]:
    """Return the record of a network."""
    intention = f"Network {position} was tried in spring."
    return {
        "format_version": 4,
        "id": f"garden-{position}",
        "family": "garden",
        "position": position,
        "names": {
            "family": "garden networks",
            "model": f"garden network {position}",
            "inputs": "measures of a flower",
            "example": "flower",
            "examples": "flowers",
            "category": "species",
            "categories": "species",
        },
        "intention": intention,
        "code": CODE.format(position=position, intention=intention),
        "profile": "full",
        "data": {
            "classes": CLASSES,
            "description": {},
            "splits": {
                split: {"count": count, "class_counts": [count // 2] * 2} for split, count in COUNTS.items()
            },
        },
        "model": model,
        "training": {
            "optimizer": {"name": "RMSprop", "arguments": RMSPROP, "defaults": RMSPROP},
            "loss": loss("categorical_crossentropy"),
            "penalties": [],
            "batch_size": 8,
            "epochs": len(losses),
            "seed": 1,
            "patience": None,
            "class_weights": None,
            "precision": "float32",
            "backend": "tensorflow",
        },
        "history": {
            "loss": losses,
            "accuracy": [0.5] * len(losses),
            "val_loss": losses,
            "val_accuracy": [0.5] * len(losses),
            "learning_rate": [0.001] * len(losses),
        },
        "evaluation": {split: _evaluation(count, wrong_every) for split, count in COUNTS.items()},
        "inspection": {},
        "worked_step": worked_step(),
        "samples": samples("01" * (COUNTS["test"] // 2), len(CLASSES)),
        "features": None,
        "provenance": {
            "key": key_of({}),
            "components": {},
            "data": {"sha256": "1" * 64},
            "libraries": {},
            "machine": {"system": "Linux", "processor": "made up", "cores": 2, "python": "3.11.0"},
            "seconds": 45.0,
            "produced_at": "2026-01-02T03:04:05Z",
            "accepted": [],
        },
    }


def _evaluation(count: int, wrong_every: int) -> dict[str, Any]:
    """Answer about irises and lilies in turn, one in `wrong_every` wrongly."""
    labels = "01" * (count // 2)
    said = "".join(
        "10"[int(label)] if rank % wrong_every == 0 else label for rank, label in enumerate(labels)
    )
    answers = list(zip(labels, said, strict=True))
    matrix = [[answers.count((label, answer)) for answer in "01"] for label in "01"]
    return {
        "count": count,
        "loss": 0.25,
        "loss_standard_error": 0.03125,
        "accuracy": sum(label == answer for label, answer in answers) / count,
        "confusion_matrix": matrix,
        "labels": labels,
        "predictions": said,
        "probabilities": None,
        "misread_losses": [1.0] * sum(label != answer for label, answer in answers),
    }
