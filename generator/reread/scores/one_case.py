"""« With 16 cases, one more error moves the accuracy by 6.25 points »: against the number of cases."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.mention import bounds
from generator.reread.wording.links import NEARLY

CODE = "poids-d-un-cas"
_ONE = r"(?:une?(?:\s+seule?)?|seule?|single|one|an?|chaque|each|every|1)"
_ERRORS = (
    r"(?:erreurs?|errors?|mistakes?|cas|cases?|exemples?|examples?|samples?|[ée]chantillons?|r[ée]ponses?|"
    r"answers?)"
)
_WEIGHS = (
    r"(?:bouger|boug\w+|p[eè]s\w+|chang\w+|vaut|vaudrait|repr[ée]sent\w*|d[ée]place\w*|compt\w+|co[ûu]t\w*|"
    r"modifi\w+|mov\w+|shift\w*|cost\w*|counts?|weigh\w*|worth|amounts?|equals?|vari\w+)"
)
_SIZE = r"(?<![\w.,])(?P<size>\d{1,4})\s+"
# Smaller samples are of anything.
LEAST = 5
LEEWAY = Fraction(1, 10)


@cache
def _patterns(cases: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    things = rf"(?:{_ERRORS}|{cases})"
    return (
        re.compile(
            rf"\b{_ONE}\s+(?:(?!de\b|of\b)[^\W\d]+\s+){{0,2}}?{things}\b[^.;?\d]{{0,40}}?\b{_WEIGHS}\b[^.;?\d]{{0,40}}?"
            r"(?<![\w.,])(?P<rate>\d{1,2}(?:[.,]\d{1,4})?)\s?(?:%|points?\b|pts\b|pp\b)",
            re.I,
        ),
        re.compile(rf"{_SIZE}(?:[^\W\d]+\s+)?{things}\b", re.I),
    )


def one_case_findings(section: Section, cases: str) -> Iterator[Finding]:
    """Find how much one case is said to weigh in a sample whose size the sentence, or the one before, says.

    Parameters
    ----------
    section : Section
    cases : str
        Regular expression of what a sample is made of.
    """
    weighs, sized = _patterns(cases)
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
        before: set[int] = set()
        for sentence in sentences(passage):
            sizes = {int(found["size"]) for found in sized.finditer(sentence.text)}
            said = weighs.search(sentence.text)
            known = {size for size in sizes or before if size >= LEAST}
            if said and len(known) == 1:
                (size,) = known
                low, high = bounds(f"{said['rate']}%")
                right = Fraction(1, size)
                near = LEEWAY * right if NEARLY.search(said[0]) else Fraction(0)
                # The accuracy with one error may be told too.
                if not any(low - near <= each <= high + near for each in (right, 1 - right)):
                    weight = f"{rounded(100 * right, '.3g')} points"
                    yield Finding(
                        CODE,
                        sentence.place(said.start("rate")),
                        quoted(sentence.text),
                        Verdict.FALSE,
                        f"Sur {size} cas, un seul en vaut {weight}, et non {said['rate']}.",
                        f"100 / {size} = {rounded(100 * right, '.4g')}",
                        weight,
                        wrong=said["rate"],
                    )
            before = sizes
