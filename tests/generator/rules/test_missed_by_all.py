"""The rule on the examples that no model gets right: how many, of which classes, whether models err alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.rules.decision import Outcome, Verdict
from generator.rules.missed_by_all import missed_by_all
from generator.statistics.overlap import overlap
from generator.statistics.tournament import contrast
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, evaluation, sample_record, with_predictions
from tests.generator.seeds import trained

IDENTIFIERS = ("mlp-raw-1", "mlp-hog-1", "cnn-1")
# What a model says of the examples of some ranks; it is right about the others.
Answers = dict[int, str]
ANSWERS = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"), max_size=30)


def models(*said: Answers) -> list[Result]:
    return [with_predictions(*pair) for pair in zip(IDENTIFIERS, said, strict=False)]


def judge(*said: Answers) -> Verdict:
    return missed_by_all(models(*said))


CAUSE = "une telle unanimité peut aussi tenir aux données, ambiguës ou mal étiquetées."


@pytest.mark.parametrize(
    ("said", "case"),
    [
        (({0: "1", 4: "1"}, {0: "1", 4: "2"}), "some"),
        (({3: "1", 2: "0"}, {3: "1"}, {3: "1"}), "some"),
        (({3: "1"}, {3: "1"}, {2: "1"}), "none"),
        (({}, {}), "none"),
        (({3: "1"},), "alone"),
        ((), "alone"),
    ],
)
def test_every_case(said: tuple[Answers, ...], case: str) -> None:
    verdict = judge(*said)
    assert (verdict.case, verdict.subjects) == (case, IDENTIFIERS[: len(said)])


# Ranks 0, 4, 8 show a 0; 1, 5 a 1; 2, 6 a 2; 3 a 3.
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            ({0: "1", 4: "1", 1: "2"}, {0: "1", 4: "2", 1: "3"}),
            "Les 2 modèles se trompent tous sur 3 images de test ; la bonne réponse était le plus souvent "
            "« 0 » (2 fois). Dans un de ces cas, tous donnent, à chaque entraînement, la même réponse "
            f"fausse : {CAUSE}",
        ),
        (
            ({0: "1", 4: "2", 1: "0", 5: "0"}, {0: "2", 4: "3", 1: "3", 5: "3"}),
            "Les 2 modèles se trompent tous sur 4 images de test ; la bonne réponse était le plus souvent "
            "« 0 » ou « 1 » (2 fois chacune). Ils ne donnent jamais tous la même réponse fausse.",
        ),
        (
            ({0: "1", 4: "2"}, {0: "1", 4: "2"}),
            "Les 2 modèles se trompent tous sur 2 images de test ; la bonne réponse était toujours « 0 ». "
            f"Chaque fois, tous donnent la même réponse fausse : {CAUSE}",
        ),
        (
            ({0: "1", 1: "2"}, {0: "2", 1: "3"}),
            "Les 2 modèles se trompent tous sur 2 images de test ; les bonnes réponses étaient « 0 » et "
            "« 1 ». Ils ne donnent jamais tous la même réponse fausse.",
        ),
        (
            ({3: "1"}, {3: "0"}, {3: "1"}),
            "Les 3 modèles se trompent tous sur 1 image de test ; la bonne réponse était « 3 ». Ils n’y "
            "donnent pas tous la même réponse fausse.",
        ),
        (({}, {}), "Pour chaque image de test, au moins un des 2 modèles donne la bonne réponse."),
    ],
)
def test_sentences(said: tuple[Answers, ...], sentence: str) -> None:
    assert words(judge(*said)) == sentence


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS))
def test_the_outcome_is_what_the_answers_have_in_common(said: tuple[Answers, ...]) -> None:
    wrong = [{rank for rank, answer in one.items() if answer != LABELS[rank]} for one in said]
    missed = wrong[0] & wrong[1] & wrong[2]
    verdict = judge(*said)
    assert verdict.outcome is (Outcome.TRUE if missed else Outcome.FALSE)
    times = [sum(rank in ranks for ranks in wrong) for rank in range(len(LABELS))]
    values = {item.name: item.value.value for item in verdict.evidence}  # type: ignore[union-attr]
    assert values == {"tested": 40, "never": times.count(0), "most": max(times)}
    unanimous = sum(len({one[rank] for one in said}) == 1 for rank in missed)
    assert (CAUSE in words(verdict)) == (unanimous > 0)


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS))
def test_the_order_of_the_models_changes_nothing(said: tuple[Answers, ...]) -> None:
    results = models(*said)
    assert words(missed_by_all(results)) == words(missed_by_all(results[::-1]))


def test_models_judged_on_other_examples_are_refused() -> None:
    record = sample_record("cnn-1")
    record["evaluation"]["test"] = evaluation({}, labels=LABELS[::-1])
    with pytest.raises(
        ResultError,
        match=r"^results/mlp-raw-1\.json et results/cnn-1\.json : /evaluation/test/labels : les deux",
    ):
        missed_by_all([*models({}, {}), Result.model_validate(record)])


def with_numbers(result: Result) -> Result:
    """Return the same result, its classes written as beyond ten classes."""
    record = result.model_dump()
    for part in record["evaluation"].values():
        part |= {name: list(map(int, part[name])) for name in ("labels", "predictions")}
    return Result.model_validate(record)


@given(ANSWERS, ANSWERS)
def test_classes_written_as_numbers_say_the_same(one: Answers, other: Answers) -> None:
    said = models(one, other)
    numbered = list(map(with_numbers, said))
    assert words(missed_by_all(numbered)) == words(missed_by_all(said))
    assert contrast(*numbered, "test").chance == contrast(*said, "test").chance
    assert overlap(*numbered, "test").both == overlap(*said, "test").both


def test_an_image_that_one_training_reads_is_not_missed_by_all() -> None:
    first, second = trained("cnn-1", {0, 4}, {0}), trained("mlp-raw-1", {0, 4}, {0, 4})
    verdict = missed_by_all([first, second])
    assert verdict.case == "some"
    assert words(verdict).startswith(
        "Les 2 modèles se trompent tous, avec chacune de leurs graines, sur 1 image de"
    )
    none = missed_by_all([trained("cnn-1", {0, 4}, set()), second])
    assert words(none).endswith(
        "au moins un des 2 modèles donne la bonne réponse avec au moins une de ses graines "
        "(au premier entraînement seul, ils se trompent tous sur 2)."
    )
