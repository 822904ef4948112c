"""Every rule comes to each of its outcomes on results of the size of those that are recorded."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from experiments.project import RESULTS
from experiments.results.schema import Result
from generator.lab.lab import LAB
from generator.report.kept_pages import KeptPages
from generator.report.workshop import Workshop
from generator.rules.decision import Outcome, Rule, Verdict
from tests.generator.every_rule import every_rule
from tests.perturbation.records import Records, read_records
from tests.perturbation.scenarios import OUT_OF_REACH, SCENARIOS, Scenario


@pytest.fixture(scope="module")
def recorded() -> Records:
    return read_records(RESULTS)


def made(scenario: Scenario, recorded: Records) -> Records:
    records = recorded.copy()
    for model, result in recorded.results.items():
        if result["family"] not in scenario.families:
            del records.results[model], records.replicates[model]
    scenario.change(records, np.random.default_rng(1))
    return records


def reached(folder: Path, families: Sequence[str]) -> set[tuple[str, str]]:
    """Make the pages of these families, and return each rule with the first letter of what it came to."""
    found: list[Verdict] = []
    conclude = Rule.conclude

    def listen(rule: Rule, *given: object, **named: object) -> Verdict:
        verdict = conclude(rule, *given, **named)  # type: ignore[arg-type]
        found.append(verdict)
        return verdict

    workshop = Workshop(LAB, folder, KeptPages())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "conclude", listen)
        for page in LAB.pages:
            if set(page.families) <= set(families):
                workshop.page(page)
    return {(verdict.rule.name, verdict.rule.cases[verdict.case].value[0]) for verdict in found}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_rules_come_to_what_a_scenario_is_made_for(
    scenario: Scenario, recorded: Records, tmp_path: Path
) -> None:
    records = made(scenario, recorded)
    for model, result in records.results.items():
        for training, before in zip(records.trainings(model), recorded.trainings(model), strict=True):
            for split, part in before["evaluation"].items():
                assert training["evaluation"][split]["labels"] == part["labels"]
        Result.model_validate(result)
    assert scenario.expected - reached(records.write(tmp_path / "results"), scenario.families) == set()


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_every_outcome_of_a_rule_is_one_that_such_results_have(rule: Rule) -> None:
    """A rule that could never come to one of its outcomes would ask nothing."""
    claimed = {(rule.name, outcome.value[0]) for outcome in rule.cases.values()}
    expected = set().union(*(scenario.expected for scenario in SCENARIOS))
    assert claimed - expected - OUT_OF_REACH.keys() == set()
    assert not claimed & expected & OUT_OF_REACH.keys()


def test_scenarios_name_rules_and_outcomes_that_exist() -> None:
    claimed = {(rule.name, outcome.value[0]) for rule in every_rule() for outcome in rule.cases.values()}
    expected = set().union(*(scenario.expected for scenario in SCENARIOS))
    assert expected | OUT_OF_REACH.keys() <= claimed
    assert {outcome for _, outcome in claimed} == {outcome.value[0] for outcome in Outcome}
