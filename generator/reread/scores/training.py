"""The only training that Keras printed in a part: its epochs, their scores and their batches."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.scores.epochs import LOGGED

_EPOCH = re.compile(r"^\s*Epoch\s+(\d{1,4})/(\d{1,4})", re.M)
_STEPS = re.compile(r"^\s*(\d{1,6})/(\d{1,6})\s", re.M)


@dataclass(frozen=True)
class Training:
    """What was printed of a training.

    Attributes
    ----------
    series : mapping
        A score at each epoch: of the name that Keras prints, and of whether it is on the validation.
    epochs : int
        How many were printed, one after another from the first; 0 where some are left out.
    steps : int
        Batches of an epoch, 0 where they are not printed, or not always the same.
    """

    series: Mapping[tuple[str, bool], tuple[Fraction, ...]]
    epochs: int
    steps: int


def training(outline: Outline, rank: int) -> Training | None:
    """Return the only training of the nearest part of a section that has one."""
    for scope in outline.own_scopes(rank):
        outputs = (block.text for each in scope for block in outline.sections[each].of(Kind.OUTPUT))
        text = "\n".join(outputs)
        printed = [(int(epoch), int(last)) for epoch, last in _EPOCH.findall(text)]
        if printed:
            return _read(text, [epoch for epoch, _ in printed]) if printed[0][0] == 1 else None
    return None


def _read(text: str, ranks: list[int]) -> Training | None:
    if ranks.count(1) != 1:
        return None
    # What an evaluation prints is not of an epoch.
    started = text[text.index("Epoch") :]
    series: dict[tuple[str, bool], tuple[Fraction, ...]] = {}
    for line in started.split("\n"):
        # A bar of progress is printed over itself.
        scores = [*LOGGED.finditer(line.rpartition("\r")[2] or line)]
        if any(each["val"] for each in scores) or "val_" not in text:
            for each in scores:
                key = (each["name"], each["val"] is not None)
                series[key] = (*series.get(key, ()), Fraction(each["number"]))
    whole = ranks == [*range(1, len(ranks) + 1)] and all(len(each) == len(ranks) for each in series.values())
    steps = {last for done, last in _STEPS.findall(started) if done == last}
    if "val_" in text:
        # An evaluation follows the training.
        own = [line for line in started.split("\n") if "val_" in line]
        steps = {last for done, last in _STEPS.findall("\n".join(own)) if done == last}
    return Training(series, len(ranks) if whole else 0, int(steps.pop()) if len(steps) == 1 else 0)
