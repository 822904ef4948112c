"""How a record was made: what it depends on, with what, where and when."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from experiments.results.record import Digest, Positive, Record


def key_of(components: Mapping[str, str]) -> str:
    """Return the SHA-256 of everything a result depends on, piece by piece: its key."""
    lines = [f"{name}: {value}" for name, value in sorted(components.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def now() -> str:
    """Return the moment, as records hold it: in seconds, and in the order of time when sorted."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Machine(Record):
    """Where the training ran."""

    system: str
    processor: str
    cores: Positive
    python: str


class DataProvenance(Record):
    """Which data were used."""

    sha256: Digest


Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class Acceptance(Record):
    """A change of code after which a result was kept without training: what changed, why, and when."""

    components: Annotated[list[str], Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]
    accepted_at: Moment


class Provenance(Record):
    """What the result depends on (`key` and its `components`), and when and where it was made.

    `accepted` holds the changes of code since then that someone declared unable to change a number.
    """

    key: Digest
    components: dict[str, str]
    data: DataProvenance
    libraries: dict[str, str]
    machine: Machine
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    produced_at: Moment
    accepted: list[Acceptance]
