"""Make every page of a report, or none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from experiments.errors import LabError, ResultError
from experiments.language import typeset
from experiments.results.files import to_json
from generator.report.address import download_path, links
from generator.report.figures import Figures
from generator.report.lab import Lab
from generator.report.page import Contents, Index, Page
from generator.report.question import Answer, place_answers
from generator.report.results import Results
from generator.report.templates import environment, place_of
from generator.rules.speaker import Speaker

# What can be wrong with one page: the others are still made, so that all that is wrong is said at once.
FAULTS = (LabError, TemplateError, LookupError)
# What a slip in a template makes of values that are there.
SLIPS = (TypeError, ValueError, AttributeError)
Made = TypeVar("Made")


class Faults:
    """What is wrong with the pages, each fault with all the pages that it concerns."""

    def __init__(self) -> None:
        self._pages: dict[str, list[str]] = {}

    def attempt(self, page: Page | Index, make: Callable[..., Made], *arguments: Any) -> Made | None:
        """Make something of a page, or note why it cannot be made and return None."""
        try:
            return make(*arguments)
        except FAULTS as error:
            self._pages.setdefault(_told(error), []).append(f"docs/{page.path}")
            return None

    def check(self) -> None:
        """Refuse to go on if anything is wrong.

        Raises
        ------
        ResultError
            If so; the message names every page concerned.
        """
        if self._pages:
            lines = [f"{said}\nPages concernées : {', '.join(pages)}." for said, pages in self._pages.items()]
            raise ResultError("\n".join(["Le rapport n’a pas été construit.", *lines]))


def render(lab: Lab, folder: Path) -> dict[str, bytes]:
    """Make the pages of a laboratory, and the files that they offer: results, plots.

    What pages compute comes first, then what they answer, then their texts: no page waits for another one.

    Parameters
    ----------
    lab : Lab
    folder : Path
        Of the results.

    Returns
    -------
    dict
        Content by path under ``docs/``.

    Raises
    ------
    ResultError
        If a page lacks a value or rests on a result that cannot be trusted, if its template fails, or if no
        page shows a result.
    LabError
        If a question has no answer, or an answer no question.
    """
    results, speaker, faults = Results(folder, lab.described), Speaker(lab.wordings), Faults()
    views: dict[str, Any] = {page.path: faults.attempt(page, _view, page, results) for page in lab.pages}
    faults.check()
    results.check_all_shown()
    answers = {
        page.path: faults.attempt(page, page.answers, views[page.path], speaker) or [] for page in lab.pages
    }
    faults.check()
    shown = [result for family in lab.listed for result in results.family(family)]
    placed = place_answers(lab.questions, answers)
    contents = Contents(lab.parts, lab.questions, placed, shown, lab.every_rule(), speaker)
    views |= {index.path: faults.attempt(index, index.view, contents) for index in lab.indexes}
    faults.check()
    figures = Figures(folder)
    templates = environment(speaker, links(lab.described), figures)
    pages: tuple[Page | Index, ...] = (*lab.pages, *lab.indexes)
    texts = {
        page.path: faults.attempt(
            page, _text, templates, page, views[page.path], results.profile, answers.get(page.path, [])
        )
        for page in pages
    }
    faults.check()
    rendered = {path: typeset(text or "").encode() for path, text in texts.items()}
    rendered |= {download_path(r.id): to_json(r.model_dump()).encode() for r in shown}
    return rendered | figures.files()


def _view(page: Page, results: Results) -> Any:
    return page.view(*map(results.family, page.families))


def _text(
    templates: Environment, page: Page | Index, view: Any, profile: str, answers: Sequence[Answer]
) -> str:
    anchors = _Anchors([answer.questions[0] for answer in answers])
    template = templates.get_template(page.template.as_posix())
    try:
        text = template.render(page=view, path=page.path, profile=profile, answer=anchors)
    except SLIPS as error:
        raise LabError(f"{place_of(error)} : {type(error).__name__}, {error}.") from error
    if anchors.missing:
        calls = ", ".join(f'answer("{question}")' for question in anchors.missing)
        raise LabError(f"{page.folder.name}/{page.template.name} : il manque {calls}, là où est la réponse.")
    return text


class _Anchors:
    """What a template calls where the evidence of an answer stands: it leaves an anchor and takes note."""

    def __init__(self, questions: list[str]) -> None:
        self.missing = dict.fromkeys(questions)

    def __call__(self, question: str) -> Markup:
        if question not in self.missing:
            raise LabError(
                f"Le gabarit marque la réponse à « {question} », que page.py ne donne pas (ou deux fois)."
            )
        del self.missing[question]
        return Markup('<span class="answer" id="reponse-{}"></span>').format(question)


def _told(error: Exception) -> str:
    """Say what is wrong, and at which line of a template or a module when it is no result."""
    place = place_of(error)
    if isinstance(error, LookupError):
        return f"{place} : la valeur {error} manque."
    return f"{place} : {error}" if isinstance(error, TemplateError) else str(error)
