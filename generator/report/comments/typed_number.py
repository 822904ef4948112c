"""Numbers that authors type: those that may claim something of a result, not those that name something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.report.comments.vocabulary import SPACES, Vocabulary

DIGITS = rf"(?:\d{{1,3}}(?:(?:{SPACES}|[’'])\d{{3}})+(?!\d)|\d+)"
# A number, its decimals, and the sign of percent, that is part of it.
NUMBER = re.compile(
    rf"(?<!\w)(?<!\d[.,:/])(?<![^\W\d][-.])(?P<sign>[-−+])?(?P<digits>{DIGITS})(?:[.,](?P<decimals>\d+))?"
    rf"(?:[eE](?P<power>[-−+]?\d{{1,3}}))?(?P<percent>{SPACES}?%)?(?!\w|[.,:/]\d|-[^\W\d])"
)
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
LABELS = (
    "parties?|questions?|exercices?|modèles?|figures?|fig\\.|tableaux?|tables?|pages?|sections?|chapitres?|"
    "étapes?|annexes?|équations?|laboratoires?|labos?|travail|work|versions?|groupes?|no|n°|numéros?"
)
LIST = r"\d+(?:(?:,| et| ou| à)\s+\d+)*"
# What is named, sized or dated: no claim. A class is a number after « le » or « un », which count nothing.
NAMING = (
    rf"\b(?:{LABELS})\s*{LIST}",
    rf"(?<!\d)\d+(?:{SPACES}?[×x]{SPACES}?\d+)+",
    rf"\b\d{{1,2}}(?:er)?\s+(?:{MONTHS})\b(?:\s+\d{{4}})?|\b(?:{MONTHS})\s+\d{{4}}\b",
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    r"(?:\(|, |\ben |\bdepuis )(?:19|20)\d\d\b(?!\s*%)",
    r"(?m:^)\s*\d{1,2}\)(?=\s)",
    r"\b(?:CC|GPL|Python|Keras|TensorFlow|NumPy)(?:\s[A-Z-]+)?\s+\d+(?:\.\d+)*",
)


@dataclass(frozen=True)
class TypedNumber:
    """A number in a text.

    Attributes
    ----------
    start, end : int
        Where it is; the sign of percent is part of it.
    value : float
    decimals : int
        Figures after the decimal sign.
    percent : bool
    """

    start: int
    end: int
    value: float
    decimals: int
    percent: bool


def typed_numbers(text: str, vocabulary: Vocabulary) -> Iterator[TypedNumber]:
    """Go through the numbers of a text that may claim something, in order."""
    named = bytearray(len(text))
    for pattern in _naming(vocabulary):
        for found in pattern.finditer(text):
            named[found.start() : found.end()] = b"\1" * len(found[0])
    for found in NUMBER.finditer(text):
        if not any(named[found.start() : found.end()]):
            yield _read(found)


def _naming(vocabulary: Vocabulary) -> list[re.Pattern[str]]:
    classes = "|".join(sorted(vocabulary.numbered)) or r"(?!)"
    several = rf"(?:{classes})(?:(?:,|,?\s+et|\s+ou)\s+(?:les?\s+|des?\s+|du\s+|un\s+)?(?:{classes}))*"
    end = r"(?!\d|[.,]\d|\s*%)"
    return [
        vocabulary.model,
        re.compile(rf"\b(?:{vocabulary.acronyms})\s+{LIST}{end}"),
        *(re.compile(pattern, re.IGNORECASE) for pattern in NAMING),
        re.compile(rf"\b(?:{vocabulary.categories})\s+{several}{end}", re.IGNORECASE),
        re.compile(rf"\b(?:le|du|un|au|chaque)\s+{several}{end}", re.IGNORECASE),
        re.compile(
            rf"\b(?:les|des|aux|entre)\s+{several}(?=\s*(?:[.,;:!?)]|$|et\b|ou\b|qui\b|sont\b))",
            re.IGNORECASE,
        ),
    ]


def _read(found: re.Match[str]) -> TypedNumber:
    digits = re.sub(r"\D", "", found["digits"])
    decimals, power = found["decimals"] or "", int((found["power"] or "0").replace("−", "-"))
    sign = "-" if found["sign"] in ("-", "−") else ""
    return TypedNumber(
        start=found.start(),
        end=found.end(),
        value=float(f"{sign}{digits}.{decimals or 0}e{power}"),
        decimals=len(decimals) - power,
        percent=bool(found["percent"]),
    )
