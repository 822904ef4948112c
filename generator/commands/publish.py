"""The command that publishes the report."""

from pathlib import Path

import click

from experiments.exclusion import alone
from generator.commands.options import results_option
from generator.site.build import ROOT, TURN


@click.command(
    short_help="Publie le rapport.",
    help="Refait le rapport à partir du dernier commit et le publie sur la branche gh-pages du dépôt distant "
    "« origin ».",
)
@results_option
@click.option(
    "--replace", is_flag=True, help="Remplace aussi ce que ce projet n’a pas écrit sur la branche gh-pages."
)
@alone(TURN)
def publish(folder: Path, replace: bool) -> None:
    """Publish the site."""
    from generator.site.publication import publish as publish_site

    commit = publish_site(ROOT, folder, replace, click.echo)
    click.echo(f"Rapport du commit {commit[:12]} publié sur la branche gh-pages.")
