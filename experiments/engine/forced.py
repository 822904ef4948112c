"""A forced session that was interrupted goes on where it stopped, when the same one is asked for again."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress

import click

from experiments.atomic import replaced_atomically
from experiments.engine.progress import Task
from experiments.engine.session import hold_session
from experiments.project import BUILD
from experiments.results.provenance import now
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from experiments.training.profiles import Profile

UNFINISHED = BUILD / "forced.json"


def hold_forced(
    tasks: list[Task],
    profile: Profile,
    jobs: int | None,
    written: Callable[[Task], None],
    kept: Mapping[Task, Result | Replicate],
    cluster: str | None = None,
) -> int:
    """Do every training again, as `hold_session` does, but those that the same session has already done.

    Parameters
    ----------
    kept : mapping of Task
        What each training gave, for those that are up to date.
    """
    plan = [profile.name, *sorted(task.identifier for task in tasks)]
    since = _begun(plan)
    if since is None:
        since = now()
        # One that cannot be written does all again.
        with suppress(OSError), replaced_atomically(UNFINISHED) as file:
            file.write(json.dumps({"plan": plan, "since": since}).encode())
    # Later by a second at least: a training takes longer.
    done = [task for task in tasks if task in kept and kept[task].provenance.produced_at > since]
    for task in done:
        click.echo(
            f"{task.identifier} : déjà réentraîné par la même commande, qui n’était pas allée au bout."
        )
    code = hold_session([task for task in tasks if task not in done], profile, jobs, written, cluster)
    if code == 0:
        with suppress(OSError):
            UNFINISHED.unlink()
    return code


def _begun(plan: list[str]) -> str | None:
    """Return when the session of a plan began, None when it is not the one that is unfinished."""
    try:
        begun = json.loads(UNFINISHED.read_bytes())
    except (OSError, ValueError):
        return None
    since = begun.get("since") if isinstance(begun, dict) and begun.get("plan") == plan else None
    return since if isinstance(since, str) else None
