"""A conclusion of the report: what a rule says of given results, and what it rests on."""

from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup

from generator.facts.quantity import Quantity


class Outcome(Enum):
    """What the results say of an assertion."""

    TRUE = "true"
    FALSE = "false"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Evidence:
    """A value that a conclusion rests on.

    Attributes
    ----------
    name : str
        What it is, in French.
    value : Quantity or Markup
    """

    name: str
    value: Quantity | Markup


@dataclass(frozen=True)
class Verdict:
    """The outcome of one rule on given results.

    Attributes
    ----------
    code : str
        Stable name of the rule.
    title : str
        What the rule is about, in French, whatever the results it is read on.
    subjects : tuple of str
        Ids of the results that it was read on.
    question : str
        What it asks of these, in French.
    outcome : Outcome
    label : str
        The outcome in a word or two.
    sentence : Markup
        The wording for this outcome, its numbers with their sources.
    method : str
        How the outcome was decided, for a reader who knows statistics.
    evidence : tuple of Evidence
        What the decision rests on and the sentence does not say.
    """

    code: str
    title: str
    subjects: tuple[str, ...]
    question: str
    outcome: Outcome
    label: str
    sentence: Markup
    method: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def css(self) -> str:
        """Class that shows the outcome."""
        return f"verdict-{self.outcome.value}"
