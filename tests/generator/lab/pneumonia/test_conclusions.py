"""Every rule of the fourth part is read, and what results say of it follows them."""

from itertools import chain

from experiments.project import RESULTS
from experiments.results.files import read_result
from generator.lab.pneumonia.conclusions import Conclusions, conclude
from generator.rules.decision import Phrase, Verdict
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.judged import FALSE, TRUE, case, decision, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy


def sure(answers: Answers) -> Answers:
    """Return the same answers with probabilities that say how often they are right."""
    labels, probabilities = answers
    return labels, [0.99 if p > 0.5 else 0.02 for p in probabilities]


# Enough ill children to choose a threshold, and a test that keeps what validation promises.
VALIDATION = sure(counted(98, 2, 0, 120))
GOOD, POOR = ((VALIDATION, sure(counted(*counts))) for counts in ((490, 10, 10, 990), (300, 200, 10, 990)))
TWO = ((noisy(1, 16), noisy(2, 60)), (noisy(3, 200), noisy(2, 60, 4.0)))


def models(*answers: tuple[Answers, Answers]) -> list[Decision]:
    return [
        decision(position, validation=validation, test=test)
        for position, (validation, test) in enumerate(answers, start=1)
    ]


def verdicts(conclusions: Conclusions) -> list[Verdict]:
    return [
        *chain.from_iterable(conclusions.models),
        *conclusions.comparisons,
        *conclusions.validation,
        conclusions.partitions,
        *conclusions.main_error,
        conclusions.last,
    ]


def test_every_rule_of_the_part_is_read() -> None:
    found = verdicts(conclude(models(*TWO)))
    assert len({verdict.rule.name for verdict in found}) == 13
    assert len(found) == len({(verdict.rule.name, verdict.subjects) for verdict in found})
    for verdict in found:
        case(verdict)


def test_only_a_model_that_chose_its_threshold_is_held_to_the_targets() -> None:
    first, second = conclude(models(*TWO)).models
    assert {v.rule.name for v in second} - {v.rule.name for v in first} == {
        "pneumonia_targets",
        "pneumonia_threshold_helps",
    }


def test_models_that_change_places_turn_the_conclusion() -> None:
    better, worse = (conclude(models(*pair)) for pair in ((POOR, GOOD), (GOOD, POOR)))
    for conclusions, outcome, verb in ((better, TRUE, "dépasse"), (worse, FALSE, "reste")):
        (comparison,) = [v for v in conclusions.comparisons if v.rule.name == "pneumonia_better"]
        assert comparison.outcome is outcome
        assert conclusions.last.outcome is outcome
        assert sentence(conclusions.last).startswith(f"L’exactitude du CNN 2 {verb} ")


def test_what_is_said_of_a_model_alone_follows_it() -> None:
    before, after = conclude(models(POOR, GOOD)).models, conclude(models(GOOD, POOR)).models
    assert [[v.outcome for v in model] for model in before] == [[v.outcome for v in m] for m in after[::-1]]
    assert [v.outcome for v in before[0]] != [v.outcome for v in before[1]]


def test_the_conclusion_rests_on_answers_about_the_last_model() -> None:
    for answers in (TWO, (POOR, GOOD)):
        conclusions = conclude(models(*answers))
        (bare,) = [v for v in conclusions.models[-1] if v.rule.name == "pneumonia_beats_constant"]
        said_of_it = {"up": "yes", "down": "no"}.get(bare.case, "unsure")
        assert len(conclusions.last.evidence) == 6
        assert conclusions.last.evidence[0].value == Phrase(said_of_it)


def test_a_model_alone_is_concluded_on() -> None:
    alone = conclude(models(GOOD))
    assert alone.comparisons == []
    assert alone.last.subjects == ("cnn-pneumonia",)


def test_the_committed_results_are_concluded_on() -> None:
    committed = [
        decide(read_result(RESULTS / f"{name}.json")) for name in ("cnn-pneumonia", "cnn-pneumonia-2")
    ]
    for verdict in verdicts(conclude(committed)):
        case(verdict)
