"""A typed number that contradicts the result it names is an error; one that may be right never is."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from tests.generator.report.comments.desk import faults, results_of
from tests.generator.samples import write_samples

# mlp-raw-1: test accuracy 35 of 40, 87,5 %, and loss 0,875; 67 weights, 3 epochs.


@pytest.fixture(scope="module")
def results(made_up_results: Path) -> dict[str, Result]:
    return results_of(made_up_results)


ACCURACY = (
    "contredit results/mlp-raw-1.json : l’exactitude de test du MLP 1 sur les pixels y vaut 88 %. Écrivez "
    '{{ "mlp-raw-1".evaluation.test.accuracy | pourcent }}, qui suivra le résultat.'
)
LOSS = (
    "contredit results/mlp-raw-1.json : la perte de test du MLP 1 sur les pixels y vaut 0,88. Écrivez "
    '{{ "mlp-raw-1".evaluation.test.loss | nombre }}, qui suivra le résultat.'
)
WEIGHTS = (
    "contredit results/mlp-raw-1.json : le nombre de poids du MLP 1 sur les pixels y vaut 67. Écrivez "
    '{{ "mlp-raw-1".model.parameters | entier }}, qui suivra le résultat.'
)


@pytest.mark.parametrize(
    ("text", "line", "typed", "told"),
    [
        ("mlp-raw-1 atteint une exactitude de test de 92 %.", 1, "92 %", ACCURACY),
        ("Le MLP 1 sur les pixels atteint une exactitude de test de 92 %.", 1, "92 %", ACCURACY),
        ("Bien.\n\nEnfin :\n\n- mlp-raw-1 : 92,5 % d’exactitude sur le test", 5, "92,5 %", ACCURACY),
        ("L’exactitude de test du MLP 1\nsur les pixels vaut\n0,92.", 3, "0,92", ACCURACY),
        ("La *test accuracy* de `mlp-raw-1` est de **92 %**.", 1, "92 %", ACCURACY),
        ("L’accuracy de mlp-raw-1 est de 12 %.", 1, "12 %", ACCURACY),
        ("Sa perte de test vaut 0,31 pour mlp-raw-1.", 1, "0,31", LOSS),
        ("mlp-raw-1 a 68 poids.", 1, "68", WEIGHTS),
        ("Le nombre de paramètres de mlp-raw-1 est 1\u202f234.", 1, "1\u202f234", WEIGHTS),
    ],
)
def test_what_cannot_be_is_told(
    text: str, line: int, typed: str, told: str, results: dict[str, Result]
) -> None:
    assert faults(text, results) == [f", ligne {line} : « {typed} » {told}"]


def test_this_model_is_the_one_of_the_comment(results: dict[str, Result]) -> None:
    text = "Ce modèle atteint une exactitude de test de 92 %."
    assert faults(text, results, own="mlp-raw-1") == [f", ligne 1 : « 92 % » {ACCURACY}"]
    assert faults(text, results) == []


@pytest.mark.parametrize(
    "text",
    [
        # Right, as rounded.
        "mlp-raw-1 atteint une exactitude de test de 87,5 %.",
        "mlp-raw-1 atteint une exactitude de test de 88 %.",
        "mlp-raw-1 a une exactitude de test de 0,875, soit 0,88 ou 0,9.",
        "mlp-raw-1 a 67 poids et une perte de test de 0,875.",
        # That of an epoch, or of another partition.
        "mlp-raw-1 atteint une exactitude de validation de 62,5 % à l’époque 2.",
        "mlp-raw-1 atteint une exactitude de 75 %.",
        # Another model may be meant.
        "mlp-raw-1 fait mieux que l’autre, avec une exactitude de test de 92 %.",
        "mlp-raw-1 et mlp-raw-2 ont une exactitude de test de 92 %.",
        "mlp-raw-1 bat un CNN dont l’exactitude de test est de 92 %.",
        "Le modèle a une exactitude de test de 92 %.",
        "Une exactitude de test de 92 % est bonne. C’est ce que dit mlp-raw-1.",
        # Another thing is told.
        "mlp-raw-1 vise une exactitude de test de 92 %.",
        "mlp-raw-1 n’atteint pas une exactitude de test de 92 %.",
        "mlp-raw-1 aurait une exactitude de test de 92 % avec du dropout.",
        "mlp-raw-1 a une exactitude de test d’environ 92 %.",
        "mlp-raw-1 atteint-il une exactitude de test de 92 % ?",
        "mlp-raw-1 gagne 3 % d’exactitude de test.",
        "mlp-raw-1 répond bien dans 92 % des cas.",
        "mlp-raw-1 a une exactitude de test remarquable, et nous avons dormi 92 % du temps.",
        "mlp-raw-1 a une exactitude que 92 personnes ont vue.",
        "mlp-raw-1 : l’exactitude sur le 3 et les 12 premiers essais.",
        "mlp-raw-1 a une couche de 13 poids.",
        "mlp-raw-1 a été entraîné 5 fois.",
        "`mlp-raw-1 a une exactitude de test de 92 %`",
        "[mlp-raw-1 a une exactitude de test de 92 %](https://a.ch)",
    ],
)
def test_what_may_be_right_is_no_error(text: str, results: dict[str, Result]) -> None:
    assert [told for told in faults(text, results) if "contredit" in told] == []


@given(seed=st.integers(0, 10**6))
def test_what_is_rounded_from_a_result_never_contradicts_it(results: dict[str, Result], seed: int) -> None:
    rng = random.Random(seed)
    result = rng.choice([*results.values()])
    split = rng.choice(["test", "validation"])
    scores = result.evaluation[split]  # type: ignore[index]
    digits, name = rng.randrange(4), rng.choice([result.id, result.names.model])
    typed = rng.choice(
        [
            f"exactitude de {split} de {100 * scores.accuracy:.{digits}f} %",
            f"exactitude de {split} de {scores.accuracy:.{digits + 1}f}",
            f"perte de {split} de {scores.loss:.{digits + 1}f}",
        ]
    ).replace(".", rng.choice(",."))
    assert faults(f"Le {name} a une {typed}.", results) == []


@given(seed=st.integers(0, 10**6))
def test_what_is_far_from_all_that_it_records_always_does(results: dict[str, Result], seed: int) -> None:
    rng = random.Random(seed)
    result = rng.choice([*results.values()])
    split = rng.choice(["test", "validation"])
    curve = result.history.val_accuracy if split == "validation" else []
    known = [100 * value for value in (result.evaluation[split].accuracy, *curve)]  # type: ignore[index]
    typed = rng.choice([n for n in range(1, 100) if all(abs(n - value) > 1 for value in known)])
    (told,) = faults(f"Le {result.names.model} a une exactitude de {split} de {typed} %.", results)
    assert told.startswith(f", ligne 1 : « {typed} % » contredit {result.file} : l’exactitude de {split} du ")


def test_a_sentence_that_advises_it_is_right_once_followed(results: dict[str, Result]) -> None:
    (told,) = faults("mlp-raw-1 a une exactitude de test de 12 %.", results)
    advised = told.split("Écrivez ")[1].split(", qui suivra")[0]
    assert faults(f"mlp-raw-1 a une exactitude de test de {advised}.", results) == []


def test_results_of_another_training_change_what_contradicts(tmp_path: Path) -> None:
    results = results_of(write_samples(tmp_path / "results"))
    assert len(faults("cnn-1 a une exactitude de test de 1 %.", results)) == 1


@pytest.mark.parametrize("typed", ["1e400 %", "-1e999 %", "9" * 400 + " %", "1" + "0" * 400 + " %"])
def test_a_number_without_end_is_no_score(typed: str, results: dict[str, Result]) -> None:
    told = faults(f"mlp-raw-1 atteint une exactitude de test de {typed}.", results)
    assert told == [f", ligne 1 : « {typed} » {ACCURACY}"]


@pytest.mark.parametrize("power", ["400", "999", "−400", "-999", "308", "-308"])
@pytest.mark.parametrize("typed", ["0e{} %", "0,0e{} %", "0,5e{}", "7e{}"])
@pytest.mark.parametrize("score", ["exactitude de test", "perte de test", "nombre de poids", "graine"])
def test_any_power_of_ten_is_read(score: str, typed: str, power: str, results: dict[str, Result]) -> None:
    for told in faults(f"mlp-raw-1 a {score} de {typed.format(power)}.", results):
        assert "contredit results/mlp-raw-1.json" in told
