"""Weights that are a slip of those of the network they are told of, wherever a sentence tells them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.form import WeightForm
from generator.reread.networks.grounds import OUTPUTS, accepted, biases, counts
from generator.reread.networks.imagined import dense_network
from generator.reread.networks.known import SMALL, Known, dense_inputs, told_inputs
from generator.reread.networks.large import SIZED
from generator.reread.networks.stated import Origin, StatedNetwork
from generator.reread.networks.statement import (
    CONVOLUTION,
    IMAGINED,
    OTHERS,
    PRINTED_TOTAL,
    TOTAL,
    WEIGHTS,
    Statements,
)
from generator.reread.wording.links import NEARLY

WHOLE, LAYER = "total-des-poids", "poids-de-couche"
# Of smaller numbers, one is too easily a slip of another.
LEAST = 1000
# Neurons that a sentence may tell.
FEWEST, MOST = 8, 4096
COUNT = re.compile(rf"(?<![\w.,'’×*+/^-])(?<![×x*]\s){NUMBER}(?![^\W\d]|\s*(?:[x×*^%]|{SIZED}))", re.I)
# « 64 neurons (50 890 weights) »
BESIDE = re.compile(r"\d\s+(?:\w+\s+){0,3}?\(\s*$")
# Of a number so told, that is no slip of any.
CLOSE = 0.01
LONGEST = 25
LEADS = re.compile(rf"(?:{WEIGHTS.pattern})[^.;:\d]*:\s*$", re.I | re.M)
NOWHERE = Place("", 0, 0)


@dataclass(frozen=True)
class _Told:
    """A large number of a sentence, and where it stands in it."""

    number: int
    start: int
    sentence: Sentence


def slip_findings(
    section: Section, said: Statements, networks: Sequence[StatedNetwork], known: Known
) -> Iterator[Finding]:
    """Find large numbers that one slip of the pen makes of the weights of what their sentence is about.

    Parameters
    ----------
    section : Section
    said : Statements
        What it says of weights.
    networks : sequence of StatedNetwork
        Those that it is about.
    known : Known
        What the whole document says.
    """
    led = False
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            # « Weights of each layer: », then a list.
            about, led = led or LEADS.search(passage.text), bool(LEADS.search(passage.text))
            for sentence in sentences(passage) if not IMAGINED.search(passage.text) else ():
                text = sentence.text
                if PRINTED_TOTAL.search(text):
                    continue
                told = about or WEIGHTS.search(text) or TOTAL.search(text) or _counts(sentence, said)
                if told and not OTHERS.search(text):
                    for each in _numbers(sentence):
                        yield from _found(each, [*networks, *_meant(each, said, known)], said, known)


def _counts(sentence: Sentence, said: Statements) -> bool:
    """Tell whether a sentence counts the weights of a layer, whatever its words."""
    stop = sentence.start + len(sentence.text)
    return any(
        each.form is not None and each.form.biased and sentence.start <= each.chain.start < stop
        for each in said.computed
        if each.passage == sentence.passage
    )


def _drawn(said: Statements, place: Place) -> Iterator[StatedNetwork]:
    """Go through the networks that a section draws before a place."""
    for sizes, drawn, text in said.topologies:
        if len(sizes) > 2 and min(sizes) > 0 and drawn <= place and not CONVOLUTION.search(text):
            yield dense_network(sizes, NOWHERE, words=True)


def _numbers(sentence: Sentence) -> Iterator[_Told]:
    for found in COUNT.finditer(sentence.text):
        number, before = whole(found[0]), sentence.text[: found.start()]
        if number and number >= LEAST and not NEARLY.search(before[-LONGEST:]):
            yield _Told(number, found.start(), sentence)


def _is_computed(told: _Told, said: Statements) -> bool:
    """Tell whether a number is in a computation that is false, or in that of one layer."""
    start = told.sentence.start + told.start
    return any(
        each.passage == told.sentence.passage
        and each.chain.start <= start < each.chain.end
        and (each.form is not None or not each.right)
        for each in said.computed
    )


def _found(told: _Told, meant: Sequence[StatedNetwork], said: Statements, known: Known) -> Iterator[Finding]:
    number = told.number
    if _is_computed(told, said):
        return
    if number in known.counts or any(number in accepted(each) | {_bare(each)} for each in meant):
        return
    every = [(count, network) for network in meant for count in {*counts(network), network.total or 0}]
    right = {count: network for count, network in every if count >= LEAST and near(number, count)}
    if not right and BESIDE.search(told.sentence.text[: told.start]):
        right = {count: network for count, network in every if abs(count - number) < CLOSE * number}
    if len(right) != 1 or known.explains(number):
        return
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    if zeros > 1 and any(round(count, -zeros) == number for count in right):
        return
    ((count, network),) = right.items()
    in_all = count == network.total
    sizes = " → ".join(map(str, (dense_inputs(network), *network.units)))
    drawn = network.origin in (Origin.WORDS, Origin.COMPUTATION)
    yield Finding(
        WHOLE if in_all else LAYER,
        told.sentence.place(told.start),
        quoted(told.sentence.text),
        Verdict.FALSE,
        f"{f'Pour un réseau {sizes}' if drawn else f'D’après {network.origin.value}'}, "
        f"{'le total est de' if in_all else 'une couche a'} {shown(count)} poids, et non {shown(number)}.",
        " + ".join(map(shown, counts(network))) + f" = {shown(count)}" if in_all else "",
        shown(count),
        wrong=str(number),
    )


def _meant(told: _Told, said: Statements, known: Known) -> Iterator[StatedNetwork]:
    """Go through the networks that a sentence draws, counts or gives the neurons of, before a number."""
    text = told.sentence.text
    yield from _counted(told, said)
    if CONVOLUTION.search(text):
        return
    yield from _drawn(said, told.sentence.place(told.start))
    before = [int(each[0]) for each in SMALL.finditer(text[: told.start])]
    units = [size for size in before if FEWEST <= size <= MOST]
    for reads in sorted({*told_inputs(text)} or known.inputs) if units else ():
        yield dense_network((reads, units[-1], 10), NOWHERE, words=True)


def _counted(told: _Told, said: Statements) -> Iterator[StatedNetwork]:
    """Go through the network whose layers a sentence counts one after another."""
    start, end = told.sentence.start, told.sentence.start + len(told.sentence.text)
    forms: list[WeightForm] = []
    for each in said.computed:
        form = each.form
        inside = each.passage == told.sentence.passage and start <= each.chain.start < end
        if inside and form and form.biased and len(form.factors) == 2 and each.right:
            forms = [*forms, form] if forms and form.inputs == forms[-1].units else [form]
    sizes = (forms[0].inputs, *(form.units for form in forms)) if forms else ()
    if len(forms) > 1:
        yield dense_network(sizes, NOWHERE, words=False)
    elif forms and forms[0].units not in OUTPUTS:
        # Its output is only told.
        yield dense_network((*sizes, 10), NOWHERE, words=False)


def _bare(network: StatedNetwork) -> int:
    """Return the weights of a network without its biases."""
    return (network.total or 0) - sum(biases(layer) for layer in network.layers)
