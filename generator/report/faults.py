"""What goes wrong with pages: what only one lacks, and what stops the report."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from jinja2 import TemplateError

from experiments.errors import LabError, ResultError
from generator.report.page import Index, Page
from generator.report.templates import place_of

# What can be wrong with one page: the others are still made, so that all that is wrong is said at once.
FAULTS = (LabError, TemplateError, LookupError)
# What a slip in a template makes of values that are there.
SLIPS = (TypeError, ValueError, AttributeError)
Found = TypeVar("Found")


class Faults:
    """What is wrong with the pages.

    Attributes
    ----------
    lacking : dict of str
        Why a page cannot be made of the results there are, by its path: the others do without it.
    """

    def __init__(self) -> None:
        self.lacking: dict[str, str] = {}
        self._fatal: dict[str, str] = {}

    def attempt(self, page: Page | Index, make: Callable[..., Found], *arguments: Any) -> Found | None:
        """Make something of a page, or note why it cannot be made and return None."""
        try:
            return make(*arguments)
        except ResultError as error:
            self.lacking[page.path] = str(error)
        except FAULTS as error:
            self._fatal[page.path] = told(error)
        return None

    def check(self) -> None:
        """Refuse to go on if something is wrong that no result is to blame for.

        Raises
        ------
        ResultError
            If so; the message names every page concerned.
        """
        if self._fatal:
            raise ResultError(
                "\n".join(["Le rapport n’a pas été construit.", *by_reason(self._fatal.items())])
            )


def by_reason(pages: Iterable[tuple[str, str]]) -> list[str]:
    """Say each reason once, with the pages under ``docs/`` that it concerns.

    Parameters
    ----------
    pages : iterable of (str, str)
        Path of a page, and reason.
    """
    concerned: dict[str, dict[str, None]] = {}
    for path, reason in pages:
        concerned.setdefault(reason, {})[f"docs/{path}"] = None
    return [f"{reason}\nPages concernées : {', '.join(paths)}." for reason, paths in concerned.items()]


def told(error: Exception) -> str:
    """Say what is wrong, and at which line of a template or a module when it is no result."""
    place = place_of(error)
    if isinstance(error, LookupError):
        return f"{place} : la valeur {error} manque."
    if isinstance(error, (ArithmeticError, *SLIPS)):
        return f"{place} : {type(error).__name__}, {error}."
    return f"{place} : {error}" if isinstance(error, TemplateError) else str(error)
