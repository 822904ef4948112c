"""The class said to be recognised best or worst, against what its section tells of each class."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.class_rates import ClassRates, Range
from generator.reread.scores.mention import bounds
from generator.reread.wording.phrase import NEGATION

CODE = "classe-la-mieux-reconnue"
_SCORE = r"(?:rappels?|recalls?|pr[ée]cisions?|f[- ]?1(?:[- ]scores?)?|scores?|sensibilit[ée]s?|taux)"
_ERRORS = r"(?:erreurs|errors|mistakes|confusions|fautes)"
_MISSED = r"(?:rat[ée]\w*|manqu\w+|miss\w*|mal\b|mis\w+|wrong\w*|confondu\w*|confused|tromp\w*)"
_LOSES = r"(?:perd\w*|lose\w*|loses?)\s+(?:le plus|the most|most)"
_OF_ERRORS = re.compile(rf"\b{_LOSES}|\b{_ERRORS}", re.I)
_ABOUT = re.compile(
    rf"recogni[sz]|reconn|classifi|class[ée]e?s?\b|recall|rappel|difficil|facile|hard|eas[iy]|\b{_SCORE}\b|"
    rf"\b{_ERRORS}\b|\b{_MISSED}|weakest|strongest|\b{_LOSES}",
    re.I,
)
_HIGH = r"(?:haute?|[ée]lev[ée]e?|grande?|bonne?)"
_LOW = r"(?:bas(?:se)?|faible|petite?|mauvaise?)"
_BEST = re.compile(
    rf"\b(?:(?:the )?best|(?:the )?highest|strongest|l[ea]s?\s+mieux|"
    rf"meilleure?s?\s+{_SCORE}|l[ea]s?\s+plus\s+{_HIGH}|plus\s+{_HIGH}\s+{_SCORE}|plus facile|easiest|"
    rf"(?:le\s+moins|fewest|least)\s+(?:d['’]|of\s+)?{_ERRORS}|"
    rf"(?:le\s+moins\s+(?:souvent\s+)?|least\s+often\s+){_MISSED})",
    re.I,
)
_WORST = re.compile(
    rf"\b(?:(?:the )?worst|(?:the )?lowest|poorest|weakest|{_LOSES}|"
    rf"l[ea]s?\s+(?:moins\s+bien|plus\s+mal)|pires?\s+{_SCORE}|l[ea]s?\s+plus\s+{_LOW}|plus\s+{_LOW}\s+{_SCORE}|"
    rf"moins\s+bonn?e?s?\s+{_SCORE}|plus difficile|hardest|"
    rf"most difficult|(?:le\s+plus|most)\s+(?:d['’]|of\s+)?{_ERRORS}|"
    rf"{_MISSED}\s+(?:le\s+plus|most)(?:\s+(?:souvent|often))?|"
    rf"(?:le\s+plus\s+(?:souvent\s+)?|most\s+often\s+){_MISSED}|least (?:well|recogni)|"
    r"pires?\b|plus\s+mauvaise?s?)",
    re.I,
)
_LABEL = re.compile(r"(?<![\w.,/])(\d)(?:s\b)?(?![\w%]|[.,]\d|\s?[%/])")
# Counts, and what stands within brackets, name no class.
_COUNTED = re.compile(
    r"\([^()]*\)|(?<![\w.,])\d{1,5}\s+(?:\w+\s+)?"
    r"(?:sur|of|out of|erreurs?|errors?|mistakes?|fois|times|cas|cases)\b(?:\s+\d{1,5}\b)?",
    re.I,
)
_RATE = re.compile(r"\s*\(\s*(?P<rate>\d{1,3}(?:[.,]\d{1,3})?\s?%|0[.,]\d{2,4})\s*\)")
# Among some classes only, or in a row, or no class.
_PARTIAL = re.compile(
    r"\b(?:after|apr[èe]s|second\w*|deuxi[èe]me|parmi|among|except\w*|sauf|suivi\w*|followed|then|puis|"
    r"que le|than|(?:mod[eè]le?|model|essai|trial|run|r[ée]seau|network|exp\w*|config\w*|cnn|mlp|version|"
    r"[ée]poque|epoch|couche|layer|seuil|threshold|variante?)\W{0,3}(?:n[°o]\s*)?\d)\b",
    re.I,
)
_CUT = re.compile(r",\s|[;:]|\s(?:while|but|mais|tandis que|alors que|whereas)\s")
_AND = re.compile(r"\s(?:and|et)\s", re.I)
_METRICS = {
    "recall": re.compile(r"\b(?:recall|rappel|sensib|sensit)", re.I),
    "precision": re.compile(r"pr[ée]cision", re.I),
    "f1": re.compile(r"\bf[- ]?1\b|\bf[- ]score", re.I),
}
_FRENCH = {"recall": "rappel", "precision": "précision", "f1": "F1", "errors": "erreurs"}


def ranked_findings(section: Section, known: Sequence[ClassRates], cases: str) -> Iterator[Finding]:
    """Find classes said to be first or last that are so by no rate that is meant; see `score_findings`."""
    of_cases = re.compile(
        rf"\b(?:pires?|worst|best|meilleure?s?|plus\s+mauvaise?s?)\s+(?:{cases}|class\w*)\b", re.I
    )
    for block in section.of(Kind.PROSE) if known else ():
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            text = sentence.text
            about = _ABOUT.search(text) or of_cases.search(text)
            if about and not NEGATION.search(text) and not _PARTIAL.search(text):
                for clause, start in _clauses(text):
                    yield from _judged(sentence, clause, start, known)


def _clauses(text: str) -> Iterator[tuple[str, int]]:
    """Go through the parts of a sentence that each say one thing, brackets and counts left blank."""
    text = _COUNTED.sub(lambda found: " " * len(found[0]), text)
    cuts = [_CUT]
    if _BEST.search(text) and _WORST.search(text):
        cuts.append(_AND)
    places = sorted((found.start(), found.end()) for cut in cuts for found in cut.finditer(text))
    start = 0
    for end, after in (*places, (len(text), len(text))):
        yield text[start:end], start
        start = max(start, after)


def _judged(sentence: Sentence, text: str, start: int, known: Sequence[ClassRates]) -> Iterator[Finding]:
    best, worst = _BEST.search(text), _WORST.search(text)
    said = best or worst
    labels = {int(label) for label in _LABEL.findall(text)}
    if said is None or (best and worst) or len(labels) != 1:
        return
    (label,) = labels
    named = [name for name, pattern in _METRICS.items() if pattern.search(text)]
    named = named or [name for name, pattern in _METRICS.items() if pattern.search(sentence.text)]
    # « précision » is what French calls any rate of right answers.
    meant = [*named, *(["recall"] if "precision" in named else [])] or ["recall", "f1", "errors"]
    if not named and _OF_ERRORS.search(text):
        meant = ["errors", "recall"]
    if any(label >= len(each.rates["recall"]) for each in known):
        return
    named_rate = _RATE.match(sentence.text, start + [*_LABEL.finditer(text)][-1].end(1))
    low, high = bounds(named_rate["rate"]) if named_rate else (Fraction(0), Fraction(0))
    if named_rate:
        # « The 1 (99.2 %) »: what is meant is what has this value.
        told = [x for x in meant if x != "errors" and _has(known, x, low, high)]
        meant = told or meant
    if any(each.best(name, label, worst=worst is not None) for each in known for name in meant):
        return
    name = meant[0]
    rates = known[0].rates[name]
    first = (min if worst else max)(range(len(rates)), key=lambda k: sum(rates[k]))
    yield Finding(
        CODE,
        sentence.place(start + said.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"D’après les scores de chaque classe, c’est {first} ({_FRENCH[name]} de "
        f"{_percent(rates[first])}), et non {label} ({_percent(rates[label])}).",
        "",
        str(first),
    )


def _has(known: Sequence[ClassRates], name: str, low: Fraction, high: Fraction) -> bool:
    """Tell whether a score of some class is written so."""
    return any(own[0] <= high and low <= own[1] for each in known for own in each.rates[name])


def _percent(value: Range) -> str:
    return f"{rounded(100 * (2 * value[0] + value[1]) / 3, '.2f')} %"
