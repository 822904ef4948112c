"""The command that prints the report."""

from pathlib import Path

import click

from experiments.exclusion import alone
from experiments.language import decimal, integer
from generator.commands.options import results_option
from generator.commands.writing import write_site
from generator.site.build import ROOT, TURN, build_site, inputs_fingerprint, is_current


@click.command(
    short_help="Fait du rapport un PDF.",
    help="Imprime le rapport en un PDF à rendre, avec Chromium ; écrit d’abord les pages et le site s’ils ne "
    "sont pas à jour. Le site propose ce PDF tant que ses pages restent les mêmes.",
)
@results_option
@click.option("--full", "whole", is_flag=True, help="Imprime tout : chaque page, et ce qui y est replié.")
@alone(TURN)
def pdf(folder: Path, whole: bool) -> None:
    """Print the report; fail at the end, for all that its pages do not show."""
    from generator.site.pdf.browser import find_browser
    from generator.site.pdf.made import make_pdf

    find_browser()
    inputs = inputs_fingerprint(ROOT, folder)
    lacks = [] if is_current(ROOT, folder) else write_site(folder)
    made = make_pdf(ROOT, whole)
    if not whole:  # offered from now on
        build_site(ROOT, folder, whole=not lacks, written_from=inputs)
    size = decimal(made.size / 1e6, 1)
    click.echo(f"{made.path.relative_to(ROOT)} : {integer(made.pages)} pages A4, {size} Mo.")
    if lacks:
        raise lacks[0]
