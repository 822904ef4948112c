"""Printed arguments of an optimiser against those that Keras supposes."""

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.reread.documents.block import Block, Line
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.defaults import OPTIMIZERS, SAME_RATE, STABLE, defaults

CODE = "argument-par-defaut"
NAMES = "|".join(sorted(OPTIMIZERS, key=len, reverse=True))
OPENING = re.compile(rf"(?<!\w)({NAMES})\s*\(")
ARGUMENT = re.compile(r"(?<![\w.])([a-z_]\w*)\s*=\s*([^,\s)]+)")
# So many arguments copied at once are the signature that the documentation gives; fewer, if a text says so.
SIGNATURE, SAID = 5, 3
MOST_WRONG = 2
MOST_LINES = 40
# Whoever gives a signature may choose the rate, unless it is said to be the usual one.
DEFAULT = re.compile(r"d[ée]faut|default|\b(?:sans|without(?:\s+any)?|no)\s+arguments?\b", re.I)
LONGEST_LEAD = 300
# « These are the default values. »
CONFIRMS = re.compile(
    rf"^\W*(?:ce|c['’]|these|this|those|il|elles?)\s?(?:sont|est|s['’]agi\w+|are|is)\b[^.\n]{{0,60}}(?:{DEFAULT.pattern})",
    re.I,
)


def argument_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Go through signatures whose values are not those of Keras."""
    before = ""
    for block, after in zip_longest(blocks, blocks[1:]):
        confirmed = after is not None and CONFIRMS.search(after.text)
        for rank, line in enumerate(block.lines):
            opening = OPENING.search(line.text)
            given = _given(block.lines[rank : rank + MOST_LINES], opening.end()) if opening else []
            if opening and len(given) >= (SAID if confirmed else SIGNATURE):
                known = defaults(opening[1])
                usual = confirmed or DEFAULT.search(before)
                rate = {"learning_rate"} if opening[1] in SAME_RATE and usual else set()
                stable = [each for each in given if each[0] in (STABLE | rate) & known.keys()]
                other = [each for each in stable if not _same(each[1], known[each[0]])]
                # With more of them, the authors set the values: it is no signature.
                if len(other) <= MOST_WRONG:
                    for name, value, at in other:
                        yield _finding(opening[1], name, value, at, repr(known[name]))
        before = block.text[-LONGEST_LEAD:]


def _given(lines: Sequence[Line], position: int) -> list[tuple[str, str, Line]]:
    """Return the arguments of a call that begins at a position of the first line."""
    found: list[tuple[str, str, Line]] = []
    for rank, line in enumerate(lines):
        text = line.text[position:] if rank == 0 else line.text
        found += [(name, value, line) for name, value in ARGUMENT.findall(text)]
        if ")" in text:
            break
    return found


def _same(written: str, known: object) -> bool:
    try:
        return bool(ast.literal_eval(written) == known)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        # A name: what it stands for is not told here.
        return True


def _finding(optimizer: str, name: str, value: str, line: Line, right: str) -> Finding:
    return Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        f"{name} vaut {right} par défaut dans {optimizer}, et non {value}.",
        "",
        right,
    )
