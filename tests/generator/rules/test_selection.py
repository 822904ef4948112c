"""The rule names the model that validation selects and says how sure that is; the test has no part in it."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.rules.selection import RULE, selection
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.choice import select
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, evaluation, sample_record
from tests.generator.seeds import with_seeds

RANKS = st.sets(st.integers(0, len(LABELS) - 1))
Wrong = range | set[int]


def errors(ranks: Wrong) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def models(
    *validation: Wrong, weights: tuple[int, ...] = (30, 10, 20), test: Wrong = range(0)
) -> list[Result]:
    """Make convolutional models wrong on these validation images, and on these test images."""
    made = []
    for position, (wrong, parameters) in enumerate(zip(validation, weights, strict=False), start=1):
        record: dict[str, Any] = {**sample_record("cnn-1"), "id": f"cnn-{position}", "position": position}
        record["evaluation"]["validation"] = evaluation(errors(wrong))
        record["evaluation"]["test"] = evaluation(errors(test))
        record["model"]["parameters"] = parameters
        made.append(Result.model_validate(record))
    return made


def validated_again(result: Result, wrong: list[Wrong]) -> Result:
    """Add one replicate per entry: what each got wrong on the validation images."""
    replicates = []
    for replicate, ranks in zip(with_seeds(result, [{} for _ in wrong]).replicates, wrong, strict=True):
        record = replicate.model_dump()
        record["evaluation"]["validation"] = evaluation(errors(ranks))
        replicates.append(Replicate.model_validate(record))
    return result.with_replicates(replicates)


CASES = [
    ((range(0), range(12), range(12, 30)), Outcome.TRUE, "Un choix net", ("cnn-1", "cnn-2", "cnn-3")),
    ((range(12), range(0), range(1)), Outcome.INCONCLUSIVE, "Un choix serré", ("cnn-2", "cnn-1", "cnn-3")),
    (
        (range(2), range(3), range(2, 4)),
        Outcome.FALSE,
        "À égalité, le plus léger",
        ("cnn-3", "cnn-1", "cnn-2"),
    ),
    ((range(2),), Outcome.INCONCLUSIVE, "Un seul modèle", ("cnn-1",)),
]


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize(("validation", "outcome", "label", "subjects"), CASES)
def test_every_outcome(
    validation: tuple[range, ...], outcome: Outcome, label: str, subjects: tuple[str, ...], variant: int
) -> None:
    verdict = selection(models(*validation), variant)
    assert (verdict.outcome, verdict.label, verdict.subjects) == (outcome, label, subjects)
    assert verdict.question == "Quel modèle retenir parmi les CNN ?"
    check_sentence(verdict)


def check_sentence(verdict: Verdict) -> None:
    """Check that a sentence names the model kept, its score, its source, and what part the test had."""
    assert verdict.subjects[0].replace("cnn-", "CNN ") in words(verdict)
    assert f"results/{verdict.subjects[0]}.json#/evaluation/validation/accuracy" in verdict.sentence
    assert re.search(
        r"[Ll]e test n’a pas servi|test n’y a pas pris part|ignore le test|sans consulter le test",
        verdict.sentence,
    )
    outside = re.sub(r"<data.*?</data>|CNN [123]", "", verdict.sentence)
    assert not re.search(r"\d", outside)


def test_the_others_are_named() -> None:
    assert words(selection(models(range(2), range(14), range(14, 32)))) == (
        "Le CNN 1 est retenu : il lit bien 95\u202f% des images de validation, et le hasard expliquerait mal "
        "son avance sur le CNN 2 et le CNN 3. Le test n’a pas servi à choisir."
    )
    assert words(selection(models(range(14), range(2), range(4)))) == (
        "Le CNN 2 est retenu avec 95\u202f% d’images de validation bien lues, mais son écart avec le CNN 3 "
        "peut être dû au hasard. Le test n’a pas servi à choisir."
    )
    assert words(selection(models(range(4), range(2), range(4)), 2)) == (
        "Avec 95\u202f% d’images de validation bien lues, le CNN 2 est retenu, mais le CNN 1 et le CNN 3 "
        "sont trop près de lui pour que ce soit sûr. Le choix ignore le test."
    )
    assert "mais le CNN 3 est trop près de lui" in words(selection(models(range(14), range(2), range(4)), 2))


def test_a_tie_is_broken_by_the_weights_then_by_the_order() -> None:
    tied = (range(2), range(2, 4), range(14))
    assert words(selection(models(*tied))) == (
        "Le CNN 2 et le CNN 1 lisent bien la même part des images de validation, 95\u202f%. Le CNN 2 est "
        "retenu parce qu’il a le moins de poids (10) ; le test n’a pas servi à choisir."
    )
    as_heavy = selection(models(*tied, weights=(10, 10, 10)))
    assert (as_heavy.outcome, as_heavy.label) == (Outcome.FALSE, "À égalité parfaite")
    assert words(as_heavy) == (
        "Le CNN 1 et le CNN 2 lisent bien la même part des images de validation, 95\u202f%, et aucun n’a "
        "moins de poids. Le CNN 1 est retenu parce qu’il vient le premier ; le test n’a pas servi à choisir."
    )


def test_other_seeds_may_confirm_the_choice_or_put_another_ahead() -> None:
    first, second = models(range(0), range(12))
    sure = selection([validated_again(first, [range(1)]), validated_again(second, [range(13)])])
    assert sure.outcome is Outcome.TRUE
    assert words(sure).endswith("Quand deux modèles ont plusieurs graines, toutes comptent.")
    lucky, steady = models(range(0), range(1))
    trained = [validated_again(lucky, [range(20)] * 4), validated_again(steady, [range(1)] * 4)]
    for variant in range(2):
        verdict = selection(trained, variant)
        assert (verdict.outcome, verdict.label) == (Outcome.INCONCLUSIVE, "Un choix fragile")
        assert "le CNN 2 lit mieux" in words(verdict)
        check_sentence(verdict)


@given(RANKS, RANKS, RANKS, RANKS)
def test_the_outcome_follows_validation_alone(a: set[int], b: set[int], c: set[int], test: set[int]) -> None:
    results = models(a, b, c)
    verdict = selection(results)
    chosen = select(results)
    assert verdict.subjects[0] == chosen.id
    ranked = sorted(len(wrong) for wrong in (a, b, c))
    assert (verdict.outcome is Outcome.FALSE) is (ranked[0] == ranked[1])
    assert (verdict.outcome is Outcome.TRUE) <= (ranked[0] < ranked[1])
    judged_elsewhere = selection(models(a, b, c, test=test))
    assert (judged_elsewhere.sentence, judged_elsewhere.evidence) == (verdict.sentence, verdict.evidence)


def test_evidence_sets_the_choice_against_each_other_model() -> None:
    evidence = selection(models(range(0), range(12), range(12))).evidence
    assert [item.name for item in evidence] == ["Écart avec le CNN 2", "Écart avec le CNN 3"]
    shown = str(evidence[0].value)
    assert "+30\xa0points" in shown
    assert "results/cnn-2.json#/evaluation/validation/accuracy" in shown
    assert "méthode de Holm, comparaisons : 2" in shown


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("p =" in sentence or "McNemar" in sentence for sentence in wording.sentences)
