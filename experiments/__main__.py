"""Command line of the experiments: ``python -m experiments``."""

import sys

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from experiments.engine.backend import check_environment
from experiments.engine.catalogue import discover, select
from experiments.engine.judgement import Judgement, State
from experiments.engine.plan import (
    Outcome,
    judge_all,
    retire_orphans,
    stale,
    tasks_of,
    train_all,
    update_texts,
    waits_for_data,
)
from experiments.engine.progress import board_for, duration
from experiments.terminal import FAILURE_EXIT, run_command_line
from experiments.training.profiles import FULL, PROFILES, results_folder

STALE_EXIT = 1
INTERRUPTED_EXIT = 130

profile_option = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default=FULL.name,
    show_default=True,
    help="full : tout le travail ; smoke : un essai en quelques secondes, rangé à part.",
)
names_argument = click.argument("names", nargs=-1, metavar="[ID|FAMILLE]…")


@click.group(
    subcommand_metavar="COMMANDE [ARGUMENT]…",
    help="Entraîne les modèles du laboratoire et range ce qu’ils ont mesuré dans results/.",
)
def cli() -> None:
    """Group the commands."""


@cli.command("list", help="Montre les expériences, leurs réglages et leur intention.")
@names_argument
def list_experiments(names: tuple[str, ...]) -> None:
    """Print one row per experiment."""
    table = Table("expérience", "lots", "époques", "graine", "intention")
    for experiment in select(discover(), names):
        settings = experiment.settings
        figures = (str(settings.batch_size), str(settings.epochs), str(settings.seed))
        table.add_row(experiment.id, *figures, escape(experiment.intention))
    Console().print(table)


@cli.command(
    short_help="Dit quels résultats sont à jour.",
    help="Dit de chaque résultat s’il est à jour ; sort avec 1 si l’un ne l’est pas.",
)
@names_argument
@profile_option
def status(names: tuple[str, ...], profile: str) -> None:
    """Print one line per experiment, stale ones with the first reason."""
    judgements = _judgements(names, profile)
    width = max((len(j.experiment.id) for j in judgements), default=0)
    for j in judgements:
        others = f" (et {len(j.reasons) - 1} autre·s raison·s)" if len(j.reasons) > 1 else ""
        reason = f" : {j.reasons[0].splitlines()[0]}{others}" if j.reasons else ""
        click.echo(f"{j.experiment.id:<{width}}  {j.state.value}{reason}")
    if any(j.state is not State.FRESH for j in judgements):
        sys.exit(STALE_EXIT)


@cli.command(
    short_help="Dit pourquoi un résultat n’est plus à jour.",
    help="Dit pourquoi le résultat d’une expérience est à jour ou ne l’est pas.",
)
@click.argument("name", metavar="ID")
@profile_option
def explain(name: str, profile: str) -> None:
    """Print every component that changed."""
    for j in _judgements((name,), profile):
        click.echo(f"{j.experiment.id} : {j.state.value}")
        for reason in j.reasons:
            click.echo(f"  - {reason}")
        if j.state is State.FRESH:
            click.echo(f"  Ses {len(j.key.components)} composants sont inchangés (clé {j.key.digest[:12]}…).")
        if not j.key.has_data:
            click.echo(f"  Données absentes : {j.key.data_fault or 'elles ne peuvent pas être comparées'}")


@cli.command(
    short_help="Entraîne ce qui n’est plus à jour.",
    help="Entraîne ce qui n’est plus à jour, ou seulement ce qui est nommé.",
)
@names_argument
@profile_option
@click.option("--force", is_flag=True, help="Entraîne aussi ce qui est à jour.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Entraînements menés en même temps.",
)
def run(names: tuple[str, ...], profile: str, force: bool, jobs: int) -> None:
    """Bring results up to date."""
    console = Console()
    chosen = PROFILES[profile]
    folder = results_folder(chosen)
    experiments = discover()
    for path in retire_orphans(experiments, folder):
        click.echo(f"{path.stem} : plus aucune expérience de ce nom, résultat déplacé dans {path.parent}.")
    judgements = judge_all(select(experiments, names), folder, chosen)
    for identifier in update_texts(judgements, folder):
        click.echo(f"{identifier} : textes mis à jour, sans réentraînement.")
    for j in judgements:
        if j.state is State.UNREADABLE and not force:
            click.echo(
                f"{j.experiment.id} : résultat illisible, laissé en l’état (FORCE=1 pour le recalculer)."
            )
    todo = []
    for j in stale(judgements, force):
        if waits_for_data(j, asked=force or bool(names)):
            click.echo(f"{j.experiment.id} : données absentes, le résultat figé est gardé sans entraînement.")
            if j.key.data_fault:
                click.echo(f"{j.experiment.id} : {j.key.data_fault}")
        else:
            todo.append(j)
    if todo:
        check_environment()
        _train(todo, profile, jobs, console)


def _train(todo: list[Judgement], profile: str, jobs: int, console: Console) -> None:
    outcome = Outcome([], {})
    tasks = tasks_of(todo, PROFILES[profile])
    known = [task.expected_seconds for task in tasks if task.expected_seconds is not None]
    guess = f", environ {duration(sum(known))} la dernière fois" if len(known) == len(tasks) else ""
    click.echo(f"À entraîner : {', '.join(task.identifier for task in tasks)}{guess}.")
    code = 0
    try:
        with board_for(tasks, console) as board:
            train_all(todo, PROFILES[profile], board, jobs, outcome)
    except KeyboardInterrupt:
        click.echo("Interrompu.", err=True)
        code = INTERRUPTED_EXIT
    for identifier, failure in outcome.failed.items():
        click.echo(f"Échec de {identifier} : {failure}", err=True)
        code = code or FAILURE_EXIT
    if code:
        click.echo(f"Terminé et enregistré : {', '.join(outcome.trained) or 'rien'}.", err=True)
        remaining = [*outcome.failed, *outcome.remaining(todo)]
        click.echo(
            f"Reste à faire : {', '.join(remaining)}. Relancez la même commande pour continuer.", err=True
        )
        sys.exit(code)


def _judgements(names: tuple[str, ...], profile: str) -> list[Judgement]:
    chosen = PROFILES[profile]
    return judge_all(select(discover(), names), results_folder(chosen), chosen)


if __name__ == "__main__":
    run_command_line(cli, "python -m experiments")
