"""The command that takes comments for read again."""

import click

from experiments.exclusion import alone
from generator.site.build import RESULTS, ROOT, TURN


@click.command(
    short_help="Tient des commentaires pour relus.",
    help="Tient pour relus les commentaires dont un nombre a changé : ceux qui sont nommés (partie-3, "
    "mlp-raw-1), ou tous. À lancer quand il n’y a rien à y changer ; un commentaire modifié est relu.",
)
@click.argument("names", metavar="[COMMENTAIRE]…", nargs=-1)
@alone(TURN)
def relu(names: tuple[str, ...]) -> None:
    """Accept the values that comments show now."""
    from generator.lab.lab import LAB
    from generator.report.comments.comments import Comments
    from generator.report.comments.places import COMMENTS
    from generator.report.results import Results
    from generator.report.writing import told_if_unwritable

    comments = Comments(ROOT / COMMENTS)
    comments.read(LAB, Results(RESULTS, LAB.described))
    with told_if_unwritable(ROOT / COMMENTS):
        read = comments.accept(names)
    for file in read:
        click.echo(f"{file} : tenu pour relu.")
    click.echo(
        "Lancez « make report » pour refaire ses pages." if read else "Aucun commentaire n’était à relire."
    )
