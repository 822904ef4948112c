"""The page of the rules: every assertion that the report can make, and how it decides."""

from dataclasses import dataclass
from pathlib import Path

from generator.report.page import Contents, Index
from generator.rules.decision import Outcome, Rule, Unsettled
from generator.rules.speaker import Speaker
from generator.rules.wording import NEUTRAL

OUTCOMES = {
    Outcome.TRUE: "réponse positive",
    Outcome.FALSE: "réponse négative",
    Outcome.INCONCLUSIVE: "sans conclusion",
}


@dataclass(frozen=True)
class Possible:
    """What a rule may answer: true, false or undecided, and its labels."""

    kind: str
    labels: list[str]


@dataclass(frozen=True)
class RuleEntry:
    """One rule."""

    code: str
    title: str
    method: str
    answers: list[Possible]


@dataclass(frozen=True)
class RulesPage:
    """Every rule, package by package, by title."""

    rules: list[RuleEntry]


def rules_page(path: str) -> Index:
    """Return the page; `path` is under ``docs/``."""
    return Index(path, Path(__file__).parent, _view, tells_rules=True)


def _view(contents: Contents) -> RulesPage:
    def order(rule: Rule) -> tuple[int, str]:
        packages = list(dict.fromkeys(each.module.rpartition(".")[0] for each in contents.rules))
        return packages.index(rule.module.rpartition(".")[0]), contents.speaker.wording(rule).title

    return RulesPage([_entry(rule, contents.speaker) for rule in sorted(contents.rules, key=order)])


def _entry(rule: Rule, speaker: Speaker) -> RuleEntry:
    wording = speaker.wording(rule)
    answers = []
    for outcome, name in OUTCOMES.items():
        cases = [case for case, result in rule.cases.items() if result is outcome]
        labels = [wording.cases[case].label.format(**NEUTRAL) for case in cases]
        if rule.by_seed and outcome is Outcome.INCONCLUSIVE:
            labels += map(speaker.word, Unsettled)
        answers.append(Possible(name, list(dict.fromkeys(labels))))
    return RuleEntry(wording.code, wording.title.format(**NEUTRAL), wording.method.format(**NEUTRAL), answers)
