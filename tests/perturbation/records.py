"""The records of a report as JSON holds them, to be changed and written elsewhere."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.results.content import to_json
from experiments.results.folder import json_files
from experiments.results.provenance import key_of
from experiments.results.replicate import REPLICATES, replicate_path
from experiments.results.replication import SEED
from experiments.results.schema import result_path
from experiments.results.seal import SEAL, sealed
from experiments.results.survey import SURVEYS, survey_path
from tests.generator.stub_plots import write_stub_plots

Record = dict[str, Any]


@dataclass
class Records:
    """What a report is made of.

    Attributes
    ----------
    results : dict of record
        By id.
    replicates : dict of list of record
        By id of their result, in the order of their seeds.
    surveys : dict of record
        What was measured of the data of a family, by its name.
    edited : set of str
        Families whose survey was edited by hand: its digest is that of another content.
    comments : dict of str
        What the authors say, by the name of the file.
    """

    results: dict[str, Record]
    replicates: dict[str, list[Record]]
    surveys: dict[str, Record] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    comments: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "Records":
        return copy.deepcopy(self)

    def family(self, name: str) -> list[str]:
        """Return the ids of a family, in the order of its models."""
        found = [record for record in self.results.values() if record["family"] == name]
        return [record["id"] for record in sorted(found, key=lambda record: record["position"])]

    def trainings(self, identifier: str) -> list[Record]:
        """Return a result, then its replicates."""
        return [self.results[identifier], *self.replicates[identifier]]

    def every_training(self) -> Iterator[Record]:
        for identifier in self.results:
            yield from self.trainings(identifier)

    def write(self, folder: Path) -> Path:
        """Write the files of a report, plots included, each with its key and its digest."""
        (folder / REPLICATES).mkdir(parents=True)
        for identifier, record in self.results.items():
            _write(result_path(folder, identifier), record)
            for replicate in self.replicates[identifier]:
                _write(replicate_path(folder, identifier, replicate["seed"]), replicate)
        (folder / SURVEYS).mkdir()
        for family, survey in self.surveys.items():
            before = {**survey, "draws": survey["draws"] + 1} if family in self.edited else survey
            _write(survey_path(folder, family), {**survey, SEAL: sealed(before)[SEAL]})
        return write_stub_plots(folder)


def read_records(folder: Path) -> Records:
    """Read the results of a folder, their replicates and the surveys of their data."""
    results = {record["id"]: record for record in map(_read, json_files(folder))}
    replicates: dict[str, list[Record]] = {identifier: [] for identifier in results}
    for record in sorted(map(_read, json_files(folder / REPLICATES)), key=lambda record: record["seed"]):
        replicates[record["id"]].append(record)
    surveys = {record["id"]: record for record in map(_read, json_files(folder / SURVEYS))}
    return Records(results, replicates, surveys)


def seed_of(training: Record) -> int:
    """Return the seed of a result or of a replicate."""
    seed: int = training["seed"] if "seed" in training else training["training"]["seed"]
    return seed


def set_component(training: Record, name: str, value: str) -> None:
    """Change what the key of a training says of one of its settings."""
    provenance = training["provenance"]
    provenance["components"][name] = value
    provenance["key"] = key_of(provenance["components"])


def set_seed(training: Record, seed: int) -> None:
    """Say that a training had another seed."""
    if "seed" in training:
        training["seed"] = seed
    else:
        training["training"]["seed"] = seed
    set_component(training, SEED, str(seed))


def _read(path: Path) -> Record:
    record: Record = json.loads(path.read_bytes())
    del record[SEAL]
    return record


def _write(path: Path, record: Record) -> None:
    path.write_text(to_json(record if SEAL in record else sealed(record)), encoding="utf-8")
