"""Tell that nothing changed since a command that found nothing to do.

``python -m experiments.engine.standstill`` repeats what that command had to say and leaves with 0, or prints
the state of all that commands read and write and leaves with 1. Given that state once the command has
succeeded, it keeps it if it still is the state: from one to the other there was nothing to do, and there is
nothing as long as it lasts. Hardly more than the standard library is imported, so that this
answers at once.
"""

import hashlib
import json
import os
import stat
import sys
import sysconfig
import time
from collections.abc import Iterator

from experiments.project import BUILD, ROOT

KEPT, REMARKS = BUILD / "standstill.json", BUILD / "remarks.json"
# What the generator said of comments to be read again.
COMMENTS = BUILD / "comments.json"
# What a command that has nothing to do writes all the same.
UNREAD = {
    str(BUILD / name) for name in (KEPT.name, REMARKS.name, "states.json", "training.lock", "site.lock")
}
BYTECODE = "__pycache__"
DATA_VARIABLES = "LABO_"
STORE = "LABO_STORE"  # what others bring there changes nothing here, and it may be slow
# The coarsest file systems round dates to two seconds: what is newer may change again unseen.
SETTLED = 2.0
DONE = "Rien n’a changé et le rapport est à jour : ouvrez site/index.html, ou lancez « make serve »."


def state() -> str:
    """Return a digest of all that a command may read: files of the project and of data, variables, libraries.

    A file counts by its size and dates: a program may set back that of its modification, not that of the
    change of its status. A folder counts by what it holds, without those of tools, that begin with a dot.

    Returns
    -------
    str
        Empty if something is so new that it may change again with the same dates.

    Raises
    ------
    OSError
        If a folder cannot be read.
    """
    variables = sorted(os.environ.items())
    named = (value for name, value in variables if name.startswith(DATA_VARIABLES) and name != STORE)
    digest, latest, now = hashlib.sha256(), 0, time.time_ns()
    for folder in (str(ROOT), *map(os.path.expanduser, named)):
        for path, status in _under(folder, set()):
            seen = [status.st_mode, status.st_ino]
            if not stat.S_ISDIR(status.st_mode):
                seen += [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
                latest = max(latest, *seen[-2:])
            digest.update(f"{path}\0{seen}\n".encode("utf-8", "surrogateescape"))
    libraries = sorted(os.listdir(sysconfig.get_path("purelib")))
    digest.update(json.dumps([variables, libraries, sys.version, sys.executable]).encode())
    return digest.hexdigest() if latest < now - SETTLED * 1e9 else ""


def _under(path: str, entered: set[tuple[int, int]]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield a path and all that is under it, links followed; nothing if it does not exist."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return
    yield path, status
    if not stat.S_ISDIR(status.st_mode) or (status.st_dev, status.st_ino) in entered:
        return
    entered.add((status.st_dev, status.st_ino))
    for name in sorted(os.listdir(path)):
        below = os.path.join(path, name)
        if below not in UNREAD and name != BYTECODE and not (name.startswith(".") and os.path.isdir(below)):
            yield from _under(below, entered)


def kept() -> tuple[str, list[str]]:
    """Return the state at which there was nothing to do, and what was said then; an empty one if unknown."""
    try:
        record = json.loads(KEPT.read_bytes())
        return str(record["state"]), [str(remark) for remark in record["remarks"]]
    except (OSError, ValueError, LookupError, TypeError):
        return "", []


def keep(state: str) -> None:
    """Keep a state, with what was said of it last."""
    remarks = [
        said for path in (REMARKS, COMMENTS) if path.exists() for said in json.loads(path.read_bytes())
    ]
    temporary = KEPT.with_name(f".{KEPT.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps({"state": state, "remarks": remarks}), encoding="utf-8")
    temporary.replace(KEPT)


def main(before: str | None = None) -> int:
    """Compare with what was kept, or keep; return the exit code."""
    try:
        now = state()
        if before is not None:
            if now and now == before:
                keep(now)
            return 0
    except (OSError, ValueError):  # the commands themselves will say what is wrong
        return 1
    then, remarks = kept()
    if now and now == then:
        print(*remarks, DONE, sep="\n")
        return 0
    print(now)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
