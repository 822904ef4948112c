"""What the command line says of the replicates of a result."""

from experiments.engine.judgement import Judgement, State
from experiments.results.replication import Replication
from experiments.training.profiles import FULL, Profile


def replication_refusal(judgement: Judgement, profile: Profile) -> str:
    """Say why an experiment is not replicated, and what to do first."""
    if judgement.state is State.REFUSED:
        return f"{judgement.experiment.id} : expérience refusée. {judgement.reasons[0]}"
    variables = [
        *([f"PROFILE={profile.name}"] if profile != FULL else []),
        *(["FORCE=1"] if judgement.state.untrusted else []),
        f"ONLY={judgement.experiment.id}",
    ]
    return (
        f"{judgement.experiment.id} : résultat {judgement.state.value}, ses répliques ne sont pas "
        f"entraînées. Entraînez-le d’abord : make report {' '.join(variables)}"
    )


def describe_replicates(replicates: Replication) -> str:
    """Count the replicates of a result, in brackets; nothing when there is none."""
    usable, stale = len(replicates.usable), len(replicates.stale)
    parts = [
        *([_count(usable)] if usable else []),
        *([f"{_count(stale)} périmée{'s' if stale > 1 else ''} : make replicates"] if stale else []),
        *(f"réplique illisible : {fault.splitlines()[0]}" for fault in replicates.unreadable.values()),
    ]
    return "".join(f" ({part})" for part in parts)


def _count(replicates: int) -> str:
    return f"{replicates} réplique{'s' if replicates > 1 else ''}"
