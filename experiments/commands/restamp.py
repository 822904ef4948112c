"""The command that keeps a stale result, without training."""

import click

from experiments.commands.options import profile_option
from experiments.engine.catalogue import select
from experiments.engine.plan import judge_all
from experiments.engine.remarks import Remarks, discovered
from experiments.engine.restamp import restamp as keep
from experiments.exclusion import alone
from experiments.language import plural
from experiments.training.profiles import PROFILES, results_folder


@click.command(
    short_help="Garde un résultat périmé, sans réentraîner.",
    help="Garde un résultat, et ses répliques, après un changement du code qui ne peut changer aucun nombre.",
)
@click.argument("names", nargs=-1, required=True, metavar="ID|FAMILLE…")
@click.option(
    "--reason", required=True, metavar="TEXTE", help="Pourquoi rien ne change ; le rapport le montre."
)
@profile_option
@alone()
def restamp(names: tuple[str, ...], reason: str, profile: str) -> None:
    """Put the key of the code as it is now on stale results."""
    folder = results_folder(PROFILES[profile])
    for j in judge_all(select(discovered(Remarks())[0], names), folder, PROFILES[profile]):
        kept = keep(j, folder, reason)
        also = plural(kept.replicates, "sa réplique", f"ses {kept.replicates} répliques")
        kept_too = f" et {also} : gardés" if kept.replicates else " : gardé"
        click.echo(f"{j.experiment.id}{kept_too}, {', '.join(kept.components)}.")
