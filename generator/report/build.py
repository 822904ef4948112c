"""Make the pages of a report: what one cannot show is said in its place, and stops no other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from experiments.errors import LabError, ResultError
from experiments.language import typeset
from experiments.results.files import file_content
from experiments.results.schema import Result
from generator.facts.layers import contradictions
from generator.facts.reference import reference
from generator.formulas.markup import Markup
from generator.report.address import download_path, links
from generator.report.faults import SLIPS, Faults, by_reason, told
from generator.report.figures import Figures
from generator.report.lab import Lab
from generator.report.lacking import TEMPLATE, lacking, unanswered
from generator.report.notice import result_at_fault
from generator.report.page import Contents, Index, Page
from generator.report.question import Answer, place_answers
from generator.report.results import Results
from generator.report.templates import environment
from generator.rules.speaker import Speaker


@dataclass(frozen=True)
class Made:
    """What a page computes from the results, and what it answers."""

    view: Any
    answers: list[Answer]


class UnshowableError(Exception):
    """A page that describes a result cannot show it: the report is made again without it."""

    def __init__(self, result: Result, reason: str) -> None:
        super().__init__(reason)
        self.result = result
        self.reason = reason


def raise_fault(fault: ResultError) -> None:
    """Accept nothing less than the whole report."""
    raise fault


def render(lab: Lab, folder: Path, refuse: Callable[[ResultError], None] = raise_fault) -> dict[str, bytes]:
    """Make the pages of a laboratory, and the files that they offer: results, plots.

    What pages compute comes first, then what they answer, then their texts: no page waits for another one.

    Parameters
    ----------
    lab : Lab
    folder : Path
        Of the results.
    refuse : callable
        Receives what the report does without: results that cannot be trusted or shown, families that have
        none or no page, plots. If it returns, the pages say it themselves.

    Returns
    -------
    dict
        Content by path under ``docs/``.

    Raises
    ------
    ResultError
        If a page lacks a value and no result is to blame, if its template fails, if pages link to models that
        none describes, or if there is nothing to show.
    LabError
        If a question has no answer, or an answer no question.
    """
    results, speaker = Results(folder, lab.described), Speaker(lab.wordings)
    made, faults = _made(lab.pages, results, speaker)
    faults.check()
    strays = results.strays()
    if strays and not lab.described.keys() >= {family for page in lab.pages for family in page.families}:
        raise ResultError("\n".join(strays))
    shown = [result for family in lab.listed for result in results.found(family)]
    if not shown:  # rather the pages of before than none
        raise ResultError(
            "\n".join(["Le rapport n’a pas été construit.", *by_reason(faults.lacking.items())])
        )
    answers = {path: page.answers for path, page in made.items()}
    if faults.lacking:
        answers = unanswered(lab.questions, answers, next(iter(faults.lacking)), speaker)
    placed = place_answers(lab.questions, answers)
    contents = Contents(lab.parts, lab.questions, placed, shown, lab.every_rule(), speaker)
    views: dict[str, Any] = {path: page.view for path, page in made.items()}
    views |= {index.path: faults.attempt(index, index.view, contents) for index in lab.indexes}
    faults.check()
    figures = Figures(folder)
    rules = next((index.path for index in lab.indexes if index.tells_rules), "")
    everyone = [reference(result) for result in shown]
    templates = environment(speaker, links(lab.described), figures, everyone, rules)
    texts = {}
    pages: tuple[Page | Index, ...] = (*lab.pages, *lab.indexes)
    for page in pages:
        families = page.families if isinstance(page, Page) else lab.listed
        notices = [notice for notice in results.notices if notice.concerns(page.path, families)]
        frame = {"path": page.path, "profile": results.profile, "notices": notices}
        given = answers.get(page.path, [])
        if page.path not in faults.lacking:
            texts[page.path] = faults.attempt(page, _text, templates, page, views[page.path], given, frame)
        if page.path in faults.lacking:
            models = [result.id for result in shown if lab.described[result.family] == page.path]
            view = lacking(page, faults.lacking[page.path], models, given)
            texts[page.path] = templates.get_template(TEMPLATE).render(page=view, **frame)
    faults.check()
    counted = [(lab.described[result.family], line) for result in shown for line in contradictions(result)]
    said = by_reason([*_notices(lab, results), *faults.lacking.items(), *figures.absent, *counted])
    said += strays
    if said:
        refuse(ResultError("\n".join(["Le rapport ne montre pas tout.", *said])))
    rendered = {path: typeset(text or "").encode() for path, text in texts.items()}
    rendered |= {download_path(r.id): file_content(r) for r in shown}
    return rendered | figures.files()


def _made(pages: Sequence[Page], results: Results, speaker: Speaker) -> tuple[dict[str, Made], Faults]:
    """Make what pages compute and answer, from the results that they all can show."""
    while True:
        faults = Faults()
        try:
            made = {page.path: faults.attempt(page, _compute, page, results, speaker) for page in pages}
        except UnshowableError as error:
            results.set_aside(error.result, error.reason)
        else:
            return {path: page for path, page in made.items() if page is not None}, faults


def _compute(page: Page, results: Results, speaker: Speaker) -> Made:
    """Make what a page computes and answers, without the results that it cannot show."""
    while True:
        try:
            view = page.view(*(results.needed(family, page.path) for family in page.families))
            return Made(view, page.answers(view, speaker))
        except (LabError, LookupError, ArithmeticError, *SLIPS) as error:
            result = result_at_fault(error)
            if result is None:
                raise
            if result.family in page.describes:
                raise UnshowableError(result, told(error)) from error
            results.leave_out(result, told(error), page.path)


def _notices(lab: Lab, results: Results) -> list[tuple[str, str]]:
    """Return the pages that do without a result, each with why that one was set aside."""
    return [
        (page.path, notice.line)
        for notice in results.notices
        for page in lab.pages
        if notice.concerns(page.path, page.families)
    ]


def _text(
    templates: Environment, page: Page | Index, view: Any, answers: Sequence[Answer], frame: dict[str, Any]
) -> str:
    anchors = _Anchors([answer.questions[0] for answer in answers])
    template = templates.get_template(page.template.as_posix())
    try:
        text = template.render(page=view, answer=anchors, **frame)
    except SLIPS as error:
        raise LabError(told(error)) from error
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
