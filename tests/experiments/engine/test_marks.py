"""A mark that makes no experiment is refused with its line, and the other experiments are found."""

from pathlib import Path

import pytest

from experiments.engine.catalogue import discover
from experiments.errors import ExperimentError
from tests.experiments.result_sample import FAMILY

HEAD = (
    "from experiments.data.mnist import MnistVectors\nfrom experiments.training.settings import experiment\n"
)
SETTINGS = "(data=MnistVectors(), batch_size=128, epochs=10)"
MARK = "@experiment" + SETTINGS
SOUND = f'\n\n{MARK}\ndef net_1():\n    """Voir."""\n'
OUTSIDE = (
    "une expérience s’écrit au niveau du fichier, sans retrait : ni dans une fonction ou une classe, ni sous "
    "une condition ou une boucle. Déplacez-la, ou retirez-la."
)
ABOVE = (
    "experiment(…) ne fait une expérience qu’au-dessus d’une fonction. Écrivez celle-ci avec « def », sous "
    "@experiment(…)."
)
RENAMED = "experiment est importé sous un autre nom, sous lequel il n’est pas reconnu. Gardez-lui le sien."
DOTTED = (
    "la marque s’écrit sans point devant elle. Importez experiment par son nom, et écrivez @experiment(…)."
)


def discovered(root: Path, text: str, name: str = "net.py") -> tuple[list[str], list[str]]:
    """Return the ids of the experiments of a file, and what is wrong with the others."""
    path = root / "experiments" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + FAMILY, encoding="utf-8")
    faults: list[ExperimentError] = []
    found = discover(root, refuse=faults.append)
    return [each.id for each in found], [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"if True:\n    {MARK}\n    def net_2(): ...", f"ligne 5, net_2 : {OUTSIDE}"),
        (f"for n in (1, 2):\n    {MARK}\n    def net_2(): ...", f"ligne 5, net_2 : {OUTSIDE}"),
        (f"class Nets:\n    {MARK}\n    def net_2(self): ...", f"ligne 5, net_2 : {OUTSIDE}"),
        (f"def make():\n    {MARK}\n    def net_2(): ...", f"ligne 5, net_2 : {OUTSIDE}"),
        (
            f"{MARK}\nasync def net_2(): ...",
            "ligne 4, net_2 : une fonction async ne donne pas de modèle à entraîner. Retirez « async ».",
        ),
        (
            f"{MARK}\nclass Net: ...",
            "ligne 4, Net : @experiment se met au-dessus d’une fonction, pas d’une classe. "
            "Écrivez une fonction.",
        ),
        (
            "@experiment\ndef net_2(): ...",
            "ligne 4, net_2 : @experiment demande ses réglages entre parenthèses, comme "
            "@experiment(data=MnistVectors(), batch_size=128, epochs=10).",
        ),
        (f"net_2 = experiment{SETTINGS}(lambda: 3)", f"ligne 3 : {ABOVE}"),
        (f"mark = experiment{SETTINGS}\n@mark\ndef net_2(): ...", f"ligne 3 : {ABOVE}"),
        (f"NETS = [experiment{SETTINGS}(make) for make in ()]", f"ligne 3 : {ABOVE}"),
        (f"import lab\n@lab.experiment{SETTINGS}\ndef net_2(): ...", f"ligne 5, net_2 : {DOTTED}"),
        (
            f"from experiments.training.settings import experiment as trial\n@trial{SETTINGS}\n"
            "def net_2(): ...",
            f"ligne 3 : {RENAMED}",
        ),
    ],
)
def test_a_mark_that_makes_no_experiment(tmp_path: Path, text: str, fault: str) -> None:
    assert discovered(tmp_path, HEAD + text + SOUND) == (["net-1"], [f"net.py, {fault}"])


def test_two_marks_above_one_function(tmp_path: Path) -> None:
    found, faults = discovered(tmp_path, HEAD + SOUND.replace(MARK, f"{MARK}\n{MARK}"))
    assert found == ["net-1"]
    assert faults == [
        "net.py, ligne 7, net_1 : deux @experiment(…) sont au-dessus de cette fonction. Gardez-en un."
    ]


@pytest.mark.parametrize(
    "text",
    ["def net_2(): ...", "net_2 = 3", "if True:\n    net_2 = 3", "class net_2: ...", "import net_2"],
)
def test_an_experiment_whose_name_is_given_again_is_refused_alone(tmp_path: Path, text: str) -> None:
    second = SOUND.replace("net_1", "net_2")
    line = 13 + text.startswith("if")
    assert discovered(tmp_path, HEAD + SOUND + second + text + "\n") == (
        ["net-1"],
        [
            f"net.py, ligne 11, net_2 : ce nom désigne autre chose ligne {line}, et Python n’en garde qu’un "
            "des deux. Donnez un autre nom à l’un d’eux."
        ],
    )


def test_a_slip_in_one_experiment_leaves_the_others_and_their_ranks(tmp_path: Path) -> None:
    wrong = SOUND.replace("net_1", "Net_2")
    third = SOUND.replace("net_1", "net_3")
    found, faults = discovered(tmp_path, HEAD + SOUND + wrong + third)
    assert found == ["net-1", "net-3"]
    assert faults == [
        "net.py, ligne 11, Net_2 : le nom d’une expérience s’écrit en minuscules sans accent, "
        "chiffres et « _ »."
    ]
    assert [each.position for each in discover(tmp_path, refuse=lambda fault: None)] == [1, 3]


def test_none_of_two_experiments_of_one_name_is_kept(tmp_path: Path) -> None:
    """Python would build the last of both, under the settings of the first."""
    assert discovered(tmp_path, HEAD + SOUND + SOUND) == (
        [],
        ["Deux expériences se nomment net-1 (net.py). Donnez un autre nom à l’une des deux fonctions."],
    )


def test_experiments_in_a_file_without_family(tmp_path: Path) -> None:
    path = tmp_path / "experiments" / "net.py"
    path.parent.mkdir()
    path.write_text(HEAD + SOUND, encoding="utf-8")
    faults: list[ExperimentError] = []
    assert discover(tmp_path, refuse=faults.append) == []
    assert [str(fault).splitlines()[0] for fault in faults] == [
        "net.py : il manque FAMILY, les noms français de cette famille d’expériences. Écrivez en tête du "
        "fichier, par exemple :"
    ]


@pytest.mark.parametrize("name", ["Net.py", "mon réseau.py", "net-1.py", "2nets.py"])
def test_a_file_whose_name_cannot_be_that_of_a_family(tmp_path: Path, name: str) -> None:
    assert discovered(tmp_path, HEAD + SOUND, name) == (
        [],
        [
            f"{name} : le nom d’un fichier d’expériences s’écrit en minuscules sans accent, chiffres et "
            "« _ », puis .py. Renommez-le."
        ],
    )
