"""The command that trains what is no longer up to date."""

import sys
from functools import partial
from pathlib import Path

import click

from experiments.commands.options import (
    cluster_option,
    force_option,
    jobs_option,
    names_argument,
    profile_option,
)
from experiments.engine.catalogue import select
from experiments.engine.forced import hold_forced
from experiments.engine.judgement import Judgement, State, judge
from experiments.engine.plan import judge_all, remember, stale, task_of, update_texts, waits_for_data
from experiments.engine.remarks import Remarks, tell_absent_data, tell_data_faults, without_orphans
from experiments.engine.retirement import bring_back
from experiments.engine.session import INTERRUPTED_EXIT, hold_session
from experiments.engine.sharing import Sharing
from experiments.engine.surveying import hold_surveys
from experiments.exclusion import alone
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import PROFILES, results_folder


@click.command(
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
    chosen, remarks = PROFILES[profile], Remarks()
    folder = results_folder(chosen)
    experiments, faulty = without_orphans(remarks, folder)
    judgements = with_what_comes_back(judge_all(select(experiments, names), folder, chosen), folder, profile)
    for identifier in update_texts(judgements, folder):
        click.echo(f"{identifier} : textes mis à jour, sans réentraînement.")
    for j in judgements:
        if j.state is State.REFUSED:
            click.echo(f"{j.experiment.id} : expérience refusée. {j.reasons[0]}", err=True)
            faulty = True
        elif j.state.untrusted and not force:
            click.echo(
                f"{j.experiment.id} : résultat {j.state.value}, laissé en l’état "
                f"(FORCE=1 pour le recalculer).",
                err=True,
            )
            faulty = True
    faulty |= tell_data_faults(judgements)
    shared, todo, waiting = Sharing.of(chosen), [], []
    for j in stale(judgements, force):
        if j.key.data_fault:
            continue
        if waits_for_data(j, asked=force or bool(names)):
            waiting.append(j)
        elif force or (taken := shared.take(j)) is None:
            todo.append(task_of(j, chosen))
        else:
            faulty |= not shared.draw(taken)
    tell_absent_data(remarks, waiting, "le résultat figé est gardé sans entraînement")
    fresh = {task_of(j, chosen): j.result for j in judgements if j.result and j.state is State.FRESH}
    remarks.keep()
    hold = partial(hold_forced, kept=fresh) if force else hold_session
    code = hold(todo, chosen, jobs, shared.bring, cluster=cluster)
    remember(judge_all(select(experiments, names), folder, chosen) if todo else judgements)
    if code < INTERRUPTED_EXIT:
        code = hold_surveys({j.experiment.family for j in judgements}, chosen, force) or code
    sys.exit(code or (FAILURE_EXIT if faulty else 0))


def with_what_comes_back(judgements: list[Judgement], folder: Path, profile: str) -> list[Judgement]:
    """Put back the results that were moved away and are those of experiments that are there again; say so."""
    found = []
    for j in judgements:
        if bring_back(j, folder):
            click.echo(f"{j.experiment.id} : résultat mis de côté auparavant, remis à sa place.")
            found.append(judge(j.experiment, folder, profile))
        else:
            found.append(j)
    return found
