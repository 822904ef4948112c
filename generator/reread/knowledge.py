"""What a laboratory knows of its reports, which the reader is given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.reread.walk.words import LayerWords
from generator.reread.wording.phrase import Phrase


@dataclass(frozen=True)
class Asked:
    """A question of the assignment, and what an answer cannot do without."""

    title: str
    answered: re.Pattern[str]


@dataclass(frozen=True)
class Words:
    """What a laboratory calls things, as regular expressions without groups.

    Attributes
    ----------
    cases : str
        What a sample is made of.
    classes : str
        What a case is called by its class.
    right, wrong : str
        How a case was classified.
    missed, alarms : str
        The two kinds of errors, by other words than those of statistics.
    labels : tuple of str
        The cases of each of two classes, those that are looked for last.
    """

    cases: str
    classes: str
    right: str
    wrong: str
    missed: str
    alarms: str
    labels: tuple[str, str]


@dataclass(frozen=True)
class Knowledge:
    """What is known of any report of a laboratory.

    Attributes
    ----------
    names : mapping
        What names of the code are worth, unless it says otherwise.
    side : int
        Height and width of what HOG describes, in pixels.
    class_counts : tuple of tuple of int
        Cases of each class, partition by partition.
    phrases : tuple of Phrase
        Statements known to be false.
    questions : tuple of Asked
    words : Words
    layers : LayerWords
    """

    names: Mapping[str, Any]
    side: int
    class_counts: tuple[tuple[int, ...], ...]
    phrases: tuple[Phrase, ...]
    questions: tuple[Asked, ...]
    words: Words
    layers: LayerWords
