"""Experiments are read from their source, and every slip of the pen gets its own French sentence."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.data.mnist import MnistImages, MnistVectors
from experiments.data.mnist_hog import MnistHog
from experiments.engine.catalogue import discover, select
from experiments.engine.setting_value import value_of
from experiments.errors import ExperimentError
from experiments.training.settings import Settings
from tests.experiments.result_sample import FAMILY

HEAD = (
    "import keras\n"
    "from experiments.data.mnist import MnistImages, MnistVectors\n"
    "from experiments.data.mnist_hog import MnistHog\n"
    "from experiments.training.settings import experiment\n\n"
)
MODEL = (
    "@experiment(data=MnistVectors(), batch_size=128, epochs=10)\n"
    "def net_1():\n"
    '    """Voir."""\n'
    "    return keras.Sequential()\n"
)


def family(root: Path, text: str, name: str = "net") -> Path:
    path = root / "experiments" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + FAMILY, encoding="utf-8")
    return root


def failure(root: Path, text: str) -> str:
    with pytest.raises(ExperimentError) as caught:
        discover(family(root, text))
    return str(caught.value)


def operations(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Combine expressions of numbers."""
    signs = st.sampled_from(["+", "-", "*", "/", "//", "%"])
    return st.tuples(inner, signs, inner).map(lambda parts: f"(-({' '.join(parts)}))")


def test_an_experiment_is_its_function_and_its_decorator(tmp_path: Path) -> None:
    text = HEAD + MODEL.replace("epochs=10", "epochs=2 * 5,  # assez\n  seed=7, patience=3, balanced=True")
    (found,) = discover(family(tmp_path, text, "my_nets"))
    assert (found.id, found.family, found.position) == ("net-1", "my-nets", 1)
    assert (found.module, found.function) == ("experiments.my_nets", "net_1")
    assert found.intention == "Voir."
    assert found.settings == Settings(
        data=MnistVectors(), batch_size=128, epochs=10, seed=7, patience=3, balanced=True
    )


def test_another_seed_changes_nothing_else(tmp_path: Path) -> None:
    (found,) = discover(family(tmp_path, HEAD + MODEL))
    other = found.with_seed(5)
    assert (found.settings.seed, other.settings.seed) == (1, 5)
    assert other.with_seed(1) == found


def test_the_code_is_the_text_of_the_file(tmp_path: Path) -> None:
    text = MODEL.replace("    return", "    # un réseau vide\n    return")
    (found,) = discover(family(tmp_path, HEAD + text + "\n# fin\n"))
    assert found.code == text.rstrip("\n")


def test_families_come_by_name_and_models_in_the_order_of_the_file(tmp_path: Path) -> None:
    second = MODEL.replace("net_1", "a_1") + "\n\n" + MODEL.replace("net_1", "z_1")
    family(tmp_path, HEAD + MODEL, "zoo")
    found = discover(family(tmp_path, HEAD + second.replace("a_1", "y_1"), "arbre"))
    assert [(e.id, e.family, e.position) for e in found] == [
        ("y-1", "arbre", 1),
        ("z-1", "arbre", 2),
        ("net-1", "zoo", 1),
    ]


def test_functions_without_the_mark_and_hidden_files_are_no_experiments(tmp_path: Path) -> None:
    family(tmp_path, "not python (", ".#net")
    assert discover(family(tmp_path, HEAD + "def helper():\n    return 1\n")) == []


@pytest.mark.parametrize("name", ["mlp.v2", "Mlp", "mlp-v2", "mlp v2", "été", "2mlp", "mlp_"])
def test_a_file_that_cannot_be_imported_by_its_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        discover(family(tmp_path, HEAD + MODEL, name))
    assert str(caught.value) == (
        f"{name}.py : le nom d’un fichier d’expériences s’écrit en minuscules sans accent, chiffres "
        f"et « _ », puis .py. Renommez-le."
    )
    assert discover(family(tmp_path, "VALUE = 1\n", name)) == []


def test_datasets_may_take_arguments(tmp_path: Path) -> None:
    text = HEAD + MODEL.replace("MnistVectors()", "MnistHog(orientations=8, pixels_per_cell=7)")
    (found,) = discover(family(tmp_path, text))
    assert found.settings.data == MnistHog(orientations=8, pixels_per_cell=7)


