"""Activations that sentences give to the output and to hidden layers, against those of the network."""

import re
from collections.abc import Callable, Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.stated import Origin, StatedLayer, StatedNetwork
from generator.reread.walk.against import ELSEWHERE, FIRST
from generator.reread.walk.grammar import Grammar

CODE = "activation-du-code"
_NAMES = {
    "softmax": r"soft[\s-]?max",
    "sigmoid": r"sigmo[iï]de?s?",
    "relu": r"(?<!leaky )(?<!leaky)(?<!p)re-?lu",
    "tanh": r"tanh|tangente\s+hyperbolique|hyperbolic\s+tangent",
    "linear": r"lin[ée]aire|linear",
}
_NAME = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items())
# Up to where what is said of a layer goes.
_LAYER = re.compile(r"\b(?:couches?|layers?|sorties?|output|hidden|cach[ée]e?s?|conv\w*|puis|then)\b", re.I)
_REACH = r"[^.;:]{0,60}?"


def activation_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: Callable[[str], bool]
) -> Iterator[Finding]:
    """Find activations that no such layer of the code of a part has.

    Parameters
    ----------
    section : Section
    networks : sequence of StatedNetwork
        Those that it is about.
    grammar : Grammar
    is_other : callable
        Tells whether a text is about another network.
    """
    if not networks or not all(each.complete and each.origin is Origin.CODE for each in networks):
        return
    known = {
        "sortie": {_activation(network.layers[-1]) for network in networks},
        "couche cachée": {_activation(layer) for network in networks for layer in _hidden(network)},
    }
    for block in section.of(Kind.PROSE):
        for passage in (each for each in passages(block) if not is_other(each.text)):
            for sentence in sentences(passage):
                if not ELSEWHERE.search(FIRST.sub("", grammar.place.sub("", sentence.text))):
                    for place, pattern in grammar.ends_and_hidden.items():
                        yield from _of_sentence(sentence, place, pattern, known[place])


def _of_sentence(
    sentence: Sentence, place: str, pattern: re.Pattern[str], known: set[str]
) -> Iterator[Finding]:
    for layer in pattern.finditer(sentence.text) if known and "" not in known else ():
        after = sentence.text[layer.end() :]
        found = re.match(rf"{_REACH}(?<![\w-])(?:{_NAME})(?!\w)", after, re.I)
        # Another layer may be told before the activation, which is its own.
        if found is None or any(other.search(after[: found.end()]) for other in (pattern, _LAYER)):
            continue
        said = next(name for name in _NAMES if found[name])
        if said not in known:
            right = ", ".join(sorted(known))
            yield Finding(
                CODE,
                sentence.place(layer.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"Le texte donne {said} à la {place}, et le code {right}.",
                "",
                right,
                wrong=found[0].split()[-1],
            )


def _hidden(network: StatedNetwork) -> Iterator[StatedLayer]:
    yield from (layer for layer in network.layers[:-1] if layer.type == "Dense")


def _activation(layer: StatedLayer) -> str:
    """Return the activation that the code gives to a layer, empty where it cannot be told."""
    given = layer.settings.get("activation", "linear" if layer.type == "Dense" else "")
    return given if isinstance(given, str) and given in _NAMES else ""
