"""The conclusion of the fourth part turns with each of the answers it rests on."""

from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from generator.lab.rules.pneumonia_conclusion import Grounds, pneumonia_conclusion
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.diagnosis.decision import Decision
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision
from tests.generator.lab.pneumonia.sample import counted, with_seeds
from tests.generator.rule_text import words

REJECTED = (FALSE, "Non")
UNDECIDED = (INCONCLUSIVE, "Il est trop tôt pour le dire")
TRUSTED = (TRUE, "Oui, mais à vérifier ailleurs")


def answer(outcome: Outcome) -> Verdict:
    return Verdict(
        code="essai",
        title="Essai",
        subjects=(),
        question=f"Question {outcome.value} ?",
        outcome=outcome,
        label="Oui",
        sentence=Markup("Phrase."),
        method="Méthode.",
    )


def grounds(**changes: Outcome | None) -> Grounds:
    """Return the answers that let the model be trusted, some of them changed."""
    outcomes: dict[str, Any] = {
        "beats_constant": TRUE,
        "targets": TRUE,
        "shift": INCONCLUSIVE,
        "small_validation": TRUE,
        "overestimates": INCONCLUSIVE,
        "better": TRUE,
        "seeds": TRUE,
    }
    return Grounds(**{name: out and answer(out) for name, out in (outcomes | changes).items()})


LAST, BEFORE = decision(2, test=counted(90, 10, 10, 90)), decision(test=counted(60, 40, 10, 90))


def concluded(changed: Grounds, last: Decision = LAST, previous: Decision | None = BEFORE) -> Verdict:
    verdict = pneumonia_conclusion(last, previous, changed)
    assert verdict.question == "Peut-on se fier au modèle 2 au-delà de ces images ?"
    return verdict


@pytest.mark.parametrize(
    ("changes", "expected", "reason"),
    [
        ({}, TRUSTED, "rien sur le test ne contredit ce que promettait la validation"),
        ({"shift": FALSE}, TRUSTED, "rien sur le test ne contredit ce que promettait la validation"),
        ({"beats_constant": FALSE}, REJECTED, "il fait moins bien que la réponse constante."),
        ({"targets": FALSE}, REJECTED, "il n’atteint pas tous les objectifs fixés d’avance."),
        (
            {"shift": TRUE},
            REJECTED,
            "il reconnaît moins bien les enfants sains du test que ceux de la validation.",
        ),
        (
            {"beats_constant": INCONCLUSIVE},
            UNDECIDED,
            "un doute : rien ne montre qu’il fasse mieux que la réponse constante.",
        ),
        ({"targets": INCONCLUSIVE}, UNDECIDED, "un doute : il n’atteint les objectifs que de peu."),
        ({"targets": None}, UNDECIDED, "un doute : sa validation est trop petite pour choisir un seuil."),
        (
            {"small_validation": FALSE},
            UNDECIDED,
            "un doute : sa validation le donne pour moins bon que la réponse constante.",
        ),
        (
            {"small_validation": INCONCLUSIVE},
            UNDECIDED,
            "un doute : sa validation ne le distingue pas de la réponse constante.",
        ),
        ({"overestimates": TRUE}, UNDECIDED, "un doute : ses probabilités sont trop hautes."),
        ({"overestimates": FALSE}, UNDECIDED, "un doute : ses probabilités sont trop basses."),
        (
            {"overestimates": FALSE, "targets": INCONCLUSIVE},
            UNDECIDED,
            "des doutes : il n’atteint les objectifs que de peu et ses probabilités sont trop basses.",
        ),
    ],
)
def test_each_ground_turns_the_conclusion(
    changes: dict[str, Outcome | None], expected: tuple[Outcome, str], reason: str
) -> None:
    verdict = concluded(grounds(**changes))
    assert case(verdict) == expected
    assert reason in words(verdict)


