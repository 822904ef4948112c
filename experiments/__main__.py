"""Command line of the experiments: ``python -m experiments``."""

import sys
from functools import partial

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from experiments.engine.catalogue import select
from experiments.engine.figure_plan import plan_figures
from experiments.engine.forced import hold_forced
from experiments.engine.judgement import State, judge
from experiments.engine.plan import judge_all, stale, task_of, update_texts, waits_for_data
from experiments.engine.progress import Task
from experiments.engine.remarks import (
    discovered,
    keep_remarks,
    put_aside,
    tell_absent_data,
    tell_orphans,
    without_orphans,
)
from experiments.engine.replicate_plan import plan_replicates
from experiments.engine.replicate_remarks import describe_replicates, replication_refusal
from experiments.engine.restamp import restamp
from experiments.engine.retirement import bring_back
from experiments.engine.session import hold_session
from experiments.engine.sharing import Sharing
from experiments.exclusion import alone
from experiments.options import cluster_option, force_option, jobs_option, names_argument, profile_option
from experiments.results.replicate import Replicate
from experiments.results.replication import NO_REPLICATES, examine_replicates
from experiments.terminal import FAILURE_EXIT, run_command_line
from experiments.training.profiles import FULL, PROFILES, results_folder
from experiments.verify import verify

STALE_EXIT = 1


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
    experiments, faulty = discovered()
    tell_orphans(experiments, faulty, results_folder(FULL))
    for experiment in select(experiments, names):
        settings = experiment.settings
        figures = (str(settings.batch_size), str(settings.epochs), str(settings.seed))
        table.add_row(experiment.id, *figures, escape(experiment.intention))
    Console().print(table)
    sys.exit(FAILURE_EXIT if faulty else 0)


@cli.command(
    short_help="Dit quels résultats sont à jour.",
    help="Dit de chaque résultat s’il est à jour ; sort avec 1 si l’un ne l’est pas.",
)
@names_argument
@profile_option
def status(names: tuple[str, ...], profile: str) -> None:
    """Print one line per experiment, stale ones with the first reason."""
    folder = results_folder(PROFILES[profile])
    experiments, faulty = discovered()
    judgements = judge_all(select(experiments, names), folder, PROFILES[profile])
    width = max((len(j.experiment.id) for j in judgements), default=0)
    sound = not (tell_orphans(experiments, faulty, folder) or faulty)
    for j in judgements:
        others = f" (et {len(j.reasons) - 1} autre·s raison·s)" if len(j.reasons) > 1 else ""
        reason = f" : {j.reasons[0].splitlines()[0]}{others}" if j.reasons else ""
        replicates = examine_replicates(j.result, folder) if j.result else NO_REPLICATES
        click.echo(f"{j.experiment.id:<{width}}  {j.state.value}{describe_replicates(replicates)}{reason}")
        sound = sound and j.state is State.FRESH and not replicates.unreadable
    if not sound:
        sys.exit(STALE_EXIT)


@cli.command(
    short_help="Dit pourquoi un résultat n’est plus à jour.",
    help="Dit pourquoi le résultat d’une expérience est à jour ou ne l’est pas.",
)
@click.argument("name", metavar="ID")
@profile_option
def explain(name: str, profile: str) -> None:
    """Print every component that changed."""
    chosen = PROFILES[profile]
    for j in judge_all(select(discovered()[0], (name,)), results_folder(chosen), chosen):
        click.echo(f"{j.experiment.id} : {j.state.value}")
        for reason in j.reasons:
            click.echo(f"  - {reason}")
        if j.state is State.FRESH:
            click.echo(f"  Ses {len(j.key.components)} composants sont inchangés (clé {j.key.digest[:12]}…).")
        if not j.key.has_data and j.state is not State.REFUSED:
            click.echo(f"  Données absentes : {j.key.data_fault or 'elles ne peuvent pas être comparées'}")


@cli.command(
    short_help="Entraîne ce qui n’est plus à jour.",
    help="Entraîne ce qui n’est plus à jour, ou seulement ce qui est nommé.",
)
@names_argument
@profile_option
@force_option
@jobs_option
@cluster_option
@alone()
def run(names: tuple[str, ...], profile: str, force: bool, jobs: int | None, cluster: str | None) -> None:
    """Bring results up to date."""
    chosen = PROFILES[profile]
    folder = results_folder(chosen)
    experiments, faulty = without_orphans(folder)
    judgements = judge_all(select(experiments, names), folder, chosen)
    for rank, j in enumerate(judgements):
        if bring_back(j, folder):
            click.echo(f"{j.experiment.id} : résultat mis de côté auparavant, remis à sa place.")
            judgements[rank] = judge(j.experiment, folder, profile)
    for identifier in update_texts(judgements, folder):
        click.echo(f"{identifier} : textes mis à jour, sans réentraînement.")
    for j in judgements:
        if j.state.untrusted and not force:
            click.echo(
                f"{j.experiment.id} : résultat {j.state.value}, laissé en l’état "
                f"(FORCE=1 pour le recalculer)."
            )
    shared, todo = Sharing.of(chosen), []
    for j in stale(judgements, force):
        if waits_for_data(j, asked=force or bool(names)):
            tell_absent_data(j, "le résultat figé est gardé sans entraînement")
        elif force or not shared.take(j):
            todo.append(task_of(j, chosen))
    fresh = {task_of(j, chosen): j.result for j in judgements if j.result and j.state is State.FRESH}
    refused = [j for j in judgements if j.state is State.REFUSED]
    for j in refused:
        click.echo(f"{j.experiment.id} : expérience refusée. {j.reasons[0]}", err=True)
    keep_remarks()
    hold = partial(hold_forced, kept=fresh) if force else hold_session
    code = hold(todo, chosen, jobs, shared.bring, cluster=cluster)
    sys.exit(code or (FAILURE_EXIT if refused or faulty else 0))


