"""The commands of the preview."""

import sys
from importlib import import_module
from pathlib import Path

import click

from experiments.exclusion import alone
from generator.commands.options import results_option
from generator.commands.writing import write_pages
from generator.site.build import ROOT, TURN


@click.command(
    short_help="Montre le site pendant qu’on l’écrit.",
    help="Montre le site et le met à jour à chaque changement de résultat, de gabarit ou de page.",
)
@results_option
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, metavar="HÔTE:PORT", help="Adresse d’écoute."
)
def serve(folder: Path, address: str) -> None:
    """Serve the site."""
    from generator.site.preview import serve as serve_preview

    sys.exit(serve_preview(ROOT, folder, address))


@click.command(hidden=True)
@results_option
def rebuild(folder: Path) -> None:
    """Build for the preview each time that it asks; what that takes is imported once."""
    from generator.site.builder import answer
    from generator.site.partial import build_preview

    # Each build is done by a copy of this process, which has them.
    for module in ("generator.lab.lab", "generator.report.build"):
        import_module(module)

    @alone(TURN)
    def work(whole: bool) -> None:
        try:
            lacks = write_pages(folder)
        finally:  # what could be written is shown, if only the pages of before
            build_preview(ROOT, whole)
        if lacks:
            raise lacks[0]

    answer(work)
