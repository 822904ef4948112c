"""How a record was made: what it depends on, with what, where and when."""

from typing import Annotated

from pydantic import Field

from experiments.results.record import Digest, Positive, Record


class Machine(Record):
    """Where the training ran."""

    system: str
    processor: str
    cores: Positive
    python: str


class DataProvenance(Record):
    """Which data were used."""

    sha256: Digest


class Provenance(Record):
    """What the result depends on (`key` and its `components`), and when and where it was made."""

    key: Digest
    components: dict[str, str]
    data: DataProvenance
    libraries: dict[str, str]
    machine: Machine
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    produced_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
