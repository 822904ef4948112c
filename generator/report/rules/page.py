"""The page of the rules: every assertion that the report can make, and how it decides."""

import importlib
import pkgutil
from dataclasses import dataclass

from generator import rules
from generator.lab import rules as lab_rules
from generator.rules.rule import Rule
from generator.rules.verdict import Outcome

OUTCOMES = {Outcome.TRUE: "vrai", Outcome.FALSE: "faux", Outcome.INCONCLUSIVE: "indécis"}


@dataclass(frozen=True)
class Answer:
    """What a rule may answer: the outcome, and its labels."""

    outcome: str
    css: str
    labels: list[str]


@dataclass(frozen=True)
class RuleEntry:
    """One rule."""

    code: str
    title: str
    method: str
    answers: list[Answer]


@dataclass(frozen=True)
class RulesPage:
    """The page."""

    rules: list[RuleEntry]


def every_rule() -> list[Rule]:
    """Return the rules of the package `generator.rules`, by title, those on X-rays last."""
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (rules, lab_rules)
        for found in pkgutil.iter_modules(package.__path__)
    ]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return sorted(
        {rule.code: rule for rule in found}.values(),
        key=lambda rule: (rule.code.startswith("pneumonie"), rule.title),
    )


def rules_page() -> RulesPage:
    """Make the page; it rests on no result."""
    return RulesPage([_entry(rule) for rule in every_rule()])


def _entry(rule: Rule) -> RuleEntry:
    answers = []
    for outcome, name in OUTCOMES.items():
        labels = dict.fromkeys(w.label for w in rule.wordings.values() if w.outcome is outcome)
        answers.append(Answer(name, f"verdict-{outcome.value}", list(labels)))
    return RuleEntry(rule.code, rule.title, rule.method, answers)
