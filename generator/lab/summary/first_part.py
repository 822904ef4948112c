"""Summary of the first part: optimisers and losses."""

from collections.abc import Callable, Hashable, Sequence

from markupsafe import Markup

from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.quantity import setting
from generator.facts.reading import Reading, read
from generator.facts.reference import FAMILIES
from generator.formulas.losses.catalogue import loss_named
from generator.lab.summary.line import Line

DIGITS = {"mlp-raw", "mlp-hog", "cnn-digits"}
DIGITS_NAME = "chiffres"
RATE = "/training/optimizer/arguments/learning_rate"


def learning_lines(results: Sequence[Result]) -> list[Line]:
    """Say which optimiser and which loss trained which experiment."""
    subjects = tuple(result.id for result in results)
    optimizers = _grouped(results, lambda result: (result.training.optimizer.name, repr(_rate(result).value)))
    losses = _grouped(results, lambda result: result.training.loss)
    return [
        Line(
            ("algorithme", "arguments"),
            Markup("Les poids sont optimisés par {}.").format(
                enumeration([_optimizer(group, alone=len(optimizers) == 1) for group in optimizers])
            ),
            subjects,
        ),
        Line(
            ("perte",),
            Markup("La perte à réduire : {}.").format(
                enumeration([_loss(group, alone=len(losses) == 1) for group in losses])
            ),
            subjects,
        ),
    ]


def _grouped(results: Sequence[Result], key: Callable[[Result], Hashable]) -> list[list[Result]]:
    groups: dict[Hashable, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return list(groups.values())


def _rate(result: Result) -> Reading:
    return read(result, RATE)


def _optimizer(group: list[Result], *, alone: bool) -> Markup:
    name, rate = group[0].training.optimizer.name, _rate(group[0])
    text = Markup("{} à taux variable").format(name)
    if isinstance(rate.value, int | float):
        text = Markup("{} au taux de {}").format(name, setting(rate))
    return text if alone else Markup("{} ({})").format(text, _families(group))


def _loss(group: list[Result], *, alone: bool) -> str | Markup:
    title = loss_named(group[0].training.loss).title
    return title if alone else Markup("{} ({})").format(title, _families(group))


def _families(group: list[Result]) -> Markup:
    families = dict.fromkeys(result.family for result in group)
    if families.keys() >= DIGITS:
        families = {DIGITS_NAME: None} | {family: None for family in families if family not in DIGITS}
    return enumeration([FAMILIES[family].name if family in FAMILIES else family for family in families])
