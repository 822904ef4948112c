"""Every measure of speed, one after the other, or one alone: ``python -m benchmarks``."""

from collections.abc import Mapping
from typing import Any

from experiments.libraries import told_if_lacking

COMMAND = "python -m benchmarks"
with told_if_lacking(COMMAND):
    import click
    from rich.console import Console
    from rich.table import Table

    from benchmarks.measures import keep_measure, read_measures
    from benchmarks.table import replace_table, rows
    from experiments.atomic import replaced_atomically
    from experiments.project import ROOT
    from experiments.terminal import run_command_line

README = ROOT / "README.md"


@click.group(
    invoke_without_command=True,
    subcommand_metavar="[MESURE [ARGUMENT]…]",
    help="Mesure la vitesse du projet, sur une machine qui ne fait rien d’autre : tout, ou une mesure seule. "
    "Ce qui est mesuré en entier est gardé dans benchmarks/measures.json et montré dans README.md.",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Measure everything when no measure is named."""
    if context.invoked_subcommand is None:
        for command in cli.commands.values():
            context.invoke(command)


@cli.command(help="Entraîne les modèles, puis exécute leurs notebooks l’un après l’autre.")
@click.argument("names", nargs=-1, metavar="[ID|FAMILLE]…")
@click.option("--epochs-limit", type=click.IntRange(min=1), metavar="N", help="Essai : au plus N époques.")
def notebooks(names: tuple[str, ...] = (), epochs_limit: int | None = None) -> None:
    """Compare with notebooks."""
    from benchmarks.notebooks import measure

    _tell("notebooks", measure(names, epochs_limit), whole=not names and epochs_limit is None)


@cli.command(help="Compare HOG par lots à scikit-image, image par image : vitesse et valeurs.")
@click.option(
    "--images", type=click.IntRange(1, 70_000), default=7_000, help="Nombre d’images chronométrées."
)
@click.option("--repetitions", type=click.IntRange(min=2), default=5, help="Nombre de mesures alternées.")
def hog(images: int = 7_000, repetitions: int = 5) -> None:
    """Compare with scikit-image."""
    from benchmarks.hog import measure

    _tell("hog", measure(images, repetitions), whole=(images, repetitions) == (7_000, 5))


@cli.command(help="Mesure ce que « make report » fait attendre en plus des entraînements.")
def latency() -> None:
    """Time what surrounds trainings."""
    from benchmarks.latency import measure

    _tell("latency", measure(), whole=True)


@cli.command(help="Mesure l’écriture des pages de 10, 100 et 1 000 résultats.")
@click.option("--most", type=click.IntRange(min=10), default=1000, metavar="N", help="Essai : N au plus.")
def growth(most: int = 1000) -> None:
    """Time the pages of many results."""
    from benchmarks.growth import SIZES, measure

    sizes = tuple(size for size in SIZES if size <= most)
    _tell("growth", measure(sizes), whole=sizes == SIZES)


@cli.command(help="Mesure la part du temps de 1, 2 et 4 workers d’un cluster passée dans leurs tâches.")
def cluster() -> None:
    """Time tasks of a known cost on a cluster of this machine."""
    from benchmarks.cluster import measure

    _tell("cluster", measure(), whole=True)


def _tell(part: str, measured: Mapping[str, Any], *, whole: bool) -> None:
    """Print a measure; keep it, and show it in the README, unless it was a trial."""
    table = Table("mesure", "valeur", "détail", show_lines=True)
    for row in rows({part: measured}):
        table.add_row(row.what, row.value, row.detail)
    Console().print(table)
    if whole:
        keep_measure(part, measured)
        text = replace_table(README.read_text(encoding="utf-8"), read_measures())
        with replaced_atomically(README) as file:
            file.write(text.encode())


if __name__ == "__main__":
    run_command_line(cli, COMMAND)
