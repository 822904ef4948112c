"""The rule on the images that no model reads well: how many, which digits, and whether models err alike."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.rules.missed_by_all import RULE, missed_by_all
from generator.rules.verdict import Outcome, Verdict
from tests.generator.samples import LABELS, evaluation, sample_record, with_predictions

IDENTIFIERS = ("mlp-raw-1", "mlp-hog-1", "cnn-1")
# What a model says of the images of some ranks; it is right about the others.
ANSWERS = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"), max_size=30)


def models(*said: dict[int, str]) -> list[Result]:
    return [with_predictions(*pair) for pair in zip(IDENTIFIERS, said, strict=False)]


def judge(*said: dict[int, str]) -> Verdict:
    return missed_by_all(models(*said))


def words(verdict: Verdict) -> str:
    return re.sub(r"<[^>]*>", "", verdict.sentence)


def evidence(verdict: Verdict) -> dict[str, float]:
    values = {item.name: item.value for item in verdict.evidence}
    return {name: value.value for name, value in values.items() if isinstance(value, Quantity)}


CAUSE = "une telle unanimité peut aussi tenir à l’image, ou à son étiquette."
# Ranks 0, 4, 8 show a 0; 1, 5 a 1; 2, 6 a 2; 3 a 3.
SENTENCES = [
    # Several images: which digits.
    (
        ({0: "1", 4: "1", 1: "2"}, {0: "1", 4: "2", 1: "3"}),
        Outcome.TRUE,
        "Les 2 modèles se trompent tous sur 3 images de test, le plus souvent un 0 (2 fois). Pour 1 de ces "
        f"images, tous lisent le même faux chiffre : {CAUSE}",
    ),
    (
        ({0: "1", 4: "2", 1: "0", 5: "0"}, {0: "1", 4: "3", 1: "0", 5: "3"}),
        Outcome.TRUE,
        "Les 2 modèles se trompent tous sur 4 images de test, le plus souvent des 0 et des 1 (2 de chaque). "
        f"Pour 2 de ces images, tous lisent le même faux chiffre : {CAUSE}",
    ),
    (
        ({0: "1", 4: "2"}, {0: "2", 4: "3"}, {0: "2", 4: "3"}),
        Outcome.TRUE,
        "Les 3 modèles se trompent tous sur 2 images de test, toujours un 0. Pour aucune, ils ne s’accordent "
        "sur le chiffre à lire.",
    ),
    (
        ({0: "1", 1: "2", 2: "0"}, {0: "1", 1: "2", 2: "0", 3: "2"}),
        Outcome.TRUE,
        "Les 2 modèles se trompent tous sur 3 images de test, chacune d’un chiffre différent. Pour chacune, "
        f"tous lisent le même faux chiffre : {CAUSE}",
    ),
    # One image.
    (
        ({3: "1", 2: "0"}, {3: "1"}, {3: "1"}),
        Outcome.TRUE,
        "Les 3 modèles se trompent tous sur une même image de test, un 3. Tous y lisent le même faux chiffre "
        f": {CAUSE}",
    ),
    (
        ({3: "1"}, {3: "0"}, {3: "1"}),
        Outcome.TRUE,
        "Les 3 modèles se trompent tous sur une même image de test, un 3. Ils ne s’accordent pas sur le "
        "chiffre à y lire.",
    ),
    # None, whether models err or not.
    (
        ({3: "1"}, {3: "1"}, {2: "1"}),
        Outcome.FALSE,
        "Chaque image de test est bien lue par au moins un des 3 modèles.",
    ),
    (({}, {}), Outcome.FALSE, "Chaque image de test est bien lue par au moins un des 2 modèles."),
    # Nothing to compare.
    (({3: "1"},), Outcome.INCONCLUSIVE, "Il faut les réponses d’au moins deux modèles pour le dire."),
    ((), Outcome.INCONCLUSIVE, "Il faut les réponses d’au moins deux modèles pour le dire."),
]


@pytest.mark.parametrize(("said", "outcome", "sentence"), SENTENCES)
def test_every_outcome(said: tuple[dict[int, str], ...], outcome: Outcome, sentence: str) -> None:
    verdict = judge(*said)
    assert (verdict.outcome, words(verdict)) == (outcome, sentence)
    assert verdict.code == "images-jamais-lues"
    assert verdict.question == "Y a-t-il des images qu’aucun modèle ne lit bien ?"
    assert verdict.subjects == IDENTIFIERS[: len(said)]


def test_the_labels_are_those_of_the_rule() -> None:
    seen = {judge(*said).label for said, _, _ in SENTENCES}
    assert (
        seen
        == {wording.label for wording in RULE.wordings.values()}
        == {
            "Oui",
            "Oui, une seule",
            "Non",
            "Rien à comparer",
        }
    )


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS))
def test_the_outcome_is_what_the_answers_have_in_common(said: tuple[dict[int, str], ...]) -> None:
    wrong = [{rank for rank, answer in one.items() if answer != LABELS[rank]} for one in said]
    missed = wrong[0] & wrong[1] & wrong[2]
    verdict = judge(*said)
    assert verdict.outcome is (Outcome.TRUE if missed else Outcome.FALSE)
    times = [sum(rank in ranks for ranks in wrong) for rank in range(len(LABELS))]
    assert evidence(verdict) == {
        "Images de test": 40,
        "Images que tous les modèles lisent bien": times.count(0),
        "Le plus grand nombre de modèles qui se trompent sur une même image": max(times),
    }
    if len(missed) > 1:
        assert f"sur {len(missed)} images de test" in words(verdict)
    unanimous = sum(len({one[rank] for one in said}) == 1 for rank in missed)
    assert (CAUSE in words(verdict)) == (unanimous > 0)


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS))
def test_the_order_of_the_models_changes_nothing(said: tuple[dict[int, str], ...]) -> None:
    results = models(*said)
    assert words(missed_by_all(results)) == words(missed_by_all(results[::-1]))


@pytest.mark.parametrize("said", [case[0] for case in SENTENCES])
def test_every_number_of_the_sentence_has_its_sources(said: tuple[dict[int, str], ...]) -> None:
    sentence = judge(*said).sentence
    assert not re.search(r"\d", re.sub(r"<data.*?</data>", "", sentence))
    used = {
        source for sources in re.findall(r'data-source="([^"]*)"', sentence) for source in sources.split()
    }
    answers = {
        f"results/{identifier}.json#/evaluation/test/predictions" for identifier in IDENTIFIERS[: len(said)]
    }
    others = {"results/mlp-raw-1.json#/evaluation/test/labels"}
    others |= {f"results/mlp-raw-1.json#/data/classes/{label}" for label in "0123"}
    assert used - others == (answers if len(said) > 1 else set())


def test_models_judged_on_other_images_are_refused() -> None:
    record = sample_record("cnn-1")
    record["evaluation"]["test"] = evaluation({}, labels=LABELS[::-1])
    with pytest.raises(
        ResultError,
        match=r"^results/mlp-raw-1\.json et results/cnn-1\.json : /evaluation/test/labels : les deux",
    ):
        missed_by_all([*models({}, {}), Result.model_validate(record)])
