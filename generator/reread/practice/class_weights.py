"""The weights of two classes in a loss, in sentences and in code: the rarer class weighs more."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.knowledge import Words

CODE = "poids-des-classes"
_ABOUT = re.compile(
    r"\bclass[\s_-]?weights?\b|\bweights?\s+(?:of|for)\s+(?:the\s+|each\s+)?class|\bpoids\s+(?:de|des|par|à\s+chaque)\s+classes?\b|"
    r"\bpond[ée]r\w*",
    re.I,
)
# What weights of classes are for.
_BALANCES = re.compile(
    r"\b(?:rare\w*|minorit\w+|balanc\w+|[ée]quilib\w+|d[ée]s[ée]quilib\w+|imbalanc\w+|unbalanc\w+|compens\w+|"
    r"moins\s+(?:nombreu\w+|fr[ée]quen\w+)|sous-repr[ée]sent\w+|under-?represent\w+)",
    re.I,
)
_GIVEN = re.compile(r"\bclass_weights?\s*=\s*\{\s*0\s*:\s*(\d[\d.]*)\s*,\s*1\s*:\s*(\d[\d.]*)\s*,?\s*\}")
_WEIGHT = r"(?<![\w.,'’])(?P<weight{}>\d{{1,2}}[.,]\d{{1,6}}|\d{{1,2}})(?![\w%]|[.,]?\d|['’]\d)"
_LEAST = 1000
# How far weights may be rounded from those that balance the classes.
_NEAR = 0.02


@cache
def _told(words: Words) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the weight of each class: « 1.9 for normal », « normal : 1.9 »."""
    to = r"\s*(?:for|pour|to|à|aux?)\s+(?:(?:the|les|la|le|class|classe)\s+)*"
    is_ = r"\W{0,3}\s*(?::|=|\(|weighs|p[èe]sent?|vaut|gets|re[çc]oit|has|a|un poids de|a weight of)+\s*"
    return tuple(
        re.compile(rf"{_WEIGHT.format(0)}{to}(?:{own})(?!\w)|(?<!\w)(?:{own}){is_}{_WEIGHT.format(1)}", re.I)
        for own in words.labels
    )


def class_weight_findings(
    outline: Outline, class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Find weights given to the wrong one of two classes."""
    sizes = _sizes(outline, words)
    known = sizes or next((tuple(each) for each in class_counts if len(each) == 2 and each[0] != each[1]), ())
    for section in outline.sections if len(known) == 2 else ():
        for block in section.blocks:
            if block.kind is Kind.CODE:
                for line in block.lines:
                    for found in _GIVEN.finditer(line.text):
                        pair = (float(found[1]), float(found[2]))
                        if _is_turned(pair, known):
                            sure = bool(sizes) and _balances(pair[::-1], known)
                            yield _finding(line.place, line.text, pair, known, sure=sure)
            elif block.kind is Kind.PROSE:
                for sentence in (each for passage in passages(block) for each in sentences(passage)):
                    text = sentence.text
                    told = _pair(text, words) if _ABOUT.search(text) else None
                    if told and _is_turned(told, known):
                        sure = bool(sizes) and (_balances(told[::-1], known) or bool(_BALANCES.search(text)))
                        yield _finding(sentence.place(0), text, told, known, sure=sure)


def _sizes(outline: Outline, words: Words) -> tuple[int, ...]:
    """Return how many cases of each class the training has, where the report tells it."""
    number = rf"(?<![\w.,])({NUMBER})"
    pattern = re.compile(
        rf"{number}\s+(?:\w+\s+)?(?:{words.labels[0]})\b[^.;]{{0,30}}?{number}\s+(?:\w+\s+)?(?:{words.labels[1]})\b",
        re.I,
    )
    found = {
        (first, second)
        for section in outline.sections
        for block in section.of(Kind.PROSE)
        for each in pattern.finditer(block.text)
        if (first := whole(each[1])) and (second := whole(each[2])) and first + second >= _LEAST
    }
    return found.pop() if len(found) == 1 else ()


def _pair(text: str, words: Words) -> tuple[float, float] | None:
    """Return the only weight that a sentence gives each class."""
    each = [
        [float((x["weight0"] or x["weight1"]).replace(",", ".")) for x in pattern.finditer(text)]
        for pattern in _told(words)
    ]
    return (each[0][0], each[1][0]) if [*map(len, each)] == [1, 1] else None


def _is_turned(pair: tuple[float, float], sizes: Sequence[int]) -> bool:
    return pair[0] != pair[1] and (pair[0] > pair[1]) is (sizes[0] > sizes[1])


def _balances(pair: Sequence[float], sizes: Sequence[int]) -> bool:
    """Tell whether weights are those that make both classes count as much."""
    return abs(pair[0] * sizes[0] / (pair[1] * sizes[1]) - 1) < _NEAR


def _finding(
    place: Place, text: str, pair: tuple[float, float], sizes: Sequence[int], *, sure: bool
) -> Finding:
    more, less = (rounded(max(pair), "g"), rounded(min(pair), "g"))
    return Finding(
        CODE,
        place,
        quoted(text),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"La classe la plus fréquente pèse ici {more}, et la plus rare {less} : pour compenser, c’est "
        "l’inverse.",
        f"{shown(sizes[0])} et {shown(sizes[1])} cas" if sure else "",
    )
