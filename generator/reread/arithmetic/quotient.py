"""« 97.9 % (382/390) »: a rate, against the quotient that stands in brackets beside it."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import readings
from generator.reread.arithmetic.plain import BORDER
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted, rounded

CODE = "part-en-pourcent"
_WHOLE = r"\d{1,3}(?:['’ \u202f]\d{3})+|\d{1,6}"
_RATE = r"(?<![\w.,])(?P<rate>\d{1,3}(?:[.,]\d{1,6})?\s?%|0[.,]\d{2,6})"
_QUOTIENT = rf"(?P<part>{_WHOLE})\s*/\s*(?P<whole>{_WHOLE})"
_BESIDE = re.compile(rf"{_RATE}\s*\(\s*(?:=\s*)?{_QUOTIENT}\s*\)")


def quotient_findings(block: Block) -> Iterator[Finding]:
    """Find rates that the quotient in brackets right after them is not."""
    for passage in passages(block) if block.kind is Kind.PROSE else ():
        for found in _BESIDE.finditer(passage.text.replace(BORDER, " ")):
            part, whole = (readings(found[name])[0].middle for name in ("part", "whole"))
            # The percentage, before the same number taken for a count of hundreds.
            rate = readings(found["rate"])[0]
            unit = _unit(found["rate"])
            right = part / whole if whole else rate.middle
            if abs(right - rate.middle) <= unit:
                continue
            shown = f"{rounded(100 * right, '.4g')} %" if "%" in found["rate"] else rounded(right, ".4g")
            yield Finding(
                CODE,
                passage.place(found.start("rate")),
                quoted(found[0]),
                Verdict.FALSE,
                f"{found['part']} / {found['whole']} vaut {shown}, et non {found['rate']}.",
                f"{found['part']} / {found['whole']} = {shown}",
                shown,
                wrong=found["rate"],
            )


def _unit(rate: str) -> Fraction:
    """Return a unit of the last figure of a rate: it may be cut as well as rounded."""
    decimals = len(re.sub(r"^\d+[.,]?|\s?%$", "", rate))
    return Fraction(1, 10 ** (decimals + (2 if "%" in rate else 0)))
