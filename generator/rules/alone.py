"""Whether a choice changes nothing else in a model: a part of sentences."""

import math

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.rules.decision import Phrase, Several
from generator.rules.times import times


def alone(one: Result, other: Result) -> Phrase:
    """Say that no other choice sets two models apart, and what this one changes in the second nonetheless.

    A choice may change how many values a network receives, and how many weights it has: the two models
    differ by that as well.
    """
    but = "" if one.training.seed == other.training.seed else Phrase("but-seed")
    sizes, weights = ([of(each) for each in (other, one)] for of in (_size, _weights))
    follows = []
    if sizes[0].value != sizes[1].value:
        follows.append(Phrase("inputs", {"size": sizes[0], "other": sizes[1]}))
    if weights[0].value != weights[1].value:
        follows.append(Phrase("weights", {"times": times(*weights)}))
    if not follows:
        return Phrase("nothing-else", {"but": but})
    return Phrase("what-follows", {"but": but, "model": other.names.model, "follows": Several(follows)})


def _size(result: Result) -> Quantity:
    found = read(result, "/model/input_shape")
    return computed_count(math.prod(found.value), (found.source,), "produit des dimensions de l’entrée")


def _weights(result: Result) -> Quantity:
    return count(read(result, "/model/parameters"))
