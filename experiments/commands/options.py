"""The options and arguments that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from experiments.training.profiles import FULL, PROFILES

profile_option = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default=FULL.name,
    show_default=True,
    help="full : tout le travail ; smoke : un essai en quelques secondes, rangé à part.",
)
force_option = click.option("--force", is_flag=True, help="Entraîne aussi ce qui est à jour.")
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Entraînements menés en même temps ; un par cœur si rien n’est dit.",
)
cluster_option = click.option(
    "--cluster", metavar="ADRESSE", help="Entraîne sur ce cluster Dask (tcp://hôte:8786), pas ici."
)
names_argument = click.argument("names", nargs=-1, metavar="[ID|FAMILLE]…")


def count_option(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that says how many, with the help that tells of what."""
    return click.option(
        "--count", type=click.IntRange(min=1), default=4, show_default=True, metavar="N", help=text
    )
