"""Settings of a training and of its data: how code gives them, and how sentences do."""

import re
from dataclasses import dataclass

_COUNT = r"(?<![\w.,])(?P<number>\d{1,5})(?![\w%]|[.,]\d)"
_RATE = (
    r"(?<![\w.,])(?P<number>[01]?[.,]\d{1,8}|\d{1,2}e-\d{1,2}|10\s?\^\s?\(?\s?[-−]\s?\d{1,2}\)?)"
    r"(?![\w%]|[.,]\d)"
)
_SHARE = r"(?<![\w.,])(?P<number>0?[.,]\d{1,3}|\d{1,2}\s?%)(?!\d|[.,]\d|\w)"
_SIDE = r"(?<![\w.,])(?P<number>\d{1,4})"
_IS = r"(?:(?:is|est|was|[ée]tait|a été)\s*(?:set to|de|fix[ée]e? à)?|of|de|=|:|vaut|equals)?\s*"
_EPOCHS = r"(?:[ée]poques?|epochs?)"
_PASSES = rf"(?:{_EPOCHS}|pass(?:es|ages)\b(?!\s+(?:avant|arri[èe]re|forward|backward)))"
_BATCHES = r"(?:mini[\s-]?)?(?:batch(?:e?s)?|lots)"


@dataclass(frozen=True)
class Setting:
    """A setting of a training.

    Attributes
    ----------
    name : str
        In French, after its number.
    argument : compiled regular expression
        How code gives it; its value may be the name of a constant.
    said : tuple of compiled regular expressions
        How sentences do.
    column : compiled regular expression
        The head of a table of the values that were tried.
    above : compiled regular expression or None
        How sentences give a value of a part of the training, unless it is more than all of it.
    negated : bool
        Whether sentences that give it may have a negation of their own.
    """

    name: str
    argument: re.Pattern[str]
    said: tuple[re.Pattern[str], ...]
    column: re.Pattern[str]
    negated: bool = False
    above: re.Pattern[str] | None = None

    @property
    def counts_epochs(self) -> bool:
        """Whether what a training prints tells it too."""
        return self.above is not None


