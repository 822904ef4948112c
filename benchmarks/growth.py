"""How the time to write the pages grows with the number of results."""

import json
import time
from pathlib import Path
from typing import Any

from benchmarks.clone import cloned
from benchmarks.progress import steps
from experiments.results.files import read_result, write_result
from experiments.results.folder import json_files
from experiments.results.schema import Result

SIZES = (10, 100, 1000)
# Ranks of the copies of a result, far from those of its family.
APART = 100
# How the command that writes the pages says that it wrote them, and what they lack.
LACKS = "Le rapport ne montre pas tout."


def measure(sizes: tuple[int, ...] = SIZES) -> dict[str, Any]:
    """Time the writing of the pages of more and more results, copies of those of the project.

    Returns
    -------
    dict
        ``sizes``: for each, ``results``, ``seconds`` and ``milliseconds_each``.
    """
    with cloned() as clone, steps("Pages de nombreux résultats", sum(sizes)) as board:
        originals = [read_result(path) for path in json_files(clone.root / "results")]
        measured = []
        for count in sizes:
            folder = clone.root / "build" / f"{count}-results"
            write_copies(originals, count, folder)
            start = time.perf_counter()
            # Plots of copies are not drawn: the pages say so, and the command fails at its end.
            clone.attempt(LACKS, "generator", "build", "--results", str(folder))
            seconds = time.perf_counter() - start
            measured.append(
                {"results": count, "seconds": seconds, "milliseconds_each": 1000 * seconds / count}
            )
            board.advance(count)
            board.say(f"{count} résultats : {seconds:.1f} s")
    return {"sizes": measured}


def write_copies(originals: list[Result], count: int, folder: Path) -> None:
    """Write so many results: the originals, then copies of them under other names."""
    for rank in range(count):
        turn, which = divmod(rank, len(originals))
        write_result(folder, copied(originals[which], turn))


def copied(original: Result, turn: int) -> Result:
    """Return a result under another name and rank; itself in the first turn."""
    if turn == 0:
        return original
    position = original.position + APART * turn
    record = json.loads(original.model_dump_json())
    names = {**record["names"], "model": f"{record['names']['model']} ({turn})"}
    new = {"id": f"{original.family}-{position}", "position": position, "names": names}
    return Result.model_validate({**record, **new})
