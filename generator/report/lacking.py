"""What stands in place of a page that cannot be made, so that links to it lead somewhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.formulas.markup import Markup
from generator.report.page import Index, Page
from generator.report.question import Answer, Question
from generator.rules.speaker import Speaker

TEMPLATE = "report/lacking.md.j2"
# The page of a model, that those of laboratories extend.
MODEL = Path(__file__).parent / "model" / "page.md.j2"
# A place of a page, whose name may begin with the id of a model.
ANCHOR = re.compile(r"\{ #(?:\{\{[^{}]*\}\})?([a-z0-9-]+) \}")


@dataclass(frozen=True)
class Lacking:
    """A page that cannot be made.

    Attributes
    ----------
    reason : str
    anchors : list of str
        Places of the page that others link to.
    """

    reason: str
    anchors: list[str]


def lacking(
    page: Page | Index, reason: str, models: Sequence[str], given: Sequence[Answer]
) -> dict[str, Lacking]:
    """Return what stands in place of a page, and of the pages of its models, by path."""
    answers = [f"reponse-{answer.questions[0]}" for answer in given]
    lacks = {page.path: Lacking(reason, [*dict.fromkeys([*_sections(page.template), *models, *answers])])}
    if isinstance(page, Page) and page.models:
        for model in models:
            parts = [f"{model}{part}" for part in _sections(MODEL, page.models.template)]
            lacks[page.place(model)] = Lacking(reason, [model, *dict.fromkeys(parts)])
    return lacks


def _sections(*templates: Path) -> list[str]:
    return [name for file in templates for name in ANCHOR.findall(file.read_text(encoding="utf-8"))]


def unanswered(
    questions: Sequence[Question],
    given: Mapping[str, Sequence[Answer]],
    page: str,
    speaker: Speaker,
) -> dict[str, list[Answer]]:
    """Return the answers that pages give, and on `page` that the questions left have none."""
    answered = {question for answers in given.values() for answer in answers for question in answer.questions}
    nothing = [
        Answer((question.id,), Markup("{}").format(speaker.word("unanswered")), ())
        for question in questions
        if question.id not in answered
    ]
    return {path: [*answers] for path, answers in given.items()} | {page: [*given.get(page, ()), *nothing]}
