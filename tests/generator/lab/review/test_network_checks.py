"""Networks: the code against the summary and against our model, the lines of the summary, the words."""

import pytest

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.lab.review.claim import Network
from generator.lab.review.network import from_code, from_words, same_layers
from generator.lab.review.network_checks import memory_size
from generator.rules.decision import Outcome
from tests.generator.lab.review.seed_samples import checks, grounds, same_but, seed_record, seed_result
from tests.generator.rule_text import spoken
from tests.generator.sample_layers import convolution, network
from tests.generator.samples import family, sample_record

MODEL = "mlp-hog-1"


def altered(**training: object) -> Result:
    record = seed_record(MODEL)
    record["training"] |= training
    return Result.model_validate(record)


def test_the_code_and_the_summary_agree_or_not() -> None:
    (same,) = checks("code-et-resume", grounds(), MODEL)
    assert same.outcome is Outcome.TRUE
    (other,) = checks(
        "code-et-resume", grounds(('["dropout (Dropout)", 64', '["dropout (Dropout)", 63')), MODEL
    )
    assert (other.outcome, other.gist) == (Outcome.FALSE, "code et tableau différents")


def test_our_model_is_the_same_or_what_differs_is_said() -> None:
    def said(*ours: Result) -> tuple[Outcome, str]:
        (check,) = checks(
            "meme-modele", grounds(ours=[*ours, seed_result("mlp-raw-1"), *family("cnn-digits")]), MODEL
        )
        return check.outcome, spoken(check.sentence)

    assert said(seed_result(MODEL)) == (
        Outcome.TRUE,
        "Notre MLP 1 sur HOG a les mêmes couches et s’entraîne de même, par lots de 128 images pendant 50 "
        "époques : les scores peuvent se comparer.",
    )
    assert said(altered(batch_size=64)) == (
        Outcome.INCONCLUSIVE,
        "Notre MLP 1 sur HOG n’est pas le même modèle : la taille des lots diffère. Les scores ne se "
        "comparent pas.",
    )
    optimizer = seed_record()["training"]["optimizer"] | {"name": "SGD"}
    several = said(altered(epochs=50, batch_size=1, optimizer=optimizer))
    assert "la taille des lots et l’optimiseur diffèrent" in several[1]
    assert said(seed_result("mlp-hog-2"))[1].startswith("Notre rapport n’a pas de modèle de ce rang")


@pytest.mark.parametrize(("setting", "value"), [("units", 65), ("activation", "tanh")])
def test_another_layer_is_another_topology(setting: str, value: object) -> None:
    held = grounds()
    ((code, _),) = held.quotations(Network, MODEL)
    stated = from_code(code, held.names(MODEL)).layers
    assert same_layers(stated, seed_result(MODEL))
    record = seed_record(MODEL)
    record["model"]["layers"][0]["config"][setting] = value
    assert not same_layers(stated, Result.model_validate(record))
    assert not same_layers(stated[1:], seed_result(MODEL))


def test_a_network_that_the_report_does_not_state_is_refused() -> None:
    with pytest.raises(LabError, match="ne connaît pas le réseau « inconnu »"):
        grounds().network("inconnu")


@pytest.mark.parametrize("text", ["x = 1", "a = Sequential([Dense(n)])", "Dense("])
def test_code_that_states_no_network_is_refused(text: str) -> None:
    with pytest.raises(LabError, match="aucun réseau ne s’y lit, ou plusieurs"):
        from_code(text, {})


def test_words_that_describe_no_network_are_refused() -> None:
    with pytest.raises(LabError, match="aucun réseau ne s’y lit, ou plusieurs"):
        from_words("Supposons un réseau.", 28)


