"""Where a text names models: by their labels, by their kind, by their number of weights."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.models.model import ERRORS, WEIGHTS, Model
from generator.reread.networks.called import names
from generator.reread.networks.large import LEAST_TOTAL
from generator.reread.tables.label import label_patterns

_NOUN = r"(?:CNNs?|MLPs?|perceptrons?|mod[èe]les?|models?|r[ée]seaux?|networks?)"
_OF = (
    r"(?:\s+(?:sur|on|from|avec|with|des?|de\s+la|aux?|à)\s+(?:les?\s+|the\s+)?"
    r"(?:pixels?(?:\s+bruts?)?|raw\s+\w+|HOG)\b|\s+HOG\b)?"
)
# « The MLP (396 210) », « network A », « A has 238 510 weights »: one model, named twice.
_AGAIN = re.compile(r"[^.;,:]{0,25}?")
_KIND = re.compile(
    r"\b(?:le|la|l['’]|les|the|mon|ma|notre|our|my|du|au|ce|this|un|a)\s*"
    rf"(?P<best>\bmeilleure?\s+|\bbest\s+)?(?:(?:HOG|raw(?:[- ]pixels?)?|pixels?|shallow)\s+)?{_NOUN}{_OF}",
    re.I,
)
# « HOG loses a bit against raw pixels »: what enters stands for the network.
_BARE = re.compile(
    r"(?:^\W*|[.;:,(]\s+|\b(?:que|than|contre|against)\s+)(?P<name>(?:les\s+|the\s+)?"
    r"(?:HOG|(?:raw\s+)?pixels(?:\s+bruts)?|donn[ée]es\s+brutes|raw\s+data))"
    r"(?=\s+(?:a|ont|fait|font|donne|perd|est|has|have|does|do|gives|loses|needs|uses|is|are|mais|but)\b|\s*[(.,;]|\s*$)",
    re.I,
)
# « The smallest MLP » is one of them, by something that is not read.
_OTHER = re.compile(r"\b(?:plus|moins|premi\w+|deuxi\w+|second\w*|first|\w+est)\s+$", re.I)


@dataclass(frozen=True)
class Mention:
    """Words that name a model, and those that it may be.

    Attributes
    ----------
    by_kind : bool
        Whether several models may be called so.
    """

    start: int
    end: int
    models: frozenset[Model]
    by_kind: bool = False

    def may_be(self, other: "Mention") -> bool:
        """Tell whether both may name one model."""
        return bool(self.models & other.models)


def mentions(text: str, known: Sequence[Model]) -> list[Mention]:
    """Return where a text names models, in order."""
    found: list[Mention] = []
    for mention in (*_labelled(text, known), *_numbered(text, known), *_of_kinds(text, known)):
        if not any(each.start < mention.end and mention.start < each.end for each in found):
            found.append(mention)
    joined: list[Mention] = []
    for mention in sorted(found, key=lambda each: each.start):
        last = joined[-1] if joined else None
        if last and last.may_be(mention) and _AGAIN.fullmatch(text[last.end : mention.start]):
            both = last.models & mention.models
            joined[-1] = Mention(last.start, mention.end, both, last.by_kind and mention.by_kind)
        else:
            joined.append(mention)
    return joined


def _labelled(text: str, known: Sequence[Model]) -> Iterator[Mention]:
    labels = sorted({each.label for each in known if each.label}, key=len, reverse=True)
    for label in labels:
        own = frozenset(each for each in known if each.label == label)
        for pattern in label_patterns(label):
            for found in pattern.finditer(text):
                yield Mention(found.start(), found.end(), own)


def _numbered(text: str, known: Sequence[Model]) -> Iterator[Mention]:
    for found in re.finditer(rf"(?<![\w.,]){NUMBER}(?!\w)", text):
        count = whole(found[0])
        if count and count >= LEAST_TOTAL:
            own = frozenset(x for x in known if WEIGHTS in x.amounts and x.amounts[WEIGHTS].low == count)
            if own:
                yield Mention(found.start(), found.end(), own)


def _of_kinds(text: str, known: Sequence[Model]) -> Iterator[Mention]:
    for found in _KIND.finditer(text):
        kinds = names(found[0].replace("-", " "))
        if not kinds or _OTHER.search(text[: found.start()]):
            continue
        own = [each for each in known if kinds <= each.kinds]
        if found["best"]:
            scored = [each for each in own if ERRORS in each.amounts]
            best = min((each.amounts[ERRORS].low for each in scored), default=None)
            own = [each for each in scored if each.amounts[ERRORS].low == best]
        if own:
            yield Mention(found.start(), found.end(), frozenset(own), by_kind=True)
    for found in _BARE.finditer(text):
        own = [each for each in known if names(found["name"]) <= each.kinds]
        if own:
            yield Mention(found.start("name"), found.end("name"), frozenset(own), by_kind=True)
