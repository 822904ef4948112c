"""One sentence of the summary, and the questions that it answers."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Line:
    """A sentence.

    Attributes
    ----------
    questions : tuple of str
        Ids of the questions that it answers; the evidence is where the first one is answered.
    sentence : Markup
    subjects : tuple of str
        Ids of the results that it rests on.
    """

    questions: tuple[str, ...]
    sentence: Markup
    subjects: tuple[str, ...]
