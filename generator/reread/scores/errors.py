"""Numbers of errors, false alarms and missed cases, against the matrices and accuracies beside them."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.knowledge import Words
from generator.reread.scores.counted import read
from generator.reread.scores.error_counts import errors_of_accuracies, makes_errors
from generator.reread.scores.kinds import ALARMS, MISSED, known_errors
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.reported import OTHER, Reported, one_class
from generator.reread.scores.share import Text
from generator.reread.wording.links import CHANGES, MORE, NEARLY, OF

CODE = "erreurs-comptees"
_ERRORS = r"erreurs?|fautes?|errors?|mistakes?|misclassif\w+|misread|wrong|mal class\w+"
_MAKES = r"tromp\w+(?: \w+)??(?: sur)?|misclassif\w+|misread\w*|classe mal|class[ée]e?s? \w+ mal"
_MISSES = (
    r"manqu\w+|rate|rat[ée]\w*|oubli\w+|misses|missed|missing|overlook\w*|"
    r"laiss\w*\s+(?:\w+\s+)?(?:passer|[ée]chapper)|lets?\s+(?:through|pass|slip)"
)
_UNSEEN = (
    r"(?:ne\s+)?(?:sont|[ée]taient)\s+pas\s+(?:d[ée]tect|reconn|trouv|vu|identifi)\w+|[ée]chapp\w+|"
    r"(?:are|were)\s+(?:not\s+(?:detected|found|seen|recogni\w+)|undetected|overlooked)|go\s+undetected"
)
_SAYS = (
    r"d[ée]clar\w+|class\w+|pr[ée]di\w+|consid[èe]r\w+|diagnosti\w+|pren\w+|declar\w+|predict\w*|flag\w*|"
    r"label\w*|calls?|called|takes?|took"
)
_COUNT = re.compile(r"(?<=\|)\s*\**(\d{1,5})\**\s*(?=\|)")
_MADE = re.compile(r"\b(?:fait|font|commet\w*|makes?|made)\s+$", re.I)
_MODEL = re.compile(r"\b(?:CNNs?|MLPs?|HOG|mod[èe]l\w*|r[ée]seau\w*|networks?|autre|other|[A-Z]\d)\b")
_ALL = re.compile(
    r"\b(?:nombre|number)\s+(?:total\s+)?(?:de|des|d['’]|of)\b|\btotal\b|\ben tout\b|\bin all\b", re.I
)
# Of a part of the errors.
_PART = re.compile(
    r"\b(?:dont|of which|including|parmi|among|par(?: \w+)? classe|per class|chaque|each)\b", re.I
)
# A slip is no further from what is right.
FAR = Fraction(1, 3)
FEW = 3


@dataclass(frozen=True)
class _Said:
    """What is counted: patterns of the words before a number and after it, both of which must be there."""

    ways: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def suits(self, text: Text, rank: int) -> bool:
        """Tell whether a number counts this."""
        lead, after = text.lead(rank), text.tail(rank)
        # « 95 healthy patients out of 234 are said to be ill »
        if text.is_count(rank + 1, rank) and (of := OF.search(after)):
            after = after[: of.start()] + text.tail(rank + 1).lstrip()
        return any(before.search(lead) and then.match(after) for before, then in self.ways)


@cache
def _counted(words: Words) -> dict[str, _Said]:
    healthy, sick = words.labels
    kinds = {"alarms": f"{ALARMS}|{words.alarms}", "missed": f"{MISSED}|{words.missed}", "errors": _ERRORS}
    verbs = {"missed": rf"|(?:{_MISSES})\s+", "errors": rf"|(?:{_MAKES})\s+"}
    taken = {"alarms": (healthy, sick), "missed": (sick, healthy)}
    cases = rf"(?:(?:{words.cases}|{words.classes})\s+)?"
    ways = {
        name: [
            (rf"\b(?:(?:{kind})\s*[(:=]\s*{verbs.get(name, '')})$", ""),
            # « The total number of errors is 197 »
            (
                r"\b(?:nombre|number|total)\s+(?:total\s+)?(?:de|des|d['’]|of)\s*(?:the\s+)?"
                rf"(?:{kind})\s*(?:est|is|vaut|was|[ée]tait|:|=)\s*(?:de\s+)?$",
                "",
            ),
            # « 76 are false alarms »
            (
                "",
                rf"\s*{cases}(?:(?:en\s+)?(?:sont|[ée]taient|are|were)\s+(?:des?\s+|d['’])?)?(?:{kind})(?!\w)"
                r"(?!\s+(?:fewer|more|less|(?:de|en) (?:plus|moins))\b)",
            ),
        ]
        for name, kind in kinds.items()
    }
    for name, (true, guessed) in taken.items():
        some = r"\s*(?:[^\W\d]+\s+)?"
        ways[name] += [
            # « It says that 63 healthy ones are ill », « it calls ill 63 healthy ones »
            (rf"\b(?:{_SAYS})\s+(?:comme\s+|as\s+)?(?:{guessed})\s+$", rf"{some}(?:{true})(?!\w)"),
            # « It declares 63 healthy ones ill »
            (rf"\b(?:{_SAYS})\s+$", rf"{some}(?:{true})\s+(?:{guessed})(?!\w)"),
            (
                rf"\b(?:{_SAYS})\b",
                rf"{some}(?:{true})\s+(?:comme|pour|en|as|for)\s+(?:[^\W\d]+\s+)?(?:{guessed})",
            ),
        ]
    ways["missed"].append(("", rf"\s*(?:[^\W\d]+\s+)?(?:{sick})\s+(?:{_UNSEEN})"))
    return {
        name: _Said(tuple((re.compile(x, re.I), re.compile(y, re.I)) for x, y in pairs))
        for name, pairs in ways.items()
    }


# « 44 of its 1,009 cases are wrong »: a whole, which its words would count as wrong.
_OF_ITS = re.compile(r"\b(?:of\s+(?:its|their)|sur\s+(?:ses|leurs))\s+$", re.I)


def error_findings(
    section: Section,
    tables: Sequence[Matrix],
    every: Sequence[Matrix],
    stated: Sequence[Reported],
    class_counts: Sequence[Sequence[int]],
    words: Words,
) -> Iterator[Finding]:
    """Find numbers of errors that no matrix and no accuracy of a section gives.

    Those of the two kinds may be of the matrices of the whole report, where the section has none.
    """
    two = known_errors(tables, class_counts) or ([] if tables else known_errors(every, class_counts))
    right = {"alarms": {each.alarms for each in two}, "missed": {each.missed for each in two}}
    sizes = {table.total for table in tables or (every if two else ())}
    classes = {count for counts in class_counts for count in counts if len(counts) == len(right)}
    told = "de cette partie" if tables or not two else "du rapport"
    of_accuracies = {*errors_of_accuracies(stated, class_counts)}
    of_matrices = {count for table in tables for count in _of(table)}
    # A table beside the matrix may be of other models too.
    cells = [int(each) for block in section.of(Kind.TABLE) for each in _COUNT.findall(block.text)]
    others = {*cells} - {count for table in tables for row in table.rows for count in row}
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            text = read(passage)
            for rank, number in enumerate(text.numbers):
                name = next((k for k, said in _counted(words).items() if said.suits(text, rank)), "")
                if (
                    not text.is_count(rank, rank)
                    or not name
                    or _OF_ITS.search(text.before(rank))
                    or not _is_whole(text, rank, sizes | (classes if name in right else set()), words)
                ):
                    continue
                given, far = right.get(name) or of_matrices, Fraction(1)
                if CHANGES.search(text.lead(rank)) or MORE.match(text.tail(rank)):
                    # « They remove 42 false alarms »: a difference, and right where two of them make it.
                    apart = {abs(a - b) for a, b in combinations(given, 2)} if name in right else set()
                    if not apart:
                        continue
                    given = {*given, *apart}
                rates = [each.written for each in text.beside(rank) if "%" in each.written]
                if name == "errors" and not given and not rates:
                    given, far = of_accuracies, FAR
                elif name == "errors" and not given and _makes(text, rank):
                    own = [score for score in stated if score.written in rates]
                    given, far = {*errors_of_accuracies(own, class_counts)}, FAR
                near = [
                    count for count in given if abs(count - number.count) <= far * min(count, number.count)
                ]
                if given is of_accuracies:
                    # « 0.9552, so 44 errors »: a figure is lost.
                    near = near or [count for count in given if number.count == count // 10 > 0]
                agrees = (
                    number.count in given
                    or (len(tables) == 1 and number.count in others)
                    or (name == "errors" and number.count in of_accuracies)
                    or (name == "errors" and makes_errors(number.count, rates, class_counts))
                )
                whole = {table.total - table.right for table in tables}
                here = text.of(text.sentence(rank))
                if len(whole) == 1 and _ALL.search(text.lead(rank)) and not _MODEL.search(here):
                    given, near = whole, [*whole]
                if agrees or not (near or right.get(name)):
                    continue
                best = min(near or given, key=lambda count: abs(count - number.count))
                yield Finding(
                    CODE,
                    passage.place(number.start),
                    quoted(text.of(text.sentence(rank))),
                    Verdict.FALSE,
                    f"Les scores {told} en donnent {_among(best, given)}, et non {number.written}.",
                    "",
                    shown(best),
                    wrong=number.written,
                )


def _among(best: int, given: Set[int]) -> str:
    """Write the likeliest of some numbers, or all of them where they are few."""
    few = given if len(given) <= FEW else {best}
    return " ou ".join(map(shown, sorted(few)))


def _makes(text: Text, rank: int) -> bool:
    """« With 99 % of accuracy, the network makes 120 errors »: as `share_findings` does not read it."""
    rate = rank - 1
    return (
        rate >= 0 and "%" in text.numbers[rate].written and _MADE.search(text.between(rate, rank)) is not None
    )


def _is_whole(text: Text, rank: int, sizes: Set[int], words: Words) -> bool:
    """Tell whether a number counts all the errors of its kind, on what the section is about."""
    here = text.sentence(rank)
    # « 12 false alarms, because the training set… »: what comes after a comma is said of something else.
    within = len(text.text[text.starts[here] : text.numbers[rank].end])
    said = text.of(here)
    sentence = said[:within] + re.split(r"[,;]\s", said[within:])[0]
    if NEARLY.search(text.lead(rank)[-20:]) or MORE.search(text.tail(rank)) or OTHER.search(sentence):
        return False
    if _PART.search(sentence) or one_class(words.cases).search(sentence):
        return False
    if not text.is_count(rank + 1, rank) or not OF.search(text.after(rank)):
        return True
    whole = text.numbers[rank + 1].count
    # « By a factor of 7 »
    return whole < text.numbers[rank].count or whole in sizes


def _of(table: Matrix) -> Iterator[int]:
    """Go through the numbers of errors that a matrix has: all, of each class, and of each pair."""
    yield table.total - table.right
    for label in range(len(table.rows)):
        for own, among in (table.recall(label), table.precision(label)):
            yield among - own
        for other, count in enumerate(table.rows[label]):
            if other != label:
                yield count
                yield count + table.rows[other][label]
