"""What a report cannot show, said in its place."""

import traceback
from collections.abc import Collection
from dataclasses import dataclass

from experiments.results.schema import Result


@dataclass(frozen=True)
class Notice:
    """What is not shown, and why.

    Attributes
    ----------
    subject : str
        A model, or a file.
    reason : str
        What failed and what to do, one line or several.
    families : tuple of str
        The pages that rest on one of them say it; every page does when there is none.
    page : str
        The only page that says it, if there is one.
    """

    subject: str
    reason: str
    families: tuple[str, ...] = ()
    page: str = ""

    @property
    def line(self) -> str:
        """The reason, after what it is about unless it begins by that."""
        return self.reason if self.reason.startswith(self.subject) else f"{self.subject} : {self.reason}"

    def concerns(self, page: str, families: Collection[str]) -> bool:
        """Tell whether a page, which rests on these families, must say it."""
        if self.page:
            return page == self.page
        return not self.families or not set(self.families).isdisjoint(families)


def result_at_fault(error: Exception) -> Result | None:
    """Return the result that was being read when an error was raised, None when it was none or several.

    The innermost function that holds a result is the one that read it.
    """
    for frame, _ in reversed(list(traceback.walk_tb(error.__traceback__))):
        held = {value.id: value for value in frame.f_locals.values() if isinstance(value, Result)}
        if held:
            return next(iter(held.values())) if len(held) == 1 else None
    return None
