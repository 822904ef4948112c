"""Keep results after a change of code that cannot change a number, without training again."""

from dataclasses import dataclass
from pathlib import Path

from experiments.engine.freshness import ACTIONS, DATA, MODEL, Key
from experiments.engine.judgement import Judgement, State
from experiments.errors import ExperimentError
from experiments.results.files import write_replicate, write_result
from experiments.results.provenance import Acceptance, Provenance, now
from experiments.results.replication import SEED, examine_replicates

# Code may be written otherwise and do the same; other settings, data or libraries are another experiment.
CODE = (MODEL, ACTIONS, "module ", "définition ")


@dataclass(frozen=True)
class Restamp:
    """What was kept: the components that had changed, and how many replicates followed."""

    components: list[str]
    replicates: int


def restamp(judgement: Judgement, folder: Path, reason: str) -> Restamp:
    """Give a stale result, and its replicates, the key of the code as it is now.

    The change and its reason are recorded in the results, and shown with them.

    Raises
    ------
    ExperimentError
        If the result is not stale, is of a format of before, or if something else than code has changed.
    """
    result, key = judgement.result, judgement.key
    if judgement.state is not State.STALE or result is None:
        why = judgement.reasons[0] if judgement.state is State.STALE else f"{judgement.state.value}."
        raise ExperimentError(
            f"{judgement.experiment.id} : {why} Seul un résultat périmé de ce format peut être gardé."
        )
    then = result.provenance.components
    if not key.has_data:  # data that are not there contradict nothing
        key = key.with_data(then.get(DATA))
    changed = [name for name in {**then, **key.components} if then.get(name) != key.components.get(name)]
    others = [name for name in changed if not name.startswith(CODE)]
    if others:
        raise ExperimentError(
            f"{judgement.experiment.id} : {', '.join(others)} : ce n’est pas du code, un nombre peut en "
            "changer. Réentraînez ce modèle avec « make report »."
        )
    acceptance = Acceptance(components=changed, reason=reason, accepted_at=now())
    replicates = examine_replicates(result, folder).usable
    for replicate in replicates:
        own = Key({**key.components, SEED: str(replicate.seed)})
        write_replicate(
            folder,
            replicate.model_copy(update={"provenance": _accepted(replicate.provenance, own, acceptance)}),
        )
    write_result(
        folder, result.model_copy(update={"provenance": _accepted(result.provenance, key, acceptance)})
    )
    return Restamp(changed, len(replicates))


def _accepted(provenance: Provenance, key: Key, acceptance: Acceptance) -> Provenance:
    return provenance.model_copy(
        update={
            "key": key.digest,
            "components": key.components,
            "accepted": [*provenance.accepted, acceptance],
        }
    )
