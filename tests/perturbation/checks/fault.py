"""What is wrong on a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A sentence that cannot be right.

    Attributes
    ----------
    page : str
    reason : str
        In French.
    excerpt : str
        What the page says.
    """

    page: str
    reason: str
    excerpt: str

    def __str__(self) -> str:
        return f"{self.page} : {self.reason} : « {self.excerpt} »"
