"""The command that trains some results again, and compares."""

import sys

import click

from experiments.commands.options import count_option, jobs_option, names_argument, profile_option
from experiments.engine.catalogue import select
from experiments.engine.plan import judge_all
from experiments.engine.remarks import Remarks, discovered
from experiments.exclusion import alone
from experiments.training.profiles import PROFILES, results_folder


@click.command(
    short_help="Réentraîne quelques résultats et les compare.",
    help="Réentraîne des résultats à jour, tirés au sort, dans un dossier à part, et les compare à ceux qui "
    "sont enregistrés ; results/ n’est pas touché. Sur la machine qui a fait un résultat, tout doit revenir "
    "au bit près, sauf durées et dates : sort avec 1 si un nombre change. Une autre machine ne calcule pas "
    "dans le même ordre : un écart y est attendu, et dit ; sort avec 1 s’il dépasse ce que change une autre "
    "graine, d’après les répliques du résultat.",
)
@names_argument
@count_option("Résultats à tirer ; tous, s’il y en a moins.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="TIRAGE",
    help="Refait un tirage, par le numéro qu’il a montré.",
)
@profile_option
@jobs_option
@alone()
def verify(names: tuple[str, ...], count: int, seed: int | None, profile: str, jobs: int | None) -> None:
    """Train some fresh results again, and compare."""
    # Only now: it brings SciPy.
    from experiments.engine.verification import hold_verification, sample

    chosen = PROFILES[profile]
    judgements = judge_all(select(discovered(Remarks())[0], names), results_folder(chosen), chosen)
    sys.exit(hold_verification(sample(judgements, count, seed, bool(names)), chosen, jobs))
