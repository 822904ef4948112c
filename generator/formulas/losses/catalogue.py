"""Losses the report knows, by the name of their Keras function: every file of this folder adds its own."""

from collections.abc import Mapping
from functools import cache

from generator.formulas.catalogue import found_in
from generator.formulas.losses.loss import Loss

PACKAGE = "generator.formulas.losses"


@cache
def losses() -> Mapping[str, Loss]:
    """Return the losses that the files of this folder describe."""
    return {loss.name: loss for loss in found_in(PACKAGE, Loss)}


def loss_named(name: str) -> Loss:
    """Return a loss by the name of its Keras function or class; without equation if no file describes it."""
    for loss in losses().values():
        if _plain(name) in map(_plain, (loss.name, *loss.aliases)):
            return loss
    return Loss(
        name=name,
        title=name,
        description=(
            f"{name} n’a pas d’équation connue du rapport\u202f: Keras en calcule la valeur, reprise "
            "telle quelle."
        ),
        steps=None,
        article="",
    )


def _plain(name: str) -> str:
    return name.replace("_", "").lower()
