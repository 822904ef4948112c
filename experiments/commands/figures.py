"""The command that draws the plots that no longer show their result."""

import sys

import click

from experiments.commands.options import names_argument, profile_option
from experiments.engine.catalogue import select
from experiments.engine.figure_plan import plan_figures
from experiments.engine.remarks import Remarks, discovered
from experiments.exclusion import alone
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import PROFILES, results_folder


@click.command(
    short_help="Redessine les figures qui ne sont plus à jour.",
    help="Redessine, sans rien entraîner, les figures qui manquent ou qui ne montrent plus leur résultat.",
)
@names_argument
@profile_option
@click.option("--force", is_flag=True, help="Redessine aussi ce qui est à jour.")
@alone()
def figures(names: tuple[str, ...], profile: str, force: bool) -> None:
    """Bring plots up to date."""
    folder = results_folder(PROFILES[profile])
    chosen = {experiment.id for experiment in select(discovered(Remarks())[0], names)} if names else None
    plan = plan_figures(folder, chosen, force)
    code = 0
    if plan.missing or plan.useless:
        # Only now: it brings SciPy, and matplotlib.
        from experiments.engine.figure_session import hold_figure_session

        code = hold_figure_session(plan, folder)
    for fault in plan.faults:
        click.echo(f"Erreur : {fault}", err=True)
    sys.exit(code or (FAILURE_EXIT if plan.faults else 0))
