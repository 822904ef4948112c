"""The sentences of a section that are about its own network, as far as their words tell."""

from collections.abc import Callable, Iterator

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.walk.against import ELSEWHERE, FIRST
from generator.reread.walk.grammar import Grammar

IsOther = Callable[[str], bool]


def own_sentences(section: Section, grammar: Grammar, is_other: IsOther) -> Iterator[Sentence]:
    """Go through them.

    Parameters
    ----------
    section : Section
    grammar : Grammar
    is_other : callable
        Tells whether a text is about another network.
    """
    for block in section.of(Kind.PROSE):
        for passage in (each for each in passages(block) if not is_other(each.text)):
            for sentence in sentences(passage):
                if is_own(sentence.text, grammar):
                    yield sentence


def is_own(text: str, grammar: Grammar) -> bool:
    """Tell whether no word of a sentence may be of another network."""
    return not ELSEWHERE.search(FIRST.sub("", grammar.place.sub("", text)))