def test_a_project_module_that_the_settings_do_not_use_is_not_imported(tmp_path: Path) -> None:
    text = "from experiments.engine import no_such_module\n" + HEAD + MODEL
    assert [e.id for e in discover(family(tmp_path, text))] == ["net-1"]


def test_an_import_may_be_relative(tmp_path: Path) -> None:
    text = HEAD.replace("from experiments.data.mnist import", "from .data.mnist import")
    (found,) = discover(family(tmp_path, text + MODEL.replace("MnistVectors", "MnistImages")))
    assert found.settings.data == MnistImages()


def test_a_missing_intention(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace('    """Voir."""\n', "")) == (
        "net.py, ligne 7, net_1 : il manque l’intention. Écrivez en première ligne de la fonction, "
        "entre trois guillemets, pourquoi ce modèle est essayé."
    )


def test_a_setting_that_does_not_exist(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("batch_size", "batchsize")) == (
        "net.py, ligne 7, net_1 : le réglage batchsize n’existe pas. "
        "Il existe : data, batch_size, epochs, seed, balanced, patience, precision, "
        "backend."
    )


def test_settings_that_are_missing(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace(", batch_size=128, epochs=10", "")) == (
        "net.py, ligne 7, net_1 : il manque un réglage obligatoire (batch_size, epochs)."
    )


def test_arguments_of_fit_are_asked_for_elsewhere(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("epochs=10", "epochs=10, callbacks=[]")) == (
        "net.py, ligne 7, net_1 : le réglage callbacks n’existe pas (donnez à l’optimiseur une classe de "
        "keras.optimizers.schedules si son taux change, et écrivez patience= pour arrêter plus tôt). "
        "Il existe : data, batch_size, epochs, seed, balanced, patience, precision, "
        "backend."
    )


def test_a_setting_without_its_name(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("data=", "")) == (
        "net.py, ligne 7, net_1 : chaque réglage s’écrit avec son nom, comme batch_size=128."
    )


def test_settings_in_a_dictionary(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("epochs=10", "**{'epochs': 10}")) == (
        "net.py, ligne 7, net_1 : le réglage ** n’existe pas. "
        "Il existe : data, batch_size, epochs, seed, balanced, patience, precision, "
        "backend."
    )


def test_a_decorator_without_settings(tmp_path: Path) -> None:
    text = HEAD + MODEL.replace("(data=MnistVectors(), batch_size=128, epochs=10)", "")
    assert failure(tmp_path, text) == (
        "net.py, ligne 7, net_1 : @experiment demande ses réglages entre parenthèses, comme "
        "@experiment(data=MnistVectors(), batch_size=128, epochs=10)."
    )


def test_an_unknown_name_in_a_setting(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + "SIZE = 3\n" + MODEL.replace("128", "SIZE")) == (
        "net.py, ligne 8, net_1 : le réglage batch_size utilise un nom inconnu (SIZE). Un réglage ne peut "
        "utiliser que des valeurs et les jeux de données que le fichier importe de experiments.data."
    )


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("exit()", "utilise un nom inconnu (exit)"),
        ("__import__('os')._exit(0)", "utilise un nom inconnu (__import__)"),
        ("mnist.__builtins__['exit']()", "« mnist.__builtins__['exit'] »"),
        ("mnist.base64.os", "« mnist.base64.os »"),
        ("mnist.split_arrays()", "n’est pas un jeu de données"),
        ("(lambda: 3)()", "« lambda: 3 » n’est ni une valeur ni un jeu de données"),
        ("[n for n in range(9)][8]", "« [n for n in range(9)][8] » n’est ni une valeur ni"),
        ("9 ** 9 ** 9", "une puissance si grande n’est pas calculée"),
        ("'3' * 10 ** 12", "'3' n’est pas un nombre"),
        ("10 // 0", "integer division or modulo by zero"),
        ("MnistHog(*[8, 7])", "« *[8, 7] » n’est ni une valeur ni un jeu de données"),
        ("MnistHog(**{})", "« ** » ne dit pas quels arguments sont donnés"),
    ],
)
def test_no_setting_runs_code(tmp_path: Path, value: str, why: str) -> None:
    text = "from experiments.data import mnist\n" + HEAD + MODEL.replace("128", value)
    message = failure(tmp_path, text)
    assert message.startswith("net.py, ligne 8, net_1 : le réglage batch_size ")
    assert why in message


