"""A conclusion of the report: a rule read on results, and the sentence that its outcome calls for."""

from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup


class Outcome(Enum):
    """What the results say of an assertion."""

    TRUE = "true"
    FALSE = "false"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Verdict:
    """The outcome of one rule on given results.

    Attributes
    ----------
    code : str
        Stable name of the rule.
    question : str
        What the rule asks, in French.
    outcome : Outcome
    label : str
        The outcome in a word or two.
    sentence : Markup
        The wording for this outcome, its numbers with their sources.
    """

    code: str
    question: str
    outcome: Outcome
    label: str
    sentence: Markup

    @property
    def css(self) -> str:
        """Class that shows the outcome."""
        return f"verdict-{self.outcome.value}"
