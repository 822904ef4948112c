"""A comment read against made-up results, as the page of a part would show it."""

from pathlib import Path

from experiments.results.files import read_results
from experiments.results.schema import Result
from generator.report.comments.comment import Comment, read_comment
from generator.report.comments.fault import CommentError
from generator.report.comments.prose import Addresses
from generator.report.comments.vocabulary import Vocabulary

FILE = "commentaires/partie-3.md"
TOOLTIP = "à la main"


def nowhere(address: str) -> str:
    raise CommentError(f"{address} : refusé.")


def results_of(folder: Path) -> dict[str, Result]:
    """Return the results of a folder by id."""
    return {result.id: result for result in read_results(folder)}


def commented(text: str | bytes, results: dict[str, Result], own: str = "") -> Comment:
    """Return the comment that a text is; its links lead nowhere."""
    content = text.encode() if isinstance(text, str) else text
    return read_comment(
        FILE, content, Vocabulary(results, own=own), Addresses(nowhere, nowhere), TOOLTIP, judged=True
    )


def faults(text: str | bytes, results: dict[str, Result], own: str = "") -> list[str]:
    """Return what is wrong with it, without the name of its file."""
    return [fault.removeprefix(FILE) for fault in commented(text, results, own).faults]
