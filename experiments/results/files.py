"""Read and write ``results/*.json``: validated both ways, never half-written."""

from collections.abc import Callable
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.errors import ResultError
from experiments.results.content import Kept, checked, file_content, parse
from experiments.results.folder import content_of, json_files
from experiments.results.replicate import Replicate, experiment_named, replicate_name, replicate_path
from experiments.results.schema import Result, result_path


def read_result(path: Path) -> Result:
    """Read one result.

    Raises
    ------
    ResultError
        If the file is absent, cannot be opened, is no JSON or does not follow the schema; the message names
        the file and the JSON path of each fault.
    EditedResultError
        If its key is not that of its components, or its digest not that of its content.
    OlderFormatError
        If it is of a format of before.
    """
    name = _name(path, 2)
    remedy = _remedy(name, "report", path.stem)
    absent = "ce résultat n’existe pas. Lancez « make report » pour le calculer."
    result = read_kept(path, name, absent, remedy, Result)
    if result.id != path.stem:
        raise ResultError(f"{name} : /id : le résultat se nomme {result.id!r}. {remedy}")
    return result


def read_replicate(path: Path) -> Replicate:
    """Read one replicate, from a file named as `replicate_path` names it.

    Raises
    ------
    ResultError, OlderFormatError
        As `read_result` does.
    """
    name = _name(path, 3)
    remedy = _remedy(name, "replicates", experiment_named(path))
    replicate = read_kept(path, name, f"cette réplique n’existe pas. {remedy}", remedy, Replicate)
    said = replicate_name(replicate.id, replicate.seed)
    if said != path.stem:
        raise ResultError(f"{name} : /id et /seed : la réplique se nomme {said!r}. {remedy}")
    return replicate


def raise_fault(fault: ResultError) -> None:
    """Stop at the first file that cannot be trusted."""
    raise fault


def read_results(folder: Path, refuse: Callable[[ResultError], None] = raise_fault) -> list[Result]:
    """Read every result of a folder, ordered by family then position.

    Parameters
    ----------
    refuse : callable
        Receives what is wrong with a file; if it returns, the others are read.
    """
    results = []
    for path in json_files(folder):
        try:
            results.append(read_result(path))
        except ResultError as fault:
            refuse(fault)
    return sorted(results, key=lambda result: (result.family, result.position, result.id))


def write_result(folder: Path, result: Result) -> Path:
    """Write a result, complete or not at all.

    Raises
    ------
    ResultError
        If it does not follow the schema, or cannot be written.
    """
    path = result_path(folder, result.id)
    write_kept(path, _name(path, 2), result)
    return path


def write_replicate(folder: Path, replicate: Replicate) -> Path:
    """Write a replicate beside the results of `folder`, complete or not at all.

    Raises
    ------
    ResultError
        If it does not follow the schema, or cannot be written.
    """
    path = replicate_path(folder, replicate.id, replicate.seed)
    write_kept(path, _name(path, 3), replicate)
    return path


def read_kept(path: Path, name: str, absent: str, remedy: str, model: type[Kept]) -> Kept:
    """Read a file; see `parse`, and `absent` is what the message says when it is not there."""
    try:
        content = content_of(path)
    except FileNotFoundError as error:
        raise ResultError(f"{name} : {absent}") from error
    except OSError as error:
        raise ResultError(
            f"{name} : la lecture a échoué ({error.strerror}), un fichier lisible est attendu. Vérifiez ses "
            f"droits, ou supprimez ce qui porte ce nom. {remedy}"
        ) from error
    return parse(content, name, remedy, model)


def write_kept(path: Path, name: str, kept: Kept) -> None:
    """Write a file, complete or not at all; see `write_result`."""
    valid = checked(kept.model_dump(), name, type(kept))
    try:
        with replaced_atomically(path) as file:
            file.write(file_content(valid))
    except OSError as error:
        raise ResultError(
            f"{name} : l’écriture a échoué ({error.strerror}). Vérifiez la place libre, les droits du "
            "dossier et qu’aucun dossier ne porte ce nom, puis relancez la commande."
        ) from error


def _name(path: Path, parts: int) -> str:
    return "/".join(path.parts[-parts:])


def _remedy(name: str, target: str, identifier: str) -> str:
    return (
        f"Rétablissez le fichier avec « git checkout -- {name} », "
        f"ou recalculez-le avec « make {target} FORCE=1 ONLY={identifier} »."
    )
