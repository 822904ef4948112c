"""What stands in place of a page that cannot be made, so that links to it lead somewhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.formulas.markup import Markup
from generator.report.page import Index, Page
from generator.report.question import Answer, Question
from generator.rules.speaker import Speaker

TEMPLATE = "report/lacking.md.j2"
ANCHOR = re.compile(r"\{ #([a-z0-9-]+) \}")


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


def lacking(page: Page | Index, reason: str, models: Sequence[str], given: Sequence[Answer]) -> Lacking:
    """Return what stands in place of a page: the sections of its template, its models and its answers."""
    sections = ANCHOR.findall(page.template.read_text(encoding="utf-8"))
    answers = [f"reponse-{answer.questions[0]}" for answer in given]
    return Lacking(reason, list(dict.fromkeys([*sections, *models, *answers])))


def unanswered(
    questions: Sequence[Question],
    given: Mapping[str, Sequence[Answer]],
    page: str,
    speaker: Speaker,
) -> dict[str, list[Answer]]:
    """Return the answers that pages give, and on `page` that the questions left have none."""
    answered = {question for answers in given.values() for answer in answers for question in answer.questions}
    nothing = [
        Answer((question.id,), Markup("{} {}").format(question.text, speaker.word("unanswered")), ())
        for question in questions
        if question.id not in answered
    ]
    return {path: [*answers] for path, answers in given.items()} | {page: [*given.get(page, ()), *nothing]}
