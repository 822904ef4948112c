"""The chart of the histories of a family: what it says, marks, and is not drawn of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.figures.catalogue import group_drawings
from experiments.figures.histories import MARKS, histories, marked_epochs
from experiments.results.schema import Result
from tests.experiments.figures.samples import result
from tests.experiments.result_sample import sample_record

ACCURACIES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


def learned(identifier: str, *accuracies: float, **changes: object) -> Result:
    """Return a result with this accuracy on validation after each epoch."""
    record = sample_record()
    count = len(accuracies)
    training = record["training"] | {"epochs": count}
    history = {name: [0.5] * count for name in record["history"]} | {"val_accuracy": list(accuracies)}
    return result(id=identifier, training=training, history=history, **changes)


def test_each_model_says_where_it_starts_ends_and_is_best() -> None:
    drawing = histories([learned("essai-1", 0.5, 0.75, 0.7), learned("essai-2", 0.6, 0.8)])
    assert drawing is not None
    assert drawing.alternative == (
        "essai 1 : de 0,500 à 0,700, maximum de 0,750 à l’époque 2 ; "
        "essai 1 : de 0,600 à 0,800, maximum de 0,800 à l’époque 2."
    )
    assert drawing.caption == (
        "Premier entraînement de chaque modèle. Tous les modèles sont validés sur les mêmes 4 exemples. "
        "Une marque pleine est le maximum d’un modèle."
    )
    assert drawing.tooltips[1] == ("essai 1, époque 1 : 0,6000", "essai 1, époque 2 : 0,8000")
    assert drawing.table[1:] == ((1, 0.5, 0.6), (2, 0.75, 0.8), (3, 0.7, ""))
    assert drawing.sources == (
        "results/essai-1.json#/history/val_accuracy",
        "results/essai-2.json#/history/val_accuracy",
    )


def test_models_with_another_validation_are_not_said_to_be_comparable() -> None:
    other = sample_record()["evaluation"]
    other["validation"] = other["validation"] | {
        "labels": other["validation"]["labels"][::-1],
        "predictions": other["validation"]["predictions"][::-1],
    }
    drawing = histories([learned("essai-1", 0.5), learned("essai-2", 0.6, evaluation=other)])
    assert drawing is not None
    assert drawing.caption.startswith(
        "Premier entraînement de chaque modèle. "
        "Les modèles ne sont pas validés sur les mêmes exemples (4 exemples) : chaque courbe se lit seule."
    )


def test_a_model_alone_has_no_such_chart_and_each_family_has_its_own() -> None:
    assert histories([learned("essai-1", 0.5)]) is None
    names = ["a-1", "a-2", "b-1", "b-2", "c-1"]
    models = [learned(name, 0.5, family=name[0]) for name in names]
    drawn = [drawing.name for drawing in group_drawings(models)]
    assert [name for name in drawn if name.startswith("historiques")] == ["historiques-a", "historiques-b"]


@given(ACCURACIES)
def test_the_first_the_last_and_the_best_epochs_are_marked(accuracies: list[float]) -> None:
    marked = marked_epochs(accuracies)
    best = accuracies.index(max(accuracies)) + 1
    assert {1, len(accuracies), best} <= set(marked) <= set(range(1, len(accuracies) + 1))
    assert len(marked) <= MARKS + 1
    assert list(marked) == sorted(set(marked))


@pytest.mark.parametrize("count", [1, 2, 8])
def test_few_epochs_are_all_marked(count: int) -> None:
    assert marked_epochs([0.5] * count) == tuple(range(1, count + 1))
