"""The command that reads reports again."""

import sys
from pathlib import Path

import click


@click.command(
    short_help="Relit des rapports et dit ce qui est faux.",
    help="Relit des rapports de ce labo : Markdown, notebook Jupyter, HTML, ou dossier qui en contient, avec "
    "leur code Keras. Recalcule ce qu’ils affirment, sans rien exécuter. Code de sortie : 0 si rien n’est "
    "faux, 1 si quelque chose l’est, 2 si un rapport est illisible.",
)
@click.argument("reports", metavar="RAPPORT…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "shape", flag_value="json", help="Écrit du JSON.")
@click.option("--html", "shape", flag_value="html", help="Écrit une page HTML.")
@click.option(
    "--markdown", "shape", flag_value="markdown", default=True, help="Écrit du Markdown (par défaut)."
)
def relire(reports: tuple[Path, ...], shape: str) -> None:
    """Read reports again and print what does not hold."""
    from generator.lab.reread.reading import read_again
    from generator.reread.outputs.data import data
    from generator.reread.outputs.markdown import markdown
    from generator.reread.outputs.page import page
    from generator.reread.outputs.summary import exit_code

    reviews = [read_again(report) for report in reports]
    click.echo({"json": data, "html": page, "markdown": markdown}[shape](reviews), nl=False)
    sys.exit(exit_code(reviews))
