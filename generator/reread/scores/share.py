"""Rates that a text ties to the count they are of: « 6 of 390 cases (1.5 %) », « 97 %, i.e. 30 errors »."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.scores.mention import Mention, Sort
from generator.reread.wording.links import AMONG, BREAK, INCLUDING, MAJORITY, OF, THAT_IS, WITH

# Rates of which the whole is what there was to find, or to classify.
OF_CASES = re.compile(
    r"accurac|exactitud|recall|rappel|sensib|sensit|sp[ée]cific|erreurs?|errors?|r[ée]ussite|success", re.I
)
_AFTER_COMMA = re.compile(rf",[^,]{{0,20}}(?:{OF_CASES.pattern})", re.I)
_OTHER = re.compile(r"pr[ée]cision|\bf[- ]?1\b|\bf[- ]?score|\bauc\b|dropout|\bconf|\bIC\b|\bCI\b", re.I)
# « 57 % fewer », « 50 % of errors less »: no share, but a difference.
_FEWER = re.compile(
    r"\s*(?:(?:d['’]|de\s+|of\s+)?(?:erreurs?|errors?|mistakes?)\s+)?"
    r"(?:(?:de|en)\s+(?:moins|plus)|fewer|less|more|lower|higher)\b",
    re.I,
)
# « 45 % of the total », « of all errors »: of what the sentence does not count.
_OF_TOTAL = re.compile(
    r"\s*(?:du\s+total|of\s+the\s+total|de\s+(?:toutes\s+)?(?:ses|leurs|nos|l['’]ensemble\s+des)?\s*erreurs|"
    r"(?:des|of\s+(?:all\s+)?(?:the|its|our|his)?)\s*(?:erreurs|errors|mistakes))\b",
    re.I,
)
# What a loss is called, right before it.
_LOSS = re.compile(r"\b(?:loss|perte|test score|co[uû]t)\b(?:(?!acc|exact)[^\d,;.])*$", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")
_CUT = re.compile(r"[,;:()]")
_LABEL = re.compile(
    r"\s*(?:(?:de|des|d['’]|of|pour|for|are|sont|dans|in)\s*)?(?:(?:la|le|les|l['’]|the)\s*)?"
    r"([^\W\d]{4,}(?:[\s-][^\W\d]{4,})?)",
    re.I,
)
_WORD = re.compile(r"[^\W\d]{4,}")
_TOTAL = re.compile(r"\W*(?:\w+\s+){0,2}(?:in total|in all|altogether|au total|en tout)\b", re.I)
_NO_PART = re.compile(r"\b(?:by|par|(?:batch(?:es|[\s_-]size)?|lots?)(?:\s+(?:de|of)|\s*[=:])?)\s*$", re.I)
_EPOCHS = re.compile(r"\s*(?:[ée]poques?|epochs?|it[ée]rations?)\b", re.I)
_LONGEST, _NEAR = 90, 60


@dataclass(frozen=True)
class Text:
    """A text, its numbers, and where its sentences begin."""

    text: str
    numbers: tuple[Mention, ...]
    starts: tuple[int, ...]

    def before(self, rank: int) -> str:
        """Return the words between a number and the one before it."""
        return self.text[self.numbers[rank - 1].end if rank else 0 : self.numbers[rank].start]

    def after(self, rank: int) -> str:
        """Return the words between a number and the next one."""
        return self.before(rank + 1) if rank + 1 < len(self.numbers) else self.text[self.numbers[rank].end :]

    def lead(self, rank: int) -> str:
        """Return the words of its sentence before a number, as far as they are near."""
        start = self.numbers[rank].start
        own = self.text[max(self.starts[self.sentence(rank)], start - _NEAR) : start]
        return re.split(r"\d", _BRACKETS.sub("", own))[-1]

    def tail(self, rank: int) -> str:
        """Return the words of its sentence after a number, as far as they are near."""
        end = (*self.starts, len(self.text))[self.sentence(rank) + 1]
        return self.after(rank)[: min(end - self.numbers[rank].end, _NEAR)]

    def between(self, first: int, second: int) -> str:
        """Return what stands between two numbers, brackets left out."""
        return _BRACKETS.sub("", self.text[self.numbers[first].end : self.numbers[second].start])

    def sentence(self, rank: int) -> int:
        """Return the rank of the sentence of a number."""
        return bisect_right(self.starts, self.numbers[rank].start) - 1

    def is_count(self, rank: int, beside: int) -> bool:
        """Tell whether there is a count at this rank, in the sentence of another number."""
        return (
            0 <= rank < len(self.numbers)
            and self.numbers[rank].sort is Sort.COUNT
            and self.sentence(rank) == self.sentence(beside)
        )

    def beside(self, rank: int) -> tuple[Mention, ...]:
        """Return the numbers of the sentence of a number, its own included."""
        return tuple(x for k, x in enumerate(self.numbers) if self.sentence(k) == self.sentence(rank))

    def is_loss(self, rank: int) -> bool:
        """Tell whether a number is a loss, by the words right before it."""
        return "%" not in self.numbers[rank].written and _LOSS.search(self.before(rank)) is not None

    def of(self, sentence: int) -> str:
        """Return a sentence."""
        return self.text[self.starts[sentence] : (*self.starts, len(self.text))[sentence + 1]]


@dataclass(frozen=True)
class Share:
    """A rate, the rank of the count it is of, and the whole where the text says it.

    Attributes
    ----------
    words : str
        Between the count and the rate.
    """

    rate: Mention
    part: int
    whole: int | None
    words: str


def shares(text: Text, answered: re.Pattern[str]) -> Iterator[Share]:
    """Go through the rates of a text that are of a count.

    Parameters
    ----------
    text : Text
    answered : compiled regular expression
        What is said of cases that were classified, rightly or not.
    """
    said: list[Share] = []
    for rank, rate in enumerate(text.numbers):
        if (
            rate.sort is Sort.RATE
            and rate.low < 1
            and not text.is_loss(rank)
            and not _OTHER.search(_around(text, rank))
            and not _FEWER.match(text.after(rank))
            and not _OF_TOTAL.match(text.after(rank))
        ):
            share = (
                _of_class(text, rank, answered)
                or _of_whole(text, rank)
                or _explained(text, rank)
                or _after_count(text, rank, said)
                or _before_count(text, rank)
            )
            if share:
                yield share
                said.append(share)


def _around(text: Text, rank: int) -> str:
    end = text.numbers[rank].start
    start = max(text.starts[text.sentence(rank)], end - len(text.before(rank)), end - 40)
    return f"{text.text[start:end]} {text.tail(rank)[:20]}"


def _of_class(text: Text, rank: int, answered: re.Pattern[str]) -> Share | None:
    """« 100 ill and 300 well cases, so 25 % of ill ones »: of the sum of the only two counts."""
    here, lead = text.sentence(rank), text.before(rank)
    label, most = _LABEL.match(text.after(rank)), MAJORITY.search(lead)
    if answered.search(text.of(here)) or not (WITH.search(lead) or _links(lead)):
        return None
    for first in (here, here - 1):
        counts = [k for k in range(rank) if text.sentence(k) >= first and text.numbers[k].sort is Sort.COUNT]
        total = sum(text.numbers[k].count for k in counts)
        parts = [k for k in counts if len(counts) == 2 or 2 * text.numbers[k].count != total]
        told = [k for k in parts if not _TOTAL.match(text.after(k))]
        named = [k for k in told if label and stems(text.after(k)) & stems(label[1])]
        # « 500 in all, of which 400 »: no two parts.
        apart = len(parts) == 2 and not INCLUDING.search(text.between(*parts))
        if apart and (most or len(named) == 1):
            part = max(parts, key=lambda k: text.numbers[k].count) if most else named[0]
            return Share(text.numbers[rank], part, sum(text.numbers[k].count for k in parts), lead)
    return None


def stems(words: str) -> frozenset[str]:
    """Return what words begin with, whatever their number or gender."""
    return frozenset(word[:5].lower() for word in _WORD.findall(words))


def _of_whole(text: Text, rank: int) -> Share | None:
    """« 10 % of the 60 000 cases (6 000) », « 384, i.e. 98 % of the 390 »."""
    if not text.is_count(rank + 1, rank) or not OF.fullmatch(text.after(rank).lstrip()):
        return None
    rate, whole = text.numbers[rank], text.numbers[rank + 1].count
    if text.is_count(rank + 2, rank) and _links(text.before(rank + 2)):
        return Share(rate, rank + 2, whole, text.before(rank + 2))
    if text.is_count(rank - 1, rank) and _links(text.before(rank)):
        return Share(rate, rank - 1, whole, text.before(rank))
    return None


def _explained(text: Text, rank: int) -> Share | None:
    """« …, an accuracy of 97.6 %, that is 240 of the 10 000 cases »: the count tells its whole itself."""
    share = _before_count(text, rank)
    own = share and share.whole is not None and THAT_IS.search(share.words) and "(" not in share.words
    return share if own and not THAT_IS.search(text.before(rank)) else None


def _after_count(text: Text, rank: int, said: Sequence[Share]) -> Share | None:
    """« 6 of the 390 cases (1.5 %) », « among the 390 cases, 6 are missed, i.e. 1.5 % »."""
    words, rate, last = text.before(rank), text.numbers[rank], rank - 1
    used = {each.part for each in said}
    if last < 0 or text.numbers[last].sort is not Sort.COUNT or {last, last - 1} & used or not _links(words):
        return None
    # « … of the 106 errors: 63 % of the sick are found »: another sentence, after a colon.
    of_others = ":" in words and re.match(r"\s*(?:of\s+the|des?)\s+[^\W\d]", text.after(rank))
    if of_others or _NO_PART.search(text.lead(last)) or _EPOCHS.match(text.after(last)):
        return None
    apart = text.sentence(last) != text.sentence(rank)
    if apart and not (OF_CASES.search(words) and THAT_IS.search(re.sub(r"[(:]", " ", words))):
        return None
    between = text.before(last)
    if text.is_count(last - 1, last) and _leads(between):
        return Share(rate, last - 1, text.numbers[last].count, words)
    whole = _leading(text, last)
    if whole is None and said and text.sentence(said[-1].part) == text.sentence(rank):
        whole = said[-1].whole
    return Share(rate, last, whole, words)


def _leading(text: Text, rank: int) -> int | None:
    """Return the whole that a sentence gives before its parts."""
    for other in range(rank - 1, -1, -1):
        between = text.between(other, rank)
        # What stands within brackets leads nothing.
        if text.is_count(other, rank) and ")" not in between:
            first = AMONG.search(text.before(other)) and not text.is_count(other - 1, other)
            if first or INCLUDING.search(between):
                return text.numbers[other].count
    return None


def _before_count(text: Text, rank: int) -> Share | None:
    """« 1.5 % (6 of the 390 cases) »."""
    words, after = text.after(rank), rank + 1
    if not text.is_count(after, rank) or not _links(words) or OF_CASES.search(words):
        return None
    of = text.is_count(after + 1, after) and _leads(text.after(after))
    whole = text.numbers[after + 1].count if of else _leading(text, after)
    return Share(text.numbers[rank], after, whole, words)


def _leads(words: str) -> bool:
    """Tell whether some words lead from a part to its whole: « of the », not « instead of »."""
    return bool(OF.search(words)) and not _CUT.search(words) and not BREAK.search(words)


def _links(words: str) -> bool:
    """Tell whether some words make what stands on both sides of them one thing."""
    said = THAT_IS.search(words) or _AFTER_COMMA.search(words)
    return bool(said) and len(words) <= _LONGEST and not BREAK.search(words)
