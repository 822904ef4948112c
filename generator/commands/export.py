"""The command that writes models as Markdown."""

from pathlib import Path

import click

from experiments.language import integer, plural
from generator.commands.options import results_option


@click.command(
    short_help="Exporte un modèle en Markdown.",
    help="Écrit la page d’un modèle en Markdown simple, ses figures à côté, pour qui rédige ailleurs (Word, "
    "pandoc). N’écrase rien qu’un export n’ait écrit.",
)
@results_option
@click.argument("models", metavar="MODÈLE…", nargs=-1, required=True)
@click.option(
    "--to",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DOSSIER",
    help="Dossier où écrire.",
)
def export(folder: Path, models: tuple[str, ...], place: Path) -> None:
    """Write models as Markdown."""
    from generator.lab.lab import LAB
    from generator.site.export.files import write_export
    from generator.site.export.model import export as export_model

    for model in models:
        exported = export_model(LAB, folder, model)
        files = {name: path.read_bytes() for name, path in exported.pictures.items()}
        write_export(place, model, {f"{model}.md": exported.text.encode(), **files})
        click.echo(
            f"{place / model}.md : {integer(len(files))} {plural(len(files), 'figure', 'figures')} à côté"
        )
