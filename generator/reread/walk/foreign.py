"""Paragraphs that describe another network than those that are known: most of their numbers are not its."""

from collections.abc import Callable, Sequence
from functools import cache

from generator.reread.networks.stated import StatedNetwork
from generator.reread.walk.against import CHANGE, traits
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.mention import mentions
from generator.reread.walk.start import enters_other
from generator.reread.walk.trait import Trait, known_numbers

# What two networks seldom share, as they do windows and rates.
_OWN = (Trait.NEURONS, Trait.FILTERS, Trait.FLAT, Trait.CONVOLUTIONS)
# One number is a slip; so many are no chance.
_SEVERAL = 2


def foreign(networks: Sequence[StatedNetwork], cases: str, grammar: Grammar) -> Callable[[str], bool]:
    """Return what tells whether a paragraph is about another network.

    Parameters
    ----------
    networks : sequence of StatedNetwork
        Those that are known.
    cases : str
        What a sample is made of, as a regular expression.
    grammar : Grammar
    """
    known = {trait: {*known_numbers(trait, networks, 0)} for trait in _OWN} if networks else {}

    @cache
    def is_other(text: str) -> bool:
        if enters_other(text, networks, cases):
            return True
        said = {
            each
            for layer in mentions(CHANGE.sub("", text), grammar)
            for each in traits(layer)
            if known.get(each[0])
        }
        strange = sum(number not in known[trait] for trait, number in said)
        return strange >= _SEVERAL and 2 * strange > len(said)

    return is_other
