"""What is said of a model is said with what its other seeds say."""

import ast
from pathlib import Path

import pytest

from generator.lab.pneumonia import conclusions
from generator.lab.rules.over_seeds import over_seeds
from generator.lab.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.lab.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.lab.rules.pneumonia_shift import pneumonia_shift
from generator.rules.decision import News, Outcome
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import trainings
from tests.generator.every_rule import every_rule
from tests.generator.lab.pneumonia.judged import case, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, pneumonia_result, with_seeds
from tests.generator.rule_text import said, spoken

ALL, HALF = counted(100, 0, 0, 100), counted(50, 50, 0, 100)
EVEN = counted(51, 49, 49, 51)
GOOD, FAIR, POOR = counted(90, 10, 10, 90), counted(75, 25, 25, 75), counted(10, 90, 60, 40)


TORN, FAINT = "Cela dépend de la graine", "Rien de sûr"


@pytest.mark.parametrize(
    ("others", "gap", "end", "label"),
    [
        ((), 40, " C’est ce que dit un seul entraînement.", "Oui"),
        ((GOOD,), 40, " L’autre graine essayée conclut de même.", "Oui"),
        ((GOOD, GOOD), 40, " Les 2 autres graines essayées concluent de même.", "Oui"),
        (
            (FAIR, GOOD),
            35,
            " C’est la moyenne de 3 entraînements, qui concluent tous de même, de 25 points à 40 points.",
            "Oui",
        ),
        (
            (GOOD, POOR, GOOD),
            40,
            " C’est ce que dit le premier entraînement ; parmi les 3 autres graines, 2 concluent de même.",
            TORN,
        ),
        (
            (GOOD, POOR),
            40,
            " C’est ce que dit le premier entraînement ; parmi les 2 autres graines, 1 conclut de même.",
            TORN,
        ),
        (
            (POOR,),
            40,
            " C’est ce que dit le premier entraînement ; l’autre graine essayée conclut autrement.",
            TORN,
        ),
        (
            (POOR, POOR),
            40,
            " C’est ce que dit le premier entraînement ; aucune des 2 autres graines ne conclut de même.",
            TORN,
        ),
        (
            (EVEN, GOOD),
            40,
            " C’est ce que dit le premier entraînement ; parmi les 2 autres graines, 1 conclut de même.",
            FAINT,
        ),
        (
            (EVEN, EVEN),
            40,
            " C’est ce que dit le premier entraînement ; aucune des 2 autres graines ne conclut le "
            "contraire, mais aucune ne suffit à le montrer.",
            FAINT,
        ),
    ],
)
def test_the_other_seeds_are_counted(others: tuple[Answers, ...], gap: int, end: str, label: str) -> None:
    model = trainings(decide(with_seeds(pneumonia_result(test=GOOD), *others)))
    (verdict,) = over_seeds(pneumonia_beats_constant, [model])
    assert case(verdict) == "up"
    assert sentence(verdict).endswith(f"de {gap} points.{end}")
    assert said(verdict).label == label
    assert (verdict.outcome, verdict.news) == (
        (Outcome.TRUE, News.GOOD) if label == "Oui" else (Outcome.INCONCLUSIVE, News.NEITHER)
    )


def test_a_first_training_that_cannot_conclude_is_not_said_to_be_contradicted() -> None:
    model = trainings(decide(with_seeds(pneumonia_result(test=EVEN), GOOD, GOOD)))
    (verdict,) = over_seeds(pneumonia_beats_constant, [model])
    assert (verdict.case, verdict.outcome, said(verdict).label) == ("unclear", Outcome.INCONCLUSIVE, FAINT)
    assert sentence(verdict).endswith("aucune des 2 autres graines ne conclut de même.")


@pytest.mark.parametrize(("other", "outcome"), [(HALF, Outcome.TRUE), (ALL, Outcome.INCONCLUSIVE)])
def test_what_follows_is_only_said_if_all_seeds_say_so(other: Answers, outcome: Outcome) -> None:
    model = trainings(decide(with_seeds(pneumonia_result(validation=ALL, test=HALF), other)))
    (verdict,) = over_seeds(pneumonia_shift, [model])
    assert (verdict.case, verdict.outcome) == ("harder", outcome)
    assert ("La validation promet donc trop" in sentence(verdict)) is (outcome is Outcome.TRUE)


def test_what_is_measured_of_the_first_training_names_its_seed() -> None:
    """The sentence may give the mean of all; below it, each value is of one of them."""
    several = trainings(decide(with_seeds(pneumonia_result(test=GOOD), GOOD)))
    alone = trainings(decide(pneumonia_result(position=2, test=GOOD)))
    for verdict, named in zip(
        over_seeds(pneumonia_beats_constant, [several, alone]), (True, False), strict=True
    ):
        labels = [spoken(item.name) for item in said(verdict).evidence]
        assert labels[0] == "Différence d’exactitude" + ", graine 1" * named
        assert [label.endswith(", graine 1") for label in labels] == [named] * len(labels)


def test_each_model_keeps_its_own_trainings() -> None:
    first = trainings(decide(with_seeds(pneumonia_result(test=GOOD), POOR)))
    second = trainings(decide(pneumonia_result(position=2, test=POOR)))
    verdicts = over_seeds(pneumonia_beats_constant, [first, second])
    assert [v.subjects for v in verdicts] == [("cnn-pneumonia",), ("cnn-pneumonia-2",)]
    assert sentence(verdicts[1]).endswith("un seul entraînement.")


def test_every_rule_that_is_asked_seed_by_seed_says_that_it_is() -> None:
    """Where seeds disagree, one that does not would stop the page."""
    tree = ast.parse(Path(conclusions.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = {ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "over_seeds"}
    assert len(asked) >= 6
    assert asked == {rule.name for rule in every_rule() if rule.by_seed}


def test_how_far_seeds_go_is_not_said_of_what_is_not_sure() -> None:
    """One may be just above and another just below: their gaps have no sign."""
    model = trainings(
        decide(with_seeds(pneumonia_result(test=counted(51, 49, 49, 51)), counted(49, 51, 51, 49)))
    )
    (verdict,) = over_seeds(pneumonia_beats_constant, [model])
    assert verdict.outcome is Outcome.INCONCLUSIVE
    assert sentence(verdict).endswith("L’autre graine essayée conclut de même.")


def test_the_other_seeds_do_not_vouch_for_a_number_of_the_first() -> None:
    """Those of the validation are the first training's, and come after what all of them conclude."""
    model = trainings(decide(with_seeds(pneumonia_result(validation=HALF, test=HALF), HALF)))
    (verdict,) = over_seeds(pneumonia_overestimates, [model])
    assert sentence(verdict).endswith(
        "L’autre graine essayée conclut de même. Sur la validation et au premier entraînement, "
        "cette moyenne est 20 points au-dessus de cette part."
    )
