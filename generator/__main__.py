"""Command line of the generator: ``python -m generator``."""

import sys
from pathlib import Path

import click

from experiments.errors import LabError
from generator.report import render, write
from generator.result_folder import ResultFolder
from generator.site import build_site

ROOT = Path(__file__).resolve().parent.parent

results_option = click.option(
    "--results",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "results",
    show_default="results",
    help="Dossier des résultats à montrer.",
)


@click.group(help="Écrit les pages du rapport à partir des résultats, puis construit le site.")
def cli() -> None:
    """Group the commands."""


@cli.command(help="Écrit les pages dans docs/, sans construire le site. N’a pas besoin de Keras.")
@results_option
def build(folder: Path) -> None:
    """Write the pages."""
    written = write(render(ResultFolder(folder)), ROOT / "docs")
    for path in written.changed:
        click.echo(f"docs/{path} : écrit")
    for path in written.removed:
        click.echo(f"docs/{path} : retiré")


@cli.command(help="Écrit les pages puis construit le site dans site/, si quelque chose a changé.")
@results_option
@click.pass_context
def site(context: click.Context, folder: Path) -> None:
    """Write the pages and build the site."""
    context.invoke(build, folder=folder)
    if build_site(ROOT):
        click.echo("Site construit : ouvrez site/index.html, ou lancez « make serve ».")
    else:
        click.echo("Le site est à jour : site/index.html.")


def main() -> None:
    """Run the command line; a failure the user can act on is printed without a traceback."""
    try:
        cli(prog_name="python -m generator")
    except LabError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
