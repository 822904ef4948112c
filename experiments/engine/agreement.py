"""Whether the project of a worker of a cluster is the one that the command comes from."""

from collections.abc import Mapping

from experiments.engine.freshness import ABSENT_DATA, DATA, Key
from experiments.errors import DataError, ExperimentError
from experiments.language import plural

# In a folder given to a worker: the components of the key that it must find.
EXPECTED = "expected.json"
# Differences named in a message.
NAMED = 3


def differences(expected: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """Name the components of two keys that differ; data that are expected absent contradict none."""
    return [
        name
        for name in {**expected, **found}
        if expected.get(name) != found.get(name) and not (name == DATA and expected[DATA] == ABSENT_DATA)
    ]


def check_agreement(expected: Mapping[str, str], key: Key) -> None:
    """Refuse to train something else than what the engine asks for.

    Raises
    ------
    DataError
        If the data of the engine are not here.
    ExperimentError
        If anything else that numbers depend on differs; the message says what.
    """
    different = differences(expected, key.components)
    if different == [DATA] and not key.has_data:
        raise DataError(
            f"les données manquent sur ce worker : {key.data_fault or 'aucune n’y a été trouvée'} "
            f"Copiez-les-y, ou indiquez où elles sont avant de lancer « dask worker »."
        )
    if different:
        more = len(different) - NAMED
        others = f" et {more} {plural(more, 'autre', 'autres')}" if more > 0 else ""
        raise ExperimentError(
            f"le projet de ce worker n’est pas celui de la commande ; diffèrent : "
            f"{', '.join(different[:NAMED])}{others}. Mettez sa copie du projet à jour."
        )
