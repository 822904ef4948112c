"""« 37 fewer errors (81 against 118) »: differences, against the two counts that are told with them."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import BORDER
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.wording.links import NEARLY

CODE = "ecart-de-deux-comptes"
FAR = 3
_ONE = rf"(?<![\w.,]){NUMBER}(?!\w)"
_LESS = r"(?!fois|times)(?:[^\W\d]+\s+){0,2}?(?:de\s+(?:plus|moins)|fewer|more|less)\b"
_AGAINST = (
    r"\s+(?:[^\W\d]+\s+){0,2}?"
    r"(?:against|contre|instead\s+of|au\s+lieu\s+de|vs\.?|versus|rather\s+than|plut[ôo]t\s+que)\s+"
)
_SAID = re.compile(
    rf"(?P<gap>{_ONE})\s+{_LESS}(?:(?!{_LESS})[^.;()%]){{0,60}}\(\s*(?P<first>{_ONE}){_AGAINST}(?P<second>{_ONE})(?!\s*%)",
    re.I,
)


def less_findings(block: Block) -> Iterator[Finding]:
    """Find differences that are not those of the two counts in the brackets after them."""
    for passage in passages(block) if block.kind is Kind.PROSE else ():
        text = passage.text.replace(BORDER, " ")
        for said in _SAID.finditer(text):
            gap, first, second = (whole(said[name]) for name in ("gap", "first", "second"))
            if gap is None or first is None or second is None or NEARLY.search(text[: said.start()][-20:]):
                continue
            right = abs(first - second)
            # What is further is the difference of something else.
            if gap != right and right <= FAR * gap and gap <= FAR * right:
                yield Finding(
                    CODE,
                    passage.place(said.start("gap")),
                    quoted(said[0]),
                    Verdict.FALSE,
                    f"De {shown(first)} à {shown(second)}, l’écart est de {shown(right)}, "
                    f"et non de {shown(gap)}.",
                    f"{shown(max(first, second))} − {shown(min(first, second))} = {shown(right)}",
                    shown(right),
                    wrong=said["gap"],
                )
