"""Where the sentences of a line of Markdown begin and end."""

import itertools
import re
from collections.abc import Sequence

from tests.generator.literals.sentence import VALUE, Branch, Run, Sentence

# An anchor, and where a link leads.
HIDDEN = re.compile(r"\{ #[^}]*\}|(?<=\])\([^)\s]*\)")
MARKER = re.compile(r"\s*(?:#+|[-*>]|\d+\.)\s+")
# After a word of at least two letters, so that « Y. LeCun » is one sentence, a value or a closing sign, and
# before anything but a small letter or a parenthesis: « et al. (2018) ».
END = re.compile(
    rf"(?:(?<=[^\W\d_]{{2}}[.!?])|(?<=[»)*…%{VALUE}][.!?])|(?<=\s[.!?])|(?<=[.!?]\*\*))\s+(?![a-zà-ÿ(])"
)


def split_sentences(line: Sequence[Run]) -> list[Sentence]:
    """Cut a line, its marks of a title or of a list left out."""
    text = "".join(run.text for run in line)
    branches = [run.branches for run in line for _ in run.text]
    shown = [True] * len(text)
    for mark in [*HIDDEN.finditer(text), *filter(None, [MARKER.match(text)])]:
        shown[mark.start() : mark.end()] = [False] * len(mark[0])
    # A sentence also ends where another branch begins.
    turns = {i for i in range(1, len(text)) if text[i - 1] in ".!?" and branches[i - 1] != branches[i]}
    cuts = sorted({0, len(text)} | turns | {end.end() for end in END.finditer(text)})
    parts = itertools.pairwise(cuts)
    cut = [_sentence([(text[i], branches[i]) for i in range(*part) if shown[i]]) for part in parts]
    return [sentence for sentence in cut if re.search(r"\w", sentence.words)]


def _sentence(characters: list[tuple[str, tuple[Branch, ...]]]) -> Sentence:
    while characters and characters[0][0].isspace():
        del characters[0]
    while characters and characters[-1][0].isspace():
        del characters[-1]
    runs: list[Run] = []
    for character, branches in characters:
        if runs and runs[-1].branches == branches:
            runs[-1] = Run(runs[-1].text + character, branches)
        else:
            runs.append(Run(character, branches))
    return Sentence(tuple(runs))