@cli.command(
    short_help="Entraîne encore chaque modèle avec d’autres graines.",
    help="Entraîne encore chaque modèle à jour avec d’autres graines, et range ces répliques à part.",
)
@names_argument
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=4,
    show_default=True,
    metavar="N",
    help="Répliques par expérience, avec les N graines qui suivent la sienne.",
)
@profile_option
@force_option
@jobs_option
@cluster_option
@alone()
def replicate(
    names: tuple[str, ...], count: int, profile: str, force: bool, jobs: int | None, cluster: str | None
) -> None:
    """Bring replicates up to date."""
    chosen = PROFILES[profile]
    folder = results_folder(chosen)
    experiments, refused = without_orphans(folder)
    shared = Sharing.of(chosen)
    todo: list[Task] = []
    usable: dict[Task, Replicate] = {}
    for j in judge_all(select(experiments, names), folder, chosen):
        waits = waits_for_data(j, asked=force or bool(names))
        if j.result is None or (j.state is not State.FRESH and not waits):
            click.echo(replication_refusal(j, chosen), err=True)
            refused = True
            continue
        plan = plan_replicates(j.result, folder, count, force)
        for path in plan.useless:
            refused |= not put_aside(path, folder, "réplique inutilisable, déplacée")
        for path in plan.left:
            click.echo(f"{path.stem} : réplique illisible, laissée en l’état (FORCE=1 pour la recalculer).")
        if plan.seeds and waits:
            tell_absent_data(j, "ses répliques ne sont pas entraînées")
        else:
            seeds = [seed for seed in plan.seeds if force or not shared.take(j, seed)]
            todo += [task_of(j, chosen, seed) for seed in seeds]
            found = examine_replicates(j.result, folder).usable if force else ()
            usable |= {task_of(j, chosen, replicate.seed): replicate for replicate in found}
    hold = partial(hold_forced, kept=usable) if force else hold_session
    code = hold(todo, chosen, jobs, shared.bring, cluster=cluster)
    sys.exit(code or (FAILURE_EXIT if refused else 0))


@cli.command(
    short_help="Redessine les figures qui ne sont plus à jour.",
    help="Redessine, sans rien entraîner, les figures qui manquent ou qui ne montrent plus leur résultat.",
)
@names_argument
@profile_option
@click.option("--force", is_flag=True, help="Redessine aussi ce qui est à jour.")
@alone()
def figures(names: tuple[str, ...], profile: str, force: bool) -> None:
    """Bring plots up to date."""
    folder = results_folder(PROFILES[profile])
    chosen = {experiment.id for experiment in select(discovered()[0], names)} if names else None
    plan = plan_figures(folder, chosen, force)
    code = 0
    if plan.missing or plan.useless:
        # Only now: it brings SciPy, and matplotlib.
        from experiments.engine.figure_session import hold_figure_session

        code = hold_figure_session(plan, folder)
    for fault in plan.faults:
        click.echo(f"Erreur : {fault}", err=True)
    sys.exit(code or (FAILURE_EXIT if plan.faults else 0))


@cli.command(
    "restamp",
    short_help="Garde un résultat périmé, sans réentraîner.",
    help="Garde un résultat, et ses répliques, après un changement du code qui ne peut changer aucun nombre.",
)
@click.argument("names", nargs=-1, required=True, metavar="ID|FAMILLE…")
@click.option(
    "--reason", required=True, metavar="TEXTE", help="Pourquoi rien ne change ; le rapport le montre."
)
@profile_option
@alone()
def keep(names: tuple[str, ...], reason: str, profile: str) -> None:
    """Put the key of the code as it is now on stale results."""
    folder = results_folder(PROFILES[profile])
    for j in judge_all(select(discovered()[0], names), folder, PROFILES[profile]):
        kept = restamp(j, folder, reason)
        click.echo(
            f"{j.experiment.id} et {kept.replicates} réplique·s : gardés, {', '.join(kept.components)}."
        )


cli.add_command(verify)

if __name__ == "__main__":
    run_command_line(cli, "python -m experiments")
