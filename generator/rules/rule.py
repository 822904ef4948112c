"""A rule: an assertion about results, with its wordings for every outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from experiments.results.schema import Result
from generator.rules.verdict import Evidence, Outcome, Verdict


@dataclass(frozen=True)
class Wording:
    """How a rule puts one outcome, or one case of it.

    Attributes
    ----------
    outcome : Outcome
    label : str
        The outcome in a word or two.
    sentences : tuple of Markup
        Sentences that say the same; several when the rule speaks of many models, so that the
        report does not repeat itself. Names in braces stand for the values.
    """

    outcome: Outcome
    label: str
    sentences: tuple[Markup, ...]


@dataclass(frozen=True)
class Rule:
    """An assertion about results.

    Attributes
    ----------
    code : str
        Stable name.
    title : str
        What the rule is about, in French.
    method : str
        How its outcome is decided, in French, for a reader who knows statistics.
    wordings : mapping of Wording
        By name of the case.

    Raises
    ------
    ValueError
        If an outcome has no wording.
    """

    code: str
    title: str
    method: str
    wordings: Mapping[str, Wording]

    def __post_init__(self) -> None:
        missing = set(Outcome) - {wording.outcome for wording in self.wordings.values()}
        if missing:
            names = ", ".join(sorted(outcome.value for outcome in missing))
            raise ValueError(f"rule {self.code} has no wording for: {names}")

    def conclude(
        self,
        case: str,
        subjects: Sequence[Result],
        question: str,
        values: Mapping[str, object],
        evidence: Sequence[Evidence] = (),
        variant: int = 0,
    ) -> Verdict:
        """Put the outcome of one case in words.

        Parameters
        ----------
        case : str
            Name of a wording.
        subjects : sequence of Result
            What the rule was read on.
        question : str
        values : mapping
            By the names in braces of the sentence.
        evidence : sequence of Evidence
            Shown on demand, below the method.
        variant : int
            Which of the sentences: a rank, the same whatever the results are.
        """
        wording = self.wordings[case]
        return Verdict(
            code=self.code,
            title=self.title,
            subjects=tuple(dict.fromkeys(result.id for result in subjects)),
            question=question,
            outcome=wording.outcome,
            label=wording.label,
            sentence=wording.sentences[variant % len(wording.sentences)].format(**values),
            method=self.method,
            evidence=tuple(evidence),
        )