def test_the_lines_of_a_right_summary_lead_to_our_model() -> None:
    rows = checks("ligne-du-resume", grounds(), MODEL)
    assert [row.outcome for row in rows] == [Outcome.TRUE] * 6


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"dense_4 (Dense)", 64, 25152', '"dense_4 (Dropout)", 64, 25152', "autre couche"),
        ('"dense_4 (Dense)", 64, 25152', '"dense_4 (Dense)", 63, 25152', "autre taille de sortie"),
        ('"dense_4 (Dense)", 64, 25152', '"dense_4 (Dense)", 64, 25153', "nombre de poids est faux"),
        ('"Total params", 25802', '"Total params", 25803', "nombre de poids est faux"),
        ('"Trainable params", 25802, "100.79 KB"', '"Trainable params", 25802, "100.8 KB"', "en mémoire"),
        ('"Total params", 25802, "100.79 KB"', '"Total params", 1, "4.00 B"', "faux ; la taille en mémoire"),
    ],
)
def test_a_wrong_line_of_a_summary_says_why(old: str, new: str, sentence: str) -> None:
    rows = checks("ligne-du-resume", grounds((old, new)), MODEL)
    (wrong,) = [row for row in rows if row.outcome is Outcome.FALSE]
    assert sentence in spoken(wrong.sentence)


@pytest.mark.parametrize(
    ("weights", "size"),
    [(0, "0.00 B"), (255, "1020.00 B"), (256, "1.00 KB"), (407_050, "1.55 MB"), (2**28, "1.00 GB")],
)
def test_sizes_are_those_of_keras(weights: int, size: str) -> None:
    assert memory_size(weights) == size


def test_a_summary_that_does_not_follow_is_unfinished_and_not_wrong() -> None:
    (kept,) = checks("resume-annonce", grounds(), MODEL)
    assert kept.outcome is Outcome.TRUE
    (empty,) = checks("resume-annonce", grounds(), "cnn-4")
    assert (empty.outcome, empty.label) == (Outcome.INCONCLUSIVE, "Inachevé")


def test_a_line_that_python_refuses() -> None:
    (comment,) = checks("code-python", grounds())
    assert (comment.outcome, "division" in comment.sentence) == (Outcome.FALSE, True)
    (other,) = checks("code-python", grounds(("// =784", " = 784")))
    assert (other.outcome, "division" in other.sentence) == (Outcome.FALSE, False)
    (right,) = checks("code-python", grounds(("// =784", " # =784")))
    assert right.outcome is Outcome.TRUE


def test_what_a_description_leaves_out_is_said() -> None:
    shallow, deep = checks("reseau-decrit", grounds())
    assert {shallow.label, deep.label} == {"Incomplet"}
    assert "une image de MNIST, 28 × 28 en niveaux de gris" in spoken(shallow.sentence)
    assert spoken(shallow.sentence).endswith("et aucun pooling.")
    assert spoken(deep.sentence).endswith("et des poolings qui la divisent par deux.")


def test_layers_without_filters_are_counted() -> None:
    (check,) = checks("couches-a-filtres", grounds())
    assert (check.outcome, check.subjects) == (Outcome.FALSE, ("cnn-1", "cnn-2"))
    assert spoken(check.sentence) == (
        "Seules les convolutions ont des filtres : 4 des 11 couches de nos CNN. Les couches denses, qui "
        "n’en ont pas, portent 48 de leurs 104 poids."
    )


def test_a_network_of_convolutions_alone_is_made_of_filters() -> None:
    record = sample_record("cnn-1")
    layers = (
        convolution([4, 4, 1], 2, 2, "conv2d", "input_layer"),
        convolution([4, 4, 2], 4, 2, "conv2d_1", "conv2d"),
    )
    record["model"] = network([4, 4, 1], *layers)
    ours = [result for result in same_but() if result.family != "cnn-digits"]
    (check,) = checks("couches-a-filtres", grounds(ours=[*ours, Result.model_validate(record)]))
    assert check.outcome is Outcome.TRUE
    assert spoken(check.sentence) == "Les 2 couches de nos CNN sont toutes faites de filtres."
