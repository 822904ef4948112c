"""A confusion matrix of two classes that sentences tell: how many of each class are found, or not."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.labelled import LEVEL
from generator.reread.documents.outline import Outline
from generator.reread.documents.place import Place
from generator.reread.knowledge import Words
from generator.reread.scores.counted import readings
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.named_counts import matrices
from generator.reread.scores.share import Text
from generator.reread.wording.links import AMONG, OF


def section_matrices(section: Section, words: Words, class_counts: Sequence[Sequence[int]]) -> list[Matrix]:
    """Return the matrices of a section, or else the one that it tells of a known partition of two classes."""
    shown = [*matrices(section.blocks)]
    return shown or [*_told(section, words, class_counts)]


def part_matrices(outline: Outline, tables: Sequence[list[Matrix]]) -> Iterator[list[Matrix]]:
    """Go through the matrices of each section, or else what its model printed right before it begins.

    Or else the only one of its part: a matrix may have a heading of its own, and what is said of it another.
    """
    sections = outline.sections
    for rank, section in enumerate(sections):
        before = [each for each in sections[rank - 1].blocks if rank and each.text.strip()]
        begun = section.heading is not None and section.heading.level == LEVEL
        label = re.search(r"[\w-]+$", section.title.partition(",")[0])
        code = before[-2].text if len(before) > 1 and before[-2].kind is Kind.CODE else ""
        own = begun and label and re.search(rf"(?<![^\W_]){re.escape(label[0])}(?![^\W_])", code, re.I)
        yield tables[rank] or ([*matrices(before[-1:])] if own else _of_part(outline, rank, tables))


def _of_part(outline: Outline, rank: int, tables: Sequence[list[Matrix]]) -> list[Matrix]:
    for scope in outline.own_scopes(rank):
        found = [matrix for each in scope for matrix in tables[each]]
        if found:
            return found if len(found) == 1 and outline.is_of_one_thing(scope) else []
    return []


def _told(section: Section, words: Words, class_counts: Sequence[Sequence[int]]) -> Iterator[Matrix]:
    answers = [re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.I) for each in (words.right, words.wrong)]
    every = [(passage, text) for passage, text, _ in readings([section], words)]
    for counts in class_counts:
        if len(counts) != 2 or counts[0] == counts[1]:
            continue
        found: tuple[dict[int, Place], dict[int, Place]] = ({}, {})
        for passage, text in every:
            for rank in range(len(text.numbers)):
                if text.is_count(rank, rank) and text.numbers[rank].count in counts:
                    label = counts.index(text.numbers[rank].count)
                    place = passage.place(text.numbers[rank].start)
                    found[label].update({right: place for right in _right(text, rank, answers)})
        if all(len(each) == 1 for each in found):
            (right, *_), (caught, *_) = found
            rows = ((right, counts[0] - right), (counts[1] - caught, caught))
            yield Matrix(rows, (found[0][right], found[1][caught]))


def _right(text: Text, rank: int, answers: Sequence[re.Pattern[str]]) -> Iterator[int]:
    """Go through the numbers of cases that were classified right, among a number of them."""
    whole = text.numbers[rank].count
    if text.is_count(rank - 1, rank) and OF.fullmatch(
        text.before(rank).lstrip().partition(" ")[2] or text.before(rank).lstrip()
    ):
        part, words = rank - 1, text.lead(rank - 1) + text.before(rank)
    elif text.is_count(rank + 1, rank) and AMONG.search(text.before(rank)):
        part, words = rank + 1, text.before(rank + 1) + text.tail(rank + 1)
    else:
        return
    said = [bool(answer.search(words)) for answer in answers]
    if text.numbers[part].count <= whole and said in ([True, False], [False, True]):
        yield text.numbers[part].count if said[0] else whole - text.numbers[part].count
