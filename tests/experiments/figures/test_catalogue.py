"""Which plots there are: the data decide."""

import re
from pathlib import Path

import pytest

from experiments.figures.catalogue import all_drawings, drawings, group_drawings, groups
from experiments.figures.names import REPORT, group_name
from experiments.results.files import write_result
from tests.experiments.figures.samples import described, inspected, judged, png, repeated, result
from tests.experiments.result_sample import sample_record

ALWAYS = ["historique-perte", "historique-exactitude", "confusion"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (result(), ALWAYS),
        (judged(), [*ALWAYS, "roc", "precision-rappel", "fiabilite", "seuils"]),
        (described(), [*ALWAYS, "hog-image", "hog-gradient", "hog-cellules", "hog-reference"]),
        (
            inspected(png(), [[1.0]]),
            [*ALWAYS, "roc", "precision-rappel", "fiabilite", "seuils", "occlusion-1"],
        ),
    ],
    ids=["any", "probabilities", "descriptor", "misread images"],
)
def test_the_data_of_a_result_decide(given: object, names: list[str]) -> None:
    assert {drawing.name for drawing in drawings(given)} == {*names}  # type: ignore[arg-type]


def test_models_judged_on_the_same_examples_make_a_group() -> None:
    first, second = result(id="a-1", family="pixels"), result(id="b-1", family="hog")
    alone = judged(labels="0101")
    ((name, together),) = groups([first, alone, second]).items()
    assert together == [first, second]
    assert name.startswith("comparaison-") and name == group_name(first) != group_name(alone)


def test_one_more_family_does_not_change_the_name_of_a_group() -> None:
    first, second = result(id="a-1", family="pixels"), result(id="b-1", family="hog")
    assert groups([result(id="c-1", family="aaa"), first, second]).keys() == groups([first, second]).keys()


def test_the_name_of_a_group_is_one_of_a_folder() -> None:
    data = sample_record()["data"]
    data["classes"][0] = "Côté gauche / haut"
    assert re.fullmatch(r"comparaison-cote-gauche-haut-[a-z0-9-]+", group_name(result(data=data)))


def test_the_same_classes_on_other_examples_make_none() -> None:
    other = judged(labels="1100", probabilities=(0.9, 0.9, 0.1, 0.1))
    assert groups([judged(), other]) == {}


def test_a_group_compares_weights_and_errors_and_seeds_when_there_are_some() -> None:
    wide = ["erreurs-communes", "poids-exactitude", "poids-couches"]
    names = ["historiques-essai", *wide, *(f"{name}-etroit" for name in wide)]
    assert {drawing.name for drawing in group_drawings([result(), result()])} == {*names}
    assert {drawing.name for drawing in group_drawings([repeated(), result()])} == {
        *("graines", "graines-etroit"),
        *names,
    }


def test_models_without_weights_have_none_to_show() -> None:
    record = sample_record()
    record["model"] |= {"parameters": 0, "trainable_parameters": 0}
    record["model"]["layers"][0] |= {"parameters": 0, "trainable_parameters": 0}
    bare = result(**record)
    assert {drawing.name for drawing in group_drawings([bare, bare])} == {
        "erreurs-communes",
        "erreurs-communes-etroit",
        "historiques-essai",
    }


def test_only_the_plots_of_those_asked_for_are_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for identifier in ("a-1", "a-2", "a-3"):
        write_result(tmp_path, result(id=identifier))
    whole = {(owner, drawing.name) for owner, drawing in all_drawings(tmp_path)}
    (group,) = {owner for owner, _ in whole} - {"a-1", "a-2", "a-3", REPORT}
    prepared = []
    monkeypatch.setattr(
        "experiments.figures.catalogue.drawings",
        lambda result: prepared.append(result.id) or drawings(result),  # type: ignore[func-returns-value]
    )
    for owners in ({"a-2"}, {group}, {"a-1", group}, set()):
        prepared.clear()
        found = {(owner, drawing.name) for owner, drawing in all_drawings(tmp_path, owners=owners)}
        assert found == {pair for pair in whole if pair[0] in owners}
        assert prepared == sorted(owners - {group})
