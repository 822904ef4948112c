"""The command that trains each model again with other seeds."""

import sys
from functools import partial

import click

from experiments.commands.options import (
    cluster_option,
    count_option,
    force_option,
    jobs_option,
    names_argument,
    profile_option,
)
from experiments.engine.catalogue import select
from experiments.engine.forced import hold_forced
from experiments.engine.judgement import Judgement, State
from experiments.engine.plan import judge_all, task_of, waits_for_data
from experiments.engine.progress import Task
from experiments.engine.remarks import (
    Remarks,
    put_aside,
    tell_absent_data,
    tell_data_faults,
    without_orphans,
)
from experiments.engine.replicate_plan import plan_replicates
from experiments.engine.replicate_remarks import replication_refusal
from experiments.engine.session import hold_session
from experiments.engine.sharing import Sharing
from experiments.exclusion import alone
from experiments.results.replicate import Replicate
from experiments.results.replication import examine_replicates
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import PROFILES, results_folder


@click.command(
    short_help="Entraîne encore chaque modèle avec d’autres graines.",
    help="Entraîne encore chaque modèle à jour avec d’autres graines, et range ces répliques à part.",
)
@names_argument
@count_option("Répliques par expérience, avec les N graines qui suivent la sienne.")
@profile_option
@force_option
@jobs_option
@cluster_option
@alone()
def replicate(
    names: tuple[str, ...], count: int, profile: str, force: bool, jobs: int | None, cluster: str | None
) -> None:
    """Bring replicates up to date."""
    chosen, remarks = PROFILES[profile], Remarks()
    folder = results_folder(chosen)
    experiments, refused = without_orphans(remarks, folder)
    shared = Sharing.of(chosen)
    todo: list[Task] = []
    usable: dict[Task, Replicate] = {}
    waiting: list[Judgement] = []
    judgements = judge_all(select(experiments, names), folder, chosen)
    refused |= tell_data_faults(judgements)
    for j in judgements:
        waits = waits_for_data(j, asked=force or bool(names))
        if j.result is None or (j.state is not State.FRESH and not waits):
            click.echo(replication_refusal(j, chosen), err=True)
            refused = True
            continue
        plan = plan_replicates(j.result, folder, count, force)
        for path in plan.useless:
            refused |= not put_aside(path, folder, "réplique inutilisable, déplacée")
        for path in plan.left:
            click.echo(
                f"{path.stem} : réplique illisible, laissée en l’état (FORCE=1 pour la recalculer).", err=True
            )
            refused = True
        if plan.seeds and waits and not j.key.data_fault:
            waiting.append(j)
        elif not j.key.data_fault:
            seeds = [seed for seed in plan.seeds if force or not shared.take(j, seed)]
            todo += [task_of(j, chosen, seed) for seed in seeds]
            found = examine_replicates(j.result, folder).usable if force else ()
            usable |= {task_of(j, chosen, replicate.seed): replicate for replicate in found}
    tell_absent_data(remarks, waiting, "aucune réplique n’est entraînée")
    hold = partial(hold_forced, kept=usable) if force else hold_session
    code = hold(todo, chosen, jobs, shared.bring, cluster=cluster)
    sys.exit(code or (FAILURE_EXIT if refused else 0))
