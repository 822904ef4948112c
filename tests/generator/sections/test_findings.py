"""Each model is judged by itself, then against the one before."""

from generator.rules.decision import Outcome, Verdict
from generator.sections.factor_effects import factor_effects
from generator.sections.findings import curve_findings, progress_findings, reading_findings
from tests.generator.rule_text import said
from tests.generator.samples import errors, family, with_predictions


def codes(verdicts: list[Verdict]) -> list[str]:
    return [said(verdict).code for verdict in verdicts]


def test_every_model_is_judged_on_its_curves_and_on_what_it_reads() -> None:
    for result in family("mlp-raw"):
        curves, reading = curve_findings(result), reading_findings(result)
        assert codes(curves) == ["entrainement-termine", "remontee", "nombre-d-epoques", "surapprentissage"]
        assert codes(reading) == ["exactitude-sure", "classes-difficiles", "paires-confondues"]
        assert {verdict.subjects for verdict in (*curves, *reading)} == {(result.id,)}


def test_each_model_but_the_first_is_compared_with_the_one_before() -> None:
    first, second = progress_findings(family("mlp-raw"))
    assert first == []
    assert codes(second) == ["meilleur-que", "moins-couteux", "dropout-ecart"]
    assert {verdict.subjects for verdict in second} == {("mlp-raw-2", "mlp-raw-1")}


def test_progress_follows_the_results() -> None:
    poor = with_predictions("mlp-raw-1", {rank: "0" for rank in range(1, 40, 2)})
    _, second = progress_findings([poor, with_predictions("mlp-raw-2", {})])
    assert second[0].outcome is Outcome.TRUE


def test_steps_of_one_experiment_are_corrected_together() -> None:
    wrong = errors(range(6))
    poor, good = with_predictions("mlp-raw-1", wrong), with_predictions("mlp-raw-2", {})
    third = good.model_copy(update={"id": "mlp-raw-3"})
    (_, alone), (_, among, _) = progress_findings([poor, good]), progress_findings([poor, good, third])
    assert alone[0].outcome is Outcome.TRUE  # p = 2 / 2⁶
    assert among[0].outcome is Outcome.INCONCLUSIVE


def test_where_dropout_shows_best_its_gap_is_told_as_it_is_beside_other_experiments() -> None:
    """The p-value is corrected with the gaps of the other experiments, as where they are all shown."""
    raw, cnn = family("mlp-raw"), family("cnn-digits")
    _, alone = progress_findings(raw)
    _, told = progress_findings(raw, [cnn])
    (shown,) = [each for each in factor_effects(raw, cnn) if each.subjects[0] == "mlp-raw-2" and is_gap(each)]
    assert codes(alone) == codes(told) == ["meilleur-que", "moins-couteux", "dropout-ecart"]
    assert said(told[2]).sentence == said(shown).sentence
    assert [str(each.value) for each in said(told[2]).evidence] == [
        str(each.value) for each in said(shown).evidence
    ]


def is_gap(verdict: Verdict) -> bool:
    return said(verdict).code == "dropout-ecart"
