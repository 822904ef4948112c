"""The names that the real families give to their models, for made-up results."""

from functools import cache

from experiments.code.source import parse
from experiments.engine.family import Family, family_of
from experiments.project import ROOT


@cache
def _family(name: str) -> Family:
    path = ROOT / "experiments" / f"{name.replace('-', '_')}.py"
    return family_of(parse(path), path.name)


def family_names(family: str, position: int) -> dict[str, str]:
    """Return the names of the model of this rank, as a result holds them."""
    return _family(family).names(position).model_dump()
