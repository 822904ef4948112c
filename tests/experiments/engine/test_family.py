"""A family names itself, and every slip of the pen gets its own French sentence."""

import ast

import pytest

from experiments.engine.catalogue import discover
from experiments.engine.family import EXAMPLE, VARIABLE, family_of
from experiments.errors import ExperimentError

WORDS = {
    "name": "MLP sur les pixels",
    "model": "MLP {} sur les pixels",
    "inputs": "soit les niveaux de gris",
    "example": "image",
    "examples": "images",
    "category": "chiffre",
    "categories": "chiffres",
}


def refusal(code: str) -> str:
    with pytest.raises(ExperimentError) as caught:
        family_of(ast.parse(code), "mlp_new.py")
    assert str(caught.value).endswith(EXAMPLE)
    return str(caught.value).removesuffix(f" Par exemple :\n{EXAMPLE}")


def test_a_model_is_named_after_its_rank() -> None:
    names = family_of(ast.parse(f"{VARIABLE} = {WORDS}"), "mlp_new.py").names(2)
    assert (names.family, names.model) == ("MLP sur les pixels", "MLP 2 sur les pixels")
    assert (names.example, names.examples) == ("image", "images")


def test_the_example_of_the_messages_is_a_family() -> None:
    assert family_of(ast.parse(EXAMPLE), "mlp_new.py").names(1).model == "MLP 1 sur les pixels"


def test_two_models_never_share_a_name() -> None:
    names = [experiment.names.model for experiment in discover()]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"inputs": None}, "inputs doit être un texte, pas None"),
        ({"example": " "}, "example doit être un texte, pas ' '"),
        ({"color": "rouge"}, "color n’existe pas"),
        ({"model": "MLP"}, "model doit contenir une fois {}, la place du rang du modèle"),
        ({"model": "MLP {} {x}"}, "model contient une accolade de trop"),
    ],
)
def test_what_is_wrong_with_a_family_is_said(changes: dict[str, object], fault: str) -> None:
    assert refusal(f"{VARIABLE} = {WORDS | changes}") == f"mlp_new.py, ligne 1, FAMILY : {fault}."


def test_what_lacks_is_said() -> None:
    words = {name: text for name, text in WORDS.items() if name not in ("name", "inputs")}
    assert (
        refusal(f"{VARIABLE} = {words}") == "mlp_new.py, ligne 1, FAMILY : il manque inputs ; il manque name."
    )
    assert refusal("X = 1").startswith("mlp_new.py : il manque FAMILY, les noms français de cette famille")


@pytest.mark.parametrize("value", ["dict(name='MLP')", "1 / 0", "f'{x}'"])
def test_a_family_that_must_be_run_is_refused(value: str) -> None:
    said = refusal(f"\n{VARIABLE} = {value}")
    assert said == "mlp_new.py, ligne 2, FAMILY : un dictionnaire de textes est attendu, sans calcul."
