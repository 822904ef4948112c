"""Numbers of batches in an epoch, against the number of cases and the size of a batch told before them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.reread.arithmetic.number import readings
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import Passage, cells, passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.knowledge import Words
from generator.reread.practice.partition import left, share_kept
from generator.reread.scores.counted import cases_of, read, wholes_of
from generator.reread.scores.mention import Sort
from generator.reread.scores.share import Text
from generator.reread.scores.training import training
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "lots-par-epoque"
_SIZE = re.compile(
    r"\b(?:batch(?:e?s)?(?:[\s_-]size)?|lots|taille\s+de\s+(?:batch|lot)s?)\s*(?:of|de|=|:|is|est|vaut|was|[ée]tait)\s*(?:de\s+)?$",
    re.I,
)
_LOTS = re.compile(
    r"\s+(?:[^\W\d]{3,9}\s+)?(?:(?:mini-?)?batch(?:e?s)?|lots|steps|pas|"
    r"it[ée]rations|updates|mises? [àa] jour)\b",
    re.I,
)
# How the words begin that say what cases are learnt from.
_LEARNT = frozenset(("train", "entra", "appre"))
_EPOCHS = re.compile(r"\s+(?:[ée]poques?|epochs?)\b", re.I)
_CODE = {
    "size": re.compile(r"\bbatch_?size\s*=\s*(\d{1,5})\b", re.I),
    "epochs": re.compile(r"\b(?:n_|nb_|num_)?epochs?\s*=\s*(\d{1,4})\b", re.I),
}
_ALL = re.compile(
    r"\btotal|en tout|altogether|in all|overall|\bfois\b|\btimes\b|updates|mises? [àa] jour", re.I
)
_OF_EACH = re.compile(r"\b(?:[ée]poques?|epochs?)\s+(?:de|of)\s*$", re.I)
_EACH = re.compile(
    r"\b(?:par|per|each|every|chaque|une|an|one)\s+(?:[ée]poque|epoch)|\b(?:each|chacune?)\b|"
    r"\b(?:[ée]poque|epoch)\s+(?:a|has|compte|comporte|comprend|is|est|contains?|takes)\b",
    re.I,
)
_COUNTS = re.compile(
    r"\b(?:chaque|une|an|one|each|every)\s+(?:[ée]poque|epoch)\s+(?:a|has|compte|comporte|comprend|is|est|contains?|takes|fait)\b",
    re.I,
)


@dataclass(frozen=True)
class _Known:
    """What a paragraph may be about: its counts, those of cases, and what was printed or coded."""

    told: AbstractSet[int]
    cases: Sequence[tuple[int, int]]
    before: Sequence[int]
    lot: int
    steps: int
    epochs: Sequence[tuple[int, int]]
    trained: AbstractSet[int]

    def of(self, count: int) -> AbstractSet[int]:
        """Return how many batches some cases are, the last one whole or left out."""
        return {count // self.lot, -(-count // self.lot)} if self.lot else set()


def batch_findings(outline: Outline, words: Words) -> Iterator[Finding]:
    """Find numbers of batches that are those of no number of cases told before, nor of what was printed."""
    before: list[int] = []
    answered = re.compile(rf"(?<!\w)(?:{words.right}|{words.wrong})(?!\w)", re.I)
    for rank, section in enumerate(outline.sections):
        printed = training(outline, rank)
        coded = {name: _coded(outline, rank, pattern) for name, pattern in _CODE.items()}
        told: set[int] = {*before, *_tabled(outline, rank)}
        learnt: list[int] = []
        for block in section.of(Kind.PROSE):
            for passage in passages(block):
                text = read(passage)
                counts = [k for k, number in enumerate(text.numbers) if number.sort is Sort.COUNT]
                sizes = [k for k in counts if _SIZE.search(text.before(k))]
                told |= {text.numbers[k].count for k in counts if k not in sizes}
                starts = {text.numbers[k].start for k in sizes}
                wholes = [(at, x) for at, x in wholes_of(text, cases_of(words)) if at not in starts]
                # What is answered, rightly or not, is not learnt from.
                judged = [
                    (x.start, x.start + len(x.text)) for x in sentences(passage) if answered.search(x.text)
                ]
                cases = [
                    (at, x.count)
                    for at, x in wholes
                    if x.words & _LEARNT or not any(i <= at < j for i, j in judged)
                ]
                learnt += [whole.count for _, whole in wholes if whole.words & _LEARNT]
                lots = {text.numbers[k].count for k in sizes} or coded["size"]
                epochs = [
                    (text.sentence(k), text.numbers[k].count) for k in counts if _EPOCHS.match(text.after(k))
                ]
                share = share_kept(text.text) or share_kept(_prose(section))
                # What the validation takes is not learnt from.
                kept = {
                    x: left(x, share) for x in told if share and (left(x, share) in told or x == max(told))
                }
                known = _Known(
                    {*(told - {*kept}), *kept.values()} - {x - kept[x] for x in kept},
                    [(0, x) for x in kept.values()] or cases,
                    before,
                    min(lots) if len(lots) == 1 else 0,
                    printed.steps if printed else 0,
                    epochs,
                    {printed.epochs} if printed else coded["epochs"],
                )
                yield from _batches(passage, text, known)
        before += learnt


def _prose(section: Section) -> str:
    return "\n".join(block.text for block in section.of(Kind.PROSE))


def _tabled(outline: Outline, rank: int) -> Iterator[int]:
    """Go through the counts of what is learnt from, in the tables of the parts that a section belongs to."""
    for scope in outline.scopes(rank):
        for block in (each for own in scope for each in outline.sections[own].of(Kind.TABLE)):
            for line in block.lines:
                row = [cell.strip(" *_`$") for cell in cells(line.text)]
                if any(word in row_text.lower() for row_text in row[:2] for word in _LEARNT):
                    yield from (
                        int(found[0].low) for cell in row if (found := readings(cell)) and found[0].is_exact
                    )


def _coded(outline: Outline, rank: int, pattern: re.Pattern[str]) -> set[int]:
    part = outline.with_code(rank)
    return {int(each) for each in pattern.findall("\n".join(map(outline.code, part)))} if part else set()


def _batches(passage: Passage, text: Text, known: _Known) -> Iterator[Finding]:
    held: list[int] = []
    for rank, number in enumerate(text.numbers):
        sentence = text.of(text.sentence(rank))
        if number.sort is not Sort.COUNT or not _LOTS.match(text.after(rank)):
            continue
        if NEGATION.search(_LOTS.sub(" ", sentence)) or NEARLY.search(text.lead(rank)):
            continue
        beside = [k for k in held if text.sentence(k) >= text.sentence(rank) - 1]
        held.append(rank)
        each = _EACH.search(text.tail(rank)) or _COUNTS.search(text.lead(rank))
        if (beside and not each) or (_ALL.search(f"{text.lead(rank)} {text.tail(rank)}") and not each):
            yield from _total(passage, text, rank, [text.numbers[k].count for k in beside], known)
        else:
            yield from _each(passage, text, rank, known)


def _each(passage: Passage, text: Text, rank: int, known: _Known) -> Iterator[Finding]:
    """« 422 batches an epoch »."""
    number, sentence = text.numbers[rank], text.of(text.sentence(rank))
    if any(number.count in known.of(count) for count in known.told) or number.count == known.steps:
        return
    if known.steps:
        if _EACH.search(sentence) or _OF_EACH.search(text.before(rank)):
            why = f"L’entraînement affiché a {shown(known.steps)} lots par époque, et non {number.written}."
            yield _finding(passage, text, rank, known.steps, why, "", sure=True)
        return
    first = [count for at, count in known.cases if at < number.end]
    own = [count for at, count in known.cases if text.starts[text.sentence(rank)] <= at] or first
    sure = len({*own}) == 1
    if not own and known.before and _EACH.search(sentence):
        own = [max(known.before)]
    if own and known.lot:
        right = -(-own[-1] // known.lot)
        why = (
            f"{shown(own[-1])} cas par lots de {known.lot} font {shown(right)} lots, et non {number.written}."
        )
        yield _finding(passage, text, rank, right, why, f"{shown(own[-1])} / {known.lot}", sure=sure)


def _total(
    passage: Passage, text: Text, rank: int, beside: Sequence[int], known: _Known
) -> Iterator[Finding]:
    """« 422 batches an epoch, 2 110 in all »."""
    number, here = text.numbers[rank], text.sentence(rank)
    told = {count for at, count in known.epochs if here - 1 <= at <= here}
    passes = told or known.trained
    each = {*beside, *([known.steps] if known.steps else [])}
    every = {*each, *(of for count in known.told for of in known.of(count))}
    allowed = {of * epochs for of in every for epochs in passes}
    if number.count in allowed | every or len(each) != 1 or len(passes) != 1:
        return
    (of,), (epochs,) = each, passes
    # Those of another training are as many times some other number of epochs.
    if not told and of and number.count % of == 0:
        return
    if of * epochs and number.count > of:
        all_of_them = shown(of * epochs)
        why = f"{shown(epochs)} époques de {shown(of)} lots en font {all_of_them}, et non {number.written}."
        yield _finding(passage, text, rank, of * epochs, why, f"{shown(of)} × {shown(epochs)}", sure=True)


def _finding(
    passage: Passage, text: Text, rank: int, right: int, why: str, computation: str, *, sure: bool
) -> Finding:
    return Finding(
        CODE,
        passage.place(text.numbers[rank].start),
        quoted(text.of(text.sentence(rank))),
        Verdict.FALSE if sure else Verdict.DOUBT,
        why,
        computation,
        shown(right),
        wrong=text.numbers[rank].written,
    )
