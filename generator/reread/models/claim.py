"""« N fewer weights than », « N times the errors of », « 20 % less »: what a text says is more or less."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from generator.reread.models.model import ERRORS, WEIGHTS
from generator.reread.wording.links import NEARLY

_WORDS = {
    WEIGHTS: r"(?:poids|param[èe]tres|weights|parameters|params)",
    ERRORS: r"(?:erreurs?|fautes?|errors?|mistakes?|misclassif\w+)",
}
_THING = "(?:" + "|".join(_WORDS.values()) + ")"
_MADE = {WEIGHTS: _WORDS[WEIGHTS], ERRORS: rf"{_WORDS[ERRORS]}|\btromp\w+"}
_N = r"(?<![\w.,'’])(?P<number>\d{1,3}(?:[ '’,\u00a0\u202f]\d{3})+|\d{1,7})(?![.,]\d)"
_D = r"(?<![\w.,'’])(?P<number>\d{1,4}(?:[.,]\d{1,3})?)"
NUMERALS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
MULTIPLES = {r"(?:le|the)\s+double": "2.0", r"(?:le|the)\s+triple": "3.0", r"(?:le|the)\s+quadruple": "4.0"}
_F = rf"(?P<number>(?<![\w.,'’])\d{{1,4}}(?:[.,]\d{{1,3}})?|\b(?:{'|'.join(NUMERALS)})\b)"
_LESS, _MORE = r"(?P<less>moins|fewer|less)", r"(?P<more>plus|more|davantage)"
_SMALL = (
    r"(?P<less>moins|fewer|less|smaller|lighter|plus\s+(?:petit|l[ée]g[eè]r)e?)|"
    r"(?P<more>plus|more|larger|bigger|heavier)|"
    r"(?P<as>autant|as\s+many|its|les|the|ceux|celui|celles|those|that|le\s+nombre|the\s+number)"
)


class Form(Enum):
    """How much one has more or less than another."""

    DIFFERENCE = auto()
    FACTOR = auto()
    PERCENT = auto()
    ORDER = auto()


@dataclass(frozen=True)
class Claim:
    """What is said to be more or less.

    Attributes
    ----------
    thing : str
        A key of the amounts of models.
    number : str
        As it is written, empty for an order.
    sign : int
        1 for more, -1 for less, 0 for a multiple.
    """

    form: Form
    thing: str
    number: str
    sign: int
    start: int
    end: int


# The same words, where a pattern has them already.
_LESS_TOO, _MORE_TOO = _LESS.replace("less>", "less_>"), _MORE.replace("more>", "more_>")
_LESS_TOO_, _MORE_TOO_ = _LESS.replace("less>", "less__>"), _MORE.replace("more>", "more__>")
_OF = r"(?:de\s+|d['’]|of\s+)?"
_FORMS = (
    (
        Form.PERCENT,
        re.compile(
            rf"{_D}\s?%\s+(?:{_OF}{_THING}\s+(?:en|de)\s+(?:{_LESS}|{_MORE})|{_OF}(?:en\s+)?"
            rf"(?:{_LESS_TOO}|{_MORE_TOO})\b(?:\s+{_OF}(?:\w+\s+)?{_THING})?)",
            re.I,
        ),
    ),
    (
        Form.FACTOR,
        re.compile(rf"{_F}\s*(?:fois|times|×)\s+(?:{_SMALL})\b(?:\s+{_OF}(?:\w+\s+)?{_THING})?", re.I),
    ),
    (
        Form.FACTOR,
        re.compile(
            rf"\b(?:{'|'.join(MULTIPLES)})\s+(?:of\s+|de\s+|d['’]|du\s+|des\s+)(?:(?:les|la|le|the|that\s+of)\s+)?",
            re.I,
        ),
    ),
    (
        Form.DIFFERENCE,
        re.compile(
            rf"{_N}\s+(?:(?:\w+\s+)?{_THING}\s+(?:(?:en|de)\s+)?(?:{_LESS}|{_MORE})|(?:de|en)\s+"
            rf"(?:{_LESS_TOO}|{_MORE_TOO})\b|"
            rf"(?:(?P<less__>fewer|less)|(?P<more__>more))\b(?:\s+(?:\w+\s+)?{_THING}|(?=\s+than))|"
            rf"(?P<more___>(?:extra|additional)\s+{_THING}|{_THING}\s+suppl[ée]mentaires?))",
            re.I,
        ),
    ),
    (
        Form.ORDER,
        re.compile(
            rf"(?<!\d )\b(?:{_LESS}|{_MORE})\s+{_OF}(?:{_THING}\s+)?(?=que\b|qu['’]|than\b|\(\s*\d)|"
            rf"\b(?:but|mais|yet|pourtant|quand\s+m[êe]me|cependant|however)\W+(?:(?:it|il|elle|quand\s+m[êe]me)\s+)?"
            rf"(?:(?:has|a|avec|with|only|en\s+a|bien|encore|still|many|much)\s+){{0,3}}(?:{_LESS_TOO_}|{_MORE_TOO_})\s+{_OF}{_THING}\b"
            r"(?=\W*$|[,;:]|\s+(?:et|and|because|car|parce|since|en|in)\b)|"
            r"\b(?:(?P<less_>plus\s+l[ée]g(?:er|[èe]re)|lighter)|(?P<more_>plus\s+lourde?|heavier))\s+(?=que\b|qu['’]|than\b)",
            re.I,
        ),
    ),
)
# « 230 errors, so more than », « il en a moins que »
_ELLIPTIC = re.compile(
    rf"(?:{_THING}\W+|(?<!\by\s)\b(?:en\s+(?:a|ont|compte\w*|poss[èe]de\w*|utilise|demande|faut)|has)\s+)"
    r"(?:(?:donc|soit|so|thus|bien|un\s+peu|encore|beaucoup|even|far|much|slightly|nettement|m[êe]me)\s+){0,2}$",
    re.I,
)
NEAR = 30
# « Total 238 510, soit »
_TOTAL = re.compile(
    r"\btotal\b\W{1,4}(?:(?:de|of|est|is)\s+)?\d{1,3}(?:[ '’.,\u00a0\u202f]?\d{3})+\W+(?:\w+\s+){0,2}$", re.I
)
_NAMED = re.compile(r"\bplus\s+l[ée]g|lighter|heavier|lourd", re.I)


def claims(text: str, before: str) -> Iterator[Claim]:
    """Go through what a sentence says is more or less; the one before it may tell of what."""
    taken: list[tuple[int, int]] = []
    for form, pattern in _FORMS:
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            multiple = _multiple(form, found[0])
            if multiple and NEARLY.search(text[: found.start()][-NEAR:]):
                continue
            named = _NAMED.search(found[0])
            thing = WEIGHTS if named else _thing(form, found[0], text[: found.start()], before)
            groups = found.groupdict()
            less = any(value for key, value in groups.items() if key.startswith("less"))
            more = any(value for key, value in groups.items() if key.startswith("more"))
            if thing:
                yield Claim(
                    form,
                    thing,
                    _figures(groups.get("number") or "") or multiple,
                    -1 if less else 1 if more else 0,
                    found.start(),
                    found.end(),
                )


def _figures(number: str) -> str:
    return str(NUMERALS.get(number.lower(), number))


def _multiple(form: Form, said: str) -> str:
    """Return the number of « le double de », empty for a form without number."""
    found = (number for words, number in MULTIPLES.items() if re.match(words, said, re.I))
    return next(found, "") if form is Form.FACTOR else ""


def _thing(form: Form, said: str, lead: str, before: str) -> str:
    """Return what is counted: what the words themselves name, or the last thing named before them."""
    own = _named(said)
    if form is Form.FACTOR and not own and _TOTAL.search(lead):
        return WEIGHTS
    if own or (form is Form.ORDER and not _ELLIPTIC.search(lead)):
        return own
    return _named(lead) or _named(before)


def is_of_thing(text: str) -> bool:
    """Tell whether a text names something that models have more or less of."""
    return bool(_named(text))


def _named(text: str) -> str:
    last = {
        thing: max((each.end() for each in re.finditer(words, text, re.I)), default=-1)
        for thing, words in _MADE.items()
    }
    thing = max(last, key=lambda each: last[each])
    return thing if last[thing] >= 0 else ""
