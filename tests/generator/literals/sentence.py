"""A sentence of a template, each of its words with the conditions it is written under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.language import NARROW_SPACE, NO_BREAK_SPACE

# Stands for an inserted value while the prose is read; shown as {}.
VALUE = "\ufffc"
PLAIN_SPACES = str.maketrans(dict.fromkeys(NARROW_SPACE + NO_BREAK_SPACE, " "))
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Branch:
    """One way out of a condition.

    Attributes
    ----------
    tests : tuple of str
        What decides of it: of the first branch one test, of the others all those before as well.
    otherwise : bool
        Whether it is the last one, when no test holds.
    """

    tests: tuple[str, ...]
    otherwise: bool = False

    def __str__(self) -> str:
        first, *others = self.tests
        steps = [f"{{% if {first} %}}", *(f"{{% elif {test} %}}" for test in others)]
        return "".join(steps) + "{% else %}" * self.otherwise


@dataclass(frozen=True)
class Run:
    """A piece of text, and the branches it stands in, the outermost first."""

    text: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """What a reader takes for one sentence, a heading or a label; written as the template does."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """The text, whatever the conditions; one branch is no part of a word of another."""
        return _plain(" ".join(run.text for run in self.runs))

    @property
    def tests(self) -> set[str]:
        """Everything that decides of some of its words."""
        return {
            test
            for run in self.runs
            if LETTER.search(run.text)
            for branch in run.branches
            for test in branch.tests
        }

    def __str__(self) -> str:
        shared = _shared([run.branches for run in self.runs])
        text = "".join(map(str, shared))
        for run in self.runs:
            own = run.branches[len(shared) :]
            text += "".join(map(str, own)) + run.text + "{% endif %}" * len(own)
        return _plain(text)


def _plain(text: str) -> str:
    return text.replace(VALUE, "{}").translate(PLAIN_SPACES)


def _shared(branches: Sequence[tuple[Branch, ...]]) -> tuple[Branch, ...]:
    """Return what all have in common, from the outermost on."""
    shared = []
    for level in zip(*branches, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)
