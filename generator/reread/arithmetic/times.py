"""« 128 values, then 392 values, i.e. 4 times more »: factors, against the two numbers told before them."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import BORDER
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.wording.links import NEARLY, THAT_IS

CODE = "facteur-annonce"
# A number, and the noun of what it counts.
_COUNTED = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s+(?P<noun>[^\W\d]{{4,20}})", re.I)
# Nothing is compared in the sentence but what stands before.
_SAID = re.compile(
    r"(?P<before>[^.;\d]{2,30})(?<![\w.,])(?P<factor>\d{1,3}(?:[.,]\d)?)\s*(?:fois|times)\s+"
    r"(?:(?P<more>plus|more|as many|autant)|(?P<less>moins|fewer|less))(?=\s*(?:[.,;)]|$))",
    re.I,
)
_MORE = re.compile(r"\s+(?:de\s+|en\s+)?(?:plus|moins|more|fewer|less)\b", re.I)
_LARGE = rf"(?<![\w.,]){NUMBER}(?=\s)(?<!\b\d)(?<!\b\d\d)(?<!\b\d[.,]\d)"
REACH = 300
# How far a factor may be rounded.
EXACT, ROUGH = Fraction(1, 8), Fraction(1, 4)


def times_findings(block: Block) -> Iterator[Finding]:
    """Find factors that are not that of the last two numbers of one thing before them."""
    for passage in passages(block) if block.kind is Kind.PROSE else ():
        text = passage.text.replace(BORDER, " ")
        for said in _SAID.finditer(text):
            if not THAT_IS.search(said["before"]):
                continue
            counted = [*_COUNTED.finditer(text, max(0, said.start() - REACH), said.start("factor"))]
            noun = counted[-1]["noun"].lower().rstrip("s") if counted else ""
            alike = [each for each in counted if each["noun"].lower().rstrip("s") == noun]
            numbers = [value for each in alike if (value := _value(each["number"]))]
            if len(numbers) != 2 or len(alike) != 2:
                continue
            # Another number of their size may be meant, and a difference is none of the two.
            between = re.findall(_LARGE, text[alike[0].start() : said.start("factor")])
            if len(between) > 2 or any(_MORE.match(text, each.end()) for each in alike):
                continue
            first, second = numbers
            right = second / first if said["more"] else first / second
            factor = Fraction(said["factor"].replace(",", "."))
            leeway = ROUGH if NEARLY.search(said["before"]) else EXACT
            # « 3 times more » may mean four times as many; the other way round, something else is compared.
            if right <= 1 or any(abs(each - right) <= leeway * right for each in (factor, factor + 1)):
                continue
            yield Finding(
                CODE,
                passage.place(said.start("factor")),
                quoted(said[0].strip(" ,")),
                Verdict.FALSE,
                f"{shown(max(numbers))} est {rounded(right, '.2g')} fois {shown(min(numbers))}, "
                f"et non {said['factor']} fois.",
                f"{shown(max(numbers))} / {shown(min(numbers))}",
                rounded(right, ".2g"),
                wrong=said["factor"],
            )


def _value(written: str) -> Fraction | None:
    found = readings(written)
    return found[0].middle if found and found[0].middle > 0 else None
