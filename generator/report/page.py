"""A page: the results it rests on, what it computes from them, what it answers, and its template."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.results.schema import Result
from generator.report.address import model_path
from generator.report.question import Answer, PlacedAnswer, Question
from generator.rules.decision import Rule
from generator.rules.speaker import Speaker

TEMPLATE = "page.md.j2"


def no_answer(view: Any, speaker: Speaker) -> list[Answer]:
    """Answer nothing."""
    return []


@dataclass(frozen=True)
class ModelPages:
    """A page of its own for each model that a page describes, under that page.

    Attributes
    ----------
    folder : Path
        Where their template is.
    view : callable
        Makes what each of them shows, by id of the model, from what the page above them shows.
    """

    folder: Path
    view: Callable[[Any], Mapping[str, Any]]

    @property
    def template(self) -> Path:
        """File of the template."""
        return self.folder / TEMPLATE


@dataclass(frozen=True)
class Page:
    """A page that shows results.

    Attributes
    ----------
    path : str
        Under ``docs/``.
    folder : Path
        Where its template is, beside the module that computes it.
    families : tuple of str
        Families of results that it rests on.
    view : callable
        Makes what the template shows, as ``page``, from the results of each of these families, then of
        those of `beside`.
    answers : callable
        The answers that it gives, from what it shows; nothing is rendered yet.
    describes : tuple of str
        Families whose models are described here: where links to them lead.
    models : ModelPages or None
        Their pages; None when each has its section on this page, under its id.
    beside : tuple of str
        Families that its own are compared with; it does without those that have no result.
    """

    path: str
    folder: Path
    families: tuple[str, ...]
    view: Callable[..., Any]
    answers: Callable[[Any, Speaker], list[Answer]] = no_answer
    describes: tuple[str, ...] = ()
    models: ModelPages | None = None
    beside: tuple[str, ...] = ()

    def place(self, model: str) -> str:
        """Return the page, under ``docs/``, that describes a model."""
        return model_path(self.path, model) if self.models else self.path

    @property
    def template(self) -> Path:
        """File of the template."""
        return self.folder / TEMPLATE


@dataclass(frozen=True)
class Contents:
    """What the pages of a report hold together: what an index is made from.

    Attributes
    ----------
    answers : mapping of PlacedAnswer
        By id of the question.
    results : sequence of Result
        Family by family, in the order of the pages that describe them.
    """

    parts: tuple[str, ...]
    questions: tuple[Question, ...]
    answers: Mapping[str, PlacedAnswer]
    results: Sequence[Result]
    rules: tuple[Rule, ...]
    speaker: Speaker


@dataclass(frozen=True)
class Index:
    """A page about the others; see `Page`.

    Attributes
    ----------
    tells_rules : bool
        Whether it says how each rule decides, under the code of the rule: conclusions lead there.
    """

    path: str
    folder: Path
    view: Callable[[Contents], Any]
    tells_rules: bool = False

    @property
    def template(self) -> Path:
        """File of the template."""
        return self.folder / TEMPLATE
