"""A copy of the project to change at will, and its command line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from experiments.engine.catalogue import Experiment, discover
from experiments.engine.freshness import DATA as DATA_COMPONENT
from experiments.engine.freshness import compute_key
from experiments.project import DATA, ROOT
from experiments.results.files import write_replicate, write_result
from experiments.results.replication import as_replicate
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record

COPIED = ("experiments", "requirements")


class ProjectCopy:
    """The files of the project that decide of a result, without any result.

    Parameters
    ----------
    root : Path
        Folder to create.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.results = root / "results"
        self.before: list[str] = []  # what comes before each command
        for name in COPIED:
            # Bytecode comes along, valid since times are kept: each command starts sooner.
            shutil.copytree(ROOT / name, root / name)
        self.archive = root / "data" / "mnist.npz"
        self.archive.parent.mkdir()
        self.archive.symlink_to(DATA / "mnist.npz")
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KERAS_", "LABO_"))},
            "COLUMNS": "300",
        }

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text that the file must hold."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Create or replace a file."""
        (self.root / file).write_text(text, encoding="utf-8")

    def keep_only(self, file: str, text: str) -> None:
        """Make a file the only one of the project that declares experiments."""
        for module in {experiment.module for experiment in self.experiments()}:
            (self.root / module.replace(".", "/")).with_suffix(".py").unlink()
        self.write(file, text)

    def experiments(self) -> list[Experiment]:
        """Return the experiments that the files declare now."""
        return discover(self.root)

    def results_of(self, profile: str) -> Path:
        """Return where the results of a profile go."""
        return self.results if profile == "full" else self.root / "build" / profile / "results"

    def freeze(self, profile: str = "full") -> None:
        """Give every experiment a result with the key it has now, without training."""
        for experiment in self.experiments():
            write_result(self.results_of(profile), self._result_of(experiment, profile))

    def freeze_replicates(self, identifier: str, *seeds: int, profile: str = "full") -> None:
        """Give an experiment replicates with the key they have now, without training."""
        experiment = next(each for each in self.experiments() if each.id == identifier)
        for seed in seeds:
            result = self._result_of(experiment.with_seed(seed), profile)
            write_replicate(self.results_of(profile), as_replicate(result))

    def _result_of(self, experiment: Experiment, profile: str) -> Result:
        key = compute_key(experiment, profile, self.root)
        record = sample_record() | {"profile": profile}
        for name in ("id", "family", "position", "intention", "code"):
            record[name] = getattr(experiment, name)
        record["names"] = experiment.names.model_dump()
        record["training"]["seed"] = experiment.settings.seed
        record["provenance"] |= {"components": key.components, "key": key.digest}
        if key.has_data:
            record["provenance"]["data"] = {"sha256": key.components[DATA_COMPONENT]}
        return Result.model_validate(record)

    def command(self, *arguments: str) -> list[str]:
        """Return the command line to run in the copy."""
        return [*self.before, sys.executable, "-m", "experiments", *arguments]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run ``python -m experiments`` in the copy; more environment variables may be given."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env={**self.environment, **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=500,
            check=False,
        )
