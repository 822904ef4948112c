"""A conclusion of the report: a rule read on results, and the sentence that its outcome calls for."""

from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup


class Outcome(Enum):
    """What the results say of an assertion; the value is what the reader sees."""

    TRUE = "Oui"
    FALSE = "Non"
    INCONCLUSIVE = "Non concluant"


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
    sentence : Markup
        The wording for this outcome, its numbers with their sources.
    """

    code: str
    question: str
    outcome: Outcome
    sentence: Markup

    @property
    def css(self) -> str:
        """Class that shows the outcome."""
        return f"verdict-{self.outcome.name.lower()}"
