"""Numbers of errors of models, against the accuracies that the whole report gives them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.called import names
from generator.reread.restated.pool import Pool
from generator.reread.restated.said import Said, compatible, titles
from generator.reread.scores.counted import read
from generator.reread.scores.share import Text
from generator.reread.wording.links import MORE, NEARLY

CODE = "erreurs-comptees"
_ERRORS = re.compile(r"\b(?:erreurs?|errors?|mistakes?|mal class\w+|misclassif\w+|tromp\w+)\b", re.I)
# What an error count ends with, where its sentence names errors before it.
_ENDS = re.compile(
    r"\s*(?:(?:erreurs?|errors?|for|pour|against|contre|instead of|au lieu de|avec|with)\b|[).,;]|$)",
    re.I,
)
_FOR = re.compile(
    r"\s*(?:(?:errors?|erreurs?)\s+)?(?:for|pour|with|avec)\s+(?P<model>[^,.;()]{2,40}?)(?=\s(?:et|and)\s|[,.;()]|$)",
    re.I,
)
# Fewer may be of anything.
LEAST, MOST = 20, 5000
CLOSE = 2


def miscounted_findings(
    outline: Outline, every: Sequence[Said], pool: Pool, sizes: Sequence[int]
) -> Iterator[Finding]:
    """Find numbers of errors that no accuracy of the report gives, a slip away from that of their model.

    Parameters
    ----------
    outline : Outline
    every : sequence of Said
        What sentences and tables say.
    pool : Pool
        All the numbers of the report: any of its rates may be the one meant.
    sizes : sequence of int
        Cases of each known partition.
    """
    accuracies = [each for each in every if each.kind in ("accuracy", "")]
    known = {count for rate in pool.rates() for size in sizes for count in _errors(*rate, size)}
    for rank, section in enumerate(outline.sections):
        title = titles(outline, rank)
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            text = read(passage)
            for at, number in enumerate(text.numbers):
                if not _counts_errors(text, at) or number.count in known:
                    continue
                called = _called(text, at) or title
                own = [each for each in accuracies if compatible(called, each.names)]
                meant = {
                    count for each in own for size in sizes for count in _errors(each.low, each.high, size)
                }
                found = [
                    count
                    for count in sorted(meant)
                    if len(str(count)) == len(number.written) and near(number.count, count)
                ]
                if found:
                    yield Finding(
                        CODE,
                        passage.place(number.start),
                        quoted(text.of(text.sentence(at))),
                        Verdict.DOUBT,
                        f"Aucun score du rapport ne fait {number.written} erreurs ; ceux de ce modèle en "
                        f"font {' ou '.join(map(shown, found))}.",
                        "",
                        shown(found[0]) if len(found) == 1 else "",
                        wrong=number.written,
                    )


def _counts_errors(text: Text, rank: int) -> bool:
    number, sentence = text.numbers[rank], text.of(text.sentence(rank))
    if not text.is_count(rank, rank) or not LEAST <= number.count <= MOST or not _ERRORS.search(sentence):
        return False
    if NEARLY.search(text.lead(rank)[-20:]) or MORE.match(text.after(rank)):
        return False
    begun = _ERRORS.search(text.text, text.starts[text.sentence(rank)], number.end + 12)
    return begun is not None and _ENDS.match(text.after(rank)) is not None


def _called(text: Text, rank: int) -> frozenset[str]:
    """Return what the words after a number, or else those before it, call its model."""
    start = text.numbers[rank].end
    after = _FOR.match(text.text[start : start + 60])
    if after and (found := names(after["model"].replace("-", " "))):
        return found
    return names(text.text[text.starts[text.sentence(rank)] : start].replace("-", " "))


def _errors(low: Fraction, high: Fraction, size: int) -> Iterator[int]:
    """Go through the numbers of errors that an accuracy may be, as long as it tells them nearly all apart."""
    counts = range(max(ceil(size * (1 - high)), 0), floor(size * (1 - low)) + 1)
    yield from counts if len(counts) <= CLOSE else ()
