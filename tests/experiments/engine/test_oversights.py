"""What no experiment uses is said, with its line; what one uses, and a helper that makes no model, is not."""

from pathlib import Path

import pytest

from experiments.engine.catalogue import unused
from tests.experiments.result_sample import FAMILY

HEAD = """import re
import keras
from keras import Sequential
from experiments.data.mnist import MnistVectors
from experiments.training.settings import experiment

"""
NET = '''
@experiment(data=MnistVectors(), batch_size=128, epochs=10)
def net_1():
    """Voir."""
    return {}

'''
USES = NET.format("build(3)")
PLAIN = NET.format("Sequential()")


def said(root: Path, text: str, name: str = "net.py") -> list[str]:
    path = root / "experiments" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + FAMILY, encoding="utf-8")
    return unused(root)


def ignored(line: int, name: str) -> str:
    where = f"net.py, ligne {line}" + (f", {name}" if name else "")
    return (
        f"{where} : aucune expérience n’utilise ce modèle, il est ignoré. Pour l’entraîner, écrivez-le dans "
        "une fonction sous @experiment(…) ; sinon, retirez-le."
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("net_5 = Sequential([])", "net_5"),
        ("wide: object = keras.models.Sequential([])", "wide"),
        ("one, two = Sequential(), Sequential()", "one"),
        ("net_5 = lambda: keras.Model(1, 2)", "net_5"),
        ("def other():\n    return Sequential()", "other"),
        ("def other():\n    m = keras.Sequential()\n    return m", "other"),
        ("def other():\n    m = anything()\n    m.compile('adam', 'mse')\n    return m", "other"),
        ("async def other():\n    return Sequential()", "other"),
        ("def other(layer=keras.layers.Dense(3)):\n    return keras.Model(1, 2)", "other"),
        ("def net_5():\n    return 3", "net_5"),
        ("net_5 = build(3)", "net_5"),
        ("class Net(keras.Model):\n    pass", "Net"),
        ("class Nets:\n    def net(self):\n        return Sequential()", "Nets"),
        ("if True:\n    def other():\n        return Sequential()", "other"),
        ("try:\n    net = Sequential()\nexcept ValueError:\n    pass", "net"),
        ("for n in (1, 2):\n    nets = Sequential()", "nets"),
        ("[Sequential() for _ in range(3)]", ""),
    ],
)
def test_a_model_that_no_experiment_uses(tmp_path: Path, text: str, name: str) -> None:
    found = said(tmp_path, HEAD + text + "\n" + PLAIN)
    line = 7 + text.startswith(("if", "try", "for"))
    assert found == [ignored(line, name)]


def test_a_model_made_by_another_helper_or_under_another_name(tmp_path: Path) -> None:
    text = "from keras import Sequential as S\ndef one():\n    return two()\ndef two():\n    return S()\n"
    assert said(tmp_path, HEAD + text + PLAIN) == [ignored(8, "one"), ignored(10, "two")]


def test_a_model_built_step_by_step_is_said_once(tmp_path: Path) -> None:
    text = "net = Sequential()\nnet.add(3)\nnet.compile(loss='mse')\n"
    assert said(tmp_path, HEAD + text + PLAIN) == [ignored(7, "net")]


@pytest.mark.parametrize(
    "text",
    [
        "def build(n):\n    return Sequential()",
        "build = lambda n: Sequential()",
        "def block():\n    return Sequential()\nKINDS = [block]\ndef build(n):\n    return KINDS[0]()",
        "if keras:\n    def build(n):\n        m = Sequential()\n        m.compile()\n        return m",
        "class Net(keras.Model):\n    pass\ndef build(n):\n    return Net()",
        "def build(n):\n    return 3\ndef dense(n):\n    return keras.layers.Dense(n)",
        "def build(n):\n    return 3\nWORD = re.compile('a')\ndef find(t):\n    return re.compile(t)",
        "def build(n):\n    return 3\nSIZE = 5\ndef sizes():\n    block = Sequential()\n    return 5",
    ],
)
def test_what_an_experiment_uses_and_helpers_are_not_said(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, HEAD + text + "\n" + USES) == []


def test_what_another_file_of_experiments_uses_is_not_said(tmp_path: Path) -> None:
    text = HEAD + "def build(n):\n    return Sequential()\n"
    assert said(tmp_path, text + PLAIN) == [ignored(7, "build")]
    assert said(tmp_path, HEAD + "from experiments.net import build\n" + USES, "other.py") == []


def test_a_function_that_another_one_replaces(tmp_path: Path) -> None:
    text = "def build(n):\n    return 1\n\ndef build(n):\n    return 2\n"
    assert said(tmp_path, HEAD + text + USES) == [
        "net.py, ligne 7, build : cette fonction est ignorée, une autre du même nom la remplace ligne 10. "
        "Retirez l’une des deux, ou changez son nom."
    ]
    overloads = "@keras.dispatch\ndef _(n):\n    return 1\n@keras.dispatch\ndef _(n):\n    return 2\n"
    assert said(tmp_path, HEAD + overloads + PLAIN) == []


def test_a_family_without_experiments(tmp_path: Path) -> None:
    assert said(tmp_path, HEAD) == [
        "net.py, ligne 7, FAMILY : cette famille est ignorée, le fichier n’a aucune expérience. "
        "Écrivez une fonction sous @experiment(…), ou retirez FAMILY."
    ]


def test_a_file_in_a_deeper_folder(tmp_path: Path) -> None:
    said(tmp_path, HEAD + PLAIN)
    assert said(tmp_path, HEAD + PLAIN, "essais/lundi/other.py") == [
        "experiments/essais/lundi/other.py : les expériences de ce fichier sont ignorées, il est dans un "
        "sous-dossier. Déplacez-le dans experiments/."
    ]


def test_a_copy_that_a_notebook_keeps_and_a_file_that_is_no_python_are_passed_over(tmp_path: Path) -> None:
    said(tmp_path, HEAD + PLAIN, ".ipynb_checkpoints/net.py")
    assert said(tmp_path, "def (", "net.py") == []


def test_nothing_is_said_of_this_laboratory() -> None:
    assert unused() == []
