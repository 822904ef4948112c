"""« 10 % of 60 000 for the validation: 56 000 are left »: what is left once a part is taken away."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import BORDER
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "reste"
_NUMBER = rf"(?<![\w.,]){NUMBER}(?![^\W\d])"
_LEFT = re.compile(
    rf"\b(?:reste|restent|restant\w*|remain\w*|leaves?|leaving)\b[^.;\d]{{0,25}}?(?P<after>{_NUMBER})|"
    rf"(?P<before>{_NUMBER})\s+(?:\w+\s+){{0,2}}?(?:restant\w*|remain\w*|(?:is|are)\s+left)\b",
    re.I,
)
SPLIT = re.compile(r"\bvalidation_split\s*=\s*(0?[.,]\d{1,3})(?!\d)")
# Smaller numbers are of layers, of classes, of models.
_LEAST = 100
# A remainder that is wrong is a slip of the right one.
_NEAR = Fraction(1, 4)
_LONGEST = 600


def remainder_findings(section: Section) -> Iterator[Finding]:
    """Go through what is said to be left of the largest number before it, and is not."""
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
        text = passage.text.replace(BORDER, " ")
        for left in _LEFT.finditer(text):
            group = "after" if left["after"] else "before"
            said = _whole(left[group])
            before = text[max(0, left.start(group) - _LONGEST) : left.start(group)]
            wholes, shares = _told(before)
            total = max(wholes, default=Fraction(0))
            if said is None or total <= said:
                continue
            parts = {each for each in wholes if each < total} | {share * total for share in shares}
            right = {total - part for part in parts}
            near = [each for each in right if abs(each - said) <= _NEAR * said]
            # A part may be what is left of it.
            if said in right | parts or len(parts) != 1 or len(near) != 1 or near[0].denominator != 1:
                continue
            yield Finding(
                CODE,
                passage.place(left.start(group)),
                quoted(left[0]),
                Verdict.FALSE,
                f"Il en reste {shown(near[0])}, et non {shown(said)}.",
                f"{shown(total)} − {shown(total - near[0])} = {shown(near[0])}",
                shown(near[0]),
                wrong=shown(said),
            )


def _told(text: str) -> tuple[list[Fraction], list[Fraction]]:
    """Return the whole numbers and the percentages of a text."""
    wholes: list[Fraction] = []
    shares: list[Fraction] = []
    shares += (Fraction(each.replace(",", ".")) for each in SPLIT.findall(text))
    for found in re.finditer(_NUMBER, text):
        number = readings(found[0])
        if number and "%" in found[0]:
            shares.append(number[0].middle)
        elif number and number[0].is_exact and number[0].middle >= _LEAST:
            wholes.append(number[0].middle)
    return wholes, shares


def _whole(text: str) -> Fraction | None:
    number = readings(text)
    return number[0].middle if number and number[0].is_exact and number[0].middle >= _LEAST else None
