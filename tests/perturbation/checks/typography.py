"""What no text of the report may hold, whatever the numbers."""

import re
from collections.abc import Iterator

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.passage import Passage

FORBIDDEN = {
    "un nombre qui n’en est pas un": r"(?<![\w=])(?:nan|NaN|inf|(?<!\()None|True|False|undefined)(?!\w)",
    "un zéro négatif": r"(?<![\w,])[−-]0(?:,0+)?(?![\d,])",
    "un tiret au lieu du signe moins": r"(?<![\w/.#-])-\d",
    "un point décimal": r"(?<![\w./-])\d+\.\d+(?: %|e[-+]?\d)",
    "une ponctuation double": r"(?<![.(])\.\.(?![./])|\.\s+[.,;]|,\s*[.,;]|;\s*[.;,]|:\s*[.:;,](?!\w)|[?!]\.",
    "une espace avant un point ou une virgule": r"(?<=\w)[ \u00a0\u202f]+[.,](?!\d)",
    "rien entre deux marques": r"(?<!\w)\(\s*\)|«\s*»",
    "deux espaces": r"(?<=\w)  +(?=\w)",
    "un multiple qui n’en est pas un": r"(?<![\d,])1(?:,0+)? fois (?:plus|moins)",
    "un pourcentage répété": r"%\s*%",
}
PATTERNS = {reason: re.compile(pattern) for reason, pattern in FORBIDDEN.items()}
AROUND = 60


def typography_faults(passages: list[Passage]) -> Iterator[Fault]:
    """Go through what is badly printed."""
    for passage in passages:
        text = passage.text
        for reason, pattern in PATTERNS.items():
            for found in pattern.finditer(text):
                around = text[max(0, found.start() - AROUND) : found.end() + AROUND]
                yield Fault(passage.page, reason, around.strip())
