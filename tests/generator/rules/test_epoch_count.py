"""The rule on the number of epochs, and that the three rules on the curves never contradict each other."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.language import percent
from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.rules.epoch_count import RULE, epoch_count
from generator.rules.overfitting import overfitting
from generator.rules.training_finished import training_finished
from generator.rules.verdict import Outcome, Verdict
from tests.generator.histories import CURVES, ERRORS, FLAT, LUCKY, STEEP, TURNED, trained
from tests.generator.rule_text import words

DOUBTFUL = [0.5, 0.3, 0.35, 0.33, 0.34]
BETTER_LATE = [0.5] * 14 + [0.575]
BETTER_EARLY = [0.5] * 14 + [0.475]
CASES = [
    (trained(FLAT), "enough", Outcome.TRUE, "Oui"),
    (trained(STEEP), "more", Outcome.FALSE, "Non, trop peu"),
    (trained(TURNED), "fewer", Outcome.FALSE, "Non, trop"),
    (trained(TURNED, accuracy=BETTER_EARLY), "fewer", Outcome.FALSE, "Non, trop"),
    (trained(TURNED, accuracy=BETTER_LATE), "disagree", Outcome.INCONCLUSIVE, "Cela dépend de la mesure"),
    (trained([0.3]), "single", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    (trained([0.3], patience=2, allowed=9), "single", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    (trained([0.3, 0.2, 0.19]), "last", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    (trained(DOUBTFUL), "unclear", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    (trained(LUCKY), "unclear", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    (trained(TURNED, patience=9, allowed=30), "kept", Outcome.TRUE, "Oui"),
    (trained(FLAT, patience=20), "kept", Outcome.TRUE, "Oui"),
    (trained(STEEP, patience=3), "kept-too-soon", Outcome.FALSE, "Non, trop peu"),
    (
        trained(DOUBTFUL, patience=3, allowed=9),
        "kept-unclear",
        Outcome.INCONCLUSIVE,
        "On ne peut pas le dire",
    ),
]


def at(result: Result, position: int) -> Verdict:
    """Judge the same model as if it were another of its family."""
    return epoch_count(result.model_copy(update={"position": position}))


@pytest.mark.parametrize(("result", "case", "outcome", "label"), CASES)
def test_every_case(result: Result, case: str, outcome: Outcome, label: str) -> None:
    verdict = epoch_count(result)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "Le nombre d’époques du MLP 1 sur les pixels convient-il ?"
    assert (verdict.code, verdict.subjects) == ("nombre-d-epoques", ("mlp-raw-1",))
    variants = len(RULE.wordings[case].sentences)
    assert variants >= 3
    assert len({words(at(result, rank)) for rank in range(1, variants + 1)}) == variants


def test_all_cases_are_driven() -> None:
    assert {case for _, case, _, _ in CASES} == set(RULE.wordings)


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            trained(STEEP),
            "Il aurait fallu continuer au-delà de 12 époques, car le modèle progressait encore.",
        ),
        (
            trained(TURNED),
            "S’arrêter à l’époque 6 aurait mieux valu : 0,30 de perte de validation au lieu de 0,39, pour "
            "une exactitude au moins égale.",
        ),
        (
            trained(TURNED, accuracy=BETTER_LATE),
            "S’arrêter à l’époque 6 aurait donné une perte plus basse ; l’exactitude ne le confirme pas : à "
            "la fin, le modèle classe bien 3 images de validation de plus.",
        ),
        (
            trained(TURNED, accuracy=[0.5] * 14 + [0.525]),
            "S’arrêter à l’époque 6 aurait donné une perte plus basse ; l’exactitude ne le confirme pas : à "
            "la fin, le modèle classe bien 1 image de validation de plus.",
        ),
        (
            trained(TURNED, patience=9, allowed=30),
            "L’entraînement s’est arrêté de lui-même à l’époque 15, après 9 époques sans progrès, et le "
            "modèle garde les poids de l’époque 6 ; continuer n’aurait rien donné de visible.",
        ),
        (
            trained([0.5, 0.3, 0.35], patience=1, allowed=9),
            "L’entraînement s’est arrêté de lui-même à l’époque 3, après 1 époque sans progrès, et le modèle "
            "garde les poids de l’époque 2 ; rien ne prouve que la suite n’aurait pas fait mieux.",
        ),
        (
            trained(STEEP, patience=3),
            "L’entraînement est allé à sa limite de 12 époques et le modèle garde les poids de l’époque 12 ; "
            "c’était sans doute un peu tôt.",
        ),
    ],
)
def test_the_sentence(result: Result, sentence: str) -> None:
    assert words(epoch_count(result)) == sentence


@pytest.mark.parametrize("result", [result for result, *_ in CASES])
@pytest.mark.parametrize("position", range(1, 5))
def test_every_number_of_the_sentence_has_its_sources(result: Result, position: int) -> None:
    sentence = at(result, position).sentence
    assert not re.search(r"[\d{}]", re.sub(r"<data.*?</data>", "", sentence))
    assert set(re.findall(r'data-source="([^#]*)#', sentence)) <= {"results/mlp-raw-1.json"}


def test_the_evidence_sets_the_best_epoch_beside_the_last() -> None:
    evidence = epoch_count(trained(TURNED, accuracy=BETTER_LATE, patience=9)).evidence
    assert {item.name: re.sub(r"<[^>]*>", "", item.value.__html__()) for item in evidence} == {
        "Meilleure époque en validation": "6",
        "Perte de validation à cette époque": "0,30",
        "Exactitude de validation à cette époque": "50\u202f%",
        "Perte de validation à la dernière époque": "0,39",
        "Exactitude de validation à la dernière époque": "57\u202f%",
        "Époques sans progrès qui arrêtent l’entraînement": "9",
    }
    assert epoch_count(trained(TURNED)).evidence[-1].name == "Exactitude de validation à la dernière époque"


@pytest.mark.parametrize("position", range(1, 5))
def test_one_epoch_is_compared_with_no_other(position: int) -> None:
    said = words(at(trained([0.3]), position))
    assert "1 époque" in said
    assert not re.search("moins de|meilleure|dernière", said)


@given(st.integers(0, 40))
def test_the_accuracy_is_the_one_that_the_evaluation_gives(right: int) -> None:
    recorded = float(np.float32(right / 40))
    evidence = epoch_count(trained([0.4, 0.3], accuracy=[0.5, recorded])).evidence
    accuracy = {item.name: item.value for item in evidence}["Exactitude de validation à la dernière époque"]
    assert isinstance(accuracy, Quantity)
    assert (accuracy.value, accuracy.text) == (right / 40, percent(right / 40, 40))
    assert accuracy.sources == (
        "results/mlp-raw-1.json#/history/val_accuracy/1",
        "results/mlp-raw-1.json#/evaluation/validation/count",
    )
    assert accuracy.formula == "images bien classées / images"


PATIENCE = st.sampled_from([None, 3])
KEPT = st.sampled_from([(0.5, 0.1), (0.5, 0.5)])
ACCURACY = st.sampled_from([0.25, 0.5, 0.75])


@given(CURVES, ERRORS, PATIENCE, KEPT, ACCURACY, st.booleans())
def test_the_three_rules_never_contradict_each_other(
    losses: list[float],
    error: float,
    patience: int | None,
    kept: tuple[float, float],
    final: float,
    learns: bool,
) -> None:
    training = [2 - 0.01 * rank if learns else 2.0 for rank in range(len(losses))]
    accuracy = [*[0.5] * (len(losses) - 1), final]
    result = trained(losses, training, error=error, patience=patience, accuracy=accuracy, losses=kept)
    finished, overfits, count = training_finished(result), overfitting(result), epoch_count(result)
    if finished.outcome is Outcome.FALSE:
        assert overfits.outcome is not Outcome.TRUE
        assert count.outcome is not Outcome.TRUE
    if overfits.outcome is Outcome.TRUE:
        assert finished.outcome is Outcome.TRUE
        assert count.label != "Non, trop peu"
        assert patience is not None or count.outcome is not Outcome.TRUE
    if overfits.label == "Pas à ce stade":
        assert (finished.outcome, count.label) == (Outcome.FALSE, "Non, trop peu")
    if count.label == "Non, trop peu":
        assert finished.outcome is Outcome.FALSE
    if count.label == "Non, trop":
        assert finished.outcome is Outcome.TRUE
        assert overfits.outcome is (Outcome.TRUE if learns else Outcome.INCONCLUSIVE)
        assert final <= 0.5
    if count.outcome is Outcome.TRUE:
        assert finished.outcome is Outcome.TRUE


def test_the_three_rules_share_no_sentence() -> None:
    for result, *_ in CASES:
        said = [words(rule(result)) for rule in (training_finished, overfitting, epoch_count)]
        assert len(set(said)) == len(said)