SETTINGS = (
    Setting(
        "époques",
        re.compile(r"\b(?:n_|nb_|num_)?epochs?\s*=\s*([\w.-]+)", re.I),
        (
            re.compile(
                rf"\b(?:entra[iî]n\w+|trained|training|fit(?:ted)?|compil\w+|utilis\w+|use[ds]?)\b"
                rf"[^.;?]{{0,80}}?\b(?:pendant|sur|durant|for|over|during|en|in|with|avec|and|et)\s+{_COUNT}\s+{_PASSES}\b",
                re.I,
            ),
            re.compile(rf"\b(?:entra[iî]n[ée]\w*|trained)\s+{_COUNT}\s+{_PASSES}\b", re.I),
            re.compile(
                rf"\b(?:entra[iî]nement|apprentissage|training|learning)\b[^.;?\d]{{0,40}}?"
                rf"\b(?:dur\w+|last(?:s|ed)?|takes?|took|comp(?:te|orte|rend)|consists? of)\s+"
                rf"{_COUNT}\s+{_PASSES}\b",
                re.I,
            ),
            re.compile(
                rf"\b(?:nombre d['’][ée]poques|number of epochs|epochs|[ée]poques)\s*"
                rf"(?:(?:is|est|was|[ée]tait|a été)\s*(?:set to|de|fix[ée] à)?|=|:)\s*{_COUNT}",
                re.I,
            ),
        ),
        re.compile(_EPOCHS, re.I),
        above=re.compile(rf"{_COUNT}\s+{_EPOCHS}\b", re.I),
    ),
    Setting(
        "cas par lot",
        re.compile(r"\bbatch_?size\s*=\s*([\w.-]+)", re.I),
        (
            re.compile(
                rf"\b(?:batch(?:es)?[\s_-]?(?:size|taille)|"
                rf"(?:taille|size)s? (?:d[eu]s?|of)(?: the)? {_BATCHES}|"
                rf"{_BATCHES})\s*{_IS}(?:size|taille)?\s*{_COUNT}",
                re.I,
            ),
        ),
        re.compile(r"batch|\blots?\b", re.I),
    ),
    Setting(
        "de taux d’apprentissage",
        re.compile(r"\b(?:learning_rate|lr)\s*=\s*([\w.-]+)"),
        (
            re.compile(
                rf"\b(?:learning[\s_-]rate|lr|taux d['’]apprentissage|pas d['’]apprentissage)\s*"
                rf"{_IS}{_RATE}",
                re.I,
            ),
        ),
        re.compile(r"learning.?rate|\blr\b|taux d['’]app", re.I),
    ),
    *(
        Setting(
            f"de {name}",
            re.compile(rf"\b{argument}\s*=\s*([\w.-]+)"),
            (re.compile(rf"(?<!\w){said}(?!\w)\s*{_IS}{_RATE}", re.I),),
            re.compile(said, re.I),
        )
        for name, argument, said in (
            ("momentum", "momentum", "momentum"),
            ("rho", "rho", r"(?:rho|ρ)"),
            ("beta_1", "beta_1", r"(?:beta_?1|β_?1)"),
            ("beta_2", "beta_2", r"(?:beta_?2|β_?2)"),
        )
    ),
    Setting(
        "époques de patience",
        re.compile(r"\bpatience\s*=\s*([\w.-]+)"),
        (
            re.compile(rf"\b(?:patience|tol[ée]rance)\s*{_IS}{_COUNT}", re.I),
            re.compile(
                rf"\b(?:am[ée]lior\w*|progress\w*|improv\w*|better|baiss\w*|diminu\w*|decreas\w*)\b[^.;?\d]{{0,30}}?"
                rf"\b(?:pendant|depuis|durant|sur|apr[èe]s|for|in|over|after)\s+{_COUNT}\s+(?:\w+\s+)?{_PASSES}",
                re.I,
            ),
            re.compile(
                rf"{_COUNT}\s+{_PASSES}\s+(?:cons[ée]cutives\s+)?"
                r"(?:sans\s+(?:aucune\s+)?am[ée]lior|without\s+(?:any\s+)?improv)",
                re.I,
            ),
        ),
        re.compile(r"patience", re.I),
        negated=True,
    ),
    Setting(
        "pixels de côté",
        re.compile(r"\b(?:im\w*|target)_size\s*=\s*\(?\s*([\w.-]+)"),
        (
            re.compile(
                rf"\b(?:redimension\w*|resiz\w*|rescal\w*|ramen\w*|r[ée]dui\w*|scaled)\b[^.;?\d]{{0,60}}?"
                rf"{_SIDE}\s*[x×*]\s*\d{{2,4}}\b",
                re.I,
            ),
        ),
        re.compile(r"taille|size|r[ée]solution", re.I),
    ),
    Setting(
        "de part de validation",
        re.compile(r"\bvalidation_split\s*=\s*([\w.-]+)"),
        (
            re.compile(rf"\bvalidation[\s_]split\s*{_IS}{_SHARE}", re.I),
            re.compile(
                rf"{_SHARE}\s+(?:des?|of)\b[^.;\d]{{0,50}}\b(?:entra|train|appren)[^.;\d]{{0,50}}\bvalidation\b",
                re.I,
            ),
        ),
        re.compile(r"validation", re.I),
    ),
    Setting(
        "orientations",
        re.compile(r"\borientations\s*=\s*([\w.-]+)"),
        (re.compile(rf"{_COUNT}\s+(?:bins?\s+(?:d['’]\s*)?)?orientations?\b", re.I),),
        re.compile(r"orientation", re.I),
    ),
    Setting(
        "pixels par cellule",
        re.compile(r"\bpixels_per_cell\s*=\s*\(?\s*([\w.-]+)"),
        (
            re.compile(rf"\b(?:cellules?|cells?)\s+(?:de|of)\s+{_SIDE}\s*[x×*]\s*\d{{1,2}}\b", re.I),
            re.compile(
                rf"{_SIDE}\s*[x×*]\s*\d{{1,2}}(?:\s*|-)(?:px|pixels?)[\s-]+(?:cellules?|cells?)\b", re.I
            ),
        ),
        re.compile(r"cell", re.I),
    ),
)
