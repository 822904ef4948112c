"""The commands that tell what there is: the experiments, the state of each result, and why."""

import sys

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from experiments.commands.options import names_argument, profile_option
from experiments.engine.catalogue import select
from experiments.engine.judgement import State
from experiments.engine.plan import judge_all, remember
from experiments.engine.remarks import Remarks, discovered, tell_data_faults, tell_orphans
from experiments.engine.replicate_remarks import describe_replicates
from experiments.engine.surveying import describe_survey, judge_surveys
from experiments.language import plural
from experiments.results.replication import NO_REPLICATES, examine_replicates
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import FULL, PROFILES, results_folder

STALE_EXIT = 1


@click.command("list", help="Montre les expériences, leurs réglages et leur intention.")
@names_argument
def list_experiments(names: tuple[str, ...]) -> None:
    """Print one row per experiment."""
    table = Table("expérience", "lots", "époques", "graine", "intention")
    experiments, faulty = discovered(Remarks())
    tell_orphans(experiments, faulty, results_folder(FULL))
    for experiment in select(experiments, names):
        settings = experiment.settings
        figures = (str(settings.batch_size), str(settings.epochs), str(settings.seed))
        table.add_row(experiment.id, *figures, escape(experiment.intention))
    Console().print(table)
    sys.exit(FAILURE_EXIT if faulty else 0)


@click.command(
    short_help="Dit quels résultats sont à jour.",
    help="Dit de chaque résultat s’il est à jour ; sort avec 1 si l’un ne l’est pas.",
)
@names_argument
@profile_option
def status(names: tuple[str, ...], profile: str) -> None:
    """Print one line per experiment, stale ones with the first reason."""
    folder = results_folder(PROFILES[profile])
    experiments, faulty = discovered(Remarks())
    judgements = judge_all(select(experiments, names), folder, PROFILES[profile])
    remember(judgements)
    width = max((len(j.experiment.id) for j in judgements), default=0)
    orphaned, unusable = tell_orphans(experiments, faulty, folder), tell_data_faults(judgements)
    sound = not (orphaned or unusable or faulty)
    for j in judgements:
        more = len(j.reasons) - 1
        others = f" (et {more} {plural(more, 'autre raison', 'autres raisons')})" if more > 0 else ""
        reason = f" : {j.reasons[0].splitlines()[0]}{others}" if j.reasons else ""
        replicates = examine_replicates(j.result, folder) if j.result else NO_REPLICATES
        click.echo(f"{j.experiment.id:<{width}}  {j.state.value}{describe_replicates(replicates)}{reason}")
        sound = sound and j.state is State.FRESH and not replicates.unreadable
    for survey in judge_surveys({j.experiment.family for j in judgements}, PROFILES[profile]):
        click.echo(describe_survey(survey))
        sound = sound and survey.state is State.FRESH
    if not sound:
        sys.exit(STALE_EXIT)


@click.command(
    short_help="Dit pourquoi un résultat n’est plus à jour.",
    help="Dit pourquoi le résultat d’une expérience est à jour ou ne l’est pas.",
)
@click.argument("name", metavar="ID")
@profile_option
def explain(name: str, profile: str) -> None:
    """Print every component that changed."""
    chosen = PROFILES[profile]
    for j in judge_all(select(discovered(Remarks())[0], (name,)), results_folder(chosen), chosen):
        click.echo(f"{j.experiment.id} : {j.state.value}")
        for reason in j.reasons:
            click.echo(f"  - {reason}")
        if j.state is State.FRESH:
            click.echo(f"  Ses {len(j.key.components)} composants sont inchangés (clé {j.key.digest[:12]}…).")
        if not j.key.has_data and j.state is not State.REFUSED:
            click.echo(f"  Données absentes : {j.key.data_fault or 'elles ne peuvent pas être comparées'}")