def test_a_doubt_does_not_hide_what_decides() -> None:
    verdict = concluded(grounds(shift=TRUE, targets=FALSE, overestimates=TRUE))
    assert case(verdict) == REJECTED
    assert words(verdict).replace("\u00a0", " ") == (
        "Le modèle 2 gagne 15 points d’exactitude sur le modèle 1, mais d’autres graines restent à essayer. "
        "Au-delà de ces images, mieux vaut ne pas se fier au modèle 2 : il n’atteint pas tous les objectifs "
        "fixés d’avance et il reconnaît moins bien les enfants sains du test que ceux de la validation. Il "
        "fait du moins mieux que la réponse constante."
    )


def test_a_model_without_merit_gets_none() -> None:
    for outcome in (FALSE, INCONCLUSIVE):
        said = words(concluded(grounds(beats_constant=outcome, targets=FALSE)))
        assert "du moins" not in said


SEEDED_LAST, SEEDED_BEFORE = (
    replace(each, result=with_seeds(each.result, counted(50, 50, 50, 50))) for each in (LAST, BEFORE)
)


@pytest.mark.parametrize(
    ("last", "previous", "better", "seeds", "progress"),
    [
        (
            LAST,
            BEFORE,
            TRUE,
            INCONCLUSIVE,
            "gagne 15 points d’exactitude sur le modèle 1, mais d’autres graines",
        ),
        (
            SEEDED_LAST,
            SEEDED_BEFORE,
            TRUE,
            TRUE,
            "gagne 15 points d’exactitude sur le modèle 1, et reste devant avec toutes les graines "
            "essayées. ",
        ),
        (
            SEEDED_LAST,
            SEEDED_BEFORE,
            TRUE,
            INCONCLUSIVE,
            "gagne 15 points d’exactitude sur le modèle 1, sans que les autres graines suffisent à le "
            "confirmer. ",
        ),
        (
            SEEDED_LAST,
            BEFORE,
            TRUE,
            INCONCLUSIVE,
            "sur le modèle 1, mais d’autres graines restent à essayer. ",
        ),
    ],
)
def test_the_gain_is_said_with_what_other_seeds_say_of_it(
    last: Decision, previous: Decision, better: Outcome, seeds: Outcome, progress: str
) -> None:
    verdict = concluded(grounds(better=better, seeds=seeds), last, previous)
    assert progress in words(verdict).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seeds", "progress"),
    [
        (
            FALSE,
            "Le modèle 2 perd 15 points d’exactitude par rapport au modèle 3, et reste derrière avec "
            "toutes les "
            "graines essayées. ",
        ),
        (
            INCONCLUSIVE,
            "Le modèle 2 perd 15 points d’exactitude par rapport au modèle 3, sans que les autres graines "
            "suffisent à le confirmer. ",
        ),
    ],
)
def test_a_loss_is_said_as_one(seeds: Outcome, progress: str) -> None:
    last = decision(2, test=counted(60, 40, 10, 90))
    previous = decision(3, test=counted(90, 10, 10, 90))
    last, previous = (
        replace(d, result=with_seeds(d.result, counted(50, 50, 50, 50))) for d in (last, previous)
    )
    verdict = concluded(grounds(better=FALSE, seeds=seeds), last, previous)
    assert words(verdict).replace("\u00a0", " ").startswith(progress)


def test_without_a_sure_difference_no_gain_is_claimed() -> None:
    said = words(concluded(grounds(better=INCONCLUSIVE, seeds=INCONCLUSIVE)))
    assert said.startswith("Rien ne montre que le modèle 2 fasse mieux ou moins bien que le modèle 1. ")
    assert "points" not in said


def test_a_model_alone_has_gained_on_nothing() -> None:
    verdict = concluded(grounds(better=None, seeds=None), previous=None)
    assert words(verdict).startswith("Le modèle 2 fait mieux que la réponse constante, atteint")
    assert verdict.subjects == ("cnn-pneumonia-2",)
    assert len(verdict.evidence) == 5


def test_every_answer_it_rests_on_is_evidence() -> None:
    verdict = concluded(grounds())
    assert [item.name for item in verdict.evidence].count("« Question true ? »") == 5
    assert {str(item.value) for item in verdict.evidence} == {"oui"}
