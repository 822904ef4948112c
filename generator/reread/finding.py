"""What the reader found in a report."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from experiments import language
from generator.reread.documents.place import Place

LONGEST_QUOTE = 160
# Beyond, nobody counts the figures.
LONGEST_WHOLE = 10**15
LARGEST_FLOAT = int(sys.float_info.max)


_DECIMAL = re.compile(r"\d{1,15}(?:\.\d{1,15})?%?")


class Verdict(Enum):
    """How sure a finding is."""

    # The computation proves it.
    FALSE = "faux"
    # It rests on how a sentence was understood, or on a convention.
    DOUBT = "à vérifier"
    UNFINISHED = "inachevé"


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold.

    Attributes
    ----------
    code : str
        Stable name of what was checked.
    quote : str
        The words of the report, cut when they are many.
    sentence : str
        What is wrong and what would be right, in French.
    computation : str
        How that was computed.
    right : str
        The right value, empty where there is none.
    wrong : str
        The value that is false, as it is written; two findings about it at one place are one.
    """

    code: str
    place: Place
    quote: str
    verdict: Verdict
    sentence: str
    computation: str = ""
    right: str = ""
    rank: int = field(default=0, compare=False)
    wrong: str = ""


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Go through findings, those left out that say again what is false at a place."""
    said: set[tuple[Place, Fraction | str]] = set()
    for finding in findings:
        wrong = _worth(finding.wrong)
        if (finding.place, wrong) not in said:
            yield finding
        if finding.wrong:
            said.add((finding.place, wrong))


def _worth(written: str) -> Fraction | str:
    """Return what a number is worth however it is written: « 0,8320 », « 83.2 % »."""
    text = "".join(written.split()).replace(",", ".")
    scale = 100 if text.endswith("%") else 1
    return Fraction(text.rstrip("%")) / scale if _DECIMAL.fullmatch(text) else written


def other_than(findings: Iterable[Finding], known: Sequence[Finding]) -> Iterator[Finding]:
    """Go through findings, those left out that quote at the same place what a known one quotes."""
    for finding in findings:
        same = [other.quote for other in known if other.place == finding.place]
        if not any(finding.quote in quote or quote in finding.quote for quote in same):
            yield finding


def quoted(text: str) -> str:
    """Return a quotation on one line, cut when it is long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rpartition(" ")[0] + " …"


def shown(value: Fraction | int) -> str:
    """Write a number in French, with at most six figures unless it is whole and not too long."""
    if value == int(value) and -LONGEST_WHOLE < value < LONGEST_WHOLE:
        return language.integer(int(value)).replace("-", "−")
    if not -LARGEST_FLOAT < value < LARGEST_FLOAT:
        return rounded(value, ".6g")
    return language.significant(float(value), 6)


def rounded(value: Fraction | float, form: str = ".3g") -> str:
    """Write a number in French, its figures told as `format` takes them; one larger than any float too."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    return format(exact, form).replace(".", ",").replace("-", "−")
