"""A worker trains what the engine asks for, or says what differs."""

import pytest

from experiments.engine.agreement import check_agreement, differences
from experiments.engine.freshness import ABSENT_DATA, DATA, Key
from experiments.errors import DataError, ExperimentError

HERE = {
    "réglage epochs": "9",
    "modèle": "a",
    "module experiments.x": "b",
    "bibliothèque keras": "3",
    DATA: "d",
}


def test_the_same_project_is_accepted() -> None:
    check_agreement(HERE, Key(dict(reversed(HERE.items()))))


def test_data_that_the_engine_lacks_contradict_nothing() -> None:
    check_agreement({**HERE, DATA: ABSENT_DATA}, Key(HERE))


@pytest.mark.parametrize("name", HERE)
def test_whatever_differs_is_named(name: str) -> None:
    for other in ({**HERE, name: "other"}, {each: HERE[each] for each in HERE if each != name}):
        assert differences(HERE, other) == [name]
    with pytest.raises(ExperimentError) as caught:
        check_agreement(HERE, Key({**HERE, name: "other"}))
    assert str(caught.value) == (
        f"le projet de ce worker n’est pas celui de la commande ; diffèrent : {name}. "
        "Mettez sa copie du projet à jour."
    )


def test_many_differences_are_counted() -> None:
    with pytest.raises(ExperimentError) as caught:
        check_agreement(HERE, Key(dict.fromkeys(HERE, "other")))
    assert "réglage epochs, modèle, module experiments.x et 2 autres. " in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "said"), [(None, "aucune n’y a été trouvée"), ("Dossier absent.", "Dossier absent.")]
)
def test_data_that_a_worker_lacks_are_asked_for(fault: str | None, said: str) -> None:
    with pytest.raises(DataError) as caught:
        check_agreement(HERE, Key({**HERE, DATA: ABSENT_DATA}, data_fault=fault))
    assert str(caught.value) == (
        f"les données manquent sur ce worker : {said} "
        "Copiez-les-y, ou indiquez où elles sont avant de lancer « dask worker »."
    )
