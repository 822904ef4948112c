"""The optimiser that a report names, against those that its code compiles."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import named_values, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.arguments import NAMES
from generator.reread.learning.compiled import compiled
from generator.reread.wording.phrase import NEGATION

OPTIMIZER = "algorithme-nomme"
IS = (
    r"[^.\n?]{0,60}?(?:\best\b|\bis\b|:|\butilis\w+|\bused\b|\busing\b)[^\w\n]{0,6}"
    r"(?:(?:donc|ici|simplement|thus|here|then|therefore|simply)\s+)?(?:l['’]|the |la |le |un )?\W{0,3}"
)
# The others descend a gradient estimated on batches too: it takes the short name to name an algorithm.
_DESCENT = r"descente (?:de|du) gradient stochastique|stochastic gradient descent"
SAYS_OPTIMIZER = re.compile(
    # « What is the learning algorithm? Adam »
    rf"\b(?:algorithme?|optimi[sz](?:er|eur))\b(?:{IS}|[^.\n?]{{0,60}}\?[^\w\n]{{1,8}})"
    rf"(?P<name>{NAMES}|(?:{_DESCENT})(?=\s*,?\s*\(?\W?SGD\b))\b",
    re.I,
)
_WITH = r"(?:l['’]|the\s+)?(?:optimi[sz]er\s+|optimiseur\s+|algorithme?\s+)?\W?"
# « nous utilisons l’optimiseur Adam », « trained for 20 epochs with Adam »: of the part that it stands in.
USES = re.compile(
    rf"\b(?:optimi[sz]er|optimiseur|algorithme?)\s+\W?(?P<first>{NAMES})\b|"
    rf"\b(?P<second>{NAMES})\W?\s+(?:optimi[sz]er|algorithm)\b|"
    rf"\b(?:nous|on|we|I)\s+(?:(?:avons|a|have)\s+)?(?:utilis\w+|employ\w+|choisi\w*|opt\w+\s+(?:pour|for)|"
    rf"us(?:e|ed)|cho{{1,2}}se)\s+{_WITH}(?P<third>{NAMES})\b(?!\()|"
    rf"\b(?:entra[iî]n\w+|train(?:ed|ing)|compil\w+|optimis[ée]\w*|optimized|minimis\w+|minimized)\b[^.;?]{{0,80}}?"
    rf"\b(?:avec|with|using|par|via|by)\s+{_WITH}(?P<fourth>{NAMES})\b(?!\()|"
    rf"\b(?P<fifth>{NAMES})\s+(?:est|is|was|a été)\s+(?:utilis\w+|used|employ\w+)\b",
    re.I,
)
# A name as a sentence says it, and not as the code that it quotes does.
SAID = re.compile(rf"(?<!= )(?<![\w.='\"])(?P<name>{NAMES})\b(?![('\"])", re.I)
# What was tried, or what others do.
OTHERWISE = re.compile(
    r"\b(?:instead|au lieu|previous\w*|pr[ée]c[ée]d\w*|initial\w*|vs|versus|compar\w*|than|que|"
    r"tr(?:y|ied|ies)|"
    r"test\w*|essa\w+|would|could|might|may|can|pourr\w+|aurai\w*|similar|semblable|such|like|comme|tel\w*|chang\w+|"
    r"switch\w*|remplac\w+|replac\w+|d['’]abord|first|puis|then|ensuite|aussi|also|autres?|others?|souvent|often|"
    r"usually|g[ée]n[ée]ral\w*|papers?|articles?)\b|->|→",
    re.I,
)
# The title of a part about the training of every model of a report.
OF_ALL = re.compile(r"optimi[sz]|algorithm|apprentissage|learning|entra[iî]nement|training|hyper", re.I)


def name_findings(outline: Outline) -> Iterator[Finding]:
    """Go through names that the code of the same document, or of the same part, does not compile."""
    blocks = [block for section in outline.sections for block in section.blocks]
    names = [*compiled(blocks)]
    seen: set[Place] = set()
    used = used_names(names, "optimizer")
    for block in blocks if used else ():
        for text, place in _lines(block):
            said = SAYS_OPTIMIZER.search(text)
            name = _canonical(said["name"]) if said else ""
            if name and name not in used:
                seen.add(place)
                yield finding(OPTIMIZER, place, text, name, used)
    for rank in range(len(outline.sections)):
        yield from (each for each in _of_part(outline, rank) if each.place not in seen)


def _lines(block: Block) -> Iterator[tuple[str, Place]]:
    """Go through the lines of a text, and those of a table of names and values."""
    if block.kind is Kind.PROSE:
        yield from ((plain(line.text), line.place) for line in block.lines)
    elif block.kind is Kind.TABLE:
        yield from ((passage.text, passage.place(0)) for passage in named_values(block))


def _of_part(outline: Outline, rank: int) -> Iterator[Finding]:
    """Find optimisers that a section says it uses, and the nearest part with a compilation does not."""
    used: set[str] = set()
    # What a section compiles itself is what it says that it uses.
    for scope in (range(rank, rank + 1), *outline.scopes(rank)):
        parts = [outline.sections[each] for each in scope]
        whole = len(scope) > 1 and scope.start <= 1 and scope.stop == len(outline.sections)
        if whole and not OF_ALL.search(outline.sections[rank].title):
            break
        used = used_names([*compiled([block for part in parts for block in part.blocks])], "optimizer")
        if used:
            break
    for block in outline.sections[rank].of(Kind.PROSE) if used else ():
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            said = [*USES.finditer(sentence.text)]
            names = {_canonical(name) for found in said for name in found.groups() if name}
            names |= {_canonical(found["name"]) for found in SAID.finditer(sentence.text)} if said else set()
            elsewhere = OTHERWISE.search(sentence.text) or NEGATION.search(sentence.text)
            if len(names) == 1 and not names & used and not elsewhere:
                yield finding(OPTIMIZER, sentence.place(said[0].start()), sentence.text, min(names), used)


def used_names(names: Sequence[tuple[str, str]], key: str) -> set[str]:
    """Return what is compiled, nothing unless all of it can be told."""
    used = {name for argument, name in names if argument == key}
    return set() if "" in used else used


def _canonical(name: str) -> str:
    """Return a name in small letters, as code is told to give it."""
    return "sgd" if re.fullmatch(_DESCENT, name, re.I) else name.lower()


def finding(code: str, place: Place, text: str, name: str, used: set[str]) -> Finding:
    """Say that a name is none of those that are compiled."""
    right = ", ".join(sorted(used))
    return Finding(
        code,
        place,
        quoted(text),
        Verdict.FALSE,
        f"Le texte nomme {name}, et le code compile {right}.",
        "",
        right,
    )
