"""What a column of scores measures, on which part of the data, and which way is better."""

import re
from dataclasses import dataclass

_RISING = {
    "accuracy": r"(?<!balanced )(?<![^\W\d_])acc(?:uracy)?\b(?!\s+[ée]quilibr)|exactitude|"
    r"taux de r[ée]ussite|justesse",
    "f1": r"(?<![^\W\d_])f[-_ ]?1\b|f[-_ ]?score",
    "precision": r"pr[ée]cision",
    "specificity": r"sp[ée]cificit",
    "recall": r"(?<![^\W\d_])(?:recall|rappel)|sensibilit|sensitivity",
}
_FALLING = {
    "loss": r"(?<![^\W\d_])(?:loss|pertes?\b|co[ûu]t)",
    "error": r"(?<![^\W\d_])(?:erreurs?|errors?|mistakes?)\b",
}
METRICS = {name: re.compile(pattern, re.I) for name, pattern in {**_RISING, **_FALLING}.items()}
SPLITS = {
    "train": re.compile(r"(?<![a-z])(?:train|entra[iî]n|apprentissage)", re.I),
    "validation": re.compile(r"(?<![a-z])val(?:id|[\s_.]|$)", re.I),
    "test": re.compile(r"(?<![a-z])test", re.I),
}
# What is measured of a network besides its scores.
NO_SCORE = re.compile(
    r"\b(?:rapide\w*|fast\w*|lent\w*|slow\w*|temps|time|dur[ée]e|poids|weights|param\w+|m[ée]moire|memory)\b",
    re.I,
)
_RATE = re.compile(r"learning.?rate|taux d['’]apprentissage", re.I)


@dataclass(frozen=True)
class Measure:
    """A score.

    Attributes
    ----------
    metric : str
        A key of `METRICS`, empty where it is not said.
    split : str
        A key of `SPLITS`, empty where it is not said.
    """

    metric: str
    split: str

    @property
    def rises(self) -> bool:
        """Whether more is better."""
        return self.metric not in _FALLING

    def covers(self, other: "Measure") -> bool:
        """Tell whether what is said so may be about another score."""
        return self.metric in ("", other.metric) and (
            not self.split or not other.split or self.split == other.split
        )


def measure(text: str) -> Measure | None:
    """Return what a text measures, empty names where it says none, None where it says several."""
    cut = _RATE.sub(" ", text)
    metrics = [name for name, pattern in METRICS.items() if pattern.search(cut)]
    splits = [name for name, pattern in SPLITS.items() if pattern.search(cut)]
    if len(metrics) > 1 or len(splits) > 1:
        return None
    return Measure("".join(metrics), "".join(splits))
