"""Activations that sentences give to the output and to hidden layers, against those of the network."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Section
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.stated import Origin, StatedNetwork
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.own import IsOther, own_sentences

CODE = "activation-du-code"
NAMES = {
    "softmax": r"soft[\s-]?max",
    "sigmoid": r"sigmo[iï]de?s?",
    "relu": r"(?<!leaky )(?<!leaky)(?<!p)re-?lu",
    "tanh": r"tanh|tangente\s+hyperbolique|hyperbolic\s+tangent",
    "linear": r"lin[ée]aire|linear",
}
_NAME = "|".join(f"(?P<{name}>{pattern})" for name, pattern in NAMES.items())
# Layers of their own that are the activation of the one before; the setting of the first one tells which.
_APART = {
    "Activation": "",
    "ReLU": "relu",
    "Softmax": "softmax",
    "BatchNormalization": "",
    "LeakyReLU": "leaky",
}
# Another layer; and up to where what is said of one goes.
_LAYER = re.compile(r"\b(?:couches?|layers?|sorties?|output|hidden|cach[ée]e?s?|conv\w*|puis|then)\b", re.I)
_REACH = r"[^.;:]{0,60}?"


def activation_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: IsOther
) -> Iterator[Finding]:
    """Find activations that no such layer of the code of a part has; see `own_sentences`."""
    if not networks or not all(each.complete and each.origin is Origin.CODE for each in networks):
        return
    known = {
        "sortie": {each for network in networks for each in [*activations(network)][-1:]},
        "couche cachée": {each for network in networks for each in [*activations(network)][:-1]},
    }
    for sentence in own_sentences(section, grammar, is_other):
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
        said = next(name for name in NAMES if found[name])
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


def activations(network: StatedNetwork) -> Iterator[str]:
    """Go through the activations of the dense layers of a network, in order; empty if not told."""
    dense = [rank for rank, layer in enumerate(network.layers) if layer.type == "Dense"]
    for rank in dense:
        after = network.layers[rank + 1 : rank + 2]
        # « Dense(64) », then « Activation("relu") »: what comes next may be its own.
        owners = [each for each in after if each.type in _APART] or [network.layers[rank]]
        given = _APART.get(owners[0].type) or owners[0].settings.get("activation")
        yield given if isinstance(given, str) and given in NAMES and given != "linear" else ""
