"""Equations of losses and optimisers: the sign of a cross-entropy, its number of terms, the ε of a root."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted

SIGN, TERMS, EPSILON = "signe-de-la-perte", "termes-de-la-perte", "epsilon-oublie"
SUM = re.compile(r"\\sum|∑|Σ|(?<![a-z])(?:sum|somme)(?:\s*\(|_\w|_\{)", re.I)
_CLASSES = re.compile(r"(?<![\w.,])(\d{1,3})\s+(?:class(?:es)?|cat[ée]gories|sorties|outputs)\b", re.I)
LOGARITHM = re.compile(r"\\?(?<![a-z])(?:log|ln)(?![a-z])", re.I)
MINUS = re.compile(r"[-−–]")
_NUMBERED = re.compile(
    r"(?:\\sum|∑|Σ|(?<![a-z])sum)\s*(?:\\limits)?\s*_\s*\{?\s*\w\s*=\s*([01])\s*\}?\s*\^\s*\{?\s*(\d{1,4})(?!\d|\s*[-+])",
    re.I,
)
# « L = log p »: the loss of one case, the logarithm of one probability.
_ALONE = re.compile(
    r"(?<![A-Za-z\\])(?:\\mathcal\s*\{?\s*L\s*\}?|\\ell|[LJCEl]|loss|perte|CE)(?:_\w|_\{[^{}]{1,12}\}|\([^()=]{1,20}\))?\s*=\s*"
    r"(?:\\left\s*)?[(\[]?\s*\\?(?:log|ln)(?![A-Za-z])\s*(?P<argument>[^=.;\n]{1,40})"
)
_INVERSE = re.compile(r"^[\s({\\left]*(?:1\s*/|\\?[dt]?frac\s*\{\s*1)")
# « k = 0, 1, …, 9 », « k allant de 1 à 10 », « k ∈ {0, ..., 9} », beside the sum.
_LISTED = re.compile(
    r"(?<![A-Za-z])[a-z]\s*(?:=|\\in|∈)\s*\\?\{?\s*([01])\s*,(?:\s*[12]\s*,)?(?:\s*[23]\s*,)?"
    r"\s*(?:…|\.{2,3}|\\[lcd]?dots)\s*,?\s*(\d{1,4})(?!\d)|"
    r"(?<![A-Za-z])[a-z]\$?\s+(?:(?:qui\s+)?(?:va|allant|varie|variant)\s+)?(?:(?:goes|going|runs|running)\s+)?"
    r"(?:de|from)\s+\$?([01])\$?\s+(?:à|to)\s+\$?(\d{1,4})(?!\d)"
)
FROM_ZERO = re.compile(
    r"(?:\\sum|∑|Σ)\s*(?:\\limits)?\s*_\s*\{?\s*\w\s*=\s*0\s*\}?\s*\^\s*\{?\s*([A-Z])\s*\}?(?!\s*-)"
)
ABOUT_LOSS = re.compile(
    r"cross.?entrop|crossentropy|entropie\s+crois|log.?loss|perte|\bloss\b|coût|\bcost\b", re.I
)
OTHERWISE = re.compile(r"kullback|\bKL\b|vraisemblance|likelihood|information gain", re.I)
# Not that of the correction of Adam, √(1 − β²), which divides by nothing.
ROOT = re.compile(r"(?:\\sqrt|√|(?<![a-z])sqrt\s*(?=\())(?!\s*[{(]*\s*1\s*[-−–])", re.I)
RATE = re.compile(r"\\eta|η|\\alpha|α|learning_?\s?rate|\blr\b|(?<![\w.,])0[.,]0\d*(?!\w)")
ANY_EPSILON = re.compile(r"\\(?:var)?epsilon|[εϵ]|epsilon|\beps\b", re.I)
ADAPTIVE = re.compile(r"rms\s?prop|\badam\b|adagrad|adadelta", re.I)
# Equations are within so many lines.
MOST_LINES = 12
LONGEST = 4000


def equation_findings(section: Section, title: str, classes: int) -> Iterator[Finding]:
    """Go through equations of a section that do not give what they name.

    Parameters
    ----------
    section : Section
    title : str
        The headings above it, its own included.
    classes : int
        Number of classes where none is said.
    """
    text = "\n".join(block.text for block in section.blocks if block.kind is not Kind.CODE)
    whole = f"{title}\n{text}"
    of_loss = bool(ABOUT_LOSS.search(whole)) and not OTHERWISE.search(whole)
    adaptive = bool(ADAPTIVE.search(whole))
    for block in section.blocks if of_loss or adaptive else ():
        if block.kind in (Kind.CODE, Kind.TABLE) or block.printed:
            continue
        for whole_equation, place in _equations(block):
            equation = whole_equation[:LONGEST]
            if of_loss:
                yield from _loss(equation, place, whole)
                yield from _terms(equation, place, whole, classes)
            if adaptive:
                yield from _optimizer(equation, place)


def _equations(block: Block) -> Iterator[tuple[str, Place]]:
    """Go through the equations of a block: a displayed one with all its lines, else each line by itself."""
    held: list[str] = []
    start: Place | None = None
    for line in block.lines:
        marks = len(re.findall(r"(?<!\\)\$\$|\\\[|\\\]|\\begin|\\end", line.text))
        if start is None and marks % 2:
            held, start = [line.text], line.place
            continue
        if start is not None:
            held.append(line.text)
            if marks % 2 or len(held) > MOST_LINES:
                yield "\n".join(held), start
                start = None
            continue
        if "=" in line.text:
            yield line.text, line.place
    if start is not None:
        yield "\n".join(held), start


def _loss(equation: str, place: Place, whole: str) -> Iterator[Finding]:
    total, logarithm = SUM.search(equation), LOGARITHM.search(equation)
    alone = _ALONE.search(equation) if total is None and len(LOGARITHM.findall(equation)) == 1 else None
    if alone and not _INVERSE.search(alone["argument"]):
        yield _signless(equation, place, "devant le logarithme", "L = −log(p)")
    if total is None or logarithm is None or logarithm.start() < total.start():
        return
    equal = equation.rfind("=", 0, total.start())
    # The bounds of the sum have an equality too.
    if equal < 0:
        return
    inside = re.sub(r"[_^]\s*(?:\{[^{}]*\}|\S)", "", equation[total.end() : logarithm.start()])
    before = equation[equal + 1 : total.start()]
    if not MINUS.search(before) and not MINUS.search(inside):
        yield _signless(equation, place, "devant la somme", "L = −Σ y log(p)")
    bounds = FROM_ZERO.search(equation)
    if bounds:
        letter = bounds[1]
        mean = re.search(rf"\\frac\s*\{{\s*1\s*\}}\s*\{{\s*{letter}\s*\}}|1\s*/\s*{letter}\b", equation)
        defined = re.search(rf"\$?\\?\b{letter}\b\$?[^.\n]{{0,40}}(?:nombre|number)", whole)
        yield Finding(
            TERMS,
            place,
            quoted(equation),
            Verdict.FALSE if mean or defined else Verdict.DOUBT,
            f"De 0 à {letter}, la somme a {letter} + 1 termes : elle va de 1 à {letter}, "
            f"ou de 0 à {letter} − 1.",
            "",
            f"de 1 à {letter}",
        )


def _signless(equation: str, place: Place, where: str, right: str) -> Finding:
    return Finding(
        SIGN,
        place,
        quoted(equation),
        Verdict.FALSE,
        f"Il manque le signe moins {where} : le logarithme d’une probabilité est négatif, et cette perte le "
        "serait aussi.",
        "pour une probabilité de 0,5 : −log 0,5 ≈ 0,69, et non −0,69",
        right,
    )


def _terms(equation: str, place: Place, whole: str, classes: int) -> Iterator[Finding]:
    """Find a sum over the classes, by their numbers, with one term too many or too few."""
    summed = SUM.search(equation) and LOGARITHM.search(equation)
    found = _NUMBERED.search(equation) or _LISTED.search(equation) if summed else None
    if found is None:
        return
    said = {int(each[1]) for each in _CLASSES.finditer(whole)} or {classes}
    first, last = (int(each) for each in found.groups() if each)
    terms = last - first + 1
    if len(said) == 1 and abs(terms - min(said)) == 1:
        right = min(said)
        yield Finding(
            TERMS,
            place,
            quoted(equation),
            Verdict.FALSE,
            f"De {first} à {last}, la somme a {terms} termes, et il y a {right} classes.",
            f"{last} − {first} + 1 = {terms}",
            f"de {first} à {right + first - 1}",
        )


def _optimizer(equation: str, place: Place) -> Iterator[Finding]:
    if ROOT.search(equation) and RATE.search(equation) and not ANY_EPSILON.search(equation):
        yield Finding(
            EPSILON,
            place,
            quoted(equation),
            Verdict.FALSE,
            "Il manque ε au dénominateur : sans lui, un poids dont le gradient a toujours été nul donnerait "
            "0 divisé par 0. Keras l’ajoute (10⁻⁷ par défaut).",
            "",
            "η / √(E[g²] + ε)",
        )
