"""What the review says of a claim of the original report."""

from dataclasses import dataclass
from typing import Any

from generator.facts.quantity import Quantity
from generator.formulas.equation import Equation
from generator.formulas.markup import Markup
from generator.rules.decision import Outcome, Verdict
from generator.rules.speaker import SaidEvidence, Speaker

LABELS = {Outcome.TRUE: "Juste", Outcome.FALSE: "Faux", Outcome.INCONCLUSIVE: "Invérifiable"}
COMPATIBLE, UNFINISHED, INCOMPLETE = "Compatible", "Inachevé", "Incomplet"


@dataclass(frozen=True)
class Check:
    """One claim checked.

    Attributes
    ----------
    code : str
        Stable name of what is checked.
    label : str
        The outcome in a word or two.
    sentence : Markup
        What was found, in French.
    subjects : tuple of str
        Ids of the results it rests on.
    workings : tuple of Equation
        The right computation, shown below the sentence.
    gist : str
        What is wrong, in a few words, for a list of links; empty when nothing is.
    method : str
        How the outcome was decided, for a reader who knows statistics; empty when it is plain.
    evidence : tuple of SaidEvidence
        Numbers of that decision which the sentence does not give.
    """

    code: str
    outcome: Outcome
    label: str
    sentence: Markup
    subjects: tuple[str, ...] = ()
    workings: tuple[Equation, ...] = ()
    gist: str = ""
    method: str = ""
    evidence: tuple[SaidEvidence, ...] = ()

    @property
    def css(self) -> str:
        """Class that shows the outcome."""
        return f"verdict-{self.outcome.value}"


def judged(
    code: str, right: bool | None, sentence: Markup, label: str = "", gist: str = "", **details: Any
) -> Check:
    """Return a check: right, wrong, or None for what cannot be told; with the usual label unless given.

    `gist` is what is wrong in a few words, should it be.
    """
    outcome = {True: Outcome.TRUE, False: Outcome.FALSE, None: Outcome.INCONCLUSIVE}[right]
    gist = gist if outcome is Outcome.FALSE else ""
    return Check(code, outcome, label or LABELS[outcome], sentence, gist=gist, **details)


def from_verdict(verdict: Verdict) -> Check:
    """Return a conclusion of our report as the check of a claim."""
    said = Speaker().say(verdict)
    return Check(
        code=said.code,
        outcome=said.outcome,
        label=said.label,
        sentence=said.sentence,
        subjects=said.subjects,
        method=said.method,
        evidence=said.evidence,
    )


@dataclass(frozen=True)
class Row:
    """One line of a table of the report, checked: what it says, then what it should say."""

    name: str
    written: str
    expected: Markup | Quantity
    check: Check


@dataclass(frozen=True)
class Table:
    """A table of the report, checked line by line; heads of the name, of what is written and expected."""

    caption: str
    columns: tuple[str, str, str]
    rows: tuple[Row, ...]
    kind: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of claim of each line."""
        return (self.kind,) * len(self.rows)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The check of each line."""
        return tuple(row.check for row in self.rows)
