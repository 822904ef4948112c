"""The two terms of a binary cross-entropy: both there, added within one minus, each with its own case."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted

CODE = "entropie-binaire"
_SUMMED = re.compile(r"(?:\\sum|∑|Σ)\s*(?:_\s*\(?\s*\w(?:\s*=\s*\d)?\)?)?\s*(?:\^\s*\(?\w\)?)?")
# What does not change what a formula is worth, and its indices.
_DECORATION = re.compile(
    r"\\(?:w?hat|widehat|tilde|bar|mathrm|text\w*|[bB]igg?[lr]?|left|right|cdot|times|[,;:! ])(?![a-z])|"
    r"[\\{}\s$×·*\x1e\u202f]|_\w(?![a-z])|\^\(?\w\)?(?=[\s\\(])"
)
_NAMED = re.compile(r"\bbina(?:ry|ire)\b", re.I)
_COMPLEMENT = r"\(1[-−–][^()+]{1,12}\)"
_ARGUMENT = r"(?:\([^()+=]{1,24}\)|[a-zŷσθ]\w{0,4})"
_TERMS = re.compile(
    rf"(?P<before>[=:][^=:]{{0,60}}?)(?P<label>[a-z]\w{{0,3}}?)(?:log|ln)(?P<first>{_ARGUMENT})"
    rf"(?P<sign>[-−–+]){_COMPLEMENT}(?:log|ln)(?P<second>{_ARGUMENT})",
    re.I,
)
_ONE = re.compile(r"=(?P<before>[^=]{0,60}?)(?<![a-zŷ])[yt]\w{0,2}?(?:log|ln)(?:\(|[a-zŷ])", re.I)
_LOGARITHM = re.compile(r"log|ln")
_SUM = re.compile(r"sum|Σ", re.I)
_MEAN = re.compile(r"1\)?/\(?[Nnm]\b")
_OPEN = re.compile(r"[(\[]\Z")
_MINUS = re.compile(r"[-−–]")
RIGHT = "−[y log(p) + (1 − y) log(1 − p)]"
LONGEST = 1000


def binary_findings(section: Section) -> Iterator[Finding]:
    """Find formulas of a binary cross-entropy that give another value."""
    for block in section.of(Kind.PROSE):
        named = False
        for passage in passages(block):
            for sentence in sentences(passage):
                # The formula may stand in the paragraph that a sentence announces.
                named = bool(_NAMED.search(sentence.text)) or (named and passage.text.lstrip()[:1] == "\x1e")
                if len(sentence.text) <= LONGEST and _LOGARITHM.search(sentence.text):
                    yield from _findings(sentence, named)


def _findings(sentence: Sentence, named: bool) -> Iterator[Finding]:
    text = _DECORATION.sub("", _SUMMED.sub("Σ", sentence.text))
    terms, one = _TERMS.search(text), _ONE.search(text)
    if terms:
        fault = _fault(terms)
        if fault:
            yield _finding(sentence, fault, Verdict.FALSE)
    elif named and one and len(_LOGARITHM.findall(text)) == 1:
        # A sum over two classes has as many terms, and no mean.
        over_cases = _MEAN.search(one["before"]) or not _SUM.search(one["before"])
        yield _finding(
            sentence,
            "Il manque le terme (1 − y) log(1 − p) : sans lui, un cas négatif ne coûterait rien.",
            Verdict.FALSE if over_cases else Verdict.DOUBT,
        )


def _fault(terms: re.Match[str]) -> str:
    before = terms["before"]
    first, second = ("1" in terms[name][:2] for name in ("first", "second"))
    if first or not second:
        return "Le second logarithme est celui de 1 − p : c’est la probabilité de l’autre classe."
    within, negative = bool(_OPEN.search(before)), bool(_MINUS.search(before))
    added = terms["sign"] == "+"
    if within and negative and not added:
        return "Les deux termes s’ajoutent : avec ce signe, un cas négatif bien classé coûterait plus."
    if not within and negative and added and not _SUM.search(before):
        return "Le moins ne porte que sur le premier terme : le second devrait être retranché aussi."
    if not negative and added and not _SUM.search(before):
        return "Il manque le signe moins devant les deux termes : cette perte serait négative."
    return ""


def _finding(sentence: Sentence, fault: str, verdict: Verdict) -> Finding:
    return Finding(CODE, sentence.place(0), quoted(sentence.text), verdict, fault, "", RIGHT)
