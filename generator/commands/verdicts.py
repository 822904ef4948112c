"""The commands that tell what a report says, and how two differ."""

import sys
from pathlib import Path

import click

from generator.commands.options import json_option, results_option


@click.command(
    short_help="Dit ce que dit le rapport : réponses, valeurs, verdicts.",
    help="Dit ce que dit le rapport d’un dossier de résultats : les scores des modèles, la réponse à chaque "
    "question, le verdict de chaque règle. Ne construit aucune page. En JSON, chaque nombre porte le fichier "
    "et le chemin d’où il vient ; README.md en décrit le format.",
)
@results_option
@json_option
def verdicts(folder: Path, as_json: bool) -> None:
    """Tell what the report says."""
    from generator.lab.lab import LAB
    from generator.report.account.account import account
    from generator.report.account.printed import account_text

    told, _ = account(LAB, folder)
    for line in told.lacking:
        click.echo(f"Attention : {line}", err=True)
    click.echo(told.json() if as_json else account_text(told), nl=False)


@click.command(
    short_help="Compare deux rapports.",
    help="Compare deux rapports de ce labo : dossiers de résultats, clones du projet ou sites construits. "
    "Les règles d’ici les jugent tous deux. Dit quels modèles diffèrent, par leurs données, leur réseau ou "
    "leur entraînement, leurs scores et leur intervalle, et les verdicts qui changent. Code de sortie : 0 si "
    "rien ne diffère, 1 si quelque chose diffère, 2 si un rapport est illisible.",
)
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@json_option
def comparer(first: Path, second: Path, as_json: bool) -> None:
    """Compare two reports."""
    from generator.lab.lab import LAB
    from generator.report.account.comparison import compare_reports
    from generator.report.account.printed import comparison_text

    compared = compare_reports(LAB, first, second)
    for line in compared.lacking:
        click.echo(f"Attention : {line}", err=True)
    click.echo(compared.json() if as_json else comparison_text(compared), nl=False)
    sys.exit(0 if compared.same else 1)
