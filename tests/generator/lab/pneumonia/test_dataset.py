"""The data of a model: counts, weights of the classes, origin."""

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.lab.pneumonia.dataset import DOUBTS, Tally, dataset
from tests.generator.lab.pneumonia.sample import counted, pneumonia_record, pneumonia_result


def test_each_split_is_counted() -> None:
    described = dataset(pneumonia_result(validation=counted(3, 1, 0, 8), test=counted(5, 5, 5, 15)))
    lines = {
        line.name: (line.images.value, line.normal.value, line.pneumonia.value) for line in described.splits
    }
    assert lines == {"entraînement": (2, 1, 1), "validation": (12, 4, 8), "test": (30, 10, 20)}
    assert [line.patients and line.patients.value for line in described.splits] == [None, 12, 30]
    assert described.splits[1].share.value == pytest.approx(2 / 3)


def test_images_of_one_patient_count_once() -> None:
    record = pneumonia_record()
    record["inspection"]["patients"]["test"] = [4, 4, 4, 9]
    patients = dataset(Result.model_validate(record)).splits[2].patients
    assert patients is not None and patients.value == 2


@pytest.mark.parametrize(
    ("source", "words", "framing"),
    [
        ("dossier", "disposition d’origine", "sans garder le rapport de la hauteur à la largeur."),
        ("MedMNIST", "pneumoniamnist_128.npz", "recadré au centre de la radiographie."),
        ("ailleurs", "ailleurs", ""),
    ],
)
def test_the_source_and_the_day_are_said(source: str, words: str, framing: str) -> None:
    record = pneumonia_record()
    record["data"]["description"]["source"] = source
    described = dataset(Result.model_validate(record))
    assert words in described.source
    assert described.framing.endswith(framing)
    assert bool(described.framing) == bool(framing)
    assert described.produced == "22 novembre 2026"
    assert (described.duplicates.value, described.shared.value) == (1, 0)


def test_what_was_counted_in_the_images_is_said() -> None:
    record = pneumonia_record()
    record["data"]["description"] |= {
        "source_counts": {"train": [1341, 3875], "validation": [8, 8], "test": [234, 390]},
        "labelled_differently": [["a", "b"], ["c", "d", "e"]],
        "set_aside": {"__MACOSX": 12, "train/COVID": 1},
        "patients_in_several_splits": 264,
        "without_patient": 0,
    }
    described = dataset(Result.model_validate(record))
    base = "results/cnn-pneumonia.json#/data/description"

    def told(tallies: list[Tally]) -> list[tuple[str, float, tuple[str, ...]]]:
        return [(tally.words, tally.number.value, tally.number.sources) for tally in tallies]

    assert told(described.origins) == [
        ("entraînement", 5216, (f"{base}/source_counts",)),
        ("validation", 16, (f"{base}/source_counts",)),
        ("test", 624, (f"{base}/source_counts",)),
    ]
    assert told(described.set_aside) == [
        ("__MACOSX", 12, (f"{base}/set_aside",)),
        ("train/COVID", 1, (f"{base}/set_aside",)),
    ]
    assert told(described.doubts) == [
        ("images présentes sous deux étiquettes", 2, (f"{base}/labelled_differently",)),
        (
            "numéros de patient présents dans plusieurs partitions",
            264,
            (f"{base}/patients_in_several_splits",),
        ),
        ("images dont le nom ne donne pas de patient", 0, (f"{base}/without_patient",)),
    ]


def test_an_older_description_has_fewer_counts() -> None:
    record = pneumonia_record()
    for name in (*DOUBTS, "source_counts", "set_aside"):
        del record["data"]["description"][name]
    described = dataset(Result.model_validate(record))
    assert (described.origins, described.doubts, described.set_aside) == ([], [], [])


def test_the_weights_of_the_classes_make_them_count_alike() -> None:
    record = pneumonia_record()
    record["data"]["splits"]["train"] = {"count": 5216, "class_counts": [1341, 3875]}
    record["evaluation"]["train"] |= {
        "count": 5216,
        "labels": "0" * 1341 + "1" * 3875,
        "predictions": "0" * 1341 + "1" * 3875,
        "confusion_matrix": [[1341, 0], [0, 3875]],
        "accuracy": 1.0,
        "probabilities": [0.1] * 1341 + [0.9] * 3875,
    }
    record["training"]["class_weights"] = [5216 / (2 * 1341), 5216 / (2 * 3875)]
    weights = dataset(Result.model_validate(record)).weights
    assert [weight.value for weight in weights] == pytest.approx([1.9448, 0.6730], abs=5e-5)
    assert sum(w.value * n for w, n in zip(weights, [1341, 3875], strict=True)) == pytest.approx(5216)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ({"train": [1, 1], "validation": [3, 1], "test": [2, 2]}, False),
        ({"train": [3, 1], "validation": [1, 1], "test": [2, 2]}, True),
        ({"train": [3, 1], "validation": [1, 1], "test": [1, 2]}, None),
        ({"train": [9, 1], "validation": [1, 1], "test": [2, 2]}, None),
        ({}, None),
    ],
)
def test_a_validation_drawn_again_is_told_from_the_published_one(
    published: dict[str, list[int]], expected: bool | None
) -> None:
    record = pneumonia_record(validation=counted(3, 0, 0, 1))
    record["data"]["description"]["source_counts"] = published
    assert dataset(Result.model_validate(record)).redrawn is expected


def test_a_share_that_is_counted_keeps_its_decimal() -> None:
    described = dataset(pneumonia_result(test=counted(3, 0, 0, 5)))
    assert described.splits[2].share.text == "62,5\u202f%"


def test_no_weights_no_equation() -> None:
    record = pneumonia_record()
    record["training"]["class_weights"] = None
    assert dataset(Result.model_validate(record)).weights == []


def test_weights_that_the_counts_do_not_give_are_refused() -> None:
    record = pneumonia_record()
    record["training"]["class_weights"] = [1.5, 1.0]
    with pytest.raises(ResultError) as caught:
        dataset(Result.model_validate(record))
    assert str(caught.value) == (
        "results/cnn-pneumonia.json\u202f: /training/class_weights\u202f: le modèle a été entraîné avec "
        "[1.5, 1.0], les effectifs donnent [1, 1]. Relancez l’expérience."
    )
