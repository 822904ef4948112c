"""The names that a comment may use: those of models, of classes, of what is classified."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from experiments.results.schema import Result

SPACES = "[ \u00a0\u202f]"


@dataclass(frozen=True)
class Vocabulary:
    """What results call things, for the comment of one page or of one model.

    Attributes
    ----------
    results : mapping of Result
        All of them, by id.
    families : tuple of str
        Those that the page describes: if there is one, its models are named by their rank.
    own : str
        Id of the model that the comment is about; empty for a page.
    """

    results: Mapping[str, Result]
    families: tuple[str, ...] = ()
    own: str = ""

    @cached_property
    def models(self) -> dict[str, str]:
        """Id of the model that each name stands for; names are in lower case."""
        found: dict[str, str] = {}
        for result in self.results.values():
            found |= {result.id: result.id, result.names.model.lower(): result.id}
            if (result.family,) == self.families:
                found[f"modèle {result.position}"] = result.id
        if self.own in self.results:
            found["ce modèle"] = self.own
        return found

    @cached_property
    def model(self) -> re.Pattern[str]:
        """Where a text names a model."""
        return re.compile(rf"(?<![\w-])(?:{_alternatives(self.models)})(?![\w-])", re.IGNORECASE)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """Names of classes that are numbers."""
        return frozenset(
            name for result in self.results.values() for name in result.data.classes if name.isdigit()
        )

    @cached_property
    def categories(self) -> str:
        """What classes are called, as alternatives of a regular expression."""
        names = (result.names for result in self.results.values())
        return _alternatives(
            {"classe", "classes"} | {word for n in names for word in (n.category, n.categories)}
        )

    @cached_property
    def examples(self) -> str:
        """What examples are called, as alternatives of a regular expression."""
        names = (result.names for result in self.results.values())
        return _alternatives(
            {"exemple", "exemples"} | {word for n in names for word in (n.example, n.examples)}
        )

    @cached_property
    def acronyms(self) -> str:
        """What kinds of models are called for short, as alternatives of a regular expression."""
        names = " ".join(f"{result.names.family} {result.names.model}" for result in self.results.values())
        return _alternatives({word for word in re.findall(r"[^\W\d]\w+", names) if word[:2].isupper()})

    @cached_property
    def kinds(self) -> re.Pattern[str]:
        """Where a text may speak of another model: « réseau », « celui-ci », « CNN »."""
        words = ("modèle", "modèles", "réseau", "réseaux", "autre", "autres", "celui", "ceux")
        return re.compile(rf"\b(?:{_alternatives(words)}|{self.acronyms})\b", re.IGNORECASE)


def _alternatives(names: Iterable[str]) -> str:
    """Return names as alternatives, the longest first; a space stands for any one, and a line end for it."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in ordered) or r"(?!)"
