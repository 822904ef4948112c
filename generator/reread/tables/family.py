"""Rows of one kind, « the CNNs », « the three HOG models »: whose labels begin alike."""

import re
from collections import Counter

from generator.reread.tables.grid import Grid

_MODELS = r"(?:mod[èe]les?|models?|r[ée]seaux?|networks?|variantes?|versions?|runs?|essais?)"
_THE = r"(?:(?:les|the|ces|these)\s+)?"
_COUNT = r"(?:deux|trois|quatre|cinq|two|three|four|five|\d)"


def families(grid: Grid) -> dict[str, frozenset[int]]:
    """Return the words that some labels, and not all of them, share, and the rows that have them."""
    words = [{*re.findall(r"[^\W\d_]{2,12}", row[0].lower())} for row in grid.rows]
    shared = Counter(word for own in words for word in own)
    return {
        word: frozenset(rank for rank, own in enumerate(words) if word in own)
        for word, count in shared.items()
        if 1 < count < len(words)
    }


def family(grid: Grid, text: str) -> tuple[frozenset[int], str]:
    """Return the rows of the only kind that a text speaks of as a whole, and the text without its name."""
    for word, rows in families(grid).items():
        each = rf"(?:{_COUNT}\s+)?(?:{_MODELS}\s+)?{re.escape(word)}s?(?:\s+{_MODELS})?(?!\s*\d)(?!\w)"
        among = rf"\b(?:parmi|among|entre|between|des|of|dans|within)\s+(?:tous\s+)?{_THE}{each}"
        best = rf"(?P<said>\b(?:best|worst|meilleure?|pire|moins bon)\s+){each}"
        for pattern in (among, best):
            found = re.search(pattern, text, re.I)
            if found:
                said = found.groupdict().get("said") or " "
                return rows, f"{text[: found.start()]}{said} {text[found.end() :]}"
    return frozenset(), text
