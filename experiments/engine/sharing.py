"""What a run takes from the store of results instead of training, and what it brings to it."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from experiments.engine.freshness import DATA, Key
from experiments.engine.judgement import Judgement
from experiments.engine.plan import task_of, with_texts
from experiments.engine.progress import Task
from experiments.engine.store import URL, Store
from experiments.errors import LabError, ResultError
from experiments.results.content import file_content, parse
from experiments.results.files import read_replicate, read_result, write_replicate, write_result
from experiments.results.replicate import Replicate, replicate_path
from experiments.results.replication import SEED, differs_by_seed
from experiments.results.schema import Result, result_path
from experiments.results.weights import (
    SUFFIX,
    WeightsError,
    read_weights,
    receive_weights,
    training_fingerprint,
)
from experiments.training.profiles import Profile, results_folder


@dataclass(frozen=True)
class Sharing:
    """The store, and the results of one profile.

    An entry is named by the key that its training had, and holds the very bytes of the result.

    Attributes
    ----------
    store : Store
    profile : Profile
    folder : Path
        Where the results of the profile are kept.
    """

    store: Store
    profile: Profile
    folder: Path

    @classmethod
    def of(cls, profile: Profile) -> "Sharing":
        """Return the sharing that the environment asks for, none when it names no store."""
        return cls(Store(os.environ.get(URL, "")), profile, results_folder(profile))

    def take(self, judgement: Judgement, seed: int | None = None) -> Result | Replicate | None:
        """Write the result of an experiment, or its replicate with a seed, if the store has it; say so.

        Returns
        -------
        Result, Replicate or None
            What was written.

        Raises
        ------
        ResultError
            If it cannot be written.
        """
        key = judgement.key
        if seed is not None:
            key = Key({**key.components, SEED: str(seed)})
        # Which data would be used is not known when they are not there.
        content = self.store.read(self._name(key.digest, seed)) if key.has_data else None
        if content is None:
            return None
        who = task_of(judgement, self.profile, seed).identifier
        try:
            entry = self._verified(content, judgement, key, seed)
        except ResultError:
            click.echo(
                f"{who} : l’entrée du dépôt partagé est endommagée ou d’une autre version, elle n’est pas "
                "utilisée.",
                err=True,
            )
            return None
        if isinstance(entry, Result):
            entry = with_texts(entry, judgement.experiment)
            self._take_weights(entry)
            write_result(self.folder, entry)
        else:
            write_replicate(self.folder, entry)
        click.echo(f"{who} : repris du dépôt partagé.")
        return entry

    def draw(self, taken: Result | Replicate) -> bool:
        """Draw the plots of what was taken; say what keeps some from it, and tell whether nothing did."""
        if isinstance(taken, Replicate):  # it has none of its own
            return True
        # Only now: it brings SciPy, and matplotlib.
        from experiments.engine.figure_session import draw_result

        try:
            draw_result(taken, self.folder, lambda steps: None)
        except LabError as error:
            click.echo(f"{taken.id} : {error}", err=True)
            return False
        return True

    def bring(self, task: Task) -> None:
        """Put what a training has just written in the store."""
        try:
            kept: Result | Replicate = (
                read_result(result_path(self.folder, task.experiment))
                if task.seed is None
                else read_replicate(replicate_path(self.folder, task.experiment, task.seed))
            )
        except ResultError:  # whoever reads it next will say so
            return
        # One that was kept after a change of code has the key of a code that never trained it.
        if not kept.provenance.accepted:
            self.store.write(self._name(kept.provenance.key, task.seed), file_content(kept))
            if isinstance(kept, Result):
                self._bring_weights(kept)

    def _name(self, digest: str, seed: int | None) -> str:
        return f"{self.profile.name}-{digest}{'' if seed is None else f'-seed-{seed}'}.json"

    def _weights_name(self, result: Result) -> str:
        return f"{self.profile.name}-{result.provenance.key}{SUFFIX}"

    def _bring_weights(self, result: Result) -> None:
        with suppress(WeightsError):  # whoever shows them will say so
            kept = read_weights(self.folder, result.id, training_fingerprint(result))
            self.store.write(self._weights_name(result), kept.content)

    def _take_weights(self, result: Result) -> None:
        content = self.store.read(self._weights_name(result))
        if content is None:
            return
        try:
            receive_weights(self.folder, result, content)
        except WeightsError as error:
            click.echo(f"{result.id} : poids du dépôt partagé laissés de côté : {error.why}.", err=True)

    def _verified(
        self, content: bytes, judgement: Judgement, key: Key, seed: int | None
    ) -> Result | Replicate:
        """Return what an entry holds, if that is what training would give."""
        entry: Result | Replicate
        if seed is None:
            entry = parse(content, URL, "", Result)
            expected = judgement.experiment.settings.seed == entry.training.seed
        else:
            entry = parse(content, URL, "", Replicate)
            expected = (
                seed == entry.seed
                and judgement.result is not None
                and differs_by_seed(entry, judgement.result)
            )
        provenance = entry.provenance
        if not (
            expected
            and (entry.id, entry.profile) == (judgement.experiment.id, self.profile.name)
            and provenance.components == key.components
            and provenance.data.sha256 == key.components[DATA]
            and not provenance.accepted
        ):
            raise ResultError("Ce n’est pas le résultat attendu.")
        return entry
