"""The commands that write the pages and build the site."""

from pathlib import Path

import click

from experiments.exclusion import alone
from generator.commands.options import results_option
from generator.commands.writing import write_pages, write_site
from generator.site.build import ROOT, TURN, is_current
from generator.site.remarks import kept_remarks


@click.command(
    short_help="Écrit les pages dans docs/.",
    help="Écrit les pages dans docs/, sans construire le site. N’a pas besoin de Keras.",
)
@results_option
@alone(TURN)
def build(folder: Path) -> None:
    """Write the pages; fail at the end, for all that they do not show."""
    lacks = write_pages(folder)
    if lacks:
        raise lacks[0]


@click.command(
    short_help="Écrit les pages puis construit le site.",
    help="Écrit les pages puis construit le site dans site/, si quelque chose a changé.",
)
@results_option
@alone(TURN)
def site(folder: Path) -> None:
    """Write the pages and build the site; fail at the end, for all that they do not show."""
    remarks = kept_remarks(ROOT)
    if remarks is not None and is_current(ROOT, folder):
        for remark in remarks:
            click.echo(remark)
        click.echo("Le rapport est à jour : ouvrez site/index.html, ou lancez « make serve ».")
        return
    lacks = write_site(folder)
    if lacks:
        raise lacks[0]
    click.echo("Rapport construit : ouvrez site/index.html, ou lancez « make serve ».")