@pytest.mark.parametrize("text", ["import os\nos._exit(0)\n", "raise SystemExit\n", "1 / 0\n"])
def test_no_module_of_a_student_is_run(tmp_path: Path, text: str) -> None:
    family(tmp_path, text + "SIZE = 3\n", "sizes")
    message = failure(tmp_path, "from experiments.sizes import SIZE\n" + HEAD + MODEL.replace("128", "SIZE"))
    assert message.startswith(
        "net.py, ligne 8, net_1 : le réglage batch_size utilise un nom inconnu (SIZE). "
    )


@given(st.recursive(st.integers(1, 64).map(str), operations, max_leaves=6))
def test_operations_on_numbers_are_those_of_python(text: str) -> None:
    try:
        expected = eval(text)
    except ArithmeticError:
        return
    assert value_of(ast.parse(text, mode="eval").body, {}) == expected


def test_an_argument_that_the_dataset_does_not_take(tmp_path: Path) -> None:
    with pytest.raises(TypeError) as python:
        MnistVectors(sides=3)  # type: ignore[call-arg]
    assert failure(tmp_path, HEAD + MODEL.replace("MnistVectors()", "MnistVectors(sides=3)")) == (
        f"net.py, ligne 7, net_1 : le réglage data ne peut pas être calculé ({python.value}). Corrigez-le."
    )


def test_a_dataset_without_its_parentheses(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("MnistVectors()", "MnistVectors")) == (
        "net.py, ligne 7, net_1 : le réglage data est une classe, il faut un objet : écrivez MnistVectors()."
    )


@pytest.mark.parametrize("value", ["0", "-3", "1.5", "'32'"])
def test_a_value_out_of_range(tmp_path: Path, value: str) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("128", value)) == (
        f"net.py, ligne 7, net_1 : batch_size doit être un entier d’au moins 1, pas {value}."
    )


def test_an_import_from_the_project_that_does_not_exist(tmp_path: Path) -> None:
    text = (HEAD + MODEL).replace("MnistVectors", "MnistVector")
    message = failure(tmp_path, text)
    assert message.startswith("net.py : un import du projet échoue (cannot import name 'MnistVector' from")
    assert message.endswith("). Corrigez-le.")


def test_a_name_that_cannot_be_an_identifier(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("net_1", "Réseau_1")) == (
        "net.py, ligne 7, Réseau_1 : le nom d’une expérience s’écrit en minuscules sans accent, "
        "chiffres et « _ »."
    )


def test_two_experiments_of_the_same_name(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL + "\n\n" + MODEL) == (
        "Deux expériences se nomment net-1 (net.py). Donnez un autre nom à l’une des deux fonctions."
    )
    family(tmp_path, HEAD + MODEL, "arbre")
    assert failure(tmp_path, HEAD + MODEL) == (
        "Deux expériences se nomment net-1 (arbre.py et net.py). "
        "Donnez un autre nom à l’une des deux fonctions."
    )


def test_invalid_python(tmp_path: Path) -> None:
    assert failure(tmp_path, HEAD + MODEL.replace("def net_1():", "def net_1()")) == (
        "net.py, ligne 7 : ce n’est pas du Python valide (expected ':'). Corrigez-la."
    )


def test_selection_by_id_and_by_family(tmp_path: Path) -> None:
    family(tmp_path, HEAD + MODEL.replace("net_1", "tree_1"), "arbre")
    found = discover(family(tmp_path, HEAD + MODEL + MODEL.replace("net_1", "net_2")))
    assert [e.id for e in select(found, ())] == ["tree-1", "net-1", "net-2"]
    assert [e.id for e in select(found, ("net",))] == ["net-1", "net-2"]
    assert [e.id for e in select(found, ("net-2", "arbre"))] == ["tree-1", "net-2"]
    with pytest.raises(ExperimentError) as caught:
        select(found, ("net-2", "net-3", "nets"))
    assert str(caught.value) == (
        "Aucune expérience ni famille nommée net-3, nets. Vouliez-vous dire net ? "
        "Il existe : arbre, net, net-1, net-2, tree-1."
    )
